#ifndef CLI_STYLING_H
#define CLI_STYLING_H

#include "command.h"

#include <entente/tell.h>

/* How to print, from the values of --format (NULL: text), --color and --width (NULL: that of the
 * terminal); no more is asked for.  Complains in one line and returns false where the width is
 * none. */
bool styling(const Command *self, const char *format, const char *colour, const char *width,
             EntenteStyle *style);

#endif
