#ifndef CORRECT_MATCH_H
#define CORRECT_MATCH_H

#include "correct/correction.h"

/* The pages' records by their sentences, as they were before any correction. */
typedef struct Match Match;

/* Knows the sentences of all targets of `corrections`. */
Match *match_new(const EntenteRecords *pages, const GPtrArray *corrections);
void match_free(Match *match);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Match, match_free)

/* Makes a record known that was not among the pages'. */
void match_add(Match *match, EntenteRecord *record);

/* Notes the record as it is before it is changed. */
void match_keep(Match *match, EntenteRecord *record);
const EntenteRecord *match_before(const Match *match, const EntenteRecord *record);

/* The source of this id, or NULL. */
EntenteRecord *match_source(const Match *match, const char *id);

/* Adds to `found` (a set of EntenteRecord *) the records that the target means: of its kind, on
 * its sentences (in whatever source, unless `own_sources`) and saying what it said.  Where none
 * does quite, the one alone on its sentence or nearest to what was said. */
void match_find(const Match *match, const Target *target, bool own_sources, GHashTable *found);

#endif
