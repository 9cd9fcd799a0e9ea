/* What a page says about itself: JSON-LD first, then OpenGraph and the other names that meta
 * elements go by, then elements of the page, its <title> last. */
#include "read/html.h"
#include "read/reader.h"

#include <libxml/HTMLparser.h>
#include <stdlib.h>
#include <string.h>

typedef enum { TITLE, OUTLET, AUTHOR, PUBLISHED, LANGUAGE, URL, N_FIELDS } Field;

/* Names of meta elements; of those of one field, the first in this order counts. */
static const struct {
	const char *name;
	Field field;
} meta_names[] = {
	{ "og:title", TITLE },
	{ "twitter:title", TITLE },
	{ "dc.title", TITLE },
	{ "og:site_name", OUTLET },
	{ "article:publisher", OUTLET },
	{ "publisher", OUTLET },
	{ "dc.publisher", OUTLET },
	{ "application-name", OUTLET },
	{ "author", AUTHOR },
	{ "article:author", AUTHOR },
	{ "byl", AUTHOR },
	{ "parsely-author", AUTHOR },
	{ "sailthru.author", AUTHOR },
	{ "dc.creator", AUTHOR },
	{ "article:published_time", PUBLISHED },
	{ "og:published_time", PUBLISHED },
	{ "datepublished", PUBLISHED },
	{ "parsely-pub-date", PUBLISHED },
	{ "sailthru.date", PUBLISHED },
	{ "publish-date", PUBLISHED },
	{ "pubdate", PUBLISHED },
	{ "dc.date.issued", PUBLISHED },
	{ "dcterms.created", PUBLISHED },
	{ "dc.date", PUBLISHED },
	{ "date", PUBLISHED },
	{ "og:locale", LANGUAGE },
	{ "content-language", LANGUAGE },
	{ "og:url", URL },
};

enum { N_NAMES = G_N_ELEMENTS(meta_names), MAX_NAME_BYTES = 200 };

typedef struct {
	LinkedData linked;
	char *meta[N_NAMES];
	char *title, *language, *canonical, *time, *author; /* of elements */
} Found;

static void
found_clear(Found *found)
{
	linked_data_clear(&found->linked);
	for (unsigned i = 0; i < N_NAMES; i++)
		g_free(found->meta[i]);
	g_free(found->title);
	g_free(found->language);
	g_free(found->canonical);
	g_free(found->time);
	g_free(found->author);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Found, found_clear)

static void
set_once(char **member, const char *value)
{
	if (!*member && value && *value)
		*member = g_strdup(value);
}

static void
read_meta(Found *found, const xmlNode *node)
{
	const char *name = attribute(node, "property");

	name = name ? name : attribute(node, "name");
	name = name ? name : attribute(node, "itemprop");
	name = name ? name : attribute(node, "http-equiv");
	for (unsigned i = 0; name && i < N_NAMES; i++)
		if (g_ascii_strcasecmp(name, meta_names[i].name) == 0)
			set_once(&found->meta[i], attribute(node, "content"));
}

static void
set_content(char **member, const xmlNode *node)
{
	xmlChar *content = *member ? NULL : xmlNodeGetContent(node);

	if (content && strlen((const char *)content) <= MAX_NAME_BYTES)
		set_once(member, (const char *)content);
	xmlFree(content);
}

static bool
has_value(const xmlNode *node, const char *name, const char *value)
{
	const char *is = attribute(node, name);

	return is && g_ascii_strcasecmp(is, value) == 0;
}

static void
read_script(Found *found, const xmlNode *node)
{
	const char *type = attribute(node, "type");

	if (!type || g_ascii_strncasecmp(type, "application/ld+json", 19) != 0)
		return;
	xmlChar *content = xmlNodeGetContent(node);
	if (content)
		linked_data_read(&found->linked, (const char *)content);
	xmlFree(content);
}

static void
read_element(Found *found, const xmlNode *node)
{
	const char *name = (const char *)node->name;

	if (strcmp(name, "meta") == 0)
		read_meta(found, node);
	else if (strcmp(name, "script") == 0)
		read_script(found, node);
	else if (strcmp(name, "title") == 0 && node->parent &&
	         strcmp((const char *)node->parent->name, "svg") != 0)
		set_content(&found->title, node);
	else if (strcmp(name, "html") == 0)
		set_once(&found->language, attribute(node, "lang"));
	else if (strcmp(name, "link") == 0 && has_value(node, "rel", "canonical"))
		set_once(&found->canonical, attribute(node, "href"));
	else if (strcmp(name, "time") == 0) {
		set_once(&found->time, attribute(node, "datetime"));
		if (!attribute(node, "datetime"))
			set_content(&found->time, node);
	}
	if (has_value(node, "rel", "author") || has_value(node, "itemprop", "author"))
		set_content(&found->author, node);
}

/* All elements in the order of the page. */
static void
read_elements(Found *found, const xmlNode *node)
{
	for (; node; node = node->next) {
		if (node->type != XML_ELEMENT_NODE)
			continue;
		read_element(found, node);
		read_elements(found, node->children);
	}
}

