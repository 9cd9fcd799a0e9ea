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

static const char *
day_of(const EntenteRecord *record)
{
	return record->position.date ? record->position.date : record->last_published;
}

static bool
comes_first(const EntenteRecord *record, const EntenteRecord *than)
{
	int order = than ? g_strcmp0(day_of(record), day_of(than)) : 1;

	return order ? order > 0 : record->n_sources > than->n_sources;
}

/* The positions of each party on each issue: "party\tissue" -> GPtrArray. */
static GHashTable *
positions_by_cell(const EntenteRecords *records, GPtrArray *in_order)
{
	GHashTable *cells = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
	                                          (GDestroyNotify)g_ptr_array_unref);

	for (size_t i = 0; i < entente_records_count(records); i++) {
		const EntenteRecord *record = entente_records_get(records, i);
		const EntentePosition *position = &record->position;

		if (record->kind != ENTENTE_POSITION || !position->party || !position->issue)
			continue;
		g_autofree char *key =
		    g_strdup_printf("%s\t%s", position->party, position->issue);
		GPtrArray *held = g_hash_table_lookup(cells, key);

		if (!held) {
			held = g_ptr_array_new();
			g_ptr_array_add(in_order, held);
			g_hash_table_insert(cells, g_steal_pointer(&key), held);
		}
		g_ptr_array_add(held, (gpointer)record);
	}
	return cells;
}

GArray *
grid_cells_of_all(const EntenteRecords *records)
{
	g_autoptr(GPtrArray) in_order = g_ptr_array_new();
	G_GNUC_UNUSED g_autoptr(GHashTable) by_cell = positions_by_cell(records, in_order);
	GArray *cells = g_array_new(FALSE, FALSE, sizeof(GridCell));

	for (guint i = 0; i < in_order->len; i++) {
		const GPtrArray *held = in_order->pdata[i];
		GridCell cell = { NULL, NULL };

		for (guint j = 0; j < held->len; j++)
			if (comes_first(held->pdata[j], cell.latest))
				cell.latest = held->pdata[j];
		for (guint j = 0; j < held->len; j++) {
			const EntenteRecord *record = held->pdata[j];

			if (record->position.stance != cell.latest->position.stance &&
			    g_strcmp0(day_of(record), day_of(cell.latest)) < 0 &&
			    comes_first(record, cell.older))
				cell.older = record;
		}
		g_array_append_val(cells, cell);
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
