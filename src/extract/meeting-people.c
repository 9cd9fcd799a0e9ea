/* Who takes part in a meeting, from the words around its verb or noun. */
#include "extract/encounter.h"
#include "extract/tree.h"

#include <string.h>

static void
add_mention(const Extraction *extraction, const Mention *mention, Actors *actors)
{
	if (mention->kind == MENTION_PLACE || mention->kind == MENTION_ADJECTIVE ||
	    (mention->person != NOBODY && cast_person(extraction->cast, mention->person)->no_side))
		return;
	actors_add(actors, actor_of(extraction->cast, mention));
}

/* Words that may stand between a verb or noun of meeting and those who take part. */
static bool
leads_on(const Document *document, uint32_t word, bool found)
{
	static const char *const joints[] = { "with", "between", "of" };
	static const char *const before[] = { "in", "at", "on" };

	for (size_t i = 0; i < G_N_ELEMENTS(joints); i++)
		if (word_equals(document, word, joints[i]))
			return true;
	for (size_t i = 0; i < G_N_ELEMENTS(before) && !found; i++)
		if (word_equals(document, word, before[i]))
			return true;
	return false;
}

static bool
ends_naming(const Document *document, uint32_t word, bool found)
{
	if (word_is_punct(document, word)) {
		size_t length;
		const char *text = word_text(document, word, &length);

		return length != 1 || text[0] != ',';
	}
	return word_is(document, word, "aux") || word_is(document, word, "modal") ||
	       word_is(document, word, "neg") || word_is(document, word, "rel") ||
	       word_match(document, LEXICON_SPEECH, word) ||
	       (word_is(document, word, "prep") && !leads_on(document, word, found));
}

/* Everybody named from `word` on, up to a verb or the end of the clause, in the sentence of the
 * word before. */
void
add_named_actors(const Extraction *extraction, uint32_t word, Actors *actors)
{
	const Document *document = extraction->document;
	uint32_t end = MIN(sentence_end(sentence_of(document, word - 1)), word + 30);
	unsigned before = actors->n;

	for (; word < end; word++) {
		const Mention *mention = cast_mention(extraction->cast, word);

		if (mention) {
			uint32_t after = mention->first_word + mention->n_words;

			/* "met X, and Y rejected": Y is in another clause */
			bool joined = word_is_punct(document, word - 1) || word_is(document, word - 1, "conj");
			if (actors->n > before && joined && is_subject_like(document, mention))
				return;
			if (!mention->possessive || after + 1 >= end)
				add_mention(extraction, mention, actors);
			word = after - 1;
			continue;
		}
		if (word_is(document, word, "pron") && actors->n < 2)
			resolve(extraction, word, actors);
		if (ends_naming(document, word, actors->n > before))
			return;
	}
}

/* The first somebody between two words, with those joined to him: "A, B and C". */
static bool
add_first_between(const Extraction *extraction, uint32_t first, uint32_t end, Actors *actors)
{
	const Document *document = extraction->document;

	for (uint32_t at = first; at < end; at++) {
		const Mention *mention = cast_mention(extraction->cast, at);

		if (!mention || mention->first_word != at ||
		    !phrase_actors(extraction, at + mention->n_words, actors))
			continue;
		for (uint32_t next = at + mention->n_words; next + 1 < end; next++) {
			mention = cast_mention(extraction->cast, next);
			if (mention) {
				add_mention(extraction, mention, actors);
				next = mention->first_word + mention->n_words - 1;
			} else if (!word_equals(document, next, "and") && !word_equals(document, next, ",") &&
			           !word_is(document, next, "det")) {
				break;
			}
		}
		return true;
	}
	return false;
}

/* The first somebody of the clause before `word`, else of the sentence. */
bool
add_first_actors(const Extraction *extraction, uint32_t word, Actors *actors)
{
	const Document *document = extraction->document;
	uint32_t start = clause_start(document, word);

	for (uint32_t at = word, verb; document->syntax; at = verb) { /* up to the root */
		verb = tree_governing_verb(document, at);
		if (verb == at)
			break;
		uint32_t subject = tree_subject(document, verb);
		if (subject != verb && subject != word && tree_actors(extraction, subject, actors))
			return true;
	}
	if (document->syntax)
		return false;
	return add_first_between(extraction, start, word, actors) ||
	       add_first_between(extraction, sentence_of(document, word)->first_word, start, actors);
}

/* "US-Russia talks": both halves of a compound. */
void
add_compound_actors(const Extraction *extraction, uint32_t word, Actors *actors)
{
	const Document *document = extraction->document;
	size_t length;
	const char *text = word_text(document, word, &length);
	const char *hyphen = memchr(text, '-', length);

	if (!hyphen)
		hyphen = g_strstr_len(text, (gssize)length, "\xe2\x80\x93");
	if (!hyphen || hyphen == text)
		return;
	size_t gap = *hyphen == '-' ? 1 : 3, first = (size_t)(hyphen - text);
	const char *halves[2] = { text, hyphen + gap };
	size_t lengths[2] = { first, length - first - gap };
	const char *names[2];

	for (int half = 0; half < 2; half++) {
		uint32_t id = lexicon_word(document->lexicon, halves[half], lengths[half]);
		const LexiconEntry *const *entries =
		    lexicon_entries(document->lexicon, LEXICON_COUNTRIES, id);

		while (entries && *entries && (*entries)->n_words > 1)
			entries++;
		if (!entries || !*entries)
			return;
		names[half] = entry_cell(document, LEXICON_COUNTRIES, *entries, "name");
	}
	for (int half = 0; half < 2; half++)
		actors_add(actors,
		           (Actor){ NOBODY, cast_add_party(extraction->cast, names[half], "state") });
}

/* The "between", "with" or "involving" that names who takes part, soon after the noun; 0 for
 * none. */
uint32_t
participants_after(const Document *document, uint32_t after)
{
	static const char *const words[] = { "between", "with", "among", "involving", "included" };
	uint32_t end = MIN(sentence_end(sentence_of(document, after - 1)), after + 7);

	for (uint32_t word = after; word < end; word++)
		for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
			if (word_equals(document, word, words[i]))
				return word;
	return 0;
}
