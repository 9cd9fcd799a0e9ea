#ifndef TELL_WORDING_H
#define TELL_WORDING_H

#include "base/arena.h"

#include <stdbool.h>

/* What can be seen of a phrase without knowing its language's grammar. */

/* Whether the text says these words, or nearly so: most of those of four letters and more. */
bool wording_is_in(const char *words, const char *text);

/* Whether the phrase is of something in particular: it has a number or a name. */
bool wording_is_particular(const char *words);

/* Whether the phrase only says that something should come of the talks. */
bool wording_is_vague(const char *words);

guint wording_count(const char *words);

/* The phrase, clean and cut at `most` columns, without the words at its ends that belong to a
 * clause which is not there ("productive but"). */
char *wording_trim(Arena *arena, const char *words, int most);

#endif
