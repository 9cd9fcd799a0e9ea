/* What a page asks for piece by piece: one record, one article, one cell, the passage around a
 * sentence.  Every question is answered by an index, but for the coverage, which counts. */
#include "store/cited.h"
#include "store/column.h"
#include "store/history.h"
#include "store/merged.h"
#include "store/sql-text.h"
#include "store/store.h"
#include "store/versions.h"

#include <entente/browse.h>
#include <entente/error.h>

/* Sets `numbers` to the columns of the statement's only row. */
static bool
read_numbers(EntenteDossier *dossier, const char *sql, gint64 *numbers, int n, GError **error)
{
	g_autoptr(Statement) statement = connection_prepare(dossier, sql, error);
	bool row;

	if (!statement || !connection_step(dossier, statement, &row, error))
		return false;
	for (int i = 0; i < n; i++)
		numbers[i] = sqlite3_column_int64(statement, i);
	return true;
}

bool
entente_dossier_state(EntenteDossier *dossier, gint64 *state, GError **error)
{
	return read_numbers(dossier, sql_state, state, 1, error);
}

bool
entente_dossier_size(EntenteDossier *dossier, EntenteSize *size, GError **error)
{
	gint64 counts[2];
	int64_t last;

	if (!read_numbers(dossier, sql_content, counts, 2, error) ||
	    !store_last_change(dossier, &last, error))
		return false;
	*size = (EntenteSize){ (guint64)counts[0], (guint64)counts[1], last };
	return true;
}

EntenteRecords *
entente_dossier_record(EntenteDossier *dossier, const char *ref, GError **error)
{
	g_autoptr(EntenteRecords) records = store_find_record(dossier, ref, error);

	return records && store_add_cited(dossier, records, error) ? g_steal_pointer(&records)
	                                                           : NULL;
}

static bool
read_article(EntenteDossier *dossier, const char *id, EntenteRecords *records, GError **error)
{
	enum { TEXT, GIVEN, FETCHED };
	g_autoptr(Statement) row = connection_prepare(dossier, sql_article, error);
	bool is_row;

	if (!row)
		return false;
	statement_bind_text(row, ":id", id);
	if (!connection_step(dossier, row, &is_row, error))
		return false;
	if (!is_row) {
		g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT,
		            "'%s': no article of this id", id);
		return false;
	}
	EntenteRecord *record = row_read(dossier, row, records, ENTENTE_SOURCE, error);
	if (!record)
		return false;
	const char *given = row_text(row, GIVEN, records->arena);
	record->source.text = row_text(row, TEXT, records->arena);
	record->source.fetched = row_text(row, FETCHED, records->arena);
	record->source.given_id = g_strcmp0(given, id) ? given : NULL;
	return versions_read(dossier, &record->source, records->arena, error);
}

/* What the merged source knows beyond the article: whose copy it is, its round. */
static void
take_merged(EntenteDossier *dossier, EntenteRecords *records, EntenteSource *source)
{
	g_autoptr(Cited) cited = cited_new(dossier);
	const EntenteSource *merged = cited_source(cited, source->id, NULL);

	if (!merged)
		return; /* added since pages were last merged */
	source->copy_of = arena_strdup(records->arena, merged->copy_of);
	source->round = merged->round;
}

EntenteRecords *
entente_dossier_article(EntenteDossier *dossier, const char *id, GError **error)
{
	enum { RECORD, KIND };
	g_autoptr(EntenteRecords) records = records_new();
	g_autoptr(Statement) row = connection_prepare(dossier, sql_records_on, error);
	bool is_row;

	if (!row || !read_article(dossier, id, records, error))
		return NULL;
	take_merged(dossier, records, &((EntenteRecord *)records->items->pdata[0])->source);
	statement_bind_text(row, ":source", id);
	while (true) {
		if (!connection_step(dossier, row, &is_row, error))
			return NULL;
		if (!is_row)
			return g_steal_pointer(&records);
		int kind = entente_kind_from_name((const char *)sqlite3_column_text(row, KIND));
		if (kind >= 0 && !merged_read(dossier, records, (EntenteKind)kind,
		                              sqlite3_column_int64(row, RECORD), error))
			return NULL;
	}
}

EntenteRecords *
entente_dossier_cell(EntenteDossier *dossier, const char *party, const char *issue,
                     GError **error)
{
	enum { MOST = 1000 };
	g_autoptr(GArray) held = store_held(dossier, party, issue, NULL, MOST, error);
	g_autoptr(EntenteRecords) records = records_new();

	if (!held)
		return NULL;
	for (guint i = 0; i < held->len; i++)
		if (!merged_read(dossier, records, ENTENTE_POSITION,
		                 g_array_index(held, int64_t, i), error))
			return NULL;
	return store_add_cited(dossier, records, error) ? g_steal_pointer(&records) : NULL;
}

/* The first of the places that the rows name, one after the other, that lies further from `at`
 * than `most`; the one before it, which does not, is the answer. */
static bool
walk(EntenteDossier *dossier, const char *sql, const char *source, EntenteSpan span, guint most,
     gint64 at, gint64 *reached, GError **error)
{
	g_autoptr(Statement) row = connection_prepare(dossier, sql, error);
	bool is_row;

	*reached = at;
	if (!row)
		return false;
	statement_bind_text(row, ":source", source);
	statement_bind_number(row, ":start", span.start);
	statement_bind_number(row, ":end", span.end);
	while (true) {
		if (!connection_step(dossier, row, &is_row, error))
			return false;
		gint64 place = is_row ? sqlite3_column_int64(row, 0) : at;
		if (!is_row || ABS(place - at) > (gint64)most)
			return true;
		*reached = place;
	}
}

bool
entente_dossier_passage(EntenteDossier *dossier, const char *source, EntenteSpan span,
                        guint most, EntentePassage *passage, GError **error)
{
	g_autofree char *text = entente_dossier_text(dossier, source, error);
	gint64 first, last;

	if (!text ||
	    !walk(dossier, sql_sentences_before, source, span, most, span.start, &first, error) ||
	    !walk(dossier, sql_sentences_after, source, span, most, span.end, &last, error))
		return false;
	gint64 length = (gint64)strlen(text);
	if (first < 0 || last > length || span.start > span.end || span.end > length) {
		g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_DOSSIER,
		            "'%s': damaged: a sentence lies beyond the text of '%s'",
		            dossier->name, source);
		return false;
	}
	passage->before = g_strndup(text + first, span.start - (gsize)first);
	passage->after = g_strndup(text + span.end, (gsize)last - span.end);
	return true;
}

void
entente_passage_clear(EntentePassage *passage)
{
	g_clear_pointer(&passage->before, g_free);
	g_clear_pointer(&passage->after, g_free);
}

bool
entente_dossier_coverage(EntenteDossier *dossier, EntenteTakeCoverage take, gpointer user_data,
                         GError **error)
{
	enum { OUTLET, ISSUE, N };
	g_autoptr(Statement) row = connection_prepare(dossier, sql_coverage, error);
	bool is_row;

	if (!row)
		return false;
	while (true) {
		if (!connection_step(dossier, row, &is_row, error))
			return false;
		if (!is_row || !take((const char *)sqlite3_column_text(row, OUTLET),
		                     (const char *)sqlite3_column_text(row, ISSUE),
		                     (guint)sqlite3_column_int(row, N), user_data))
			return true;
	}
}
