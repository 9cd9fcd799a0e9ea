#include "read/http.h"

#include "read/head.h"

#include <entente/error.h>
#include <string.h>

enum { MAX_CODINGS = 3 };

static int
read_status(const char *bytes, size_t length)
{
	const char *at = memchr(bytes, ' ', MIN(length, (size_t)12));

	if (length < 12 || g_ascii_strncasecmp(bytes, "HTTP/", 5) != 0 || !at ||
	    bytes + length - at < 4)
		return 0;
	g_autofree char *digits = g_strndup(at + 1, 3);
	return (int)g_ascii_strtoull(digits, NULL, 10);
}

bool
http_read_head(HttpHead *head, const char *bytes, size_t length)
{
	int status = read_status(bytes, length);
	size_t n = head_length(bytes, length);

	if (!status)
		return false;
	n = n ? n : length; /* no body, then */
	g_autofree char *type = head_field(bytes, n, "Content-Type");
	g_autofree char *transfer = head_field(bytes, n, "Transfer-Encoding");
	*head = (HttpHead){ .status = status,
		            .kind = value_kind(type),
		            .charset = value_parameter(type, "charset"),
		            .codings = head_field(bytes, n, "Content-Encoding"),
		            .chunked = transfer && g_ascii_strcasecmp(transfer, "chunked") == 0,
		            .length = n };
	return true;
}

void
http_head_clear(HttpHead *head)
{
	g_free(head->kind);
	g_free(head->charset);
	g_free(head->codings);
	*head = (HttpHead){ .status = 0 };
}

/* The size that the line at `*at` gives, "1f3;name=value", and `*at` moved behind the line;
 * false where it gives none. */
static bool
chunk_size(const char **at, const char *end, guint64 *size)
{
	const char *feed = memchr(*at, '\n', (size_t)(end - *at)), *digit = *at;

	*size = 0;
	while (feed && digit < feed && g_ascii_isxdigit(*digit) && digit - *at < 12)
		*size = *size * 16 + (guint64)g_ascii_xdigit_value(*digit++);
	if (!feed || digit == *at || !strchr("; \t\r\n", *digit))
		return false;
	*at = feed + 1;
	return true;
}

/* A body whose first line is no chunk's is what an archive made of the chunks. */
static bool
join_chunks(GString *out, const char *body, size_t length, GError **error)
{
	const char *at = body, *end = body + length;
	guint64 size;

	if (!chunk_size(&at, end, &size)) {
		g_string_append_len(out, body, (gssize)length);
		return true;
	}
	while (size && size <= (guint64)(end - at)) {
		g_string_append_len(out, at, (gssize)size);
		at += size;
		at += at < end && *at == '\r';
		at += at < end && *at == '\n';
		if (!chunk_size(&at, end, &size))
			size = G_MAXUINT64;
	}
	if (size)
		g_set_error_literal(error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT,
		                    "damaged: its chunks end too early");
	return !size;
}

/* The last coding applied is the first to be undone. */
static GString *
undo_codings(GString *packed, const char *codings, GError **error)
{
	g_auto(GStrv) names = g_strsplit(codings, ",", -1);
	guint n = g_strv_length(names);

	if (n > MAX_CODINGS) {
		g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_LIMIT,
		            "packed in more than %d layers, the limit", MAX_CODINGS);
		g_string_free(packed, TRUE);
		return NULL;
	}
	while (n--) {
		GString *out = g_string_sized_new(packed->len + 1);
		bool sound =
		    undo_coding(out, g_strstrip(names[n]), packed->str, packed->len, error);

		g_string_free(packed, TRUE);
		packed = out;
		if (!sound) {
			g_string_free(packed, TRUE);
			return NULL;
		}
	}
	return packed;
}

char *
http_body(const HttpHead *head, const char *body, size_t length, size_t *body_length,
          GError **error)
{
	GString *out = g_string_sized_new(length + 1);

	if (!head->chunked)
		g_string_append_len(out, body, (gssize)length);
	else if (!join_chunks(out, body, length, error)) {
		g_string_free(out, TRUE);
		return NULL;
	}
	if (head->codings)
		out = undo_codings(out, head->codings, error);
	if (!out)
		return NULL;
	*body_length = out->len;
	return g_string_free(out, FALSE);
}
