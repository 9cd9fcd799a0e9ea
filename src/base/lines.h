#ifndef BASE_LINES_H
#define BASE_LINES_H

#include <glib.h>
#include <stdbool.h>

/* A file read line by line, of whatever length it and its lines are. */
typedef struct Lines Lines;

/* `path`, or "-" for standard input; lines of more than `longest` bytes are not held.  Fails
 * with ENTENTE_ERROR_INPUT. */
Lines *lines_open(const char *path, size_t longest, GError **error);
void lines_free(Lines *lines);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Lines, lines_free)

typedef enum {
	LINES_LINE,     /* `*line` is the next line without its end, until the next call */
	LINES_TOO_LONG, /* the next line is passed over */
	LINES_END,
	LINES_FAILED
} LinesResult;

LinesResult lines_next(Lines *lines, const GString **line, GError **error);

/* Of the line read last, from 1. */
unsigned lines_number(const Lines *lines);

#endif
