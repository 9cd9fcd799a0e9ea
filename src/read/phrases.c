#include "read/phrases.h"

#include <string.h>

enum { MAX_GAP = 6 };

static const char *const place_names[] = { "start", "whole", "anywhere", "head",
	                                   "label", "stamp", "count",    "class" };
static const char *const effect_names[] = { "",       "keep",  "author", "open", "drop",
	                                    "hidden", "reply", "links",  "cut" };

Phrases
phrases_of(const Lexicon *lexicon)
{
	return (Phrases){ lexicon, lexicon_column(lexicon, LEXICON_BOILERPLATE, "place"),
		          lexicon_column(lexicon, LEXICON_BOILERPLATE, "effect"),
		          lexicon_word(lexicon, "*", 1) };
}

static bool
is_word_byte(char c)
{
	return g_ascii_isalnum(c) || c == '\'' || (guchar)c >= 0x80;
}

/* A typographic mark other than the apostrophe ends a word. */
static bool
is_mark(const char *at, const char *end)
{
	return end - at >= 3 && (guchar)at[0] == 0xe2 && (guchar)at[1] == 0x80 &&
	       (guchar)at[2] != 0x99;
}

static size_t
token_length(const char *at, const char *end)
{
	const char *start = at;

	if (*at == '|' || *at == '@' || *at == '(')
		return 1;
	while (at < end && is_word_byte(*at) && !is_mark(at, end))
		at++;
	return (size_t)(at - start);
}

/* "2025", or "10:30" by its first half. */
static bool
is_year_or_time(const char *at, size_t length, const char *end)
{
	size_t digits = 0;

	while (digits < length && g_ascii_isdigit(at[digits]))
		digits++;
	if (digits == 4 && length == 4)
		return (at[0] == '1' && at[1] == '9') || (at[0] == '2' && at[1] == '0');
	return digits && digits <= 2 && digits == length && end - at > (gssize)length + 1 &&
	       at[length] == ':' && g_ascii_isdigit(at[length + 1]);
}

/* The text's first word, after a bullet, where it is a number by itself; NULL where it is not.
 */
static const char *
first_number(const char *text, size_t length)
{
	size_t start = length > 2 && memcmp(text, "- ", 2) == 0 ? 2 : 0, end = start;

	while (end < length && g_ascii_isdigit(text[end]))
		end++;
	return end > start && end < length && text[end] == ' ' ? text + start : NULL;
}

void
phrases_tokens(const Phrases *phrases, Tokens *tokens, const char *text, size_t length)
{
	const char *end = text + length;
	const char *number = first_number(text, length);

	tokens->n = 0;
	tokens->all = true;
	tokens->dated = tokens->counted = false;
	for (const char *at = text; at < end;) {
		size_t n = token_length(at, end);

		if (!n) {
			at += is_mark(at, end) ? 3 : 1;
			continue;
		}
		if (tokens->n == MAX_TOKENS) {
			tokens->all = false;
			return;
		}
		tokens->dated |= is_year_or_time(at, n, end);
		if (at == number)
			tokens->counted = true;
		else {
			tokens->starts[tokens->n] = (uint32_t)(at - text);
			tokens->ids[tokens->n++] = lexicon_word(phrases->lexicon, at, n);
		}
		at += n;
	}
}

/* One past the last token that words[0..n_words) match from token `at`; 0 where they do not. */
static uint32_t
match_words(const Tokens *tokens, uint32_t at, const uint32_t *words, uint32_t n_words,
            uint32_t gap, bool to_end)
{
	if (!n_words)
		return to_end && at < tokens->n ? 0 : at;
	if (words[0] != gap)
		return at < tokens->n && tokens->ids[at] == words[0]
		           ? match_words(tokens, at + 1, words + 1, n_words - 1, gap, to_end)
		           : 0;
	for (uint32_t skipped = 0; skipped <= MAX_GAP && at + skipped <= tokens->n; skipped++) {
		uint32_t end =
		    match_words(tokens, at + skipped, words + 1, n_words - 1, gap, to_end);

		if (end)
			return end;
	}
	return 0;
}

static int
index_of(const char *const *names, unsigned n_names, const char *name)
{
	for (unsigned i = 0; i < n_names; i++)
		if (strcmp(names[i], name) == 0)
			return (int)i;
	return 0;
}

Effect
phrases_match(const Phrases *phrases, const Tokens *tokens, uint32_t at, unsigned places,
              uint32_t *end)
{
	const LexiconEntry *const *entries =
	    lexicon_entries(phrases->lexicon, LEXICON_BOILERPLATE, tokens->ids[at]);

	for (; entries && *entries; entries++) {
		const LexiconEntry *entry = *entries;
		uint32_t gap = phrases->gap;

		/* the words first, since few rows get further */
		if (!(*end = match_words(tokens, at, entry->words, entry->n_words, gap, false)))
			continue;
		int place = index_of(place_names, G_N_ELEMENTS(place_names),
		                     entry->cells[phrases->place]);
		if (place == PLACE_WHOLE || place == PLACE_HEAD)
			*end = match_words(tokens, at, entry->words, entry->n_words, gap, true);
		if (*end && places & 1u << place)
			return (Effect)index_of(effect_names, G_N_ELEMENTS(effect_names),
			                        entry->cells[phrases->effect]);
	}
	return EFFECT_NONE;
}
