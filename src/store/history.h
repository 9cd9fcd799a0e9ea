#ifndef STORE_HISTORY_H
#define STORE_HISTORY_H

#include "model/records.h"
#include "store/connection.h"

#include <entente/diff.h>

/* What a comparison of two states of a dossier asks for.  Merged records go by their numbers.
 */

/* The ids of the sources that are new in the window: a set that owns them. */
GHashTable *store_fresh_sources(EntenteDossier *dossier, const EntenteWindow *window,
                                GError **error);

/* The numbers (int64_t) of the merged records of a kind that these sources tell of, in the
 * dossier's order. */
GArray *store_records_of(EntenteDossier *dossier, GHashTable *sources, EntenteKind kind,
                         GError **error);

/* Of a party's positions on an issue the latest `most` that had been told before `since`
 * (NULL: of all); latest first. */
GArray *store_held(EntenteDossier *dossier, const char *party, const char *issue,
                   const char *since, size_t most, GError **error);

/* The parties (char *) that ever spoke on the issue, by name. */
GPtrArray *store_holders(EntenteDossier *dossier, const char *issue, GError **error);

/* Appends to `records` what each page says of the merged record, page by page.  The only
 * sentence of each names its page and has no text. */
bool store_tellings(EntenteDossier *dossier, EntenteKind kind, int64_t number,
                    EntenteRecords *records, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The positions held `on` the filter's day that pass it, by party and issue, the latest first;
 * each has the sentences, date and sources of that day and before. */
EntenteRecords *store_held_on(EntenteDossier *dossier, const EntenteFilter *filter,
                              GError **error);

/* Appends the sources of all the records' sentences. */
bool store_add_cited(EntenteDossier *dossier, EntenteRecords *records,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

bool store_last_change(EntenteDossier *dossier, int64_t *number,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
