#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "model/records.h"

#include <entente/dossier.h>

/* What the pipeline needs of a dossier beyond its public face. */

/* All pages' records, each page's source (with its text) before its other records. */
EntenteRecords *store_pages(EntenteDossier *dossier, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Makes `merged` the dossier's merged records, in one transaction. */
bool store_set_merged(EntenteDossier *dossier, const EntenteRecords *merged,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Notes what could not be read, as entente_dossier_note_problem; sets `*is_new` to whether it
 * was not noted before. */
bool store_note_problem(EntenteDossier *dossier, const char *message, bool *is_new,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Holds the dossier's file, until it is closed, against whoever asks the same; what only reads or
 * adds is not kept out.  Fails with ENTENTE_ERROR_DOSSIER where another program holds it. */
bool store_hold(EntenteDossier *dossier, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Those of merged records, which need not be in a dossier, that pass the filter, as
 * entente_dossier_records() would give them. */
EntenteRecords *store_pick(const EntenteRecords *merged, const EntenteFilter *filter);

#endif
