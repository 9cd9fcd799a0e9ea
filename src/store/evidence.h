#ifndef STORE_EVIDENCE_H
#define STORE_EVIDENCE_H

#include "model/records.h"
#include "store/connection.h"

/* Adds the record's sentences, with `source` in place of each one's own source if not NULL. */
bool evidence_put(EntenteDossier *dossier, const char *sql, const EntenteRecord *record,
                  const char *source, size_t number, GError **error);

/* Makes the record's sentences those of the merged record of this number, of which as many as
 * agree from the first stay. */
bool evidence_renew(EntenteDossier *dossier, const EntenteRecord *record, int64_t number,
                    GError **error);

/* Makes the rows of `statement` the record's evidence, in `records`. */
bool evidence_read(EntenteDossier *dossier, Statement *statement, EntenteRecords *records,
                   EntenteRecord *record, GError **error);

#endif
