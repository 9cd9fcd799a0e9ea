/* A small file as a whole. */
#include "base/file.h"

#include <entente/error.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>

GString *
file_read(const char *path, size_t most, GError **error)
{
	bool is_input = g_str_equal(path, "-");
	FILE *file = is_input ? stdin : fopen(path, "re");
	g_autoptr(GString) bytes = g_string_new(NULL);
	char piece[65536];
	size_t n;

	if (!file) {
		g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT, "'%s': %s", path,
		            g_strerror(errno));
		return NULL;
	}
	while (bytes->len <= most && (n = fread(piece, 1, sizeof piece, file)) > 0)
		g_string_append_len(bytes, piece, (gssize)n);
	bool is_dossier = g_str_has_prefix(bytes->str, "SQLite format 3");
	bool failed = ferror(file) != 0;
	int code = errno;

	if (!is_input)
		fclose(file);
	if (failed) {
		g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT, "'%s': %s", path,
		            g_strerror(code));
		return NULL;
	}
	if (is_dossier) {
		g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT,
		            "'%s': a dossier; 'entente model -d %s' makes a model of it", path,
		            path);
		return NULL;
	}
	if (bytes->len > most) {
		g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_LIMIT,
		            "'%s': larger than %zu MB", path, most >> 20);
		return NULL;
	}
	return g_steal_pointer(&bytes);
}
