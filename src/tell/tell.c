/* The public face of telling: chooses the printer and hands it a brief or a list. */
#include "tell/brief.h"
#include "tell/cells.h"
#include "tell/diff.h"
#include "tell/plain.h"
#include "tell/printer.h"

enum { USUAL_WIDTH = 96, LEAST_WIDTH = 40, MOST_WIDTH = 400, MOST_TITLE = 120 };

static const struct {
	const char *name;
	const Printer *printer;
} formats[ENTENTE_N_FORMATS] = {
	[ENTENTE_FORMAT_TEXT] = { "text", &print_text },
	[ENTENTE_FORMAT_MARKDOWN] = { "markdown", &print_markdown },
	[ENTENTE_FORMAT_HTML] = { "html", &print_html },
	[ENTENTE_FORMAT_JSON] = { "json", &print_json },
	[ENTENTE_FORMAT_CSV] = { "csv", &print_csv },
};

/* The sections of a brief, in order.  One without lines is left out.  Of what is new, those
 * that have a title then; what is unknown, and where outlets differ, only all pages could say.
 */
static const struct {
	const char *id, *title, *of_news;
	void (*build)(const Brief *brief, Section *section);
} sections[] = {
	{ "short", "In short", "New in short", brief_short },
	{ "issues", "Where each issue stands, party by party",
	  "Positions since then, issue by issue", brief_issues },
	{ "meetings", "Tracks and meetings", "New meetings", brief_meetings },
	{ "drafts", "Drafts and their versions", "New drafts and versions", brief_drafts },
	{ "progress", "Who says what about progress", "What is newly said about progress",
	  brief_progress },
	{ "contested", "Contested", "Newly contested", brief_contested },
	{ "differences", "Where the outlets differ", NULL, brief_differences },
	{ "next", "Next", "Next", brief_next },
	{ "unknown", "Unknown", NULL, brief_unknown },
	{ "sources", "Sources and their independence", "New sources", brief_sources },
};

int
entente_format_from_name(const char *name)
{
	if (g_str_equal(name, "table"))
		return ENTENTE_FORMAT_TEXT;
	for (int format = 0; format < ENTENTE_N_FORMATS; format++)
		if (g_str_equal(name, formats[format].name))
			return format;
	return -1;
}

Sheet
sheet_of(const EntenteStyle *style, Arena *arena, GString *out)
{
	int width = style->width > 0 ? style->width : USUAL_WIDTH;

	return (Sheet){
		.printer = formats[style->format].printer,
		.style = style,
		.width = CLAMP(width, LEAST_WIDTH, MOST_WIDTH),
		.arena = arena,
		.out = out,
	};
}

/* JSON lists records, not rows: what a program wants is the record itself. */
static void
list_lines(const EntenteRecords *records, GString *out)
{
	for (size_t i = 0; i < entente_records_count(records); i++)
		entente_tell_record(entente_records_get(records, i), out);
}

/* The tables of the kinds among `kinds` that have rows. */
static void
print_tables(Sheet *sheet, const EntenteRecords *records, guint kinds,
             const SourceIndex *sources)
{
	bool whole = sheet->style->format == ENTENTE_FORMAT_CSV;
	const Table *tables[ENTENTE_N_KINDS];

	for (int kind = 0; kind < ENTENTE_N_KINDS; kind++) {
		const Table *table =
		    kinds & 1u << kind
			? table_new(records, (EntenteKind)kind, sources, whole, sheet->arena)
			: NULL;
		tables[sheet->n_tables] = table;
		sheet->n_tables += table != NULL;
	}
	for (guint i = 0; i < sheet->n_tables; i++)
		sheet->printer->table(sheet, tables[i]);
}

