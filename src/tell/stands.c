/* Who stands where: the grid as a table where it fits, and below it or instead, where there is
 * room for it, the words. */
#include "base/csv.h"
#include "base/json.h"
#include "tell/cells.h"
#include "tell/plain.h"

#include <entente/diff.h>

enum { LONGEST_NAME = 40, LONGEST_WHAT = 160 };

static void
say_cell(Section *section, const GridCell *cell)
{
	const EntenteRecord *latest = cell->latest;
	Arena *arena = section->arena;
	Line *line = section_add(section, LINE_ITEM, "position",
	                         plain_clause(arena, latest->position.party, LONGEST_NAME));

	line_say(section, line, tint_of_stance(latest->position.stance), stance_word(latest));
	line_say(section, line, TINT_PLAIN, ": ");
	line_clause(section, line, latest->position.what, LONGEST_WHAT);
	line_sayf(section, line, TINT_FAINT, " (%s, %s)", grid_day(arena, latest),
	          counted(arena, (guint)latest->n_sources, "source", "sources"));
	line_rest_on(section, line, latest);
	if (!cell->older)
		return;
	line_sayf(section, line, TINT_PLAIN, "; before, %s: ", stance_word(cell->older));
	line_clause(section, line, cell->older->position.what, LONGEST_WHAT);
	line_sayf(section, line, TINT_FAINT, " (%s)", grid_day(arena, cell->older));
	line_rest_on(section, line, cell->older);
}

static void
list_cells(Section *section, const GArray *cells)
{
	g_autoptr(GPtrArray) issues = grid_issues(cells);

	for (guint i = 0; i < issues->len; i++) {
		Line *group = section_add(section, LINE_GROUP, "issue", NULL);

		line_say(section, group, TINT_STRONG,
		         plain_clause(section->arena, issues->pdata[i], LONGEST_NAME));
		for (guint c = 0; c < cells->len; c++) {
			const GridCell *cell = &g_array_index(cells, GridCell, c);

			if (g_str_equal(cell->latest->position.issue, issues->pdata[i]))
				say_cell(section, cell);
		}
	}
}

static void
write_json(const GArray *cells, GString *out)
{
	for (guint i = 0; i < cells->len; i++) {
		const GridCell *cell = &g_array_index(cells, GridCell, i);

		g_string_append(out, "{\"party\": ");
		json_append_text(out, cell->latest->position.party);
		g_string_append(out, ", \"issue\": ");
		json_append_text(out, cell->latest->position.issue);
		g_string_append(out, ", \"latest\": ");
		entente_tell_record(cell->latest, out);
		g_string_truncate(out, out->len - 1);
		g_string_append(out, ", \"before\": ");
		if (cell->older) {
			entente_tell_record(cell->older, out);
			g_string_truncate(out, out->len - 1);
		} else {
			g_string_append(out, "null");
		}
		g_string_append(out, "}\n");
	}
}

static void
write_csv(const GArray *cells, GString *out)
{
	static const char *const columns[] = { "party",       "issue",      "stance", "what",
		                               "date",        "n_sources",  "ref",    "before",
		                               "before_what", "before_date" };
	g_autoptr(Arena) arena = arena_new();

	for (guint i = 0; i < G_N_ELEMENTS(columns); i++)
		csv_append_cell(out, columns[i], i == 0);
	csv_end_row(out);
	for (guint i = 0; i < cells->len; i++) {
		const GridCell *cell = &g_array_index(cells, GridCell, i);
		const EntentePosition *now = &cell->latest->position;
		const EntentePosition *before = cell->older ? &cell->older->position : NULL;

		csv_append_cell(out, now->party, true);
		csv_append_cell(out, now->issue, false);
		csv_append_cell(out, stance_word(cell->latest), false);
		csv_append_cell(out, now->what, false);
		csv_append_cell(out, now->date, false);
		csv_append_cell(out, arena_printf(arena, "%d", cell->latest->n_sources), false);
		csv_append_cell(out, cell->latest->ref, false);
		csv_append_cell(out, before ? stance_word(cell->older) : NULL, false);
		csv_append_cell(out, before ? before->what : NULL, false);
		csv_append_cell(out, before ? before->date : NULL, false);
		csv_end_row(out);
	}
}

void
entente_tell_grid(const EntenteRecords *grid, const EntenteStyle *style, GString *out)
{
	g_autoptr(GArray) cells = grid_cells(grid);
	g_autoptr(Arena) arena = arena_new();
	g_autoptr(SourceIndex) sources = source_index_new(grid);
	g_autoptr(Section) section = section_new("positions", "Issue by issue", arena, sources);
	Sheet sheet = sheet_of(style, arena, out);
	bool text = style->format == ENTENTE_FORMAT_TEXT;

	if (style->format == ENTENTE_FORMAT_JSON) {
		write_json(cells, out);
		return;
	}
	if (style->format == ENTENTE_FORMAT_CSV) {
		write_csv(cells, out);
		return;
	}
	const Table *table = grid_table(cells, sources, arena);
	sheet.document = style->format == ENTENTE_FORMAT_HTML;
	bool fits = table->n_columns <= GRID_MOST_PARTIES && !style->evidence &&
	            text_table_fits(&sheet, table);
	if (!cells->len)
		return;
	sheet.printer->begin(&sheet, text && fits ? "" : "Who stands where");
	if (!text || fits)
		sheet.printer->table(&sheet, table);
	if (style->format == ENTENTE_FORMAT_HTML) { /* where the grid's links lead */
		sheet.printer->table(&sheet,
		                     table_new(grid, ENTENTE_POSITION, sources, false, arena));
	} else if (!text || !fits) {
		list_cells(section, cells);
		sheet_section(&sheet, section);
	}
	sheet.printer->end(&sheet);
	if (text && fits)
		g_string_append(out,
		                "(n): independent sources; *: held another stance before\n");
}
