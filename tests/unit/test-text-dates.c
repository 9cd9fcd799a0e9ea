/* Dates, resolved against the day of publication. */
#include "understand.h"

typedef struct {
	const char *text;
	const char *dates; /* "words=iso", separated by |; "-" where it cannot be told */
} Case;

/* Wednesday, 11 June 2025. */
static const Case cases[] = {
	{ "They met on Tuesday.", "Tuesday=2025-06-10" },
	{ "They met Wednesday morning.", "Wednesday morning=2025-06-11" },
	{ "They will meet on Friday.", "Friday=2025-06-13" },
	{ "Talks are due to open on Tuesday.", "Tuesday=2025-06-17" },
	{ "He said late Monday that they would meet on Thursday.",
	  "late Monday=2025-06-09|Thursday=2025-06-12" },
	{ "next Monday, last Monday", "next Monday=2025-06-16|last Monday=2025-06-09" },
	{ "yesterday, today, tomorrow and last night",
	  "yesterday=2025-06-10|today=2025-06-11|tomorrow=2025-06-12|last night=2025-06-10" },
	{ "over the weekend", "over the weekend=2025-06-07" },
	{ "last week, earlier this month", "last week=-|earlier this month=2025-06" },
	{ "next month and last year", "next month=2025-07|last year=2024" },
	{ "three days ago, a week ago", "three days ago=2025-06-08|a week ago=2025-06-04" },
	{ "on Dec. 20", "Dec. 20=2024-12-20" },
	{ "on Sept. 2", "Sept. 2=2025-09-02" },
	{ "on July 4, 1999, and", "July 4, 1999=1999-07-04" },
	{ "on 2 December 2025", "2 December 2025=2025-12-02" },
	{ "the 2nd of May", "2nd of May=2025-05-02" },
	{ "Tuesday, June 3, 2025", "Tuesday, June 3, 2025=2025-06-03" },
	{ "on June 20-21", "June 20-21=2025-06-20" },
	{ "met in April", "April=2025-04" },
	{ "will meet in January", "January=2026-01" },
	{ "in June 2012", "June 2012=2012-06" },
	{ "in 2015 with 2000 men", "2015=2015" },
	{ "met in May but Mrs May may march", "May=2025-05" },
	{ "on 2024-02-29 or 2023-02-29", "2024-02-29=2024-02-29|2023-02-29=-" },
	{ "in this June 3, 2024, text", "this June 3, 2024=2024-06-03" },
	{ "In April, all sides set a deadline.", "April=2025-04" },
	{ "ahead of Sunday's vote", "Sunday=2025-06-15" },
	{ "faith in May's plan", "" },
	{ "by Feb. 30", "Feb. 30=-" },
	{ "a sunday march", "" },
};

static void
check(const Case *expected, size_t n, const char *published)
{
	for (size_t i = 0; i < n; i++) {
		g_autoptr(Arena) arena = arena_new();
		const Document *document = understand(arena, expected[i].text, published);
		g_autoptr(GString) dates = g_string_new(NULL);

		for (size_t d = 0; d < document->n_dates; d++) {
			const char *iso = document->dates[d].iso;

			if (d)
				g_string_append_c(dates, '|');
			append_span(dates, document, document->dates[d].span);
			g_string_append_printf(dates, "=%s", iso ? iso : "-");
		}
		g_assert_cmpstr(dates->str, ==, expected[i].dates);
	}
}

static void
test_cases(void)
{
	check(cases, G_N_ELEMENTS(cases), "2025-06-11T08:30:00Z");
}

static const Case unpublished[] = {
	{ "on Tuesday, yesterday, in June", "Tuesday=-|yesterday=-|June=-" },
	{ "on Dec. 2, last month, a week ago", "Dec. 2=-|last month=-|a week ago=-" },
	{ "on Dec. 2, 2025", "Dec. 2, 2025=2025-12-02" },
	{ "in March 2014 and in 2015", "March 2014=2014-03|2015=2015" },
};

static void
test_unpublished(void)
{
	check(unpublished, G_N_ELEMENTS(unpublished), NULL);
	check(unpublished, G_N_ELEMENTS(unpublished), "2025-02-31");
	check(unpublished, G_N_ELEMENTS(unpublished), "spring");
}

/* January looks back to December of the year before. */
static const Case new_year[] = {
	{ "met on Dec. 30", "Dec. 30=2024-12-30" },
	{ "met last month", "last month=2024-12" },
	{ "met yesterday", "yesterday=2024-12-31" },
	{ "met in November", "November=2024-11" },
};

static void
test_new_year(void)
{
	check(new_year, G_N_ELEMENTS(new_year), "2025-01-01");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/text/dates/cases", test_cases);
	g_test_add_func("/text/dates/unpublished", test_unpublished);
	g_test_add_func("/text/dates/new-year", test_new_year);
	return run_with_lexicon();
}
