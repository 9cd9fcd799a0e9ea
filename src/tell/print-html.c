/* One HTML page that needs nothing else: no scripts, no requests, style inside.  Sources' words
 * stand in text nodes only, escaped. */
#include "tell/plain.h"
#include "tell/printer.h"

#include <string.h>

static const char style_sheet[] =
#include "tell/page.css.h"
    ;

static const char *const roles[] = {
	[LINE_ITEM] = "item",
	[LINE_GROUP] = "group",
	[LINE_REST] = "more",
	[LINE_MORE] = "more",
};

static void
append(GString *out, const char *text)
{
	g_autofree char *escaped = g_markup_escape_text(text, -1);

	g_string_append(out, escaped);
}

static void
begin(Sheet *sheet, const char *title)
{
	if (sheet->style->site)
		return;
	g_string_append(
	    sheet->out,
	    "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
	    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
	    "'none'; style-src 'unsafe-inline'\">\n"
	    "<meta name=\"viewport\" content=\"width=device-width\">\n<title>");
	append(sheet->out, title);
	g_string_append_printf(
	    sheet->out, "</title>\n<style>\n%s</style>\n</head>\n<body>\n<h1>", style_sheet);
	append(sheet->out, title);
	g_string_append(sheet->out, "</h1>\n");
}

static void
section_begin(Sheet *sheet, const Section *section)
{
	g_string_append_printf(sheet->out, "<section id=\"%s\">\n<h2>%s</h2>\n<ul>\n",
	                       section->id, section->title);
}

/* The address of a source: on the site, else in the list of sources.  To be freed. */
static char *
address_of(const Sheet *sheet, const SourceIndex *sources, guint number)
{
	const char *id = source_index_get(sources, number)->source->id;

	if (!sheet->style->site)
		return g_strdup_printf("#s%u", number);
	g_autofree char *escaped = g_uri_escape_bytes((const guint8 *)id, strlen(id), NULL);
	g_autofree char *address =
	    g_strdup_printf("%sarticle/%s", sheet->style->site, escaped);
	return g_markup_escape_text(address, -1);
}

/* Where the line's first record has a page of its own. */
static void
write_permalink(Sheet *sheet, const Line *line)
{
	const EntenteRecord *record =
	    line->records->len ? line->records->pdata[0] : NULL;

	if (!sheet->style->site || !record || !record->ref)
		return;
	g_string_append_printf(sheet->out,
	                       " <a class=\"go\" href=\"%srecord/%s\">open<span class=\"unseen\"> ",
	                       sheet->style->site, record->ref);
	append(sheet->out, entente_kind(record->kind)->name);
	g_string_append_printf(sheet->out, " %s</span></a>", record->ref);
}

static void
write_witnesses(Sheet *sheet, const SourceIndex *sources, const GArray *witnesses)
{
	if (!witnesses->len)
		return;
	g_string_append_printf(sheet->out, "<details%s><summary>%u %s</summary>",
	                       sheet->style->evidence ? " open" : "", witnesses->len,
	                       witnesses->len == 1 ? "sentence" : "sentences");
	for (guint i = 0; i < witnesses->len; i++) {
		const Witness *witness = &g_array_index(witnesses, Witness, i);
		const EntenteSource *source =
		    source_index_get(sources, witness->number)->source;

		g_string_append(sheet->out, "<blockquote>");
		append(sheet->out,
		       plain_text(sheet->arena, witness->evidence->text, LONGEST_SENTENCE));
		g_string_append(sheet->out, " <cite>");
		bool leads = sheet->document || sheet->style->site;
		g_autofree char *address = address_of(sheet, sources, witness->number);
		if (leads)
			g_string_append_printf(sheet->out, "<a href=\"%s", address);
		if (sheet->style->site)
			g_string_append_printf(sheet->out, "#b%u",
			                       witness->evidence->span.start);
		g_string_append(sheet->out, leads ? "\">" : "");
		append(sheet->out, plain_clause(sheet->arena, source_name(source), 60));
		if (sheet->style->site && source->published)
			append(sheet->out, arena_printf(sheet->arena, ", %.10s", source->published));
		g_string_append(sheet->out,
		                leads ? "</a></cite></blockquote>" : "</cite></blockquote>");
	}
	g_string_append(sheet->out, "</details>");
}

static void
append_cite(Sheet *sheet, const SourceIndex *sources, const Run *run)
{
	const GArray *numbers = run->numbers;
	GString *out = sheet->out;

	for (guint i = 0; i < numbers->len; i++) {
		guint number = g_array_index(numbers, guint, i);

		g_autofree char *address = address_of(sheet, sources, number);

		g_string_append_printf(out, "%s<a class=\"cite\" href=\"%s\"", i ? "," : "[",
		                       address);
		if (sheet->style->site) {
			const EntenteSource *source = source_index_get(sources, number)->source;

			g_string_append(out, " title=\"");
			append(out, plain_clause(sheet->arena, source_name(source), 60));
			g_string_append_c(out, '"');
		}
		g_string_append_printf(out, ">%u</a>", number);
	}
	if (run->n_more)
		g_string_append_printf(out, "; %u more", run->n_more);
	g_string_append_c(out, ']');
}

