#include "vectors.h"

#include <glib.h>
#include <stdio.h>
#include <stdlib.h>

WordVector *
vectors_read(const char *path, size_t *n_vectors)
{
	g_autoptr(GError) error = NULL;
	char *bytes;
	gsize size;

	if (!g_file_get_contents(path, &bytes, &size, &error)) {
		fprintf(stderr, "%s\n", error->message);
		exit(1);
	}
	*n_vectors = size / sizeof(WordVector);
	return (WordVector *)(void *)bytes;
}
