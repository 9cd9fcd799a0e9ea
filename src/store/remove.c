/* Taking an article away for good: its text, its versions and all that it says; the change that
 * took it away stays. */
#include "store/change.h"
#include "store/sql-text.h"

#include <entente/error.h>

static bool
check_there(EntenteDossier *dossier, const char *id, GError **error)
{
	g_autoptr(Statement) article = connection_prepare(dossier, sql_article_exists, error);
	bool row;

	if (!article)
		return false;
	statement_bind_text(article, ":id", id);
	if (!connection_step(dossier, article, &row, error))
		return false;
	if (!row)
		g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT,
		            "'%s': no source of this id", id);
	return row;
}

bool
entente_dossier_remove(EntenteDossier *dossier, const char *id, GError **error)
{
	g_autoptr(Txn) txn = txn_begin(dossier, error);

	return txn && check_there(dossier, id, error) && change_withdraw(dossier, id, error) &&
	       connection_run_for(dossier, sql_stop_visits, ENTENTE_N_KINDS, id, error) &&
	       connection_run_for(dossier, sql_delete_versions, ENTENTE_N_KINDS, id, error) &&
	       connection_run_for(dossier, sql_delete_article, ENTENTE_N_KINDS, id, error) &&
	       change_note(dossier, "removed", id, error) && txn_commit(txn, error);
}
