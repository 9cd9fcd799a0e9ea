#ifndef STORE_PAGE_H
#define STORE_PAGE_H

#include "model/records.h"
#include "store/connection.h"

/* The parts of adding a page, within a transaction. */

/* What becomes of a page of this source, and the id of the article that it is (`*id`, to be
 * freed; NULL for a new one). */
bool page_find(EntenteDossier *dossier, const EntenteSource *source, EntenteAdded *added,
               char **id, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Adds the page as page_find() had it; a new article's id is put into `*id`. */
bool page_put(EntenteDossier *dossier, const EntenteRecords *page, EntenteAdded added,
              char **id, GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
