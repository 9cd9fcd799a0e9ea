/* Hostile pages: the stage's time stays near-linear in their length.
 *
 * Each unit is repeated, with a word of its own for each `%`, to a short page and to one many
 * times as long; the long one may take a few times more than its share, which a step that
 * compares each with each would exceed by far.  By rules alone the long page has 200 kB; judged,
 * with trees, 40 kB; a fifth of that under sanitizers. */
#include "extract/extract.h"
#include "extract/judge.h"
#include "text/parse-model.h"
#include "understand.h"

#include <time.h>

#ifdef __SANITIZE_ADDRESS__
#define SLOWNESS 5
#else
#define SLOWNESS 1
#endif

enum {
	SLACK = 3,
	RULED_BYTES = 25 * 1000 / SLOWNESS,
	RULED_FACTOR = 8,
	JUDGED_BYTES = 5000 / SLOWNESS,
	JUDGED_FACTOR = 8,
};

static ParseModel *parse_model;
static JudgeModel *judge_model;

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
	"Peru tabled the % Plan. ",
	"the % and % and the Harbour Plan and ",
	"\u201cNo\u201d ",
	"they both said it and all ",
	"the ministry of the officials ",
	"% lawmakers and % hardliners want the % ",
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
seconds(const char *unit, size_t bytes, int runs, Parser *parser)
{
	g_autofree char *text = page(unit, bytes);
	double least = G_MAXDOUBLE;

	for (int run = 0; run < runs; run++) {
		Arena *arena = arena_new();
		const Document *document = understand_with(arena, text, "2025-06-11", parser);
		g_autoptr(EntenteRecords) records = records_new_with_arena(arena);
		clock_t start = clock();

		extract_records(document, parser ? judge_model : NULL, records);
		least = MIN(least, (double)(clock() - start) / CLOCKS_PER_SEC);
	}
	return least;
}

static void
check_linear(size_t bytes, size_t factor, Parser *parser)
{
	for (size_t i = 0; i < G_N_ELEMENTS(units); i++) {
		double brief = seconds(units[i], bytes, 3, parser), lengthy;
		int left = 5; /* tries: other programs make one slow, not all */

		do {
			lengthy = seconds(units[i], bytes * factor, 1, parser);
			g_test_message("'%s': %.4f s, %.4f s", units[i], brief, lengthy);
		} while (lengthy >= (brief + 0.002) * (double)factor * SLACK && --left);
		g_assert_cmpint(left, >, 0);
	}
}

static void
test_by_rules(void)
{
	check_linear(RULED_BYTES, RULED_FACTOR, NULL);
}

static void
test_judged(void)
{
	Parser *parser = parser_new(parse_model);

	check_linear(JUDGED_BYTES, JUDGED_FACTOR, parser);
	parser_free(parser);
}

int
main(int argc, char **argv)
{
	g_autoptr(GError) error = NULL;
	const char *root = g_getenv("ENTENTE_ROOT");
	g_autofree char *parse = g_build_filename(root, "data", "english.parse", NULL);
	g_autofree char *judge = g_build_filename(root, "data", "english.judge", NULL);

	g_test_init(&argc, &argv, NULL);
	parse_model = parse_model_open(parse, &error);
	g_assert_no_error(error);
	judge_model = judge_model_open(judge, &error);
	g_assert_no_error(error);
	g_test_add_func("/extract/bounds/by-rules", test_by_rules);
	g_test_add_func("/extract/bounds/judged", test_judged);
	int failed = run_with_lexicon();
	judge_model_free(judge_model);
	parse_model_free(parse_model);
	return failed;
}
