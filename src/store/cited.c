#include "store/cited.h"

#include "store/column.h"
#include "store/sql-text.h"

#include <entente/error.h>

struct Cited {
	EntenteDossier *dossier;
	EntenteRecords *records;
	GHashTable *by_id; /* id -> EntenteRecord */
};

Cited *
cited_new(EntenteDossier *dossier)
{
	Cited *cited = g_new0(Cited, 1);

	cited->dossier = dossier;
	cited->records = records_new();
	cited->by_id = g_hash_table_new(g_str_hash, g_str_equal);
	return cited;
}

void
cited_free(Cited *cited)
{
	if (!cited)
		return;
	g_hash_table_unref(cited->by_id);
	entente_records_free(cited->records);
	g_free(cited);
}

static const EntenteRecord *
find_source(Cited *cited, const char *id, GError **error)
{
	enum { RECORD, REF, SORT_KEY };
	const EntenteRecord *known = g_hash_table_lookup(cited->by_id, id);

	if (known)
		return known;
	g_autoptr(Statement) row =
	    connection_prepare_kind(cited->dossier, sql_cited_source, ENTENTE_SOURCE, error);
	bool is_row;

	if (!row)
		return NULL;
	statement_bind_text(row, ":id", id);
	if (!connection_step(cited->dossier, row, &is_row, error))
		return NULL;
	if (!is_row) {
		g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_DOSSIER,
		            "'%s': damaged: source '%s' is missing", cited->dossier->name, id);
		return NULL;
	}
	EntenteRecord *record =
	    row_read(cited->dossier, row, cited->records, ENTENTE_SOURCE, error);

	if (!record)
		return NULL;
	record->sort_key = row_text(row, SORT_KEY, cited->records->arena);
	record->first_published = record->last_published = record->source.published;
	record->n_sources = 1;
	g_hash_table_insert(cited->by_id, (gpointer)record->source.id, record);
	return record;
}

const EntenteSource *
cited_source(Cited *cited, const char *id, GError **error)
{
	const EntenteRecord *record = find_source(cited, id, error);

	return record ? &record->source : NULL;
}

bool
cited_cut(Cited *cited, EntenteRecords *records, EntenteRecord *record, CitedKeeps keeps,
          gpointer user_data, GError **error)
{
	g_autoptr(GHashTable) originals = g_hash_table_new(g_str_hash, g_str_equal);
	g_autoptr(GArray) kept = g_array_new(FALSE, FALSE, sizeof(EntenteEvidence));

	record->first_published = record->last_published = NULL;
	for (size_t i = 0; i < record->n_evidence; i++) {
		const EntenteSource *source =
		    cited_source(cited, record->evidence[i].source, error);

		if (!source)
			return false;
		if (!keeps(source, user_data))
			continue;
		g_array_append_val(kept, record->evidence[i]);
		g_hash_table_add(originals,
		                 (gpointer)(source->copy_of ? source->copy_of : source->id));
		record_note_published(record, source->published);
	}
	record->first_published = arena_strdup(records->arena, record->first_published);
	record->last_published = arena_strdup(records->arena, record->last_published);
	records_set_evidence(records, record, kept);
	record->n_sources = (int32_t)g_hash_table_size(originals);
	return true;
}

static int
compare_sources(gconstpointer a, gconstpointer b)
{
	return g_strcmp0((*(const EntenteRecord *const *)a)->sort_key,
	                 (*(const EntenteRecord *const *)b)->sort_key);
}

bool
cited_append(Cited *cited, EntenteRecords *records, GError **error)
{
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
	g_autoptr(GPtrArray) sources = g_ptr_array_new();
	guint n = records->items->len;

	for (guint i = 0; i < n; i++) {
		const EntenteRecord *record = entente_records_get(records, i);

		for (size_t j = 0; j < record->n_evidence; j++) {
			const EntenteRecord *source =
			    find_source(cited, record->evidence[j].source, error);

			if (!source)
				return false;
			if (g_hash_table_add(seen, (gpointer)source->source.id))
				g_ptr_array_add(sources, (gpointer)source);
		}
	}
	g_ptr_array_sort(sources, compare_sources);
	for (guint i = 0; i < sources->len; i++)
		records_add_copy(records, sources->pdata[i]);
	return true;
}
