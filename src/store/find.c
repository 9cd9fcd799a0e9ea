/* What a correction names, found without reading the whole dossier. */
#include "store/merged.h"
#include "store/sql-text.h"
#include "store/store.h"

#include <entente/error.h>

/* The number of the merged record called `ref`, 0 for none, and its kind. */
static bool
find_number(EntenteDossier *dossier, const char *ref, EntenteKind *kind, int64_t *number,
            GError **error)
{
	bool row = false;

	*number = 0;
	for (*kind = 0; *kind < ENTENTE_N_KINDS; ++*kind) {
		g_autoptr(Statement) found =
		    connection_prepare_kind(dossier, sql_find_record, *kind, error);

		if (!found)
			return false;
		statement_bind_text(found, ":ref", ref);
		if (!connection_step(dossier, found, &row, error))
			return false;
		if (row) {
			*number = sqlite3_column_int64(found, 0);
			return true;
		}
	}
	return true;
}

/* Appends those that have a sentence of the record's. */
static bool
read_beside(EntenteDossier *dossier, EntenteKind kind, int64_t number, EntenteRecords *records,
            GError **error)
{
	g_autoptr(Statement) row = connection_prepare(dossier, sql_records_beside, error);
	bool is_row;

	if (!row)
		return false;
	statement_bind_number(row, ":record", number);
	while (true) {
		if (!connection_step(dossier, row, &is_row, error))
			return false;
		if (!is_row)
			return true;
		if (!merged_read(dossier, records, kind, sqlite3_column_int64(row, 0), error))
			return false;
	}
}

EntenteRecords *
store_find_record(EntenteDossier *dossier, const char *ref, GError **error)
{
	g_autoptr(EntenteRecords) records = records_new();
	EntenteKind kind;
	int64_t number;

	if (!find_number(dossier, ref, &kind, &number, error))
		return NULL;
	if (!number) {
		g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT,
		            "'%s': no record of this name", ref);
		return NULL;
	}
	return merged_read(dossier, records, kind, number, error) &&
	               read_beside(dossier, kind, number, records, error)
	           ? g_steal_pointer(&records)
	           : NULL;
}

static bool
knows(EntenteDossier *dossier, Statement *row, const char *name, bool *known, GError **error)
{
	bool is_row;

	if (!row)
		return false;
	statement_bind_text(row, ":name", name);
	if (!connection_step(dossier, row, &is_row, error))
		return false;
	*known = sqlite3_column_int(row, 0) != 0;
	return true;
}

bool
store_knows_name(EntenteDossier *dossier, EntenteKind kind, const char *name, bool *known,
                 GError **error)
{
	g_autoptr(Statement) row =
	    connection_prepare_kind(dossier, sql_knows_name, kind, error);

	return knows(dossier, row, name, known, error);
}

bool
store_knows_issue(EntenteDossier *dossier, const char *name, bool *known, GError **error)
{
	g_autoptr(Statement) row = connection_prepare(dossier, sql_knows_issue, error);

	return knows(dossier, row, name, known, error);
}
