/* The merged records: what of them a reader asks for. */
#include "store/merged.h"
#include "store/column.h"
#include "store/evidence.h"
#include "store/filter.h"
#include "store/refs.h"
#include "store/setting.h"
#include "store/sql-text.h"
#include "store/store.h"

#include <entente/error.h>

enum { EVERY = -1 /* without a limit, as SQLite takes it */ };

/* At most so many of its sentences. */
static bool
read_sentences(EntenteDossier *dossier, EntenteRecords *records, EntenteRecord *record,
               int64_t number, int most, GError **error)
{
	g_autoptr(Statement) evidence = connection_prepare(dossier, sql_evidence, error);

	if (!evidence)
		return false;
	statement_bind_number(evidence, ":record", number);
	statement_bind_number(evidence, ":most", most);
	return evidence_read(dossier, evidence, records, record, error);
}

/* How many of the records that pass are yet to be left out, how many to come, and how many
 * sentences each has at most. */
typedef struct {
	guint skip, most;
	int sentences;
} Range;

static Range
range_of(const EntenteFilter *filter, int sentences)
{
	return (Range){ filter->skip, filter->most ? filter->most : G_MAXUINT, sentences };
}

/* Appends the record of this row if it passes; else `*taken` is NULL. */
static bool
read_row(EntenteDossier *dossier, Statement *row, EntenteKind kind, const Filter *filter,
         Range *range, EntenteRecords *records, EntenteRecord **taken, GError **error)
{
	enum { RECORD, REF, SORT_KEY, FIRST_PUBLISHED, LAST_PUBLISHED, N_SOURCES };
	int64_t number = sqlite3_column_int64(row, RECORD);
	EntenteRecord *record = row_read(dossier, row, records, kind, error);

	if (!record)
		return false;
	record->ref = row_text(row, REF, records->arena);
	record->first_published = row_text(row, FIRST_PUBLISHED, records->arena);
	record->last_published = row_text(row, LAST_PUBLISHED, records->arena);
	record->n_sources = sqlite3_column_int(row, N_SOURCES);
	bool passes = filter_passes(filter, record);
	*taken = passes && !range->skip ? record : NULL;
	range->skip -= passes && range->skip;
	range->most -= *taken != NULL;
	if (*taken)
		return !range->sentences || read_sentences(dossier, records, record, number,
		                                           range->sentences, error);
	g_ptr_array_set_size(records->items, (int)records->items->len - 1);
	return true;
}

EntenteRecord *
merged_read(EntenteDossier *dossier, EntenteRecords *records, EntenteKind kind, int64_t number,
            GError **error)
{
	const EntenteFilter all = { .kind = -1 };
	Range range = range_of(&all, EVERY);
	g_autoptr(EntenteRecords) nobody = records_new();
	g_autoptr(Filter) none = filter_new(&all, nobody);
	g_autoptr(Statement) row = connection_prepare_kind(dossier, sql_record, kind, error);
	EntenteRecord *record;
	bool is_row;

	if (!row)
		return NULL;
	statement_bind_number(row, ":record", number);
	if (!connection_step(dossier, row, &is_row, error))
		return NULL;
	if (is_row)
		return read_row(dossier, row, kind, none, &range, records, &record, error)
		           ? record
		           : NULL;
	g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_DOSSIER,
	            "'%s': damaged: a %s is missing", dossier->name, entente_kind(kind)->name);
	return NULL;
}

/* Appends those of the statement's records of one kind that pass the filter. */
static bool
read_rows(EntenteDossier *dossier, EntenteRecords *records, EntenteKind kind, Statement *row,
          const Filter *filter, Range *range, GError **error)
{
	EntenteRecord *taken;
	bool is_row;

	while (range->most) {
		if (!connection_step(dossier, row, &is_row, error))
			return false;
		if (!is_row)
			return true;
		if (!read_row(dossier, row, kind, filter, range, records, &taken, error))
			return false;
	}
	return true;
}

/* Appends the records of one kind that pass the filter. */
static bool
read_kind(EntenteDossier *dossier, EntenteRecords *records, EntenteKind kind,
          const Filter *filter, Range *range, GError **error)
{
	g_autoptr(Statement) row = connection_prepare_kind(dossier, sql_records, kind, error);

	return row && read_rows(dossier, records, kind, row, filter, range, error);
}

Filter *
filter_of_dossier(EntenteDossier *dossier, const EntenteFilter *filter, GError **error)
{
	g_autoptr(EntenteRecords) known = records_new();
	const EntenteFilter all = { .kind = -1 };
	g_autoptr(Filter) none = filter_new(&all, known);
	Range range = range_of(&all, 0);

	if (filter->party && (!read_kind(dossier, known, ENTENTE_PARTY, none, &range, error) ||
	                      !read_kind(dossier, known, ENTENTE_PERSON, none, &range, error)))
		return NULL;
	return filter_new(filter, known);
}

EntenteRecords *
entente_dossier_records(EntenteDossier *dossier, const EntenteFilter *filter, GError **error)
{
	g_autoptr(EntenteRecords) records = records_new();
	g_autoptr(Filter) prepared = filter_of_dossier(dossier, filter, error);
	Range range = range_of(filter, EVERY);

	if (!prepared)
		return NULL;
	for (EntenteKind kind = 0; kind < ENTENTE_N_KINDS; kind++)
		if (filter->kind < 0 || filter->kind == (int)kind)
			if (!read_kind(dossier, records, kind, prepared, &range, error))
				return NULL;
	return g_steal_pointer(&records);
}

