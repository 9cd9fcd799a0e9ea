/* Two desks' dossiers into one: articles with the states that they had, then corrections, which
 * from then on hold in the order of time, whoever made them. */
#include "corrections.h"
#include "store/connection.h"
#include "store/store.h"

#include <string.h>

struct EntenteMerged {
	EntenteMergeCounts counts;
	GPtrArray *conflicts; /* char * */
};

typedef struct {
	EntenteDossier *into, *other;
	GHashTable *ids; /* the other's id of a source -> this one's */
	EntenteMerged *merged;
	GError *error;
} Merge;

static bool
take_page(const EntenteRecords *page, gpointer user_data)
{
	Merge *merge = user_data;
	const char *id = entente_records_get(page, 0)->source.id;
	g_autofree char *at = NULL;
	EntenteAdded added;
	char *own = NULL;

	if (!store_changed_at(merge->other, id, &at, &merge->error) ||
	    !store_unite_page(merge->into, page, at, &added, &own, &merge->error))
		return false;
	merge->merged->counts.n_articles[added]++;
	g_hash_table_insert(merge->ids, g_strdup(id), own);
	return true;
}

static bool
take_correction(Merge *merge, const EntenteCorrections *own, const EntenteCorrection *theirs,
                bool *is_new)
{
	if (!store_unite_correction(merge->into, own, theirs, is_new, &merge->error))
		return false;
	merge->merged->counts.n_corrections += *is_new;
	return true;
}

static char *
tell(const EntenteCorrection *row, const Correction *correction)
{
	g_autofree char *summary = correction_summary(correction);

	return g_strdup_printf("%s (%s, %s)", summary, row->author, row->at);
}

static void
note_conflict(Merge *merge, const EntenteCorrection *a, const EntenteCorrection *b)
{
	bool later = strcmp(a->at, b->at) <= 0;
	const EntenteCorrection *first = later ? a : b, *second = later ? b : a;
	g_autoptr(Correction) left = correction_new(first), right = correction_new(second);

	if (!correction_contradicts(left, right))
		return;
	g_autofree char *before = tell(first, left), *after = tell(second, right);
	g_ptr_array_add(merge->merged->conflicts,
	                g_strdup_printf("%s; then %s, which holds", before, after));
}

/* Both desks' rows as this dossier's sources are called. */
static EntenteCorrections *
rows_for(EntenteDossier *dossier, GHashTable *ids, GError **error)
{
	EntenteCorrections *rows = store_corrections(dossier, error);

	for (guint i = 0; rows && i < rows->rows->len; i++) {
		EntenteCorrection *row = &g_array_index(rows->rows, EntenteCorrection, i);
		g_autofree char *what = correction_for(row, ids);

		row->what = arena_strdup(rows->arena, what);
	}
	return rows;
}

static bool
take_corrections(Merge *merge)
{
	g_autoptr(GHashTable) none = g_hash_table_new(g_str_hash, g_str_equal);
	g_autoptr(Txn) txn = txn_begin(merge->into, &merge->error);
	g_autoptr(EntenteCorrections) own =
	    txn ? rows_for(merge->into, none, &merge->error) : NULL;
	g_autoptr(EntenteCorrections) theirs =
	    own ? rows_for(merge->other, merge->ids, &merge->error) : NULL;

	for (size_t i = 0; theirs && i < entente_corrections_count(theirs); i++) {
		const EntenteCorrection *row = entente_corrections_get(theirs, i);
		bool is_new;

		if (!take_correction(merge, own, row, &is_new))
			return false;
		for (size_t j = 0;
		     is_new && !row->undone_at && j < entente_corrections_count(own); j++)
			if (!entente_corrections_get(own, j)->undone_at)
				note_conflict(merge, entente_corrections_get(own, j), row);
	}
	return theirs && txn_commit(txn, &merge->error);
}

static void
free_text(gpointer text)
{
	g_free(text);
}

EntenteMerged *
entente_dossier_merge(EntenteDossier *into, EntenteDossier *other, GError **error)
{
	const EntenteFilter all = { .kind = -1 };
	g_autoptr(EntenteMerged) merged = g_new0(EntenteMerged, 1);
	g_autoptr(GHashTable) ids =
	    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	Merge merge = { into, other, ids, merged, NULL };

	merged->conflicts = g_ptr_array_new_with_free_func(free_text);
	if (entente_dossier_each_page(other, &all, take_page, &merge, error) && !merge.error &&
	    take_corrections(&merge))
		return g_steal_pointer(&merged);
	if (merge.error)
		g_propagate_error(error, merge.error);
	return NULL;
}

const EntenteMergeCounts *
entente_merged_counts(const EntenteMerged *merged)
{
	return &merged->counts;
}

size_t
entente_merged_n_conflicts(const EntenteMerged *merged)
{
	return merged->conflicts->len;
}

const char *
entente_merged_conflict(const EntenteMerged *merged, size_t index)
{
	g_return_val_if_fail(index < merged->conflicts->len, NULL);
	return merged->conflicts->pdata[index];
}

void
entente_merged_free(EntenteMerged *merged)
{
	if (!merged)
		return;
	g_ptr_array_unref(merged->conflicts);
	g_free(merged);
}
