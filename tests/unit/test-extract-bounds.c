/* Hostile pages: the stage's time stays near-linear in their length.
 *
 * Each unit is repeated, with a word of its own for each `%`, to a short page and to one 32 times
 * as long; the long one may take a few times more than its share, which a step that
 * compares each with each would exceed by far. */
#include "extract/extract.h"
#include "understand.h"

#include <time.h>

enum { SHORT_BYTES = 25 * 1000, FACTOR = 32, SLACK = 3 };

static const char *const units[] = {
	"both sides refused sanctions. ",
	"talks ",
	"that ",
	"denied ",
	"agreed to ",
	"president minister ",
	"meeting five hours ",
	"Union ",
	"US-Russia talks ",
	"Russia claimed it denied ",
	"They rejected it and he said they accept it ",
	"a list of 28 points was reduced to 20. ",
	"Russia proposed a % plan. ",
	"The % Union rejected the offer. ",
	"Minister % % met Minister % on Monday. ",
	"Minister % will meet Minister %. The five-hour meeting failed. ",
	"Later Jane Smith, a % minister, said no. ",
	"\u201cWe reject number % of it,\u201d Minister % said. ",
	"\u201cWe reject number % of the plan and all.\u201d ",
	"\n\n\u201cWe reject number % of the plan and all.",
	"Russia claimed that % was bombed. Ukraine denied the claim. ",
};

/* A capitalised word for this number, different from that for any other. */
static void
append_name(GString *text, unsigned number)
{
	g_string_append_c(text, 'Z');
	for (; number; number /= 12)
		g_string_append_printf(text, "%c%c", "bdgklmnprstv"[number % 12], "aeiou"[number % 5]);
}

static char *
page(const char *unit, size_t bytes)
{
	g_autoptr(GString) text = g_string_new("Minister Smith said: ");
	unsigned number = 0;

	while (text->len < bytes)
		for (const char *at = unit; *at; at++)
			if (*at == '%')
				append_name(text, ++number);
			else
				g_string_append_c(text, *at);
	return g_string_free(g_steal_pointer(&text), FALSE);
}

static double
seconds(const char *unit, size_t bytes, int runs)
{
	g_autofree char *text = page(unit, bytes);
	double least = G_MAXDOUBLE;

	for (int run = 0; run < runs; run++) {
		Arena *arena = arena_new();
		const Document *document = understand(arena, text, "2025-06-11");
		g_autoptr(EntenteRecords) records = records_new_with_arena(arena);
		clock_t start = clock();

		extract_records(document, NULL, records);
		least = MIN(least, (double)(clock() - start) / CLOCKS_PER_SEC);
	}
	return least;
}

static void
test_linear(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(units); i++) {
		double brief = seconds(units[i], SHORT_BYTES, 3);
		double lengthy = seconds(units[i], SHORT_BYTES * FACTOR, 1);

		g_test_message("'%s': %.4f s, %.4f s", units[i], brief, lengthy);
		g_assert_cmpfloat(lengthy, <, (brief + 0.002) * FACTOR * SLACK);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/extract/bounds/linear", test_linear);
	return run_with_lexicon();
}
