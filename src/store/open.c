/* Opening: what may be wrong with a file is said here, before anything is read or written. */
#include "store/connection.h"
#include "store/schema.h"
#include "store/sql-text.h"
#include "store/store.h"

#include <entente/error.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

enum { APPLICATION_ID = 1164866661 }; /* as kept.sql sets it */

/* What is kept, by the version that had it first: each script makes one of the one before. */
static const char *const steps[] = { sql_kept, sql_watched, sql_desk };
enum { SCHEMA_VERSION = G_N_ELEMENTS(steps) };

enum { PATIENCE = 5000 }; /* milliseconds to wait for another writer */

static bool
fail(const char *name, const char *cause, GError **error)
{
	g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_DOSSIER, "'%s': %s", name, cause);
	return false;
}

static bool
check_missing(const char *path, EntenteDossierMode mode, GError **error)
{
	g_autofree char *folder = g_path_get_dirname(path);

	if (mode != ENTENTE_DOSSIER_WRITE)
		return fail(path, "no such dossier", error);
	if (!g_file_test(folder, G_FILE_TEST_IS_DIR))
		return fail(path, "its folder does not exist", error);
	if (g_access(folder, W_OK))
		return fail(path, "its folder is read-only", error);
	return true;
}

static bool
check_file(const char *path, EntenteDossierMode mode, GError **error)
{
	GStatBuf status;

	if (g_stat(path, &status))
		return errno == ENOENT ? check_missing(path, mode, error)
		                       : fail(path, g_strerror(errno), error);
	if (S_ISDIR(status.st_mode))
		return fail(path, "a folder, not a dossier", error);
	if (!S_ISREG(status.st_mode))
		return fail(path, "not a file", error);
	if (g_access(path, R_OK))
		return fail(path, "may not be read", error);
	if (mode != ENTENTE_DOSSIER_READ && g_access(path, W_OK))
		return fail(path, "read-only", error);
	return true;
}

/* A reader that may write the file opens it so too: only then can it clear away the log and
 * index that SQLite keeps beside it.  `query_only` holds it to reading. */
