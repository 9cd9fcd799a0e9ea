#ifndef TELL_PLAIN_H
#define TELL_PLAIN_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

/* Text that may stand on a terminal or a page: what a stranger wrote, made harmless, and
 * measured in the columns that it takes up. */

/* A copy on one line: terminal escapes, control characters and marks that turn the direction of
 * writing are gone, white space is single.  What exceeds `most` columns is cut between words
 * where that is near, and ends in an ellipsis.  NULL gives "". */
char *plain_text(Arena *arena, const char *text, int most);

/* The same without white space at either end, and without the comma or full stop that a
 * clause taken from a sentence may end in. */
char *plain_clause(Arena *arena, const char *text, int most);

/* The columns that the text takes up: two for wide characters, none for combining ones. */
int plain_columns(const char *text);
int plain_char_columns(gunichar c);

/* The next line of `*at`: sets it to its first byte and `length` to its bytes, broken between
 * words, inside a word only where a line cannot hold it.  False at the end of the text.  The
 * caller goes on from `*at + *length`. */
bool plain_wrap(const char **at, int columns, size_t *length);

#endif
