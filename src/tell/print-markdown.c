/* Markdown (CommonMark with GitHub's tables): every character of a source's that Markdown or
 * HTML would take for markup is escaped, so that nobody's words become a link or an image. */
#include "tell/plain.h"
#include "tell/printer.h"

#include <string.h>

static void
append(GString *out, const char *text)
{
	for (const char *at = text; *at; at++) {
		if (*at == '<' || *at == '>' || *at == '&') {
			g_string_append(out, *at == '<'   ? "&lt;"
			                     : *at == '>' ? "&gt;"
			                                  : "&amp;");
			continue;
		}
		if (strchr("\\`*_[]|~#!", *at))
			g_string_append_c(out, '\\');
		g_string_append_c(out, *at);
	}
}

static void
begin(Sheet *sheet, const char *title)
{
	g_string_append(sheet->out, "# ");
	append(sheet->out, title);
	g_string_append_c(sheet->out, '\n');
}

static void
section_begin(Sheet *sheet, const Section *section)
{
	g_string_append_printf(sheet->out, "\n## %s\n\n", section->title);
}

static void
write_witnesses(Sheet *sheet, const SourceIndex *sources, const GArray *witnesses,
                const char *indent)
{
	for (guint i = 0; i < witnesses->len; i++) {
		const Witness *witness = &g_array_index(witnesses, Witness, i);
		const EntenteSource *source =
		    source_index_get(sources, witness->number)->source;

		g_string_append_printf(sheet->out, "%s- ", indent);
		if (!sheet->n_tables || sheet->document) /* a listing has no numbered sources */
			g_string_append_printf(sheet->out, "[%u] ", witness->number);
		append(sheet->out,
		       plain_text(sheet->arena, witness->evidence->text, LONGEST_SENTENCE));
		g_string_append(sheet->out, " (");
		append(sheet->out, plain_clause(sheet->arena, source_name(source), 40));
		g_string_append(sheet->out, ")\n");
	}
}

/* Strong runs keep their spaces outside the asterisks, as Markdown wants it. */
static void
append_run(GString *out, const Run *run)
{
	bool strong = run->tint != TINT_PLAIN && run->tint != TINT_FAINT && *run->text;
	size_t length = strlen(run->text);

	if (run->numbers) {
		g_autofree char *cite = cite_text(run);
		g_string_append(out, cite);
		return;
	}
	if (!strong || run->text[0] == ' ' || run->text[length - 1] == ' ') {
		append(out, run->text);
		return;
	}
	g_string_append(out, "**");
	append(out, run->text);
	g_string_append(out, "**");
}

static void
write_line(Sheet *sheet, const Section *section, const Line *line)
{
	bool nested = sheet->group && line->role != LINE_GROUP;

	g_string_append(sheet->out, nested ? "  - " : "- ");
	if (line->label) {
		append(sheet->out, line->label);
		g_string_append(sheet->out, line->source ? " " : ": ");
	}
	for (guint i = 0; i < line->runs->len; i++)
		append_run(sheet->out, &g_array_index(line->runs, Run, i));
	while (sheet->out->len && sheet->out->str[sheet->out->len - 1] == ' ')
		g_string_truncate(sheet->out, sheet->out->len - 1);
	g_string_append_c(sheet->out, '\n');
	if (!sheet->style->evidence || !line->records->len)
		return;
	g_autoptr(GArray) witnesses = line_witnesses(section, line);
	write_witnesses(sheet, section->sources, witnesses, nested ? "    " : "  ");
}

static void
section_end(Sheet *sheet, const Section *section)
{
	(void)sheet;
	(void)section;
}

/* In a document a source's first cell has the number that citations have, and leads to its
 * address if that is one of the web. */
static void
write_cell(Sheet *sheet, const TableRow *row, guint number, guint column)
{
	const EntenteRecord *record = row->record;
	bool is_source = record && record->kind == ENTENTE_SOURCE;
	const char *url = is_source ? record->source.url : NULL;
	bool leads = sheet->document && column == 0 && url && !strpbrk(url, "<>\\|\r\n\t ") &&
	             (g_str_has_prefix(url, "https://") || g_str_has_prefix(url, "http://"));

	if (sheet->document && column == 0 && is_source)
		g_string_append_printf(sheet->out, "\\[%u\\] ", number);
	if (leads)
		g_string_append_c(sheet->out, '[');
	append(sheet->out, row->cells[column]);
	if (leads)
		g_string_append_printf(sheet->out, "](<%s>)", url);
}

/* Fields have plain names; a side's, in the grid, may hold anything. */
static void
append_head(GString *out, const TableColumn *column)
{
	g_string_append_c(out, ' ');
	if (column->field)
		g_string_append(out, column->name);
	else
		append(out, column->name);
	g_string_append(out, " |");
}

static void
write_table(Sheet *sheet, const Table *table)
{
	g_string_append_printf(sheet->out, "\n## %s\n\n|", table->kind->plural);
	for (guint c = 0; c < table->n_columns; c++)
		append_head(sheet->out, &table->columns[c]);
	g_string_append(sheet->out, "\n|");
	for (guint c = 0; c < table->n_columns; c++)
		g_string_append(sheet->out, " --- |");
	for (guint r = 0; r < table->n_rows; r++) {
		g_string_append(sheet->out, "\n|");
		for (guint c = 0; c < table->n_columns; c++) {
			g_string_append_c(sheet->out, ' ');
			write_cell(sheet, &table->rows[r], r + 1, c);
			g_string_append(sheet->out, " |");
		}
	}
	g_string_append_c(sheet->out, '\n');
	for (guint r = 0; sheet->style->evidence && r < table->n_rows; r++) {
		if (!table->rows[r].record)
			continue;
		g_autoptr(GArray) witnesses =
		    record_witnesses(table->sources, table->rows[r].record);

		if (!witnesses->len)
			continue;
		g_string_append_printf(sheet->out, "\n%s %u:\n\n", table->kind->name, r + 1);
		write_witnesses(sheet, table->sources, witnesses, "");
	}
}

static void
end(Sheet *sheet)
{
	(void)sheet;
}

const Printer print_markdown = {
	begin, section_begin, write_line, section_end, write_table, end,
};
