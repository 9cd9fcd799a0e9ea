#ifndef ENTENTE_DOSSIER_H
#define ENTENTE_DOSSIER_H

#include <entente/api.h>
#include <entente/engine.h>
#include <entente/record.h>

#include <glib.h>
#include <stdbool.h>

G_BEGIN_DECLS

/* A dossier: one SQLite file with the articles read and the records they yield. */
typedef struct EntenteDossier EntenteDossier;

typedef enum {
	ENTENTE_DOSSIER_READ,  /* must exist */
	ENTENTE_DOSSIER_WRITE, /* created where it does not exist */
} EntenteDossierMode;

typedef enum {
	ENTENTE_ADDED,     /* a page not seen before */
	ENTENTE_UNCHANGED, /* the same page again: nothing done */
	ENTENTE_REPLACED,  /* the page's text changed: its records follow */
} EntenteAdded;

/* Opens the dossier at `path`, or one in memory for NULL (mode WRITE).
 * Fails with ENTENTE_ERROR_DOSSIER: missing, not a dossier, from a newer program, locked. */
ENTENTE_API EntenteDossier *entente_dossier_open(const char *path, EntenteDossierMode mode,
                                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
ENTENTE_API void entente_dossier_close(EntenteDossier *dossier);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(EntenteDossier, entente_dossier_close)

/* Adds the records of one page (its source first) in one transaction. */
ENTENTE_API bool entente_dossier_add(EntenteDossier *dossier, const EntenteRecords *page,
                                     EntenteAdded *added,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Notes what could not be read (table `problem`), once for each input and message. */
ENTENTE_API bool entente_dossier_note_problem(EntenteDossier *dossier, const char *message,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Remakes the merged records from all pages' records, in one transaction. */
ENTENTE_API bool entente_dossier_gather(EntenteDossier *dossier, EntenteEngine *engine,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What to list.  Members left NULL or negative do not restrict. */
typedef struct {
	int kind;          /* EntenteKind, or -1 for all */
	const char *party; /* holder, side or participant; case-insensitive */
	const char *issue;
	const char *since; /* ISO date: records of sources published then or later */
} EntenteFilter;

/* The merged records that pass the filter, by kind and then in dossier order. */
ENTENTE_API EntenteRecords *entente_dossier_records(EntenteDossier *dossier,
                                                    const EntenteFilter *filter,
                                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

#endif
