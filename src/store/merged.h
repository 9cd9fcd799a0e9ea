#ifndef STORE_MERGED_H
#define STORE_MERGED_H

#include "model/records.h"
#include "store/connection.h"

/* Merged records one by one. */

/* Appends the record of this number, with its sentences. */
EntenteRecord *merged_read(EntenteDossier *dossier, EntenteRecords *records, EntenteKind kind,
                           int64_t number, GError **error);

#endif
