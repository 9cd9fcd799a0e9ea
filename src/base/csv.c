#include "base/csv.h"

#include <string.h>

/* Whether a spreadsheet would run what begins like this, or trim it until it would. */
static bool
is_dangerous(const char *text)
{
	/* = + - @ as they are used among ideographs */
	static const char *const wide[] = { "＝", "＋", "－", "＠" };

	if (*text && strchr("=+-@\t\r\n", *text))
		return true;
	for (size_t i = 0; i < G_N_ELEMENTS(wide); i++)
		if (g_str_has_prefix(text, wide[i]))
			return true;
	return false;
}

/* What is defused already is defused once more, so that undoing gives back exactly what was. */
static bool
is_to_be_defused(const char *text)
{
	return is_dangerous(text + strspn(text, "'"));
}

static void
append_quoted(GString *out, const char *text)
{
	g_string_append_c(out, '"');
	g_string_append(out, is_to_be_defused(text) ? "'" : "");
	for (const char *at = text; *at; at++) {
		if (*at == '"')
			g_string_append_c(out, '"');
		g_string_append_c(out, *at);
	}
	g_string_append_c(out, '"');
}

void
csv_append_cell(GString *out, const char *text, bool first)
{
	if (!first)
		g_string_append_c(out, ',');
	if (!text || !*text)
		return;
	if (strpbrk(text, ",\"\r\n")) {
		append_quoted(out, text);
		return;
	}
	g_string_append(out, is_to_be_defused(text) ? "'" : "");
	g_string_append(out, text);
}

void
csv_append_text(GString *out, const char *text, bool first)
{
	if (!first)
		g_string_append_c(out, ',');
	if (text && *text)
		append_quoted(out, text);
}

void
csv_end_row(GString *out)
{
	g_string_append(out, "\r\n");
}

const char *
csv_undo_defusing(const char *cell)
{
	return *cell == '\'' && is_to_be_defused(cell) ? cell + 1 : cell;
}
