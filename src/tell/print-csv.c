/* CSV for spreadsheets: a listing's table with every column; a brief as rows of section, group,
 * label, text and sources. */
#include "base/csv.h"
#include "tell/plain.h"
#include "tell/printer.h"

static void
begin(Sheet *sheet, const char *title)
{
	(void)sheet;
	(void)title;
}

static void
section_begin(Sheet *sheet, const Section *section)
{
	static const char *const columns[] = { "section", "group", "label", "text", "sources" };

	(void)section;
	if (sheet->n_sections)
		return;
	for (guint i = 0; i < G_N_ELEMENTS(columns); i++)
		csv_append_cell(sheet->out, columns[i], i == 0);
	csv_end_row(sheet->out);
}

static void
write_line(Sheet *sheet, const Section *section, const Line *line)
{
	g_autofree char *text = line_flat(line);
	bool grouped = sheet->group && line->role == LINE_ITEM;
	g_autofree char *group = grouped ? line_flat(sheet->group) : NULL;
	g_autoptr(GString) sources = g_string_new(NULL);

	for (guint i = 0; i < line->numbers->len; i++) {
		guint number = g_array_index(line->numbers, guint, i);

		g_string_append_printf(sources, "%s%s", i ? "; " : "",
		                       source_index_get(section->sources, number)->source->id);
	}
	csv_append_cell(sheet->out, section->title, true);
	csv_append_cell(sheet->out, group, false);
	csv_append_cell(sheet->out, line->label, false);
	csv_append_cell(sheet->out, g_strstrip(text), false);
	csv_append_cell(sheet->out, plain_clause(sheet->arena, sources->str, LONGEST_SENTENCE),
	                false);
	csv_end_row(sheet->out);
}

static void
section_end(Sheet *sheet, const Section *section)
{
	(void)sheet;
	(void)section;
}

static void
append_witnesses(Sheet *sheet, const Table *table, const EntenteRecord *record)
{
	g_autoptr(GArray) witnesses = record_witnesses(table->sources, record);
	g_autoptr(GString) cell = g_string_new(NULL);

	for (guint i = 0; i < witnesses->len; i++) {
		const EntenteEvidence *evidence = g_array_index(witnesses, Witness, i).evidence;

		g_string_append_printf(
		    cell, "%s%s", i ? " | " : "",
		    plain_text(sheet->arena, evidence->text, LONGEST_SENTENCE));
	}
	csv_append_cell(sheet->out, cell->str, false);
}

static void
write_table(Sheet *sheet, const Table *table)
{
	if (sheet->n_sections++)
		csv_end_row(sheet->out);
	for (guint c = 0; c < table->n_columns; c++)
		csv_append_cell(sheet->out, table->columns[c].name, c == 0);
	if (sheet->style->evidence)
		csv_append_cell(sheet->out, "evidence", false);
	csv_end_row(sheet->out);
	for (guint r = 0; r < table->n_rows; r++) {
		for (guint c = 0; c < table->n_columns; c++)
			csv_append_cell(sheet->out, table->rows[r].cells[c], c == 0);
		if (sheet->style->evidence)
			append_witnesses(sheet, table, table->rows[r].record);
		csv_end_row(sheet->out);
	}
}

static void
end(Sheet *sheet)
{
	(void)sheet;
}

const Printer print_csv = {
	begin, section_begin, write_line, section_end, write_table, end,
};
