/* The fingerprints of articles, as gathering makes them. */
#include "store/column.h"
#include "store/sql-text.h"
#include "store/store.h"

static GBytes *
pack(const GArray *shingles)
{
	uint32_t *packed = g_new(uint32_t, shingles->len);

	for (guint i = 0; i < shingles->len; i++)
		packed[i] = GUINT32_TO_LE(g_array_index(shingles, uint32_t, i));
	return g_bytes_new_take(packed, shingles->len * sizeof *packed);
}

static bool
put(EntenteDossier *dossier, const char *source, const GArray *shingles, GError **error)
{
	g_autoptr(Statement) row = connection_prepare(dossier, sql_put_fingerprint, error);
	g_autoptr(GBytes) packed = pack(shingles);
	gsize length;
	gconstpointer bytes = g_bytes_get_data(packed, &length);

	if (!row)
		return false;
	statement_bind_text(row, ":source", source);
	sqlite3_bind_blob64(row, sqlite3_bind_parameter_index(row, ":shingles"),
	                    bytes ? bytes : "", length, SQLITE_TRANSIENT);
	return connection_run(dossier, row, error);
}

bool
store_fingerprint(EntenteDossier *dossier, GArray *(*make)(const char *text), GError **error)
{
	enum { NUMBER, ID, TEXT };
	int64_t number = 0;
	bool row = true;

	while (row) {
		g_autoptr(Statement) article =
		    connection_prepare(dossier, sql_next_unprinted, error);

		if (!article)
			return false;
		statement_bind_number(article, ":number", number);
		if (!connection_step(dossier, article, &row, error))
			return false;
		if (!row)
			break;
		const char *id = row_readable(dossier, article, ID, "an article", error);
		const char *text =
		    id ? row_readable(dossier, article, TEXT, "an article", error) : NULL;
		g_autoptr(GArray) shingles = text ? make(text) : NULL;
		if (!shingles || !put(dossier, id, shingles, error))
			return false;
		number = sqlite3_column_int64(article, NUMBER);
	}
	return true;
}

GArray *
store_fingerprint_of(EntenteDossier *dossier, const char *source, bool *kept, GError **error)
{
	g_autoptr(Statement) row = connection_prepare(dossier, sql_fingerprint, error);
	g_autoptr(GArray) shingles = g_array_new(FALSE, FALSE, sizeof(uint32_t));

	if (!row)
		return NULL;
	statement_bind_text(row, ":source", source);
	if (!connection_step(dossier, row, kept, error))
		return NULL;
	int n = *kept ? sqlite3_column_bytes(row, 0) / (int)sizeof(uint32_t) : 0;
	g_array_append_vals(shingles, *kept ? sqlite3_column_blob(row, 0) : NULL, (guint)n);
	for (guint i = 0; i < shingles->len; i++) {
		uint32_t *shingle = &g_array_index(shingles, uint32_t, i);

		*shingle = GUINT32_FROM_LE(*shingle);
	}
	return g_steal_pointer(&shingles);
}
