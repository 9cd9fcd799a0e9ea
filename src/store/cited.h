#ifndef STORE_CITED_H
#define STORE_CITED_H

#include "model/records.h"
#include "store/connection.h"

/* The sources that records rest on, each looked up once. */
typedef struct Cited Cited;

Cited *cited_new(EntenteDossier *dossier);
void cited_free(Cited *cited);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Cited, cited_free)

/* The source of this id; NULL with the error set. */
const EntenteSource *cited_source(Cited *cited, const char *id, GError **error);

/* Leaves the record, one of `records`, only the sentences of sources for which `keeps`, and
 * what follows from them: when it was published, by how many that copy no other. */
typedef bool (*CitedKeeps)(const EntenteSource *source, gpointer user_data);
bool cited_cut(Cited *cited, EntenteRecords *records, EntenteRecord *record, CitedKeeps keeps,
               gpointer user_data, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Appends the sources of all the records' sentences, without their text. */
bool cited_append(Cited *cited, EntenteRecords *records,
                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
