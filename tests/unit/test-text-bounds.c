/* Hostile text: the stage's time stays near-linear in its length, and its indices sound.
 *
 * Each unit is repeated to a short text and to one eight times as long; the long one may take
 * a few times more than its share, which a quadratic step would exceed by far. */
#include "understand.h"

#include <time.h>

enum { SHORT_BYTES = 100 * 1000, FACTOR = 8, SLACK = 4 };

static const char *const units[] = {
	"a",
	"word ",
	".",
	". ",
	"\"",
	"\u201c ",
	"\u2018a s\u2019 ",
	"'a ",
	"\U0001F600",
	"A. ",
	"a's",
	"1. ",
	"(A",
	"-",
	"x\n",
	"\u201cx\n",
	"a.b.",
	"http://",
	" ",
	"n't",
	"no. ",
	".).)x ",
	"Monday ",
	"in May ",
	"million ",
	"two hundred and ",
	"five-",
	"28 a b points ",
	"last ",
	"1,",
	"\u201cWhy?\u201d Smith ",
	"(RIGA, ",
	"an hour and ",
	"2025-12-02 ",
};

static double
seconds(const char *unit, size_t bytes, size_t *n_words)
{
	g_autoptr(GString) text = g_string_new(NULL);
	g_autoptr(Arena) arena = arena_new();

	while (text->len < bytes)
		g_string_append(text, unit);
	double least = G_MAXDOUBLE;
	for (int run = 0; run < 2; run++) {
		clock_t start = clock();
		const Document *document = understand(arena, text->str, "2025-06-11");

		least = MIN(least, (double)(clock() - start) / CLOCKS_PER_SEC);
		*n_words = document->n_words;
		for (size_t i = 0; i < document->n_sentences; i++)
			g_assert_cmpuint(sentence_end(&document->sentences[i]), <=, *n_words);
	}
	return least;
}

static void
test_linear(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(units); i++) {
		size_t few, many;
		double brief = seconds(units[i], SHORT_BYTES, &few);
		double lengthy = seconds(units[i], SHORT_BYTES * FACTOR, &many);

		g_test_message("'%s': %.4f s, %.4f s", units[i], brief, lengthy);
		g_assert_cmpfloat(lengthy, <, (brief + 0.01) * FACTOR * SLACK);
	}
}

static void
test_long_sentence(void)
{
	g_autoptr(Arena) arena = arena_new();
	g_autoptr(GString) text = g_string_new(NULL);

	for (int i = 0; i < 100 * 1000; i++)
		g_string_append(text, "word ");
	const Document *document = understand(arena, text->str, NULL);
	g_assert_cmpuint(document->n_words, ==, 100 * 1000);
	for (size_t i = 0; i < document->n_sentences; i++)
		g_assert_cmpuint(document->sentences[i].n_words, <=, 400);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/text/bounds/linear", test_linear);
	g_test_add_func("/text/bounds/long-sentence", test_long_sentence);
	return run_with_lexicon();
}
