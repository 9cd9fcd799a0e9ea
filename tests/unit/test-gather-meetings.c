/* Which records tell one meeting, and which pages one round of talks. */
#include "gather-fixture.h"

#define MEETING(rest) "{\"type\": \"meeting\", \"status\": \"held\", " rest "}\n"
#define PLANNED(rest) "{\"type\": \"meeting\", \"status\": \"planned\", " rest "}\n"
#define PERSON(name, party) \
	"{\"type\": \"person\", \"name\": \"" name "\", \"party\": \"" party "\"}\n"
#define SIDES "\"parties\": [\"Norland\", \"Sudland\"]"
#define PEOPLE PERSON("Ada Moss", "Norland") PERSON("Boris Kern", "Sudland")

/* Two pages with their days; how many meetings and rounds come of them. */
static const struct {
	const char *why;
	const char *a_day, *a, *b_day, *b;
	size_t n_meetings;
	int n_rounds;
} cases[] = {
	{ "people of both sides", NULL, PEOPLE MEETING("\"people\": [\"Ada Moss\", \"Boris Kern\"]"),
	  NULL, PEOPLE MEETING(SIDES ", \"people\": [\"Ada Moss\", \"Boris Kern\"], \"place\": \"Vienna\""),
	  1, 1 },
	{ "the town", NULL, MEETING(SIDES ", \"place\": \"Vienna\""), NULL,
	  MEETING(SIDES ", \"place\": \"central Vienna\""), 1, 1 },
	{ "a house in the country of the town", NULL,
	  MEETING(SIDES ", \"place\": \"Moscow\", \"minutes\": 300"), NULL,
	  MEETING(SIDES ", \"place\": \"the Kremlin\""), 1, 1 },
	{ "another town", NULL, MEETING(SIDES ", \"place\": \"Vienna\""), NULL,
	  MEETING(SIDES ", \"place\": \"Geneva\""), 2, 2 },
	{ "another counterpart", NULL, MEETING(SIDES ", \"place\": \"Vienna\", \"minutes\": 120"), NULL,
	  MEETING("\"parties\": [\"Norland\", \"Westmark\"], \"place\": \"Vienna\", \"minutes\": 120"),
	  2, 2 },
	{ "the day", "2031-05-03", MEETING(SIDES ", \"date\": \"2031-05-02\""), "2031-05-04",
	  MEETING(SIDES ", \"date\": \"2031-05-02\", \"place\": \"Vienna\""), 1, 1 },
	{ "days apart", "2031-05-03", MEETING(SIDES ", \"place\": \"Vienna\", \"date\": \"2031-05-02\""),
	  "2031-05-12", MEETING(SIDES ", \"place\": \"Vienna\", \"date\": \"2031-05-11\""), 2, 2 },
	{ "the same place again, a year on", "2031-05-03",
	  PEOPLE MEETING(SIDES ", \"people\": [\"Ada Moss\", \"Boris Kern\"], \"place\": \"Vienna\""),
	  "2032-05-03",
	  PEOPLE MEETING(SIDES ", \"people\": [\"Ada Moss\", \"Boris Kern\"], \"place\": \"Vienna\""),
	  2, 2 },
	{ "planned, then held", "2031-05-01", PLANNED(SIDES ", \"date\": \"2031-05-02\""), "2031-05-03",
	  MEETING(SIDES ", \"date\": \"2031-05-02\", \"place\": \"Vienna\""), 1, 1 },
	{ "planned is not held", NULL, PLANNED(SIDES ", \"place\": \"Vienna\""), NULL,
	  MEETING(SIDES ", \"place\": \"Vienna\""), 2, 2 },
	{ "nothing but two sides", NULL, MEETING(SIDES), NULL, MEETING(SIDES ", \"place\": \"Vienna\""),
	  2, 2 },
	{ "nothing but two sides, in one week", "2031-05-01", MEETING(SIDES), "2031-05-02",
	  MEETING(SIDES ", \"place\": \"Vienna\""), 1, 1 },
	{ "published together, other sides", "2031-05-01", MEETING(SIDES), "2031-05-02",
	  MEETING("\"parties\": [\"Ostia\", \"Westmark\"]"), 2, 2 },
};

static void
test_pairs(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		const FixturePage pages[] = { { "a", cases[i].a_day, NULL, cases[i].a },
			                      { "b", cases[i].b_day, NULL, cases[i].b } };
		g_autoptr(EntenteRecords) merged = fixture_gather(pages, 2);
		int a = fixture_source(merged, "a")->round, b = fixture_source(merged, "b")->round;

		g_test_message("%s", cases[i].why);
		g_assert_cmpuint(fixture_count(merged, ENTENTE_MEETING), ==, cases[i].n_meetings);
		g_assert_cmpint(MAX(a, b), ==, cases[i].n_rounds);
	}
}

