#ifndef CLI_FILTERING_H
#define CLI_FILTERING_H

#include "command.h"

#include <entente/dossier.h>

/* The options with which commands choose among records. */
#define OPTION_PARTY                                                                           \
	{                                                                                      \
		.name = "party", .argument = "NAME", .help = "only what concerns this side"    \
	}
#define OPTION_ISSUE                                                                           \
	{                                                                                      \
		.name = "issue", .argument = "NAME", .help = "only what concerns this issue"   \
	}
#define OPTION_SINCE                                                                           \
	{                                                                                      \
		.name = "since", .argument = "DATE",                                           \
		.help = "only from pages published on this day (YYYY-MM-DD) or later"          \
	}

/* The plurals of all kinds. */
const char *const *filtering_kinds(void);

/* The kind of this name; complains in one line and returns -1 where there is none. */
int filtering_kind(const Command *self, const char *name);

/* Whether `day`, the value of this option if not NULL, is one; complains in one line where not. */
bool filtering_day(const Command *self, const char *option, const char *day);

#endif
