#ifndef STORE_NAMING_H
#define STORE_NAMING_H

#include "store/refs.h"

/* Refs for records that come to a dossier while others go.  Of several that are called the same
 * the first by sort key has the plain ref, so that it hangs on what the dossier holds and not
 * on how it came to hold it. */

/* A record to come. */
typedef struct {
	const EntenteRecord *record;
	int64_t digest;
	char *ref;      /* set by naming, to be freed … */
	int64_t number; /* … and the record's number, which follows from it */
} Coming;

/* A record that stays, and what it is called from now on. */
typedef struct {
	int64_t record;
	char *ref;
} Renamed;

/* Names the `coming` (Coming) records of a kind, where those numbered in `going` (int64_t) go
 * and `n_staying` others do not.  Appends to `renamed` (Renamed) what is called something else
 * for it. */
bool naming_settle(EntenteDossier *dossier, EntenteKind kind, GArray *coming,
                   const GArray *going, size_t n_staying, GArray *renamed, GError **error);

#endif
