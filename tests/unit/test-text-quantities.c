/* Quantities: numbers in digits and words, with what they measure. */
#include "understand.h"

typedef struct {
	const char *text;
	const char *quantities; /* "words=value kind", separated by | */
} Case;

static const char *const kinds[] = {
	[QUANTITY_MINUTES] = "min", [QUANTITY_POINTS] = "points",
	[QUANTITY_MONEY] = "money", [QUANTITY_PERCENT] = "percent",
	[QUANTITY_COUNT] = "count",
};

static const Case cases[] = {
	{ "a six-hour call", "six-hour=360 min" },
	{ "90 minutes and a 45-minute break", "90 minutes=90 min|45-minute=45 min" },
	{ "three and a half hours", "three and a half hours=210 min" },
	{ "a two-and-a-half-hour call", "two-and-a-half-hour=150 min" },
	{ "two hours and 20 minutes", "two hours and 20 minutes=140 min" },
	{ "for half an hour", "half an hour=30 min" },
	{ "an hour-long call for an hour and a half",
	  "hour-long=60 min|an hour and a half=90 min" },
	{ "50 miles an hour", "50 miles=50 count" },
	{ "a 12-point text of 12 points", "12-point=12 points|12 points=12 points" },
	{ "a list of 14 draft points", "14 draft points=14 points" },
	{ "a nineteen-point text", "nineteen-point=19 points" },
	{ "up 3 percentage points", "3 percentage points=3 percent" },
	{ "3.5% or 12 per cent", "3.5%=3.5 percent|12 per cent=12 percent" },
	{ "$6bn, \u00a33m or 7 billion euros",
	  "$6bn=6000000000 money|\u00a33m=3000000 money|7 billion euros=7000000000 money" },
	{ "$1.5 trillion and $2-million",
	  "$1.5 trillion=1500000000000 money|$2-million=2000000 money" },
	{ "half a million dollars", "half a million dollars=500000 money" },
	{ "700,000 people", "700,000 people=700000 count" },
	{ "two hundred and fifty thousand men",
	  "two hundred and fifty thousand men=250000 count" },
	{ "a dozen ships, twenty-eight days",
	  "a dozen ships=12 count|twenty-eight days=28 count" },
	{ "at 3 p.m. on Dec. 2, 2025", "" },
	{ "the 2015 deal", "" },
	{ "one of them", "" },
	{ "1. Ten tanks", "Ten tanks=10 count" },
};

static void
test_cases(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Arena) arena = arena_new();
		const Document *document = understand(arena, cases[i].text, "2025-06-11");
		g_autoptr(GString) quantities = g_string_new(NULL);

		for (size_t q = 0; q < document->n_quantities; q++) {
			if (q)
				g_string_append_c(quantities, '|');
			append_span(quantities, document, document->quantities[q].span);
			g_string_append_printf(quantities, "=%.15g %s",
			                       document->quantities[q].value,
			                       kinds[document->quantities[q].kind]);
		}
		g_assert_cmpstr(quantities->str, ==, cases[i].quantities);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/text/quantities/cases", test_cases);
	return run_with_lexicon();
}
