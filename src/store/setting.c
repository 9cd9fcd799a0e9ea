#include "store/setting.h"

#include "store/sql-text.h"

bool
setting_get(EntenteDossier *dossier, const char *name, char **value, GError **error)
{
	g_autoptr(Statement) setting = connection_prepare(dossier, sql_get_setting, error);
	bool row;

	if (!setting)
		return false;
	statement_bind_text(setting, ":name", name);
	if (!connection_step(dossier, setting, &row, error))
		return false;
	*value = row ? g_strdup((const char *)sqlite3_column_text(setting, 0)) : NULL;
	return true;
}

bool
setting_put(EntenteDossier *dossier, const char *name, const char *value, GError **error)
{
	g_autoptr(Statement) setting = connection_prepare(dossier, sql_set_setting, error);

	if (!setting)
		return false;
	statement_bind_text(setting, ":name", name);
	statement_bind_text(setting, ":value", value);
	return connection_run(dossier, setting, error);
}

bool
setting_forget(EntenteDossier *dossier, const char *name, GError **error)
{
	g_autoptr(Statement) setting = connection_prepare(dossier, sql_forget_setting, error);

	if (!setting)
		return false;
	statement_bind_text(setting, ":name", name);
	return connection_run(dossier, setting, error);
}
