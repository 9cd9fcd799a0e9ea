/* The parts of telling: cleaning and wrapping, citations and copies, what blocks an issue. */
#include "base/csv.h"
#include "model/records-json.h"
#include "tell/brief.h"
#include "tell/plain.h"
#include "tell/wording.h"

static const struct {
	const char *text;
	int most;
	const char *plain;
} plains[] = {
	{ NULL, 10, "" },
	{ "two  words\n\tand", 40, "two words and" },
	{ "cut between the words", 15, "cut between…" },
	{ "unbreakable-as-it-is", 10, "unbreakab…" },
	{ "exactly ten", 11, "exactly ten" },
	{ "漢字漢字", 8, "漢字漢字" },
	{ "漢字漢字", 7, "漢字漢…" },
	{ "漢字漢字", 6, "漢字…" },
	{ "\x1b[1;31mred\x1b[0m", 40, "red" },
	{ "\xc2\x9b"
	  "31mred",
	  40, "red" },
	{ "\x1b", 40, "" },
	{ "\x1b[", 40, "" },
	{ "a\u202eb\u2066c\u200b", 40, "abc" },
	{ "e\u0301\u0301\u0301\u0301\u0301\u0301", 40, "e\u0301\u0301\u0301\u0301" },
};

static void
test_plain(void)
{
	g_autoptr(Arena) arena = arena_new();

	for (size_t i = 0; i < G_N_ELEMENTS(plains); i++)
		g_assert_cmpstr(plain_text(arena, plains[i].text, plains[i].most), ==,
		                plains[i].plain);
	g_assert_cmpstr(plain_clause(arena, " a wage rise, ", 40), ==, "a wage rise");
}

static void
test_wrap(void)
{
	const char *at = " one two  threefour 漢字 ";
	static const char *const lines[] = { "one", "two", "three", "four", "漢字" };
	size_t length, n = 0;

	for (; plain_wrap(&at, 5, &length); at += length, n++) {
		g_autofree char *line = g_strndup(at, length);

		g_assert_cmpuint(n, <, G_N_ELEMENTS(lines));
		g_assert_cmpstr(line, ==, lines[n]);
	}
	g_assert_cmpuint(n, ==, G_N_ELEMENTS(lines));
}

static void
test_csv(void)
{
	static const char *const cells[] = { "plain", "=1+2", "a \"b\", c",
		                             "-5",    NULL,   "two\nlines" };
	g_autoptr(GString) row = g_string_new(NULL);

	for (size_t i = 0; i < G_N_ELEMENTS(cells); i++)
		csv_append_cell(row, cells[i], i == 0);
	csv_end_row(row);
	g_assert_cmpstr(row->str, ==, "plain,'=1+2,\"a \"\"b\"\", c\",'-5,,\"two\nlines\"\r\n");
}

static EntenteRecords *
read_records(const char *jsonl)
{
	g_autoptr(GError) error = NULL;
	EntenteRecords *records = records_from_json(jsonl, &error);

	g_assert_no_error(error);
	return records;
}

static void
test_citations(void)
{
	g_autoptr(EntenteRecords) records = read_records(
	    "{\"type\": \"source\", \"id\": \"a\"}\n"
	    "{\"type\": \"source\", \"id\": \"b\", \"copy_of\": \"a\"}\n"
	    "{\"type\": \"source\", \"id\": \"c\", \"copy_of\": \"b\"}\n"
	    "{\"type\": \"source\", \"id\": \"d\", \"copy_of\": \"e\"}\n"
	    "{\"type\": \"source\", \"id\": \"e\", \"copy_of\": \"d\"}\n"
	    "{\"type\": \"quote\", \"evidence\": [{\"source\": \"f\", \"text\": \"x\"}, "
	    "{\"source\": \"c\", \"text\": \"x\"}, {\"source\": \"b\", \"text\": "
	    "\"x\"}]}\n");
	g_autoptr(SourceIndex) sources = source_index_new(records);
	g_autoptr(GArray) numbers = g_array_new(false, false, sizeof(guint));
	const guint cited[] = { 3, 1, 2, 5, 6, 4, 5, 0 };

	g_assert_cmpuint(source_index_count(sources), ==, 6);
	g_assert_cmpuint(source_index_independent(sources), ==, 4);
	g_assert_cmpuint(source_index_get(sources, 3)->original, ==, 1);
	g_array_append_vals(numbers, cited, G_N_ELEMENTS(cited));
	source_index_settle(sources, numbers);
	Run run = { .numbers = numbers };
	g_autofree char *text = cite_text(&run);
	g_assert_cmpstr(text, ==, "[1,4–6]");
	run.n_more = 90;
	g_autofree char *longer = cite_text(&run);
	g_assert_cmpstr(longer, ==, "[1,4–6; 90 more]");
	g_assert_cmpuint(source_index_weight(sources, entente_records_get(records, 5)), ==, 2);
}

#define POSITION(party, stance)                                                                \
	"{\"type\": \"position\", \"party\": \"" party                                         \
	"\", \"issue\": \"borders\", \"stance\": \"" stance "\", \"what\": \"" party stance    \
	"\", \"evidence\": [{\"source\": \"a\", \"text\": \"t\"}]}\n"

static const struct {
	const char *jsonl;
	IssueState state;
} issues[] = {
	{ POSITION("A", "demands") POSITION("B", "refuses"), ISSUE_BLOCKED },
	{ POSITION("A", "demands") POSITION("A", "refuses"), ISSUE_TOLD },
	{ POSITION("A", "demands") POSITION("A", "refuses") POSITION("B", "demands"),
	  ISSUE_BLOCKED },
	{ POSITION("A", "refuses") POSITION("B", "refuses"), ISSUE_TOLD },
	{ POSITION("A", "offers") POSITION("B", "refuses"), ISSUE_SPLIT },
	{ POSITION("A", "accepts") POSITION("B", "accepts"), ISSUE_AGREED },
	{ POSITION("A", "accepts") POSITION("B", "accepts") POSITION("C", "demands"),
	  ISSUE_TOLD },
	{ POSITION("A", "accepts"), ISSUE_TOLD },
};

