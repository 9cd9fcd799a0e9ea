/* The brief as one JSON object: {"title", "sections": [{"id", "title", "lines": [{"kind",
 * "group", "label", "text", "sources", "evidence"}]}]}.  Sources go by their ids; nothing is
 * dropped from evidence, control characters are escaped. */
#include "base/json.h"
#include "tell/printer.h"

static void
begin(Sheet *sheet, const char *title)
{
	g_string_append(sheet->out, "{\"title\": ");
	json_append_text(sheet->out, title);
	g_string_append(sheet->out, ", \"sections\": [");
}

static void
section_begin(Sheet *sheet, const Section *section)
{
	g_string_append(sheet->out, sheet->n_sections ? ",\n {\"id\": " : "\n {\"id\": ");
	json_append_text(sheet->out, section->id);
	g_string_append(sheet->out, ", \"title\": ");
	json_append_text(sheet->out, section->title);
	g_string_append(sheet->out, ", \"lines\": [");
}

static void
append_member(GString *out, const char *key, const char *text)
{
	g_string_append_printf(out, ", \"%s\": ", key);
	json_append_text(out, text);
}

static void
append_sources(GString *out, const SourceIndex *sources, const GArray *numbers)
{
	g_string_append(out, ", \"sources\": [");
	for (guint i = 0; i < numbers->len; i++) {
		guint number = g_array_index(numbers, guint, i);

		g_string_append(out, i ? ", " : "");
		json_append_text(out, source_index_get(sources, number)->source->id);
	}
	g_string_append_c(out, ']');
}

static void
append_evidence(GString *out, const Section *section, const Line *line)
{
	g_autoptr(GArray) witnesses = line_witnesses(section, line);

	g_string_append(out, ", \"evidence\": [");
	for (guint i = 0; i < witnesses->len; i++) {
		const EntenteEvidence *evidence = g_array_index(witnesses, Witness, i).evidence;

		g_string_append(out, i ? ", {\"source\": " : "{\"source\": ");
		json_append_text(out, evidence->source);
		g_string_append_printf(out, ", \"start\": %u, \"end\": %u, \"text\": ",
		                       evidence->span.start, evidence->span.end);
		json_append_text(out, evidence->text);
		g_string_append_c(out, '}');
	}
	g_string_append_c(out, ']');
}

static void
write_line(Sheet *sheet, const Section *section, const Line *line)
{
	g_autofree char *text = line_flat(line);
	bool grouped = sheet->group && line->role == LINE_ITEM;
	g_autofree char *group = grouped ? line_flat(sheet->group) : NULL;

	g_string_append(sheet->out, sheet->n_lines ? ",\n  {\"kind\": " : "\n  {\"kind\": ");
	json_append_text(sheet->out, line->kind);
	append_member(sheet->out, "group", group);
	append_member(sheet->out, "label", line->label);
	append_member(sheet->out, "text", text);
	append_sources(sheet->out, section->sources, line->numbers);
	append_evidence(sheet->out, section, line);
	g_string_append_c(sheet->out, '}');
}

static void
section_end(Sheet *sheet, const Section *section)
{
	(void)section;
	g_string_append(sheet->out, "]}");
}

static void
write_table(Sheet *sheet, const Table *table)
{
	for (guint r = 0; r < table->n_rows; r++)
		entente_tell_record(table->rows[r].record, sheet->out);
}

static void
end(Sheet *sheet)
{
	g_string_append(sheet->out, "]}\n");
}

const Printer print_json = {
	begin, section_begin, write_line, section_end, write_table, end,
};
