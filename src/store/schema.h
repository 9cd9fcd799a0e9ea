#ifndef STORE_SCHEMA_H
#define STORE_SCHEMA_H

#include "store/connection.h"

#include <entente/record.h>

/* SQL that depends on a kind, from a template: $kinds is the kind's plural, $columns its field
 * names, $parameters the same as named parameters, $definitions its columns' definitions.
 * To be freed. */
char *schema_fill(const char *sql, EntenteKind kind);

/* Makes every derived table, and notes by which definitions. */
bool schema_make_derived(EntenteDossier *dossier, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Sets `*ours` to whether the derived tables are by this program's definitions: two programs
 * with other fields differ in them. */
bool schema_check_derived(EntenteDossier *dossier, bool *ours,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
