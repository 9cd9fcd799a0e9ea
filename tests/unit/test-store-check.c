/* Checking: what another hand did to a dossier is found, each in its row, and nothing else is.
 */
#include "dossier-fixture.h"

/* A dossier of two pages, merged by hand, one of them in its second state. */
static void
make_dossier(const char *path)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(EntenteDossier) dossier =
	    entente_dossier_open(path, ENTENTE_DOSSIER_WRITE, &error);
	g_autoptr(EntenteRecords) page = make_page(1), merged = make_page(1);
	EntenteSource *source = &((EntenteRecord *)page->items->pdata[0])->source;
	EntenteAdded added;

	for (guint i = 0; i < merged->items->len; i++)
		((EntenteRecord *)merged->items->pdata[i])->sort_key =
		    arena_printf(merged->arena, "%u", i);
	g_assert_no_error(error);
	g_assert_true(add_pages(dossier, 1, 2, &error));
	source->text = arena_printf(page->arena, "%s So it will.", source->text);
	source->chars = (int32_t)g_utf8_strlen(source->text, -1);
	g_assert_true(entente_dossier_add(dossier, page, &added, &error));
	g_assert_cmpint(added, ==, ENTENTE_REPLACED);
	g_assert_true(store_set_merged(dossier, merged, &error));
	g_assert_no_error(error);
	assert_clean(dossier);
}

/* Numbers that can be told one from another at a glance. */
static const char renumber[] =
    "UPDATE sources SET record = 1; UPDATE people SET record = 2; UPDATE quotes SET record = 3;"
    "UPDATE evidence SET record = CASE kind WHEN 'person' THEN 2 ELSE 3 END;"
    "UPDATE digests SET record = CASE kind WHEN 'source' THEN 1 WHEN 'person' THEN 2 ELSE 3 "
    "END;";

static const struct {
	const char *sql, *finding; /* the first; NULL: none */
	int n;                     /* how many */
} cases[] = {
	{ "SELECT 1", NULL, 0 },
	{ "UPDATE articles SET text = replace(text, '2', '3') WHERE id = 'page-2'",
	  "articles (id 'page-2'): its text is not the one of its sha256", 3 },
	{ "UPDATE articles SET sha256 = 'x' WHERE id = 'page-2'",
	  "articles (id 'page-2'): its text is not the one of its sha256", 1 },
	{ "UPDATE articles SET chars = 1 WHERE id = 'page-2'",
	  "articles (id 'page-2'): its text has another number of characters", 1 },
	{ "UPDATE articles SET title = CAST(x'4cff' AS TEXT) WHERE id = 'page-2'",
	  "articles (id 'page-2'): a source has no readable \"title\"", 1 },
	{ "UPDATE versions SET text = text || '!'",
	  "versions (source 'page-1', version 1): its text is not the one of its sha256", 1 },
	{ "UPDATE page_evidence SET \"start\" = 5 WHERE source = 'page-2' AND record = 2",
	  "page_evidence (source 'page-2', record 2, nth 1): bytes 5 to 37 are another text "
	  "there",
	  1 },
	{ "UPDATE page_evidence SET \"start\" = 6 WHERE source = 'page-2' AND record = 2",
	  "page_evidence (source 'page-2', record 2, nth 1): bytes 6 to 37 split a character "
	  "of its "
	  "text",
	  1 },
	{ "UPDATE page_evidence SET \"end\" = 99999999999 WHERE source = 'page-2' AND record = "
	  "2",
	  "page_evidence (source 'page-2', record 2, nth 1): bytes 0 to 99999999999 lie "
	  "outside its "
	  "text",
	  1 },
	{ "UPDATE page_evidence SET \"start\" = -1 WHERE source = 'page-2' AND record = 2",
	  "page_evidence (source 'page-2', record 2, nth 1): bytes -1 to 37 lie outside its "
	  "text",
	  1 },
	{ "UPDATE evidence SET \"end\" = \"start\" WHERE record = 2",
	  "evidence (source 'page-1', record 2, nth 1): bytes 0 to 0 lie outside its text", 1 },
	{ "UPDATE evidence SET text = upper(text) WHERE record = 2",
	  "evidence (source 'page-1', record 2, nth 1): bytes 0 to 37 are another text there",
	  1 },
	{ "UPDATE page_evidence SET kind = 'smell' WHERE source = 'page-2' AND record = 1",
	  "page_evidence (source 'page-2', record 1, nth 1): has no kind of record", 2 },
	{ "DELETE FROM page_evidence WHERE source = 'page-2' AND record = 1",
	  "page_people (source 'page-2', record 1): has no sentence", 1 },
	{ "DELETE FROM evidence WHERE record = 3", "quotes (record 3): has no sentence", 1 },
	{ "DELETE FROM quotes",
	  "evidence (source 'page-1', record 3, nth 1): is of a quote that is "
	  "not there",
	  2 },
	{ "DELETE FROM page_quotes WHERE source = 'page-2'",
	  "page_evidence (source 'page-2', record 2, nth 1): is of a quote that is not there",
	  1 },
	{ "DELETE FROM versions; DELETE FROM evidence; DELETE FROM people; DELETE FROM quotes; "
	  "DELETE FROM articles WHERE id = 'page-1'",
	  "page_evidence (source 'page-1', record 1, nth 1): names a row of articles that is "
	  "not "
	  "there",
	  8 },
	{ "UPDATE sources SET id = 'nobody'", "sources (id 'nobody'): is no article", 1 },
	{ "UPDATE people SET aliases = '[1]'",
	  "people (record 2): a person has no readable \"aliases\"", 1 },
	{ "UPDATE page_people SET name = CAST(x'c328' AS TEXT) WHERE source = 'page-2'",
	  "page_people (source 'page-2', record 1): a person has no readable "
	  "\"name\"",
	  1 },
	{ "UPDATE people SET record = 3; UPDATE evidence SET kind = 'person' WHERE record = 3",
	  "evidence (source 'page-1', record 2, nth 1): is of a person that is not there", 5 },
	{ "DELETE FROM quotes; DELETE FROM evidence WHERE record = 3",
	  "digests (record 3): is of a record that is not there", 1 },
	{ "DELETE FROM digests WHERE kind = 'quote'", "quotes (record 3): has no digest", 1 },
	{ "DROP INDEX articles_by_url", "index articles_by_url: is missing", 1 },
	{ "DROP TABLE robots", "table robots: is missing", 1 },
	{ "DROP TABLE versions", "table versions: is missing", 2 },
	{ "CREATE TABLE notes (text)", "table notes: is none of this program's", 1 },
	{ "ALTER TABLE people ADD COLUMN shoes INTEGER",
	  "table people: is not defined as this program does it", 1 },
	{ "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'CREATE INDEX "
	  "articles_by_url "
	  "ON articles (given_id, text)' WHERE name = 'articles_by_url'",
	  "file: row 1 missing from index articles_by_url", 3 },
};

