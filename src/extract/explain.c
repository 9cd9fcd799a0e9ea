#include "extract/explain.h"

#include "extract/tree.h"

#include <string.h>

enum { LONGEST_WHY = 2000 }; /* bytes, after which no line is added */

void
explain(const Extraction *extraction, EntenteRecord *record, const char *format, ...)
{
	Arena *arena = extraction->records->arena;
	va_list list;

	if (!extraction->explaining || (record->why && strlen(record->why) > LONGEST_WHY))
		return;
	va_start(list, format);
	g_autofree char *line = g_strdup_vprintf(format, list);
	va_end(list);
	g_strdelimit(line, "\r\n", ' '); /* of the page's words */
	record->why = record->why ? arena_printf(arena, "%s\n%s", record->why, line)
	                          : arena_strdup(arena, line);
}

const char *
explained_row(const Document *document, LexiconTableId table, const LexiconEntry *entry,
              uint32_t word)
{
	const char *const *columns = lexicon_columns(table);
	g_autoptr(GString) row = g_string_new(NULL);

	g_string_printf(row, "\"%s\": %s \"%s\"", words_text(document, word, word + entry->n_words),
	                lexicon_file(table), entry->cells[0]);
	for (unsigned i = 1; columns[i]; i++) {
		const char *cell = entry_cell(document, table, entry, columns[i]);

		if (*cell && i < 3)
			g_string_append_printf(row, " %s", cell);
		else if (*cell)
			g_string_append_printf(row, ", %s %s", columns[i], cell);
	}
	return arena_strdup(document->article->arena, row->str);
}

/* What the phrase is to the verb or noun at `word`; NULL where neither the tree nor the place of
 * its words tells. */
static const char *
relation_to(const Document *document, uint32_t first, uint32_t end, uint32_t word)
{
	enum { BESIDE = 5 };

	if (document->syntax) {
		uint32_t subject = tree_subject(document, word), agent = tree_agent(document, word);

		if (subject != word && subject >= first && subject < end)
			return "subject of";
		if (agent != word && agent >= first && agent < end)
			return "agent of";
		for (uint32_t at = first; at < end; at++)
			if (document->syntax[at].head == word)
				switch (document->syntax[at].relation) {
				case REL_OBJ: return "object of";
				case REL_NMOD_POSS: return "possessor of";
				case REL_OBL:
				case REL_NMOD: return "joined to";
				default: break;
				}
	}
	if (end <= word && word - end < BESIDE)
		return "before";
	return first > word && first - word < BESIDE ? "after" : NULL;
}

/* "it" (subject of "rejected"): nothing where the words are not of the verb's sentence. */
static const char *
phrase_at(const Extraction *extraction, uint32_t first, uint32_t end, uint32_t word)
{
	const Document *document = extraction->document;
	const char *relation = relation_to(document, first, end, word);

	return relation ? arena_printf(document->article->arena, "\"%s\" (%s \"%s\")",
	                               words_text(document, first, end), relation,
	                               words_text(document, word, word + 1))
	                : NULL;
}

const char *
explained_sayer(const Extraction *extraction, uint32_t word, const char *name)
{
	const Document *document = extraction->document;
	Arena *arena = document->article->arena;

	if (document->words[word].flags & WORD_QUOTED)
		return arena_printf(arena, "%s (speaker of the quotation)", name);
	uint32_t saying = document->syntax ? tree_report(document, word) : word;
	if (saying != word)
		return arena_printf(arena, "%s (subject of \"%s\")", name,
		                    words_text(document, saying, saying + 1));
	return arena_printf(arena, "%s (to whom the sentence ascribes it)", name);
}

const char *
explained_actor(const Extraction *extraction, const Actors *actors, Actor actor, uint32_t word)
{
	const Document *document = extraction->document;
	const Mention *mention = cast_mention(extraction->cast, actors->first_word);
	uint32_t first = actors->first_word, end = actors->end_word;
	const char *name = actor_side(extraction, actor);

	if (end <= first)
		end = mention ? mention->first_word + mention->n_words : first + 1;
	const char *phrase = phrase_at(extraction, first, end, word);
	if (!phrase)
		return explained_sayer(extraction, word, name);
	return g_str_equal(words_text(document, first, end), name)
	           ? phrase
	           : arena_printf(document->article->arena, "%s stands for %s", phrase, name);
}

const char *
explained_mention(const Extraction *extraction, uint32_t sentence, Actor actor)
{
	const Document *document = extraction->document;
	const Sentence *within = &document->sentences[sentence];
	Arena *arena = document->article->arena;
	const char *name = actor_name(extraction, actor);

	for (uint32_t word = within->first_word; word < sentence_end(within); word++) {
		const Mention *mention = cast_mention(extraction->cast, word);

		if (!mention || mention->first_word != word)
			continue;
		Actor named = actor_of(extraction->cast, mention);
		if (named.person != actor.person || named.party != actor.party)
			continue;
		const char *words = words_text(document, word, word + mention->n_words);
		return g_str_equal(words, name) ? name : arena_printf(arena, "%s (\"%s\")", name, words);
	}
	return arena_printf(arena, "%s (by other words)", name);
}
