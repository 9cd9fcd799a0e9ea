/* What a dossier's pages say together, as the desk has it. */
#include "corrections.h"
#include "gather/fingerprint.h"
#include "gather/gather.h"
#include "pipeline.h"
#include "store/connection.h"
#include "store/store.h"

/* Marks the sources that this engine's lexicon cannot read. */
static void
mark_unread(EntenteRecords *pages, const EntenteEngine *engine)
{
	for (guint i = 0; i < pages->items->len; i++) {
		EntenteRecord *record = pages->items->pdata[i];

		if (record->kind == ENTENTE_SOURCE)
			record->source.unread = engine_unread_language(
			    engine, record->source.language, pages->arena);
	}
}

/* What gathering asks of the dossier on the way. */
typedef struct {
	EntenteDossier *dossier;
	GError *error; /* the first */
} Asked;

static char *
find_sentence(const EntenteEvidence *sentence, gpointer user_data)
{
	Asked *asked = user_data;

	return store_sentence(asked->dossier, sentence, asked->error ? NULL : &asked->error);
}

/* As it is kept, or made now where pages have not been merged since the source came. */
static GArray *
find_fingerprint(const char *source, gpointer user_data)
{
	Asked *asked = user_data;
	GError **error = asked->error ? NULL : &asked->error;
	bool kept;
	g_autoptr(GArray) shingles = store_fingerprint_of(asked->dossier, source, &kept, error);

	if (!shingles || kept)
		return g_steal_pointer(&shingles);
	g_autofree char *text = entente_dossier_text(asked->dossier, source, error);
	return text ? fingerprint_new(text) : NULL;
}

/* The records merged of `pages`, which lack texts, as the replay has them. */
static EntenteRecords *
gather_pages(EntenteDossier *dossier, const EntenteEngine *engine, EntenteRecords *pages,
             Replay *replay, int32_t least, GError **error)
{
	Asked asked = { dossier, NULL };
	const GatherTexts texts = { find_sentence, find_fingerprint, &asked };

	mark_unread(pages, engine);
	replay_on(replay, pages);
	records_drop_unsure(pages, least);
	g_autoptr(EntenteRecords) merged = gather_ruled(
	    pages, engine_lexicon(engine), corrected_rulings(replay->corrected), &texts);
	if (!asked.error)
		return g_steal_pointer(&merged);
	g_propagate_error(error, asked.error);
	return NULL;
}

bool
entente_dossier_gather(EntenteDossier *dossier, EntenteEngine *engine, GError **error)
{
	g_autoptr(Txn) txn = txn_begin(dossier, error);
	bool merged_before;

	if (!txn || !store_is_merged(dossier, &merged_before, error))
		return false;
	if (merged_before)
		return true;
	g_autoptr(EntenteRecords) pages = NULL; /* outlives its replay */
	g_autoptr(Replay) replay = replay_new(dossier, error);
	if (replay && store_fingerprint(dossier, fingerprint_new, error))
		pages = replay_pages(replay, dossier, error);
	if (!pages)
		return false;
	g_autoptr(EntenteRecords) merged =
	    gather_pages(dossier, engine, pages, replay, ENTENTE_SURE, error);
	return merged && store_set_merged(dossier, merged, error) &&
	       replay_note(replay, dossier, error) && txn_commit(txn, error);
}

static EntenteRecords *
find_sure(EntenteDossier *dossier, const EntenteEngine *engine, int32_t least,
          const EntenteFilter *filter, GError **error)
{
	g_autoptr(EntenteRecords) pages = NULL; /* outlives its replay */
	g_autoptr(Replay) replay = replay_new(dossier, error);

	if (replay)
		pages = replay_pages(replay, dossier, error);
	if (!pages)
		return NULL;
	g_autoptr(EntenteRecords) merged =
	    gather_pages(dossier, engine, pages, replay, least, error);
	return merged ? store_pick(dossier, merged, filter, error) : NULL;
}

/* Of one state of the dossier: texts are asked for after the pages. */
EntenteRecords *
entente_dossier_sure_records(EntenteDossier *dossier, EntenteEngine *engine, int32_t least,
                             const EntenteFilter *filter, GError **error)
{
	if (!entente_dossier_freeze(dossier, error))
		return NULL;
	EntenteRecords *records = find_sure(dossier, engine, least, filter, error);
	entente_dossier_thaw(dossier);
	return records;
}
