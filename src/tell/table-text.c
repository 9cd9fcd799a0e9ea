/* A table fitted to the terminal: cells are wrapped within their columns, the widest column
 * giving way first; where columns would become too narrow to read, each record becomes a block
 * of lines instead. */
#include "tell/plain.h"
#include "tell/printer.h"

enum { GAP = 2, LEAST_COLUMN = 9, LONGEST_WORD = 20, MOST_HEIGHT = 5, INDENT = 4 };

static void
pad(Sheet *sheet, int columns)
{
	for (int i = 0; i < columns; i++)
		g_string_append_c(sheet->out, ' ');
}

static int
sum(const int *widths, guint n)
{
	int total = GAP * ((int)n - 1);

	for (guint i = 0; i < n; i++)
		total += widths[i];
	return total;
}

/* The columns of the longest word, which a cell should not break. */
static int
longest_word(const char *text)
{
	int longest = 0, columns = 0;

	for (const char *at = text; *at; at = g_utf8_next_char(at)) {
		columns = *at == ' ' ? 0 : columns + plain_char_columns(g_utf8_get_char(at));
		longest = MAX(longest, columns);
	}
	return longest;
}

/* Takes columns from the widest until all fit; none goes below its least. */
static bool
shrink(int *widths, const int *least, guint n, int width)
{
	while (sum(widths, n) > width) {
		int widest = -1;

		for (guint c = 0; c < n; c++)
			if (widths[c] > least[c] && (widest < 0 || widths[c] > widths[widest]))
				widest = (int)c;
		if (widest < 0)
			return false;
		widths[widest]--;
	}
	return true;
}

/* Column widths that fit, words unbroken if possible; false where a table is not to be had. */
static bool
fit(const Table *table, int width, int *widths)
{
	g_autofree int *least = g_new0(int, table->n_columns);

	for (guint c = 0; c < table->n_columns; c++) {
		widths[c] = least[c] = plain_columns(table->columns[c].name);
		for (guint r = 0; r < table->n_rows; r++) {
			const char *cell = table->rows[r].cells[c];

			widths[c] = MAX(widths[c], plain_columns(cell));
			least[c] = MAX(least[c], MIN(longest_word(cell), LONGEST_WORD));
		}
	}
	if (shrink(widths, least, table->n_columns, width))
		return true;
	for (guint c = 0; c < table->n_columns; c++)
		least[c] = MIN(least[c], LEAST_COLUMN);
	return shrink(widths, least, table->n_columns, width);
}

/* One line of every cell; moves `at` on.  Returns whether anything is left to write. */
static bool
write_line(Sheet *sheet, const Table *table, guint row, const int *widths, const char **at,
           bool last)
{
	bool more = false;
	int owed = 0;

	for (guint c = 0; c < table->n_columns; c++) {
		size_t length = 0;
		int columns = 0;

		if (plain_wrap(&at[c], widths[c], &length)) {
			g_autofree char *part = g_strndup(at[c], length);

			if (last && at[c][length]) {
				g_free(part);
				part = g_strdup(plain_text(sheet->arena, at[c], widths[c]));
			}
			columns = plain_columns(part);
			pad(sheet, owed);
			owed = 0;
			text_tint(sheet, table_tint(table, row, c), true);
			g_string_append(sheet->out, part);
			text_tint(sheet, table_tint(table, row, c), false);
			at[c] += length;
			more = more || *at[c];
		}
		owed += widths[c] - columns + GAP;
	}
	g_string_append_c(sheet->out, '\n');
	return more;
}

static void
write_header(Sheet *sheet, const Table *table, const int *widths)
{
	text_tint(sheet, TINT_STRONG, true);
	for (guint c = 0; c < table->n_columns; c++) {
		g_string_append(sheet->out, table->columns[c].name);
		if (c + 1 < table->n_columns)
			pad(sheet, widths[c] - plain_columns(table->columns[c].name) + GAP);
	}
	text_tint(sheet, TINT_STRONG, false);
	g_string_append_c(sheet->out, '\n');
}

static void
write_witnesses(Sheet *sheet, const Table *table, guint row)
{
	if (!sheet->style->evidence || !table->rows[row].record)
		return;
	g_autoptr(GArray) witnesses = record_witnesses(table->sources, table->rows[row].record);
	text_witnesses(sheet, table->sources, witnesses, INDENT);
}

static void
write_rows(Sheet *sheet, const Table *table, const int *widths)
{
	g_autofree const char **at = g_new(const char *, table->n_columns);

	write_header(sheet, table, widths);
	for (guint r = 0; r < table->n_rows; r++) {
		for (guint c = 0; c < table->n_columns; c++)
			at[c] = table->rows[r].cells[c];
		for (int height = 1; height <= MOST_HEIGHT; height++)
			if (!write_line(sheet, table, r, widths, at, height == MOST_HEIGHT))
				break;
		write_witnesses(sheet, table, r);
	}
}

static void
write_blocks(Sheet *sheet, const Table *table)
{
	for (guint r = 0; r < table->n_rows; r++) {
		if (r)
			g_string_append_c(sheet->out, '\n');
		for (guint c = 0; c < table->n_columns; c++) {
			const char *at = table->rows[r].cells[c];
			int lead = plain_columns(table->columns[c].name) + GAP;
			size_t length;

			if (!*at)
				continue;
			text_tint(sheet, TINT_FAINT, true);
			g_string_append_printf(sheet->out, "%s: ", table->columns[c].name);
			text_tint(sheet, TINT_FAINT, false);
			while (plain_wrap(&at, sheet->width - lead, &length)) {
				if (at != table->rows[r].cells[c])
					pad(sheet, INDENT);
				text_tint(sheet, table_tint(table, r, c), true);
				g_string_append_len(sheet->out, at, (gssize)length);
				text_tint(sheet, table_tint(table, r, c), false);
				g_string_append_c(sheet->out, '\n');
				at += length;
				lead = INDENT;
			}
		}
		write_witnesses(sheet, table, r);
	}
}

bool
text_table_fits(const Sheet *sheet, const Table *table)
{
	g_autofree int *widths = g_new0(int, table->n_columns);

	return fit(table, sheet->width, widths);
}

void
text_table(Sheet *sheet, const Table *table)
{
	g_autofree int *widths = g_new0(int, table->n_columns);

	if (sheet->n_sections++)
		g_string_append_c(sheet->out, '\n');
	if (sheet->n_tables > 1)
		g_string_append_printf(sheet->out, "%s\n", table->kind->plural);
	if (fit(table, sheet->width, widths))
		write_rows(sheet, table, widths);
	else
		write_blocks(sheet, table);
}
