#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include <glib.h>
#include <stdbool.h>

/* How far a long reading is: one line on a terminal, written over again and again. */
typedef struct {
	guint n_pages;
	guint64 done, all; /* bytes */
	bool known;        /* `all` is */
} Progress;

/* A reading begins.  Unless `wanted`, and where standard error is no terminal that can write
 * over a line, nothing is ever shown. */
void progress_begin(bool wanted);

/* Whether the line is to be written again: only once a reading has become long, and a few times
 * a second. */
bool progress_due(void);

void progress_show(const Progress *progress);

/* Shows that something else goes on, where a reading has become long. */
void progress_say(const char *what);

/* Wipes the line away, until it is shown again. */
void progress_wipe(void);

/* The seconds that the reading took by now; 0 where its progress was not shown. */
double progress_seconds(void);

#endif
