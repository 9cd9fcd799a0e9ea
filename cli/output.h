#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include <glib.h>
#include <stdbool.h>

/* A file that is there whole or not at all: it is written beside its place and moved there when
 * all is written.  Without a path it is standard output, which gets every piece at once. */
typedef struct {
	const char *path; /* NULL: standard output */
	char *beside;
	int file;    /* -1: none open */
	bool failed; /* a piece could not be written, and that was said */
} Output;

/* Each complains in one line and returns false where it fails. */
bool output_open(Output *output, const char *path);
bool output_write(Output *output, const char *bytes, size_t length);
bool output_close(Output *output);

/* Leaves the place as it was. */
void output_drop(Output *output);

#endif
