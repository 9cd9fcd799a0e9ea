/* CSV of one kind: a row a record, every field a column, for spreadsheets and back.
 *
 * Numbers stand as spreadsheets write them, texts in quotation marks; cells are exact, so that
 * what comes back from a spreadsheet can be compared with the record; a list is told as
 * `entente show` tells it.  Cells that a spreadsheet would run are defused in a way that
 * csv_undo_defusing() takes back. */
#include "base/csv.h"
#include "tell/export.h"
#include "tell/table.h"

/* What follows the fields of every kind but sources. */
static const char *const proof[] = {
	"confidence", "first_published", "last_published", "n_sources", "sources", "evidence",
};

static void
write_head(Export *export, const EntenteKindSpec *spec, bool proven)
{
	csv_append_cell(export->out, "ref", true);
	for (size_t i = 0; i < spec->n_fields; i++)
		csv_append_cell(export->out, spec->fields[i].name, false);
	for (size_t i = 0; proven && i < G_N_ELEMENTS(proof); i++)
		csv_append_cell(export->out, proof[i], false);
	csv_append_cell(export->out, TABLE_MARK, false);
	csv_end_row(export->out);
}

static void
write_sources(Export *export, const EntenteRecord *record)
{
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
	g_autoptr(GString) cell = g_string_new(NULL);

	for (size_t i = 0; i < record->n_evidence; i++)
		if (g_hash_table_add(seen, (gpointer)record->evidence[i].source))
			g_string_append_printf(cell, "%s%s", cell->len ? "; " : "",
			                       record->evidence[i].source);
	csv_append_text(export->out, cell->str, false);
}

static void
write_sentences(Export *export, const EntenteRecord *record)
{
	g_autoptr(GString) cell = g_string_new(NULL);

	for (size_t i = 0; i < record->n_evidence; i++)
		g_string_append_printf(cell, "%s%s", i ? " | " : "", record->evidence[i].text);
	csv_append_text(export->out, cell->str, false);
}

/* What is no number, no word of a list: in quotation marks, which spreadsheets take as "leave
 * this as it is" when told to. */
static bool
is_text(const EntenteField *field)
{
	return field->type == ENTENTE_FIELD_TEXT || field->type == ENTENTE_FIELD_TEXTS ||
	       field->type == ENTENTE_FIELD_VARIANTS;
}

static void
write_proof(Export *export, const EntenteRecord *record)
{
	char sure[G_ASCII_DTOSTR_BUF_SIZE] = "";
	g_autofree char *n_sources = g_strdup_printf("%d", record->n_sources);

	if (record->confidence != ENTENTE_UNKNOWN)
		g_ascii_formatd(sure, sizeof sure, "%.2g", record->confidence / 100.0);
	csv_append_cell(export->out, sure, false);
	csv_append_text(export->out, record->first_published, false);
	csv_append_text(export->out, record->last_published, false);
	csv_append_cell(export->out, n_sources, false);
	write_sources(export, record);
	write_sentences(export, record);
}

static void
write_row(Export *export, const EntenteRecord *record)
{
	const EntenteKindSpec *spec = entente_kind(record->kind);

	csv_append_text(export->out, record->ref, true);
	for (size_t i = 0; i < spec->n_fields; i++) {
		g_autofree char *cell = table_whole_cell(record, &spec->fields[i]);

		if (is_text(&spec->fields[i]))
			csv_append_text(export->out, cell, false);
		else
			csv_append_cell(export->out, cell, false);
	}
	if (record->kind != ENTENTE_SOURCE)
		write_proof(export, record);
	g_autofree char *mark = table_mark(record);
	csv_append_text(export->out, mark, false);
	csv_end_row(export->out);
	export->done->n_told++;
}

static bool
write_csv(Export *export, GError **error)
{
	EntenteKind kind = (EntenteKind)g_bit_nth_lsf(export->kinds, -1);

	write_head(export, entente_kind(kind), kind != ENTENTE_SOURCE);
	return export_each(export, kind, write_row, error);
}

const ExportFormat export_csv = {
	{ "csv", "a table of one kind, for spreadsheets", "csv", EVERY_KIND, true },
	write_csv,
};
