/* A disk that is full, or fails, at each call in turn: every failure is one line that names the
 * file; what is found afterwards is the dossier before the step that failed, or after it; and
 * the work goes on from there to the same end. */
#include "dossier-fixture.h"
#include "faulty-vfs.h"

#include <entente/engine.h>
#include <entente/error.h>

/* A full disk lets one read, sync and remove. */
#define FULL                                                                                   \
	{                                                                                      \
		[CALL_OPEN] = SQLITE_CANTOPEN, [CALL_WRITE] = SQLITE_FULL,                     \
		[CALL_INDEX] = SQLITE_IOERR_SHMSIZE                                            \
	}
#define BROKEN                                                                                 \
	{                                                                                      \
		[CALL_OPEN] = SQLITE_CANTOPEN, [CALL_WRITE] = SQLITE_IOERR_WRITE,              \
		[CALL_TRUNCATE] = SQLITE_IOERR_TRUNCATE, [CALL_SYNC] = SQLITE_IOERR_FSYNC,     \
		[CALL_INDEX] = SQLITE_IOERR_SHMMAP, [CALL_DELETE] = SQLITE_IOERR_DELETE,       \
		[CALL_READ] = SQLITE_IOERR_READ                                                \
	}

static const Fault faults[] = {
	{ "full", FULL, .for_good = false, .torn = true },
	{ "full-for-good", FULL, .for_good = true, .torn = true },
	{ "broken", BROKEN, .for_good = false, .torn = false },
	{ "broken-for-good", BROKEN, .for_good = true, .torn = false },
};

static EntenteEngine *engine;

static bool
add_one(EntenteDossier *dossier, GError **error)
{
	return add_pages(dossier, 1, 1, error);
}

static bool
add_another(EntenteDossier *dossier, GError **error)
{
	return add_pages(dossier, 2, 2, error);
}

static bool
merge(EntenteDossier *dossier, GError **error)
{
	return entente_dossier_gather(dossier, engine, error);
}

/* The first page was edited, and became so long that it fills pages of the file of its own. */
static bool
add_edited(EntenteDossier *dossier, GError **error)
{
	g_autoptr(EntenteRecords) page = make_page(1);
	EntenteSource *source = &((EntenteRecord *)page->items->pdata[0])->source;
	g_autofree char *filling = g_strnfill(20000, 'm');
	EntenteAdded added;

	source->text = arena_printf(page->arena, "%s %s.", source->text, filling);
	source->chars = (int32_t)g_utf8_strlen(source->text, -1);
	return entente_dossier_add(dossier, page, &added, error);
}

static bool
note(EntenteDossier *dossier, GError **error)
{
	return entente_dossier_note_problem(dossier, "'x.html': empty", error);
}

/* Each is one transaction. */
static bool (*const steps[])(EntenteDossier *dossier, GError **error) = {
	add_one, add_another, merge, add_edited, note, merge,
};

enum { N_STEPS = G_N_ELEMENTS(steps) };

static void
append_row(GString *out, sqlite3_stmt *row)
{
	for (int i = 0; i < sqlite3_column_count(row); i++) {
		const char *name = sqlite3_column_name(row, i);
		const char *value = (const char *)sqlite3_column_text(row, i);

		if (!g_str_equal(name, "replaced") && !g_str_equal(name, "at"))
			g_string_append_printf(out, "|%s", value ? value : "NULL");
	}
	g_string_append_c(out, '\n');
}

/* All rows of all tables, without the times at which something was done.  "" for no dossier. */
static char *
content_of(const char *path)
{
	GString *out = g_string_new(NULL);
	sqlite3_stmt *table, *row;
	sqlite3 *db;

	if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL)) {
		sqlite3_close(db);
		return g_string_free(out, FALSE);
	}
	g_assert_cmpint(sqlite3_prepare_v2(
			    db,
			    "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name",
			    -1, &table, NULL),
	                ==, SQLITE_OK);
	while (sqlite3_step(table) == SQLITE_ROW) {
		const char *name = (const char *)sqlite3_column_text(table, 0);
		g_autofree char *sql = g_strdup_printf("SELECT * FROM \"%s\"", name);

		g_string_append_printf(out, "%s\n", name);
		g_assert_cmpint(sqlite3_prepare_v2(db, sql, -1, &row, NULL), ==, SQLITE_OK);
		while (sqlite3_step(row) == SQLITE_ROW)
			append_row(out, row);
		sqlite3_finalize(row);
	}
	sqlite3_finalize(table);
	g_assert_cmpint(sqlite3_close(db), ==, SQLITE_OK);
	return g_string_free(out, FALSE);
}

