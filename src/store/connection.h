#ifndef STORE_CONNECTION_H
#define STORE_CONNECTION_H

#include <entente/dossier.h>

#include <sqlite3.h>

/* An open dossier: a connection and the statements prepared on it so far. */
struct EntenteDossier {
	char *name; /* as messages name it */
	sqlite3 *db;
	EntentePatience patience; /* NULL: that of open.c */
	gpointer patience_data;
	int64_t waits_since; /* as g_get_monotonic_time() */
	int held;            /* a descriptor of the file, which is locked; 0 where it is not */
	GHashTable *statements[ENTENTE_N_KINDS + 1]; /* by kind: SQL constant -> sqlite3_stmt */
};

/* Sets the error of what the connection last failed at, in words for the person who can mend
 * it.  Returns false. */
bool connection_failed(const EntenteDossier *dossier, GError **error);

/* Finalises every prepared statement. */
void connection_forget(EntenteDossier *dossier);

/* A prepared statement in use; reset, not finalised, at the end of its scope. */
typedef sqlite3_stmt Statement;
void statement_reset(Statement *statement);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Statement, statement_reset)

/* The statement of a constant from sql-text.h, prepared once a connection, without bindings. */
Statement *connection_prepare(EntenteDossier *dossier, const char *sql, GError **error);

/* The same for a template, which `fill` makes a statement of. */
Statement *connection_prepare_filled(EntenteDossier *dossier, const char *sql,
                                     char *(*fill)(const char *sql), GError **error);

/* The same for a template, filled for this kind (schema.h). */
Statement *connection_prepare_kind(EntenteDossier *dossier, const char *sql, EntenteKind kind,
                                   GError **error);

/* Prepares, with ":source" and the kind's name as ":kind" bound, and runs a constant from sql-text.h; of a kind, or with
 * ENTENTE_N_KINDS of none. */
bool connection_run_for(EntenteDossier *dossier, const char *sql, EntenteKind kind,
                        const char *source, GError **error);

/* Binds by name (":id"); a name that the statement lacks is passed over. */
void statement_bind_text(Statement *statement, const char *name, const char *text);
void statement_bind_number(Statement *statement, const char *name, int64_t number);

/* The next row: sets `row` to whether there is one. */
bool connection_step(EntenteDossier *dossier, Statement *statement, bool *row, GError **error);

/* Runs a statement that yields no rows and makes it ready to be bound and run again. */
bool connection_run(EntenteDossier *dossier, Statement *statement, GError **error);

/* Runs the statements of a script. */
bool connection_script(EntenteDossier *dossier, const char *sql, GError **error);

/* How much of the file is kept in memory, in kB. */
enum { CACHE_TO_READ = 16 * 1000, CACHE_TO_MERGE = 400 * 1000 };
bool connection_set_cache(EntenteDossier *dossier, int kilobytes, GError **error);

/* A write transaction.  One that has not been committed at the end of its scope rolls back. */
typedef struct EntenteDossier Txn;
Txn *txn_begin(EntenteDossier *dossier, GError **error);
bool txn_commit(Txn *txn, GError **error);
void txn_end(Txn *txn);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Txn, txn_end)

#endif