/* Of each kind no more than what can weigh on one page; sources come all. */
static const int most_main[ENTENTE_N_KINDS] = {
	[ENTENTE_PERSON] = 2000,     [ENTENTE_PARTY] = 1000,      [ENTENTE_MEETING] = 1000,
	[ENTENTE_POSITION] = 3000,   [ENTENTE_DRAFT] = 1000,      [ENTENTE_CLAIM] = 500,
	[ENTENTE_ASSESSMENT] = 1000, [ENTENTE_DISCREPANCY] = 500,
};

static bool
count_kind(EntenteDossier *dossier, EntenteKind kind, size_t *n, GError **error)
{
	g_autoptr(Statement) row =
	    connection_prepare_kind(dossier, sql_count_records, kind, error);
	bool is_row;

	if (!row || !connection_step(dossier, row, &is_row, error))
		return false;
	*n = (size_t)sqlite3_column_int64(row, 0);
	return true;
}

static bool
read_main(EntenteDossier *dossier, EntenteRecords *records, EntenteKind kind,
          const Filter *filter, GError **error)
{
	enum { MOST_SENTENCES = 64 };
	g_autoptr(Statement) row =
	    connection_prepare_kind(dossier, sql_main_records, kind, error);
	guint before = records->items->len;
	size_t n;

	if (!row || !count_kind(dossier, kind, &n, error))
		return false;
	statement_bind_number(row, ":most", most_main[kind]);
	Range range = { 0, G_MAXUINT, MOST_SENTENCES };
	if (!read_rows(dossier, records, kind, row, filter, &range, error))
		return false;
	records->n_left_out[kind] = n - (records->items->len - before);
	return true;
}

EntenteRecords *
entente_dossier_main_records(EntenteDossier *dossier, const EntenteFilter *filter,
                             GError **error)
{
	g_autoptr(EntenteRecords) records = records_new();
	g_autoptr(Filter) prepared = filter_of_dossier(dossier, filter, error);
	Range bare = { 0, G_MAXUINT, 0 };

	if (!prepared)
		return NULL;
	for (EntenteKind kind = 0; kind < ENTENTE_N_KINDS; kind++)
		if (!(most_main[kind] ? read_main(dossier, records, kind, prepared, error)
		      : kind == ENTENTE_SOURCE
		          ? read_kind(dossier, records, kind, prepared, &bare, error)
		          : count_kind(dossier, kind, &records->n_left_out[kind], error)))
			return NULL;
	return g_steal_pointer(&records);
}

/* Hands on the records of one kind that pass; clears `*go_on` where `take` stopped. */
static bool
pass_kind(EntenteDossier *dossier, EntenteKind kind, const Filter *filter, Range *range,
          EntenteTake take, gpointer user_data, bool *go_on, GError **error)
{
	g_autoptr(Statement) row = connection_prepare_kind(dossier, sql_records, kind, error);
	EntenteRecord *taken;
	bool is_row;

	if (!row)
		return false;
	while (*go_on && range->most) {
		g_autoptr(EntenteRecords) one = records_new();

		if (!connection_step(dossier, row, &is_row, error))
			return false;
		if (!is_row)
			return true;
		if (!read_row(dossier, row, kind, filter, range, one, &taken, error))
			return false;
		*go_on = !taken || take(taken, user_data);
	}
	return true;
}

bool
entente_dossier_each(EntenteDossier *dossier, const EntenteFilter *filter, EntenteTake take,
                     gpointer user_data, GError **error)
{
	g_autoptr(Filter) prepared = filter_of_dossier(dossier, filter, error);
	Range range = range_of(filter, EVERY);
	bool go_on = true;

	if (!prepared)
		return false;
	for (EntenteKind kind = 0; kind < ENTENTE_N_KINDS; kind++)
		if (filter->kind < 0 || filter->kind == (int)kind)
			if (!pass_kind(dossier, kind, prepared, &range, take, user_data, &go_on,
			               error))
				return false;
	return true;
}

/* Gives the record the texts of its sentences that it lacks. */
static bool
fill_sentences(EntenteDossier *dossier, EntenteRecords *records, EntenteRecord *record,
               GError **error)
{
	EntenteEvidence *evidence = (EntenteEvidence *)record->evidence;

	for (size_t i = 0; i < record->n_evidence; i++) {
		g_autofree char *text = store_sentence(dossier, &evidence[i], error);

		if (!text)
			return false;
		evidence[i].text = arena_strdup(records->arena, text);
	}
	return true;
}

EntenteRecords *
store_pick(EntenteDossier *dossier, const EntenteRecords *merged, const EntenteFilter *filter,
           GError **error)
{
	g_autoptr(Filter) prepared = filter_new(filter, merged);
	g_autoptr(Refs) refs = refs_new(dossier, error);
	g_autoptr(EntenteRecords) picked = records_new();

	if (!refs)
		return NULL;
	for (size_t i = 0; i < entente_records_count(merged); i++) {
		EntenteRecord record = *entente_records_get(merged, i);

		record.ref = refs_next(refs, &record, error);
		if (!record.ref)
			return NULL;
		if (record.kind == ENTENTE_SOURCE)
			record.source.text = NULL;
		if ((filter->kind < 0 || filter->kind == (int)record.kind) &&
		    filter_passes(prepared, &record) &&
		    !fill_sentences(dossier, picked, records_add_copy(picked, &record), error))
			return NULL;
	}
	return g_steal_pointer(&picked);
}

bool
store_is_merged(EntenteDossier *dossier, bool *merged, GError **error)
{
	g_autofree char *value = NULL;

	if (!setting_get(dossier, SETTING_MERGED, &value, error))
		return false;
	*merged = value != NULL;
	return true;
}
