#ifndef CLI_WAITING_H
#define CLI_WAITING_H

#include "command.h"

#include <entente/dossier.h>

/* What a command that writes does while another program writes the dossier: waits, says so once
 * when that takes long, and gives up in the end, or when it is interrupted. */
typedef struct {
	const char *path; /* the dossier's */
	guint64 seconds;  /* the longest wait for one page */
	bool quiet;
	bool told;
} Waiting;

#define OPTION_WAIT                                                                            \
	{                                                                                      \
		.name = "wait", .argument = "SECONDS",                                         \
		.help = "how long to wait while another program writes the dossier; else 60"   \
	}

/* The value of --wait, NULL for none.  Complains in one line and returns false where it is
 * none. */
bool waiting_option(Waiting *waiting, const Command *self, const char *value);

/* From now on, for as long as the dossier is open; `waiting` stays the caller's. */
void waiting_begin(Waiting *waiting, EntenteDossier *dossier);

#endif
