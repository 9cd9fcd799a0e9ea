/* Positions: who demands, offers, accepts, refuses or leaves open what.
 *
 * Every verb, adjective and noun of the stance lexicon is a trigger.  Its holder is the subject
 * of its clause, the agent of its passive or the possessor of its noun; its object, the words
 * that its frame adds.  An object about no known issue makes no position.  Where no rule finds
 * one, the judge may. */
#include "extract/positions.h"

bool
is_past_or_asked(const Document *document, uint32_t word)
{
	const Sentence *sentence = sentence_of(document, word);
	uint32_t end = sentence_end(sentence);

	if (end > sentence->first_word + 1 && (word_equals(document, end - 1, "?") ||
	                                       word_equals(document, end - 2, "?")))
		return true;
	for (uint32_t at = clause_start(document, word); at < word; at++)
		if (word_has_class(document, LEXICON_WORDS, at, "before-now"))
			return true;
	return word_equals(document, sentence->first_word, "until");
}

/* The kinds of trigger, by the lexicon's `pos`. */
typedef struct {
	const char *pos;
	void (*try)(Search *, const Trigger *);
	bool as_verb, as_noun; /* stands where a verb can, where a noun can */
} Kind;

static const Kind kinds[] = {
	{ "v", try_verb, true, false },           { "adj", try_verb, true, true },
	{ "n", try_noun, false, true },           { "m", try_modal, true, false },
	{ "x", try_will_not, true, false },       { "verdict", try_verdict, true, true },
	{ "none-of", try_none_of, true, true },
};

static const Kind *
kind_of(const char *pos)
{
	for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
		if (g_str_equal(kinds[i].pos, pos))
			return &kinds[i];
	return NULL;
}

static void
try_word(Search *search, uint32_t word)
{
	const Document *document = search->document;
	const LexiconEntry *const *entries =
	    lexicon_entries(document->lexicon, LEXICON_STANCES, document->words[word].form);
	bool noun = is_noun_here(search->extraction, word);

	if (!entries || is_past_or_asked(document, word))
		return;
	for (; *entries; entries++) {
		const LexiconEntry *entry = *entries;
		const char *const *cells = entry->cells;

		const Kind *kind = kind_of(cells[1]);
		if (g_str_equal(cells[2], "none") && entry_stands(document, entry, word))
			return;
		if (!kind || !(noun ? kind->as_noun : kind->as_verb) || stance_from_name(cells[2]) < 0 ||
		    !entry_stands(document, entry, word))
			continue;
		Trigger trigger = { entry, word, cells[1], cells[2], cells[3] };
		kind->try(search, &trigger);
		return;
	}
}

void
extract_positions(Extraction *extraction)
{
	g_autoptr(GArray) found = g_array_new(false, false, sizeof(Found));
	Search search = { .extraction = extraction, .document = extraction->document, .found = found };

	for (uint32_t i = 0; i < search.document->n_sentences; i++) {
		const Sentence *sentence = &search.document->sentences[i];

		if (!sentence_tells(search.document, i))
			continue;
		for (uint32_t word = sentence->first_word; word < sentence_end(sentence); word++)
			try_word(&search, word);
	}
	add_judged_positions(extraction, found);
}
