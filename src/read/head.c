#include "read/head.h"

#include <string.h>

size_t
head_length(const char *bytes, size_t length)
{
	const char *end = bytes + length;

	for (const char *at = bytes, *feed; at < end; at = feed + 1) {
		feed = memchr(at, '\n', (size_t)(end - at));
		if (!feed)
			return 0;
		if (feed == at || (feed == at + 1 && *at == '\r'))
			return (size_t)(feed + 1 - bytes);
	}
	return 0;
}

/* The bytes of the field's name that the line begins with; 0 where there is none. */
static size_t
name_length(const char *line, size_t length)
{
	size_t n = 0;

	while (n < length && line[n] > ' ' && line[n] < 0x7f && line[n] != ':')
		n++;
	return n < length && line[n] == ':' ? n : 0;
}

bool
is_field(const char *line, size_t length)
{
	return name_length(line, length) > 0;
}

/* The length of the line at `at`, fetched with its line feed or up to the input's end; 0 where
 * there is nothing, or too much. */
static size_t
fetch_line(Input *input, size_t at)
{
	for (size_t searched = at;;) {
		const char *feed =
		    memchr(input->bytes + searched, '\n', input->length - searched);

		if (feed)
			return (size_t)(feed + 1 - input->bytes) - at;
		searched = input->length;
		if (searched > MAX_HEAD_BYTES)
			return 0;
		if (!input_fetch(input))
			return searched - at;
	}
}

size_t
head_fetch(Input *input, size_t *looked)
{
	*looked = 0;
	while (*looked <= MAX_HEAD_BYTES) {
		size_t n = fetch_line(input, *looked);
		const char *line = input->bytes + *looked;

		if (!n)
			break;
		bool blank = n == 1 || (n == 2 && *line == '\r');
		if (!blank && *looked && *line != ' ' && *line != '\t' && !is_field(line, n))
			break;
		*looked += n;
		if (blank)
			return *looked;
	}
	return 0;
}

/* The lines from `at` to `end` that belong to one field, joined and trimmed. */
static char *
unfold(const char *at, const char *end)
{
	GString *value = g_string_new(NULL);

	while (at < end) {
		const char *feed = memchr(at, '\n', (size_t)(end - at));
		const char *line_end = feed ? feed : end;

		g_string_append_len(value, at,
		                    line_end - at - (line_end > at && line_end[-1] == '\r'));
		at = line_end + 1;
		if (at >= end || (*at != ' ' && *at != '\t'))
			break;
	}
	for (char *c = value->str; c < value->str + value->len; c++)
		if ((guchar)*c < ' ')
			*c = ' ';
	return g_strstrip(g_string_free(value, FALSE));
}

char *
head_field(const char *head, size_t length, const char *name)
{
	const char *end = head + length;
	size_t n = strlen(name);

	for (const char *at = head, *feed; at < end; at = feed + 1) {
		if (name_length(at, (size_t)(end - at)) == n &&
		    g_ascii_strncasecmp(at, name, n) == 0)
			return unfold(at + n + 1, end);
		feed = memchr(at, '\n', (size_t)(end - at));
		if (!feed)
			break;
	}
	return NULL;
}

char *
value_kind(const char *value)
{
	return value ? g_strstrip(g_ascii_strdown(value, (gssize)strcspn(value, ";,"))) : NULL;
}

/* A quoted string from its first mark, or what stands up to the next semicolon; moves `*at`
 * behind it. */
static char *
read_value(const char **at)
{
	GString *value = g_string_new(NULL);

	if (**at == '"') {
		for (++*at; **at && **at != '"'; ++*at) {
			*at += **at == '\\' && (*at)[1];
			g_string_append_c(value, **at);
		}
		*at += **at == '"';
	} else {
		size_t n = strcspn(*at, ";");

		g_string_append_len(value, *at, (gssize)n);
		*at += n;
	}
	return g_strstrip(g_string_free(value, FALSE));
}

char *
value_parameter(const char *value, const char *name)
{
	size_t length = strlen(name);
	const char *at = value ? strchr(value, ';') : NULL;

	while (at) {
		at += strspn(at, "; \t");
		size_t n = strcspn(at, "=; \t");
		bool named = n == length && g_ascii_strncasecmp(at, name, n) == 0;

		at += n;
		at += strspn(at, " \t");
		if (*at == '=') {
			at++;
			at += strspn(at, " \t");
			g_autofree char *found = read_value(&at);
			if (named)
				return *found ? g_steal_pointer(&found) : NULL;
		}
		at = strchr(at, ';');
	}
	return NULL;
}
