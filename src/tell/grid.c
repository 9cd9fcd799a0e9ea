/* The grid as a table: issues down, parties across, in each cell the latest stance, its day and
 * how many independent sources tell it.  Parties beyond those that speak of most issues have no
 * column: they have rows among the positions. */
#include "tell/cells.h"
#include "tell/plain.h"

#include <string.h>

enum { DAY = 10, LONGEST_NAME = 40 };

static const EntenteKindSpec grid_kind = { .name = "issue", .plural = "Grid" };

const char *
grid_day(Arena *arena, const EntenteRecord *record)
{
	const char *date = record->position.date;

	return date ? arena_strndup(arena, date, MIN(strlen(date), (size_t)DAY)) : "undated";
}

static const char *
cell_text(Arena *arena, const GridCell *cell)
{
	return arena_printf(arena, "%s%s %s (%d)", stance_word(cell->latest),
	                    cell->older ? "*" : "", grid_day(arena, cell->latest),
	                    cell->latest->n_sources);
}

Table *
grid_table(const GArray *cells, const SourceIndex *sources, Arena *arena)
{
	g_autoptr(GPtrArray) issues = grid_issues(cells), parties = grid_parties(cells);
	Table *table = arena_new0(arena, Table, 1);

	table->kind = &grid_kind;
	table->sources = sources;
	table->n_columns = MIN(parties->len, GRID_MOST_PARTIES) + 1;
	table->columns = arena_new0(arena, TableColumn, table->n_columns);
	table->columns[0].name = "issue";
	for (guint c = 1; c < table->n_columns; c++)
		table->columns[c].name =
		    plain_clause(arena, parties->pdata[c - 1], LONGEST_NAME);
	table->rows = arena_new0(arena, TableRow, issues->len);
	for (guint r = 0; r < issues->len; r++) {
		TableRow *row = &table->rows[table->n_rows];
		bool is_empty = true;

		row->cells = arena_new0(arena, const char *, table->n_columns);
		row->links = arena_new0(arena, const EntenteRecord *, table->n_columns);
		row->cells[0] = plain_clause(arena, issues->pdata[r], LONGEST_NAME);
		for (guint c = 1; c < table->n_columns; c++) {
			const GridCell *cell =
			    grid_find(cells, parties->pdata[c - 1], issues->pdata[r]);

			row->cells[c] = cell ? cell_text(arena, cell) : "";
			row->links[c] = cell ? cell->latest : NULL;
			is_empty = is_empty && !cell;
		}
		table->n_rows += !is_empty;
	}
	return table;
}
