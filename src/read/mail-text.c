#include "read/mail-text.h"

#include <string.h>

enum { MAX_LINK_BYTES = 4000 };

static bool
is_address(const char *at)
{
	return g_str_has_prefix(at, "http://") || g_str_has_prefix(at, "https://") ||
	       g_str_has_prefix(at, "mailto:");
}

/* The bytes of an address in brackets, "<https://vale.example/1>", or by itself at `at`; 0
 * where there is none. */
static size_t
link_length(const char *at, const char *end)
{
	static const char opening[] = "<([", closing[] = ">)]";
	const char *bracket = strchr(opening, *at);
	size_t n = 0;

	if (!bracket)
		return 0;
	at++;
	n = strspn(at, " ");
	if (!is_address(at + n))
		return 0;
	end = MIN(end, at + MAX_LINK_BYTES);
	while (at + n < end && at[n] != closing[bracket - opening] && at[n] != ' ')
		n++;
	n += strspn(at + n, " ");
	return at + n < end && at[n] == closing[bracket - opening] ? n + 2 : 0;
}

/* Cuts an address that the line ends with: "Read online: https://vale.example/1". */
static void
drop_last_address(GString *out, gsize start)
{
	const char *space = strrchr(out->str + start, ' ');
	gsize word = space ? (gsize)(space + 1 - out->str) : start;

	if (is_address(out->str + word))
		g_string_truncate(out, word > start ? word - 1 : word);
}

/* Appends the line without the links in it; whether it has anything else. */
static bool
append_line(GString *out, const char *at, const char *end)
{
	gsize start = out->len;

	while (at < end) {
		size_t n = *at ? link_length(at, end) : 0;

		if (n) {
			at += n;
			if (out->len > start && out->str[out->len - 1] == ' ')
				g_string_truncate(out, out->len - 1);
		} else
			g_string_append_c(out, *at++);
	}
	drop_last_address(out, start);
	return out->len > start;
}

/* Whether the line goes on in the next: by RFC 3676, with a space at its end. */
static bool
is_soft(const char *line, const char *end)
{
	return end > line && end[-1] == ' ';
}

char *
mail_text(const char *text, bool flowed)
{
	GString *out = g_string_new(NULL);
	const char *end = text + strlen(text);

	for (const char *at = text, *feed; at < end; at = feed + 1) {
		feed = memchr(at, '\n', (size_t)(end - at));
		feed = feed ? feed : end;
		const char *line_end = feed > at && feed[-1] == '\r' ? feed - 1 : feed;
		gsize before = out->len;

		if (line_end - at == 3 && memcmp(at, "-- ", 3) == 0)
			break;                               /* the signature */
		at += flowed && at < line_end && *at == ' '; /* put there by the format */
		bool some = append_line(out, at, line_end);
		if (!some && line_end > at)
			g_string_truncate(out, before);
		else if (!flowed || !is_soft(at, line_end))
			g_string_append_c(out, '\n');
	}
	return g_string_free(out, FALSE);
}
