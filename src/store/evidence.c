/* The sentences under a record. */
#include "store/evidence.h"

#include "store/column.h"

#include <string.h>

bool
evidence_put(EntenteDossier *dossier, const char *sql, const EntenteRecord *record,
             const char *source, size_t number, GError **error)
{
	g_autoptr(Statement) row = connection_prepare(dossier, sql, error);

	if (!row)
		return false;
	statement_bind_number(row, ":record", (int64_t)number);
	statement_bind_text(row, ":kind", entente_kind(record->kind)->name);
	for (size_t i = 0; i < record->n_evidence; i++) {
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
