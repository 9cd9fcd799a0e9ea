/* Files that disks, copies and other hands damaged: whatever is asked of such a dossier, the
 * answer is what it holds or one line that names it.  test-store-damage SEED N: N files more,
 * from SEED. */
#include "dossier-fixture.h"

#include <entente/engine.h>
#include <entente/error.h>
#include <entente/tell.h>
#include <stdlib.h>
#include <unistd.h>

enum { PAGES = 12, FLIPPED = 200, TRUNCATED = 40, MOST_FLIPS = 4 };

static EntenteEngine *engine;
static unsigned first_seed = 1, n_flipped = FLIPPED;

/* How often what became of a damaged file. */
typedef struct {
	unsigned refused, found, unnoticed;
} Tally;

static void
make_dossier(const char *path)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(EntenteDossier) dossier =
	    entente_dossier_open(path, ENTENTE_DOSSIER_WRITE, &error);

	g_assert_no_error(error);
	g_assert_true(add_pages(dossier, 1, PAGES, &error));
	g_assert_true(entente_dossier_note_problem(dossier, "'x.html': empty", &error));
	g_assert_true(entente_dossier_gather(dossier, engine, &error));
}

/* Where something failed, it was one line that names the dossier or, for a page, the page. */
static bool
assert_clear(GError **error, const char *path)
{
	g_autofree char *named = g_strdup_printf("'%s': ", path);

	if (!*error)
		return true;
	g_test_message("%s", (*error)->message);
	g_assert_true((*error)->domain == ENTENTE_ERROR);
	g_assert_true(g_str_has_prefix((*error)->message, named));
	g_assert_null(strchr((*error)->message, '\n'));
	g_assert_true(g_utf8_validate((*error)->message, -1, NULL));
	g_clear_error(error);
	return false;
}

static bool
count(const EntenteFinding *finding, gpointer user_data)
{
	g_assert_true(g_utf8_validate(finding->what, -1, NULL));
	g_assert_true(!finding->row || g_utf8_validate(finding->row, -1, NULL));
	++*(unsigned *)user_data;
	return true;
}

static void
tell(const EntenteRecords *records)
{
	for (EntenteFormat format = 0; format < ENTENTE_N_FORMATS; format++) {
		const EntenteStyle style = { .format = format, .evidence = true, .width = 72 };
		g_autoptr(GString) brief = g_string_new(NULL);

		entente_tell_brief(records, &style, brief);
		g_assert_true(g_utf8_validate(brief->str, (gssize)brief->len, NULL));
	}
}

/* Everything that only reads. */
static void
ask(const char *path, Tally *tally)
{
	static const EntenteFilter filters[] = { { .kind = -1 },
		                                 { .kind = -1, .party = "the union" },
		                                 { .kind = -1, .since = "2025-01-01" } };
	g_autoptr(GError) error = NULL;
	unsigned n = 0;
	g_autoptr(EntenteDossier) dossier =
	    entente_dossier_open(path, ENTENTE_DOSSIER_READ, &error);

	if (!assert_clear(&error, path)) {
		tally->refused++;
		return;
	}
	for (size_t i = 0; i < G_N_ELEMENTS(filters); i++) {
		g_autoptr(EntenteRecords) merged =
		    entente_dossier_records(dossier, &filters[i], &error);
		if (assert_clear(&error, path))
			tell(merged);
		g_autoptr(EntenteRecords) anew =
		    entente_dossier_sure_records(dossier, engine, 0, &filters[i], &error);
		if (assert_clear(&error, path))
			tell(anew);
	}
	bool checked = entente_dossier_check(dossier, count, &n, &error);
	g_assert_true(assert_clear(&error, path) == checked);
	if (n || !checked)
		tally->found++;
	else
		tally->unnoticed++;
}

/* Everything that writes. */
static void
change(const char *path)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(EntenteDossier) dossier =
	    entente_dossier_open(path, ENTENTE_DOSSIER_WRITE, &error);

	if (!assert_clear(&error, path))
		return;
	add_pages(dossier, PAGES, PAGES + 1, &error);
	assert_clear(&error, path);
	g_autoptr(EntenteRecords) page = make_page(2);
	EntenteSource *source = &((EntenteRecord *)page->items->pdata[0])->source;
	EntenteAdded added;
	source->text = arena_printf(page->arena, "%s It was edited.", source->text);
	if (!entente_dossier_add(dossier, page, &added, &error))
		assert_clear(&error, path);
	if (!entente_dossier_note_problem(dossier, "'y.html': empty", &error))
		assert_clear(&error, path);
	if (!entente_dossier_gather(dossier, engine, &error))
		assert_clear(&error, path);
}

static void
try_bytes(const Fixture *fixture, const char *bytes, size_t length, Tally *tally)
{
	clear_folder(fixture);
	g_assert_true(g_file_set_contents_full(fixture->path, bytes, (gssize)length,
	                                       G_FILE_SET_CONTENTS_NONE, 0600, NULL));
	ask(fixture->path, tally);
	change(fixture->path);
}

/* Most bytes of a small dossier are none of its content, so most flips are where something is.
 */
