#ifndef BASE_JSON_H
#define BASE_JSON_H

#include <glib.h>

/* Appends `text` as a JSON string with its quotation marks, or null for NULL.  `text` is valid
 * UTF-8; control characters and marks that turn the direction of writing are escaped, so that
 * a terminal shows them; everything else stands as it is. */
void json_append_text(GString *out, const char *text);

/* Appends the list of strings (ends with NULL; NULL for none) as a JSON array. */
void json_append_texts(GString *out, const char *const *texts);

#endif
