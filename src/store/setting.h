#ifndef STORE_SETTING_H
#define STORE_SETTING_H

#include "store/connection.h"

/* What the program notes of the dossier itself. */
#define SETTING_DERIVED "derived" /* a digest of the derived tables' definitions */
#define SETTING_MERGED  "merged"  /* there where nothing has changed since pages were merged */

/* Sets `*value`, to be freed, to the setting's; to NULL where there is none. */
bool setting_get(EntenteDossier *dossier, const char *name, char **value,
                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool setting_put(EntenteDossier *dossier, const char *name, const char *value,
                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool setting_forget(EntenteDossier *dossier, const char *name,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
