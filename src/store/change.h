#ifndef STORE_CHANGE_H
#define STORE_CHANGE_H

#include "store/connection.h"

/* What every change of an article has to do, within its transaction. */

/* Notes the change ("added", "replaced", "removed") and that pages are to be merged anew. */
bool change_note(EntenteDossier *dossier, const char *what, const char *id,
                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Takes away all that the article says, and the merged records that rest on it. */
bool change_withdraw(EntenteDossier *dossier, const char *id,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
