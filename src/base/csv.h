#ifndef BASE_CSV_H
#define BASE_CSV_H

#include <glib.h>
#include <stdbool.h>

/* Appends one cell of an RFC 4180 table, after a comma unless it is the row's first; NULL is an
 * empty cell.  A cell that a spreadsheet would take for a formula (it begins with = + - @, tab
 * or carriage return) is defused with a leading apostrophe. */
void csv_append_cell(GString *out, const char *text, bool first);

/* Ends the row, with CR LF as the RFC has it. */
void csv_end_row(GString *out);

#endif
