#include "base/json.h"

void
json_append_text(GString *out, const char *text)
{
	if (!text) {
		g_string_append(out, "null");
		return;
	}
	g_string_append_c(out, '"');
	for (const char *run = text, *at = text;; at++) {
		unsigned char byte = (unsigned char)*at;

		if (byte >= 0x20 && byte != '"' && byte != '\\' && byte != 0x7f)
			continue;
		g_string_append_len(out, run, at - run);
		run = at + 1;
		switch (byte) {
		case '\0': g_string_append_c(out, '"'); return;
		case '"': g_string_append(out, "\\\""); break;
		case '\\': g_string_append(out, "\\\\"); break;
		case '\n': g_string_append(out, "\\n"); break;
		case '\t': g_string_append(out, "\\t"); break;
		case '\r': g_string_append(out, "\\r"); break;
		default: g_string_append_printf(out, "\\u%04x", byte); break;
		}
	}
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
