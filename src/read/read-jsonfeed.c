/* JSON Feed 1.1 (and 1.0).
 *
 * What the feed says of itself mostly stands before its items, but need not: as much of the
 * input as one article may have is looked through for it, then the items are read one by one.
 */
#include "read/feed.h"
#include "read/json-stream.h"
#include "read/utf8.h"

#include <string.h>

static int
sniff(const char *bytes, size_t length)
{
	static const char *const keys[] = { "version", "items", NULL };
	static const char mark[] = "jsonfeed.org/version/",
			  escaped[] = "jsonfeed.org\\/version\\/";

	if (!json_sniff(bytes, length))
		return 0;
	bool marked = memmem(bytes, length, mark, strlen(mark)) ||
	              memmem(bytes, length, escaped, strlen(escaped));
	return marked && json_keys(bytes, length, keys) & 1 ? 150 : 0;
}

/* The members of the outermost object but its items, as JSON; where the items begin, past their
 * bracket, in `*items`: 0 where there are none. */
static char *
cut_head(const char *bytes, size_t length, size_t *items)
{
	GString *head = g_string_new(NULL);
	const char *end = bytes + length, *copied = bytes;
	unsigned depth = 0;

	*items = 0;
	for (const char *at = bytes; at < end; at++) {
		if (*at == '"') {
			const char *key = at;
			size_t n = json_string_span(at, end);

			at += n - 1;
			if (depth != 1 || n != strlen("\"items\"") ||
			    memcmp(key, "\"items\"", n) != 0 || *items)
				continue;
			const char *value = key + n;
			while (value < end && (g_ascii_isspace(*value) || *value == ':'))
				value++;
			if (value == end || *value != '[')
				continue;
			*items = (size_t)(value + 1 - bytes);
			g_string_append_len(head, copied, value - copied);
			g_string_append(head, "[]");
			value += json_value_span(value, end);
			copied = value;
			at = value - 1;
			continue;
		}
		depth += *at == '{' || *at == '[';
		if ((*at == '}' || *at == ']') && --depth == 0) {
			end = at + 1;
			break;
		}
	}
	g_string_append_len(head, copied, end - copied);
	if (depth) /* the rest was not looked at */
		g_string_append_c(head, '}');
	return g_string_free(head, FALSE);
}

/* What the feed says of itself; members NULL where it says nothing. */
typedef struct {
	json_t *head;
	const char *outlet, *language, *base;
	char *author;
} Feed;

static const char *
text_of(const json_t *object, const char *key)
{
	return json_string_value(json_object_get(object, key));
}

/* The names of "authors" or, as version 1.0 has it, "author"; set off by commas. */
static char *
authors(const json_t *object)
{
	g_autoptr(GString) names = g_string_new(NULL);
	const char *one = text_of(json_object_get(object, "author"), "name");
	const json_t *author;
	size_t i;

	json_array_foreach(json_object_get(object, "authors"), i, author)
	{
		names_add(names, text_of(author, "name"));
	}
	if (!names->len)
		names_add(names, one);
	return names->len ? g_strdup(names->str) : NULL;
}

static bool
read_item(const json_t *item, const JsonPlace *place, gconstpointer user_data)
{
	const Feed *feed = user_data;
	const json_t *id = json_object_get(item, "id");
	g_autofree char *number = json_is_integer(id) ? g_strdup_printf("%" JSON_INTEGER_FORMAT,
	                                                                json_integer_value(id))
	                                              : NULL;
	g_autofree char *author = authors(item),
			*url = feed_url(text_of(item, "url"), feed->base),
			*external = feed_url(text_of(item, "external_url"), feed->base);
	const char *title = text_of(item, "title"), *language = text_of(item, "language"),
		   *published = text_of(item, "date_published"),
		   *modified = text_of(item, "date_modified");

	const FeedItem found = {
		.id = number ? number : json_string_value(id),
		.url = url ? url : external,
		.title = title,
		.outlet = feed->outlet,
		.author = author ? author : feed->author,
		.published = published ? published : modified,
		.modified = modified,
		.language = language ? language : feed->language,
		.html = text_of(item, "content_html"),
		.text = text_of(item, "content_text"),
		.summary = text_of(item, "summary"),
	};
	return feed_deliver(&found, place->name, place->number, place->where, place->reading);
}

static bool
read_jsonfeed(Input *input, const Reading *reading)
{
	g_autofree char *reason = NULL;
	size_t items;

	input_want(input, MAX_LINE_BYTES);
	g_autofree char *head = cut_head(input->bytes, input->length, &items);
	if (!items)
		return report(reading, ENTENTE_ERROR_INPUT, "'%s': a feed without items",
		              input->name);
	if (!g_utf8_validate(head, -1, NULL)) {
		size_t length;
		char *decoded = decode(head, strlen(head), NULL, &length);

		g_free(head);
		head = decoded;
	}
	json_t *object = json_parse(head, strlen(head), &reason);
	Feed feed = { .head = object,
		      .outlet = text_of(object, "title"),
		      .language = text_of(object, "language"),
		      .base = text_of(object, "home_page_url"),
		      .author = authors(object) };
	input_take(input, items);
	bool go_on = json_read_items(input, reading, read_item, &feed);
	json_decref(object);
	g_free(feed.author);
	return go_on;
}

const Reader reader_jsonfeed = { "JSON Feed", sniff, read_jsonfeed };
