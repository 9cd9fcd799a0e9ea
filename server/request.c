#include "request.h"

#include <string.h>

static GHashTable *
table_new(void)
{
	return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
}

/* Decoded, in a new string; NULL where it is badly escaped, holds a zero or is not UTF-8. */
static char *
decode(const char *text, gsize length, bool plus)
{
	g_autofree char *copy = g_strndup(text, length);

	for (char *at = copy; plus && *at; at++)
		if (*at == '+')
			*at = ' ';
	g_autofree char *decoded = g_uri_unescape_string(copy, NULL);
	return decoded && g_utf8_validate(decoded, -1, NULL) ? g_steal_pointer(&decoded) : NULL;
}

static bool
add_pair(GHashTable *table, const char *pair, gsize length)
{
	const char *equals = memchr(pair, '=', length);
	gsize name_length = equals ? (gsize)(equals - pair) : length;
	g_autofree char *name = decode(pair, name_length, true);
	g_autofree char *value =
	    equals ? decode(equals + 1, length - name_length - 1, true) : g_strdup("");

	if (!name || !value || g_hash_table_size(table) >= MOST_PAIRS)
		return false;
	g_hash_table_replace(table, g_steal_pointer(&name), g_steal_pointer(&value));
	return true;
}

/* "a=1&b=2". */
static bool
add_pairs(GHashTable *table, const char *text, gsize length)
{
	const char *end = text + length;

	while (text < end) {
		const char *next = memchr(text, '&', (gsize)(end - text));
		const char *stop = next ? next : end;

		if (stop > text && !add_pair(table, text, (gsize)(stop - text)))
			return false;
		text = stop + 1;
	}
	return true;
}

/* "/article/north" has two segments; a path that ends in "/" has the same as one without. */
static char **
split_path(const char *path, gsize length)
{
	enum { MOST_SEGMENTS = 8 };
	g_autoptr(GPtrArray) segments = g_ptr_array_new_null_terminated(4, g_free, TRUE);
	const char *end = path + length;

	for (const char *at = path + 1; at < end;) {
		const char *slash = memchr(at, '/', (gsize)(end - at));
		const char *stop = slash ? slash : end;
		char *segment = decode(at, (gsize)(stop - at), false);

		if (!segment)
			return NULL;
		g_ptr_array_add(segments, segment);
		if (segments->len > MOST_SEGMENTS)
			return NULL;
		at = stop + 1;
	}
	return (char **)g_ptr_array_free(g_steal_pointer(&segments), FALSE);
}

Request *
request_new(const char *method, const char *target)
{
	g_autoptr(Request) request = g_new0(Request, 1);
	const char *question = strchr(target, '?');
	gsize length = question ? (gsize)(question - target) : strlen(target);

	request->method = g_strdup(method);
	request->target = g_strdup(target);
	request->query = table_new();
	request->headers = table_new();
	request->form = table_new();
	request->body = g_string_new(NULL);
	if (*target != '/' || strlen(target) > MOST_TARGET)
		return NULL;
	request->segments = split_path(target, length);
	if (!request->segments ||
	    (question && !add_pairs(request->query, question + 1, strlen(question + 1))))
		return NULL;
	return g_steal_pointer(&request);
}

void
request_free(Request *request)
{
	if (!request)
		return;
	g_free(request->method);
	g_free(request->target);
	g_strfreev(request->segments);
	g_hash_table_unref(request->query);
	g_hash_table_unref(request->headers);
	g_hash_table_unref(request->form);
	g_string_free(request->body, TRUE);
	g_free(request);
}

bool
request_add_header(Request *request, const char *name, const char *value)
{
	request->header_bytes += strlen(name) + (value ? strlen(value) : 0);
	if (g_hash_table_size(request->headers) >= MOST_PAIRS ||
	    request->header_bytes > MOST_HEADERS)
		return false;
	g_hash_table_replace(request->headers, g_ascii_strdown(name, -1),
	                     g_strdup(value ? value : ""));
	return true;
}

bool
request_add_body(Request *request, const char *bytes, gsize length)
{
	if (request->body->len + length > MOST_BODY)
		return false;
	g_string_append_len(request->body, bytes, (gssize)length);
	return true;
}

bool
request_finish(Request *request)
{
	const char *type = request_header(request, "content-type");

	return !type || !g_str_has_prefix(type, "application/x-www-form-urlencoded") ||
	       add_pairs(request->form, request->body->str, request->body->len);
}

static const char *
look_up(GHashTable *table, const char *name)
{
	const char *value = g_hash_table_lookup(table, name);

	return value && *value ? value : NULL;
}

const char *
request_header(const Request *request, const char *name)
{
	return look_up(request->headers, name);
}

const char *
request_query(const Request *request, const char *name)
{
	return look_up(request->query, name);
}

const char *
request_form(const Request *request, const char *name)
{
	return look_up(request->form, name);
}

char *
request_cookie(const Request *request, const char *name)
{
	const char *at = request_header(request, "cookie");
	gsize length = strlen(name);

	while (at && *at) {
		const char *semicolon = strchr(at, ';');
		const char *end = semicolon ? semicolon : at + strlen(at);

		if (strncmp(at, name, length) == 0 && at[length] == '=')
			return decode(at + length + 1, (gsize)(end - at) - length - 1, false);
		at = semicolon ? semicolon + 1 + strspn(semicolon + 1, " ") : NULL;
	}
	return NULL;
}

guint
request_number(const Request *request, const char *name, guint usual, guint most)
{
	const char *text = request_query(request, name);
	guint64 number;

	return text && g_ascii_string_to_unsigned(text, 10, 0, most, &number, NULL)
	           ? (guint)number
	           : usual;
}

bool
request_is_safe(const Request *request)
{
	return g_str_equal(request->method, "GET") || g_str_equal(request->method, "HEAD");
}
