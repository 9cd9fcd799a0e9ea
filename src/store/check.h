#ifndef STORE_CHECK_H
#define STORE_CHECK_H

#include "store/connection.h"

/* A check under way, as its stages see it. */
typedef struct {
	EntenteDossier *dossier;
	EntenteFound found;
	gpointer user_data;
	bool stopped; /* by whoever is told */
	int code;     /* of SQLite's, of what failed last */
} Check;

/* Tells a finding about a row, of which the first `n_keys` columns of `statement` are the name,
 * or about all of `table` (`statement` is NULL). */
void check_tell(Check *check, const char *table, Statement *statement, int n_keys,
                const char *format, ...) G_GNUC_PRINTF(5, 6);

/* The same of a row that row_read() cannot read. */
void check_tell_unreadable(Check *check, const char *table, Statement *statement, int n_keys,
                           const GError *why);

/* As connection_prepare, connection_prepare_kind and connection_step, noting why they failed.
 */
Statement *check_prepare(Check *check, const char *sql, GError **error);
Statement *check_prepare_kind(Check *check, const char *sql, EntenteKind kind, GError **error);
bool check_step(Check *check, Statement *statement, bool *row, GError **error);

/* A statement that is made up while checking; to be finalized. */
Statement *check_prepare_once(Check *check, const char *sql, GError **error);
typedef sqlite3_stmt StatementOnce;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StatementOnce, sqlite3_finalize)

/* The stages: what the file is made of, the articles with the sentences in them, the records.
 * Each fails where it cannot go on. */
bool check_pages_of_file(Check *check, GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool check_definitions(Check *check, GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool check_references(Check *check, GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool check_articles(Check *check, GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool check_versions(Check *check, GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool check_page_records(Check *check, GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool check_merged_records(Check *check, GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool check_record_numbers(Check *check, GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
