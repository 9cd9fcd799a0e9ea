#ifndef STORE_REFS_H
#define STORE_REFS_H

#include "model/records.h"
#include "store/connection.h"

/* What a merged record is called, for people and for links: a letter for its kind and a few
 * hexadecimal digits, such as p-1f3a92c0.
 *
 * They stand for the kind, for the sentence that came first into the dossier of all that say
 * so, and for what the record says in the fields that tell it from others on the same sentence.
 * So a record stays called what it is as pages are added that say the same. */
typedef struct Refs Refs;

/* NULL with the error set where the dossier cannot be read. */
Refs *refs_new(EntenteDossier *dossier, GError **error);
void refs_free(Refs *refs);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Refs, refs_free)

/* The record's, which no record before it was given; it lives as long as `refs`.  NULL with the
 * error set, as below, where the dossier cannot be read. */
const char *refs_next(Refs *refs, const EntenteRecord *record, GError **error);

/* The record's without the number that tells it from others called the same, to be freed. */
char *refs_plain(const Refs *refs, const EntenteRecord *record, GError **error);

/* What the `nth` (from 1) of several called the same is called, and the other way round; to be
 * freed. */
char *ref_numbered(const char *plain, unsigned nth);
char *ref_plain(const char *ref);

/* The number under which the record of this ref is kept; every ref has one of its own. */
int64_t ref_record(const char *ref);

#endif
