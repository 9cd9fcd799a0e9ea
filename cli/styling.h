#ifndef CLI_STYLING_H
#define CLI_STYLING_H

#include "command.h"

#include <entente/tell.h>

/* The options that say so, for tables. */
#define OPTION_FORMAT(formats)                                                                 \
	{                                                                                      \
		.name = "format", .letter = 'f', .argument = "FORMAT", .choices = formats,     \
		.help = "the form of the output"                                               \
	}
#define OPTION_JSON                                                                            \
	{                                                                                      \
		.name = "json", .help = "the same as --format json"                            \
	}
#define OPTION_COLOR                                                                           \
	{                                                                                      \
		.name = "color", .argument = "WHEN", .choices = colour_choices,                \
		.help = "colour the text: auto is on a terminal only"                          \
	}
#define OPTION_WIDTH                                                                           \
	{                                                                                      \
		.name = "width", .letter = 'w', .argument = "N",                               \
		.help = "columns of a line of text; else those of the terminal"                \
	}

/* How to print, from the values of --format (NULL: text), --color and --width (NULL: that of
 * the terminal); no more is asked for.  Complains in one line and returns false where the width
 * is none. */
bool styling(const Command *self, const char *format, const char *colour, const char *width,
             EntenteStyle *style);

#endif
