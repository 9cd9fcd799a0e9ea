/* Who stands where: of each party and issue the latest position, and what it held before.
 *
 * As of today the index positions_by_cell has the answer.  As of another day every position
 * that was known by then has to be dated by the pages of then, so that takes one look at each.
 */
#include "base/days.h"
#include "store/cited.h"
#include "store/filter.h"
#include "store/history.h"
#include "store/merged.h"
#include "store/sql-text.h"

#include <string.h>

/* The numbers of a cell's positions, 0 for none, and their dates on that day. */
typedef struct {
	int64_t latest, older;
	char *latest_date, *older_date;
} Cell;

static void
cell_clear(gpointer pointer)
{
	Cell *cell = pointer;

	g_free(cell->latest_date);
	g_free(cell->older_date);
}

static bool
find_today(EntenteDossier *dossier, GArray *cells, GError **error)
{
	g_autoptr(Statement) row = connection_prepare(dossier, sql_grid, error);
	bool is_row;

	if (!row)
		return false;
	while (true) {
		if (!connection_step(dossier, row, &is_row, error))
			return false;
		if (!is_row)
			return true;
		Cell cell = { sqlite3_column_int64(row, 0), sqlite3_column_int64(row, 1), NULL,
			      NULL };
		g_array_append_val(cells, cell);
	}
}

static char *
column_text(Statement *row, int column)
{
	return g_strdup((const char *)sqlite3_column_text(row, column));
}

static void
replace(char **text, char **new_text)
{
	g_free(*text);
	*text = g_steal_pointer(new_text);
}

/* The rows come cell by cell, each from the latest position back. */
static bool
find_on(EntenteDossier *dossier, const char *after, GArray *cells, GError **error)
{
	enum { RECORD, PARTY, ISSUE, STANCE, TOLD };
	g_autoptr(Statement) row = connection_prepare(dossier, sql_grid_on, error);
	g_autofree char *party = NULL, *issue = NULL, *stance = NULL;
	bool is_row;

	if (!row)
		return false;
	statement_bind_text(row, ":after", after);
	while (true) {
		if (!connection_step(dossier, row, &is_row, error))
			return false;
		if (!is_row)
			return true;
		g_autofree char *new_party = column_text(row, PARTY);
		g_autofree char *new_issue = column_text(row, ISSUE);
		g_autofree char *new_stance = column_text(row, STANCE);
		g_autofree char *told = column_text(row, TOLD);
		int64_t record = sqlite3_column_int64(row, RECORD);

		if (g_strcmp0(party, new_party) != 0 || g_strcmp0(issue, new_issue) != 0) {
			Cell cell = { record, 0, g_steal_pointer(&told), NULL };

			g_array_append_val(cells, cell);
			replace(&party, &new_party);
			replace(&issue, &new_issue);
			replace(&stance, &new_stance);
			continue;
		}
		Cell *cell = &g_array_index(cells, Cell, cells->len - 1);
		if (cell->older || g_strcmp0(stance, new_stance) == 0 ||
		    g_strcmp0(told, cell->latest_date) >= 0)
			continue;
		cell->older = record;
		cell->older_date = g_steal_pointer(&told);
	}
}

static bool
is_before(const EntenteSource *source, gpointer user_data)
{
	return source->published && strcmp(source->published, user_data) < 0;
}

static EntenteRecord *
append(EntenteDossier *dossier, EntenteRecords *records, Cited *cited, int64_t number,
       const char *date, char *after, GError **error)
{
	EntenteRecord *record = merged_read(dossier, records, ENTENTE_POSITION, number, error);

	if (!record || !after)
		return record;
	record->position.date = arena_strdup(records->arena, date);
	return cited_cut(cited, records, record, is_before, after, error) ? record : NULL;
}

EntenteRecords *
store_held_on(EntenteDossier *dossier, const EntenteFilter *filter, GError **error)
{
	enum { RECORD, PARTY, ISSUE, STANCE, TOLD };
	g_autoptr(EntenteRecords) records = records_new();
	g_autoptr(Cited) cited = cited_new(dossier);
	g_autoptr(Filter) prepared = filter_of_dossier(dossier, filter, error);
	g_autoptr(Statement) row = connection_prepare(dossier, sql_grid_on, error);
	g_autofree char *after = day_after(filter->on);
	bool is_row;

	if (!prepared || !row)
		return NULL;
	statement_bind_text(row, ":after", after);
	while (true) {
		if (!connection_step(dossier, row, &is_row, error))
			return NULL;
		if (!is_row)
			return g_steal_pointer(&records);
		const EntenteRecord *record =
		    append(dossier, records, cited, sqlite3_column_int64(row, RECORD),
		           (const char *)sqlite3_column_text(row, TOLD), after, error);

		if (!record)
			return NULL;
		if (!filter_passes(prepared, record))
			g_ptr_array_set_size(records->items, (int)records->items->len - 1);
	}
}

bool
store_add_cited(EntenteDossier *dossier, EntenteRecords *records, GError **error)
{
	g_autoptr(Cited) cited = cited_new(dossier);

	return cited_append(cited, records, error);
}

EntenteRecords *
entente_dossier_grid(EntenteDossier *dossier, const EntenteFilter *filter, GError **error)
{
	g_autoptr(EntenteRecords) records = records_new();
	g_autoptr(Cited) cited = cited_new(dossier);
	g_autoptr(GArray) cells = g_array_new(FALSE, FALSE, sizeof(Cell));
	g_autoptr(Filter) prepared = filter_of_dossier(dossier, filter, error);
	g_autofree char *after = filter->on ? day_after(filter->on) : NULL;

	g_array_set_clear_func(cells, cell_clear);
	if (!prepared || !(after ? find_on(dossier, after, cells, error)
	                         : find_today(dossier, cells, error)))
		return NULL;
	for (guint i = 0; i < cells->len; i++) {
		const Cell *cell = &g_array_index(cells, Cell, i);
		const EntenteRecord *latest = append(dossier, records, cited, cell->latest,
		                                     cell->latest_date, after, error);

		if (!latest)
			return NULL;
		if (!filter_passes(prepared, latest)) {
			g_ptr_array_set_size(records->items, (int)records->items->len - 1);
			continue;
		}
		if (cell->older && !append(dossier, records, cited, cell->older,
		                           cell->older_date, after, error))
			return NULL;
	}
	return cited_append(cited, records, error) ? g_steal_pointer(&records) : NULL;
}
