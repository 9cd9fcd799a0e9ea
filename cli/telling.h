#ifndef CLI_TELLING_H
#define CLI_TELLING_H

#include "command.h"

#include <entente/tell.h>

/* The options with which brief and show say how to print; both tables begin with them. */
enum {
	DOSSIER,
	FORMAT,
	JSON,
	EVIDENCE,
	COLOR,
	WIDTH,
	MIN_CONFIDENCE,
	JOBS,
	QUIET,
	N_TELLING_OPTIONS
};

#define TELLING_OPTIONS(formats)                                                               \
	[DOSSIER] = OPTION_DOSSIER,                                                            \
	[FORMAT] = { .name = "format",                                                         \
		     .letter = 'f',                                                            \
		     .argument = "FORMAT",                                                     \
		     .choices = formats,                                                       \
		     .help = "the form of the output" },                                       \
	[JSON] = { .name = "json", .help = "the same as --format json" },                      \
	[EVIDENCE] = { .name = "evidence",                                                     \
		       .letter = 'e',                                                          \
		       .help = "print the sentences that say so under each line" },            \
	[COLOR] = { .name = "color",                                                           \
		    .argument = "WHEN",                                                        \
		    .choices = colour_choices,                                                 \
		    .help = "colour the text: auto is on a terminal only" },                   \
	[WIDTH] = { .name = "width",                                                           \
		    .letter = 'w',                                                             \
		    .argument = "N",                                                           \
		    .help = "columns of a line of text; else those of the terminal" },         \
	[MIN_CONFIDENCE] = OPTION_MIN_CONFIDENCE,                                              \
	[JOBS] = OPTION_JOBS,                                                                  \
	[QUIET] = OPTION_QUIET

/* Complains in one line and returns false where the options are wrong or nothing is named
 * that could be told. */
bool telling_style(const Command *self, const Arguments *arguments, int n_paths,
                   EntenteStyle *style);

#endif
