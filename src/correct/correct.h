#ifndef CORRECT_CORRECT_H
#define CORRECT_CORRECT_H

#include "model/records.h"
#include "model/rulings.h"

#include <entente/correct.h>

/* Corrections: how they are written down, and what they do to what pages say.  Pure functions
 * over records; the dossier's part is in store/. */

/* A correction as it was written down. */
typedef struct Correction Correction;

/* Of a row, which must outlive it; one whose `what` cannot be read is about nothing. */
Correction *correction_new(const EntenteCorrection *row);
void correction_free(Correction *correction);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Correction, correction_free)

/* What it says, in one line, to be freed. */
char *correction_summary(const Correction *correction);

/* Whether both cannot hold: they say different things of one record, name or field. */
bool correction_contradicts(const Correction *a, const Correction *b);

/* `what` of a correction where sources have other ids (`ids`: id -> other id), to be freed. */
char *correction_for(const EntenteCorrection *row, GHashTable *ids);

/* Adds to the sets the sentences (any source's) and the sources (ids) that the corrections go
 * by: of all others correct_pages() does without the texts.  They live as long as
 * `corrections`. */
void corrections_need(const GPtrArray *corrections, GHashTable *sentences, GHashTable *sources);

/* Changes what pages say as `corrections` (those not taken back, in order; Correction *) have
 * it.  The result holds what is left for gathering; it must not outlive `pages` or
 * `corrections`. */
typedef struct Corrected Corrected;
Corrected *correct_pages(EntenteRecords *pages, const GPtrArray *corrections);
void corrected_free(Corrected *corrected);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Corrected, corrected_free)

/* For gathering (Ruling *). */
GPtrArray *corrected_rulings(const Corrected *corrected);

/* Whether the correction of this index was about anything; known after gathering. */
bool corrected_applies(const Corrected *corrected, size_t index);

/* The record of the pages as it was before it was corrected. */
const EntenteRecord *corrected_before(const Corrected *corrected, const EntenteRecord *record);

/* Whether the desk itself added the record. */
bool corrected_added(const Corrected *corrected, const EntenteRecord *record);

/* What an action needs of the dossier to be written down: what it names. */
typedef struct {
	/* The merged record called `ref`, first, and others with one of its sentences; NULL
	 * with the error set. */
	EntenteRecords *(*record)(const char *ref, gpointer user_data, GError **error);
	/* What the sources of these ids say as it stands after correction (`corrected`, which
	 * stays the lookup's); NULL with the error set where one is none. */
	EntenteRecords *(*pages)(const char *const *ids, const Corrected **corrected,
	                         gpointer user_data, GError **error);
	/* Sets `*known` to whether there is a merged person or party of this name or alias, or,
	 * for ENTENTE_N_KINDS, an issue. */
	bool (*knows)(EntenteKind kind, const char *name, bool *known, gpointer user_data,
	              GError **error);
	gpointer user_data;
} Lookup;

/* The action and `what` to keep of it, as JSON, to be freed.  NULL, with ENTENTE_ERROR_INPUT,
 * where it makes no sense. */
char *correct_state(const EntenteWord *word, const Lookup *lookup, const char **action,
                    GError **error);

#endif
