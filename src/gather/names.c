/* Spellings of personal names.  Transliterations differ by rule ("iy", "yy", "ii" for "y"),
 * hence a table of rewritings whose result is compared as a whole: edit distance alone would
 * make Johnson and Johnston one. */
#include "gather/names.h"

#include "gather/words.h"

#include <string.h>

typedef struct {
	const char *from, *to;
} Rewriting;

/* Applied in this order at each place, the first that fits. */
static const Rewriting rewritings[] = {
	{ "iyy", "i" }, { "yy", "i" }, { "iy", "i" }, { "ij", "i" }, { "ii", "i" },
	{ "y", "i" },   { "kh", "h" }, { "ph", "f" }, { "ck", "k" }, { "ks", "x" },
	{ "q", "k" },   { "w", "v" },  { "ou", "u" }, { "oo", "u" }, { "ee", "i" },
	{ "dzh", "j" }, { "dj", "j" },
};

enum { SHORTEST_NEAR = 6, SHORTEST_NEAR_SURNAME = 8, SHORTEST_ALONE = 8 };

/* The rewriting that fits here, or NULL. */
static const Rewriting *
find_rewriting(const char *word)
{
	for (size_t i = 0; i < G_N_ELEMENTS(rewritings); i++)
		if (*rewritings[i].from == *word &&
		    !strncmp(word, rewritings[i].from, strlen(rewritings[i].from)))
			return &rewritings[i];
	return NULL;
}

char *
name_skeleton(const char *word)
{
	char *skeleton = g_malloc(strlen(word) + 1);
	size_t n = 0;

	if (!strncmp(word, "ye", 2))
		word++;
	while (*word) {
		const Rewriting *fits = find_rewriting(word);
		char letter = fits ? *fits->to : *word;

		if (!n || skeleton[n - 1] != letter)
			skeleton[n++] = letter;
		word += fits ? strlen(fits->from) : 1;
	}
	skeleton[n] = '\0';
	return skeleton;
}

static void
collect_word(const char *word, size_t length, bool quoted, gpointer user_data)
{
	(void)quoted;
	g_ptr_array_add(user_data, g_strndup(word, length));
}

/* How many leading words are a title. */
static guint
title_length(const Lexicon *lexicon, const GPtrArray *words, guint first)
{
	uint32_t ids[8];
	guint n = 0;

	for (guint i = first; i < words->len && n < G_N_ELEMENTS(ids); i++) {
		const char *word = words->pdata[i];

		ids[n++] = lexicon_word(lexicon, word, strlen(word));
	}
	const LexiconEntry *entry = lexicon_match(lexicon, LEXICON_TITLES, ids, n, sizeof *ids);
	if (entry)
		return entry->n_words;
	g_autofree char *dotted = g_strconcat(words->pdata[first], ".", NULL);
	uint32_t id = lexicon_word(lexicon, dotted, strlen(dotted));
	return lexicon_match(lexicon, LEXICON_TITLES, &id, 1, sizeof id) ? 1 : 0;
}

char **
name_words(const Lexicon *lexicon, const char *name)
{
	g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);
	guint first = 0, titles;

	each_word(name, collect_word, words);
	while (first + 1 < words->len && (titles = title_length(lexicon, words, first)) &&
	       first + titles < words->len)
		first += titles;
	char **result = g_new0(char *, words->len - first + 1);
	for (guint i = first; i < words->len; i++)
		result[i - first] = g_strdup(words->pdata[i]);
	return result;
}

bool
words_near(const char *a, const char *b)
{
	size_t a_length = strlen(a), b_length = strlen(b), same = 0, end = 0;

	if (a_length > b_length + 1 || b_length > a_length + 1)
		return false;
	while (a[same] && a[same] == b[same])
		same++;
	while (end < MIN(a_length, b_length) - same &&
	       a[a_length - 1 - end] == b[b_length - 1 - end])
		end++;
	return same + end + 1 >= MAX(a_length, b_length);
}

static bool
same_skeleton(const char *a, const char *b)
{
	if (g_str_equal(a, b))
		return true;
	g_autofree char *left = name_skeleton(a), *right = name_skeleton(b);

	return g_str_equal(left, right);
}

static bool
given_agree(const char *a, const char *b)
{
	size_t a_length = strlen(a), b_length = strlen(b);

	if (a_length == 1 || b_length == 1)
		return *a == *b;
	return same_skeleton(a, b) ||
	       (MIN(a_length, b_length) >= SHORTEST_NEAR && words_near(a, b));
}

/* Every word of the shorter name but the surname stands in the longer, in order.  An initial
 * stands for the first name alone, lest the C. of Ada C. Moss be Carl Moss. */
static bool
leaves_out(char *const *shorter, guint n_shorter, char *const *longer, guint n_longer)
{
	guint at = 0;

	for (guint i = 0; i + 1 < n_shorter; i++, at++) {
		while (at + 1 < n_longer && !(given_agree(shorter[i], longer[at]) &&
		                              (i == at || (shorter[i][1] && longer[at][1]))))
			at++;
		if (at + 1 >= n_longer)
			return false;
	}
	return true;
}

bool
names_agree(char *const *a, char *const *b)
{
	guint n = g_strv_length((char **)a), m = g_strv_length((char **)b);

	if (n < 2 || m < 2)
		return false;
	const char *x = a[n - 1], *y = b[m - 1];
	bool near_surname = MIN(strlen(x), strlen(y)) >= SHORTEST_NEAR_SURNAME &&
	                    words_near(x, y) && g_str_equal(a[0], b[0]);
	if (!same_skeleton(x, y) && !near_surname)
		return false;
	return n <= m ? leaves_out(a, n, b, m) : leaves_out(b, m, a, n);
}

char *
name_alone_key(const char *word)
{
	return strlen(word) < SHORTEST_ALONE ? g_strdup(word) : name_skeleton(word);
}

bool
spelt_alike(const char *a, const char *b)
{
	return same_skeleton(a, b) || words_near(a, b);
}