static void
test_issues(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(issues); i++) {
		g_autoptr(EntenteRecords) records = read_records(issues[i].jsonl);
		g_autoptr(Brief) brief = brief_new(records);
		const Issue *issue = brief->issues->pdata[0];

		g_assert_cmpuint(brief->issues->len, ==, 1);
		g_assert_cmpint(issue->state, ==, issues[i].state);
		g_assert_true(!issue->presses == !issue->refuses);
		if (issue->presses)
			g_assert_true(issue->presses != issue->refuses);
	}
}

#define TOLD(party, stance, what, source)                                                      \
	"{\"type\": \"position\", \"party\": \"" party                                         \
	"\", \"issue\": \"borders\", \"stance\": \"" stance "\", \"what\": \"" what               \
	"\", \"evidence\": [{\"source\": \"" source "\", \"text\": \"t\"}]}\n"

/* What sides of two negotiations say is not set against each other, and the pages are told
 * apart; a page that shares a side with another is of its negotiation. */
static void
test_stories(void)
{
	g_autoptr(EntenteRecords) two = read_records(
	    TOLD("A", "demands", "a wall", "a") TOLD("B", "refuses", "a wall", "b"));
	g_autoptr(EntenteRecords) one = read_records(
	    TOLD("A", "demands", "a wall", "a") TOLD("B", "offers", "a gate", "a")
	        TOLD("B", "refuses", "a wall", "b") TOLD("A", "open", "a gate", "b"));
	g_autoptr(Brief) apart = brief_new(two), joined = brief_new(one);
	g_autoptr(GPtrArray) two_groups = stories_groups(apart->stories);
	g_autoptr(GPtrArray) one_group = stories_groups(joined->stories);

	g_assert_cmpint(((const Issue *)apart->issues->pdata[0])->state, ==, ISSUE_TOLD);
	g_assert_cmpuint(two_groups->len, ==, 2);
	g_assert_cmpint(((const Issue *)joined->issues->pdata[0])->state, ==, ISSUE_BLOCKED);
	g_assert_cmpuint(one_group->len, ==, 1);
}

/* The wording that says something in particular stands for the side. */
static void
test_substance(void)
{
	g_autoptr(EntenteRecords) records = read_records(
	    TOLD("A", "demands", "progress on the border that leads to a resolution", "a")
	        TOLD("A", "demands", "a wall along it", "a")
	            TOLD("A", "demands", "all of Westmark", "a")
	                TOLD("B", "refuses", "a wall along it", "a"));
	g_autoptr(Brief) brief = brief_new(records);
	const Issue *issue = brief->issues->pdata[0];

	g_assert_cmpstr(issue->pressing->record->position.what, ==, "all of Westmark");
}

static const struct {
	const char *words, *trimmed;
} trims[] = {
	{ "productive but", "productive" },
	{ "but with some progress", "with some progress" },
	{ "useful and frank", "useful and frank" },
	{ "a great deal left to do before anybody can be found", "a great deal left to do before anybody…" },
	{ "some progress on the harbours, yet with hurdles that remain", "some progress on the harbours" },
	{ "and", "and" },
	{ "", "" },
};

static void
test_wording(void)
{
	g_autoptr(Arena) arena = arena_new();

	for (size_t i = 0; i < G_N_ELEMENTS(trims); i++)
		g_assert_cmpstr(wording_trim(arena, trims[i].words, 48), ==, trims[i].trimmed);
	g_assert_true(wording_is_in("the loss of its territory", "They feared territorial loss."));
	g_assert_false(wording_is_in("the loss of its territory", "It spoke of ceding territory."));
	g_assert_false(wording_is_in("it", "it"));
	g_assert_true(wording_is_particular("a bid to join NATO"));
	g_assert_true(wording_is_particular("60 workers"));
	g_assert_false(wording_is_particular("Some of it"));
	g_assert_true(wording_is_vague("progress on territory"));
	g_assert_false(wording_is_vague("progress on the Donbas"));
}

static void
test_phrases(void)
{
	g_autoptr(Arena) arena = arena_new();

	g_assert_cmpstr(say_minutes(arena, 60), ==, "1 hour");
	g_assert_cmpstr(say_minutes(arena, 301), ==, "5 hours 1 minute");
	g_assert_cmpstr(say_minutes(arena, 45), ==, "45 minutes");
	g_assert_cmpstr(say_date(arena, "2031-04-09T10:00:00Z"), ==, "9 April 2031");
	g_assert_cmpstr(say_date(arena, "2031-12"), ==, "December 2031");
	g_assert_cmpstr(say_date(arena, "2031-13-01"), ==, "2031-13-01");
	g_assert_cmpstr(counted(arena, 1, "party", "parties"), ==, "1 party");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/tell/plain", test_plain);
	g_test_add_func("/tell/wrap", test_wrap);
	g_test_add_func("/tell/csv", test_csv);
	g_test_add_func("/tell/citations", test_citations);
	g_test_add_func("/tell/issues", test_issues);
	g_test_add_func("/tell/phrases", test_phrases);
	g_test_add_func("/tell/stories", test_stories);
	g_test_add_func("/tell/substance", test_substance);
	g_test_add_func("/tell/wording", test_wording);
	return g_test_run();
}
