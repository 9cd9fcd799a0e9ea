#ifndef CLI_DESK_H
#define CLI_DESK_H

#include "reading.h"
#include "waiting.h"

/* The options of who says what the log will have: tables of correct and undo are these. */
enum { DESK_DOSSIER, DESK_BY, DESK_WHY, DESK_QUIET };

#define DESK_OPTIONS                                                                           \
	[DESK_DOSSIER] = OPTION_DOSSIER,                                                       \
	[DESK_BY] = { .name = "by",                                                            \
		      .argument = "NAME",                                                      \
		      .help = "who says so; else your login name" },                           \
	[DESK_WHY] = { .name = "why", .argument = "TEXT", .help = "the reason, for the log" }, \
	[DESK_QUIET] = OPTION_QUIET

/* What correct, undo and merge share: a dossier to be changed and the engine that merges it. */
typedef struct {
	Reading reading;
	Waiting waiting;
	EntenteEngine *engine;
	EntenteDossier *dossier;
} Desk;

/* Opens the dossier.  STATUS_DONE, or another status after a complaint. */
int desk_open(Desk *desk, const char *path, bool quiet);
void desk_close(Desk *desk);

/* Merges what the pages say anew.  Likewise. */
int desk_gather(Desk *desk);

/* The one who corrects: `given`, or who is logged in. */
const char *desk_author(const char *given);

#endif
