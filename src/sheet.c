/* A table that `entente export --to csv` wrote and people changed -> corrections.
 *
 * A row is known by its ref.  A cell that is not what the record says is a change of that
 * field; a column `verdict` accepts or rejects, a column `why` gives the reason.  All other
 * columns, and columns and rows that were taken out, are as if nobody had touched them.  The
 * export marks each row with what the record said, so that an old table does not bring back
 * what has been read or corrected since. */
#include "base/csv.h"
#include "base/lines.h"
#include "store/store.h"
#include "tell/table.h"

#include <entente/correct.h>
#include <entente/error.h>
#include <entente/export.h>
#include <string.h>

enum { LONGEST_LINE = 1 << 20, LARGEST_TABLE = 64 << 20 };

typedef struct {
	EntenteDossier *dossier;
	const char *name;
	const EntenteTableSink *sink;
	gpointer user_data;
	const char *author;
	GPtrArray *head; /* the columns' names */
	guint row;
	bool stopped;
	GError *failure; /* of the dossier */
} Sheet;

static void
tell(Sheet *sheet, const char *place, const char *what)
{
	g_autoptr(GError) why = g_error_new(ENTENTE_ERROR, ENTENTE_ERROR_INPUT, "'%s': %s%s",
	                                    sheet->name, place, what);

	if (!sheet->stopped)
		sheet->stopped = !sheet->sink->problem(why, sheet->user_data);
}

static void
complain(Sheet *sheet, const char *what)
{
	g_autofree char *place = g_strdup_printf("row %u: ", sheet->row);

	tell(sheet, place, what);
}

/* A problem of the row, unless the dossier itself failed. */
static void
take_error(Sheet *sheet, GError *error)
{
	g_autoptr(GError) cause = error;

	if (g_error_matches(cause, ENTENTE_ERROR, ENTENTE_ERROR_INPUT))
		complain(sheet, cause->message);
	else
		sheet->failure = g_steal_pointer(&cause);
}

/* What the row has in this column, without white space around; NULL where there is none. */
static const char *
cell_of(const Sheet *sheet, const GPtrArray *cells, const char *column)
{
	for (guint i = 0; i < MIN(sheet->head->len, cells->len); i++)
		if (g_str_equal(sheet->head->pdata[i], column))
			return g_strstrip(cells->pdata[i]);
	return NULL;
}

/* FIELD=VALUE of each cell that differs from the record. */
static GPtrArray *
find_changes(const Sheet *sheet, const GPtrArray *cells, const EntenteRecord *record)
{
	const EntenteKindSpec *spec = entente_kind(record->kind);
	GPtrArray *changes = g_ptr_array_new_with_free_func(g_free);

	for (size_t i = 0; i < spec->n_fields; i++) {
		const char *cell = cell_of(sheet, cells, spec->fields[i].name);
		g_autofree char *now = table_whole_cell(record, &spec->fields[i]);

		if (cell && !g_str_equal(cell, now ? g_strstrip(now) : ""))
			g_ptr_array_add(changes,
			                g_strdup_printf("%s=%s", spec->fields[i].name, cell));
	}
	return changes;
}

static void
correct(Sheet *sheet, const char *action, const char *ref, const GPtrArray *changes,
        const char *why)
{
	g_autoptr(GPtrArray) arguments = g_ptr_array_new();
	GError *error = NULL;
	gint64 number;

	g_ptr_array_add(arguments, (gpointer)ref);
	for (guint i = 0; changes && i < changes->len; i++)
		g_ptr_array_add(arguments, changes->pdata[i]);
	g_ptr_array_add(arguments, NULL);
	const EntenteWord word = { sheet->author, why && *why ? why : NULL, action,
		                   (const char *const *)arguments->pdata };
	if (entente_dossier_correct(sheet->dossier, &word, &number, &error))
		sheet->stopped = !sheet->sink->corrected(number, sheet->user_data);
	else
		take_error(sheet, error);
}

