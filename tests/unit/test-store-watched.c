/* What watching keeps in a dossier: feeds, visits to pages, the states that pages had. */
#include "model/records.h"
#include "store/connection.h"
#include "store/store.h"
#include "store/watched.h"

#include <glib/gstdio.h>
#include <string.h>

static EntenteDossier *
open_dossier(const char *path)
{
	g_autoptr(GError) error = NULL;
	EntenteDossier *dossier = entente_dossier_open(path, ENTENTE_DOSSIER_WRITE, &error);

	g_assert_no_error(error);
	return dossier;
}

/* What a query gives, values by "|", rows by lines. */
static char *
ask(EntenteDossier *dossier, const char *sql)
{
	GString *out = g_string_new(NULL);
	sqlite3_stmt *row;

	g_assert_cmpint(sqlite3_prepare_v2(dossier->db, sql, -1, &row, NULL), ==, SQLITE_OK);
	while (sqlite3_step(row) == SQLITE_ROW)
		for (int i = 0; i < sqlite3_column_count(row); i++) {
			const char *text = (const char *)sqlite3_column_text(row, i);

			g_string_append(out, text ? text : "NULL");
			g_string_append_c(out, i + 1 < sqlite3_column_count(row) ? '|' : '\n');
		}
	sqlite3_finalize(row);
	return g_string_free(out, FALSE);
}

static void
assert_asked(EntenteDossier *dossier, const char *sql, const char *expected)
{
	g_autofree char *is = ask(dossier, sql);

	g_assert_cmpstr(is, ==, expected);
}

static void
test_feeds(void)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(EntenteDossier) dossier = open_dossier(NULL);
	g_autoptr(Feed) unknown = watched_feed(dossier, "http://news.example/feed", &error);

	g_assert_no_error(error);
	g_assert_cmpstr(unknown->url, ==, "http://news.example/feed");
	g_assert_null(unknown->etag);
	g_assert_cmpint(unknown->checked, ==, NEVER);
	g_assert_cmpint(unknown->hold, ==, 0);
	unknown->etag = g_strdup("\"1\"");
	unknown->error = g_strdup("it's \"gone\"");
	unknown->checked = 5000000000;
	unknown->failures = 3;
	g_assert_true(watched_put_feed(dossier, unknown, &error));
	g_autoptr(Feed) known = watched_feed(dossier, "http://news.example/feed", &error);
	g_assert_cmpstr(known->etag, ==, "\"1\"");
	g_assert_null(known->last_modified);
	g_assert_cmpstr(known->error, ==, "it's \"gone\"");
	g_assert_cmpint(known->checked, ==, 5000000000);
	g_assert_cmpint(known->failures, ==, 3);
}

static void
test_robots(void)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(EntenteDossier) dossier = open_dossier(NULL);
	int64_t until = 0;

	g_assert_null(watched_robots(dossier, "http://a:80", 10, &until, &error));
	g_assert_true(
	    watched_put_robots(dossier, "http://a:80", "User-agent: *\n", 20, &error));
	g_autofree char *rules = watched_robots(dossier, "http://a:80", 19, &until, &error);
	g_assert_cmpstr(rules, ==, "User-agent: *\n");
	g_assert_cmpint(until, ==, 20);
	g_assert_null(watched_robots(dossier, "http://a:80", 20, &until, &error));
	g_assert_null(watched_robots(dossier, "http://b:80", 10, &until, &error));
	g_assert_no_error(error);
}

static void
put(EntenteDossier *dossier, const char *address, const char *host, int64_t due)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *item = g_strdup_printf("item of %s", address);
	g_autofree char *url = g_strdup_printf("http://%s%s", host, address);
	const Visit visit = { .address = (char *)address,
		              .feed = (char *)"feed",
		              .item = item,
		              .digest = (char *)"digest",
		              .given = due == NEVER ? NULL : (char *)"{}",
		              .host = (char *)host,
		              .url = url,
		              .found = 1,
		              .checked = NEVER,
		              .due = due };

	g_assert_true(watched_put(dossier, &visit, &error));
	g_assert_no_error(error);
}

