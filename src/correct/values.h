#ifndef CORRECT_VALUES_H
#define CORRECT_VALUES_H

#include "model/records.h"

/* Sets the fields of `record` as the assignments (FIELD=VALUE) say, and a bit for each in
 * `*fields`; strings go into the arena.  Fails with ENTENTE_ERROR_INPUT, the record changed in
 * part, where a field or a value is none. */
bool values_set(EntenteRecord *record, const char *const *assignments, Arena *arena,
                uint32_t *fields, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whether these fields of a record that was read are the desk's to set; fails likewise. */
bool values_check_settable(EntenteKind kind, const char *const *assignments,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* An issue by its one spelling: "Security guarantees" is `security-guarantees`.  To be freed.
 */
char *fold_issue(const char *issue);

#endif
