/* entente-dossier(5) says what is so: it names every table and column, and its examples run. */
#include "store/store.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

/* The page with its hyphens as they read. */
static char *
read_manual(void)
{
	g_autofree char *path =
	    g_build_filename(g_getenv("ENTENTE_ROOT"), "man", "entente-dossier.5", NULL);
	g_autofree char *bytes = NULL;

	g_assert_true(g_file_get_contents(path, &bytes, NULL, NULL));
	g_auto(GStrv) parts = g_strsplit(bytes, "\\-", -1);
	return g_strjoinv("-", parts);
}

static sqlite3 *
new_dossier(void)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *folder = g_dir_make_tmp("entente-XXXXXX", NULL);
	g_autofree char *path = g_build_filename(folder, "talks", NULL);
	sqlite3 *db;

	entente_dossier_close(entente_dossier_open(path, ENTENTE_DOSSIER_WRITE, &error));
	g_assert_no_error(error);
	g_assert_cmpint(sqlite3_open(path, &db), ==, SQLITE_OK);
	return db;
}

static void
remove_dossier(sqlite3 *db)
{
	g_autofree char *path = g_strdup(sqlite3_db_filename(db, "main"));
	g_autofree char *folder = g_path_get_dirname(path);

	g_assert_cmpint(sqlite3_close(db), ==, SQLITE_OK);
	g_unlink(path);
	g_assert_cmpint(g_rmdir(folder), ==, 0);
}

/* The paragraph that describes a table: from ".B table" to the next such line. */
static char *
section_of(const char *manual, const char *table)
{
	g_autofree char *head = g_strdup_printf("\n.B %s\n", table);
	const char *start = strstr(manual, head);

	if (!start)
		return NULL;
	const char *end = strstr(start + 1, "\n.TP\n");
	return end ? g_strndup(start, (size_t)(end - start)) : g_strdup(start);
}

/* What most tables have is told once, before them. */
static bool
is_common(const char *column)
{
	static const char *const common[] = {
		"record",         "ref",       "sort_key",   "first_published",
		"last_published", "n_sources", "confidence", NULL,
	};

	return g_strv_contains(common, column);
}

static void
test_tables(void)
{
	g_autofree char *manual = read_manual();
	sqlite3 *db = new_dossier();
	sqlite3_stmt *row;

	g_assert_cmpint(
	    sqlite3_prepare_v2(db,
	                       "SELECT t.name, c.name FROM pragma_table_list t, "
	                       "pragma_table_info(t.name) c WHERE t.name NOT LIKE 'sqlite%' "
	                       "AND t.name NOT LIKE 'sentence\\_index%' ESCAPE '\\' "
	                       "AND t.name NOT LIKE 'page\\_%' ESCAPE '\\'",
	                       -1, &row, NULL),
	    ==, SQLITE_OK);
	int n = 0;
	for (; sqlite3_step(row) == SQLITE_ROW; n++) {
		const char *table = (const char *)sqlite3_column_text(row, 0);
		g_autofree char *section = section_of(manual, table);
		g_autofree char *column =
		    g_strdup_printf("\\.(IR?|RI \\() ?%s\\b", sqlite3_column_text(row, 1));

		g_test_message("%s: %s", table, column);
		g_assert_nonnull(section);
		g_assert_true(g_regex_match_simple(
		    column,
		    is_common((const char *)sqlite3_column_text(row, 1)) ? manual : section, 0,
		    0));
	}
	g_assert_cmpint(n, >, 50);
	sqlite3_finalize(row);
	remove_dossier(db);
}

static void
test_examples(void)
{
	g_autofree char *manual = read_manual();
	sqlite3 *db = new_dossier();
	int n = 0;

	for (char *at = manual; (at = strstr(at, "\n.EX\n")); n++) {
		char *sql = at + strlen("\n.EX\n"), *message = NULL;

		at = strstr(sql, ".EE");
		g_assert_nonnull(at);
		*at++ = '\0';
		sqlite3_exec(db, sql, NULL, NULL, &message);
		g_assert_cmpstr(message, ==, NULL);
	}
	g_assert_cmpint(n, ==, 5);
	remove_dossier(db);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/store/manual/tables", test_tables);
	g_test_add_func("/store/manual/examples", test_examples);
	return g_test_run();
}
