#include "read/front-matter.h"

#include <string.h>

enum { MAX_FRONT_BYTES = 16 * 1024 };

static const struct {
	const char *key;
	FrontField field;
} keys[] = {
	{ "title", FRONT_TITLE },
	{ "date", FRONT_DATE },
	{ "published", FRONT_DATE },
	{ "pubdate", FRONT_DATE },
	{ "publishdate", FRONT_DATE },
	{ "datepublished", FRONT_DATE },
	{ "author", FRONT_AUTHOR },
	{ "authors", FRONT_AUTHOR },
	{ "byline", FRONT_AUTHOR },
	{ "url", FRONT_URL },
	{ "link", FRONT_URL },
	{ "canonical_url", FRONT_URL },
	{ "canonicalurl", FRONT_URL },
	{ "source_url", FRONT_URL },
	{ "outlet", FRONT_OUTLET },
	{ "publication", FRONT_OUTLET },
	{ "site", FRONT_OUTLET },
	{ "site_name", FRONT_OUTLET },
	{ "publisher", FRONT_OUTLET },
	{ "source", FRONT_OUTLET },
	{ "lang", FRONT_LANGUAGE },
	{ "language", FRONT_LANGUAGE },
	{ "id", FRONT_ID },
};

void
front_clear(Front *front)
{
	for (unsigned i = 0; i < FRONT_N_FIELDS; i++)
		g_clear_pointer(&front->fields[i], g_free);
}

const char *
line_end(const char *at, const char *end)
{
	const char *feed = at < end ? memchr(at, '\n', (size_t)(end - at)) : NULL;

	return feed ? feed : end;
}

bool
line_is(const char *at, const char *end, const char *mark)
{
	const char *last = line_end(at, end);

	while (last > at && g_ascii_isspace(last[-1]))
		last--;
	return (size_t)(last - at) == strlen(mark) && memcmp(at, mark, strlen(mark)) == 0;
}

/* Past the front matter and, in `*inside` and `*inside_end`, what is in it; the text's start
 * where there is none. */
static const char *
after_front(const char *text, const char *end, const char **inside, const char **inside_end)
{
	const char *mark = line_is(text, end, "---")   ? "---"
	                   : line_is(text, end, "+++") ? "+++"
	                                               : NULL;
	const char *limit = MIN(end, text + MAX_FRONT_BYTES);

	if (!mark)
		return text;
	*inside = MIN(line_end(text, end) + 1, end);
	for (const char *at = *inside; at < limit; at = line_end(at, end) + 1) {
		if (!line_is(at, end, mark) && !(*mark == '-' && line_is(at, end, "...")))
			continue;
		*inside_end = at;
		return MIN(line_end(at, end) + 1, end);
	}
	return text;
}

/* Takes off blanks and a pair of quotation marks. */
static char *
strip(char *value)
{
	size_t n = strlen(g_strstrip(value));

	if (n >= 2 && (*value == '"' || *value == '\'') && value[n - 1] == *value)
		value[0] = value[n - 1] = ' ';
	return g_strstrip(value);
}

/* The value; of a list in brackets the members, set off by commas. */
static char *
value_of(const char *at, size_t length)
{
	char *value = strip(g_strndup(at, length));
	size_t n = strlen(value);

	if (n < 2 || *value != '[' || value[n - 1] != ']')
		return value;
	g_autofree char *list = value;
	list[n - 1] = '\0';
	g_auto(GStrv) members = g_strsplit(list + 1, ",", -1);
	for (char **member = members; *member; member++)
		strip(*member);
	return g_strjoinv(", ", members);
}

static int
field_of(const char *key, size_t length)
{
	for (unsigned i = 0; i < G_N_ELEMENTS(keys); i++)
		if (length == strlen(keys[i].key) &&
		    g_ascii_strncasecmp(key, keys[i].key, length) == 0)
			return (int)keys[i].field;
	return -1;
}

static void
add_to(char **field, char *value)
{
	g_autofree char *taken = value;
	char *before = *field;

	if (!*taken)
		return;
	*field = before && *before ? g_strconcat(before, ", ", taken, NULL) : g_strdup(taken);
	g_free(before);
}

/* Keys whose value is a list have it on the lines below: "- Ada Brook", "- name: Ada Brook". */
static void
read_fields(Front *front, const char *at, const char *end)
{
	int open = -1;

	for (; at < end; at = line_end(at, end) + 1) {
		const char *last = line_end(at, end), *value = at + strspn(at, " \t");

		if (value + 1 < last && *value == '-' && value[1] == ' ') {
			value += 2;
			if (g_str_has_prefix(value, "name:"))
				value += strlen("name:");
			if (open == FRONT_AUTHOR)
				add_to(&front->fields[open],
				       value_of(value, (size_t)(last - value)));
			continue;
		}
		size_t key = strcspn(at, ":= \t\n");
		const char *mark = at + key + strspn(at + key, " \t");
		if (mark >= last || !key || (*mark != ':' && *mark != '='))
			continue;
		open = field_of(at, key);
		if (open >= 0 && !front->fields[open])
			add_to(&front->fields[open],
			       value_of(mark + 1, (size_t)(last - mark - 1)));
	}
}

const char *
front_read(Front *front, const char *text, const char *end)
{
	const char *inside, *inside_end, *after = after_front(text, end, &inside, &inside_end);
	bool any = false;

	if (after == text)
		return text;
	g_autofree char *copy = g_strndup(inside, (size_t)(inside_end - inside));
	read_fields(front, copy, copy + strlen(copy));
	for (unsigned i = 0; i < FRONT_N_FIELDS; i++)
		any |= front->fields[i] != NULL;
	return any ? after : text;
}
