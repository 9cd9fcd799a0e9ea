/* Writing merged records: of what gathering made, only what the dossier does not hold already.
 *
 * Each record is known by a digest of all that it says.  What has one that is there stays as it
 * is; what has none is written, in place of the record of the same ref where that goes, so that
 * a party told of by one page more is a row changed and a sentence added. */
#include "store/column.h"
#include "store/digest.h"
#include "store/evidence.h"
#include "store/naming.h"
#include "store/setting.h"
#include "store/sql-text.h"
#include "store/store.h"

#include <entente/error.h>

/* A record and its digest, there or to be. */
typedef struct {
	int64_t digest;
	int64_t number;              /* of one that is there */
	const EntenteRecord *record; /* one that was gathered */
} Digested;

typedef struct {
	EntenteDossier *dossier;
	EntenteKind kind;
	GArray *coming;  /* Coming */
	GArray *going;   /* int64_t */
	GArray *renamed; /* Renamed */
} Merging;

static int
compare_digests(gconstpointer a, gconstpointer b)
{
	int64_t left = ((const Digested *)a)->digest, right = ((const Digested *)b)->digest;

	return left < right ? -1 : left > right;
}

static Statement *
prepare(const Merging *merging, const char *sql, GError **error)
{
	Statement *statement =
	    connection_prepare_kind(merging->dossier, sql, merging->kind, error);

	if (statement)
		statement_bind_text(statement, ":kind", entente_kind(merging->kind)->name);
	return statement;
}

static GArray *
read_digests(const Merging *merging, GError **error)
{
	enum { RECORD, DIGEST };
	g_autoptr(GArray) there = g_array_new(FALSE, FALSE, sizeof(Digested));
	g_autoptr(Statement) row = prepare(merging, sql_digests, error);
	bool is_row;

	if (!row)
		return NULL;
	while (true) {
		if (!connection_step(merging->dossier, row, &is_row, error))
			return NULL;
		if (!is_row)
			break;
		Digested one = { sqlite3_column_int64(row, DIGEST),
			         sqlite3_column_int64(row, RECORD), NULL };
		g_array_append_val(there, one);
	}
	g_array_sort(there, compare_digests);
	return g_steal_pointer(&there);
}

static GArray *
make_digests(const EntenteRecords *merged, EntenteKind kind)
{
	GArray *made = g_array_new(FALSE, FALSE, sizeof(Digested));

	for (guint i = 0; i < merged->items->len; i++) {
		const EntenteRecord *record = merged->items->pdata[i];

		if (record->kind == kind)
			g_array_append_val(made,
			                   ((Digested){ record_digest(record), 0, record }));
	}
	g_array_sort(made, compare_digests);
	return made;
}

/* Both sides in the order of their digests. */
static void
find_differences(const Merging *merging, const GArray *there, const GArray *made)
{
	guint i = 0, j = 0;

	while (i < there->len || j < made->len) {
		const Digested *old =
		    i < there->len ? &g_array_index(there, Digested, i) : NULL;
		const Digested *new = j < made->len ? &g_array_index(made, Digested, j) : NULL;
		int order = !old ? 1 : !new ? -1 : compare_digests(old, new);

		if (order < 0)
			g_array_append_val(merging->going, old->number);
		if (order > 0)
			g_array_append_val(merging->coming,
			                   ((Coming){ new->record, new->digest, NULL, 0 }));
		i += order <= 0;
		j += order >= 0;
	}
}

static bool
run(const Merging *merging, const char *sql, int64_t record, int64_t number, const char *ref,
    GError **error)
{
	g_autoptr(Statement) statement = prepare(merging, sql, error);

	if (!statement)
		return false;
	statement_bind_number(statement, ":record", record);
	statement_bind_number(statement, ":number", number);
	statement_bind_text(statement, ":ref", ref);
	return connection_run(merging->dossier, statement, error);
}

static bool
run_all(const Merging *merging, const char *const *queries, size_t n, int64_t record,
        int64_t number, const char *ref, GError **error)
{
	for (size_t i = 0; i < n; i++)
		if (!run(merging, queries[i], record, number, ref, error))
			return false;
	return true;
}

/* Of the records that go, those whose ref is given on are written over later. */
static bool
take_out(const Merging *merging, GError **error)
{
	const char *const queries[] = { sql_delete_record, sql_delete_evidence,
		                        sql_delete_digest, sql_delete_sides,
		                        sql_delete_speakers };
	g_autoptr(GHashTable) kept = g_hash_table_new(g_int64_hash, g_int64_equal);

	for (guint i = 0; i < merging->coming->len; i++) {
		Coming *one = &g_array_index(merging->coming, Coming, i);

		g_hash_table_add(kept, &one->number);
	}
	for (guint i = 0; i < merging->going->len; i++) {
		int64_t record = g_array_index(merging->going, int64_t, i);

		if (merging->kind == ENTENTE_PERSON &&
		    !run(merging, sql_note_side, record, 0, NULL, error))
			return false;
		if (!g_hash_table_contains(kept, &record) &&
		    !run_all(merging, queries, G_N_ELEMENTS(queries), record, 0, NULL, error))
			return false;
	}
	return true;
}

