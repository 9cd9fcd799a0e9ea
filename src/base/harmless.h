#ifndef BASE_HARMLESS_H
#define BASE_HARMLESS_H

#include "base/arena.h"

#include <stdbool.h>

/* Whether a character may stand in a line on a terminal: it neither moves the cursor nor turns
 * the direction of writing nor ends the line. */
static inline bool
harmless_char(gunichar c)
{
	GUnicodeType type = g_unichar_type(c);

	return !g_unichar_iscntrl(c) && type != G_UNICODE_FORMAT &&
	       type != G_UNICODE_LINE_SEPARATOR && type != G_UNICODE_PARAGRAPH_SEPARATOR;
}

/* Whether all of the text (valid UTF-8) may. */
static inline bool
harmless_text(const char *text)
{
	for (const char *at = text; *at; at = g_utf8_next_char(at))
		if (!harmless_char(g_utf8_get_char(at)))
			return false;
	return true;
}

/* A copy of any bytes with a blank for what may not, to be freed. */
static inline char *
harmless_line(const char *text)
{
	g_autofree char *valid = g_utf8_make_valid(text, -1);
	GString *copy = g_string_new(NULL);

	for (const char *at = valid; *at; at = g_utf8_next_char(at)) {
		gunichar c = g_utf8_get_char(at);

		g_string_append_unichar(copy, harmless_char(c) ? c : ' ');
	}
	return g_string_free(copy, FALSE);
}

/* The same in the arena; NULL stays NULL. */
static inline char *
harmless_copy(Arena *arena, const char *text)
{
	g_autofree char *copy = text ? harmless_line(text) : NULL;

	return arena_strdup(arena, copy);
}

#endif
