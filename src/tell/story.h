#ifndef TELL_STORY_H
#define TELL_STORY_H

#include "tell/sources.h"

#include <entente/record.h>

/* Which sources tell of one negotiation.  A folder may hold pages of several, and what two
 * parties say in different talks must not be set against each other. */
typedef struct Stories Stories;

Stories *stories_new(const EntenteRecords *records, const SourceIndex *sources);
void stories_free(Stories *stories);

/* Whether two records are of one negotiation: told by one source or of one round, or by sources
 * that have two of their main parties in common. */
bool stories_join(const Stories *stories, const EntenteRecord *a, const EntenteRecord *b);

/* The sources' numbers (GArray of guint) by negotiation, as far as groups of them share no main
 * party at all; the largest first.  Sources that tell of no party are in none. */
GPtrArray *stories_groups(const Stories *stories);

#endif
