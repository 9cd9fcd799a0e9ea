/* Positions, drafts, quotations, claims and assessments: what becomes one record. */
#include "gather-fixture.h"

#define POSITION(party, issue, stance, what) \
	"{\"type\": \"position\", \"party\": \"" party "\", \"issue\": \"" issue \
	"\", \"stance\": \"" stance "\", \"what\": \"" what "\"}\n"
#define DRAFT(name, rest) "{\"type\": \"draft\", \"name\": \"" name "\"" rest "}\n"
#define BY(by) ", \"by\": \"" by "\""
#define QUOTE(speaker, text) \
	"{\"type\": \"quote\", \"speaker\": \"" speaker "\", \"direct\": true, \"text\": \"" text "\"}\n"
#define CLAIM(by, what, disputed) \
	"{\"type\": \"claim\", \"by\": \"" by "\", \"what\": \"" what "\", \"disputed_by\": [" disputed "]}\n"
#define ASSESSMENT(by, tone, words) \
	"{\"type\": \"assessment\", \"by\": " by ", \"tone\": \"" tone "\", \"words\": \"" words "\"}\n"

#define SIDES \
	"{\"type\": \"party\", \"name\": \"Norland\", \"kind\": \"state\"}\n" \
	"{\"type\": \"party\", \"name\": \"Westmark\", \"kind\": \"state\"}\n"

/* Records of two pages; how many of the kind come of them. */
static const struct {
	EntenteKind kind;
	const char *a, *b;
	size_t n;
} cases[] = {
	{ ENTENTE_POSITION, POSITION("Norland", "ceasefire", "demands", "an immediate cease-fire"),
	  POSITION("Norland", "ceasefire", "demands", "an immediate ceasefire in the east"), 1 },
	{ ENTENTE_POSITION, POSITION("Norland", "ceasefire", "demands", "an immediate cease-fire"),
	  POSITION("Norland", "ceasefire", "demands", "a ceasefire in the east"), 2 },
	{ ENTENTE_POSITION, POSITION("Norland", "territory", "refuses", "the loss of its territory"),
	  POSITION("Norland", "territory", "refuses", "ceding territory"), 2 },
	{ ENTENTE_POSITION, POSITION("Norland", "territory", "refuses", "the loss of its river province"),
	  POSITION("Norland", "territory", "refuses", "loss of the province"), 1 },
	{ ENTENTE_POSITION, POSITION("Norland", "ceasefire", "demands", "an immediate cease-fire"),
	  POSITION("Norland", "ceasefire", "offers", "an immediate cease-fire"), 2 },
	{ ENTENTE_POSITION, POSITION("Norland", "ceasefire", "demands", "an immediate cease-fire"),
	  POSITION("Sudland", "ceasefire", "demands", "an immediate cease-fire"), 2 },
	{ ENTENTE_POSITION, POSITION("Norland", "territory", "demands", "the river province"),
	  POSITION("Norland", "territory", "demands", "a corridor to the sea"), 2 },
	{ ENTENTE_POSITION, POSITION("Norland", "territory", "refuses", "it"),
	  POSITION("Norland", "territory", "refuses", "giving up the river province"), 1 },

	{ ENTENTE_DRAFT, DRAFT("28-point peace plan", BY("Norland") ", \"points\": 28"),
	  DRAFT("Norland peace proposal", BY("Norland")), 1 },
	{ ENTENTE_DRAFT, DRAFT("peace plan", BY("Norland")), DRAFT("peace plan", BY("Sudland")), 2 },
	{ ENTENTE_DRAFT, DRAFT("nuclear deal", BY("Norland")), DRAFT("trade deal", BY("Norland")), 2 },
	{ ENTENTE_DRAFT, DRAFT("peace plan", BY("Norland") ", \"points\": 28"),
	  DRAFT("peace plan", BY("Norland") ", \"points\": 20"), 2 },
	{ ENTENTE_DRAFT, DRAFT("Harbour Accord", BY("Norland, Sudland")),
	  DRAFT("Harbour Accord", BY("Sudland, Norland")), 1 },

	{ ENTENTE_QUOTE, QUOTE("Ada Moss", "We will not sign this paper tonight."),
	  QUOTE("Ada Moss", "We will not sign this paper"), 1 },
	{ ENTENTE_QUOTE, QUOTE("Ada Moss", "useful, frank and very substantive"),
	  QUOTE("Ada Moss", "frank, useful and highly substantive"), 1 },
	{ ENTENTE_QUOTE, QUOTE("Ada Moss", "We will not sign this paper tonight."),
	  QUOTE("Boris Kern", "We will not sign this paper tonight."), 2 },
	{ ENTENTE_QUOTE, QUOTE("Ada Moss", "We will not sign."), QUOTE("Ada Moss", "Talks go on tomorrow."), 2 },
	{ ENTENTE_QUOTE,
	  "{\"type\": \"person\", \"name\": \"Ada Moss\"}\n" QUOTE("Ada Moss", "We will sign it."),
	  QUOTE("an aide", "\u201CWe will sign it\u201D"), 1 },

	{ ENTENTE_CLAIM, CLAIM("Norland", "its troops took the town of Arlen", "\"Sudland\""),
	  CLAIM("Norland", "the troops took Arlen", "\"Westmark\""), 1 },
	{ ENTENTE_CLAIM, CLAIM("Norland", "its troops took the town of Arlen", ""),
	  CLAIM("Sudland", "its troops took the town of Arlen", ""), 2 },

	{ ENTENTE_ASSESSMENT, ASSESSMENT("\"Norland\"", "positive", "constructive"),
	  ASSESSMENT("\"Norland\"", "positive", "very constructive"), 1 },
	{ ENTENTE_ASSESSMENT, ASSESSMENT("\"Norland\"", "positive", "constructive"),
	  ASSESSMENT("\"Norland\"", "mixed", "constructive"), 2 },
	{ ENTENTE_ASSESSMENT, ASSESSMENT("null", "positive", "constructive"),
	  ASSESSMENT("\"Norland\"", "positive", "constructive"), 2 },
	{ ENTENTE_ASSESSMENT, ASSESSMENT("null", "positive", "useful and very constructive"),
	  ASSESSMENT("\"Norland\"", "positive", "constructive, useful"), 1 },
};

