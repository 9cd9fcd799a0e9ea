/* When feeds and pages are looked at again. */
#include "store/watched.h"
#include "watch/times.h"

#include <glib.h>

static const struct {
	int64_t failures, every, wait, pause;
} pauses[] = {
	{ 0, 900, 0, 900 },
	{ 1, 900, 0, 1800 },
	{ 2, 900, 0, 3600 },
	{ 6, 900, 0, 57600 },
	{ 7, 900, 0, 86400 }, /* a day at most */
	{ 1000000, 900, 0, 86400 },
	{ 1, 900, 120, 1800 },
	{ 1, 900, 7200, 7200 }, /* as the host asks */
	{ 1, 900, 864000, 86400 },
	{ 0, 0, 0, 1 },
	{ 3, 0, 0, 8 },
	{ 0, 604800, 0, 86400 },
};

static void
test_pauses(void)
{
	for (unsigned i = 0; i < G_N_ELEMENTS(pauses); i++) {
		g_test_message("case %u", i);
		g_assert_cmpint(
		    pause_after(pauses[i].failures, pauses[i].every, pauses[i].wait), ==,
		    pauses[i].pause);
	}
}

/* A page is looked at nine times in the two weeks after it was found, and no more. */
static void
test_looks(void)
{
	const int64_t found = 1700000000, hour = 3600;
	int64_t now = found;
	int n = 0;

	for (int64_t next; (next = next_look(found, now)) != NEVER; now = next, n++) {
		g_assert_cmpint(next, ==, found + hour * (1 << n));
		g_assert_cmpint(n, <, 100);
	}
	g_assert_cmpint(n, ==, 9);
	g_assert_cmpint(next_look(found, found + 30 * 24 * hour), ==, NEVER);
	g_assert_cmpint(next_look(found, found - 5 * hour), ==, found - 4 * hour);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/watch/times/pauses", test_pauses);
	g_test_add_func("/watch/times/looks", test_looks);
	return g_test_run();
}
