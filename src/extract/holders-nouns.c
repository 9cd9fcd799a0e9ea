/* Holders whom the cast does not have, by the words of the text: "hardliners", "the Slate Front",
 * "Peruvian members of parliament" (who need not want what Peru wants). */
#include "extract/holders-nouns.h"

#include "extract/clause.h"
#include "extract/holders-antecedents.h"
#include "extract/tree.h"

#include <string.h>

enum { FARTHEST_NOUN = 4 }; /* words from an adjective to its noun */

/* A noun that acts: a subject, an agent, a possessor. */
static bool
acts(const Document *document, uint32_t word)
{
	switch (document->syntax[word].relation) {
	case REL_NSUBJ:
	case REL_NSUBJ_PASS:
	case REL_OBL_AGENT:
	case REL_NMOD_POSS:
	case REL_CONJ:
		return true;
	case REL_OBL:
	case REL_NMOD:
	case REL_COMPOUND:
		return document->syntax[word].xpos == XPOS_NNS;
	default:
		return false;
	}
}

/* Where the words begin that qualify a noun, without its article. */
static uint32_t
noun_start(const Document *document, uint32_t word)
{
	uint32_t first = word, least = sentence_of(document, word)->first_word;

	while (first > least && document->syntax[first - 1].head == word &&
	       (document->syntax[first - 1].relation == REL_AMOD ||
	        document->syntax[first - 1].relation == REL_COMPOUND))
		first--;
	return first;
}

static bool
is_named(const Document *document, uint32_t word)
{
	uint8_t name = document->syntax[word].name;

	return name == NAME_ORGANISATION || name == NAME_PERSON;
}

/* The name that the parser sees at a word; false if it sees none. */
static bool
add_name(const Extraction *extraction, uint32_t word, GArray *holders)
{
	const Document *document = extraction->document;
	uint32_t end = word + 1, stop = sentence_end(sentence_of(document, word));

	if (!is_named(document, word))
		return false;
	if (!document->syntax[word].name_begins)
		return true;
	while (end < stop && is_named(document, end) && !document->syntax[end].name_begins &&
	       !cast_mention(extraction->cast, end))
		end++;
	holders_add(holders, (Holder){ .kind = HOLDER_CALLED,
	                               .word = tree_head(document, word, end),
	                               .noun = words_text(document, word, end) });
	return true;
}

/* "Kurdish-led", "rebel-held". */
static bool
has_hyphen(const Document *document, uint32_t first, uint32_t end)
{
	for (uint32_t word = first; word < end; word++) {
		size_t length;
		const char *text = word_text(document, word, &length);

		if (memchr(text, '-', length))
			return true;
	}
	return false;
}

/* Whether those of [first, end) may be at odds with the side that the words name: lawmakers,
 * "Kurdish-led forces", activists; not officials or the army. */
static bool
part_ways(const Document *document, uint32_t first, uint32_t end)
{
	if (has_hyphen(document, first, end))
		return true;
	for (uint32_t word = first + 1; word < end; word++) {
		const LexiconEntry *title = word_match(document, LEXICON_TITLES, word);

		if (title)
			return g_str_equal(entry_cell(document, LEXICON_TITLES, title, "class"),
			                   "lawmaker");
	}
	return !word_names_government(document, end - 1) &&
	       !word_has_class(document, LEXICON_WORDS, end - 1, "group");
}

void
holders_called(const Extraction *extraction, const Mention *mention, GArray *holders)
{
	const Document *document = extraction->document;
	uint32_t first = mention->first_word, last = first + mention->n_words - 1;

	if (mention->kind == MENTION_ADJECTIVE) {
		uint32_t noun = document->syntax[last].head;

		if (noun <= last || noun > last + FARTHEST_NOUN ||
		    cast_mention(extraction->cast, noun))
			return;
		last = noun;
	} else if (mention->kind != MENTION_GROUP || mention->n_words == 1) {
		return;
	}
	if (mention->person != NOBODY || mention->possessive ||
	    !acts(document, tree_head(document, first, last + 1)) ||
	    !part_ways(document, first, last + 1))
		return;
	holders_add(holders,
	            (Holder){ .kind = HOLDER_CALLED,
	                      .word = tree_head(document, first, last + 1),
	                      .noun = words_text(document, first, last + 1) });
}

/* A noun that may stand for somebody named before, whatever its place in the sentence. */
static bool
is_role(const Document *document, uint32_t word)
{
	return word_match(document, LEXICON_TITLES, word) || word_names_government(document, word) ||
	       word_has_class(document, LEXICON_WORDS, word, "group");
}

/* A noun that may stand for a side named before and be somebody else all the same:
 * "parliament", "the Kurdish-led forces". */
static bool
is_of_its_own(const Document *document, uint32_t first, uint32_t word)
{
	const LexiconEntry *body = word_match(document, LEXICON_PARTIES, word);

	return has_hyphen(document, first, word) ||
	       (body && word_names_government(document, word) &&
	        !g_str_equal(entry_cell(document, LEXICON_PARTIES, body, "kind"), "state"));
}

/* "both sides", where it is clear which, else whatever sides were named last. */
static bool
add_several(const Extraction *extraction, uint32_t word, GArray *holders)
{
	Holder holder = { .kind = HOLDER_BOTH, .word = word };

	if (word_has_class(extraction->document, LEXICON_WORDS, word, "both") &&
	    resolve(extraction, word, &holder.actors)) {
		holders_add(holders, holder);
		return true;
	}
	holders_of_several(extraction, word, holders);
	return false;
}

void
holders_of_noun(const Extraction *extraction, uint32_t word, GArray *holders)
{
	const Document *document = extraction->document;
	Upos upos = document->syntax[word].upos;

	if (add_several(extraction, word, holders) ||
	    word_match(document, LEXICON_CALENDAR, word) ||
	    add_name(extraction, word, holders) || (upos != UPOS_NOUN && upos != UPOS_PROPN))
		return;
	bool acting = acts(document, word);
	if (!acting && !is_role(document, word))
		return;
	uint32_t first = noun_start(document, word);
	bool named = holders_of_role(extraction, word, holders);
	if ((named || !acting) && !is_of_its_own(document, first, word))
		return;
	holders_add(holders, (Holder){ .kind = HOLDER_NOUN,
	                               .word = word,
	                               .noun = words_text(document, first, word + 1) });
}
