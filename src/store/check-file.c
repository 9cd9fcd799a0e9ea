/* What does not depend on what a dossier says: SQLite's own check of its pages, the definitions
 * of the tables, and that whatever a row refers to is there. */
#include "store/check.h"

#include "store/sql-text.h"

#include <entente/error.h>
#include <string.h>

/* On larger files, whether each index agrees with its table is passed over: that visits the
 * file in the order of the indexes, so once its pages are not in memory it takes hours. */
enum { LARGE = 2000 }; /* MB */

bool
check_pages_of_file(Check *check, GError **error)
{
	g_autoptr(Statement) size = check_prepare(check, sql_size, error);
	bool row;

	if (!size || !check_step(check, size, &row, error))
		return false;
	bool large = sqlite3_column_int64(size, 0) > (int64_t)LARGE * 1000 * 1000;
	g_autoptr(Statement) line = check_prepare(
	    check, large ? "PRAGMA quick_check" : "PRAGMA integrity_check", error);
	if (!line)
		return false;
	while (!check->stopped) {
		if (!check_step(check, line, &row, error))
			return false;
		if (!row)
			return true;
		g_auto(GStrv) lines =
		    g_strsplit((const char *)sqlite3_column_text(line, 0), "\n", -1);
		for (char **at = lines; *at; at++)
			if (**at && **at != '*' && !g_str_equal(*at, "ok"))
				check_tell(check, "file", NULL, 0, "%s", *at);
	}
	return true;
}

/* Names of all tables, views and indexes and so on -> what defines them. */
static GHashTable *
definitions_of(EntenteDossier *dossier, GError **error)
{
	enum { NAME, DEFINITION };
	g_autoptr(GHashTable) definitions =
	    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	g_autoptr(Statement) object = connection_prepare(dossier, sql_definitions, error);
	bool row;

	if (!object)
		return NULL;
	while (true) {
		if (!connection_step(dossier, object, &row, error))
			return NULL;
		if (!row)
			return g_steal_pointer(&definitions);
		g_hash_table_insert(
		    definitions, g_strdup((const char *)sqlite3_column_text(object, NAME)),
		    g_strdup((const char *)sqlite3_column_text(object, DEFINITION)));
	}
}

static int
by_name(gconstpointer a, gconstpointer b)
{
	return strcmp(a, b);
}

/* Tells what of `mine` is not in `theirs` as it should be, in the order of the names. */
static void
compare(Check *check, GHashTable *mine, GHashTable *theirs, const char *missing,
        const char *different)
{
	g_autoptr(GList) names = g_list_sort(g_hash_table_get_keys(mine), by_name);

	for (const GList *at = names; at; at = at->next) {
		const char *name = at->data;
		const char *there = g_hash_table_lookup(theirs, name);

		if (!there)
			check_tell(check, name, NULL, 0, "%s", missing);
		else if (different && g_strcmp0(there, g_hash_table_lookup(mine, name)) != 0)
			check_tell(check, name, NULL, 0, "%s", different);
	}
}

/* The measure is a dossier that this program makes. */
bool
check_definitions(Check *check, GError **error)
{
	g_autoptr(EntenteDossier) empty =
	    entente_dossier_open(NULL, ENTENTE_DOSSIER_WRITE, error);
	g_autoptr(GHashTable) expected = empty ? definitions_of(empty, error) : NULL;
	g_autoptr(GHashTable) found = expected ? definitions_of(check->dossier, error) : NULL;

	if (!found)
		return false;
	compare(check, expected, found, "is missing", "is not defined as this program does it");
	compare(check, found, expected, "is none of this program's", NULL);
	return true;
}

/* The rows whose foreign key leads nowhere. */
static bool
check_reference(Check *check, const char *child, const char *parent, const char *sql,
                GError **error)
{
	g_autoptr(StatementOnce) lost = check_prepare_once(check, sql, error);
	bool row = true;

	if (!lost)
		return false;
	while (!check->stopped) {
		if (!check_step(check, lost, &row, error))
			return false;
		if (!row)
			return true;
		check_tell(check, child, lost, sqlite3_column_count(lost),
		           "names a row of %s that is not there", parent);
	}
	return true;
}

bool
check_references(Check *check, GError **error)
{
	enum { CHILD, PARENT, SQL };
	g_autoptr(Statement) key = check_prepare(check, sql_references, error);
	bool row;

	if (!key)
		return false;
	while (!check->stopped) {
		if (!check_step(check, key, &row, error))
			return false;
		if (!row)
			return true;
		if (!check_reference(check, (const char *)sqlite3_column_text(key, CHILD),
		                     (const char *)sqlite3_column_text(key, PARENT),
		                     (const char *)sqlite3_column_text(key, SQL), error))
			return false;
	}
	return true;
}
