#ifndef ENTENTE_CORRECT_H
#define ENTENTE_CORRECT_H

#include <entente/api.h>
#include <entente/dossier.h>

#include <glib.h>
#include <stdbool.h>

G_BEGIN_DECLS

/* The desk's word over the machine's.
 *
 * A correction is kept with its author, time and reason, and holds whenever pages are merged:
 * after more pages, a rebuilding, a reading with another lexicon.  It knows the records that it
 * is about by their kind, their sentences and what they said, not by where they stand.  One
 * that is about nothing that is there any more waits, and holds again when that comes back. */

/* One way to correct.  Its arguments, in the words of the command line:
 * REF is what a record is called (EntenteRecord.ref); FIELD=VALUE sets a field of its kind
 * (lists with semicolons between, an empty value for unknown). */
typedef struct {
	const char *name;
	const char *arguments;
	const char *help;
	int least, most; /* arguments; most is -1 for any number */
} EntenteAction;

/* All of them; sets `*n` to how many. */
ENTENTE_API const EntenteAction *entente_actions(size_t *n);

/* What somebody says: an action with its arguments, who says so, and why (may be NULL). */
typedef struct {
	const char *author;
	const char *reason;
	const char *action;
	const char *const *arguments; /* ends with NULL */
} EntenteWord;

/* Keeps a correction, to hold from the next entente_dossier_gather() on, and sets `*number` to
 * its number.  REFs are of the records as they are in the dossier now, so that several
 * corrections may follow one another before pages are merged anew.
 *
 * Fails with ENTENTE_ERROR_INPUT, and keeps nothing, where the action, its arguments or what
 * they name is none; with ENTENTE_ERROR_DOSSIER where the file cannot be written. */
ENTENTE_API bool entente_dossier_correct(EntenteDossier *dossier, const EntenteWord *word,
                                         gint64 *number,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Takes a correction back, from the next entente_dossier_gather() on; it stays in the log.
 * Fails with ENTENTE_ERROR_INPUT where there is none of this number or it was taken back
 * before. */
ENTENTE_API bool entente_dossier_undo(EntenteDossier *dossier, gint64 number,
                                      const char *author, const char *reason,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
	gint64 number;
	const char *at; /* ISO 8601 in UTC */
	const char *author;
	const char *reason; /* or NULL */
	const char *action;
	const char *what;      /* JSON, as entente-dossier(5) tells */
	const char *summary;   /* one line for people */
	const char *undone_at; /* NULL where it was not taken back, as the next two */
	const char *undone_by;
	const char *undone_reason;
	bool applies; /* to something, when pages were last merged */
} EntenteCorrection;

/* All corrections of a dossier, in the order in which they were made; their numbers may be in
 * another where dossiers were merged. */
typedef struct EntenteCorrections EntenteCorrections;

ENTENTE_API EntenteCorrections *
entente_dossier_corrections(EntenteDossier *dossier, GError **error) G_GNUC_WARN_UNUSED_RESULT;
ENTENTE_API size_t entente_corrections_count(const EntenteCorrections *corrections);
ENTENTE_API const EntenteCorrection *
entente_corrections_get(const EntenteCorrections *corrections, size_t index);
ENTENTE_API void entente_corrections_free(EntenteCorrections *corrections);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(EntenteCorrections, entente_corrections_free)

/* What merging came to. */
typedef struct {
	guint
	    n_articles[ENTENTE_REPLACED + 1]; /* of the other dossier, by what became of each */
	guint n_corrections;                  /* that were not there */
} EntenteMergeCounts;

/* Two desks' dossiers into one: adds the other's articles, with the states that they had, and
 * its corrections, each once; the other is only read.  Of an article that differs, the state
 * that was read later stays, and the other is one of its versions.  Corrections hold in the
 * order of time, so that of two that contradict one another the later holds: these are the
 * conflicts.  What only a dossier's own desk is concerned with (what is watched, who looked)
 * stays behind.
 *
 * NULL with ENTENTE_ERROR_DOSSIER where a dossier cannot be read or written: pages added before
 * stay, and merging again goes on. */
typedef struct EntenteMerged EntenteMerged;
ENTENTE_API EntenteMerged *entente_dossier_merge(EntenteDossier *into, EntenteDossier *other,
                                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
ENTENTE_API const EntenteMergeCounts *entente_merged_counts(const EntenteMerged *merged);
ENTENTE_API size_t entente_merged_n_conflicts(const EntenteMerged *merged);
ENTENTE_API const char *entente_merged_conflict(const EntenteMerged *merged, size_t index);
ENTENTE_API void entente_merged_free(EntenteMerged *merged);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(EntenteMerged, entente_merged_free)

G_END_DECLS

#endif