/* Character references that were escaped once too often: "&#8217;" as text. */
static char *
unescape(const char *text)
{
	GString *out = g_string_new(NULL);

	for (const char *at = text; *at;) {
		const char *semicolon = *at == '&' ? memchr(at, ';', strnlen(at, 12)) : NULL;
		g_autofree char *name =
		    semicolon ? g_strndup(at + 1, (size_t)(semicolon - at - 1)) : NULL;
		const htmlEntityDesc *entity =
		    name ? htmlEntityLookup((const xmlChar *)name) : NULL;
		gunichar c = entity ? entity->value : 0;

		if (name && name[0] == '#')
			c = (gunichar)strtoul(name + (name[1] == 'x' ? 2 : 1), NULL,
			                      name[1] == 'x' ? 16 : 10);
		if (name && strcmp(name, "apos") == 0)
			c = '\'';
		if (c >= ' ' && g_unichar_validate(c)) {
			g_string_append_unichar(out, c);
			at = semicolon + 1;
		} else
			g_string_append_c(out, *at++);
	}
	return g_string_free(out, FALSE);
}

static const char *
clean_field(Article *article, const char *text)
{
	g_autofree char *once = text ? unescape(text) : NULL;
	g_autofree char *unescaped = once ? unescape(once) : NULL;

	return article_field(article, unescaped);
}

/* The first of the field's meta elements that is no address. */
static const char *
meta_field(Article *article, const Found *found, Field field)
{
	for (unsigned i = 0; i < N_NAMES; i++) {
		bool address = found->meta[i] && g_str_has_prefix(found->meta[i], "http");

		if (meta_names[i].field == field && found->meta[i] && address == (field == URL))
			return clean_field(article, found->meta[i]);
	}
	return NULL;
}

static const char *
first(const char *a, const char *b, const char *c)
{
	return a ? a : b ? b : c;
}

/* Where the last " | ", " - " or dash between spaces begins; NULL where there is none. */
static const char *
last_separator(const char *title, size_t *width)
{
	static const char *const separators[] = {
		" | ", " - ", " \xe2\x80\x93 ", " \xe2\x80\x94 ", " :: ", " \xc2\xbb "
	};
	const char *last = NULL;

	for (unsigned i = 0; i < G_N_ELEMENTS(separators); i++) {
		const char *at = g_strrstr(title, separators[i]);

		if (at && at > last) {
			last = at;
			*width = strlen(separators[i]);
		}
	}
	return last;
}

/* Whether a heading of the first level says no more than the title up to `end`. */
static bool
is_heading(const HtmlPage *page, const char *title, const char *end)
{
	for (guint i = 0; i < page->blocks->len; i++) {
		const Block *block = &g_array_index(page->blocks, Block, i);

		if (block->kind == BLOCK_HEADING && block->level == 1 &&
		    block->length == (size_t)(end - title) &&
		    memcmp(page->text->str + block->start, title, block->length) == 0)
			return true;
	}
	return false;
}

/* Takes the outlet's name off the title's end; where a heading shows that what stands there is
 * no part of the title, it becomes the outlet. */
static void
split_title(Article *article, const HtmlPage *page)
{
	size_t width = 0;
	const char *title = article->title, *end = title ? last_separator(title, &width) : NULL;

	if (!end || end == title)
		return;
	bool outlet = article->outlet && g_ascii_strcasecmp(end + width, article->outlet) == 0;
	bool heading = is_heading(page, title, end);
	if (heading && !article->outlet)
		article->outlet = arena_strdup(article->arena, end + width);
	if (heading || outlet)
		article->title = arena_strndup(article->arena, title, (size_t)(end - title));
}

static const char *
first_date(Article *article, const Found *found)
{
	const char *date = found->linked.published
	                       ? date_to_iso(article->arena, found->linked.published)
	                       : NULL;

	for (unsigned i = 0; i < N_NAMES && !date; i++)
		if (meta_names[i].field == PUBLISHED && found->meta[i])
			date = date_to_iso(article->arena, found->meta[i]);
	return !date && found->time ? date_to_iso(article->arena, found->time) : date;
}

void
html_read_metadata(Article *article, const HtmlPage *page, char **body)
{
	g_auto(Found) found = { .title = NULL };
	const LinkedData *linked = &found.linked;

	read_elements(&found, xmlDocGetRootElement(page->document));
	article->title =
	    first(clean_field(article, linked->title), meta_field(article, &found, TITLE),
	          clean_field(article, found.title));
	article->outlet = first(meta_field(article, &found, OUTLET),
	                        clean_field(article, linked->outlet), NULL);
	article->author =
	    first(clean_field(article, linked->author), meta_field(article, &found, AUTHOR),
	          clean_field(article, found.author));
	article->url =
	    first(clean_field(article, found.canonical), meta_field(article, &found, URL),
	          clean_field(article, linked->url));
	article->language =
	    first(clean_field(article, found.language), clean_field(article, linked->language),
	          meta_field(article, &found, LANGUAGE));
	article->published = first_date(article, &found);
	split_title(article, page);
	*body = linked->body ? unescape(linked->body) : NULL;
}
