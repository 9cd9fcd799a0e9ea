/* RFC 4180 in, as spreadsheets write it: any line end, any of three separators, quotation marks
 * around any cell.  The test writes cells with csv_append_cell and reads the same ones. */
#include "base/csv.h"

#include <entente/error.h>
#include <string.h>

static const char *const bom = "\xef\xbb\xbf";

/* The separator that the first line tells. */
static char
separator_of(const char *at, const char *end)
{
	char found = ',';
	bool quoted = false;

	for (; at < end && (quoted || !strchr("\r\n", *at)); at++) {
		if (*at == '"')
			quoted = !quoted;
		else if (!quoted && *at == ',')
			return ',';
		else if (!quoted && found == ',' && (*at == ';' || *at == '\t'))
			found = *at;
	}
	return found;
}

CsvReader
csv_reader(const char *bytes, size_t length)
{
	size_t skipped =
	    length >= strlen(bom) && !memcmp(bytes, bom, strlen(bom)) ? strlen(bom) : 0;

	return (CsvReader){
		.at = bytes + skipped,
		.end = bytes + length,
		.separator = separator_of(bytes + skipped, bytes + length),
	};
}

static bool
is_line_end(char c)
{
	return c == '\r' || c == '\n';
}

static bool
fail(const CsvReader *reader, const char *why, GError **error)
{
	g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT, "row %u: %s", reader->row, why);
	return false;
}

/* From behind the opening mark to behind the closing one. */
static bool
read_quoted(CsvReader *reader, GString *cell, GError **error)
{
	while (reader->at < reader->end) {
		char c = *reader->at++;

		if (c != '"') {
			g_string_append_c(cell, c);
			continue;
		}
		if (reader->at == reader->end || *reader->at != '"')
			return true;
		g_string_append_c(cell, *reader->at++);
	}
	return fail(reader, "a quotation mark is not closed", error);
}

static bool
read_cell(CsvReader *reader, GString *cell, GError **error)
{
	if (reader->at < reader->end && *reader->at == '"') {
		reader->at++;
		if (!read_quoted(reader, cell, error))
			return false;
		if (reader->at < reader->end && *reader->at != reader->separator &&
		    !is_line_end(*reader->at))
			return fail(reader, "text behind a closed quotation mark", error);
	} else {
		const char *start = reader->at;

		while (reader->at < reader->end && *reader->at != reader->separator &&
		       !is_line_end(*reader->at))
			reader->at++;
		g_string_append_len(cell, start, reader->at - start);
	}
	return strlen(cell->str) == cell->len || fail(reader, "a cell holds a NUL", error);
}

bool
csv_read_row(CsvReader *reader, GPtrArray *cells, GError **error)
{
	g_ptr_array_set_size(cells, 0);
	while (reader->at < reader->end && is_line_end(*reader->at))
		reader->at++;
	if (reader->at == reader->end)
		return false;
	reader->row++;
	while (true) {
		g_autoptr(GString) cell = g_string_new(NULL);

		if (!read_cell(reader, cell, error))
			return false;
		g_ptr_array_add(cells, g_strdup(csv_undo_defusing(cell->str)));
		if (reader->at == reader->end || *reader->at != reader->separator)
			return true;
		reader->at++;
	}
}