static bool
connect(EntenteDossier *dossier, const char *path, int flags, GError **error)
{
	sqlite3_close(dossier->db);
	if (sqlite3_open_v2(path, &dossier->db, flags | SQLITE_OPEN_NOMUTEX, NULL))
		return connection_failed(dossier, error);
	sqlite3_extended_result_codes(dossier->db, 1);
	sqlite3_busy_timeout(dossier->db, PATIENCE);
	sqlite3_db_config(dossier->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	return connection_script(dossier,
	                         "PRAGMA trusted_schema = OFF;"
	                         "PRAGMA foreign_keys = ON;"
	                         "PRAGMA synchronous = NORMAL",
	                         error) &&
	       connection_set_cache(dossier, CACHE_TO_READ, error);
}

/* Sets `*version` to that of what is kept; 0 for an empty file. */
static bool
identify(EntenteDossier *dossier, int64_t *version, GError **error)
{
	enum { APPLICATION, VERSION, N_TABLES };
	bool row;
	g_autoptr(Statement) statement = connection_prepare(dossier, sql_identity, error);

	if (!statement || !connection_step(dossier, statement, &row, error))
		return false;
	int64_t application = sqlite3_column_int64(statement, APPLICATION);
	*version = sqlite3_column_int64(statement, VERSION);
	if (!application && !*version && !sqlite3_column_int64(statement, N_TABLES))
		return true;
	if (application != APPLICATION_ID || *version < 1)
		return fail(dossier->name, "an SQLite file of another program, not a dossier",
		            error);
	if (*version > SCHEMA_VERSION)
		return fail(dossier->name, "made by a newer version of entente", error);
	return true;
}

/* Adds what the version before this one had not; a transaction keeps other programs out. */
bool
store_bring_up_to_date(EntenteDossier *dossier, GError **error)
{
	int64_t version;

	if (!identify(dossier, &version, error))
		return false;
	for (; version < SCHEMA_VERSION; version++)
		if (!connection_script(dossier, steps[version], error))
			return false;
	return true;
}

static bool
create(EntenteDossier *dossier, GError **error)
{
	int64_t version;

	if (!connection_script(dossier, "PRAGMA journal_mode = WAL", error))
		return false;
	g_autoptr(Txn) txn = txn_begin(dossier, error);
	if (!txn || !identify(dossier, &version, error))
		return false;
	if (version)
		return true; /* another program was quicker */
	return store_bring_up_to_date(dossier, error) && schema_make_derived(dossier, error) &&
	       txn_commit(txn, error);
}

static bool
check_version(EntenteDossier *dossier, int64_t version, GError **error)
{
	bool ours = false;

	if (version == SCHEMA_VERSION && !schema_check_derived(dossier, &ours, error))
		return false;
	return ours || fail(dossier->name,
	                    "made by another version of entente; 'entente rebuild' makes it "
	                    "one of this",
	                    error);
}

static bool
prepare_file(EntenteDossier *dossier, EntenteDossierMode mode, GError **error)
{
	int64_t version;

	if (!identify(dossier, &version, error))
		return false;
	if (!version && mode != ENTENTE_DOSSIER_WRITE)
		return fail(dossier->name, "empty, not a dossier", error);
	if (!version && !create(dossier, error))
		return false;
	if (mode == ENTENTE_DOSSIER_READ &&
	    !connection_script(dossier, "PRAGMA query_only = ON", error))
		return false;
	return mode == ENTENTE_DOSSIER_REBUILD ||
	       check_version(dossier, version ? version : SCHEMA_VERSION, error);
}

/* Whether opening failed for want of the shared index that SQLite writes beside a file in WAL
 * mode even to read it, while no log beside the file says that somebody is writing to it. */
static bool
lacks_index(const EntenteDossier *dossier, const char *path)
{
	int code = sqlite3_errcode(dossier->db) & 0xff;
	g_autofree char *log = g_strconcat(path, "-wal", NULL);

	return (code == SQLITE_CANTOPEN || code == SQLITE_READONLY) &&
	       !g_file_test(log, G_FILE_TEST_EXISTS);
}

/* Such a file, on a disk that cannot be written, is read as it is. */
static bool
prepare_immutable(EntenteDossier *dossier, const char *path, GError **error)
{
	g_autofree char *uri = g_filename_to_uri(path, NULL, error);

	if (!uri)
		return false;
	g_autofree char *immutable = g_strconcat(uri, "?immutable=1", NULL);
	return connect(dossier, immutable, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, error) &&
	       prepare_file(dossier, ENTENTE_DOSSIER_READ, error);
}

/* What the desk says nobody could say again; a page that is lost with the power is read again.
 */
static bool
make_durable(EntenteDossier *dossier, EntenteDossierMode mode, GError **error)
{
	return mode != ENTENTE_DOSSIER_CHANGE ||
	       connection_script(dossier, "PRAGMA synchronous = FULL", error);
}

EntenteDossier *
entente_dossier_open(const char *path, EntenteDossierMode mode, GError **error)
{
	g_autofree char *absolute = path ? g_canonicalize_filename(path, NULL) : NULL;
	g_autoptr(EntenteDossier) dossier = g_new0(EntenteDossier, 1);
	g_autoptr(GError) cause = NULL;
	int flags = mode == ENTENTE_DOSSIER_WRITE  ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
	            : path && g_access(path, W_OK) ? SQLITE_OPEN_READONLY
	                                           : SQLITE_OPEN_READWRITE;

	dossier->name = g_strdup(path ? path : "dossier in memory");
	if (path && !check_file(path, mode, error))
		return NULL;
	if (connect(dossier, path ? absolute : ":memory:", flags, &cause) &&
	    prepare_file(dossier, mode, &cause) && make_durable(dossier, mode, &cause))
		return g_steal_pointer(&dossier);
	if (mode == ENTENTE_DOSSIER_READ && lacks_index(dossier, path)) {
		connection_forget(dossier);
		return prepare_immutable(dossier, absolute, error) ? g_steal_pointer(&dossier)
		                                                   : NULL;
	}
	g_propagate_error(error, g_steal_pointer(&cause));
	return NULL;
}

/* The lock is one of its own (flock), so that it is none of those that SQLite puts on the file;
 * but closing any descriptor of a file drops SQLite's, so this one is closed last. */
bool
store_hold(EntenteDossier *dossier, GError **error)
{
	const char *path = sqlite3_db_filename(dossier->db, "main");

	if (dossier->held || !path || !*path)
		return true;
	int held = open(path, O_RDONLY | O_CLOEXEC);
	if (held <= 0)
		return fail(dossier->name, g_strerror(errno), error);
	dossier->held = held;
	return flock(held, LOCK_EX | LOCK_NB) == 0 ||
	       fail(dossier->name, "watched by another program already", error);
}

void
entente_dossier_close(EntenteDossier *dossier)
{
	if (!dossier)
		return;
	connection_forget(dossier);
	sqlite3_close(dossier->db);
	if (dossier->held)
		close(dossier->held);
	g_free(dossier->name);
	g_free(dossier);
}
