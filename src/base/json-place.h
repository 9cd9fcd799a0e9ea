#ifndef BASE_JSON_PLACE_H
#define BASE_JSON_PLACE_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* Where a value stands in a JSON text: a chain from the value up to the root, on the stack of
 * whoever reads it. */
typedef struct JsonPlace JsonPlace;

struct JsonPlace {
	const JsonPlace *parent; /* NULL: a member of the root */
	const char *key;         /* of an object's member; NULL: an element of an array */
	size_t index;            /* of that element */
};

/* Appends "parties[2].name"; nothing for NULL, the root. */
void json_place_append(GString *out, const JsonPlace *place);

/* The line, from 1, on which the value begins; where the text has no such place, the line of
 * the last member of the chain that it has.  `json` is well-formed. */
size_t json_place_line(const char *json, size_t length, const JsonPlace *place);

#endif
