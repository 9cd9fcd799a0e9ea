#ifndef BASE_CSV_H
#define BASE_CSV_H

#include <glib.h>
#include <stdbool.h>

/* Appends one cell of an RFC 4180 table, after a comma unless it is the row's first; NULL is an
 * empty cell.  A cell that a spreadsheet would take for a formula (it begins with = + - @,
 * their wide forms, a tab, a line feed or a carriage return, or with apostrophes and then one
 * of these) is defused with a leading apostrophe. */
void csv_append_cell(GString *out, const char *text, bool first);

/* The same in quotation marks whatever it is, so that a program that asks can take "007" and
 * "2031-05-04" for the texts that they are. */
void csv_append_text(GString *out, const char *text, bool first);

/* Ends the row, with CR LF as the RFC has it. */
void csv_end_row(GString *out);

/* The text of which csv_append_cell made this cell: within `cell`. */
const char *csv_undo_defusing(const char *cell);

/* A table being read. */
typedef struct {
	const char *at, *end;
	char separator;
	guint row; /* of the row read last, from 1; rows of several lines count once */
} CsvReader;

/* `bytes` must outlive the reader.  A byte order mark is passed over; the separator is a comma
 * or else, where the first line has no comma outside quotation marks, the semicolon or tab that
 * it has: what spreadsheets write depends on where they are used. */
CsvReader csv_reader(const char *bytes, size_t length);

/* Makes the next row the contents of `cells` (strings, which it frees), defusing undone.  False
 * after the last, and with ENTENTE_ERROR_INPUT where quotation marks are not as the RFC has
 * them or a cell has a NUL; reading cannot go on then.  Empty lines are passed over. */
bool csv_read_row(CsvReader *reader, GPtrArray *cells, GError **error);

#endif
