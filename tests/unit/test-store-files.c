/* The dossier as a file: what may be wrong with one, who else may be using it, and what a
 * killed program leaves behind. */
#include "base/arena.h"
#include "model/records.h"
#include "store/store.h"

#include <entente/error.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct {
	char *folder, *path;
} Fixture;

static void
set_up(Fixture *fixture, gconstpointer unused)
{
	(void)unused;
	fixture->folder = g_dir_make_tmp("entente-XXXXXX", NULL);
	fixture->path = g_build_filename(fixture->folder, "talks", NULL);
}

static void
tear_down(Fixture *fixture, gconstpointer unused)
{
	g_autoptr(GDir) folder = g_dir_open(fixture->folder, 0, NULL);
	const char *name;

	(void)unused;
	while ((name = g_dir_read_name(folder))) {
		g_autofree char *path = g_build_filename(fixture->folder, name, NULL);

		g_remove(path);
	}
	g_assert_cmpint(g_rmdir(fixture->folder), ==, 0);
	g_free(fixture->folder);
	g_free(fixture->path);
}

/* Adds page `number`: a source and two quotes of its only line. */
static bool
add_page(EntenteDossier *dossier, int number, GError **error)
{
	g_autoptr(EntenteRecords) page = records_new();
	EntenteSource *source = &records_add(page, ENTENTE_SOURCE)->source;
	EntenteAdded added;

	source->id = arena_printf(page->arena, "page-%d", number);
	source->text = arena_printf(page->arena, "Page %d says so.", number);
	source->chars = (int32_t)strlen(source->text);
	const EntenteEvidence evidence = {
		source->id, { 0, (uint32_t)source->chars }, source->text, 0
	};
	for (int i = 0; i < 2; i++) {
		EntenteRecord *quote = records_add(page, ENTENTE_QUOTE);

		quote->evidence = &evidence;
		quote->n_evidence = 1;
	}
	return entente_dossier_add(dossier, page, &added, error);
}

static void
make_dossier(const char *path)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(EntenteDossier) dossier =
	    entente_dossier_open(path, ENTENTE_DOSSIER_WRITE, &error);

	g_assert_no_error(error);
	g_assert_true(add_page(dossier, 1, &error));
}

static void
run_sql(const char *path, const char *sql)
{
	sqlite3 *db;

	g_assert_cmpint(sqlite3_open(path, &db), ==, SQLITE_OK);
	g_assert_cmpint(sqlite3_exec(db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
	sqlite3_close(db);
}

/* Opening must fail with this message about the file. */
static void
assert_refused(const char *path, EntenteDossierMode mode, const char *cause)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *message = g_strdup_printf("'%s': %s", path, cause);

	g_assert_null(entente_dossier_open(path, mode, &error));
	g_assert_error(error, ENTENTE_ERROR, ENTENTE_ERROR_DOSSIER);
	g_assert_cmpstr(error->message, ==, message);
}

static void
test_missing(Fixture *fixture, gconstpointer unused)
{
	g_autofree char *below = g_build_filename(fixture->folder, "no", "talks", NULL);

	(void)unused;
	assert_refused(fixture->path, ENTENTE_DOSSIER_READ, "no such dossier");
	g_assert_false(g_file_test(fixture->path, G_FILE_TEST_EXISTS));
	assert_refused(below, ENTENTE_DOSSIER_READ, "no such dossier");
	assert_refused(below, ENTENTE_DOSSIER_WRITE, "its folder does not exist");
}

static void
test_not_a_file(Fixture *fixture, gconstpointer unused)
{
	(void)unused;
	for (EntenteDossierMode mode = ENTENTE_DOSSIER_READ; mode <= ENTENTE_DOSSIER_WRITE;
	     mode++)
		assert_refused(fixture->folder, mode, "a folder, not a dossier");
	g_assert_cmpint(mkfifo(fixture->path, 0600), ==, 0);
	assert_refused(fixture->path, ENTENTE_DOSSIER_READ, "not a file");
}

static void
test_not_a_dossier(Fixture *fixture, gconstpointer unused)
{
	g_autofree char *noise = g_strnfill(9000, 'x');
	const char *const contents[] = { "hello", noise };
	g_autofree char *after = NULL;

	(void)unused;
	for (size_t i = 0; i < G_N_ELEMENTS(contents); i++) {
		g_assert_true(g_file_set_contents(fixture->path, contents[i], -1, NULL));
		assert_refused(fixture->path, ENTENTE_DOSSIER_READ, "not a dossier");
		assert_refused(fixture->path, ENTENTE_DOSSIER_WRITE, "not a dossier");
	}
	g_assert_true(g_file_get_contents(fixture->path, &after, NULL, NULL));
	g_assert_cmpstr(after, ==, noise);
}

static void
test_empty_file(Fixture *fixture, gconstpointer unused)
{
	(void)unused;
	g_assert_true(g_file_set_contents(fixture->path, "", 0, NULL));
	assert_refused(fixture->path, ENTENTE_DOSSIER_READ, "empty, not a dossier");
	make_dossier(fixture->path);
}

static void
test_other_files(Fixture *fixture, gconstpointer unused)
{
	static const struct {
		bool ours;
		const char *sql, *cause;
	} cases[] = {
		{ false, "CREATE TABLE t (c)",
		  "an SQLite file of another program, not a dossier" },
		{ false, "PRAGMA application_id = 7",
		  "an SQLite file of another program, not a dossier" },
		{ false, "PRAGMA user_version = 1",
		  "an SQLite file of another program, not a dossier" },
		{ true, "PRAGMA user_version = 4", "made by a newer version of entente" },
		{ true, "UPDATE settings SET value = 'x'",
		  "made by another version of entente; 'entente rebuild' makes it one of "
		  "this" },
		{ true, "DELETE FROM settings",
		  "made by another version of entente; 'entente rebuild' makes it one of "
		  "this" },
	};

	(void)unused;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		if (cases[i].ours)
			make_dossier(fixture->path);
		run_sql(fixture->path, cases[i].sql);
		assert_refused(fixture->path, ENTENTE_DOSSIER_READ, cases[i].cause);
		assert_refused(fixture->path, ENTENTE_DOSSIER_WRITE, cases[i].cause);
		g_assert_cmpint(g_unlink(fixture->path), ==, 0);
	}
}

