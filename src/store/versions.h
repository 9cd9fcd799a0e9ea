#ifndef STORE_VERSIONS_H
#define STORE_VERSIONS_H

#include "model/records.h"
#include "store/connection.h"

/* Gives the source the states that its article had before. */
bool versions_read(EntenteDossier *dossier, EntenteSource *source, Arena *arena,
                   GError **error);

/* Keeps the source's as those of the new article `id`. */
bool versions_put(EntenteDossier *dossier, const EntenteSource *source, const char *id,
                  GError **error);

#endif
