#ifndef STORE_SENTENCES_H
#define STORE_SENTENCES_H

#include "model/records.h"
#include "store/connection.h"

/* The sentences of a page, for search; the lines of one whose records do not tell them. */
bool sentences_put(EntenteDossier *dossier, const EntenteRecords *page, const char *id,
                   GError **error);

/* Takes those of the article away, whose text must still be there. */
bool sentences_delete(EntenteDossier *dossier, const char *id, GError **error);

#endif
