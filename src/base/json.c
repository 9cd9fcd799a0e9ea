#include "base/json.h"

#include <stdbool.h>

/* The code point at `at` if it may deceive whoever reads the JSON on a terminal: a C1 control
 * character, a line or paragraph separator, a mark that turns the direction of writing.  Else
 * 0; reads no further than the string's end. */
static gunichar
deceptive(const char *at)
{
	const unsigned char *byte = (const unsigned char *)at;

	if (byte[0] == 0xc2 && byte[1] >= 0x80 && byte[1] < 0xa0)
		return byte[1];
	if (byte[0] == 0xd8 && byte[1] == 0x9c)
		return 0x61c;
	if (byte[0] != 0xe2 || (byte[1] != 0x80 && byte[1] != 0x81))
		return 0;
	gunichar c = 0x2000u + (byte[1] & 1u) * 0x40u + (byte[2] & 0x3fu);
	bool turns = c == 0x200e || c == 0x200f || (c >= 0x2028 && c <= 0x202e) ||
	             (c >= 0x2066 && c <= 0x2069);
	return turns ? c : 0;
}

/* Appends the escape of the character that begins at `at`; returns its length in bytes. */
static size_t
append_escape(GString *out, const char *at, gunichar turning)
{
	static const char *const short_escapes[0x60] = {
		['"'] = "\\\"", ['\\'] = "\\\\", ['\n'] = "\\n", ['\t'] = "\\t", ['\r'] = "\\r",
	};
	unsigned char byte = (unsigned char)*at;

	if (turning) {
		g_string_append_printf(out, "\\u%04x", turning);
		return (size_t)g_unichar_to_utf8(turning, NULL);
	}
	if (byte < G_N_ELEMENTS(short_escapes) && short_escapes[byte])
		g_string_append(out, short_escapes[byte]);
	else
		g_string_append_printf(out, "\\u%04x", byte);
	return 1;
}

void
json_append_text(GString *out, const char *text)
{
	const char *run = text;

	if (!text) {
		g_string_append(out, "null");
		return;
	}
	g_string_append_c(out, '"');
	for (const char *at = text; *at; at++) {
		unsigned char byte = (unsigned char)*at;
		gunichar turning = byte >= 0x80 ? deceptive(at) : 0;

		if (!turning && byte >= 0x20 && byte != '"' && byte != '\\' && byte != 0x7f)
			continue;
		g_string_append_len(out, run, at - run);
		run = at + append_escape(out, at, turning);
		at = run - 1;
	}
	g_string_append(out, run);
	g_string_append_c(out, '"');
}

void
json_append_texts(GString *out, const char *const *texts)
{
	g_string_append_c(out, '[');
	for (size_t i = 0; texts && texts[i]; i++) {
		if (i)
			g_string_append(out, ", ");
		json_append_text(out, texts[i]);
	}
	g_string_append_c(out, ']');
}