static void
assert_clear(const GError *error, const char *path)
{
	g_autofree char *named = g_strdup_printf("'%s': ", path);

	g_assert_error(error, ENTENTE_ERROR, ENTENTE_ERROR_DOSSIER);
	g_assert_true(g_str_has_prefix(error->message, named));
	g_assert_null(strchr(error->message, '\n'));
	g_assert_false(g_str_has_suffix(error->message, "."));
}

/* Does the steps from `first` on; returns the one that failed, -1 for opening, N_STEPS for
 * none. */
static int
work(const char *path, int first)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(EntenteDossier) dossier =
	    entente_dossier_open(path, ENTENTE_DOSSIER_WRITE, &error);

	if (!dossier) {
		assert_clear(error, path);
		return -1;
	}
	for (int i = first; i < N_STEPS; i++)
		if (!steps[i](dossier, &error)) {
			assert_clear(error, path);
			return i;
		}
	return N_STEPS;
}

/* What the dossier holds after each step, the opening first, on a disk that is well. */
static void
learn(Fixture *fixture, char **contents)
{
	for (int i = -1; i < N_STEPS; i++) {
		g_autoptr(GError) error = NULL;
		g_autoptr(EntenteDossier) dossier =
		    entente_dossier_open(fixture->path, ENTENTE_DOSSIER_WRITE, &error);

		g_assert_no_error(error);
		if (i >= 0)
			g_assert_true(steps[i](dossier, &error));
		g_assert_no_error(error);
		g_clear_pointer(&dossier, entente_dossier_close);
		contents[i + 1] = content_of(fixture->path);
	}
	clear_folder(fixture);
}

/* Looks at what the failure left, and goes on.  `contents[i]` is what there is before step i.
 */
static void
recover(const Fixture *fixture, int failed, char *const *contents)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *found = content_of(fixture->path);
	int next = failed < 0 ? 0 : failed;

	if (failed >= 0 && failed < N_STEPS && g_str_equal(found, contents[failed + 1]))
		next = failed + 1; /* it was done, although it said that it was not */
	else if (failed >= 0 || *found)
		g_assert_cmpstr(found, ==, contents[next]);
	if (*found) {
		g_autoptr(EntenteDossier) dossier =
		    entente_dossier_open(fixture->path, ENTENTE_DOSSIER_READ, &error);
		g_assert_no_error(error);
		assert_clean(dossier);
	}
	g_assert_cmpint(work(fixture->path, next), ==, N_STEPS);
	g_autofree char *end = content_of(fixture->path);
	g_assert_cmpstr(end, ==, contents[N_STEPS]);
}

static void
test_fault(Fixture *fixture, gconstpointer user_data)
{
	const Fault *how = user_data;
	char *contents[N_STEPS + 1];
	unsigned n_told = 0, n = 0, at = 1;

	disk_begin(NULL, 0);
	learn(fixture, contents);
	while (true) {
		disk_begin(how, at);
		int failed = work(fixture->path, 0);
		unsigned n_failed = disk_mend();

		if (!n_failed)
			break;
		n++;
		n_told += failed < N_STEPS;
		recover(fixture, failed, contents);
		clear_folder(fixture);
		/* Calls fail alike while the file is made, and where they fail for good; every one
		 * is tried with -m slow alone. */
		at += g_test_slow() ? 1 : failed < 0 || how->for_good ? 11 : 5;
	}
	g_assert_cmpuint(n_told, >, 10);
	g_test_message("%s: %u calls failed in turn, %u of them told", how->name, n, n_told);
	for (int i = 0; i <= N_STEPS; i++)
		g_free(contents[i]);
}

int
main(int argc, char **argv)
{
	g_autoptr(GError) error = NULL;

	g_test_init(&argc, &argv, NULL);
	engine = entente_engine_new(g_getenv("ENTENTE_ROOT"), &error);
	g_assert_no_error(error);
	for (size_t i = 0; i < G_N_ELEMENTS(faults); i++) {
		g_autofree char *name = g_strconcat("/store/faults/", faults[i].name, NULL);

		g_test_add(name, Fixture, &faults[i], set_up, test_fault, tear_down);
	}
	int status = g_test_run();
	entente_engine_free(engine);
	return status;
}
