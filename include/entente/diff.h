#ifndef ENTENTE_DIFF_H
#define ENTENTE_DIFF_H

#include <entente/api.h>
#include <entente/dossier.h>
#include <entente/record.h>
#include <entente/tell.h>

#include <glib.h>
#include <stdbool.h>

G_BEGIN_DECLS

/* What changed in a dossier between two days, or since a reader last looked.
 *
 * The pages of that time tell what is new, those before it what was known.  What was known and
 * what is new are compared where a party speaks of the same object: on one issue, in nearly the
 * same words.  Wherever it is in doubt whether something changed, nothing is told. */
typedef enum {
	ENTENTE_CHANGE_REVERSED,  /* for it (demands, offers, accepts), now refuses; or back */
	ENTENTE_CHANGE_HARDENED,  /* one step or more along accepts or offers, open, demands or
	                             refuses; or a condition was added to what it gives */
	ENTENTE_CHANGE_SOFTENED,  /* back along these; or the condition was dropped */
	ENTENTE_CHANGE_WITHDRAWN, /* the pages say that the party gave it up */
	ENTENTE_CHANGE_SILENT,    /* others speak on, the party does not */
	ENTENTE_CHANGE_NEW,       /* nothing like it was known */
	ENTENTE_CHANGE_FIELD,     /* a fact of the record is another one: `field` */
	ENTENTE_N_CHANGES
} EntenteChangeKind;

/* Of the records, `before` has the sentences of the pages before, `after` those since; one of
 * them is NULL where there is none (new; silent).  Both are of one kind. */
typedef struct {
	EntenteChangeKind change;
	const EntenteRecord *before, *after;
	const char *field; /* by its JSON key, with its two values as text; else NULL */
	const char *old_value, *new_value;
} EntenteChange;

typedef struct {
	const char *since; /* ISO date: this day and what follows is new */
	const char *until; /* ISO date: up to this day, inclusive; NULL: up to the last */
	int64_t seen; /* with `since` NULL: the last change that was seen (table `changes`) */
	const char *party, *issue; /* only what concerns them, as in EntenteFilter; or NULL */
} EntenteWindow;

typedef struct EntenteDiff EntenteDiff;

/* `share` is as for entente_engine_new(); of it the words of giving up are read.  Fails with
 * ENTENTE_ERROR_LEXICON or ENTENTE_ERROR_DOSSIER. */
ENTENTE_API EntenteDiff *entente_dossier_diff(EntenteDossier *dossier, const char *share,
                                              const EntenteWindow *window,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
ENTENTE_API void entente_diff_free(EntenteDiff *diff);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(EntenteDiff, entente_diff_free)

/* By kind of record, of positions by kind of change. */
ENTENTE_API size_t entente_diff_count(const EntenteDiff *diff);
ENTENTE_API const EntenteChange *entente_diff_get(const EntenteDiff *diff, size_t index);

/* All records of the changes and their sources. */
ENTENTE_API const EntenteRecords *entente_diff_records(const EntenteDiff *diff);

/* Of what changed, the records as the pages since tell them, each once and without what was
 * withdrawn or is silent; then all of these pages.  They live as long as the diff. */
ENTENTE_API const EntenteRecords *entente_diff_news(const EntenteDiff *diff);

/* The number of the last change of the dossier that the diff takes into account. */
ENTENTE_API int64_t entente_diff_number(const EntenteDiff *diff);

/* Sets `*number` to the last change that the reader of this name saw, ENTENTE_UNKNOWN for one
 * who never looked; and notes that one was seen. */
ENTENTE_API bool entente_dossier_last_look(EntenteDossier *dossier, const char *reader,
                                           int64_t *number,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
ENTENTE_API bool entente_dossier_look(EntenteDossier *dossier, const char *reader,
                                      int64_t number, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The changes with their sentences, old and new: text, Markdown, HTML, CSV or JSON Lines. */
ENTENTE_API void entente_tell_diff(const EntenteDiff *diff, const EntenteStyle *style,
                                   GString *out);

/* The brief of what is new: what changed, then the sections of a brief, from what is new alone.
 * `since` is for the title; NULL: since a reader last looked.  Text, Markdown, HTML or JSON. */
ENTENTE_API void entente_tell_news(const EntenteDiff *diff, const char *since,
                                   const EntenteStyle *style, GString *out);

/* Who stands where, from entente_dossier_grid(): a table of parties and issues where one fits,
 * else a list by issue; CSV and JSON Lines have a cell a line. */
ENTENTE_API void entente_tell_grid(const EntenteRecords *grid, const EntenteStyle *style,
                                   GString *out);

G_END_DECLS

#endif
