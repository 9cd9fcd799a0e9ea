/* English or not sure: more than a quarter of an English text's words are of closed classes. */
#include "read/reader.h"

#include <string.h>

enum { SAMPLE_WORDS = 200, LEAST_WORDS = 8 };

/* The primary subtag, lower-cased, where it is two or three letters. */
static const char *
primary_subtag(const char *declared, Arena *arena)
{
	size_t length = declared ? strcspn(declared, "-_") : 0;
	char *subtag;

	for (size_t i = 0; i < length; i++)
		if (!g_ascii_isalpha(declared[i]))
			return NULL;
	if (length < 2 || length > 3)
		return NULL;
	subtag = arena_strndup(arena, declared, length);
	for (char *at = subtag; *at; at++)
		*at = g_ascii_tolower(*at);
	return subtag;
}

static bool
is_function_word(const Lexicon *lexicon, const char *word, size_t length)
{
	uint32_t id = lexicon_word(lexicon, word, length);

	return id && lexicon_match(lexicon, LEXICON_FUNCTION, &id, 1, sizeof id);
}

const char *
language_of(const char *text, const char *declared, const Lexicon *lexicon, Arena *arena)
{
	unsigned n_words = 0, n_function = 0;
	const char *tag = primary_subtag(declared, arena);

	for (const char *at = text; *at && n_words < SAMPLE_WORDS;) {
		size_t length = 0;

		while (g_ascii_isalpha(at[length]) || (guchar)at[length] >= 0x80)
			length++;
		if (length) {
			n_words++;
			n_function += is_function_word(lexicon, at, length);
		}
		at += length ? length : 1;
	}
	if (n_words >= LEAST_WORDS && n_function * 4 >= n_words)
		return "en";
	return tag && strcmp(tag, "en") != 0 ? tag : NULL;
}
