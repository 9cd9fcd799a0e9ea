/* What an engine hands out, as it is set up. */
#include <entente/engine.h>

#include <glib/gstdio.h>

static unsigned n_records, n_problems;

static bool
count_records(EntenteRecords *page, gpointer user_data)
{
	const char *text = entente_records_get(page, 0)->source.text;

	(void)user_data;
	g_assert_cmpstr(text, ==, "Norway demands a ceasefire.");
	n_records = (unsigned)entente_records_count(page);
	entente_records_free(page);
	return true;
}

static bool
count_problem(const GError *why, gpointer user_data)
{
	(void)why;
	(void)user_data;
	n_problems++;
	return true;
}

/* The source alone where nothing else is asked for, whatever was asked for before. */
static void
test_text_only(void)
{
	const EntenteSink sink = { count_records, count_problem };
	g_autoptr(GError) error = NULL;
	g_autofree char *folder = g_dir_make_tmp(NULL, &error);
	g_autofree char *path = g_build_filename(folder, "page.txt", NULL);
	EntenteEngine *engine = entente_engine_new(g_getenv("ENTENTE_ROOT"), &error);

	g_assert_no_error(error);
	g_assert_true(g_file_set_contents(path, "Norway demands a ceasefire.\n", -1, &error));
	for (int round = 0; round < 4; round++) {
		bool text_only = round % 2;

		entente_engine_set_text_only(engine, text_only);
		n_records = 0;
		g_assert_true(entente_engine_read(engine, path, &sink, NULL));
		if (text_only)
			g_assert_cmpuint(n_records, ==, 1);
		else
			g_assert_cmpuint(n_records, >, 1);
	}
	g_assert_cmpuint(n_problems, ==, 0);
	entente_engine_free(engine);
	g_remove(path);
	g_rmdir(folder);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/engine/text-only", test_text_only);
	return g_test_run();
}
