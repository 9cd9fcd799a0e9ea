/* The desk's corrections: kept as they were said, whatever becomes of what they are about. */
#include "store/column.h"
#include "store/setting.h"
#include "store/sql-text.h"
#include "store/store.h"

#include <entente/error.h>

/* The change feed has it, and pages are to be merged anew. */
static bool
note(EntenteDossier *dossier, int64_t number, GError **error)
{
	g_autoptr(Statement) change = connection_prepare(dossier, sql_note_correction, error);

	if (!change)
		return false;
	statement_bind_number(change, ":number", number);
	return connection_run(dossier, change, error) &&
	       setting_forget(dossier, SETTING_MERGED, error);
}

bool
store_add_correction(EntenteDossier *dossier, const EntenteCorrection *correction,
                     int64_t *number, GError **error)
{
	g_autoptr(Statement) row = connection_prepare(dossier, sql_add_correction, error);

	if (!row)
		return false;
	statement_bind_text(row, ":author", correction->author);
	statement_bind_text(row, ":reason", correction->reason);
	statement_bind_text(row, ":action", correction->action);
	statement_bind_text(row, ":what", correction->what);
	if (!connection_run(dossier, row, error))
		return false;
	*number = sqlite3_last_insert_rowid(dossier->db);
	return note(dossier, *number, error);
}

bool
store_undo_correction(EntenteDossier *dossier, int64_t number, const char *author,
                      const char *reason, bool *undone, GError **error)
{
	g_autoptr(Statement) row = connection_prepare(dossier, sql_undo_correction, error);

	if (!row)
		return false;
	statement_bind_number(row, ":number", number);
	statement_bind_text(row, ":author", author);
	statement_bind_text(row, ":reason", reason);
	if (!connection_run(dossier, row, error))
		return false;
	*undone = sqlite3_changes(dossier->db) > 0;
	return !*undone || note(dossier, number, error);
}

static void
bind_undone(Statement *row, const EntenteCorrection *correction)
{
	statement_bind_text(row, ":undone_at", correction->undone_at);
	statement_bind_text(row, ":undone_by", correction->undone_by);
	statement_bind_text(row, ":undone_reason", correction->undone_reason);
}

bool
store_put_correction(EntenteDossier *dossier, const EntenteCorrection *correction,
                     int64_t *number, GError **error)
{
	g_autoptr(Statement) row = connection_prepare(dossier, sql_put_correction, error);

	if (!row)
		return false;
	statement_bind_text(row, ":at", correction->at);
	statement_bind_text(row, ":author", correction->author);
	statement_bind_text(row, ":reason", correction->reason);
	statement_bind_text(row, ":action", correction->action);
	statement_bind_text(row, ":what", correction->what);
	bind_undone(row, correction);
	if (!connection_run(dossier, row, error))
		return false;
	*number = sqlite3_last_insert_rowid(dossier->db);
	return note(dossier, *number, error);
}

bool
store_put_undone(EntenteDossier *dossier, int64_t number, const EntenteCorrection *correction,
                 GError **error)
{
	g_autoptr(Statement) row = connection_prepare(dossier, sql_put_undone, error);

	if (!row)
		return false;
	statement_bind_number(row, ":number", number);
	bind_undone(row, correction);
	return connection_run(dossier, row, error) && note(dossier, number, error);
}

EntenteCorrections *
store_corrections(EntenteDossier *dossier, GError **error)
{
	enum {
		NUMBER,
		AT,
		AUTHOR,
		REASON,
		ACTION,
		WHAT,
		UNDONE_AT,
		UNDONE_BY,
		UNDONE_REASON,
		APPLIES
	};
	g_autoptr(EntenteCorrections) corrections = corrections_new();
	g_autoptr(Statement) row = connection_prepare(dossier, sql_corrections, error);
	Arena *arena = corrections->arena;
	bool is_row;

	if (!row)
		return NULL;
	while (true) {
		if (!connection_step(dossier, row, &is_row, error))
			return NULL;
		if (!is_row)
			return g_steal_pointer(&corrections);
		EntenteCorrection correction = {
			.number = sqlite3_column_int64(row, NUMBER),
			.at = row_text(row, AT, arena),
			.author = row_text(row, AUTHOR, arena),
			.reason = row_text(row, REASON, arena),
			.action = row_text(row, ACTION, arena),
			.what = row_text(row, WHAT, arena),
			.undone_at = row_text(row, UNDONE_AT, arena),
			.undone_by = row_text(row, UNDONE_BY, arena),
			.undone_reason = row_text(row, UNDONE_REASON, arena),
			.applies = sqlite3_column_int(row, APPLIES) != 0,
		};

		g_array_append_val(corrections->rows, correction);
	}
}

bool
store_set_idle(EntenteDossier *dossier, const GArray *numbers, GError **error)
{
	g_autoptr(Statement) forget = connection_prepare(dossier, sql_forget_idle, error);
	g_autoptr(Statement) idle = connection_prepare(dossier, sql_note_idle, error);

	if (!forget || !idle || !connection_run(dossier, forget, error))
		return false;
	for (guint i = 0; i < numbers->len; i++) {
		statement_bind_number(idle, ":number", g_array_index(numbers, int64_t, i));
		if (!connection_run(dossier, idle, error))
			return false;
	}
	return true;
}
