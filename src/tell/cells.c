#include "tell/cells.h"

GArray *
grid_cells(const EntenteRecords *grid)
{
	GArray *cells = g_array_new(FALSE, FALSE, sizeof(GridCell));

	for (size_t i = 0; i < entente_records_count(grid); i++) {
		const EntenteRecord *record = entente_records_get(grid, i);
		GridCell *last =
		    cells->len ? &g_array_index(cells, GridCell, cells->len - 1) : NULL;

		if (record->kind != ENTENTE_POSITION)
			continue;
		if (last && !last->older &&
		    g_str_equal(last->latest->position.party, record->position.party) &&
		    g_str_equal(last->latest->position.issue, record->position.issue)) {
			last->older = record;
			continue;
		}
		g_array_append_val(cells, ((GridCell){ record, NULL }));
	}
	return cells;
}

typedef struct {
	const char *name;
	guint n_cells;
} Named;

static int
by_cells(gconstpointer a, gconstpointer b)
{
	const Named *x = a, *y = b;

	if (x->n_cells != y->n_cells)
		return x->n_cells < y->n_cells ? 1 : -1;
	return g_strcmp0(x->name, y->name);
}

static GPtrArray *
names_of(const GArray *cells, size_t field)
{
	g_autoptr(GHashTable) places = g_hash_table_new(g_str_hash, g_str_equal);
	g_autoptr(GArray) named = g_array_new(FALSE, FALSE, sizeof(Named));
	GPtrArray *names = g_ptr_array_new();

	for (guint i = 0; i < cells->len; i++) {
		const EntenteRecord *latest = g_array_index(cells, GridCell, i).latest;
		const char *name = *(const char *const *)((const char *)latest + field);
		guint place = GPOINTER_TO_UINT(g_hash_table_lookup(places, name));

		if (!place) {
			g_array_append_val(named, ((Named){ name, 0 }));
			place = named->len;
			g_hash_table_insert(places, (gpointer)name, GUINT_TO_POINTER(place));
		}
		g_array_index(named, Named, place - 1).n_cells++;
	}
	g_array_sort(named, by_cells);
	for (guint i = 0; i < named->len; i++)
		g_ptr_array_add(names, (gpointer)g_array_index(named, Named, i).name);
	return names;
}

GPtrArray *
grid_issues(const GArray *cells)
{
	return names_of(cells, offsetof(EntenteRecord, position.issue));
}

GPtrArray *
grid_parties(const GArray *cells)
{
	return names_of(cells, offsetof(EntenteRecord, position.party));
}

const GridCell *
grid_find(const GArray *cells, const char *party, const char *issue)
{
	for (guint i = 0; i < cells->len; i++) {
		const GridCell *cell = &g_array_index(cells, GridCell, i);

		if (g_str_equal(cell->latest->position.party, party) &&
		    g_str_equal(cell->latest->position.issue, issue))
			return cell;
	}
	return NULL;
}

const char *
stance_word(const EntenteRecord *position)
{
	const EntenteKindSpec *spec = entente_kind(ENTENTE_POSITION);

	for (size_t i = 0; i < spec->n_fields; i++)
		if (spec->fields[i].offset == offsetof(EntenteRecord, position.stance))
			return spec->fields[i].choices[position->position.stance];
	return NULL;
}
