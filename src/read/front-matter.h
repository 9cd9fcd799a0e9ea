#ifndef READ_FRONT_MATTER_H
#define READ_FRONT_MATTER_H

#include <glib.h>
#include <stdbool.h>

/* What may stand before a text, between two lines of "---" (YAML) or "+++" (TOML): its title,
 * date, author, address.  Of these languages only the plain "key: value" is read, and lists of
 * authors. */

typedef enum {
	FRONT_TITLE,
	FRONT_DATE,
	FRONT_AUTHOR,
	FRONT_URL,
	FRONT_OUTLET,
	FRONT_LANGUAGE,
	FRONT_ID,
	FRONT_N_FIELDS
} FrontField;

typedef struct {
	char *fields[FRONT_N_FIELDS]; /* NULL where it does not say */
} Front;

void front_clear(Front *front);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Front, front_clear)

/* Fills `front` and returns what follows the front matter; `text` where there is none with a
 * field that is known. */
const char *front_read(Front *front, const char *text, const char *end);

/* The line feed that ends the line at `at`, or `end`. */
const char *line_end(const char *at, const char *end);

/* Whether the line at `at`, blanks at its end left out, is this. */
bool line_is(const char *at, const char *end, const char *mark);

#endif
