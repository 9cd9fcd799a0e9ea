#ifndef CLI_LOOKING_H
#define CLI_LOOKING_H

#include <entente/entente.h>

/* What is new in a dossier since a day, or since somebody last looked: for diff and brief. */
typedef struct {
	EntenteDossier *dossier;
	EntenteDiff *diff;
	const char *reader; /* who looks, or NULL */
	bool is_first;      /* the reader never looked: nothing is new */
} Looking;

/* Compares the states of the dossier at `path`; with `reader` since that one last looked.
 * Complains in one line where that fails, and returns the status to end with; else
 * STATUS_DONE. */
int looking_begin(Looking *looking, const char *path, const char *reader, EntenteWindow window);

/* Notes, once all has been told, that the reader looked.  The same. */
int looking_note(const Looking *looking);

void looking_end(Looking *looking);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Looking, looking_end)

#endif
