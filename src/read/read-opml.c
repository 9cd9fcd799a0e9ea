/* OPML: a list of feeds.  It holds no article, so reading it tells what is in it. */
#include "read/feed.h"
#include "read/utf8.h"
#include "read/xml-feed.h"
#include "read/xml-mend.h"

#include <string.h>

int
opml_sniff(const char *bytes, size_t length)
{
	char name[64];

	return xml_root(bytes, length, name, sizeof name) && strcmp(name, "opml") == 0 ? 100
	                                                                               : 0;
}

static void
link_free(gpointer link)
{
	g_free(((FeedLink *)link)->url);
	g_free(((FeedLink *)link)->title);
	g_free(link);
}

static void
add_link(GPtrArray *links, GHashTable *seen, const xmlNode *outline)
{
	g_autofree char *url = xml_attribute(outline, "xmlUrl");

	if (!url)
		url = xml_attribute(outline, "xmlurl");
	if (!url || !*g_strstrip(url) || g_hash_table_contains(seen, url))
		return;
	FeedLink *link = g_new0(FeedLink, 1);
	link->title = xml_attribute(outline, "title");
	if (!link->title)
		link->title = xml_attribute(outline, "text");
	link->url = g_steal_pointer(&url);
	g_hash_table_add(seen, link->url);
	g_ptr_array_add(links, link);
}

GPtrArray *
opml_feeds(const char *bytes, size_t length, const char *where, GError **error)
{
	g_autofree char *encoding = xml_encoding(bytes, length);
	g_autofree char *text = decode(bytes, length, encoding, &length);
	xmlNode *root = xml_parse(text, length, where, error);

	if (!root)
		return NULL;
	GPtrArray *links = g_ptr_array_new_with_free_func(link_free);
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
	for (xmlNode *node = root; node; node = xml_next(node, root))
		if (xml_is(node, "outline"))
			add_link(links, seen, node);
	xmlFreeDoc(root->doc);
	return links;
}

static bool
read_opml(Input *input, const Reading *reading)
{
	g_autoptr(GError) error = NULL;
	bool go_on;

	if (!fetch_page(input, reading, &go_on))
		return go_on;
	g_autofree char *where = g_strdup_printf("'%s'", input->name);
	g_autoptr(GPtrArray) links = opml_feeds(input->bytes, input->length, where, &error);
	if (!links)
		return reading->sink->problem(error, reading->sink->user_data);
	if (!links->len)
		return report(reading, ENTENTE_ERROR_INPUT, "%s: a list of feeds that is empty",
		              where);
	go_on = report(
	    reading, ENTENTE_ERROR_FEEDS,
	    "%s: a list of feeds, not a page; 'entente watch' reads what it lists:", where);
	for (guint i = 0; i < links->len && go_on; i++) {
		const FeedLink *link = links->pdata[i];
		g_autofree char *url = feed_line(link->url), *title = feed_line(link->title);

		go_on = report(reading, ENTENTE_ERROR_FEEDS, "%s: feed '%s'%s%s%s", where, url,
		               *title ? " (" : "", title, *title ? ")" : "");
	}
	return go_on;
}

const Reader reader_opml = { "OPML", opml_sniff, read_opml };
