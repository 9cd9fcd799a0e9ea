#ifndef GATHER_SETS_H
#define GATHER_SETS_H

#include "gather/gathering.h"
#include "gather/tally.h"

/* Disjoint sets of the numbers 0 to n-1, each represented by its least. */
typedef struct Sets Sets;

Sets *sets_new(guint n);
void sets_free(Sets *sets);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Sets, sets_free)

guint sets_find(Sets *sets, guint i);
void sets_join(Sets *sets, guint i, guint j);

/* One group for each set, with the mentions (GPtrArray of Mention *) of `lists[i]` for all its
 * i, in order of the least i. */
void sets_to_groups(Sets *sets, Gathering *gathering, EntenteKind kind, const GPtrArray *lists);

#endif
