#ifndef ENTENTE_STABLE_H
#define ENTENTE_STABLE_H

#include <entente/api.h>

#include <glib.h>
#include <stdbool.h>

G_BEGIN_DECLS

/* Which outcomes hold: the graph model for conflict resolution.  Files are described in
 * entente-conflict(5) and entente-model(5). */
typedef struct EntenteConflict EntenteConflict;

/* Asked now and then how far it is, from 0 to 1; false stops. */
typedef bool (*EntenteStableProgress)(double done, gpointer user_data);

/* What a conflict is made of, where the file is a bargaining model. */
typedef struct {
	const char *const *packages; /* names of drafts, or "best"; ends with NULL.  NULL: all
	                                drafts that say all, or else the best */
	EntenteStableProgress progress; /* while the best is looked for; or NULL */
	gpointer user_data;
} EntenteConflictPlan;

/* Reads a conflict, or makes one from a bargaining model, of a file ("-": standard input).
 * Fails with ENTENTE_ERROR_INPUT or ENTENTE_ERROR_LIMIT in one line that names the file and the
 * place. */
ENTENTE_API EntenteConflict *entente_conflict_load(const char *path,
                                                   const EntenteConflictPlan *plan,
                                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same from memory; `name` stands for the file in messages. */
ENTENTE_API EntenteConflict *entente_conflict_parse(const char *json, size_t length,
                                                    const char *name,
                                                    const EntenteConflictPlan *plan,
                                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
ENTENTE_API void entente_conflict_free(EntenteConflict *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(EntenteConflict, entente_conflict_free)

/* What of the file was passed over, or NULL. */
ENTENTE_API const char *entente_conflict_caution(const EntenteConflict *self);

typedef enum { ENTENTE_STABLE_TEXT, ENTENTE_STABLE_JSON, ENTENTE_STABLE_SVG } EntenteStableForm;

typedef struct {
	EntenteStableForm form;
	const char *concept; /* for what is told of one state: "R", "GMR", "SMR", "SEQ" (NULL),
	                        "SSEQ" */
	const char *state;   /* its id or label, to be looked at closely; or NULL */
	const char *status_quo; /* the same; NULL: what the file says, or its first */
	unsigned jobs;          /* threads at most */
	bool explain;           /* with each concept's definition and source */
	EntenteStableProgress progress; /* where it stops, text tells the rest without
	                                   coalitions, and says so; or NULL */
	gpointer user_data;
} EntenteStableQuestion;

/* Appends the answer.  Fails with ENTENTE_ERROR_INPUT where there is no such concept or state,
 * ENTENTE_ERROR_LIMIT where there is more than a picture holds. */
ENTENTE_API bool entente_conflict_stable(const EntenteConflict *self,
                                         const EntenteStableQuestion *question, GString *out,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

#endif
