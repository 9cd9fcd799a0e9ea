/* ninjs, the news agencies' JSON (IPTC), 1.x, 2.x and 3.x: one item, an array of them or one a
 * line.
 *
 * The versions differ in how they write a name: 1.x has "headline", "headline_main",
 * "body_text" and "body_xhtml"; 2.x lists of objects, "headlines" and "bodies", with "role",
 * "contenttype" and "value"; 3.x the same with capitals within names, "versionCreated",
 * "contentType". */
#include "read/feed.h"
#include "read/json-stream.h"
#include "read/markup.h"

#include <string.h>

static int
sniff(const char *bytes, size_t length)
{
	enum { URI = 1 << 0, OF_OURS = 1 << 1 | 1 << 2 }; /* JSON Lines of our own */
	static const char *const keys[] = { "uri",
		                            "text",
		                            "html",
		                            "headline*",
		                            "body_*",
		                            "bodies",
		                            "description_*",
		                            "versioncreated",
		                            "versionCreated",
		                            "contentcreated",
		                            "contentCreated",
		                            "pubstatus",
		                            "pubStatus",
		                            "$standard",
		                            NULL };
	uint32_t found = json_sniff(bytes, length) ? json_keys(bytes, length, keys) : 0;

	return found & URI && !(found & OF_OURS) && found & ~(uint32_t)URI ? 150 : 0;
}

static const char *
text_of(const json_t *object, const char *const *keys)
{
	for (; *keys; keys++) {
		const char *text = json_string_value(json_object_get(object, *keys));

		if (text && *text)
			return text;
	}
	return NULL;
}

/* A text of an item: what it is for and in what form, in whichever way the version says so. */
typedef struct {
	const char *role, *type, *value;
} Text;

/* HTML before plain text before other markup; 0 for what is no running text. */
static int
rank_body(const Text *text)
{
	static const char *const leave[] = { "caption", "headline", "teaser", "summary",
		                             "script" };
	bool html = (text->type && strstr(text->type, "html")) ||
	            (text->role && strstr(text->role, "html")) || strchr(text->value, '<');

	for (unsigned i = 0; text->role && i < G_N_ELEMENTS(leave); i++)
		if (strstr(text->role, leave[i]))
			return 0;
	if (text->type && !html && !g_str_has_prefix(text->type, "text/"))
		return markup_is(text->value) ? 1 : 0;
	return html && markup_is(text->value) ? 3 : 2;
}

/* The main one before others. */
static int
rank_line(const Text *text)
{
	return text->role &&
	               (strcmp(text->role, "main") == 0 || strcmp(text->role, "text") == 0)
	           ? 3
	           : 1;
}

static void
take_better(Text *best, int *best_rank, Text text, int (*rank)(const Text *text))
{
	int its = text.value && *text.value ? rank(&text) : 0;

	if (its > *best_rank) {
		*best = text;
		*best_rank = its;
	}
}

/* The best of the texts of a kind: "headline", "headline_ROLE", or "headlines" as a list. */
static Text
best_text(const json_t *item, const char *single, const char *prefix, const char *list,
          int (*rank)(const Text *text))
{
	static const char *const types[] = { "contentType", "contenttype", NULL };
	static const char *const roles[] = { "role", NULL }, *const values[] = { "value",
		                                                                 NULL };
	Text best = { NULL, NULL, json_string_value(json_object_get(item, single)) };
	int best_rank = best.value && *best.value ? 3 : 0;
	const char *key;
	const json_t *value, *each;
	size_t i;

	json_object_foreach((json_t *)item, key, value)
	{
		if (!g_str_has_prefix(key, prefix))
			continue;
		take_better(&best, &best_rank,
		            (Text){ key + strlen(prefix), NULL, json_string_value(value) },
		            rank);
	}
	json_array_foreach(json_object_get(item, list), i, each)
	{
		take_better(
		    &best, &best_rank,
		    (Text){ text_of(each, roles), text_of(each, types), text_of(each, values) },
		    rank);
	}
	return best;
}