static void
test_pairs(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *a = g_strconcat(SIDES, cases[i].a, NULL);
		g_autofree char *b = g_strconcat(SIDES, cases[i].b, NULL);
		const FixturePage pages[] = { { "a", "2031-05-01", NULL, a },
			                      { "b", "2031-05-01", NULL, b } };
		g_autoptr(EntenteRecords) merged = fixture_gather(pages, 2);
		g_autofree char *told = fixture_tell(merged, cases[i].kind);

		g_test_message("case %zu: %s", i, told);
		g_assert_cmpuint(fixture_count(merged, cases[i].kind), ==, cases[i].n);
	}
}

/* The wording that several bear out, not the longest; the day it was last told. */
static void
test_wording(void)
{
	static const FixturePage pages[] = {
		{ "a", "2031-05-01", NULL, POSITION("Norland", "security-guarantees", "demands", "firm security guarantees") },
		{ "b", "2031-05-02", NULL, POSITION("Norland", "security-guarantees", "demands", "security guarantees") },
		{ "c", "2031-05-03", NULL, POSITION("Norland", "security-guarantees", "demands", "firm guarantees of its security") },
		{ "d", NULL, NULL, POSITION("Norland", "security-guarantees", "demands", "security guarantees and a base on the isle of Brok") },
		{ "e", NULL, NULL, POSITION("Sudland", "security-guarantees", "refuses", "security guarantees") },
	};
	g_autoptr(EntenteRecords) merged = fixture_gather(pages, G_N_ELEMENTS(pages));
	const EntenteRecord *position = fixture_get(merged, ENTENTE_POSITION, 0);

	g_assert_cmpstr(position->position.what, ==, "firm security guarantees");
	g_assert_cmpstr(position->position.date, ==, "2031-05-03");
	g_assert_cmpuint(position->n_evidence, ==, 4);
}

/* What only others report stays reported; one source of its own makes it the party's. */
static void
test_reported(void)
{
#define REPORTED(party, by) \
	"{\"type\": \"position\", \"party\": \"" party "\", \"issue\": \"talks\", \"stance\": \"refuses\", " \
	"\"what\": \"any talks\", \"reported_by\": " by "}\n"
	static const FixturePage pages[] = {
		{ "a", NULL, NULL, REPORTED("Norland", "\"Sudland\"") REPORTED("Westmark", "\"Ostia\"") },
		{ "b", NULL, NULL, REPORTED("Norland", "null") REPORTED("Westmark", "\"Ostia\"") },
	};
	g_autoptr(EntenteRecords) merged = fixture_gather(pages, G_N_ELEMENTS(pages));

	g_assert_cmpstr(fixture_get(merged, ENTENTE_POSITION, 0)->position.reported_by, ==, NULL);
	g_assert_cmpstr(fixture_get(merged, ENTENTE_POSITION, 1)->position.reported_by, ==, "Ostia");
}