/* By way of numbers and refs that no record has, since one may be called as another was. */
static bool
rename_records(const Merging *merging, GError **error)
{
	const char *const queries[] = { sql_rename_record, sql_rename_evidence,
		                        sql_rename_digest };
	const char *const looked_up[] = { sql_delete_sides, sql_delete_speakers };

	for (guint i = 0; i < merging->renamed->len; i++) {
		const Renamed *one = &g_array_index(merging->renamed, Renamed, i);
		g_autofree char *between = g_strconcat("~", one->ref, NULL);

		if (!run_all(merging, looked_up, G_N_ELEMENTS(looked_up), one->record, 0, NULL,
		             error) ||
		    !run_all(merging, queries, G_N_ELEMENTS(queries), one->record, -one->record,
		             between, error))
			return false;
	}
	for (guint i = 0; i < merging->renamed->len; i++) {
		const Renamed *one = &g_array_index(merging->renamed, Renamed, i);
		int64_t number = ref_record(one->ref);

		if (!run_all(merging, queries, G_N_ELEMENTS(queries), -one->record, number,
		             one->ref, error) ||
		    !run(merging, sql_note_touched, number, 0, NULL, error))
			return false;
	}
	return true;
}

static bool
put_row(const Merging *merging, const Coming *one, GError **error)
{
	const EntenteRecord *record = one->record;
	g_autoptr(Statement) row = prepare(merging, sql_add_record, error);

	if (!row)
		return false;
	row_bind(row, record);
	statement_bind_number(row, ":record", one->number);
	statement_bind_text(row, ":ref", one->ref);
	statement_bind_text(row, ":sort_key", record->sort_key);
	statement_bind_text(row, ":first_published", record->first_published);
	statement_bind_text(row, ":last_published", record->last_published);
	statement_bind_number(row, ":n_sources", record->n_sources);
	return connection_run(merging->dossier, row, error);
}

static bool
put_digest(const Merging *merging, const Coming *one, GError **error)
{
	g_autoptr(Statement) digest = prepare(merging, sql_put_digest, error);

	if (!digest)
		return false;
	statement_bind_number(digest, ":record", one->number);
	statement_bind_number(digest, ":digest", one->digest);
	return connection_run(merging->dossier, digest, error);
}

static bool
put_record(const Merging *merging, const Coming *one, GError **error)
{
	if (merging->kind != ENTENTE_SOURCE && !one->record->n_evidence) {
		g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_DOSSIER,
		            "'%s': a %s without its sentence", merging->dossier->name,
		            entente_kind(merging->kind)->name);
		return false;
	}
	return put_row(merging, one, error) &&
	       evidence_renew(merging->dossier, one->record, one->number, error) &&
	       put_digest(merging, one, error) &&
	       run(merging, sql_note_touched, one->number, 0, NULL, error);
}

static int
by_number(gconstpointer a, gconstpointer b)
{
	int64_t left = ((const Coming *)a)->number, right = ((const Coming *)b)->number;

	return left < right ? -1 : left > right;
}

/* In the order of their numbers, which is that of the tables. */
static bool
put_coming(const Merging *merging, GError **error)
{
	g_array_sort(merging->coming, by_number);
	for (guint i = 0; i < merging->coming->len; i++)
		if (!put_record(merging, &g_array_index(merging->coming, Coming, i), error))
			return false;
	return true;
}

static bool
merge_kind(const Merging *merging, const EntenteRecords *merged, GError **error)
{
	g_autoptr(GArray) there = read_digests(merging, error);
	g_autoptr(GArray) made = there ? make_digests(merged, merging->kind) : NULL;

	if (!there)
		return false;
	find_differences(merging, there, made);
	return naming_settle(merging->dossier, merging->kind, merging->coming, merging->going,
	                     there->len - merging->going->len, merging->renamed, error) &&
	       take_out(merging, error) && rename_records(merging, error) &&
	       put_coming(merging, error);
}

static void
clear_coming(gpointer coming)
{
	g_free(((Coming *)coming)->ref);
}

static void
clear_renamed(gpointer renamed)
{
	g_free(((Renamed *)renamed)->ref);
}

static bool
merge_all_of(EntenteDossier *dossier, const EntenteRecords *merged, EntenteKind kind,
             GError **error)
{
	g_autoptr(GArray) coming = g_array_new(FALSE, FALSE, sizeof(Coming));
	g_autoptr(GArray) going = g_array_new(FALSE, FALSE, sizeof(int64_t));
	g_autoptr(GArray) renamed = g_array_new(FALSE, FALSE, sizeof(Renamed));
	const Merging merging = { dossier, kind, coming, going, renamed };

	g_array_set_clear_func(coming, clear_coming);
	g_array_set_clear_func(renamed, clear_renamed);
	return merge_kind(&merging, merged, error);
}

/* The sides and speakers of what was written, and of what hangs on who its people are. */
static bool
look_up_touched(EntenteDossier *dossier, GError **error)
{
	const char *const queries[] = { sql_touch_speakers, sql_clear_sides, sql_clear_speakers,
		                        sql_put_sides, sql_put_speakers };

	for (size_t i = 0; i < G_N_ELEMENTS(queries); i++) {
		g_autoptr(Statement) query = connection_prepare(dossier, queries[i], error);

		if (!query || !connection_run(dossier, query, error))
			return false;
	}
	return true;
}

static bool
merge_all(EntenteDossier *dossier, const EntenteRecords *merged, GError **error)
{
	if (!connection_script(dossier, sql_touched, error))
		return false;
	for (EntenteKind kind = 0; kind < ENTENTE_N_KINDS; kind++)
		if (!merge_all_of(dossier, merged, kind, error))
			return false;
	return look_up_touched(dossier, error) &&
	       setting_put(dossier, SETTING_MERGED, "", error);
}

/* Records come to all ends of many indexes, which must lie in memory. */
bool
store_set_merged(EntenteDossier *dossier, const EntenteRecords *merged, GError **error)
{
	bool done = connection_set_cache(dossier, CACHE_TO_MERGE, error) &&
	            merge_all(dossier, merged, error);

	return connection_set_cache(dossier, CACHE_TO_READ, done ? error : NULL) && done;
}
