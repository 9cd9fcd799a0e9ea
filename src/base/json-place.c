/* Places in a JSON text, for messages to whoever wrote it: jansson does not keep them. */
#include "base/json-place.h"

#include <jansson.h>
#include <string.h>

void
json_place_append(GString *out, const JsonPlace *place)
{
	if (!place)
		return;
	json_place_append(out, place->parent);
	if (!place->key)
		g_string_append_printf(out, "[%zu]", place->index);
	else
		g_string_append_printf(out, "%s%s", place->parent ? "." : "", place->key);
}

static const char *
skip_space(const char *at, const char *end)
{
	while (at < end && strchr(" \t\r\n", *at) && *at)
		at++;
	return at;
}

static const char *
skip_string(const char *at, const char *end)
{
	for (at++; at < end && *at != '"'; at++)
		at += *at == '\\';
	return MIN(at + 1, end);
}

/* The end of the value that begins here. */
static const char *
skip_value(const char *at, const char *end)
{
	size_t depth = 0;

	while (at < end) {
		if (*at == '"') {
			at = skip_string(at, end);
		} else if (strchr("[{", *at)) {
			depth++;
			at++;
		} else if (strchr("]}", *at)) {
			if (!depth)
				return at;
			depth--;
			at++;
		} else if (*at == ',' && !depth) {
			return at;
		} else {
			at++;
			continue;
		}
		if (!depth)
			return at;
	}
	return at;
}

static bool
is_key(const char *at, const char *end, const char *key)
{
	json_t *text =
	    json_loadb(at, (size_t)(end - at), JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);
	bool is = text && g_strcmp0(json_string_value(text), key) == 0;

	json_decref(text);
	return is;
}

/* Where the value of `place` begins, in the object or array that begins at `at`; or NULL. */
static const char *
find_member(const char *at, const char *end, const JsonPlace *place)
{
	if (at >= end || *at != (place->key ? '{' : '['))
		return NULL;
	at = skip_space(at + 1, end);
	for (size_t i = 0; at < end && *at != '}' && *at != ']'; i++) {
		const char *key = at;

		if (place->key) {
			at = skip_string(at, end);
			const char *key_end = at;
			at = skip_space(at, end);
			at = skip_space(MIN(at + 1, end), end); /* the colon */
			if (is_key(key, key_end, place->key))
				return at;
		} else if (i == place->index) {
			return at;
		}
		at = skip_space(skip_value(at, end), end);
		if (at < end && *at == ',')
			at = skip_space(at + 1, end);
	}
	return NULL;
}

static const char *
find(const char *json, const char *end, const JsonPlace *place, bool *whole)
{
	if (!place)
		return skip_space(json, end);
	const char *holder = find(json, end, place->parent, whole);
	const char *member = *whole ? find_member(holder, end, place) : NULL;
	*whole = member != NULL;
	return member ? member : holder;
}

size_t
json_place_line(const char *json, size_t length, const JsonPlace *place)
{
	bool whole = true;
	const char *at = find(json, json + length, place, &whole);
	size_t line = 1;

	for (const char *c = json; c < at; c++)
		line += *c == '\n';
	return line;
}