static void
test_damaged(Fixture *fixture, gconstpointer unused)
{
	g_autofree char *bytes = NULL;
	size_t length;

	(void)unused;
	make_dossier(fixture->path);
	g_assert_true(g_file_get_contents(fixture->path, &bytes, &length, NULL));
	g_assert_true(
	    g_file_set_contents(fixture->path, bytes, (gssize)length / 2 + 100, NULL));
	assert_refused(fixture->path, ENTENTE_DOSSIER_READ, "damaged");
}

/* A record that another hand broke is said, not guessed at. */
static void
test_damaged_record(Fixture *fixture, gconstpointer unused)
{
	static const char *const lists[] = { "nonsense", "[1]", "{}", "[\"a\"" };

	(void)unused;
	make_dossier(fixture->path);
	for (size_t i = 0; i < G_N_ELEMENTS(lists); i++) {
		g_autofree char *sql =
		    g_strdup_printf("DELETE FROM page_claims; INSERT INTO page_claims (source, "
		                    "record, disputed_by) "
		                    "VALUES ('page-1', 3, '%s')",
		                    lists[i]);
		g_autoptr(GError) error = NULL;

		run_sql(fixture->path, sql);
		g_autoptr(EntenteDossier) dossier =
		    entente_dossier_open(fixture->path, ENTENTE_DOSSIER_READ, &error);
		g_assert_no_error(error);
		g_assert_null(store_pages(dossier, NULL, &error));
		g_assert_true(g_str_has_suffix(
		    error->message, ": damaged: a claim has no readable \"disputed_by\""));
	}
}

static void
test_reader_does_not_write(Fixture *fixture, gconstpointer unused)
{
	g_autoptr(GError) error = NULL;

	(void)unused;
	make_dossier(fixture->path);
	g_autoptr(EntenteDossier) dossier =
	    entente_dossier_open(fixture->path, ENTENTE_DOSSIER_READ, &error);
	g_assert_no_error(error);
	g_assert_false(add_page(dossier, 2, &error));
	g_assert_true(g_str_has_suffix(error->message, ": open for reading only"));
}

/* Root may write anything, so somebody else looks at what is read-only. */
static void
look_as_nobody(const char *path, const char *below)
{
	g_autoptr(GError) error = NULL;

	g_assert_cmpint(setuid(geteuid() ? geteuid() : 65534), ==, 0);
	assert_refused(path, ENTENTE_DOSSIER_WRITE, "read-only");
	assert_refused(below, ENTENTE_DOSSIER_WRITE, "its folder is read-only");
	EntenteDossier *dossier = entente_dossier_open(path, ENTENTE_DOSSIER_READ, &error);
	g_assert_no_error(error);
	EntenteRecords *pages = store_pages(dossier, NULL, &error);
	g_assert_no_error(error);
	g_assert_cmpuint(entente_records_count(pages), ==, 3);
	entente_records_free(pages);
	entente_dossier_close(dossier);
}

static void
test_read_only(Fixture *fixture, gconstpointer unused)
{
	g_autofree char *below = g_build_filename(fixture->folder, "new", NULL);
	int status;

	(void)unused;
	make_dossier(fixture->path);
	g_assert_cmpint(g_chmod(fixture->path, 0444), ==, 0);
	g_assert_cmpint(g_chmod(fixture->folder, 0555), ==, 0);
	pid_t child = fork();
	if (!child) {
		look_as_nobody(fixture->path, below);
		_exit(0);
	}
	g_assert_cmpint(waitpid(child, &status, 0), ==, child);
	g_assert_cmpint(g_chmod(fixture->folder, 0755), ==, 0);
	g_assert_cmpint(status, ==, 0);
}

