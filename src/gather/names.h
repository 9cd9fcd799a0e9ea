#ifndef GATHER_NAMES_H
#define GATHER_NAMES_H

#include "model/lexicon.h"

#include <stdbool.h>

/* Personal names compared across spellings. */

/* The folded words of a name without the titles before it ("president", "gen."); at least one
 * word stays.  To be freed with g_strfreev. */
char **name_words(const Lexicon *lexicon, const char *name);

/* A key that a name's usual transliterations share: "zelensky", "zelenskyy" and "zelenskiy". */
char *name_skeleton(const char *word);

/* Whether two names (their words) may be spellings of one person's name: the same surname up
 * to transliteration, and given names that agree, abbreviate or leave out one another. */
bool names_agree(char *const *a, char *const *b);

/* A key of names that stand alone: the skeleton of long ones only, since short ones are too
 * alike ("Yan", "Ian").  To be freed. */
char *name_alone_key(const char *word);

/* Whether two words may be spellings of one. */
bool spelt_alike(const char *a, const char *b);

/* Whether two words differ by at most one letter put in, left out or exchanged. */
bool words_near(const char *a, const char *b);

#endif