static void
test_due(void)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(EntenteDossier) dossier = open_dossier(NULL);
	int64_t when = 0, n = 0;

	g_assert_true(watched_next(dossier, &when, &error));
	g_assert_cmpint(when, ==, NEVER);
	put(dossier, "/a", "one", 30);
	put(dossier, "/b", "one", 20);
	put(dossier, "/c", "one", NEVER);
	put(dossier, "/d", "two", 10);
	put(dossier, "/e", "two", 11);
	put(dossier, "/f", "three", 21);
	g_assert_true(watched_next(dossier, &when, &error));
	g_assert_cmpint(when, ==, 10);
	g_assert_true(watched_waiting(dossier, "feed", &n, &error));
	g_assert_cmpint(n, ==, 5);
	g_assert_true(watched_waiting(dossier, "fee", &n, &error));
	g_assert_cmpint(n, ==, 0);

	/* one of each host, the one that has waited longest */
	static const struct {
		int64_t now;
		size_t most;
		const char *addresses;
	} cases[] = {
		{ 9, 9, "" },           { 10, 9, "/d " },    { 20, 9, "/d /b " },
		{ 50, 9, "/d /b /f " }, { 50, 2, "/d /b " },
	};
	for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GPtrArray) due =
		    watched_due(dossier, cases[i].now, cases[i].most, &error);
		g_autoptr(GString) addresses = g_string_new(NULL);

		g_assert_no_error(error);
		for (guint j = 0; j < due->len; j++)
			g_string_append_printf(addresses, "%s ",
			                       ((const Visit *)due->pdata[j])->address);
		g_assert_cmpstr(addresses->str, ==, cases[i].addresses);
	}
}

static void
test_find(void)
{
	static const struct {
		const char *address, *feed, *item, *digest, *found;
	} cases[] = {
		{ "/a", "feed", "item of /a", "digest", "/a" },
		{ "/a", "other", "other", "other", "/a" },
		{ "/a2", "feed", "item of /a", "digest", "/a" },
		{ "/a2", "feed", "item of /a", "other", NULL },
		{ "/a2", "other", "item of /a", "digest", NULL },
		{ "/b", "feed", "item of /b", "digest", NULL },
	};
	g_autoptr(GError) error = NULL;
	g_autoptr(EntenteDossier) dossier = open_dossier(NULL);

	put(dossier, "/a", "one", 30);
	for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
		const Visit like = { .address = (char *)cases[i].address,
			             .feed = (char *)cases[i].feed,
			             .item = (char *)cases[i].item,
			             .digest = (char *)cases[i].digest };
		g_autoptr(Visit) visit = NULL;

		g_assert_true(watched_find(dossier, &like, &visit, &error));
		g_assert_cmpstr(visit ? visit->address : NULL, ==, cases[i].found);
	}
	const Visit like = { .address = (char *)"/z", .url = (char *)"http://one/a" };
	const Visit same = { .address = (char *)"/a", .url = (char *)"http://one/a" };
	g_autoptr(Visit) other = NULL;
	g_assert_true(watched_find_page(dossier, &like, &other, &error));
	g_assert_cmpstr(other->address, ==, "/a");
	g_assert_cmpint(other->due, ==, 30);
	g_assert_cmpint(other->checked, ==, NEVER);
	g_assert_null(other->etag);
	g_clear_pointer(&other, visit_free);
	g_assert_true(watched_find_page(dossier, &same, &other, &error));
	g_assert_null(other);
}

static EntenteAdded
add_page(EntenteDossier *dossier, const char *url, const char *title, const char *text)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(EntenteRecords) page = records_new();
	EntenteSource *source = &records_add(page, ENTENTE_SOURCE)->source;
	EntenteAdded added = ENTENTE_ADDED;

	source->id = "talks";
	source->url = url;
	source->title = title;
	source->text = text;
	source->chars = (int32_t)strlen(text);
	g_assert_true(entente_dossier_add(dossier, page, &added, &error));
	g_assert_no_error(error);
	return added;
}

