#ifndef READ_MARKUP_H
#define READ_MARKUP_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* Short pieces of HTML within other formats: titles, teasers, names. */

/* The character that the reference at `at` ("&amp;", "&#8217;", "&eacute;") stands for, and in
 * `*next` what follows it; 0 where there is none. */
gunichar markup_reference(const char *at, const char *end, const char **next);

/* The text, its references resolved, to be freed. */
char *markup_unescape(const char *text);

/* Whether the text has tags or references in it. */
bool markup_is(const char *text);

/* The words without tags and comments, references resolved, to be freed. */
char *markup_text(const char *text);

/* Appends the text as HTML that shows it as it is. */
void markup_append_escaped(GString *out, const char *text);

#endif
