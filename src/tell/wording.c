/* Phrases taken from sentences: which source says them, how much they say, where they end.  The
 * few words known here are English, as is all that a brief says. */
#include "tell/wording.h"

#include "tell/plain.h"

#include <string.h>

/* A word counts by its beginning, so that "territorial" says "territory". */
enum { SHORTEST_WORD = 4, BEGINNING = 5, MOST_WORDS = 24, LONGEST_TEXT = 4000 };

/* What ends or begins a clause that the phrase does not hold. */
static const char *const loose_ends[] = {
	"a",      "an",     "and",  "are",   "as",   "at",       "be",    "because",
	"before", "but",    "by",   "can",   "for",  "from",     "had",   "has",
	"have",   "her",    "his",  "if",    "in",   "is",       "its",   "nor",
	"of",     "on",     "or",   "since", "so",   "than",     "that",  "the",
	"their",  "though", "to",   "was",   "were", "when",     "which", "while",
	"who",    "will",   "with", "would", "yet",  "although", NULL,
};
static const char *const loose_beginnings[] = {
	"and",  "although", "because", "but", "nor",   "or",  "so",
	"that", "though",   "which",   "who", "while", "yet", NULL,
};

static const char *const vague_words[] = {
	"compromise", "progress", "resolution", "settlement", "solution", NULL,
};

static bool
is_letter(const char *at)
{
	return g_unichar_isalnum(g_utf8_get_char(at));
}

/* The next word from `*at` on; sets `*at` to its first byte and returns its bytes, 0 at the
 * end. */
static size_t
next_word(const char **at)
{
	while (**at && !is_letter(*at))
		*at = g_utf8_next_char(*at);
	const char *end = *at;
	while (*end && is_letter(end))
		end = g_utf8_next_char(end);
	return (size_t)(end - *at);
}

/* A folded copy of bounded length; valid UTF-8 whatever comes in. */
static char *
fold(const char *text)
{
	g_autofree char *valid = g_utf8_make_valid(text, (gssize)strnlen(text, LONGEST_TEXT));

	return g_utf8_strdown(valid, -1);
}

bool
wording_is_in(const char *words, const char *text)
{
	g_autofree char *sought = fold(words), *said = fold(text);
	guint n = 0, found = 0;
	const char *at = sought;

	for (size_t length; n < MOST_WORDS && (length = next_word(&at)); at += length) {
		char beginning[BEGINNING + 1] = "";

		if (length < SHORTEST_WORD)
			continue;
		memcpy(beginning, at, MIN(length, BEGINNING));
		n++;
		found += strstr(said, beginning) != NULL;
	}
	return n && 3 * found >= 2 * n;
}

bool
wording_is_particular(const char *words)
{
	g_autofree char *valid = g_utf8_make_valid(words, (gssize)strnlen(words, LONGEST_TEXT));
	const char *at = valid;

	for (size_t length, n = 0; (length = next_word(&at)); at += length, n++) {
		gunichar first = g_utf8_get_char(at);
		gunichar second = g_utf8_get_char(g_utf8_next_char(at));

		/* a first word may have its capital from the sentence */
		if (g_unichar_isdigit(first) ||
		    (g_unichar_isupper(first) && (n || g_unichar_isupper(second))))
			return true;
	}
	return false;
}

static bool
is_any(const char *const *words, const char *at, size_t length)
{
	for (; *words; words++)
		if (strlen(*words) == length && !g_ascii_strncasecmp(*words, at, length))
			return true;
	return false;
}

bool
wording_is_vague(const char *words)
{
	g_autofree char *folded = fold(words);
	const char *at = folded;

	if (wording_is_particular(words))
		return false;
	for (size_t length; (length = next_word(&at)); at += length)
		if (is_any(vague_words, at, length))
			return true;
	return false;
}

guint
wording_count(const char *words)
{
	g_autofree char *folded = fold(words);
	const char *at = folded;
	guint n = 0;

	for (size_t length; (length = next_word(&at)); at += length)
		n++;
	return n;
}

static char *
trim_beginning(char *text)
{
	for (;;) {
		size_t length = strcspn(text, " ");

		if (!text[length] || !is_any(loose_beginnings, text, length))
			return text;
		text += length + 1;
	}
}

/* Takes loose words off the end; says whether there were any. */
static bool
trim_end(char *text)
{
	bool trimmed = false;

	for (;;) {
		char *space = strrchr(text, ' ');

		if (!space || !is_any(loose_ends, space + 1, strlen(space + 1)))
			return trimmed;
		while (space > text && strchr(" ,;:–", space[-1]) && (guchar)space[-1] < 0x80)
			space--;
		*space = '\0';
		trimmed = true;
	}
}

char *
wording_trim(Arena *arena, const char *words, int most)
{
	static const char ellipsis[] = "…";
	char *text = trim_beginning(plain_clause(arena, words, most));

	if (!g_str_has_suffix(text, ellipsis)) {
		trim_end(text);
		return text;
	}
	text[strlen(text) - strlen(ellipsis)] = '\0';
	char *comma = strrchr(text, ',');
	if (comma &&
	    memchr(text, ' ', (size_t)(comma - text))) { /* what goes on is cut off whole */
		*comma = '\0';
		trim_end(text);
		return text;
	}
	g_strchomp(text);
	trim_end(text);
	size_t length = strlen(text);
	while (length && strchr(",;:", text[length - 1]))
		text[--length] = '\0';
	return arena_printf(arena, "%s%s", text, ellipsis);
}
