/* Transfer encodings of MIME (RFC 2045, 6): quoted-printable and base64. */
#include "read/mime.h"

#include "read/head.h"

#include <string.h>

/* Where the blanks that begin at `at` end. */
static const char *
skip_blanks(const char *at, const char *end)
{
	while (at < end && (*at == ' ' || *at == '\t'))
		at++;
	return at;
}

static bool
ends_line(const char *at, const char *end)
{
	return at == end || *at == '\r' || *at == '\n';
}

static const char *
skip_line_end(const char *at, const char *end)
{
	at += at < end && *at == '\r';
	at += at < end && *at == '\n';
	return at;
}

/* "=E9" is a byte, "=" at a line's end joins it with the next, blanks there are none of the
 * text's; what else follows "=" is kept. */
static char *
undo_quoted_printable(const char *at, size_t length, size_t *decoded)
{
	GString *out = g_string_sized_new(length + 1);
	const char *end = at + length;

	while (at < end) {
		const char *behind = skip_blanks(at + (*at == '='), end);

		if (*at == '=' && end - at > 2 && g_ascii_isxdigit(at[1]) &&
		    g_ascii_isxdigit(at[2])) {
			g_string_append_c(out, (char)(g_ascii_xdigit_value(at[1]) * 16 +
			                              g_ascii_xdigit_value(at[2])));
			at += 3;
		} else if (*at == '=' && ends_line(behind, end))
			at = skip_line_end(behind, end);
		else if (behind > at && *at != '=' && ends_line(behind, end))
			at = behind;
		else {
			const char *next = MAX(behind, at + 1);

			g_string_append_len(out, at, next - at);
			at = next;
		}
	}
	*decoded = out->len;
	return g_string_free(out, FALSE);
}

static char *
undo_base64(const char *bytes, size_t length, size_t *decoded)
{
	guchar *out = g_malloc(length / 4 * 3 + 4);
	int state = 0;
	guint save = 0;

	*decoded = g_base64_decode_step(bytes, length, out, &state, &save);
	return (char *)out;
}

static char *
keep(const char *bytes, size_t length, size_t *decoded)
{
	*decoded = length;
	return g_strndup(bytes, length);
}

static const struct {
	const char *name;
	char *(*undo)(const char *bytes, size_t length, size_t *decoded);
} encodings[] = {
	{ "quoted-printable", undo_quoted_printable },
	{ "base64", undo_base64 },
};

char *
mime_content(const MimePart *part, size_t *length)
{
	g_autofree char *value = mime_field(part, "Content-Transfer-Encoding");
	g_autofree char *name = value_kind(value);

	for (unsigned i = 0; name && i < G_N_ELEMENTS(encodings); i++)
		if (strcmp(name, encodings[i].name) == 0)
			return encodings[i].undo(part->body->str, part->body->len, length);
	return keep(part->body->str, part->body->len, length);
}