static void
test_found(Fixture *fixture, gconstpointer unused)
{
	g_autofree char *bytes = NULL;
	size_t length;

	(void)unused;
	make_dossier(fixture->path);
	run_sql(fixture->path, renumber);
	g_assert_true(g_file_get_contents(fixture->path, &bytes, &length, NULL));
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GError) error = NULL;

		clear_folder(fixture);
		g_assert_true(g_file_set_contents(fixture->path, bytes, (gssize)length, NULL));
		run_sql(fixture->path, cases[i].sql);
		g_autoptr(EntenteDossier) dossier =
		    entente_dossier_open(fixture->path, ENTENTE_DOSSIER_READ, &error);
		g_assert_no_error(error);
		g_autoptr(GPtrArray) found = findings_of(dossier);
		int n = (int)found->len - 1;

		g_autofree char *all = g_strjoinv("\n", (char **)found->pdata);
		g_auto(GStrv) split = g_strsplit(all, "\n", -1);
		g_test_message("%s\n%s", cases[i].sql, all);
		g_assert_cmpstr(split[0], ==, cases[i].finding);
		g_assert_cmpint(n, ==, cases[i].n);
	}
}

static bool
stop(const EntenteFinding *finding, gpointer user_data)
{
	(void)finding;
	++*(int *)user_data;
	return false;
}

static void
test_stops(Fixture *fixture, gconstpointer unused)
{
	g_autoptr(GError) error = NULL;
	int n = 0;

	(void)unused;
	make_dossier(fixture->path);
	run_sql(fixture->path, "UPDATE articles SET chars = 0, sha256 = ''");
	g_autoptr(EntenteDossier) dossier =
	    entente_dossier_open(fixture->path, ENTENTE_DOSSIER_READ, &error);
	g_assert_true(entente_dossier_check(dossier, stop, &n, &error));
	g_assert_cmpint(n, ==, 1);
}

/* One state is checked: a page that goes while it is does not make its records look lost. */
static bool
change_meanwhile(const EntenteFinding *finding, gpointer user_data)
{
	(void)finding;
	run_sql(user_data, "DELETE FROM articles WHERE id = 'page-2'");
	return true;
}

static void
test_one_state(Fixture *fixture, gconstpointer unused)
{
	g_autoptr(GError) error = NULL;

	(void)unused;
	make_dossier(fixture->path);
	run_sql(fixture->path, "CREATE TABLE a (b)");
	g_autoptr(EntenteDossier) dossier =
	    entente_dossier_open(fixture->path, ENTENTE_DOSSIER_READ, &error);
	g_autoptr(GPtrArray) before = findings_of(dossier);
	g_assert_cmpuint(before->len, ==, 2);
	g_assert_true(entente_dossier_check(dossier, change_meanwhile, fixture->path, &error));
	g_autoptr(GPtrArray) after = findings_of(dossier);
	g_assert_cmpuint(after->len, >, 3);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add("/store/check/found", Fixture, NULL, set_up, test_found, tear_down);
	g_test_add("/store/check/stops", Fixture, NULL, set_up, test_stops, tear_down);
	g_test_add("/store/check/one-state", Fixture, NULL, set_up, test_one_state, tear_down);
	return g_test_run();
}
