#include "base/csv.h"

#include <string.h>

void
csv_append_cell(GString *out, const char *text, bool first)
{
	if (!first)
		g_string_append_c(out, ',');
	if (!text || !*text)
		return;
	const char *defused = strchr("=+-@\t\r", *text) ? "'" : "";
	if (!strpbrk(text, ",\"\r\n")) {
		g_string_append(out, defused);
		g_string_append(out, text);
		return;
	}
	g_string_append_c(out, '"');
	g_string_append(out, defused);
	for (const char *at = text; *at; at++) {
		if (*at == '"')
			g_string_append_c(out, '"');
		g_string_append_c(out, *at);
	}
	g_string_append_c(out, '"');
}

void
csv_end_row(GString *out)
{
	g_string_append(out, "\r\n");
}
