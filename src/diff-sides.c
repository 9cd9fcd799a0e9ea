/* A merged record by what the pages before a time tell of it, and by what those since do. */
#include "diff.h"

#include "store/merged.h"

#include <string.h>

void
sides_free(gpointer pointer)
{
	Sides *sides = pointer;

	g_free(sides->date[BEFORE]);
	g_free(sides->date[AFTER]);
	g_free(sides);
}

Side
diff_side_of(const Diffing *diffing, const EntenteSource *source)
{
	if (g_hash_table_contains(diffing->fresh, source->id))
		return AFTER;
	if (!diffing->window->since || !source->published ||
	    strcmp(source->published, diffing->window->since) < 0)
		return BEFORE;
	return BEYOND;
}

typedef struct {
	const Diffing *diffing;
	Side side;
} Keeping;

static bool
is_of_side(const EntenteSource *source, gpointer user_data)
{
	const Keeping *keeping = user_data;

	return diff_side_of(keeping->diffing, source) == keeping->side;
}

bool
diff_cut(Diffing *diffing, EntenteRecords *records, const EntenteRecord *whole, Sides *sides,
         GError **error)
{
	for (Side side = BEFORE; side < BEYOND; side++) {
		Keeping keeping = { diffing, side };
		EntenteRecord *part = records_add_copy(records, whole);

		if (!cited_cut(diffing->cited, records, part, is_of_side, &keeping, error))
			return false;
		sides->record[side] = part->n_evidence ? part : NULL;
	}
	return true;
}

/* Dates what a page says of a position, and notes whose condition it is. */
static void
note_telling(Diffing *diffing, const EntenteRecord *page, const EntenteSource *source,
             Sides *sides, GHashTable *conditional[BEYOND])
{
	Side side = diff_side_of(diffing, source);
	const char *date = page->position.date ? page->position.date : source->published;

	if (side == BEYOND)
		return;
	if (date && g_strcmp0(date, sides->date[side]) > 0) {
		g_free(sides->date[side]);
		sides->date[side] = g_strdup(date);
	}
	if (page->position.condition)
		g_hash_table_add(conditional[side],
		                 (gpointer)(source->copy_of ? source->copy_of : source->id));
}

/* When each side last tells a position, and under which conditions. */
static bool
read_tellings(Diffing *diffing, int64_t number, Sides *sides, GError **error)
{
	g_autoptr(EntenteRecords) pages = records_new();
	g_autoptr(GHashTable) before = g_hash_table_new(g_str_hash, g_str_equal);
	g_autoptr(GHashTable) after = g_hash_table_new(g_str_hash, g_str_equal);
	GHashTable *conditional[BEYOND] = { before, after };

	if (!store_tellings(diffing->dossier, ENTENTE_POSITION, number, pages, error))
		return false;
	for (size_t i = 0; i < entente_records_count(pages); i++) {
		const EntenteRecord *page = entente_records_get(pages, i);
		const EntenteSource *source =
		    cited_source(diffing->cited, page->evidence->source, error);

		if (!source)
			return false;
		note_telling(diffing, page, source, sides, conditional);
	}
	for (Side side = BEFORE; side < BEYOND; side++) {
		sides->n_conditional[side] = g_hash_table_size(conditional[side]);
		if (sides->record[side] && sides->date[side])
			sides->record[side]->position.date =
			    records_keep_text(diffing->scratch, sides->date[side]);
	}
	return true;
}

/* The position of this number by its sides; NULL with the error set. */
Sides *
diff_read_position(Diffing *diffing, int64_t number, GError **error)
{
	Sides *sides = g_new0(Sides, 1);
	EntenteRecord *whole =
	    merged_read(diffing->dossier, diffing->scratch, ENTENTE_POSITION, number, error);

	if (whole && diff_cut(diffing, diffing->scratch, whole, sides, error) &&
	    read_tellings(diffing, number, sides, error))
		return sides;
	sides_free(sides);
	return NULL;
}
