/* The grid: issues down, sides across, in each cell the side's latest word on the issue.
 *
 * The latest is the one with the latest date, of several on one day the one that most
 * independent sources tell.  Sides beyond those with most positions have no column: they have
 * rows among the positions.  The test compares each cell with the positions themselves. */
#include "tell/plain.h"
#include "tell/table.h"

#include <string.h>

enum { MOST_SIDES = 8, LONGEST_NAME = 60 };

static const EntenteKindSpec spec = { "issue", "grid", NULL, 0 };

/* A name and how many positions it has. */
typedef struct {
	const char *name;
	guint n;
} Count;

static int
by_count(gconstpointer a, gconstpointer b)
{
	const Count *left = a, *right = b;

	return left->n != right->n ? (left->n < right->n ? 1 : -1)
	                           : strcmp(left->name, right->name);
}

static void
count(GArray *counts, GHashTable *places, const char *name)
{
	gpointer place = g_hash_table_lookup(places, name);
	Count one = { name, 1 };

	if (place) {
		g_array_index(counts, Count, GPOINTER_TO_UINT(place) - 1).n++;
		return;
	}
	g_array_append_val(counts, one);
	g_hash_table_insert(places, (gpointer)name, GUINT_TO_POINTER(counts->len));
}

static bool
is_placed(const EntenteRecord *record)
{
	return record->kind == ENTENTE_POSITION && record->position.party &&
	       record->position.issue;
}

/* The values of a field of all positions, those first that most have. */
static GArray *
count_all(const EntenteRecords *records, size_t offset)
{
	g_autoptr(GHashTable) places = g_hash_table_new(g_str_hash, g_str_equal);
	GArray *counts = g_array_new(false, false, sizeof(Count));

	for (size_t i = 0; i < entente_records_count(records); i++) {
		const EntenteRecord *record = entente_records_get(records, i);

		if (is_placed(record))
			count(counts, places,
			      *(const char *const *)((const char *)record + offset));
	}
	g_array_sort(counts, by_count);
	return counts;
}

/* The place of each name, from 1. */
static GHashTable *
places_of(const GArray *counts, guint most)
{
	GHashTable *places = g_hash_table_new(g_str_hash, g_str_equal);

	for (guint i = 0; i < MIN(counts->len, most); i++)
		g_hash_table_insert(places, (gpointer)g_array_index(counts, Count, i).name,
		                    GUINT_TO_POINTER(i + 1));
	return places;
}

static const char *
day_of(const EntenteRecord *record)
{
	return record->position.date ? record->position.date : record->last_published;
}

static bool
is_later(const EntenteRecord *record, const EntenteRecord *than, const SourceIndex *sources)
{
	int order = than ? g_strcmp0(day_of(record), day_of(than)) : 1;

	return order
	           ? order > 0
	           : source_index_weight(sources, record) > source_index_weight(sources, than);
}

static const char *
say(const EntenteRecord *record, const SourceIndex *sources, Arena *arena)
{
	const EntenteField *stance = NULL;
	const EntenteKindSpec *of = entente_kind(ENTENTE_POSITION);

	for (size_t i = 0; i < of->n_fields; i++)
		if (of->fields[i].type == ENTENTE_FIELD_CHOICE)
			stance = &of->fields[i];
	const char *day = day_of(record);
	return arena_printf(arena, "%s (%.10s%s%u)", stance->choices[record->position.stance],
	                    day ? day : "", day ? "; " : "",
	                    source_index_weight(sources, record));
}

static void
fill(Table *grid, TableRow *row, const Count *issue, Arena *arena)
{
	row->cells[0] = plain_clause(arena, issue->name, LONGEST_NAME);
	for (guint c = 1; c < grid->n_columns; c++)
		row->cells[c] = row->links[c] ? say(row->links[c], grid->sources, arena) : "";
}

static void
place(Table *grid, const EntenteRecord *record, GHashTable *issues, GHashTable *sides)
{
	guint column = GPOINTER_TO_UINT(g_hash_table_lookup(sides, record->position.party));
	guint row = GPOINTER_TO_UINT(g_hash_table_lookup(issues, record->position.issue));

	if (!column)
		return;
	const EntenteRecord **cell = &grid->rows[row - 1].links[column];
	if (is_later(record, *cell, grid->sources))
		*cell = record;
}

static void
make_columns(Table *grid, const GArray *sides, Arena *arena)
{
	grid->n_columns = MIN(sides->len, MOST_SIDES) + 1;
	grid->columns = arena_new0(arena, TableColumn, grid->n_columns);
	grid->columns[0].name = "issue";
	for (guint c = 1; c < grid->n_columns; c++)
		grid->columns[c].name =
		    plain_clause(arena, g_array_index(sides, Count, c - 1).name, LONGEST_NAME);
}

Table *
grid_new(const EntenteRecords *records, const SourceIndex *sources, Arena *arena)
{
	g_autoptr(GArray) issues = count_all(records, offsetof(EntenteRecord, position.issue));
	g_autoptr(GArray) sides = count_all(records, offsetof(EntenteRecord, position.party));
	g_autoptr(GHashTable) rows = places_of(issues, G_MAXUINT);
	g_autoptr(GHashTable) columns = places_of(sides, MOST_SIDES);
	Table *grid = arena_new0(arena, Table, 1);

	grid->kind = &spec;
	grid->sources = sources;
	make_columns(grid, sides, arena);
	grid->n_rows = issues->len;
	grid->rows = arena_new0(arena, TableRow, issues->len);
	for (guint r = 0; r < grid->n_rows; r++) {
		grid->rows[r].cells = arena_new0(arena, const char *, grid->n_columns);
		grid->rows[r].links = arena_new0(arena, const EntenteRecord *, grid->n_columns);
	}
	for (size_t i = 0; i < entente_records_count(records); i++)
		if (is_placed(entente_records_get(records, i)))
			place(grid, entente_records_get(records, i), rows, columns);
	for (guint r = 0; r < grid->n_rows; r++)
		fill(grid, &grid->rows[r], &g_array_index(issues, Count, r), arena);
	return grid->n_rows ? grid : NULL;
}
