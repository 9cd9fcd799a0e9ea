/* "May said": a surname that is a month's name too, of somebody whom the page names in full. */
#include "extract/people.h"

#include "extract/words.h"

/* Whether the word stands as a month: among the document's dates, or after "in" and the like. */
static bool
is_date(const Document *document, uint32_t word)
{
	static const char *const before[] = { "in", "since", "until", "last", "next", "early", "late",
		                              "this", "of", "mid" };
	size_t n;
	const DateMention *dates = sentence_dates(document, document->words[word].sentence, &n);

	for (size_t i = 0; i < n; i++)
		if (word >= dates[i].first_word && word < dates[i].first_word + dates[i].n_words)
			return true;
	for (size_t i = 0; word && i < G_N_ELEMENTS(before); i++)
		if (word_equals(document, word - 1, before[i]))
			return true;
	return word + 1 < document->n_words && document->words[word + 1].flags & WORD_NUMBER;
}

bool
is_month_surname(const Document *document, uint32_t word)
{
	return word && document->words[word].flags & WORD_CAPITAL &&
	       word_match(document, LEXICON_CALENDAR, word) && !is_date(document, word) &&
	       g_str_equal(name_class(document, word - 1), "given");
}

void
cast_find_month_names(Cast *cast)
{
	const Document *document = cast->document;

	for (uint32_t word = 0; word + 1 < document->n_words; word++) {
		if (!(document->words[word].flags & WORD_CAPITAL) || cast->at[word] != NOBODY ||
		    !word_match(document, LEXICON_CALENDAR, word) || is_date(document, word))
			continue;
		gpointer known =
		    g_hash_table_lookup(cast->person_index, words_text(document, word, word + 1));
		if (!known)
			continue;
		uint32_t first = word;
		while (first > sentence_of(document, word)->first_word &&
		       title_length(document, first - 1) == 1)
			first--;
		cast_add_mention(cast, (Mention){
		    .first_word = first,
		    .n_words = word + 1 - first,
		    .sentence = document->words[word].sentence,
		    .kind = MENTION_NAME,
		    .person = GPOINTER_TO_INT(known) - 1,
		    .party = NOBODY,
		    .possessive = document->words[word + 1].flags & WORD_POSSESSIVE,
		});
	}
}
