#ifndef CLI_TELLING_H
#define CLI_TELLING_H

#include "command.h"
#include "styling.h"

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
	[DOSSIER] = OPTION_DOSSIER, [FORMAT] = OPTION_FORMAT(formats), [JSON] = OPTION_JSON,   \
	[EVIDENCE] = { .name = "evidence",                                                     \
		       .letter = 'e',                                                          \
		       .help = "print the sentences that say so under each line" },            \
	[COLOR] = OPTION_COLOR, [WIDTH] = OPTION_WIDTH,                                        \
	[MIN_CONFIDENCE] = OPTION_MIN_CONFIDENCE, [JOBS] = OPTION_JOBS, [QUIET] = OPTION_QUIET

/* Complains in one line and returns false where the options are wrong or nothing is named
 * that could be told. */
bool telling_style(const Command *self, const Arguments *arguments, int n_paths,
                   EntenteStyle *style);

#endif
