/* The desk's word: written down by the records that the dossier holds, replayed on what its
 * pages say. */
#include "corrections.h"

#include "store/connection.h"
#include "store/store.h"

#include <entente/error.h>

static void
free_correction(gpointer correction)
{
	correction_free(correction);
}

Replay *
replay_new(EntenteDossier *dossier, GError **error)
{
	g_autoptr(Replay) replay = g_new0(Replay, 1);

	replay->rows = store_corrections(dossier, error);
	if (!replay->rows)
		return NULL;
	replay->corrections = g_ptr_array_new_with_free_func(free_correction);
	replay->numbers = g_array_new(FALSE, FALSE, sizeof(int64_t));
	for (size_t i = 0; i < entente_corrections_count(replay->rows); i++) {
		const EntenteCorrection *row = entente_corrections_get(replay->rows, i);
		int64_t number = row->number;

		if (row->undone_at)
			continue;
		g_ptr_array_add(replay->corrections, correction_new(row));
		g_array_append_val(replay->numbers, number);
	}
	return g_steal_pointer(&replay);
}

EntenteRecords *
replay_pages(const Replay *replay, EntenteDossier *dossier, GError **error)
{
	g_autoptr(GHashTable) sentences = g_hash_table_new(g_str_hash, g_str_equal);
	g_autoptr(GHashTable) sources = g_hash_table_new(g_str_hash, g_str_equal);
	const Texts texts = { sentences, sources };

	corrections_need(replay->corrections, sentences, sources);
	return store_pages(dossier, &texts, error);
}

void
replay_on(Replay *replay, EntenteRecords *pages)
{
	replay->corrected = correct_pages(pages, replay->corrections);
}

void
replay_free(Replay *replay)
{
	if (!replay)
		return;
	corrected_free(replay->corrected);
	g_clear_pointer(&replay->corrections, g_ptr_array_unref);
	g_clear_pointer(&replay->numbers, g_array_unref);
	entente_corrections_free(replay->rows);
	g_free(replay);
}

bool
replay_note(const Replay *replay, EntenteDossier *dossier, GError **error)
{
	g_autoptr(GArray) idle = g_array_new(FALSE, FALSE, sizeof(int64_t));

	for (guint i = 0; i < replay->numbers->len; i++)
		if (!corrected_applies(replay->corrected, i))
			g_array_append_val(idle, g_array_index(replay->numbers, int64_t, i));
	return store_set_idle(dossier, idle, error);
}

/* A dossier in which names are looked up, with the pages that were, until the end. */
typedef struct {
	EntenteDossier *dossier;
	GPtrArray *replays;
} Desk;

static EntenteRecords *
find_record(const char *ref, gpointer user_data, GError **error)
{
	const Desk *desk = user_data;

	return store_find_record(desk->dossier, ref, error);
}

static EntenteRecords *
find_pages(const char *const *ids, const Corrected **corrected, gpointer user_data,
           GError **error)
{
	const Desk *desk = user_data;
	g_autoptr(EntenteRecords) pages = store_pages_of(desk->dossier, ids, error);
	Replay *replay = pages ? replay_new(desk->dossier, error) : NULL;

	if (!replay)
		return NULL;
	replay_on(replay, pages);
	g_ptr_array_add(desk->replays, replay);
	*corrected = replay->corrected;
	return g_steal_pointer(&pages);
}

static bool
knows(EntenteKind kind, const char *name, bool *known, gpointer user_data, GError **error)
{
	const Desk *desk = user_data;

	return kind == ENTENTE_N_KINDS
	           ? store_knows_issue(desk->dossier, name, known, error)
	           : store_knows_name(desk->dossier, kind, name, known, error);
}

static void
free_replay(gpointer replay)
{
	replay_free(replay);
}

bool
entente_dossier_correct(EntenteDossier *dossier, const EntenteWord *word, gint64 *number,
                        GError **error)
{
	g_autoptr(GPtrArray) replays = g_ptr_array_new_with_free_func(free_replay);
	Desk desk = { dossier, replays };
	const Lookup lookup = { find_record, find_pages, knows, &desk };
	EntenteCorrection correction = { .author = word->author, .reason = word->reason };
	g_autoptr(Txn) txn = txn_begin(dossier, error);
	int64_t kept;

	if (!txn)
		return false;
	g_autofree char *what = correct_state(word, &lookup, &correction.action, error);
	correction.what = what;
	if (!what || !store_add_correction(dossier, &correction, &kept, error) ||
	    !txn_commit(txn, error))
		return false;
	*number = kept;
	return true;
}

bool
entente_dossier_undo(EntenteDossier *dossier, gint64 number, const char *author,
                     const char *reason, GError **error)
{
	g_autoptr(Txn) txn = txn_begin(dossier, error);
	bool undone;

	if (!txn || !store_undo_correction(dossier, number, author, reason, &undone, error))
		return false;
	if (!undone) {
		g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT,
		            "'%" G_GINT64_FORMAT "': no correction of this number holds",
		            number);
		return false;
	}
	return txn_commit(txn, error);
}

EntenteCorrections *
entente_dossier_corrections(EntenteDossier *dossier, GError **error)
{
	EntenteCorrections *corrections = store_corrections(dossier, error);

	for (guint i = 0; corrections && i < corrections->rows->len; i++) {
		EntenteCorrection *row =
		    &g_array_index(corrections->rows, EntenteCorrection, i);
		g_autoptr(Correction) correction = correction_new(row);
		g_autofree char *summary = correction_summary(correction);

		row->summary = arena_strdup(corrections->arena, summary);
	}
	return corrections;
}