void
entente_tell_list(const EntenteRecords *records, const EntenteStyle *style, GString *out)
{
	const guint every = (1u << ENTENTE_N_KINDS) - 1;

	if (style->format == ENTENTE_FORMAT_JSON) {
		list_lines(records, out);
		return;
	}
	g_autoptr(Arena) arena = arena_new();
	g_autoptr(SourceIndex) sources = source_index_new(records);
	Sheet sheet = sheet_of(style, arena, out);

	sheet.printer->begin(&sheet, style->format == ENTENTE_FORMAT_TEXT ? "" : "Records");
	print_tables(&sheet, records, every, sources);
	sheet.printer->end(&sheet);
}

void
sheet_section(Sheet *sheet, const Section *section)
{
	sheet->group = NULL;
	sheet->n_lines = 0;
	sheet->printer->section(sheet, section);
	sheet->n_sections++;
	for (guint i = 0; i < section->lines->len; i++) {
		const Line *line = section->lines->pdata[i];

		if (line->role == LINE_GROUP || line->role == LINE_MORE)
			sheet->group = line->role == LINE_GROUP ? line : NULL;
		sheet->printer->line(sheet, section, line);
		sheet->n_lines++;
	}
	sheet->printer->close(sheet, section);
}

static const char *
title_of(const Brief *brief, const char *title)
{
	g_autofree char *sides = g_strjoinv(", ", (char **)brief->main_parties);

	return brief->n_main_parties
	           ? arena_printf(brief->arena, "%s: %s", title,
	                          plain_clause(brief->arena, sides, MOST_TITLE))
	           : title;
}

static bool
is_wanted(const EntenteStyle *style, const char *id)
{
	return !style->sections || g_strv_contains(style->sections, id);
}

static void
print_sections(Sheet *sheet, const Brief *brief, bool of_news)
{
	for (guint i = 0; i < G_N_ELEMENTS(sections); i++) {
		const char *title = of_news ? sections[i].of_news : sections[i].title;

		if (sheet->document && sections[i].build == brief_sources)
			continue; /* the table of sources tells them all */
		if (!title || !is_wanted(sheet->style, sections[i].id))
			continue;
		g_autoptr(Section) section =
		    section_new(sections[i].id, title, brief->arena, brief->sources);

		sections[i].build(brief, section);
		if (section->lines->len)
			sheet_section(sheet, section);
	}
}

void
entente_tell_brief(const EntenteRecords *records, const EntenteStyle *style, GString *out)
{
	g_autoptr(Brief) brief = brief_new(records);
	Sheet sheet = sheet_of(style, brief->arena, out);

	sheet.printer->begin(&sheet, title_of(brief, "Where the talks stand"));
	print_sections(&sheet, brief, false);
	sheet.printer->end(&sheet);
}

void
entente_tell_news(const EntenteDiff *diff, const char *since, const EntenteStyle *style,
                  GString *out)
{
	g_autoptr(Brief) brief = brief_new(entente_diff_news(diff));
	g_autoptr(SourceIndex) both = source_index_new(entente_diff_records(diff));
	g_autoptr(Section) changed = section_new("changed", "What changed", brief->arena, both);
	Sheet sheet = sheet_of(style, brief->arena, out);
	const char *title = since ? arena_printf(brief->arena, "What is new since %s",
	                                         say_date(brief->arena, since))
	                          : "What is new";

	sheet.printer->begin(&sheet, title_of(brief, title));
	diff_say_changed(diff, changed);
	if (changed->lines->len)
		sheet_section(&sheet, changed);
	print_sections(&sheet, brief, true);
	sheet.printer->end(&sheet);
}

void
tell_document(const EntenteRecords *all, guint kinds, const EntenteStyle *style, GString *out)
{
	g_autoptr(Brief) brief = brief_new(all);
	Sheet sheet = sheet_of(style, brief->arena, out);

	sheet.document = true;
	sheet.printer->begin(&sheet, title_of(brief, "Where the talks stand"));
	print_sections(&sheet, brief, false);
	g_autoptr(GArray) cells = grid_cells_of_all(all);
	if (cells->len && kinds & 1u << ENTENTE_POSITION)
		sheet.printer->table(&sheet, grid_table(cells, brief->sources, brief->arena));
	print_tables(&sheet, all, kinds, brief->sources);
	sheet.printer->end(&sheet);
}
