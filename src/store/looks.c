/* Up to where the desk's readers have seen what changed. */
#include "store/history.h"
#include "store/sql-text.h"

bool
store_last_change(EntenteDossier *dossier, int64_t *number, GError **error)
{
	g_autoptr(Statement) change = connection_prepare(dossier, sql_last_change, error);
	bool row;

	if (!change || !connection_step(dossier, change, &row, error))
		return false;
	*number = sqlite3_column_int64(change, 0);
	return true;
}

bool
entente_dossier_last_look(EntenteDossier *dossier, const char *reader, int64_t *number,
                          GError **error)
{
	g_autoptr(Statement) look = connection_prepare(dossier, sql_get_look, error);
	bool row;

	if (!look)
		return false;
	statement_bind_text(look, ":reader", reader);
	if (!connection_step(dossier, look, &row, error))
		return false;
	*number = row ? sqlite3_column_int64(look, 0) : ENTENTE_UNKNOWN;
	return true;
}

bool
entente_dossier_look(EntenteDossier *dossier, const char *reader, int64_t number,
                     GError **error)
{
	g_autoptr(Statement) look = connection_prepare(dossier, sql_put_look, error);

	if (!look)
		return false;
	statement_bind_text(look, ":reader", reader);
	statement_bind_number(look, ":number", number);
	return connection_run(dossier, look, error);
}