static void
test_revisions(void)
{
	static const FixturePage pages[] = {
		{ "a", "2031-05-01", NULL, SIDES DRAFT("28-point peace plan", BY("Norland") ", \"points\": 28, \"status\": \"tabled\"") },
		{ "b", "2031-05-04", NULL, SIDES DRAFT("shortened list", ", \"points\": 20, \"revises\": \"list of 28 points\", \"status\": \"revised\"") },
		{ "c", "2031-05-05", NULL, DRAFT("Norland plan", BY("Norland") ", \"status\": \"rejected\"") },
	};
	g_autoptr(EntenteRecords) merged = fixture_gather(pages, G_N_ELEMENTS(pages));
	const EntenteDraft *plan = &fixture_get(merged, ENTENTE_DRAFT, 0)->draft;
	const EntenteDraft *revision = &fixture_get(merged, ENTENTE_DRAFT, 1)->draft;

	g_assert_cmpint(plan->points, ==, 28);
	g_assert_cmpint(plan->status, ==, ENTENTE_DRAFT_REJECTED);
	g_assert_cmpint(revision->points, ==, 20);
	g_assert_cmpstr(revision->revises, ==, plan->name);
}

/* Of pages without a date the most advanced status stands, unless most tell of an end. */
static void
test_advance(void)
{
#define STATUS(status) DRAFT("peace plan", BY("Norland") ", \"status\": \"" status "\"")
	static const struct {
		const char *a, *b, *c;
		EntenteDraftStatus status;
	} told[] = {
		{ STATUS("tabled"), STATUS("tabled"), STATUS("revised"), ENTENTE_DRAFT_REVISED },
		{ STATUS("signed"), STATUS("floated"), STATUS("floated"), ENTENTE_DRAFT_SIGNED },
		{ STATUS("rejected"), STATUS("rejected"), STATUS("accepted"), ENTENTE_DRAFT_REJECTED },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(told); i++) {
		const FixturePage pages[] = { { "a", NULL, NULL, told[i].a },
			                      { "b", NULL, NULL, told[i].b },
			                      { "c", NULL, NULL, told[i].c } };
		g_autoptr(EntenteRecords) merged = fixture_gather(pages, G_N_ELEMENTS(pages));

		g_assert_cmpint(fixture_get(merged, ENTENTE_DRAFT, 0)->draft.status, ==, told[i].status);
	}
}

/* A source that repeats another does not make a position better told. */
static void
test_copies_count_once(void)
{
#define LONG_TEXT \
	"one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen " \
	"seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand " \
	"million and so on until nobody counts any more on either side of the river"
	static const FixturePage pages[] = {
		{ "a", NULL, LONG_TEXT, POSITION("Norland", "tariffs", "demands", "lower tariffs") },
		{ "b", NULL, LONG_TEXT, POSITION("Norland", "tariffs", "demands", "lower tariffs") },
		{ "c", NULL, LONG_TEXT, POSITION("Norland", "tariffs", "demands", "lower tariffs") },
		{ "d", NULL, NULL, POSITION("Norland", "wages", "refuses", "a pay rise") },
		{ "e", NULL, NULL, POSITION("Norland", "wages", "refuses", "a pay rise") },
	};
	g_autoptr(EntenteRecords) merged = fixture_gather(pages, G_N_ELEMENTS(pages));

	g_assert_cmpstr(fixture_source(merged, "c")->copy_of, ==, "a");
	g_assert_cmpstr(fixture_get(merged, ENTENTE_POSITION, 0)->position.issue, ==, "wages");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/gather/records/pairs", test_pairs);
	g_test_add_func("/gather/records/wording", test_wording);
	g_test_add_func("/gather/records/reported", test_reported);
	g_test_add_func("/gather/records/revisions", test_revisions);
	g_test_add_func("/gather/records/advance", test_advance);
	g_test_add_func("/gather/records/copies-count-once", test_copies_count_once);
	return g_test_run();
}
