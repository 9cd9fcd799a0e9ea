#ifndef GATHER_SORT_KEYS_H
#define GATHER_SORT_KEYS_H

#include "gather/gathering.h"

/* The key of a merged record: a text by which all of them sort, byte by byte.  It hangs on the
 * record alone, so that a page more moves only what it tells of. */
void give_source_key(const Gathering *gathering, EntenteRecord *record);

/* The `found`th of its kind, finished and dated. */
void give_group_key(const Gathering *gathering, Group *group, guint found);

#endif
