/* Checking a dossier: one stage after another, each a walk over rows of which no more than one
 * article is held.  What a stage trips over is a finding too, and the next one begins; only a
 * disk that cannot be read, or a file that is kept from us, ends the check. */
#include "store/check.h"

#include <entente/error.h>
#include <string.h>

enum { LONGEST_KEY = 100 }; /* bytes of a text that names a row */

static const struct {
	const char *what; /* is looked at */
	bool (*run)(Check *check, GError **error);
} stages[] = {
	{ "the pages of the file", check_pages_of_file },
	{ "the definitions of its tables", check_definitions },
	{ "the references between its tables", check_references },
	{ "the articles and the sentences in them", check_articles },
	{ "earlier versions of articles", check_versions },
	{ "what each page says", check_page_records },
	{ "the merged records", check_merged_records },
	{ "the numbers of records", check_record_numbers },
};

/* Of these, the file is not the cause. */
static const int foreign[] = {
	SQLITE_BUSY, SQLITE_LOCKED,   SQLITE_IOERR, SQLITE_NOMEM,
	SQLITE_FULL, SQLITE_CANTOPEN, SQLITE_PERM,  SQLITE_READONLY,
};

static void
append_key(GString *row, Statement *statement, int column)
{
	const char *text = (const char *)sqlite3_column_text(statement, column);

	g_string_append_printf(row, "%s%s ", row->len ? ", " : "",
	                       sqlite3_column_name(statement, column));
	if (sqlite3_column_type(statement, column) != SQLITE_TEXT) {
		g_string_append(row, text ? text : "NULL");
		return;
	}
	g_autofree char *valid =
	    g_utf8_make_valid(text, MIN(sqlite3_column_bytes(statement, column), LONGEST_KEY));
	g_string_append_printf(row, "'%s'", valid);
}

/* A finding is a line. */
static void
flatten(char *text)
{
	for (; *text; text++)
		if ((guchar)*text < 0x20 || *text == 0x7f)
			*text = '?';
}

void
check_tell(Check *check, const char *table, Statement *statement, int n_keys,
           const char *format, ...)
{
	g_autoptr(GString) row = g_string_new(NULL);
	va_list list;

	if (check->stopped)
		return;
	for (int i = 0; i < n_keys; i++)
		append_key(row, statement, i);
	va_start(list, format);
	g_autofree char *told = g_strdup_vprintf(format, list);
	va_end(list);
	g_autofree char *what = g_utf8_make_valid(told, -1);
	flatten(row->str);
	flatten(what);
	const EntenteFinding finding = { table, n_keys ? row->str : NULL, what };
	check->stopped = !check->found(&finding, check->user_data);
}

/* The row is named already. */
void
check_tell_unreadable(Check *check, const char *table, Statement *statement, int n_keys,
                      const GError *why)
{
	const char *damaged = strstr(why->message, ": damaged: ");

	check_tell(check, table, statement, n_keys, "%s",
	           damaged ? damaged + strlen(": damaged: ") : why->message);
}

static Statement *
noting(Check *check, Statement *statement)
{
	if (!statement)
		check->code = sqlite3_errcode(check->dossier->db) & 0xff;
	return statement;
}

Statement *
check_prepare(Check *check, const char *sql, GError **error)
{
	return noting(check, connection_prepare(check->dossier, sql, error));
}

Statement *
check_prepare_kind(Check *check, const char *sql, EntenteKind kind, GError **error)
{
	return noting(check, connection_prepare_kind(check->dossier, sql, kind, error));
}

Statement *
check_prepare_once(Check *check, const char *sql, GError **error)
{
	Statement *statement = NULL;

	if (sqlite3_prepare_v2(check->dossier->db, sql, -1, &statement, NULL))
		connection_failed(check->dossier, error);
	return noting(check, statement);
}

bool
check_step(Check *check, Statement *statement, bool *row, GError **error)
{
	if (connection_step(check->dossier, statement, row, error))
		return true;
	noting(check, NULL);
	return false;
}

static bool
is_foreign(int code)
{
	for (size_t i = 0; i < G_N_ELEMENTS(foreign); i++)
		if (foreign[i] == code)
			return true;
	return false;
}

/* One state of the dossier, whoever writes meanwhile. */
static bool
run_stages(Check *check, GError **error)
{
	for (size_t i = 0; i < G_N_ELEMENTS(stages) && !check->stopped; i++) {
		g_autoptr(GError) why = NULL;

		check->code = SQLITE_OK;
		if (stages[i].run(check, &why))
			continue;
		if (is_foreign(check->code)) {
			g_propagate_error(error, g_steal_pointer(&why));
			return false;
		}
		check_tell(check, "file", NULL, 0, "%s cannot be checked to the end (%s)",
		           stages[i].what, why->message);
	}
	return true;
}

bool
entente_dossier_check(EntenteDossier *dossier, EntenteFound found, gpointer user_data,
                      GError **error)
{
	Check check = { dossier, found, user_data, false, SQLITE_OK };

	if (!connection_script(dossier, "BEGIN", error))
		return false;
	G_GNUC_UNUSED g_autoptr(Txn) txn = dossier;
	return run_stages(&check, error);
}
