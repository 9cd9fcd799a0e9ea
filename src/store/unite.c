/* A page of another dossier: the same article once, with the states that either dossier knew.
 * Of two states that are there now, the one read later stays. */
#include "store/change.h"
#include "store/page.h"
#include "store/sql-text.h"
#include "store/store.h"
#include "store/versions.h"

#include <string.h>

bool
store_changed_at(EntenteDossier *dossier, const char *id, char **at, GError **error)
{
	g_autoptr(Statement) change = connection_prepare(dossier, sql_changed_at, error);
	bool row;

	if (!change)
		return false;
	statement_bind_text(change, ":source", id);
	if (!connection_step(dossier, change, &row, error))
		return false;
	*at = g_strdup((const char *)sqlite3_column_text(change, 0));
	return true;
}

static bool
is_state(const EntenteVersion *version, const char *title, const char *text)
{
	return !g_strcmp0(version->title, title) && g_str_equal(version->text, text);
}

static int
by_time(gconstpointer a, gconstpointer b)
{
	const EntenteVersion *left = a, *right = b;

	return strcmp(left->replaced, right->replaced);
}

/* Adds the state, unless it is there: among the versions, or as what the article is now. */
static void
add_state(GArray *versions, const EntenteSource *now, const EntenteVersion *state)
{
	if (is_state(state, now->title, now->text))
		return;
	for (guint i = 0; i < versions->len; i++)
		if (is_state(&g_array_index(versions, EntenteVersion, i), state->title,
		             state->text))
			return;
	g_array_append_val(versions, *state);
}

/* Makes the versions of the article those that it has and `more`, in the order of time. */
static bool
unite_versions(EntenteDossier *dossier, const char *id, const EntenteVersion *more, size_t n,
               GError **error)
{
	const char *const ids[] = { id, NULL };
	g_autoptr(EntenteRecords) pages = store_pages_of(dossier, ids, error);
	g_autoptr(GArray) versions = g_array_new(FALSE, FALSE, sizeof(EntenteVersion));

	if (!pages)
		return false;
	EntenteSource now = entente_records_get(pages, 0)->source;
	if (!versions_read(dossier, &now, pages->arena, error))
		return false;
	size_t before = now.n_versions;
	if (before)
		g_array_append_vals(versions, now.versions, (guint)before);
	for (size_t i = 0; i < n; i++)
		add_state(versions, &now, &more[i]);
	if (versions->len == before)
		return true;
	g_array_sort(versions, by_time);
	now.versions = (const EntenteVersion *)versions->data;
	now.n_versions = versions->len;
	return connection_run_for(dossier, sql_delete_versions, ENTENTE_N_KINDS, id, error) &&
	       versions_put(dossier, &now, id, error);
}

bool
store_unite_page(EntenteDossier *dossier, const EntenteRecords *page, const char *at,
                 EntenteAdded *added, char **id, GError **error)
{
	const EntenteSource *source = &entente_records_get(page, 0)->source;
	g_autoptr(GArray) states = g_array_new(FALSE, FALSE, sizeof(EntenteVersion));
	g_autoptr(Txn) txn = txn_begin(dossier, error);
	g_autofree char *known = NULL, *own_at = NULL;
	EntenteAdded outcome;

	if (!txn || !page_find(dossier, source, &outcome, &known, error) ||
	    (known && !store_changed_at(dossier, known, &own_at, error)))
		return false;
	if (source->n_versions)
		g_array_append_vals(states, source->versions, (guint)source->n_versions);
	if (outcome == ENTENTE_REPLACED && g_strcmp0(at, own_at) <= 0) {
		const EntenteVersion current = { source->title, source->author,
			                         source->published, source->text, own_at };

		g_array_append_val(states, current);
		outcome = ENTENTE_UNCHANGED;
	}
	if (!page_put(dossier, page, outcome, &known, error) ||
	    !unite_versions(dossier, known, (const EntenteVersion *)states->data, states->len,
	                    error) ||
	    !txn_commit(txn, error))
		return false;
	*added = outcome;
	*id = g_steal_pointer(&known);
	return true;
}

static bool
same_word(const EntenteCorrection *a, const EntenteCorrection *b)
{
	return g_str_equal(a->at, b->at) && g_str_equal(a->author, b->author) &&
	       g_str_equal(a->action, b->action) && !g_strcmp0(a->reason, b->reason) &&
	       g_str_equal(a->what, b->what);
}

bool
store_unite_correction(EntenteDossier *dossier, const EntenteCorrections *own,
                       const EntenteCorrection *theirs, bool *is_new, GError **error)
{
	int64_t number;

	for (size_t i = 0; i < entente_corrections_count(own); i++) {
		const EntenteCorrection *here = entente_corrections_get(own, i);

		if (!same_word(here, theirs))
			continue;
		*is_new = false;
		return here->undone_at || !theirs->undone_at ||
		       store_put_undone(dossier, here->number, theirs, error);
	}
	*is_new = true;
	return store_put_correction(dossier, theirs, &number, error);
}
