#ifndef TELL_FOLD_H
#define TELL_FOLD_H

#include <glib.h>

/* Appends text whose lines are no longer than `width` characters where they can be broken at a
 * blank; what follows is set in by two more than the line is. */
void fold_append(GString *out, const char *text, guint width);

#endif
