/* Every record can be read, has a sentence, and has its number for itself. */
#include "store/check.h"

#include "store/column.h"
#include "store/sql-text.h"

#include <entente/error.h>

static const struct Half {
	const char *prefix; /* of its tables */
	const char *sql; /* its records: what names them, then whether they have a sentence */
	int n_keys;
} page_half = { "page_", sql_check_page_records, 2 },
  merged_half = { "", sql_check_records, 1 };

/* A record at a time is held. */
static bool
check_kind(Check *check, const struct Half *half, EntenteKind kind, GError **error)
{
	g_autofree char *table = g_strconcat(half->prefix, entente_kind(kind)->plural, NULL);
	g_autoptr(Statement) row = check_prepare_kind(check, half->sql, kind, error);
	bool is_row;

	if (!row)
		return false;
	statement_bind_text(row, ":kind", entente_kind(kind)->name);
	while (!check->stopped) {
		g_autoptr(EntenteRecords) records = records_new();
		g_autoptr(GError) why = NULL;

		if (!check_step(check, row, &is_row, error))
			return false;
		if (!is_row)
			return true;
		if (kind != ENTENTE_SOURCE && !sqlite3_column_int(row, half->n_keys))
			check_tell(check, table, row, half->n_keys, "has no sentence");
		if (!row_read(check->dossier, row, records, kind, &why))
			check_tell_unreadable(check, table, row, half->n_keys, why);
	}
	return true;
}

/* Tells of each record that the query finds. */
static bool
check_digests(Check *check, const char *sql, EntenteKind kind, const char *table,
              const char *what, GError **error)
{
	g_autoptr(Statement) row = check_prepare_kind(check, sql, kind, error);
	bool is_row;

	if (!row)
		return false;
	statement_bind_text(row, ":kind", entente_kind(kind)->name);
	while (!check->stopped) {
		if (!check_step(check, row, &is_row, error))
			return false;
		if (!is_row)
			return true;
		check_tell(check, table, row, 1, "%s", what);
	}
	return true;
}

/* The merged sources are the articles. */
static bool
check_sources(Check *check, GError **error)
{
	g_autoptr(Statement) source = check_prepare(check, sql_check_sources, error);
	bool row;

	if (!source)
		return false;
	while (!check->stopped) {
		if (!check_step(check, source, &row, error))
			return false;
		if (!row)
			return true;
		check_tell(check, "sources", source, 1, "is no article");
	}
	return true;
}

bool
check_page_records(Check *check, GError **error)
{
	for (EntenteKind kind = ENTENTE_SOURCE + 1; kind < ENTENTE_N_KINDS; kind++)
		if (!check_kind(check, &page_half, kind, error))
			return false;
	return true;
}

bool
check_merged_records(Check *check, GError **error)
{
	for (EntenteKind kind = 0; kind < ENTENTE_N_KINDS; kind++)
		if (!check_kind(check, &merged_half, kind, error) ||
		    !check_digests(check, sql_check_digests, kind, entente_kind(kind)->plural,
		                   "has no digest", error) ||
		    !check_digests(check, sql_check_digested, kind, "digests",
		                   "is of a record that is not there", error))
			return false;
	return check_sources(check, error);
}

/* The names and numbers of all records of one half, in order; nothing is sorted for it, since
 * each table is in that order. */
static char *
all_numbers(const struct Half *half)
{
	GString *sql = g_string_new(NULL);
	bool of_page = half == &page_half;

	for (EntenteKind kind = of_page ? ENTENTE_SOURCE + 1 : 0; kind < ENTENTE_N_KINDS;
	     kind++)
		g_string_append_printf(sql, "%sSELECT %srecord FROM %s%s",
		                       sql->len ? " UNION ALL " : "", of_page ? "source, " : "",
		                       half->prefix, entente_kind(kind)->plural);
	g_string_append(sql, of_page ? " ORDER BY source, record" : " ORDER BY record");
	return g_string_free(sql, FALSE);
}

static bool
check_half(Check *check, const struct Half *half, GError **error)
{
	g_autofree char *sql = all_numbers(half);
	g_autoptr(StatementOnce) record = check_prepare_once(check, sql, error);
	g_autofree char *before = NULL;
	int64_t number = -1;
	bool row;

	if (!record)
		return false;
	while (!check->stopped) {
		if (!check_step(check, record, &row, error))
			return false;
		if (!row)
			return true;
		int64_t here = sqlite3_column_int64(record, half->n_keys - 1);
		const char *source =
		    half == &page_half ? (const char *)sqlite3_column_text(record, 0) : NULL;

		if (here == number && g_strcmp0(source, before) == 0)
			check_tell(check,
			           half == &page_half ? "records of pages" : "merged records",
			           record, half->n_keys, "stands for two");
		number = here;
		if (g_strcmp0(source, before) != 0) {
			g_free(before);
			before = g_strdup(source);
		}
	}
	return true;
}

bool
check_record_numbers(Check *check, GError **error)
{
	return check_half(check, &page_half, error) && check_half(check, &merged_half, error);
}