static void
take_changes(Sheet *sheet, const GPtrArray *cells, const char *ref, const EntenteRecord *record)
{
	g_autoptr(GPtrArray) changes = find_changes(sheet, cells, record);
	const char *mark = cell_of(sheet, cells, TABLE_MARK);
	g_autofree char *now = table_mark(record);

	if (!changes->len)
		return;
	if (mark && *mark && !g_str_equal(mark, now)) {
		g_autofree char *what = g_strdup_printf(
		    "'%s' says something else than when this table was written: export it anew",
		    ref);

		complain(sheet, what);
		return;
	}
	correct(sheet, "change", ref, changes, cell_of(sheet, cells, "why"));
}

static void
take_row(Sheet *sheet, const GPtrArray *cells)
{
	const char *ref = cell_of(sheet, cells, "ref");
	const char *verdict = cell_of(sheet, cells, "verdict");
	GError *error = NULL;

	if (!ref || !*ref) {
		complain(sheet, "no ref: a record is added by 'entente correct … add'");
		return;
	}
	g_autoptr(EntenteRecords) found = store_find_record(sheet->dossier, ref, &error);
	if (!found) {
		take_error(sheet, error);
		return;
	}
	take_changes(sheet, cells, ref, entente_records_get(found, 0));
	if (!verdict || !*verdict || sheet->stopped || sheet->failure)
		return;
	if (g_str_equal(verdict, "accept") || g_str_equal(verdict, "reject"))
		correct(sheet, verdict, ref, NULL, cell_of(sheet, cells, "why"));
	else
		complain(sheet, "'verdict' is neither 'accept' nor 'reject'");
}

static bool
take_head(Sheet *sheet, GPtrArray *cells)
{
	for (guint i = 0; i < cells->len; i++)
		g_ptr_array_add(sheet->head, g_strdup(g_strstrip(cells->pdata[i])));
	if (cell_of(sheet, sheet->head, "ref"))
		return true;
	tell(sheet, "", "no table of 'entente export --to csv': it has no column 'ref'");
	return false;
}

static void
take_table(Sheet *sheet, const GString *table)
{
	g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func(g_free);
	CsvReader reader = csv_reader(table->str, table->len);
	g_autoptr(GError) error = NULL;

	while (!sheet->stopped && !sheet->failure && csv_read_row(&reader, cells, &error)) {
		sheet->row = reader.row;
		if (reader.row > 1)
			take_row(sheet, cells);
		else if (!take_head(sheet, cells))
			return;
	}
	if (error)
		tell(sheet, "", error->message);
	else if (!sheet->row)
		tell(sheet, "", "empty");
}

/* The whole file, valid UTF-8; NULL after a complaint. */
static GString *
read_table(Sheet *sheet, const char *path)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(Lines) lines = lines_open(path, LONGEST_LINE, &error);
	g_autoptr(GString) table = g_string_new(NULL);
	LinesResult result = lines ? LINES_LINE : LINES_FAILED;
	const char *wrong = NULL;
	const GString *line;

	while (lines && !wrong &&
	       (result = lines_next(lines, &line, &error)) <= LINES_TOO_LONG) {
		if (result == LINES_TOO_LONG)
			wrong = "a line of more than 1 MB";
		else if (table->len + line->len >= LARGEST_TABLE)
			wrong = "more than 64 MB";
		else if (!g_utf8_validate_len(line->str, line->len, NULL))
			wrong = "not UTF-8";
		else
			g_string_append_c(
			    g_string_append_len(table, line->str, (gssize)line->len), '\n');
	}
	if (result != LINES_FAILED && !wrong)
		return g_steal_pointer(&table);
	if (wrong)
		tell(sheet, "", wrong);
	else
		sheet->stopped = !sheet->sink->problem(error, sheet->user_data);
	return NULL;
}

bool
entente_import_table(EntenteDossier *dossier, const char *path, const char *author,
                     const EntenteTableSink *sink, gpointer user_data, GError **error)
{
	g_autoptr(GPtrArray) head = g_ptr_array_new_with_free_func(g_free);
	Sheet sheet = {
		.dossier = dossier,
		.name = strcmp(path, "-") ? path : "standard input",
		.sink = sink,
		.user_data = user_data,
		.author = author,
		.head = head,
	};
	g_autoptr(GString) table = read_table(&sheet, path);

	if (table)
		take_table(&sheet, table);
	if (!sheet.failure)
		return true;
	g_propagate_error(error, sheet.failure);
	return false;
}
