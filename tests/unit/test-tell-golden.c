/* Briefs and listings of whole talks, compared byte for byte with what stands beside their
 * records in tests/golden/brief.  With ENTENTE_ACCEPT set, writes that instead. */
#include "model/records-json.h"

#include <entente/tell.h>

static const char *const talks[] = { "strike", "peace", "trade", "one", "empty" };

static const struct {
	const char *suffix;
	bool list;
	EntenteStyle style;
} forms[] = {
	{ "brief.txt", false, { .format = ENTENTE_FORMAT_TEXT } },
	{ "brief-60.txt",
	  false,
	  { .format = ENTENTE_FORMAT_TEXT, .width = 60, .evidence = true } },
	{ "brief.ansi",
	  false,
	  { .format = ENTENTE_FORMAT_TEXT, .colour = true, .width = 140 } },
	{ "brief.md", false, { .format = ENTENTE_FORMAT_MARKDOWN, .evidence = true } },
	{ "brief.html", false, { .format = ENTENTE_FORMAT_HTML } },
	{ "brief.json", false, { .format = ENTENTE_FORMAT_JSON } },
	{ "brief.csv", false, { .format = ENTENTE_FORMAT_CSV } },
	{ "list.txt", true, { .format = ENTENTE_FORMAT_TEXT } },
	{ "list-60.txt",
	  true,
	  { .format = ENTENTE_FORMAT_TEXT, .width = 60, .evidence = true } },
	{ "list.md", true, { .format = ENTENTE_FORMAT_MARKDOWN, .evidence = true } },
	{ "list.html", true, { .format = ENTENTE_FORMAT_HTML } },
	{ "list.csv", true, { .format = ENTENTE_FORMAT_CSV, .evidence = true } },
};

static char *
golden_path(const char *talk, const char *suffix)
{
	return g_strdup_printf("%s/tests/golden/brief/%s.%s", g_getenv("ENTENTE_ROOT"), talk,
	                       suffix);
}

static EntenteRecords *
read_talk(const char *talk)
{
	g_autofree char *path = golden_path(talk, "jsonl");
	g_autofree char *jsonl = NULL;
	g_autoptr(GError) error = NULL;

	g_file_get_contents(path, &jsonl, NULL, &error);
	g_assert_no_error(error);
	EntenteRecords *records = records_from_json(jsonl, &error);
	g_assert_no_error(error);
	return records;
}

static void
check(const char *path, const GString *told)
{
	g_autofree char *expected = NULL;
	g_autoptr(GError) error = NULL;

	if (g_getenv("ENTENTE_ACCEPT")) {
		g_file_set_contents(path, told->str, (gssize)told->len, &error);
		g_assert_no_error(error);
		return;
	}
	g_file_get_contents(path, &expected, NULL, &error);
	g_assert_no_error(error);
	if (!g_str_equal(told->str, expected)) {
		g_test_message("'%s' differs from:\n%s", path, told->str);
		g_test_fail();
	}
}

static void
test_talk(gconstpointer talk)
{
	g_autoptr(EntenteRecords) records = read_talk(talk);

	for (size_t i = 0; i < G_N_ELEMENTS(forms); i++) {
		g_autoptr(GString) told = g_string_new(NULL);
		g_autofree char *path = golden_path(talk, forms[i].suffix);

		if (forms[i].list)
			entente_tell_list(records, &forms[i].style, told);
		else
			entente_tell_brief(records, &forms[i].style, told);
		check(path, told);
	}
}

/* A listing in JSON is the records themselves. */
static void
test_json_list(void)
{
	g_autoptr(EntenteRecords) records = read_talk("peace");
	const EntenteStyle style = { .format = ENTENTE_FORMAT_JSON };
	g_autoptr(GString) told = g_string_new(NULL);
	g_autoptr(GString) each = g_string_new(NULL);

	entente_tell_list(records, &style, told);
	for (size_t i = 0; i < entente_records_count(records); i++)
		entente_tell_record(entente_records_get(records, i), each);
	g_assert_cmpstr(told->str, ==, each->str);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (size_t i = 0; i < G_N_ELEMENTS(talks); i++) {
		g_autofree char *path = g_strdup_printf("/tell/golden/%s", talks[i]);

		g_test_add_data_func(path, talks[i], test_talk);
	}
	g_test_add_func("/tell/json-list", test_json_list);
	return g_test_run();
}
