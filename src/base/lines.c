#include "base/lines.h"

#include <entente/error.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

enum { BLOCK = 64 * 1024 };

struct Lines {
	char *name;
	int file;
	size_t longest;
	unsigned number;
	char block[BLOCK];
	size_t at, length; /* within the block */
	GString *line;
};

static bool
fail(const Lines *lines, GError **error)
{
	g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT, "'%s': %s", lines->name,
	            g_strerror(errno));
	return false;
}

Lines *
lines_open(const char *path, size_t longest, GError **error)
{
	bool is_input = strcmp(path, "-") == 0;
	g_autoptr(Lines) lines = g_new0(Lines, 1);

	lines->name = g_strdup(is_input ? "standard input" : path);
	lines->longest = longest;
	lines->line = g_string_new(NULL);
	lines->file = is_input ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC);
	if (lines->file < 0) {
		fail(lines, error);
		return NULL;
	}
	return g_steal_pointer(&lines);
}

void
lines_free(Lines *lines)
{
	if (!lines)
		return;
	if (lines->file >= 0)
		close(lines->file);
	g_string_free(lines->line, TRUE);
	g_free(lines->name);
	g_free(lines);
}

unsigned
lines_number(const Lines *lines)
{
	return lines->number;
}

/* False at the end, and with the error set where the file cannot be read. */
static bool
fill(Lines *lines, GError **error)
{
	ssize_t n;

	do
		n = read(lines->file, lines->block, BLOCK);
	while (n < 0 && errno == EINTR);
	if (n < 0)
		return fail(lines, error);
	lines->at = 0;
	lines->length = (size_t)n;
	return n > 0;
}

LinesResult
lines_next(Lines *lines, const GString **line, GError **error)
{
	bool too_long = false, any = false;
	g_autoptr(GError) cause = NULL;

	g_string_truncate(lines->line, 0);
	lines->number++;
	while (lines->at < lines->length || fill(lines, &cause)) {
		const char *start = lines->block + lines->at;
		size_t left = lines->length - lines->at;
		const char *end = memchr(start, '\n', left);
		size_t length = end ? (size_t)(end - start) : left;

		any = true;
		too_long = too_long || lines->line->len + length > lines->longest;
		if (!too_long)
			g_string_append_len(lines->line, start, (gssize)length);
		lines->at += length + (end != NULL);
		if (end)
			break;
	}
	if (cause) {
		g_propagate_error(error, g_steal_pointer(&cause));
		return LINES_FAILED;
	}
	*line = lines->line;
	return too_long ? LINES_TOO_LONG : any ? LINES_LINE : LINES_END;
}