/* Pages of the web come in turn: what becomes of each. */
static void
test_versions(void)
{
	static const struct {
		const char *url, *title, *text;
		EntenteAdded added;
	} cases[] = {
		{ "http://a.example/talks", "Talks", "One.", ENTENTE_ADDED },
		{ "http://a.example/talks", "Talks", "One.", ENTENTE_UNCHANGED },
		{ "http://b.example/talks", "Talks", "One.", ENTENTE_ADDED },
		{ "http://a.example/talks", "Talks fail", "One.", ENTENTE_REPLACED },
		{ "http://a.example/talks", "Talks fail", "Two.", ENTENTE_REPLACED },
		{ "http://b.example/talks", "Talks", "Two.", ENTENTE_REPLACED },
		{ "http://a.example/talks", "Talks", "One.", ENTENTE_REPLACED },
		{ NULL, "Talks", "One.", ENTENTE_UNCHANGED },
	};
	g_autoptr(EntenteDossier) dossier = open_dossier(NULL);

	for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_test_message("case %u", i);
		g_assert_cmpint(add_page(dossier, cases[i].url, cases[i].title, cases[i].text),
		                ==, cases[i].added);
	}
	assert_asked(dossier, "SELECT source, version, title, text FROM versions ORDER BY 1, 2",
	             "talks|1|Talks|One.\n"
	             "talks|2|Talks fail|One.\n"
	             "talks|3|Talks fail|Two.\n"
	             "talks-2|1|Talks|One.\n");
	assert_asked(dossier, "SELECT id, title, text FROM articles ORDER BY 1",
	             "talks|Talks|One.\ntalks-2|Talks|Two.\n");
	assert_asked(dossier,
	             "SELECT count(*) FROM versions WHERE replaced GLOB "
	             "'20[0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-6][0-9]Z' "
	             "AND length(sha256) = 64",
	             "4\n");
}

/* A dossier of version 1 has to be rebuilt, and then has what it had. */
static void
test_older(void)
{
	g_autofree char *folder = g_dir_make_tmp("entente-XXXXXX", NULL);
	g_autofree char *path = g_build_filename(folder, "talks", NULL);
	g_autoptr(GError) error = NULL;
	EntenteDossier *dossier = open_dossier(path);

	add_page(dossier, "http://a.example/talks", "Talks", "One.");
	g_assert_cmpint(
	    sqlite3_exec(
		dossier->db,
		"DROP TABLE feeds; DROP TABLE robots; DROP TABLE visits; DROP TABLE versions;"
		"DROP TABLE changes; DROP TABLE looks; DROP TABLE corrections;"
		"ALTER TABLE articles DROP COLUMN modified;"
		"ALTER TABLE articles DROP COLUMN fetched; PRAGMA user_version = 1",
		NULL, NULL, NULL),
	    ==, SQLITE_OK);
	entente_dossier_close(dossier);

	g_assert_null(entente_dossier_open(path, ENTENTE_DOSSIER_WRITE, &error));
	g_assert_nonnull(strstr(error->message, "'entente rebuild'"));
	g_clear_error(&error);

	dossier = entente_dossier_open(path, ENTENTE_DOSSIER_REBUILD, &error);
	g_assert_no_error(error);
	g_assert_true(store_empty_derived(dossier, &error));
	g_assert_no_error(error);
	assert_asked(dossier, "SELECT text, modified FROM articles", "One.|NULL\n");
	assert_asked(dossier, "SELECT what, source FROM changes", "added|talks\n");
	entente_dossier_close(dossier);

	dossier = open_dossier(path);
	add_page(dossier, "http://a.example/talks", "Talks", "Two.");
	assert_asked(dossier, "SELECT count(*) FROM versions", "1\n");
	assert_asked(dossier, "SELECT what, source FROM changes ORDER BY number",
	             "added|talks\nreplaced|talks\n");
	entente_dossier_close(dossier);
	g_assert_cmpint(g_unlink(path), ==, 0);
	g_assert_cmpint(g_rmdir(folder), ==, 0);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/store/watched/feeds", test_feeds);
	g_test_add_func("/store/watched/robots", test_robots);
	g_test_add_func("/store/watched/due", test_due);
	g_test_add_func("/store/watched/find", test_find);
	g_test_add_func("/store/watched/versions", test_versions);
	g_test_add_func("/store/watched/older", test_older);
	return g_test_run();
}
