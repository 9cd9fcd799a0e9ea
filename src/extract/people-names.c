/* What a person's name looks like: a run of capitalised words, with the particles among them
 * and without the titles. */
#include "extract/people.h"

#include "extract/words.h"

#include <string.h>

enum { LONGEST_NAME = 4 };

const char *
name_class(const Document *document, uint32_t word)
{
	const LexiconEntry *entry = word_match(document, LEXICON_NAMES, word);

	return entry && entry->n_words == 1 ? entry->cells[1] : "";
}

/* "R-Wis", "FoxNews.com", "Beijing-based": what no name looks like. */
static bool
is_misshapen(const Document *document, uint32_t word)
{
	size_t length;
	const char *text = word_text(document, word, &length);
	const char *hyphen = memchr(text, '-', length);
	const char *stop = memchr(text, '.', length);

	if (stop && (stop + 1 == text + length ? length == 3 && g_ascii_islower(text[1])
	                                       : g_ascii_islower(stop[1])))
		return true;
	if (!hyphen)
		return false;
	size_t tail = length - (size_t)(hyphen + 1 - text);
	if (hyphen == text + 1 || !tail || (tail > 4 && g_ascii_islower(hyphen[1])))
		return true;
	uint32_t part = lexicon_word(document->lexicon, text, (size_t)(hyphen - text));
	return lexicon_entries(document->lexicon, LEXICON_COUNTRIES, part) ||
	       lexicon_entries(document->lexicon, LEXICON_PLACES, part);
}

/* "al-Hakim" begins small and is part of a name all the same. */
static bool
is_capital(const Document *document, uint32_t word)
{
	size_t length;
	const char *text = word_text(document, word, &length);

	return document->words[word].flags & WORD_CAPITAL ||
	       (length > 3 && text[2] == '-' && text[1] == 'l' && g_ascii_isupper(text[3]));
}

static bool
is_name_word(const Cast *cast, uint32_t word)
{
	const Document *document = cast->document;
	const Word *at = &document->words[word];
	uint32_t length = at->span.end - at->span.start;

	if (!is_capital(document, word) || at->flags & (WORD_PUNCT | WORD_NUMBER) ||
	    at->flags & WORD_ALL_CAPS || length > 40 || is_misshapen(document, word))
		return false;
	if (cast->at[word] != NOBODY && !g_str_equal(name_class(document, word), "given"))
		return false;
	return !lexicon_entries(document->lexicon, LEXICON_FUNCTION, at->form) &&
	       !word_match(document, LEXICON_CALENDAR, word) &&
	       !g_str_equal(name_class(document, word), "not-a-name") &&
	       !g_str_has_suffix(name_class(document, word), "title-word");
}

bool
is_place_name(const Document *document, uint32_t word)
{
	const LexiconEntry *here = word_match(document, LEXICON_PLACES, word);
	const LexiconEntry *before = word > sentence_of(document, word)->first_word
	                                 ? word_match(document, LEXICON_PLACES, word - 1)
	                                 : NULL;

	return here || (before && before->n_words > 1);
}

uint32_t
title_length(const Document *document, uint32_t word)
{
	uint32_t n = 0, end = sentence_end(sentence_of(document, word));

	while (word + n + 1 < end && g_str_has_suffix(name_class(document, word + n), "title-word"))
		n++;
	const LexiconEntry *entry = word_match(document, LEXICON_TITLES, word + n);
	return entry ? n + entry->n_words : 0;
}

uint32_t
leader_length(const Document *document, uint32_t word)
{
	const LexiconEntry *entry = word_match(document, LEXICON_LEADERS, word);

	if (!entry || entry->n_words < 2 || !is_capital(document, word) ||
	    !is_capital(document, word + entry->n_words - 1))
		return 0;
	return entry->n_words;
}

/* A title that leads to a further name: "Florida Sen. X", "Highlights President Y". */
static bool
title_leads_on(const Cast *cast, uint32_t word, uint32_t end)
{
	uint32_t n = title_length(cast->document, word);

	return n && word + n < end && is_name_word(cast, word + n);
}

uint32_t
name_length(const Cast *cast, uint32_t word, uint32_t end)
{
	uint32_t n = leader_length(cast->document, word), last = word;

	if (n)
		return n;

	while (word + n < end && n < LONGEST_NAME) {
		if (n && !(cast->document->words[word + n].flags & WORD_CAPITAL) &&
		    g_str_equal(name_class(cast->document, word + n), "particle")) {
			n++;
			continue;
		}
		if (!is_name_word(cast, word + n) &&
		    !(n && is_month_surname(cast->document, word + n)))
			break;
		if (n && (title_leads_on(cast, word + n, end) ||
		          leader_length(cast->document, word + n)))
			break;
		if (g_str_equal(name_class(cast->document, word + n), "organisation"))
			return 0;
		last = word + ++n;
	}
	if (word + n < end && n && g_str_equal(name_class(cast->document, word + n), "organisation") &&
	    cast->document->words[word + n].flags & WORD_CAPITAL)
		return 0;
	return last - word;
}
