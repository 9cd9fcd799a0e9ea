/* The one place that talks to SQLite about statements, transactions and failures.
 *
 * Reading thousands of pages runs the same two dozen statements, so each is prepared once and
 * found again by the address of its text. */
#include "store/connection.h"

#include "store/schema.h"

#include <entente/error.h>

static const struct {
	int code;
	const char *cause;
} causes[] = {
	{ SQLITE_BUSY, "in use by another program" },
	{ SQLITE_LOCKED, "in use by another program" },
	{ SQLITE_READONLY, "open for reading only" },
	{ SQLITE_PERM, "may not be opened" },
	{ SQLITE_CANTOPEN, "cannot be opened" },
	{ SQLITE_NOTADB, "not a dossier" },
	{ SQLITE_CORRUPT, "damaged" },
	{ SQLITE_FULL, "no space left on the disk" },
	{ SQLITE_IOERR, "cannot be read or written on this disk" },
};

bool
connection_failed(const EntenteDossier *dossier, GError **error)
{
	int code = sqlite3_errcode(dossier->db) & 0xff;
	const char *cause = sqlite3_errmsg(dossier->db);

	for (size_t i = 0; i < G_N_ELEMENTS(causes); i++)
		if (causes[i].code == code)
			cause = causes[i].cause;
	g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_DOSSIER, "'%s': %s", dossier->name,
	            cause);
	return false;
}

void
connection_forget(EntenteDossier *dossier)
{
	for (size_t i = 0; i < G_N_ELEMENTS(dossier->statements); i++)
		g_clear_pointer(&dossier->statements[i], g_hash_table_unref);
}

void
statement_reset(Statement *statement)
{
	sqlite3_reset(statement);
}

static void
finalize(gpointer statement)
{
	sqlite3_finalize(statement);
}

static Statement *
prepare(EntenteDossier *dossier, GHashTable **statements, const char *key, const char *sql,
        GError **error)
{
	sqlite3_stmt *statement = NULL;

	if (sqlite3_prepare_v3(dossier->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement,
	                       NULL)) {
		connection_failed(dossier, error);
		return NULL;
	}
	if (!*statements)
		*statements =
		    g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, finalize);
	g_hash_table_insert(*statements, (gpointer)key, statement);
	return statement;
}

static Statement *
prepared(GHashTable *statements, const char *key)
{
	sqlite3_stmt *statement = statements ? g_hash_table_lookup(statements, key) : NULL;

	if (statement)
		sqlite3_clear_bindings(statement);
	return statement;
}

Statement *
connection_prepare(EntenteDossier *dossier, const char *sql, GError **error)
{
	GHashTable **statements = &dossier->statements[ENTENTE_N_KINDS];
	Statement *statement = prepared(*statements, sql);

	return statement ? statement : prepare(dossier, statements, sql, sql, error);
}

Statement *
connection_prepare_filled(EntenteDossier *dossier, const char *sql, char *(*fill)(const char *),
                          GError **error)
{
	GHashTable **statements = &dossier->statements[ENTENTE_N_KINDS];
	Statement *statement = prepared(*statements, sql);

	if (statement)
		return statement;
	g_autofree char *filled = fill(sql);
	return prepare(dossier, statements, sql, filled, error);
}

Statement *
connection_prepare_kind(EntenteDossier *dossier, const char *sql, EntenteKind kind,
                        GError **error)
{
	GHashTable **statements = &dossier->statements[kind];
	Statement *statement = prepared(*statements, sql);

	if (statement)
		return statement;
	g_autofree char *filled = schema_fill(sql, kind);
	return prepare(dossier, statements, sql, filled, error);
}

void
statement_bind_text(Statement *statement, const char *name, const char *text)
{
	int index = sqlite3_bind_parameter_index(statement, name);

	if (index)
		sqlite3_bind_text(statement, index, text, -1, SQLITE_TRANSIENT);
}

void
statement_bind_number(Statement *statement, const char *name, int64_t number)
{
	int index = sqlite3_bind_parameter_index(statement, name);

	if (index)
		sqlite3_bind_int64(statement, index, number);
}

bool
connection_step(EntenteDossier *dossier, Statement *statement, bool *row, GError **error)
{
	int code = sqlite3_step(statement);

	if (code != SQLITE_ROW && code != SQLITE_DONE)
		return connection_failed(dossier, error);
	*row = code == SQLITE_ROW;
	return true;
}

bool
connection_run(EntenteDossier *dossier, Statement *statement, GError **error)
{
	bool row, done = connection_step(dossier, statement, &row, error);

	sqlite3_reset(statement);
	return done;
}

bool
connection_run_for(EntenteDossier *dossier, const char *sql, EntenteKind kind,
                   const char *source, GError **error)
{
	g_autoptr(Statement) statement =
	    kind == ENTENTE_N_KINDS ? connection_prepare(dossier, sql, error)
				    : connection_prepare_kind(dossier, sql, kind, error);

	if (!statement)
		return false;
	statement_bind_text(statement, ":source", source);
	if (kind != ENTENTE_N_KINDS)
		statement_bind_text(statement, ":kind", entente_kind(kind)->name);
	return connection_run(dossier, statement, error);
}

bool
connection_script(EntenteDossier *dossier, const char *sql, GError **error)
{
	if (sqlite3_exec(dossier->db, sql, NULL, NULL, NULL))
		return connection_failed(dossier, error);
	return true;
}

bool
connection_set_cache(EntenteDossier *dossier, int kilobytes, GError **error)
{
	g_autofree char *pragma = g_strdup_printf("PRAGMA cache_size = -%d", kilobytes);

	return connection_script(dossier, pragma, error);
}

Txn *
txn_begin(EntenteDossier *dossier, GError **error)
{
	return connection_script(dossier, "BEGIN IMMEDIATE", error) ? dossier : NULL;
}

bool
txn_commit(Txn *txn, GError **error)
{
	return connection_script(txn, "COMMIT", error);
}

void
txn_end(Txn *txn)
{
	if (!sqlite3_get_autocommit(txn->db))
		sqlite3_exec(txn->db, "ROLLBACK", NULL, NULL, NULL);
}

bool
entente_dossier_freeze(EntenteDossier *dossier, GError **error)
{
	/* A transaction sees the state of its first look. */
	return connection_script(dossier, "BEGIN; SELECT count(*) FROM settings", error);
}

void
entente_dossier_thaw(EntenteDossier *dossier)
{
	txn_end(dossier);
}
