/* Unions, companies, movements and bodies that no table knows, by the word that tells their
 * kind: "Ferry and Harbour Workers' Union", "Halden Line".  "The union" and "the company" then
 * stand for the one that the article names. */
#include "extract/cast.h"

#include "extract/words.h"

#include <string.h>

enum { LONGEST_ORGANISATION = 9 };

/* The kind of party that this word makes of a capitalised run: "union", "company", …; NULL for
 * none. */
static const char *
organisation_kind(const Document *document, uint32_t word)
{
	const LexiconEntry *entry = word_match(document, LEXICON_NAMES, word);

	if (!entry || !g_str_equal(entry_cell(document, LEXICON_NAMES, entry, "class"), "organisation"))
		return NULL;
	const char *kind = entry_cell(document, LEXICON_NAMES, entry, "name");
	return *kind ? kind : NULL;
}

/* Words that may join the capitalised ones: "Ferry and Harbour Workers' Union". */
static bool
is_joint(const Document *document, uint32_t word)
{
	return document->words[word].flags & WORD_POSSESSIVE || word_equals(document, word, "and") ||
	       word_equals(document, word, "of") || word_equals(document, word, "for") ||
	       word_equals(document, word, "&");
}

static bool
is_capital(const Cast *cast, uint32_t word)
{
	uint16_t flags = cast->document->words[word].flags;

	return flags & WORD_CAPITAL && !(flags & WORD_PUNCT) &&
	       !lexicon_entries(cast->document->lexicon, LEXICON_FUNCTION, cast->document->words[word].form);
}

/* The first word of the name that ends with the kind's word. */
static uint32_t
name_start(const Cast *cast, uint32_t last)
{
	const Document *document = cast->document;
	uint32_t first = sentence_of(document, last)->first_word, start = last;

	while (start > first && last - start < LONGEST_ORGANISATION) {
		if (is_capital(cast, start - 1))
			start--;
		else if (start - 1 > first && is_joint(document, start - 1) && is_capital(cast, start - 2) &&
		         start < last + 1)
			start -= 2;
		else
			break;
	}
	return start;
}

static bool
is_known_name(const Cast *cast, uint32_t first, uint32_t end)
{
	const Mention *mention = cast_mention(cast, first);

	return mention && mention->kind == MENTION_NAME && mention->first_word + mention->n_words >= end;
}

static void
try_word(Cast *cast, uint32_t word)
{
	const Document *document = cast->document;
	const char *kind = is_capital(cast, word) ? organisation_kind(document, word) : NULL;
	uint32_t end = word + 1;

	if (!kind || (end < document->n_words && sentence_of(document, word) == sentence_of(document, MIN(end, document->n_words - 1)) &&
	              is_capital(cast, end) && organisation_kind(document, end)))
		return;
	uint32_t start = name_start(cast, word);
	if (start == word || is_known_name(cast, start, end))
		return;
	int party = cast_add_party(cast, words_text(document, start, end), kind);
	cast_add_mention(cast, (Mention){
	    .first_word = start,
	    .n_words = end - start,
	    .sentence = document->words[word].sentence,
	    .kind = MENTION_NAME,
	    .person = NOBODY,
	    .party = party,
	    .possessive = end < document->n_words && document->words[end].flags & WORD_POSSESSIVE,
	});
}

/* The one party of this kind that the article names; NOBODY if there is none or several. */
static int
only_named(const Cast *cast, const char *kind)
{
	int found = NOBODY;

	for (guint i = 0; i < cast->parties->len; i++) {
		const Party *party = cast_party(cast, (int)i);

		if (party->generic || !g_str_equal(party->kind, kind))
			continue;
		if (found != NOBODY)
			return NOBODY;
		found = (int)i;
	}
	return found;
}

/* "The union" is the union named. */
static void
name_generic(Cast *cast)
{
	static const char *const kinds[] = { "union", "company" };
	int named[G_N_ELEMENTS(kinds)];

	for (size_t k = 0; k < G_N_ELEMENTS(kinds); k++)
		named[k] = only_named(cast, kinds[k]);
	for (guint i = 0; i < cast->mentions->len; i++) {
		Mention *mention = &g_array_index(cast->mentions, Mention, i);

		if (mention->party == NOBODY || !cast_party(cast, mention->party)->generic)
			continue;
		for (size_t k = 0; k < G_N_ELEMENTS(kinds); k++)
			if (named[k] != NOBODY &&
			    g_str_equal(cast_party(cast, mention->party)->kind, kinds[k]))
				mention->party = named[k];
	}
}

void
cast_find_organisations(Cast *cast)
{
	for (uint32_t word = 0; word < cast->document->n_words; word++)
		if (cast->document->sentences[cast->document->words[word].sentence].kind !=
		    SENTENCE_HEADING)
			try_word(cast, word);
	name_generic(cast);
}
