#ifndef STORE_SCHEMA_H
#define STORE_SCHEMA_H

#include <entente/record.h>

/* SQL that depends on a kind, from a template: $kinds is the kind's plural, $columns its field
 * names, $parameters the same as named parameters, $definitions its columns' definitions.
 * To be freed. */
char *schema_fill(const char *sql, EntenteKind kind);

/* The statements that make every derived table.  To be freed. */
char *schema_derived(void);

#endif
