#ifndef CLI_READING_H
#define CLI_READING_H

#include "command.h"

#include <entente/entente.h>

/* Reading PATHs and URLs, as every subcommand that takes them does: problems go to standard
 * error, one line each, and the rest is read; an interrupt finishes the page in flight. */
typedef struct Reading Reading;

struct Reading {
	EntenteDossier *dossier; /* where the pages go, or NULL */
	/* Prints a page, or NULL; false stops (the output failed). */
	bool (*print)(const EntenteRecords *page, gpointer user_data);
	gpointer user_data;
	/* Reads one path in another way than page by page, with `engine`, or NULL; false stops.
	 */
	bool (*read)(Reading *reading, const char *path);
	/* Chooses the records of reading_records(); NULL: entente_dossier_records. */
	EntenteRecords *(*records)(EntenteDossier *dossier, const EntenteFilter *filter,
	                           GError **error);
	int32_t least_sure; /* hundredths: what is known to be less sure is not told; UNKNOWN:
	                       not asked for */
	EntenteFetching fetching; /* as fetching.h has it */
	guint64 jobs;             /* pages understood at a time; 0: as the processors allow */
	bool explaining;          /* records tell why they were made */
	bool text_only;           /* pages are read for their text, in whatever language */
	bool quiet;
	bool sums_up; /* whoever reads says at the end what was read */

	EntenteEngine *engine;
	guint n_pages, n_problems;
	guint n_unread;    /* of the pages, those in a language that cannot be read */
	guint n_unfetched; /* of the problems */
	guint n_added[ENTENTE_REPLACED + 1];
	guint n_corrected; /* corrections that a table made */
	int status;        /* of what stopped the reading; else STATUS_DONE */
};

/* Catches interrupts from now on; a second one kills. */
void reading_catch_interrupts(void);

/* The signal that interrupted, 0 for none. */
int reading_interrupted(void);

/* Complains of what could not be read, and counts it; `user_data` is the Reading.  False
 * stops. */
bool reading_problem(const GError *why, gpointer user_data);

/* Whether `value`, that of --jobs or NULL, is a number of jobs, which the reading then has;
 * complains in one line if not. */
bool reading_jobs(Reading *reading, const Command *self, const char *value);

/* The same for --min-confidence. */
bool reading_least_sure(Reading *reading, const Command *self, const char *value);

/* Loads the engine, set up as the reading has it.  Complains in one line and returns false
 * where that fails. */
bool reading_load_engine(Reading *reading);

/* Complains of each correction that was about nothing when pages were last merged.  False
 * where they cannot be read. */
bool reading_tell_idle(EntenteDossier *dossier);

/* Reads the paths and gathers the dossier, if there is one.  Returns the Status, or 128
 * plus the signal that interrupted. */
int reading_run(Reading *reading, char *const *paths);

/* The records that brief and show tell: those of the dossier at `path`, after `reading` read
 * `paths` into it; with `path` NULL those of the paths alone.  NULL with `status` set
 * when there is nothing to tell; else `status` is STATUS_DONE, STATUS_INPUTS or
 * STATUS_NETWORK. */
EntenteRecords *reading_records(Reading *reading, const char *path, const Arguments *paths,
                                const EntenteFilter *filter, int *status);

#endif
