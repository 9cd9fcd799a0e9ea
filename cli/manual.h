#ifndef CLI_MANUAL_H
#define CLI_MANUAL_H

#include "command.h"

#include <glib.h>

/* What is made from the tables of the commands. */

/* The text of `entente help`. */
void help_program(GString *out);

/* The text of `entente CMD --help`. */
void help_command(GString *out, const Command *command);

/* A man page in troff: of the program for NULL, else of one command. */
void manual_page(GString *out, const Command *command);

/* The names of the shells, and the completion script for one. */
extern const char *const completion_shells[];
void completion_script(GString *out, const char *shell);

/* "-d DOSSIER", "--json": an option as the synopsis has it. */
char *option_synopsis(const Option *option);

/* "KIND is one of positions, …", or NULL where the first operand is no word of a list. */
char *first_operand(const Command *command);

#endif
