/* Rebuilding a dossier: what pages say is read anew from the texts that are kept. */
#include "pipeline.h"
#include "store/connection.h"
#include "store/store.h"

typedef struct {
	EntenteDossier *dossier;
	int64_t number; /* of the article that was last handed out */
	guint64 n_done, n_all;
	EntenteRebuilt told;
	gpointer user_data;
	GError *error;
	bool stopped;
} Rebuild;

static Article *
next(gpointer user_data)
{
	Rebuild *rebuild = user_data;
	EntenteRecords *source =
	    store_next_source(rebuild->dossier, &rebuild->number, &rebuild->error);

	return source ? records_to_article(source) : NULL;
}

static bool
put(EntenteRecords *taken, gpointer user_data)
{
	g_autoptr(EntenteRecords) page = taken;
	Rebuild *rebuild = user_data;

	if (rebuild->error || !store_put_page(rebuild->dossier, page, &rebuild->error))
		return false;
	rebuild->n_done++;
	rebuild->stopped = rebuild->told &&
	                   !rebuild->told(rebuild->n_done, rebuild->n_all, rebuild->user_data);
	return !rebuild->stopped;
}

bool
entente_dossier_rebuild(EntenteDossier *dossier, EntenteEngine *engine, EntenteRebuilt told,
                        gpointer user_data, GError **error)
{
	static const EntenteSink sink = { .page = put };
	Rebuild rebuild = { .dossier = dossier, .told = told, .user_data = user_data };
	g_autoptr(Txn) txn = txn_begin(dossier, error);

	if (!txn || !store_empty_derived(dossier, error) ||
	    !store_count_articles(dossier, &rebuild.n_all, error))
		return false;
	engine_understand_each(engine, next, &sink, &rebuild);
	if (rebuild.error) {
		g_propagate_error(error, rebuild.error);
		return false;
	}
	if (rebuild.stopped)
		return true;
	if (!txn_commit(txn, error))
		return false;
	return entente_dossier_gather(dossier, engine, error);
}
