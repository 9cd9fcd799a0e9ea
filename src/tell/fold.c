/* Long lines broken at blanks, with what follows set in, as people set lists. */
#include "tell/fold.h"

#include <stdbool.h>
#include <string.h>

enum { DEEPER = 2, LEAST_ROOM = 20 };

static void
fold_line(GString *out, const char *line, size_t length, guint width)
{
	const char *end = line + length;
	size_t indent = MIN(strspn(line, " "), length);
	const char *at = line + indent;
	glong column = (glong)indent;
	bool is_first = true;

	indent += DEEPER; /* of an item: under its words */
	g_string_append_len(out, line, at - line);
	while (at < end) {
		const char *blank = memchr(at, ' ', (size_t)(end - at));
		const char *stop = blank ? blank : end;
		glong word = g_utf8_strlen(at, stop - at);

		if (!is_first && column + word > (glong)width) {
			while (out->str[out->len - 1] == ' ')
				g_string_truncate(out, out->len - 1);
			g_string_append_printf(out, "\n%*s", (int)indent, "");
			column = (glong)indent;
		}
		g_string_append_len(out, at, stop - at + (blank != NULL));
		column += word + 1;
		at = stop + (blank != NULL);
		is_first = false;
	}
}

void
fold_append(GString *out, const char *text, guint width)
{
	while (*text) {
		const char *end = strchrnul(text, '\n');

		fold_line(out, text, (size_t)(end - text), MAX(width, LEAST_ROOM));
		if (!*end)
			return;
		g_string_append_c(out, '\n');
		text = end + 1;
	}
}
