#include "html.h"

#include <stdbool.h>
#include <string.h>


void
html(GString *out, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	g_autofree char *text = g_markup_vprintf_escaped(format, arguments);
	va_end(arguments);
	g_string_append(out, text);
}

char *
html_cut(const char *text, int most)
{
	g_autoptr(GString) cut = g_string_new(NULL);
	bool space = false;

	for (; text && *text && most > 0; text = g_utf8_next_char(text)) {
		gunichar c = g_utf8_get_char(text);

		if (g_unichar_isspace(c)) {
			space = cut->len > 0;
			continue;
		}
		if (space)
			g_string_append_c(cut, ' ');
		g_string_append_unichar(cut, c);
		most -= 1 + space;
		space = false;
	}
	if (text && *text)
		g_string_append(cut, "…");
	return g_string_free(g_steal_pointer(&cut), FALSE);
}

char *
html_address(const char *text)
{
	return g_uri_escape_bytes((const guint8 *)text, strlen(text), NULL);
}

static gboolean
turns(gunichar c)
{
	return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0x200e ||
	       c == 0x200f || c == 0x061c;
}

GString *
html_calm(GString *page)
{
	g_autofree char *valid = g_utf8_make_valid(page->str, (gssize)page->len);
	const char *from = valid;

	g_string_truncate(page, 0);
	for (const char *at = valid; *at; at = g_utf8_next_char(at)) {
		if ((guchar)*at < 0xd8 || !turns(g_utf8_get_char(at)))
			continue;
		g_string_append_len(page, from, at - from);
		from = g_utf8_next_char(at);
	}
	g_string_append(page, from);
	return page;
}
