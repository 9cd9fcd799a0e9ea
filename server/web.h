#ifndef SERVER_WEB_H
#define SERVER_WEB_H

#include <stddef.h>

/* The files that pages need, as they were when the program was built: none is looked for. */
typedef struct {
	const char *name, *type;
	const unsigned char *bytes;
	size_t length;
} WebFile;

extern const WebFile web_files[]; /* the last has no name */

#endif