static void
write_run(Sheet *sheet, const SourceIndex *sources, const Run *run)
{
	if (run->numbers) {
		append_cite(sheet, sources, run);
	} else if (run->tint == TINT_PLAIN) {
		append(sheet->out, run->text);
	} else {
		g_string_append_printf(sheet->out, "<span class=\"%s\">", tint_name(run->tint));
		append(sheet->out, run->text);
		g_string_append(sheet->out, "</span>");
	}
}

static void
write_line(Sheet *sheet, const Section *section, const Line *line)
{
	g_autoptr(GArray) witnesses = line_witnesses(section, line);

	g_string_append_printf(sheet->out, "<li class=\"%s%s\"", roles[line->role],
	                       sheet->group && line->role != LINE_GROUP ? " grouped" : "");
	if (line->source)
		g_string_append_printf(sheet->out, " id=\"s%u\"", line->source);
	g_string_append_c(sheet->out, '>');
	if (line->label) {
		g_string_append(sheet->out, "<span class=\"label\">");
		append(sheet->out, line->label);
		g_string_append(sheet->out, "</span> ");
	}
	for (guint i = 0; i < line->runs->len; i++)
		write_run(sheet, section->sources, &g_array_index(line->runs, Run, i));
	if (line->role == LINE_ITEM)
		write_permalink(sheet, line);
	write_witnesses(sheet, section->sources, witnesses);
	g_string_append(sheet->out, "</li>\n");
}

static void
section_end(Sheet *sheet, const Section *section)
{
	(void)section;
	g_string_append(sheet->out, "</ul>\n</section>\n");
}

/* Where links lead: to a source by its number, to other records by their refs. */
static void
begin_row(Sheet *sheet, const Table *table, guint row)
{
	const EntenteRecord *record = table->rows[row].record;

	if (!sheet->document || !record)
		g_string_append(sheet->out, "<tr>");
	else if (record->kind == ENTENTE_SOURCE)
		g_string_append_printf(sheet->out, "<tr id=\"s%u\">",
		                       source_index_number(table->sources, record->source.id));
	else
		g_string_append_printf(sheet->out, "<tr id=\"%s\">", record->ref);
}

/* Where the cell leads to, NULL for nowhere: in the grid to the position behind it, in a source's
 * first to its address on the web.  To be freed. */
static char *
target_of(const Sheet *sheet, const TableRow *row, guint column)
{
	const EntenteRecord *record = row->record;

	if (!sheet->document)
		return NULL;
	if (row->links)
		return row->links[column] ? g_strconcat("#", row->links[column]->ref, NULL) : NULL;
	const char *url =
	    record->kind == ENTENTE_SOURCE && column == 0 ? record->source.url : NULL;
	bool leads = url && (g_str_has_prefix(url, "https://") || g_str_has_prefix(url, "http://"));
	return leads ? g_strdup(url) : NULL;
}

static void
write_cell(Sheet *sheet, const Table *table, guint row, guint column)
{
	const TableRow *at = &table->rows[row];
	g_autofree char *target = target_of(sheet, at, column);

	g_string_append_printf(sheet->out, "<td class=\"%s\">",
	                       tint_name(table_tint(table, row, column)));
	if (sheet->document && column == 0 && at->record && at->record->kind == ENTENTE_SOURCE)
		g_string_append_printf(sheet->out, "[%u] ", row + 1);
	if (!target) {
		append(sheet->out, at->cells[column]);
		return;
	}
	g_string_append(sheet->out, *target == '#' ? "<a href=\""
	                                           : "<a rel=\"noreferrer noopener\" href=\"");
	append(sheet->out, target);
	g_string_append(sheet->out, "\">");
	append(sheet->out, at->cells[column]);
	g_string_append(sheet->out, "</a>");
}

static void
write_row(Sheet *sheet, const Table *table, guint row)
{
	const EntenteRecord *record = table->rows[row].record;
	g_autoptr(GArray) witnesses = record ? record_witnesses(table->sources, record) : NULL;

	begin_row(sheet, table, row);
	for (guint c = 0; c < table->n_columns; c++) {
		write_cell(sheet, table, row, c);
		if (witnesses && c + 1 == table->n_columns)
			write_witnesses(sheet, table->sources, witnesses);
		g_string_append(sheet->out, "</td>");
	}
	g_string_append(sheet->out, "</tr>\n");
}

static void
write_table(Sheet *sheet, const Table *table)
{
	g_string_append_printf(sheet->out, "<h2>%s</h2>\n<table>\n<tr>", table->kind->plural);
	for (guint c = 0; c < table->n_columns; c++) {
		g_string_append(sheet->out, "<th>");
		append(sheet->out, table->columns[c].name);
		g_string_append(sheet->out, "</th>");
	}
	g_string_append(sheet->out, "</tr>\n");
	for (guint r = 0; r < table->n_rows; r++)
		write_row(sheet, table, r);
	g_string_append(sheet->out, "</table>\n");
}

static void
end(Sheet *sheet)
{
	if (sheet->style->site)
		return;
	g_string_append(sheet->out, "</body>\n</html>\n");
}

const Printer print_html = {
	begin, section_begin, write_line, section_end, write_table, end,
};
