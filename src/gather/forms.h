#ifndef GATHER_FORMS_H
#define GATHER_FORMS_H

#include "gather/gathering.h"
#include "gather/sets.h"

/* The words of a name, as in one or more mentions. */
typedef struct {
	char **words;
	guint n_words;
	const char *party;
	GPtrArray *mentions;
	bool ruled; /* the desk says whose it is: nobody else's */
} Form;

/* Whether the sides told of two names let them be one person's: NULL is unknown. */
static inline bool
sides_allow(const char *a, const char *b)
{
	return !a || !b || g_str_equal(a, b);
}

/* Hands the mentions of single names to the persons (sets of forms of several words) who bear
 * them, into `lists`, by form; what is nobody's stays with its own form. */
void settle_single_names(const GPtrArray *forms, Sets *sets, GPtrArray *lists);

#endif
