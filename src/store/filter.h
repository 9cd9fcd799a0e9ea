#ifndef STORE_FILTER_H
#define STORE_FILTER_H

#include <entente/dossier.h>

/* A caller's filter made ready: names folded, the party's other names and its people known. */
typedef struct Filter Filter;

/* `known` holds the dossier's parties and people; `filter` must outlive the result. */
Filter *filter_new(const EntenteFilter *filter, const EntenteRecords *known);
void filter_free(Filter *filter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Filter, filter_free)

/* The same with the parties and people of a dossier (merged.c); NULL with the error set where
 * they cannot be read. */
Filter *filter_of_dossier(EntenteDossier *dossier, const EntenteFilter *filter, GError **error);

/* Whether the merged record is of the party, on the issue and told lately enough. */
bool filter_passes(const Filter *filter, const EntenteRecord *record);

#endif
