/* What is derived, emptied and put back article by article. */
#include "store/column.h"
#include "store/schema.h"
#include "store/setting.h"
#include "store/sql-text.h"
#include "store/store.h"

/* The statements that drop every table that is not kept, whichever program made it; NULL with
 * the error set. */
static char *
dropping(EntenteDossier *dossier, GError **error)
{
	enum { TYPE, NAME };
	g_autoptr(GString) script = g_string_new(NULL);
	g_autoptr(Statement) table = connection_prepare(dossier, sql_derived_tables, error);
	bool row;

	if (!table)
		return NULL;
	while (true) {
		if (!connection_step(dossier, table, &row, error))
			return NULL;
		if (!row)
			return g_string_free(g_steal_pointer(&script), FALSE);
		g_string_append_printf(script, "DROP %s \"%s\";",
		                       sqlite3_column_text(table, TYPE),
		                       sqlite3_column_text(table, NAME));
	}
}

bool
store_empty_derived(EntenteDossier *dossier, GError **error)
{
	g_autofree char *drop =
	    store_bring_up_to_date(dossier, error) ? dropping(dossier, error) : NULL;

	if (!drop)
		return false;
	connection_forget(dossier); /* what was prepared on the tables that go */
	return connection_script(dossier, drop, error) && schema_make_derived(dossier, error) &&
	       setting_forget(dossier, SETTING_MERGED, error);
}

bool
store_count_articles(EntenteDossier *dossier, uint64_t *n, GError **error)
{
	g_autoptr(Statement) count = connection_prepare(dossier, sql_count_articles, error);
	bool row;

	if (!count || !connection_step(dossier, count, &row, error))
		return false;
	*n = (uint64_t)sqlite3_column_int64(count, 0);
	return true;
}

EntenteRecords *
store_next_source(EntenteDossier *dossier, int64_t *number, GError **error)
{
	enum { NUMBER, FETCHED, TEXT };
	g_autoptr(Statement) row = connection_prepare(dossier, sql_next_article, error);
	g_autoptr(EntenteRecords) records = records_new();
	bool is_row;

	if (!row)
		return NULL;
	statement_bind_number(row, ":number", *number);
	if (!connection_step(dossier, row, &is_row, error) || !is_row)
		return NULL;
	EntenteRecord *record = row_read(dossier, row, records, ENTENTE_SOURCE, error);
	if (!record)
		return NULL;
	record->source.fetched = row_text(row, FETCHED, records->arena);
	record->source.text = row_text(row, TEXT, records->arena);
	*number = sqlite3_column_int64(row, NUMBER);
	return g_steal_pointer(&records);
}