/* Background does not tie rounds together: the second page has its own news. */
static void
test_order(void)
{
	static const FixturePage pages[] = {
		{ "first", "2031-05-03", NULL, MEETING(SIDES ", \"place\": \"Vienna\", \"date\": \"2031-05-02\"") },
		{ "second", "2031-05-21", NULL,
		  MEETING(SIDES ", \"place\": \"Geneva\", \"date\": \"2031-05-20\", \"minutes\": 90")
		  MEETING(SIDES ", \"place\": \"Vienna\", \"date\": \"2031-05-02\"") },
		{ "undated", NULL, NULL,
		  MEETING("\"parties\": [\"Norland\", \"Westmark\", \"Ostia\"]") },
	};
	g_autoptr(EntenteRecords) merged = fixture_gather(pages, G_N_ELEMENTS(pages));

	g_assert_cmpint(fixture_source(merged, "second")->round, ==, 1);
	g_assert_cmpint(fixture_source(merged, "first")->round, ==, 2);
	g_assert_cmpint(fixture_source(merged, "undated")->round, ==, 3);
	g_assert_cmpuint(fixture_count(merged, ENTENTE_MEETING), ==, 3);
	g_assert_cmpstr(fixture_get(merged, ENTENTE_MEETING, 0)->meeting.place, ==, "Geneva");
}

/* A page of no day and no meeting goes with its people; one of nobody known stays alone. */
static void
test_adrift(void)
{
	static const FixturePage pages[] = {
		{ "news", NULL, NULL,
		  PEOPLE PERSON("Cora Lind", "Norland")
		  MEETING("\"people\": [\"Ada Moss\", \"Boris Kern\"], \"place\": \"Vienna\"") },
		{ "comment", NULL, NULL, PEOPLE PERSON("Cora Lind", "Norland") },
		{ "other", NULL, NULL, PERSON("Ada Moss", "Norland") PERSON("Dora Ek", "Ostia") },
	};
	g_autoptr(EntenteRecords) merged = fixture_gather(pages, G_N_ELEMENTS(pages));

	g_assert_cmpint(fixture_source(merged, "news")->round, ==, 1);
	g_assert_cmpint(fixture_source(merged, "comment")->round, ==, 1);
	g_assert_cmpint(fixture_source(merged, "other")->round, ==, 2);
}

/* Held in one source, cancelled as the last one has it, and what most say of the rest. */
static void
test_united(void)
{
	static const FixturePage pages[] = {
		{ "a", NULL, NULL, MEETING(SIDES ", \"place\": \"Vienna\", \"minutes\": 300") },
		{ "b", NULL, NULL, MEETING(SIDES ", \"place\": \"Vienna\", \"minutes\": 300, \"when\": \"Tuesday\"") },
		{ "c", NULL, NULL, MEETING(SIDES ", \"place\": \"Vienna\", \"minutes\": 240, \"when\": \"Tuesday\"") },
	};
	g_autoptr(EntenteRecords) merged = fixture_gather(pages, G_N_ELEMENTS(pages));
	const EntenteRecord *meeting = fixture_get(merged, ENTENTE_MEETING, 0);

	g_assert_cmpuint(meeting->n_evidence, ==, 3);
	g_assert_cmpint(meeting->meeting.minutes, ==, 300);
	g_assert_cmpstr(meeting->meeting.when, ==, "Tuesday");
	g_assert_nonnull(fixture_discrepancy(merged, "length of the meeting in Vienna"));
}

/* A side under two names is told once, as more sources have it; a call stays one. */
static void
test_sides(void)
{
#define PARTY(name, kind) "{\"type\": \"party\", \"name\": \"" name "\", \"kind\": \"" kind "\"}\n"
	static const FixturePage pages[] = {
		{ "a", NULL, NULL, PARTY("Nordic", "other") PARTY("Nordics Union", "alliance") PARTY("Sudland", "state")
		  MEETING("\"parties\": [\"Nordic\", \"Nordics Union\", \"Sudland\"], \"medium\": \"phone\"") },
		{ "b", NULL, NULL, PARTY("Nordics Union", "alliance")
		  "{\"type\": \"position\", \"party\": \"Nordics Union\", \"issue\": \"tariffs\"}\n" },
		{ "c", NULL, NULL, PARTY("Ostia", "state") PARTY("West Ostia", "state")
		  MEETING("\"parties\": [\"Ostia\", \"West Ostia\"]") },
	};
	g_autoptr(EntenteRecords) merged = fixture_gather(pages, G_N_ELEMENTS(pages));
	const EntenteMeeting *call = &fixture_get(merged, ENTENTE_MEETING, 0)->meeting;
	const EntenteMeeting *states = &fixture_get(merged, ENTENTE_MEETING, 1)->meeting;

	g_assert_cmpuint(g_strv_length((char **)call->parties), ==, 2);
	g_assert_true(g_strv_contains(call->parties, "Nordics Union"));
	g_assert_cmpstr(call->medium, ==, "phone");
	g_assert_cmpuint(g_strv_length((char **)states->parties), ==, 2);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/gather/meetings/pairs", test_pairs);
	g_test_add_func("/gather/meetings/order", test_order);
	g_test_add_func("/gather/meetings/adrift", test_adrift);
	g_test_add_func("/gather/meetings/united", test_united);
	g_test_add_func("/gather/meetings/sides", test_sides);
	return g_test_run();
}
