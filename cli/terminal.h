#ifndef CLI_TERMINAL_H
#define CLI_TERMINAL_H

#include <glib.h>
#include <stdbool.h>

/* What stands between the program and the person: messages, colour, width,
 * output. */

/* Writes one line "entente: …" to standard error, its control characters made harmless.
 */
void complain(const char *format, ...) G_GNUC_PRINTF(1, 2);

/* Writes all of `text` to standard output at once.  On failure complains and returns
 * false. */
bool print_out(const GString *text);

/* The values of --color: whether to colour what goes to standard output. */
extern const char *const colour_choices[];
bool want_colour(const char *choice);

/* The columns of the terminal, from COLUMNS or the terminal itself; 0 if neither says. */
int terminal_width(void);

#endif
