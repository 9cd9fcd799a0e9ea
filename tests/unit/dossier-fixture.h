/* A dossier in an empty folder, with pages of one sentence, for tests that do things to its
 * file. */
#pragma once

#include "base/arena.h"
#include "model/records.h"
#include "store/store.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

typedef struct {
	char *folder, *path;
} Fixture;

static inline void
set_up(Fixture *fixture, gconstpointer unused)
{
	(void)unused;
	fixture->folder = g_dir_make_tmp("entente-XXXXXX", NULL);
	fixture->path = g_build_filename(fixture->folder, "talks", NULL);
}

/* Removes the dossier and whatever lies beside it. */
static inline void
clear_folder(const Fixture *fixture)
{
	g_autoptr(GDir) folder = g_dir_open(fixture->folder, 0, NULL);
	const char *name;

	while ((name = g_dir_read_name(folder))) {
		g_autofree char *path = g_build_filename(fixture->folder, name, NULL);

		g_remove(path);
	}
}

static inline void
tear_down(Fixture *fixture, gconstpointer unused)
{
	(void)unused;
	clear_folder(fixture);
	g_assert_cmpint(g_rmdir(fixture->folder), ==, 0);
	g_free(fixture->folder);
	g_free(fixture->path);
}

/* A source, and a person and a quote on its only line, which has an umlaut at byte 4. */
static inline EntenteRecords *
make_page(int number)
{
	EntenteRecords *page = records_new();
	EntenteSource *source = &records_add(page, ENTENTE_SOURCE)->source;

	source->id = arena_printf(page->arena, "page-%d", number);
	source->path = arena_printf(page->arena, "%d.txt", number);
	source->text =
	    arena_printf(page->arena, "Frau Öster says: \"Number %d will do.\"", number);
	source->chars = (int32_t)g_utf8_strlen(source->text, -1);
	EntenteEvidence *evidence = arena_new0(page->arena, EntenteEvidence, 1);
	*evidence = (EntenteEvidence){ source->id,
		                       { 0, (uint32_t)strlen(source->text) },
		                       source->text,
		                       0 };
	for (int i = 0; i < 2; i++) {
		EntenteRecord *record = records_add(page, i ? ENTENTE_QUOTE : ENTENTE_PERSON);

		record->evidence = evidence;
		record->n_evidence = 1;
		if (i)
			record->quote.text =
			    arena_printf(page->arena, "Number %d will do.", number);
		else
			record->person.name = "Öster";
	}
	return page;
}

/* Adds pages from `first` to `last`. */
static inline bool
add_pages(EntenteDossier *dossier, int first, int last, GError **error)
{
	for (int number = first; number <= last; number++) {
		g_autoptr(EntenteRecords) page = make_page(number);
		EntenteAdded added;

		if (!entente_dossier_add(dossier, page, &added, error))
			return false;
	}
	return true;
}

static inline void
run_sql(const char *path, const char *sql)
{
	sqlite3 *db;
	char *message = NULL;

	g_assert_cmpint(sqlite3_open(path, &db), ==, SQLITE_OK);
	sqlite3_exec(db, sql, NULL, NULL, &message);
	g_assert_cmpstr(message, ==, NULL);
	sqlite3_close(db);
}

static inline bool
note_finding(const EntenteFinding *finding, gpointer user_data)
{
	g_ptr_array_add(
	    user_data, finding->row ? g_strdup_printf("%s (%s): %s", finding->table,
	                                              finding->row, finding->what)
				    : g_strdup_printf("%s: %s", finding->table, finding->what));
	return true;
}

/* What is found wrong, a line each. */
static inline GPtrArray *
findings_of(EntenteDossier *dossier)
{
	g_autoptr(GError) error = NULL;
	GPtrArray *found = g_ptr_array_new_with_free_func(g_free);

	g_assert_true(entente_dossier_check(dossier, note_finding, found, &error));
	g_assert_no_error(error);
	g_ptr_array_add(found, NULL);
	return found;
}

static inline void
assert_clean(EntenteDossier *dossier)
{
	g_autoptr(GPtrArray) found = findings_of(dossier);

	g_assert_cmpstr(found->pdata[0], ==, NULL);
}
