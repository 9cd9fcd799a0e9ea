/* From a word's letters to the keys of its embedding: its folded form, its endings and
 * beginnings, and its shape (capitals, digits, marks). */
#include "text/parse-features.h"

#include <glib.h>
#include <string.h>

enum { HEAD_KEPT = 40, TAIL_KEPT = 32, SHAPE_MAX = 16 };

enum {
	KEY_FORM,
	KEY_SUFFIX,
	KEY_PREFIX = KEY_SUFFIX + 8,
	KEY_SHAPE = KEY_PREFIX + 8,
	KEY_CASE
};

static gunichar
plain(gunichar c)
{
	switch (c) {
	case 0x2018:
	case 0x2019:
	case 0x02BC: return '\'';
	case 0x201C:
	case 0x201D: return '"';
	case 0x2010:
	case 0x2011:
	case 0x2012:
	case 0x2013:
	case 0x2014: return '-';
	default: return g_unichar_tolower(c);
	}
}

/* Folds bytes [from, to) and returns the new length. */
static size_t
fold_part(const char *from, const char *to, FoldMode mode, char *folded, size_t length)
{
	while (from < to && length + 6 <= FOLD_MAX) {
		unsigned char c = (unsigned char)*from;
		if (c < 0x80) {
			bool digit = c >= '0' && c <= '9';
			folded[length++] =
			    digit && mode == FOLD_DIGITS ? '0' : g_ascii_tolower(*from);
			from++;
			continue;
		}
		gunichar wide = g_utf8_get_char_validated(from, to - from);
		if (wide == (gunichar)-1 || wide == (gunichar)-2) {
			folded[length++] = '?';
			from++;
			continue;
		}
		length += (size_t)g_unichar_to_utf8(plain(wide), folded + length);
		from = g_utf8_next_char(from);
	}
	return length;
}

size_t
fold_word(const ParseWord *word, FoldMode mode, char folded[FOLD_MAX])
{
	const char *end = word->text + word->length;

	if (word->length <= HEAD_KEPT + TAIL_KEPT)
		return fold_part(word->text, end, mode, folded, 0);
	size_t length = fold_part(word->text, word->text + HEAD_KEPT, mode, folded, 0);
	return fold_part(end - TAIL_KEPT, end, mode, folded, length);
}

uint64_t
feature_hash(unsigned kind, const char *text, size_t length)
{
	uint64_t hash = 0xcbf29ce484222325u ^ ((uint64_t)kind * 0x9e3779b97f4a7c15u);

	for (size_t i = 0; i < length; i++)
		hash = (hash ^ (unsigned char)text[i]) * 0x100000001b3u;
	hash ^= hash >> 29;
	hash *= 0xbf58476d1ce4e5b9u;
	hash ^= hash >> 32;
	return hash ? hash : 1;
}

uint64_t
form_key(const char *folded, size_t length)
{
	return feature_hash(KEY_FORM, folded, length);
}

static bool
is_upper(const ParseWord *word)
{
	return word->length &&
	       (g_ascii_isupper(word->text[0]) || (unsigned char)word->text[0] == 0xC3);
}

static bool
is_shouted(const ParseWord *word)
{
	for (uint32_t i = 0; i < word->length; i++)
		if (!g_ascii_isupper(word->text[i]))
			return false;
	return true;
}

SentenceCase
sentence_case(const ParseWord *words, size_t n_words)
{
	size_t long_words = 0, capital = 0, shouted = 0;

	for (size_t i = 0; i < n_words; i++) {
		if (words[i].length < 4 || !g_ascii_isalpha(words[i].text[0]))
			continue;
		long_words++;
		capital += is_upper(&words[i]);
		shouted += is_shouted(&words[i]);
	}
	if (long_words >= 2 && shouted * 10 >= long_words * 7)
		return CASE_SHOUTED;
	if (long_words >= 4 && capital * 10 >= long_words * 8)
		return CASE_TITLE;
	return CASE_NORMAL;
}

/* "Geneva" Xx, "U.S." X.X., "28-point" 0-x: runs of one class count once, but two capitals
 * stay two. */
static size_t
word_shape(const ParseWord *word, char shape[SHAPE_MAX])
{
	size_t length = 0;

	for (uint32_t i = 0; i < word->length && length < SHAPE_MAX - 3; i++) {
		char c = word->text[i], class;
		if (g_ascii_isupper(c))
			class = 'X';
		else if (g_ascii_islower(c))
			class = 'x';
		else if (g_ascii_isdigit(c))
			class = '0';
		else
			class = (unsigned char)c >= 0x80 ? 'u' : c;
		bool again = length && shape[length - 1] == class;
		if (again && (class != 'X' || (length > 1 && shape[length - 2] == class)))
			continue;
		shape[length++] = class;
	}
	return length;
}

size_t
word_keys(const ParseWord *word, bool first, SentenceCase style, uint64_t keys[WORD_KEYS])
{
	char folded[FOLD_MAX], shape[SHAPE_MAX];
	size_t length = fold_word(word, FOLD_DIGITS, folded), n = 0;
	const char *from = folded + length, *to = folded;

	keys[n++] = form_key(folded, length);
	for (unsigned k = 1; k <= 4 && from > folded; k++) {
		do
			from--;
		while (from > folded && ((unsigned char)*from & 0xC0) == 0x80);
		keys[n++] =
		    feature_hash(KEY_SUFFIX + k, from, (size_t)(folded + length - from));
	}
	for (unsigned k = 1; k <= 3 && to < folded + length; k++) {
		do
			to++;
		while (to < folded + length && ((unsigned char)*to & 0xC0) == 0x80);
		if (k >= 2)
			keys[n++] = feature_hash(KEY_PREFIX + k, folded, (size_t)(to - folded));
	}
	size_t shape_length = word_shape(word, shape);
	keys[n++] = feature_hash(KEY_SHAPE, shape, shape_length);
	shape[0] = is_upper(word) ? 'X' : 'x';
	shape[1] = first ? '^' : '-';
	shape[2] = (char)('0' + style);
	keys[n++] = feature_hash(KEY_CASE, shape, 3);
	return n;
}