static size_t
place(GRand *random, const char *bytes, size_t length)
{
	size_t at = (size_t)g_rand_int_range(random, 0, (gint32)length);

	for (int i = 0; i < 50 && !bytes[at]; i++)
		at = (size_t)g_rand_int_range(random, 0, (gint32)length);
	return at;
}

static void
test_flipped(Fixture *fixture, gconstpointer unused)
{
	g_autofree char *bytes = NULL;
	Tally tally = { 0 };
	size_t length;

	(void)unused;
	make_dossier(fixture->path);
	g_assert_true(g_file_get_contents(fixture->path, &bytes, &length, NULL));
	for (unsigned seed = first_seed; seed < first_seed + n_flipped; seed++) {
		g_autoptr(GRand) random = g_rand_new_with_seed(seed);
		g_autofree char *flipped = g_memdup2(bytes, length);
		int n = g_rand_int_range(random, 1, MOST_FLIPS + 1);

		g_test_message("seed %u", seed);
		for (int i = 0; i < n; i++)
			flipped[place(random, bytes, length)] ^=
			    (char)(1 << g_rand_int_range(random, 0, 8));
		try_bytes(fixture, flipped, length, &tally);
	}
	g_test_message(
	    "of %u files with flipped bits, %u were refused, check found something in %u "
	    "and nothing in %u",
	    n_flipped, tally.refused, tally.found, tally.unnoticed);
	g_assert_cmpuint(tally.found, >, n_flipped / 6);
}

static void
test_truncated(Fixture *fixture, gconstpointer unused)
{
	g_autofree char *bytes = NULL;
	Tally tally = { 0 };
	size_t length;

	(void)unused;
	make_dossier(fixture->path);
	g_assert_true(g_file_get_contents(fixture->path, &bytes, &length, NULL));
	for (size_t i = 1; i < TRUNCATED; i++)
		try_bytes(fixture, bytes, length * i / TRUNCATED + i % 3, &tally);
	g_assert_cmpuint(tally.unnoticed, ==, 0);
}

/* While a program writes, most is in the log beside the file. */
static void
get_with_log(const Fixture *fixture, char **bytes, size_t *length, char **log,
             size_t *log_length)
{
	g_autofree char *path = g_strconcat(fixture->path, "-wal", NULL);
	g_autoptr(GError) error = NULL;

	make_dossier(fixture->path);
	g_autoptr(EntenteDossier) dossier =
	    entente_dossier_open(fixture->path, ENTENTE_DOSSIER_WRITE, &error);
	g_assert_true(add_pages(dossier, PAGES + 1, 2 * PAGES, &error));
	g_assert_true(g_file_get_contents(fixture->path, bytes, length, NULL));
	g_assert_true(g_file_get_contents(path, log, log_length, NULL));
}

static size_t
count_pages(const char *path)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(EntenteDossier) dossier =
	    entente_dossier_open(path, ENTENTE_DOSSIER_READ, &error);

	g_assert_no_error(error);
	assert_clean(dossier);
	g_autoptr(EntenteRecords) pages = store_pages(dossier, NULL, &error);
	g_assert_no_error(error);
	g_assert_cmpuint(entente_records_count(pages) % 3, ==, 0);
	return entente_records_count(pages) / 3;
}

/* Without its log, and with a damaged one, a dossier is as it was at some moment before. */
static void
test_log(Fixture *fixture, gconstpointer unused)
{
	g_autofree char *bytes = NULL, *log = NULL;
	g_autofree char *path = g_strconcat(fixture->path, "-wal", NULL);
	size_t length, log_length;

	(void)unused;
	get_with_log(fixture, &bytes, &length, &log, &log_length);
	for (unsigned seed = 0; seed < 30; seed++) {
		g_autoptr(GRand) random = g_rand_new_with_seed(seed);
		g_autofree char *flipped = g_memdup2(log, log_length);

		clear_folder(fixture);
		g_assert_true(g_file_set_contents(fixture->path, bytes, (gssize)length, NULL));
		flipped[g_rand_int_range(random, 0, (gint32)log_length)] ^= 4;
		if (seed)
			g_assert_true(
			    g_file_set_contents(path, flipped, (gssize)log_length, NULL));
		size_t n = count_pages(fixture->path);
		g_assert_cmpuint(n, >=, PAGES);
		g_assert_cmpuint(n, <=, 2 * PAGES);
		if (!seed)
			g_assert_cmpuint(n, ==, PAGES);
	}
}

int
main(int argc, char **argv)
{
	g_autoptr(GError) error = NULL;

	g_test_init(&argc, &argv, NULL);
	if (argc > 2) {
		first_seed = (unsigned)atoi(argv[1]);
		n_flipped = (unsigned)atoi(argv[2]);
	}
	engine = entente_engine_new(g_getenv("ENTENTE_ROOT"), &error);
	g_assert_no_error(error);
	g_test_add("/store/damage/flipped", Fixture, NULL, set_up, test_flipped, tear_down);
	g_test_add("/store/damage/truncated", Fixture, NULL, set_up, test_truncated, tear_down);
	g_test_add("/store/damage/log", Fixture, NULL, set_up, test_log, tear_down);
	int status = g_test_run();
	entente_engine_free(engine);
	return status;
}
