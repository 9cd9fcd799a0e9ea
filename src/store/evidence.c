/* The sentences under a record. */
#include "store/evidence.h"

#include "store/column.h"
#include "store/sql-text.h"
#include "store/store.h"

#include <entente/error.h>
#include <string.h>

/* Adds the sentences from the `first` on. */
static bool
put_from(EntenteDossier *dossier, const char *sql, const EntenteRecord *record, size_t first,
         const char *source, int64_t number, GError **error)
{
	g_autoptr(Statement) row = connection_prepare(dossier, sql, error);

	if (!row)
		return false;
	statement_bind_number(row, ":record", number);
	statement_bind_text(row, ":kind", entente_kind(record->kind)->name);
	for (size_t i = first; i < record->n_evidence; i++) {
		const EntenteEvidence *evidence = &record->evidence[i];

		statement_bind_number(row, ":nth", (int64_t)i + 1);
		statement_bind_text(row, ":source", source ? source : evidence->source);
		statement_bind_number(row, ":start", evidence->span.start);
		statement_bind_number(row, ":end", evidence->span.end);
		statement_bind_text(row, ":text", evidence->text);
		statement_bind_text(row, ":page_record", NULL);
		if (evidence->record)
			statement_bind_number(row, ":page_record", evidence->record);
		if (!connection_run(dossier, row, error))
			return false;
	}
	return true;
}

bool
evidence_put(EntenteDossier *dossier, const char *sql, const EntenteRecord *record,
             const char *source, size_t number, GError **error)
{
	return put_from(dossier, sql, record, 0, source, (int64_t)number, error);
}

/* Whether the row is this sentence. */
static bool
is_there(Statement *row, const EntenteEvidence *evidence)
{
	enum { SOURCE, START, END, TEXT, RECORD };

	return !g_strcmp0((const char *)sqlite3_column_text(row, SOURCE), evidence->source) &&
	       sqlite3_column_int64(row, START) == evidence->span.start &&
	       sqlite3_column_int64(row, END) == evidence->span.end &&
	       sqlite3_column_int64(row, RECORD) == evidence->record;
}

/* How many of the record's sentences agree from the first; whether there are `others`. */
static bool
count_agreeing(EntenteDossier *dossier, const EntenteRecord *record, int64_t number, size_t *n,
               bool *others, GError **error)
{
	g_autoptr(Statement) there = connection_prepare(dossier, sql_evidence, error);

	if (!there)
		return false;
	statement_bind_number(there, ":record", number);
	statement_bind_number(there, ":most", -1);
	for (*n = 0;; ++*n) {
		if (!connection_step(dossier, there, others, error))
			return false;
		if (!*others || *n == record->n_evidence ||
		    !is_there(there, &record->evidence[*n]))
			return true;
	}
}

bool
evidence_renew(EntenteDossier *dossier, const EntenteRecord *record, int64_t number,
               GError **error)
{
	size_t n_agreeing;
	bool others;

	if (!count_agreeing(dossier, record, number, &n_agreeing, &others, error))
		return false;
	if (others) {
		g_autoptr(Statement) rest =
		    connection_prepare(dossier, sql_delete_evidence, error);

		if (!rest)
			return false;
		statement_bind_number(rest, ":record", number);
		statement_bind_number(rest, ":nth", (int64_t)n_agreeing);
		if (!connection_run(dossier, rest, error))
			return false;
	}
	return put_from(dossier, sql_add_evidence, record, n_agreeing, NULL, number, error);
}

char *
store_sentence(EntenteDossier *dossier, const EntenteEvidence *evidence, GError **error)
{
	g_autoptr(Statement) text = connection_prepare(dossier, sql_page_sentence, error);
	bool row;

	if (!text || evidence->text)
		return text ? g_strdup(evidence->text) : NULL;
	statement_bind_text(text, ":source", evidence->source);
	statement_bind_number(text, ":record", evidence->record);
	statement_bind_number(text, ":start", evidence->span.start);
	statement_bind_number(text, ":end", evidence->span.end);
	if (!connection_step(dossier, text, &row, error))
		return NULL;
	if (row)
		return g_strdup(row_readable(dossier, text, 0, "a sentence", error));
	g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_DOSSIER,
	            "'%s': damaged: a sentence of '%s' is missing", dossier->name,
	            evidence->source);
	return NULL;
}

bool
evidence_read(EntenteDossier *dossier, Statement *statement, EntenteRecords *records,
              EntenteRecord *record, GError **error)
{
	enum { SOURCE, START, END, TEXT, RECORD };
	g_autoptr(GArray) evidence = g_array_new(FALSE, FALSE, sizeof(EntenteEvidence));
	bool row;

	while (true) {
		if (!connection_step(dossier, statement, &row, error))
			return false;
		if (!row)
			break;
		if (!row_readable(dossier, statement, SOURCE, "a sentence", error) ||
		    !row_readable(dossier, statement, TEXT, "a sentence", error))
			return false;
		EntenteEvidence one = {
			.source = row_text(statement, SOURCE, records->arena),
			.span = { (uint32_t)sqlite3_column_int64(statement, START),
			          (uint32_t)sqlite3_column_int64(statement, END) },
			.text = row_text(statement, TEXT, records->arena),
			.record = (uint32_t)sqlite3_column_int64(statement, RECORD),
		};

		g_array_append_val(evidence, one);
	}
	EntenteEvidence *kept = arena_new0(records->arena, EntenteEvidence, evidence->len);
	if (evidence->len)
		memcpy(kept, evidence->data, sizeof *kept * evidence->len);
	record->evidence = kept;
	record->n_evidence = evidence->len;
	return true;
}