static gpointer
finish_soon(gpointer db)
{
	g_usleep(300 * 1000);
	g_assert_cmpint(sqlite3_exec(db, "COMMIT", NULL, NULL, NULL), ==, SQLITE_OK);
	return NULL;
}

static void
test_two_writers(Fixture *fixture, gconstpointer unused)
{
	g_autoptr(GError) error = NULL;
	sqlite3 *other;

	(void)unused;
	make_dossier(fixture->path);
	g_autoptr(EntenteDossier) dossier =
	    entente_dossier_open(fixture->path, ENTENTE_DOSSIER_WRITE, &error);
	g_assert_no_error(error);
	g_assert_cmpint(sqlite3_open(fixture->path, &other), ==, SQLITE_OK);

	/* One that is soon done is waited for. */
	g_assert_cmpint(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==,
	                SQLITE_OK);
	GThread *thread = g_thread_new("other", finish_soon, other);
	g_assert_true(add_page(dossier, 2, &error));
	g_assert_no_error(error);
	g_thread_join(thread);

	/* One that is not is named, and readers are not held up. */
	g_assert_cmpint(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==,
	                SQLITE_OK);
	g_assert_false(add_page(dossier, 3, &error));
	g_assert_error(error, ENTENTE_ERROR, ENTENTE_ERROR_DOSSIER);
	g_assert_true(g_str_has_suffix(error->message, "/talks': in use by another program"));
	g_clear_error(&error);
	g_autoptr(EntenteDossier) reader =
	    entente_dossier_open(fixture->path, ENTENTE_DOSSIER_READ, &error);
	g_assert_no_error(error);
	g_autoptr(EntenteRecords) pages = store_pages(reader, NULL, &error);
	g_assert_cmpuint(entente_records_count(pages), ==, 6);
	sqlite3_close(other);
}

/* Adds pages until killed; says so after each. */
static void
add_for_ever(const char *path, int done)
{
	EntenteDossier *dossier = entente_dossier_open(path, ENTENTE_DOSSIER_WRITE, NULL);

	for (int number = 1;; number++)
		if (!dossier || !add_page(dossier, number, NULL) || write(done, "", 1) != 1)
			_exit(1);
}

static void
test_killed(Fixture *fixture, gconstpointer unused)
{
	enum { PAGES = 200 };
	g_autoptr(GError) error = NULL;
	int ends[2];
	char byte;

	(void)unused;
	g_assert_cmpint(pipe(ends), ==, 0);
	pid_t child = fork();
	if (!child)
		add_for_ever(fixture->path, ends[1]);
	close(ends[1]);
	for (int i = 0; i < PAGES; i++)
		g_assert_cmpint(read(ends[0], &byte, 1), ==, 1);
	kill(child, SIGKILL);
	g_assert_cmpint(waitpid(child, NULL, 0), ==, child);
	close(ends[0]);

	g_autoptr(EntenteDossier) dossier =
	    entente_dossier_open(fixture->path, ENTENTE_DOSSIER_READ, &error);
	g_assert_no_error(error);
	g_autoptr(EntenteRecords) pages = store_pages(dossier, NULL, &error);
	g_assert_no_error(error);
	size_t n = entente_records_count(pages);
	g_assert_cmpuint(n, >=, 3 * PAGES);
	g_assert_cmpuint(n % 3, ==, 0);
	for (size_t i = 0; i < n; i++)
		g_assert_cmpint(entente_records_get(pages, i)->kind, ==,
		                i % 3 ? ENTENTE_QUOTE : ENTENTE_SOURCE);
}

int
main(int argc, char **argv)
{
	static const struct {
		const char *name;
		void (*test)(Fixture *fixture, gconstpointer unused);
	} tests[] = {
		{ "/store/file/missing", test_missing },
		{ "/store/file/not-a-file", test_not_a_file },
		{ "/store/file/not-a-dossier", test_not_a_dossier },
		{ "/store/file/empty", test_empty_file },
		{ "/store/file/other", test_other_files },
		{ "/store/file/damaged", test_damaged },
		{ "/store/file/damaged-record", test_damaged_record },
		{ "/store/file/reader-does-not-write", test_reader_does_not_write },
		{ "/store/file/read-only", test_read_only },
		{ "/store/file/two-writers", test_two_writers },
		{ "/store/file/killed", test_killed },
	};

	g_test_init(&argc, &argv, NULL);
	for (size_t i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add(tests[i].name, Fixture, NULL, set_up, tests[i].test, tear_down);
	return g_test_run();
}
