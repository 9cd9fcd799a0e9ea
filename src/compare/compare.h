#ifndef COMPARE_COMPARE_H
#define COMPARE_COMPARE_H

#include "compare/words.h"

#include <entente/diff.h>

/* What was known against what is new: pure functions over records. */

/* A position as the pages of one side tell it, those before or those since. */
typedef struct {
	const EntenteRecord *record; /* with the sentences of that side alone */
	const char *date;            /* when that side says that it was last said, or NULL */
	guint n_conditional;         /* independent sources that name a condition */
	bool given_up;               /* all its sentences say that the party gives it up */
	bool is_recent;              /* of the new side: said since, not only told since */
} Stated;

typedef struct {
	EntenteChangeKind change;
	const Stated *before, *after; /* `before` NULL where it is new */
} Found;

/* What changed for one party on one issue, appended to `found` (Found). */
void compare_positions(const ChangeWords *words, const Stated *before, size_t n_before,
                       const Stated *after, size_t n_after, GArray *found);

/* Whether two wordings are of the same object: what they say is two thirds the same, at least
 * two words or the only one, and no name or number stands in one alone.  On an issue that holds
 * whatever is said of talks or of a text as a whole, one word is not enough. */
bool objects_alike(const ChangeWords *words, const char *issue, const char *a, const char *b);

/* Whether all that one says, two words at least, is in the other, which says more of it; no
 * name or number stands in one alone. */
bool objects_within(const ChangeWords *words, const char *a, const char *b);

/* Whether they might be: half of what the shorter one says is in the other. */
bool objects_related(const ChangeWords *words, const char *a, const char *b);

/* A field of one record that the pages since tell otherwise than those before. */
typedef struct {
	const char *field;
	char *old_value, *new_value; /* to be freed */
} FoundFact;

/* Appends (FoundFact) what changed of a draft, a meeting or a claim, from what each page says
 * of it (const EntenteRecord *). */
void compare_facts(EntenteKind kind, const GPtrArray *before, const GPtrArray *after,
                   GArray *found);

#endif
