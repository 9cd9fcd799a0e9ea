#include "store/history.h"

#include "base/days.h"
#include "store/column.h"
#include "store/sql-text.h"

#define BEYOND_ALL_DAYS "9999-99-99"

GHashTable *
store_fresh_sources(EntenteDossier *dossier, const EntenteWindow *window, GError **error)
{
	g_autoptr(GHashTable) sources =
	    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autoptr(Statement) row = connection_prepare(dossier, sql_fresh, error);
	g_autofree char *after =
	    window->until ? day_after(window->until) : g_strdup(BEYOND_ALL_DAYS);
	bool is_row;

	if (!row)
		return NULL;
	statement_bind_text(row, ":since", window->since);
	statement_bind_text(row, ":after", after);
	if (!window->since)
		statement_bind_number(row, ":seen", window->seen);
	while (true) {
		if (!connection_step(dossier, row, &is_row, error))
			return NULL;
		if (!is_row)
			return g_steal_pointer(&sources);
		g_hash_table_add(sources, g_strdup((const char *)sqlite3_column_text(row, 0)));
	}
}

static bool
append_numbers(EntenteDossier *dossier, Statement *row, GArray *numbers, GError **error)
{
	bool is_row;

	while (true) {
		if (!connection_step(dossier, row, &is_row, error))
			return false;
		if (!is_row)
			return true;
		int64_t number = sqlite3_column_int64(row, 0);
		g_array_append_val(numbers, number);
	}
}

static int
by_number(gconstpointer a, gconstpointer b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return x < y ? -1 : x > y;
}

/* Sorts, and leaves each once. */
static void
settle(GArray *numbers)
{
	guint n = 0;

	g_array_sort(numbers, by_number);
	for (guint i = 0; i < numbers->len; i++) {
		int64_t number = g_array_index(numbers, int64_t, i);

		if (!n || g_array_index(numbers, int64_t, n - 1) != number)
			g_array_index(numbers, int64_t, n++) = number;
	}
	g_array_set_size(numbers, n);
}

GArray *
store_records_of(EntenteDossier *dossier, GHashTable *sources, EntenteKind kind, GError **error)
{
	g_autoptr(GArray) numbers = g_array_new(FALSE, FALSE, sizeof(int64_t));
	GHashTableIter iter;
	gpointer source;

	g_hash_table_iter_init(&iter, sources);
	while (g_hash_table_iter_next(&iter, &source, NULL)) {
		g_autoptr(Statement) row = connection_prepare(dossier, sql_records_of, error);

		if (!row)
			return NULL;
		statement_bind_text(row, ":source", source);
		statement_bind_text(row, ":kind", entente_kind(kind)->name);
		if (!append_numbers(dossier, row, numbers, error))
			return NULL;
	}
	settle(numbers);
	return g_steal_pointer(&numbers);
}

GArray *
store_held(EntenteDossier *dossier, const char *party, const char *issue, const char *since,
           size_t most, GError **error)
{
	g_autoptr(GArray) numbers = g_array_new(FALSE, FALSE, sizeof(int64_t));
	g_autoptr(Statement) row = connection_prepare(dossier, sql_held_before, error);

	if (!row)
		return NULL;
	statement_bind_text(row, ":party", party);
	statement_bind_text(row, ":issue", issue);
	statement_bind_text(row, ":since", since);
	statement_bind_number(row, ":most", (int64_t)most);
	return append_numbers(dossier, row, numbers, error) ? g_steal_pointer(&numbers) : NULL;
}

GPtrArray *
store_holders(EntenteDossier *dossier, const char *issue, GError **error)
{
	g_autoptr(GPtrArray) parties = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(Statement) row = connection_prepare(dossier, sql_holders, error);
	bool is_row;

	if (!row)
		return NULL;
	statement_bind_text(row, ":issue", issue);
	while (true) {
		if (!connection_step(dossier, row, &is_row, error))
			return NULL;
		if (!is_row)
			return g_steal_pointer(&parties);
		g_ptr_array_add(parties, g_strdup((const char *)sqlite3_column_text(row, 0)));
	}
}

bool
store_tellings(EntenteDossier *dossier, EntenteKind kind, int64_t number,
               EntenteRecords *records, GError **error)
{
	g_autoptr(Statement) row = connection_prepare_kind(dossier, sql_tellings, kind, error);
	bool is_row;

	if (!row)
		return false;
	statement_bind_number(row, ":record", number);
	while (true) {
		if (!connection_step(dossier, row, &is_row, error))
			return false;
		if (!is_row)
			return true;
		EntenteRecord *record = row_read(dossier, row, records, kind, error);

		if (!record)
			return false;
		EntenteEvidence *page = arena_new0(records->arena, EntenteEvidence, 1);
		page->source = row_text(row, 0, records->arena);
		record->evidence = page;
		record->n_evidence = 1;
	}
}
