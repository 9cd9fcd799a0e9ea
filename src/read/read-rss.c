/* RSS 2.0, and what came before it: 0.9x and the RDF of 1.0. */
#include "read/xml-feed.h"

#include <string.h>

static int
sniff(const char *bytes, size_t length)
{
	char name[64];

	if (!xml_root(bytes, length, name, sizeof name))
		return 0;
	if (strcmp(name, "rss") == 0)
		return 100;
	bool rdf = g_str_has_suffix(name, "RDF");
	bool rss = memmem(bytes, length, "purl.org/rss/", strlen("purl.org/rss/")) ||
	           memmem(bytes, length, "netscape.com/rdf/", strlen("netscape.com/rdf/"));
	return rdf && rss ? 100 : 0;
}

static void
read_head(XmlFeed *feed, const xmlNode *channel)
{
	static const char *const languages[] = { "language", "dc:language", NULL };
	static const char *const outlets[] = { "title", "dc:publisher", NULL };
	g_autofree char *language = xml_first_text(channel, languages);

	feed->outlet = xml_first_text(channel, outlets);
	if (language)
		feed->language = g_steal_pointer(&language);
	if (!feed->base)
		feed->base = xml_text(xml_child(channel, "link"));
}

/* "guid" is an address unless it says that it is none. */
static char *
permanent_link(const xmlNode *item)
{
	const xmlNode *guid = xml_child(item, "guid");
	g_autofree char *is_link = guid ? xml_attribute(guid, "isPermaLink") : NULL;
	g_autofree char *text = xml_text(guid);

	if (!text || (is_link && strcmp(is_link, "true") != 0) ||
	    !g_str_has_prefix(g_strstrip(text), "http"))
		return NULL;
	return g_steal_pointer(&text);
}

static char *
url_of(const XmlFeed *feed, const xmlNode *item)
{
	static const char *const links[] = { "feedburner:origLink", "link", NULL };
	g_autofree char *link = xml_first_text(item, links);

	if (!link)
		link = permanent_link(item);
	return feed_url(link, feed->base);
}

/* All of them, set off by commas. */
static char *
authors(const xmlNode *item)
{
	g_autoptr(GString) names = g_string_new(NULL);

	for (const xmlNode *child = item->children; child; child = child->next) {
		if (!xml_is(child, "dc:creator") && !xml_is(child, "author"))
			continue;
		g_autofree char *text = xml_text(child);
		g_autofree char *person = text ? g_strstrip(feed_person(text)) : NULL;

		if (person && !strstr(names->str, person))
			names_add(names, person);
	}
	return names->len ? g_strdup(names->str) : NULL;
}

/* Aggregators name the outlet at the title's end, too. */
static void
take_off(char *title, const char *outlet)
{
	g_autofree char *end = g_strconcat(" - ", outlet, NULL);

	g_strchomp(title);
	if (g_str_has_suffix(title, end))
		title[strlen(title) - strlen(end)] = '\0';
}

static bool
read_article(const XmlFeed *feed, const xmlNode *item, size_t number, const char *where)
{
	static const char *const dates[] = { "pubDate", "dc:date", "dcterms:issued",
		                             "published", NULL };
	static const char *const changes[] = { "dcterms:modified", "atom:updated", NULL };
	static const char *const languages[] = { "dc:language", "language", NULL };
	g_autofree char *id = xml_text(xml_child(item, "guid")), *url = url_of(feed, item),
			*title = xml_text(xml_child(item, "title")),
			*source = xml_text(xml_child(item, "source")), *author = authors(item),
			*published = xml_first_text(item, dates),
			*modified = xml_first_text(item, changes),
			*language = xml_first_text(item, languages),
			*html = xml_markup(xml_child(item, "content:encoded")),
			*summary = xml_markup(xml_child(item, "description"));

	if (title && source)
		take_off(title, source);
	const FeedItem found = {
		.id = id,
		.url = url,
		.title = title,
		.outlet = source ? source : feed->outlet,
		.author = author,
		.published = published,
		.modified = modified,
		.language = language ? language : feed->language,
		.html = html,
		.summary = summary,
	};
	return feed_deliver(&found, feed->name, number, where, feed->reading);
}

static bool
read_rss(Input *input, const Reading *reading)
{
	static const XmlFormat rss = { "item", "rss:", false, read_head, read_article };

	return xml_feed_read(input, reading, &rss);
}

const Reader reader_rss = { "RSS", sniff, read_rss };
