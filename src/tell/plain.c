/* Making text harmless and measuring it.
 *
 * One pass over the code points; what is dropped is dropped here, once, for every format that
 * people read (JSON escapes instead, so that nothing is lost).  A name of ten thousand
 * characters costs no more than the columns asked for. */
#include "tell/plain.h"

#include <string.h>

int
plain_char_columns(gunichar c)
{
	return g_unichar_iszerowidth(c) ? 0 : g_unichar_iswide(c) ? 2 : 1;
}

/* Marks that change the direction of the text around them, or cannot be seen at all. */
static bool
is_deceptive(gunichar c)
{
	static const struct {
		gunichar first, last;
	} ranges[] = {
		{ 0x061c, 0x061c },   { 0x200b, 0x200b }, { 0x200e, 0x200f },
		{ 0x202a, 0x202e },   { 0x2060, 0x206f }, { 0xfeff, 0xfeff },
		{ 0xe0000, 0xe007f },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(ranges); i++)
		if (c >= ranges[i].first && c <= ranges[i].last)
			return true;
	return false;
}

/* Past a terminal's escape sequence that begins at `at` (an ESC or a CSI). */
static const char *
skip_escape(const char *at)
{
	gunichar c = g_utf8_get_char(at);

	at = g_utf8_next_char(at);
	if (c == 0x1b && *at != '[')
		return at;
	at += c == 0x1b;
	while (*at >= 0x20 && *at < 0x40)
		at++;
	return *at >= 0x40 && *at < 0x7f ? at + 1 : at;
}

/* Cuts `out` before `room`, the last place where the ellipsis fits, or at a space near it. */
static void
cut(GString *out, size_t room)
{
	size_t end = room;

	while (end > room / 2 && out->str[end] != ' ')
		end--;
	g_string_truncate(out, end > room / 2 ? end : room);
	g_string_append(out, "…");
}

char *
plain_text(Arena *arena, const char *text, int most)
{
	g_autoptr(GString) out = g_string_new(NULL);
	size_t room = 0, marks = 0;
	int columns = 0;

	for (const char *at = text ? text : ""; *at;) {
		gunichar c = g_utf8_get_char(at);

		if (c == 0x1b || c == 0x9b) {
			at = skip_escape(at);
			continue;
		}
		at = g_utf8_next_char(at);
		if (is_deceptive(c))
			continue;
		if (g_unichar_isspace(c) || g_unichar_iscntrl(c) || c == 0x2028 || c == 0x2029)
			c = ' ';
		if (c == ' ' && out->len && out->str[out->len - 1] == ' ')
			continue;
		marks = g_unichar_iszerowidth(c) ? marks + 1 : 0;
		if (marks > 4)
			continue;
		columns += plain_char_columns(c);
		if (columns < most)
			room = out->len + (size_t)g_unichar_to_utf8(c, NULL);
		if (columns > most) {
			cut(out, MIN(room, out->len));
			break;
		}
		g_string_append_unichar(out, c);
	}
	return arena_strndup(arena, out->str, out->len);
}

char *
plain_clause(Arena *arena, const char *text, int most)
{
	char *clause = g_strstrip(plain_text(arena, text, most));
	size_t length = strlen(clause);

	while (length && strchr(",.;:", clause[length - 1]))
		length--;
	clause[length] = '\0';
	return g_strchomp(clause);
}

int
plain_columns(const char *text)
{
	int columns = 0;

	for (const char *at = text; *at; at = g_utf8_next_char(at))
		columns += plain_char_columns(g_utf8_get_char(at));
	return columns;
}

bool
plain_wrap(const char **at, int columns, size_t *length)
{
	const char *start = *at, *space = NULL, *end;
	int used = 0;

	while (*start == ' ')
		start++;
	*at = start;
	if (!*start)
		return false;
	for (end = start; *end; end = g_utf8_next_char(end)) {
		used += plain_char_columns(g_utf8_get_char(end));
		if (*end == ' ')
			space = end;
		if (used > columns)
			break;
	}
	if (*end && space)
		end = space;
	else if (end == start)
		end = g_utf8_next_char(start);
	while (end > start && end[-1] == ' ')
		end--;
	*length = (size_t)(end - start);
	return true;
}
