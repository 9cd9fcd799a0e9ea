/* Atom (RFC 4287), and 0.3 before it. */
#include "read/markup.h"
#include "read/xml-feed.h"

#include <string.h>

static int
sniff(const char *bytes, size_t length)
{
	char name[64];

	if (!xml_root(bytes, length, name, sizeof name))
		return 0;
	const char *colon = strchr(name, ':'), *local = colon ? colon + 1 : name;
	bool atom = memmem(bytes, length, "www.w3.org/2005/Atom", 20) ||
	            memmem(bytes, length, "purl.org/atom/ns#", 17);
	return atom && (strcmp(local, "feed") == 0 || strcmp(local, "entry") == 0) ? 100 : 0;
}

/* A text construct as HTML: of type "text" it is not yet. */
static char *
markup_of(const xmlNode *node)
{
	g_autofree char *type = node ? xml_attribute(node, "type") : NULL;
	g_autofree char *text = xml_markup(node);
	g_autoptr(GString) escaped = g_string_new(NULL);

	if (!text || (type && strstr(type, "html")))
		return g_steal_pointer(&text);
	markup_append_escaped(escaped, text);
	return g_strdup(escaped->str);
}

/* The address of the page: the link that is an alternate, HTML before any other. */
static char *
alternate(const XmlFeed *feed, const xmlNode *node)
{
	g_autofree char *base = xml_attribute(node, "xml:base"), *found = NULL;

	for (const xmlNode *child = node->children; child; child = child->next) {
		g_autofree char *rel =
		    xml_is(child, "link") ? xml_attribute(child, "rel") : NULL;
		g_autofree char *type =
		    xml_is(child, "link") ? xml_attribute(child, "type") : NULL;

		if (!xml_is(child, "link") || (rel && strcmp(rel, "alternate") != 0))
			continue;
		if (found && !(type && strstr(type, "html")))
			continue;
		g_free(found);
		found = xml_attribute(child, "href");
	}
	return feed_url(found, base ? base : feed->base);
}

/* The names of the authors, set off by commas. */
static char *
authors(const xmlNode *node)
{
	g_autoptr(GString) names = g_string_new(NULL);

	for (const xmlNode *child = node ? node->children : NULL; child; child = child->next) {
		g_autofree char *name =
		    xml_is(child, "author") ? xml_text(xml_child(child, "name")) : NULL;

		names_add(names, name ? g_strstrip(name) : NULL);
	}
	return names->len ? g_strdup(names->str) : NULL;
}

static void
read_head(XmlFeed *feed, const xmlNode *head)
{
	g_autofree char *base = feed->base ? NULL : alternate(feed, head);

	feed->outlet = markup_of(xml_child(head, "title"));
	feed->author = authors(head);
	if (base)
		feed->base = g_steal_pointer(&base);
}

/* Content that is neither text nor HTML, or lies elsewhere, is none to read. */
static void
read_content(const xmlNode *content, char **html, char **text)
{
	g_autofree char *type = content ? xml_attribute(content, "type") : NULL;

	if (!content)
		return;
	if (!type || strcmp(type, "text") == 0 || g_str_has_prefix(type, "text/plain"))
		*text = xml_text(content);
	else if (strstr(type, "html"))
		*html = xml_markup(content);
}

static bool
read_article(const XmlFeed *feed, const xmlNode *entry, size_t number, const char *where)
{
	static const char *const dates[] = { "published", "issued",   "created",
		                             "updated",   "modified", NULL };
	static const char *const changes[] = { "updated", "modified", NULL };
	const xmlNode *source = xml_child(entry, "source");
	g_autofree char *id = xml_text(xml_child(entry, "id")), *url = alternate(feed, entry),
			*title = markup_of(xml_child(entry, "title")),
			*outlet = markup_of(xml_child(source, "title")),
			*author = authors(entry), *source_author = authors(source),
			*published = xml_first_text(entry, dates),
			*modified = xml_first_text(entry, changes),
			*language = xml_attribute(entry, "xml:lang"),
			*summary = markup_of(xml_child(entry, "summary")), *html = NULL,
			*text = NULL;

	read_content(xml_child(entry, "content"), &html, &text);
	if (!url && id && g_str_has_prefix(id, "http"))
		url = g_strdup(id);
	const FeedItem found = {
		.id = id,
		.url = url,
		.title = title,
		.outlet = outlet ? outlet : feed->outlet,
		.author = author          ? author
		          : source_author ? source_author
		                          : feed->author,
		.published = published,
		.modified = modified,
		.language = language ? language : feed->language,
		.html = html,
		.text = text,
		.summary = summary,
	};
	return feed_deliver(&found, feed->name, number, where, feed->reading);
}

static bool
read_atom(Input *input, const Reading *reading)
{
	static const XmlFormat atom = { "entry", "atom:", true, read_head, read_article };

	return xml_feed_read(input, reading, &atom);
}

const Reader reader_atom = { "Atom", sniff, read_atom };
