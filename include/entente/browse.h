#ifndef ENTENTE_BROWSE_H
#define ENTENTE_BROWSE_H

#include <entente/api.h>
#include <entente/dossier.h>
#include <entente/record.h>
#include <entente/span.h>

#include <glib.h>
#include <stdbool.h>

G_BEGIN_DECLS

/* Going through a dossier piece by piece, as a page does: each answer is looked up, whatever the
 * size of the dossier. */

/* A number that is another one whenever somebody else wrote the file since it was last asked
 * for, with this handle. */
ENTENTE_API bool entente_dossier_state(EntenteDossier *dossier, gint64 *state,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
	guint64 n_articles;
	guint64 n_problems; /* inputs that could not be read */
	gint64 last_change; /* as EntenteWindow.seen has it; 0 before the first */
} EntenteSize;
ENTENTE_API bool entente_dossier_size(EntenteDossier *dossier, EntenteSize *size,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The merged record called `ref`, first; then the others of its kind that rest on one of its
 * sentences; then the sources of all.  Fails with ENTENTE_ERROR_INPUT where there is none. */
ENTENTE_API EntenteRecords *entente_dossier_record(EntenteDossier *dossier, const char *ref,
                                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The article of this id, first, with its text and the states it had; then the merged records
 * that rest on it, in the order of the dossier, with all their sentences.  Fails with
 * ENTENTE_ERROR_INPUT where there is none. */
ENTENTE_API EntenteRecords *entente_dossier_article(EntenteDossier *dossier, const char *id,
                                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* All positions of a party on an issue, named as the records name them, the latest first; then
 * the sources of all. */
ENTENTE_API EntenteRecords *entente_dossier_cell(EntenteDossier *dossier, const char *party,
                                                 const char *issue,
                                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Where a sentence stands: as many whole sentences of its article's text as make up no more
 * than `most` bytes before it, and after it, with the white space between them.  The strings
 * are the caller's; "" where there is nothing. */
typedef struct {
	char *before, *after;
} EntentePassage;
ENTENTE_API bool entente_dossier_passage(EntenteDossier *dossier, const char *source,
                                         EntenteSpan span, guint most, EntentePassage *passage,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
ENTENTE_API void entente_passage_clear(EntentePassage *passage);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(EntentePassage, entente_passage_clear)

/* Who covers what: of each outlet and issue how many of its articles that copy none tell a
 * position on it; by outlet and issue.  An outlet that tells none has one line, with no issue.
 * `issue` may be NULL, as may `outlet`; both live until `take` returns, which may return false
 * to stop. */
typedef bool (*EntenteTakeCoverage)(const char *outlet, const char *issue, guint n_articles,
                                    gpointer user_data);
ENTENTE_API bool entente_dossier_coverage(EntenteDossier *dossier, EntenteTakeCoverage take,
                                          gpointer user_data,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

#endif
