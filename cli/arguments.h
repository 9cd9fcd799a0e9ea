#ifndef CLI_ARGUMENTS_H
#define CLI_ARGUMENTS_H

#include "command.h"

#include <glib.h>

typedef enum {
	ARGUMENTS_READY, /* run the command */
	ARGUMENTS_HELP,  /* --help was given */
	ARGUMENTS_WRONG  /* one line about it was written to standard error */
} ArgumentsResult;

/* Parses argv[1..] (argv[0] is the subcommand) after the command's table.  `arguments`
 * points into argv, whose operands are moved to the end. */
ArgumentsResult arguments_parse(const Command *command, int argc, char **argv,
                                Arguments *arguments);

/* The number that the option of this name was given: `*number` is left as it is where `value` is
 * NULL.  Complains in one line and returns false where it is none from `least` to `most`. */
bool number_argument(const Command *command, const char *name, const char *value, guint64 least,
                     guint64 most, guint64 *number);

/* The same for a decimal from 0 to 1, such as 0.65: `*hundredths` is rounded up. */
bool share_argument(const Command *command, const char *name, const char *value,
                    int32_t *hundredths);

/* Complains of a wrong use in one line and gives STATUS_USAGE. */
int usage_error(const Command *command, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* Appends "; did you mean 'NAME'?" with the nearest of `names` if one is near. */
void suggest_nearest(GString *message, const char *word, const char *const *names);

#endif
