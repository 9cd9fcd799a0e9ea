/* Text for a terminal: wrapped to the width with hanging indents, in colour if wished.
 *
 * Colour never says what a word does not: every stance, tone and block is written out. */
#include "tell/plain.h"
#include "tell/printer.h"

enum { INDENT = 2, GAP = 2, WIDEST_LABEL = 28, LONGEST_SOURCE = 40 };

static const char *const colours[TINT_N] = {
	[TINT_PLAIN] = NULL,           [TINT_STRONG] = "\x1b[1m",
	[TINT_FAINT] = "\x1b[2m",      [TINT_CITE] = "\x1b[2m",
	[TINT_DEMANDS] = "\x1b[33m",   [TINT_OFFERS] = "\x1b[36m",
	[TINT_ACCEPTS] = "\x1b[32m",   [TINT_REFUSES] = "\x1b[31m",
	[TINT_OPEN] = "\x1b[35m",      [TINT_POSITIVE] = "\x1b[32m",
	[TINT_MIXED] = "\x1b[33m",     [TINT_NEGATIVE] = "\x1b[31m",
	[TINT_BLOCKED] = "\x1b[1;31m",
};

void
text_tint(Sheet *sheet, Tint tint, bool on)
{
	if (sheet->style->colour && colours[tint])
		g_string_append(sheet->out, on ? colours[tint] : "\x1b[0m");
}

static void
pad(Sheet *sheet, int columns)
{
	for (int i = 0; i < columns; i++)
		g_string_append_c(sheet->out, ' ');
}

/* Runs laid end to end, and where each tint begins. */
typedef struct {
	size_t start;
	Tint tint;
} Stretch;

static GString *
lay_out(const Line *line, GArray *stretches)
{
	GString *flat = g_string_new(NULL);

	for (guint i = 0; i < line->runs->len; i++) {
		const Run *run = &g_array_index(line->runs, Run, i);
		Stretch stretch = { flat->len, run->tint };

		g_array_append_val(stretches, stretch);
		if (run->numbers) {
			g_autofree char *cite = cite_text(run);
			g_string_append(flat, cite);
		} else {
			g_string_append(flat, run->text);
		}
	}
	return flat;
}

/* Writes bytes [start, end) of the flat text in the tints of its stretches. */
static void
emit(Sheet *sheet, const GString *flat, const GArray *stretches, size_t start, size_t end)
{
	for (guint i = 0; i < stretches->len; i++) {
		const Stretch *stretch = &g_array_index(stretches, Stretch, i);
		size_t stop = i + 1 < stretches->len
		                  ? g_array_index(stretches, Stretch, i + 1).start
		                  : flat->len;
		size_t from = MAX(start, stretch->start), to = MIN(end, stop);

		if (from >= to)
			continue;
		text_tint(sheet, stretch->tint, true);
		g_string_append_len(sheet->out, flat->str + from, (gssize)(to - from));
		text_tint(sheet, stretch->tint, false);
	}
}

/* Wraps the flat text; `lead` columns of the first line are taken, the others are indented. */
static void
wrap(Sheet *sheet, const GString *flat, const GArray *stretches, int lead, int indent)
{
	const char *at = flat->str;
	size_t length;
	bool first = true;

	if (sheet->width - lead < sheet->width / 3) {
		while (sheet->out->str[sheet->out->len - 1] == ' ')
			g_string_truncate(sheet->out, sheet->out->len - 1);
		g_string_append_c(sheet->out, '\n');
		first = false;
	}
	while (plain_wrap(&at, sheet->width - (first ? lead : indent), &length)) {
		size_t start = (size_t)(at - flat->str);

		if (!first)
			pad(sheet, indent);
		emit(sheet, flat, stretches, start, start + length);
		g_string_append_c(sheet->out, '\n');
		at += length;
		first = false;
	}
	if (first)
		g_string_append_c(sheet->out, '\n');
}

void
text_witnesses(Sheet *sheet, const SourceIndex *sources, const GArray *witnesses, int indent)
{
	const Stretch all = { 0, TINT_FAINT };
	g_autoptr(GArray) stretches = g_array_new(false, false, sizeof(Stretch));

	g_array_append_val(stretches, all);
	for (guint i = 0; i < witnesses->len; i++) {
		const Witness *witness = &g_array_index(witnesses, Witness, i);
		const EntenteSource *source =
		    source_index_get(sources, witness->number)->source;
		g_autoptr(GString) flat = g_string_new(NULL);

		if (!sheet->n_tables) /* a listing has no numbered sources */
			g_string_append_printf(flat, "[%u] ", witness->number);
		g_string_append_printf(
		    flat, "%s (%s)",
		    plain_text(sheet->arena, witness->evidence->text, LONGEST_SENTENCE),
		    plain_clause(sheet->arena, source_name(source), LONGEST_SOURCE));
		pad(sheet, indent);
		wrap(sheet, flat, stretches, indent, indent + INDENT + GAP);
	}
}

static void
begin(Sheet *sheet, const char *title)
{
	const Stretch all = { 0, TINT_STRONG };
	g_autoptr(GArray) stretches = g_array_new(false, false, sizeof(Stretch));
	g_autoptr(GString) flat = g_string_new(title);

	g_array_append_val(stretches, all);
	if (*title)
		wrap(sheet, flat, stretches, 0, INDENT);
}

static void
section_begin(Sheet *sheet, const Section *section)
{
	int widest = 0, most = MIN(WIDEST_LABEL, sheet->width / 3);

	for (guint i = 0; i < section->lines->len; i++) {
		const Line *line = section->lines->pdata[i];
		int columns = line->label ? plain_columns(line->label) : 0;

		widest = MAX(widest, MIN(columns, most));
	}
	sheet->label_columns = widest;
	g_string_append_c(sheet->out, '\n');
	text_tint(sheet, TINT_STRONG, true);
	g_string_append(sheet->out, section->title);
	text_tint(sheet, TINT_STRONG, false);
	g_string_append_c(sheet->out, '\n');
}

/* The columns that the line's first column takes up, which it writes. */
static int
write_lead(Sheet *sheet, const Line *line, int indent)
{
	pad(sheet, indent);
	if (line->label) {
		int most = sheet->width - indent - GAP;
		const char *label = plain_text(sheet->arena, line->label, most);
		int columns = plain_columns(label);
		int gap = MAX(sheet->label_columns - columns, 0) + GAP;

		g_string_append(sheet->out, label);
		pad(sheet, gap);
		return indent + columns + gap;
	}
	if (line->role != LINE_ITEM)
		return indent;
	g_string_append(sheet->out, "- ");
	return indent + 2;
}

static void
write_line(Sheet *sheet, const Section *section, const Line *line)
{
	int indent = sheet->group && line->role != LINE_GROUP ? 2 * INDENT : INDENT;
	g_autoptr(GArray) stretches = g_array_new(false, false, sizeof(Stretch));
	g_autoptr(GString) flat = lay_out(line, stretches);
	int lead = write_lead(sheet, line, indent);
	int hang = line->label ? indent + sheet->label_columns + GAP : indent + 2;

	wrap(sheet, flat, stretches, lead, hang);
	if (!sheet->style->evidence || !line->records->len)
		return;
	g_autoptr(GArray) witnesses = line_witnesses(section, line);
	text_witnesses(sheet, section->sources, witnesses, hang);
}

static void
section_end(Sheet *sheet, const Section *section)
{
	(void)sheet;
	(void)section;
}

static void
end(Sheet *sheet)
{
	(void)sheet;
}

const Printer print_text = {
	begin, section_begin, write_line, section_end, text_table, end,
};
