/* Dates of publication as pages write them. */
#include "read/reader.h"

static const struct {
	const char *in, *out;
} cases[] = {
	{ "2025-12-02", "2025-12-02" },
	{ "2025-12-02T10:15:00Z", "2025-12-02T10:15:00Z" },
	{ "2025-12-02T10:15:00.123+01:00", "2025-12-02T10:15:00+01:00" },
	{ "2025-12-02T10:15+0100", "2025-12-02T10:15:00+01:00" },
	{ "2025-12-02 10:15:00", "2025-12-02T10:15:00" },
	{ "20251202", "2025-12-02" },
	{ "20251202T101500Z", "2025-12-02T10:15:00Z" },
	{ "2025/12/02", "2025-12-02" },
	{ "Tue, 02 Dec 2025 10:15:00 GMT", "2025-12-02T10:15:00Z" },
	{ "Tue, 2 Dec 2025 10:15:00 -0500", "2025-12-02T10:15:00-05:00" },
	{ "December 2, 2025", "2025-12-02" },
	{ "Dec. 2, 2025 1:05 p.m. EST", "2025-12-02T13:05:00-05:00" },
	{ "Published 2 December 2025", "2025-12-02" },
	{ "2nd of March 2026 at 12:30 am", "2026-03-02T00:30:00" },
	{ "25/12/2025", "2025-12-25" },
	{ "12/25/2025", "2025-12-25" },
	{ "1764670500", "2025-12-02T10:15:00Z" },
	{ "1764670500000", "2025-12-02T10:15:00Z" },
	{ "02/03/2025", NULL }, /* March or February */
	{ "2025-13-02", NULL },
	{ "2025-02-30", NULL },
	{ "yesterday", NULL },
	{ "Marco, 2 2025", NULL },
	{ "2025", NULL },
	{ "", NULL },
};

static void
test_dates(void)
{
	g_autoptr(Arena) arena = arena_new();

	for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_test_message("%s", cases[i].in);
		g_assert_cmpstr(date_to_iso(arena, cases[i].in), ==, cases[i].out);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/read/dates", test_dates);
	return g_test_run();
}
