#include "store/change.h"

#include "store/sentences.h"
#include "store/setting.h"
#include "store/sql-text.h"

bool
change_note(EntenteDossier *dossier, const char *what, const char *id, GError **error)
{
	g_autoptr(Statement) change = connection_prepare(dossier, sql_note_change, error);

	if (!change)
		return false;
	statement_bind_text(change, ":what", what);
	statement_bind_text(change, ":source", id);
	return connection_run(dossier, change, error) &&
	       setting_forget(dossier, SETTING_MERGED, error);
}

static bool
run_of_kinds(EntenteDossier *dossier, const char *sql, const char *id, GError **error)
{
	for (EntenteKind kind = ENTENTE_SOURCE + 1; kind < ENTENTE_N_KINDS; kind++)
		if (!connection_run_for(dossier, sql, kind, id, error))
			return false;
	return true;
}

/* What only is to be looked at anew comes first, for it is found by what goes; the evidence, by
 * which all is found, goes last. */
bool
change_withdraw(EntenteDossier *dossier, const char *id, GError **error)
{
	return sentences_delete(dossier, id, error) &&
	       connection_run_for(dossier, sql_delete_page_evidence, ENTENTE_N_KINDS, id,
	                          error) &&
	       run_of_kinds(dossier, sql_delete_page_records, id, error) &&
	       connection_run_for(dossier, sql_withdraw_spoken, ENTENTE_N_KINDS, id, error) &&
	       run_of_kinds(dossier, sql_withdraw_namesakes, id, error) &&
	       connection_run_for(dossier, sql_withdraw_sides, ENTENTE_N_KINDS, id, error) &&
	       connection_run_for(dossier, sql_withdraw_speakers, ENTENTE_N_KINDS, id, error) &&
	       connection_run_for(dossier, sql_withdraw_digests, ENTENTE_N_KINDS, id, error) &&
	       run_of_kinds(dossier, sql_withdraw_records, id, error) &&
	       connection_run_for(dossier, sql_withdraw_evidence, ENTENTE_N_KINDS, id, error) &&
	       connection_run_for(dossier, sql_withdraw_fingerprint, ENTENTE_N_KINDS, id,
	                          error) &&
	       connection_run_for(dossier, sql_withdraw_source, ENTENTE_N_KINDS, id, error);
}