/* The byline, or the people that it lists; set off by commas. */
static char *
author_of(const json_t *item)
{
	static const char *const bylines[] = { "by", "byline", "byLine", NULL };
	g_autoptr(GString) names = g_string_new(NULL);
	const char *line = text_of(item, bylines);
	const json_t *lists[] = { json_object_get(item, "bylines"),
		                  json_object_get(item, "byLines"),
		                  json_object_get(item, "by") };
	const json_t *each;
	size_t i;

	for (unsigned list = 0; !line && list < G_N_ELEMENTS(lists); list++)
		json_array_foreach(lists[list], i, each)
		{
			names_add(names,
			          json_string_value(json_is_string(each)
			                                ? each
			                                : json_object_get(each, "name")));
		}
	return line ? g_strdup(line) : names->len ? g_strdup(names->str) : NULL;
}

/* The address among the other identifiers: an object of them in 1.x, then a list. */
static const char *
url_of(const json_t *item)
{
	const json_t *lists[] = { json_object_get(item, "altids"),
		                  json_object_get(item, "altIds") };
	static const char *const values[] = { "value", NULL };
	const char *uri = json_string_value(json_object_get(item, "uri")), *key;
	const json_t *each;
	size_t i;

	for (unsigned list = 0; list < G_N_ELEMENTS(lists); list++) {
		json_object_foreach((json_t *)lists[list], key, each)
		{
			if (json_is_string(each) &&
			    g_str_has_prefix(json_string_value(each), "http"))
				return json_string_value(each);
		}
		json_array_foreach(lists[list], i, each)
		{
			const char *value = text_of(each, values);

			if (value && g_str_has_prefix(value, "http"))
				return value;
		}
	}
	return uri && g_str_has_prefix(uri, "http") ? uri : NULL;
}

/* Who sends it, as far as it says so. */
static const char *
outlet_of(const json_t *item)
{
	static const char *const holders[] = { "copyrightholder", "copyrightHolder", NULL };
	static const char *const names[] = { "name", NULL };
	const json_t *sources = json_object_get(item, "infosource");

	if (!sources)
		sources = json_object_get(item, "infosources");
	if (!sources)
		sources = json_object_get(item, "infoSources");
	const char *name = json_is_array(sources) ? text_of(json_array_get(sources, 0), names)
	                                          : text_of(sources, names);
	return name ? name : text_of(item, holders);
}

static bool
read_item(const json_t *item, const JsonPlace *place, gconstpointer unused)
{
	static const char *const uris[] = { "uri", NULL }, *const languages[] = { "language",
		                                                                  NULL };
	static const char *const dates[] = { "firstcreated",
		                             "firstCreated",
		                             "versioncreated",
		                             "versionCreated",
		                             "contentcreated",
		                             "contentCreated",
		                             NULL };
	static const char *const changes[] = { "versioncreated", "versionCreated", NULL };
	static const char *const statuses[] = { "pubstatus", "pubStatus", NULL };
	const char *status = text_of(item, statuses);

	(void)unused;
	if (!json_is_object(item))
		return report(place->reading, ENTENTE_ERROR_INPUT, "%s: no JSON object",
		              place->where);
	if (status && (strcmp(status, "canceled") == 0 || strcmp(status, "withheld") == 0))
		return report(place->reading, ENTENTE_ERROR_INPUT, "%s: %s by its agency",
		              place->where, status);
	g_autofree char *author = author_of(item);
	Text title = best_text(item, "headline", "headline_", "headlines", rank_line);
	Text body = best_text(item, "body", "body_", "bodies", rank_body);
	Text summary =
	    best_text(item, "description", "description_", "descriptions", rank_line);
	bool html = body.value && markup_is(body.value);
	const FeedItem found = {
		.id = text_of(item, uris),
		.url = url_of(item),
		.title = title.value,
		.outlet = outlet_of(item),
		.author = author,
		.published = text_of(item, dates),
		.modified = text_of(item, changes),
		.language = text_of(item, languages),
		.html = html ? body.value : NULL,
		.text = html ? NULL : body.value,
		.summary = summary.value,
	};
	return feed_deliver(&found, place->name, place->number, place->where, place->reading);
}

static bool
read_ninjs(Input *input, const Reading *reading)
{
	return json_read_lines(input, reading, read_item, NULL);
}

const Reader reader_ninjs = { "ninjs", sniff, read_ninjs };
