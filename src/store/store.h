#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "model/corrections.h"
#include "model/records.h"

#include <entente/dossier.h>

/* What the pipeline needs of a dossier beyond its public face. */

/* Which texts come with the pages: of the sentences in one set, and of the sources (by id) in
 * the other with theirs. */
typedef struct {
	GHashTable *sentences, *sources;
} Texts;

/* All pages' records, each page's source before its other records; texts, the sources' and the
 * sentences', are NULL but for those of `texts`, which NULL asks for all. */
EntenteRecords *store_pages(EntenteDossier *dossier, const Texts *texts,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same of the sources of these ids alone; fails with ENTENTE_ERROR_INPUT where one is none.
 */
EntenteRecords *store_pages_of(EntenteDossier *dossier, const char *const *ids,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Keeps of each article that has none a fingerprint (uint32_t), as `make` has it of the text;
 * within a transaction. */
bool store_fingerprint(EntenteDossier *dossier, GArray *(*make)(const char *text),
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The fingerprint of the source of this id, to be freed; empty where none is `*kept`. */
GArray *store_fingerprint_of(EntenteDossier *dossier, const char *source, bool *kept,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The text of a page's sentence that came without it, to be freed. */
char *store_sentence(EntenteDossier *dossier, const EntenteEvidence *evidence,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Makes `merged` the dossier's merged records; within a transaction that began before the pages
 * were read of which they are made. */
bool store_set_merged(EntenteDossier *dossier, const EntenteRecords *merged,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Notes what could not be read, as entente_dossier_note_problem; sets `*is_new` to whether it
 * was not noted before. */
bool store_note_problem(EntenteDossier *dossier, const char *message, bool *is_new,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Holds the dossier's file, until it is closed, against whoever asks the same; what only reads
 * or adds is not kept out.  Fails with ENTENTE_ERROR_DOSSIER where another program holds it. */
bool store_hold(EntenteDossier *dossier, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Those of the records merged from the dossier's pages, which it need not hold, that pass the
 * filter, as entente_dossier_records() would give them. */
EntenteRecords *store_pick(EntenteDossier *dossier, const EntenteRecords *merged,
                           const EntenteFilter *filter,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whether nothing has changed since the dossier's merged records were made. */
bool store_is_merged(EntenteDossier *dossier, bool *merged,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The merged record called `ref`, first, and those of its kind that have a sentence of its.
 * Fails with ENTENTE_ERROR_INPUT where there is none. */
EntenteRecords *store_find_record(EntenteDossier *dossier, const char *ref,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whether there is a merged person or party of this name or alias; a position on this issue. */
bool store_knows_name(EntenteDossier *dossier, EntenteKind kind, const char *name, bool *known,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool store_knows_issue(EntenteDossier *dossier, const char *name, bool *known,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The corrections as they are kept, without summaries. */
EntenteCorrections *store_corrections(EntenteDossier *dossier,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Within a transaction: keeps the correction's author, reason, action and `what`, now; takes
 * one back, unless there is none that holds (`*undone`); notes which (int64_t) are about
 * nothing. */
bool store_add_correction(EntenteDossier *dossier, const EntenteCorrection *correction,
                          int64_t *number, GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool store_undo_correction(EntenteDossier *dossier, int64_t number, const char *author,
                           const char *reason, bool *undone,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool store_set_idle(EntenteDossier *dossier, const GArray *numbers,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same of another dossier's: as it is, with its time, and taken back or not; taken back as
 * `correction` was. */
bool store_put_correction(EntenteDossier *dossier, const EntenteCorrection *correction,
                          int64_t *number, GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool store_put_undone(EntenteDossier *dossier, int64_t number,
                      const EntenteCorrection *correction,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* When the article of this id last changed (`*at`, to be freed; NULL where it never did). */
bool store_changed_at(EntenteDossier *dossier, const char *id, char **at,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Adds a page of another dossier, with its versions, which came to be what it is there at `at`;
 * sets `*id`, to be freed, to what its source is called here. */
bool store_unite_page(EntenteDossier *dossier, const EntenteRecords *page, const char *at,
                      EntenteAdded *added, char **id, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Keeps another dossier's correction, unless it is among those that were `own` before; what
 * either desk took back is taken back.  Sets `*is_new`. */
bool store_unite_correction(EntenteDossier *dossier, const EntenteCorrections *own,
                            const EntenteCorrection *theirs, bool *is_new,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Adds to what is kept whatever an older version of the program had not.  Within a
 * transaction. */
bool store_bring_up_to_date(EntenteDossier *dossier, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Rebuilding: empties what is derived, by the definitions of this program; then, article by
 * article in the order of arrival, store_next_source() gives the source after the `*number`th,
 * with its text, and sets `*number` to its own (NULL after the last, and where the error is
 * set), and store_put_page() takes what it says, the source first. */
bool store_empty_derived(EntenteDossier *dossier, GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool store_count_articles(EntenteDossier *dossier, uint64_t *n,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
EntenteRecords *store_next_source(EntenteDossier *dossier, int64_t *number, GError **error);
bool store_put_page(EntenteDossier *dossier, const EntenteRecords *page,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
