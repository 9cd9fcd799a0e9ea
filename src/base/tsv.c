#include "base/tsv.h"

#include <entente/error.h>
#include <string.h>

/* Splits a line at tabs; at most `most` cells, the rest of the array is "". */
static bool
split(char *line, const char **cells, unsigned most)
{
	unsigned n = 0;

	for (char *cell = line, *tab; cell; cell = tab) {
		tab = strchr(cell, '\t');
		if (tab)
			*tab++ = '\0';
		if (n == most)
			return false;
		cells[n++] = g_strstrip(cell);
	}
	while (n < most)
		cells[n++] = "";
	return true;
}

bool
tsv_read(Tsv *tsv, const char *path, Arena *arena, GError **error)
{
	g_autofree char *bytes = NULL;
	g_autoptr(GError) cause = NULL;
	size_t length;

	if (!g_file_get_contents(path, &bytes, &length, &cause)) {
		g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_LEXICON, "'%s': %s", path, cause->message);
		return false;
	}
	if (!g_utf8_validate(bytes, (gssize)length, NULL)) {
		g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_LEXICON, "'%s': not valid UTF-8", path);
		return false;
	}
	Tsv table = { .path = arena_strdup(arena, path), .rows = g_ptr_array_new() };
	unsigned number = 0;
	for (char *line = arena_strndup(arena, bytes, length), *next; line && *line; line = next) {
		next = strchr(line, '\n');
		if (next)
			*next++ = '\0';
		number++;
		if (line[0] == '#' || line[0] == '\0')
			continue;
		if (!table.columns) {
			unsigned n = 1;

			for (const char *at = line; *at; at++)
				n += *at == '\t';
			const char **columns = arena_new0(arena, const char *, n);
			split(line, columns, n);
			table.columns = columns;
			table.n_columns = n;
			continue;
		}
		const char **cells = arena_new0(arena, const char *, table.n_columns);
		if (!split(line, cells, table.n_columns)) {
			g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_LEXICON,
			            "'%s': line %u has more than %u cells", path, number,
			            table.n_columns);
			tsv_clear(&table);
			return false;
		}
		g_ptr_array_add(table.rows, cells);
	}
	*tsv = table;
	return true;
}

void
tsv_clear(Tsv *tsv)
{
	g_clear_pointer(&tsv->rows, g_ptr_array_unref);
}

int
tsv_column(const Tsv *tsv, const char *name)
{
	for (unsigned i = 0; i < tsv->n_columns; i++)
		if (g_str_equal(tsv->columns[i], name))
			return (int)i;
	return -1;
}
