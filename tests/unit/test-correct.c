/* A correction finds its records again: by sentence and content, and by less where a lexicon
 * has changed. */
#include "correct/match.h"
#include "model/records-json.h"

#include <string.h>

enum { MOST = 4 };

/* One record of a page: what it says, in which sentence. */
typedef struct {
	const char *source, *fields, *sentence;
} Said;

#define GRAIN                                                                                  \
	"\"party\": \"Norway\", \"issue\": \"grain\", \"stance\": \"refuses\", \"what\": \"a " \
	"tax\""
#define TAX                                                                                    \
	"\"party\": \"Norway\", \"issue\": \"tax\", \"stance\": \"refuses\", \"what\": \"a "   \
	"tax\""
#define FISH                                                                                   \
	"\"party\": \"Iceland\", \"issue\": \"fish\", \"stance\": \"demands\", \"what\": "     \
	"\"cod\""
#define COD                                                                                    \
	"\"party\": \"Iceland\", \"issue\": \"sea\", \"stance\": \"demands\", \"what\": "      \
	"\"all cod\""
#define ONE    "They spoke of grain."
#define LONGER "They spoke of grain. They left."
#define TWO    "They spoke of fish."

typedef struct {
	const char *name;
	Said meant;
	bool alone, own_sources;
	Said pages[MOST];
	const char *found; /* which of these, by their digits */
} Case;

static const Case cases[] = {
	{ "the same", { "a", GRAIN, ONE }, true, false, { { "a", GRAIN, ONE } }, "0" },
	{ "copies of the sentence",
	  { "a", GRAIN, ONE },
	  true,
	  false,
	  { { "a", GRAIN, ONE }, { "b", GRAIN, ONE }, { "b", GRAIN, TWO } },
	  "01" },
	{ "copies are others', if so",
	  { "a", GRAIN, ONE },
	  true,
	  true,
	  { { "a", GRAIN, ONE }, { "b", GRAIN, ONE } },
	  "0" },
	{ "the one of two that says so",
	  { "a", GRAIN, ONE },
	  false,
	  false,
	  { { "a", FISH, ONE }, { "a", GRAIN, ONE } },
	  "1" },
	{ "alone then and now", { "a", GRAIN, ONE }, true, false, { { "a", FISH, ONE } }, "0" },
	{ "alone now, but not then",
	  { "a", GRAIN, ONE },
	  false,
	  false,
	  { { "a", FISH, ONE } },
	  "" },
	{ "most of it",
	  { "a", GRAIN, ONE },
	  false,
	  false,
	  { { "a", FISH, ONE }, { "a", TAX, ONE } },
	  "1" },
	{ "half of it, twice",
	  { "a", FISH, ONE },
	  false,
	  false,
	  { { "a", COD, ONE }, { "a", COD, ONE } },
	  "" },
	{ "another end of the sentence",
	  { "a", GRAIN, ONE },
	  true,
	  false,
	  { { "a", GRAIN, LONGER }, { "b", GRAIN, LONGER } },
	  "0" },
	{ "another sentence", { "a", GRAIN, ONE }, true, false, { { "a", GRAIN, TWO } }, "" },
};

static EntenteRecords *
records_of(const Said *said, size_t n)
{
	g_autoptr(GString) lines = g_string_new(NULL);
	g_autoptr(GError) error = NULL;

	for (size_t i = 0; i < n && said[i].source; i++)
		g_string_append_printf(
		    lines,
		    "{\"type\": \"position\", %s, \"evidence\": [{\"source\": "
		    "\"%s\", \"start\": 0, \"end\": %zu, \"text\": \"%s\"}]}\n",
		    said[i].fields, said[i].source, strlen(said[i].sentence), said[i].sentence);
	EntenteRecords *records = records_from_json(lines->str, &error);
	g_assert_no_error(error);
	return records;
}

static void
test_case(gconstpointer user_data)
{
	const Case *test = user_data;
	const EntenteCorrection row = { .action = "reject" };
	g_autoptr(Correction) correction = correction_new(&row);
	g_autoptr(EntenteRecords) pages = records_of(test->pages, MOST);
	g_autoptr(GPtrArray) corrections = g_ptr_array_new();
	g_autoptr(GHashTable) found = g_hash_table_new(NULL, NULL);
	g_autoptr(GString) digits = g_string_new(NULL);
	Target *target = target_new();

	target->kind = ENTENTE_POSITION;
	target->records = records_of(&test->meant, 1);
	const Anchor anchor = { entente_records_get(target->records, 0), test->alone, false };
	g_array_append_val(target->anchors, anchor);
	g_ptr_array_add(correction->targets, target);
	g_ptr_array_add(corrections, correction);
	g_autoptr(Match) match = match_new(pages, corrections);
	match_find(match, target, test->own_sources, found);
	for (size_t i = 0; i < entente_records_count(pages); i++)
		if (g_hash_table_contains(found, entente_records_get(pages, i)))
			g_string_append_printf(digits, "%zu", i);
	g_assert_cmpstr(digits->str, ==, test->found);
}

/* What is written down reads as it was, and whatever else is about nothing. */
static void
test_written(void)
{
	static const char *const whats[] = {
		"{\"kind\": \"issue\", \"names\": [\"a\", \"b\"]}",
		"{\"kind\": \"claim\", \"source\": \"a\", \"sentence\": \"x\", \"set\": "
		"[\"by=y\"]}",
		"{\"targets\": [{\"kind\": \"party\", \"ref\": \"y-1\", \"name\": "
		"\"Norway\"}]}",
	};
	static const char *const broken[] = {
		"",
		"[]",
		"{",
		"{\"targets\": [{\"kind\": \"party\"}, {\"kind\": 7}, 3]}",
		"{\"targets\": [{\"kind\": \"claim\", \"anchors\": [{\"record\": 1}]}]}",
		"{\"names\": [1, null], \"set\": {}, \"kind\": \"cat\"}",
	};

	for (size_t i = 0; i < G_N_ELEMENTS(whats); i++) {
		const EntenteCorrection row = { .action = "rename", .what = whats[i] };
		g_autoptr(Correction) correction = correction_new(&row);
		g_autofree char *written = correction_write(correction);

		g_assert_cmpstr(written, ==, whats[i]);
	}
	for (size_t i = 0; i < G_N_ELEMENTS(broken); i++) {
		static const char *const actions[] = { "accept", "change", "merge",
			                               "split",  "same",   "side",
			                               "rename", "add",    "reject" };

		for (size_t j = 0; j < G_N_ELEMENTS(actions); j++) {
			const EntenteCorrection row = { .action = actions[j],
				                        .what = broken[i] };
			g_autoptr(Correction) correction = correction_new(&row);
			g_autoptr(EntenteRecords) pages = records_of(cases[0].pages, MOST);
			g_autoptr(GPtrArray) corrections = g_ptr_array_new();
			g_autofree char *summary = correction_summary(correction);

			g_assert_true(g_str_has_prefix(summary, actions[j]));
			g_ptr_array_add(corrections, correction);
			g_autoptr(Corrected) corrected = correct_pages(pages, corrections);
			g_assert_false(corrected_applies(corrected, 0));
			g_assert_cmpuint(entente_records_count(pages), ==, 1);
		}
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path = g_strdup_printf("/correct/match/%s", cases[i].name);

		g_test_add_data_func(path, &cases[i], test_case);
	}
	g_test_add_func("/correct/written", test_written);
	return g_test_run();
}
