/* What a page says about itself: JSON-LD first, then OpenGraph and the other names that meta
 * elements go by, then elements of the page, its <title> last. */
#include "read/html.h"
#include "read/markup.h"
#include "read/reader.h"

#include <string.h>

typedef enum { TITLE, OUTLET, AUTHOR, PUBLISHED, MODIFIED, LANGUAGE, URL } Field;

/* Names of meta elements; of those of one field, the first in this order counts. */
static const struct {
	const char *name;
	Field field;
} meta_names[] = {
	{ "og:title", TITLE },
	{ "twitter:title", TITLE },
	{ "dc.title", TITLE },
	{ "headline", TITLE },
	{ "og:site_name", OUTLET },
	{ "article:publisher", OUTLET },
	{ "publisher", OUTLET },
	{ "dcterms.publisher", OUTLET },
	{ "dc.publisher", OUTLET },
	{ "application-name", OUTLET },
	{ "author", AUTHOR },
	{ "article:author", AUTHOR },
	{ "og:article:author", AUTHOR },
	{ "byl", AUTHOR },
	{ "author-name", AUTHOR },
	{ "article.author", AUTHOR },
	{ "cxenseparse:author", AUTHOR },
	{ "parsely-author", AUTHOR },
	{ "sailthru.author", AUTHOR },
	{ "dc.creator", AUTHOR },
	{ "dcterms.creator", AUTHOR },
	{ "article:published_time", PUBLISHED },
	{ "og:article:published_time", PUBLISHED },
	{ "article:published", PUBLISHED },
	{ "og:published_time", PUBLISHED },
	{ "og:pubdate", PUBLISHED },
	{ "datepublished", PUBLISHED },
	{ "article_date_original", PUBLISHED },
	{ "article.published", PUBLISHED },
	{ "cxenseparse:recs:publishtime", PUBLISHED },
	{ "rnews:datepublished", PUBLISHED },
	{ "originalpublicationdate", PUBLISHED },
	{ "citation_publication_date", PUBLISHED },
	{ "parsely-pub-date", PUBLISHED },
	{ "sailthru.date", PUBLISHED },
	{ "publish-date", PUBLISHED },
	{ "publish_date", PUBLISHED },
	{ "publication_date", PUBLISHED },
	{ "pub_date", PUBLISHED },
	{ "ptime", PUBLISHED },
	{ "displaydate", PUBLISHED },
	{ "pubdate", PUBLISHED },
	{ "dc.date.issued", PUBLISHED },
	{ "dcterms.issued", PUBLISHED },
	{ "dcterms.date", PUBLISHED },
	{ "dcterms.created", PUBLISHED },
	{ "dc.date", PUBLISHED },
	{ "date", PUBLISHED },
	{ "article:modified_time", MODIFIED },
	{ "og:article:modified_time", MODIFIED },
	{ "article:modified", MODIFIED },
	{ "og:updated_time", MODIFIED },
	{ "og:modified_time", MODIFIED },
	{ "datemodified", MODIFIED },
	{ "lastmod", MODIFIED },
	{ "modified-date", MODIFIED },
	{ "article.updated", MODIFIED },
	{ "last-modified", MODIFIED },
	{ "dcterms.modified", MODIFIED },
	{ "dc.date.modified", MODIFIED },
	{ "revised", MODIFIED },
	{ "og:locale", LANGUAGE },
	{ "content-language", LANGUAGE },
	{ "og:url", URL },
	{ "mainentityofpage", URL },
};

enum { N_NAMES = G_N_ELEMENTS(meta_names), MAX_NAME_BYTES = 200 };

typedef struct {
	LinkedData linked;
	char *meta[N_NAMES];
	char *title, *language, *canonical, *author, *outlet; /* of elements */
	char *published, *modified; /* likewise, by itemprop or class */
	bool written_by;            /* twitter:data1 is the author's name */
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
	g_free(found->author);
	g_free(found->outlet);
	g_free(found->published);
	g_free(found->modified);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Found, found_clear)

static void
set_once(char **member, const char *value)
{
	if (!*member && value && *value)
		*member = g_strdup(value);
}

static bool
has_value(const xmlNode *node, const char *name, const char *value)
{
	const char *is = attribute(node, name);

	return is && g_ascii_strcasecmp(is, value) == 0;
}

/* Whether an element around this one describes the publisher. */
static bool
is_of_publisher(const xmlNode *node)
{
	const xmlNode *parent = node->parent;

	return is_element(parent) && has_value(parent, "itemprop", "publisher");
}

static void
read_meta(Found *found, const xmlNode *node)
{
	const char *content = attribute(node, "content");
	const char *name = attribute(node, "property");

	name = name ? name : attribute(node, "name");
	name = name ? name : attribute(node, "itemprop");
	name = name ? name : attribute(node, "http-equiv");
	if (!name)
		return;
	for (unsigned i = 0; i < N_NAMES; i++)
		if (g_ascii_strcasecmp(name, meta_names[i].name) == 0)
			set_once(&found->meta[i], content);
	if (strcmp(name, "name") == 0 && is_of_publisher(node))
		set_once(&found->outlet, content);
	/* some write the author where a card shows it */
	if (strcmp(name, "twitter:label1") == 0)
		found->written_by = content && g_ascii_strcasecmp(content, "written by") == 0;
	if (strcmp(name, "twitter:data1") == 0 && found->written_by)
		set_once(&found->author, content);
}

static void
set_content(char **member, const xmlNode *node)
{
	g_autofree char *content = *member ? NULL : html_short_text(node, MAX_NAME_BYTES);

	set_once(member, content);
}

/* A date that the element gives by an attribute, or by its text. */
static void
set_moment(char **member, const xmlNode *node)
{
	static const char *const attributes[] = { "datetime", "content", "title" };

	for (unsigned i = 0; i < G_N_ELEMENTS(attributes); i++)
		set_once(member, attribute(node, attributes[i]));
	set_content(member, node);
}

static bool
has_class(const xmlNode *node, const char *name)
{
	const char *class = attribute(node, "class"), *at = class ? strstr(class, name) : NULL;
	size_t length = strlen(name);

	return at && (at == class || at[-1] == ' ') && (!at[length] || at[length] == ' ');
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

static const char *
web_address(const char *text)
{
	return text && g_ascii_strncasecmp(text, "http", 4) == 0 ? text : NULL;
}

static void
read_element(Found *found, const xmlNode *node)
{
	const char *name = (const char *)node->name;

	if (strcmp(name, "meta") == 0)
		read_meta(found, node);
	else if (strcmp(name, "script") == 0)
		read_script(found, node);
	else if (strcmp(name, "title") == 0 && node->parent && !is_named(node->parent, "svg"))
		set_content(&found->title, node);
	else if (strcmp(name, "html") == 0)
		set_once(&found->language, attribute(node, "lang"));
	else if (strcmp(name, "link") == 0 && has_value(node, "rel", "canonical"))
		set_once(&found->canonical, web_address(attribute(node, "href")));
	else if (has_value(node, "itemprop", "datePublished") ||
	         ((strcmp(name, "abbr") == 0 || strcmp(name, "time") == 0) &&
	          has_class(node, "published")))
		set_moment(&found->published, node);
	else if (has_value(node, "itemprop", "dateModified") ||
	         ((strcmp(name, "abbr") == 0 || strcmp(name, "time") == 0) &&
	          has_class(node, "updated")))
		set_moment(&found->modified, node);
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

static const char *
clean_field(Article *article, const char *text)
{
	g_autofree char *once = text ? markup_unescape(text) : NULL;
	g_autofree char *unescaped = once ? markup_unescape(once) : NULL;

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

/* The first of the field's dates that is one. */
static const char *
date_field(Article *article, const Found *found, Field field, const char *linked,
           const char *shown)
{
	const char *date = linked ? date_to_iso(article->arena, linked) : NULL;

	for (unsigned i = 0; i < N_NAMES && !date; i++)
		if (meta_names[i].field == field && found->meta[i])
			date = date_to_iso(article->arena, found->meta[i]);
	return !date && shown ? date_to_iso(article->arena, shown) : date;
}

void
html_read_metadata(Article *article, HtmlPage *page, char **body)
{
	g_auto(Found) found = { .title = NULL };
	const LinkedData *linked = &found.linked;

	read_elements(&found, xmlDocGetRootElement(page->document));
	article->title =
	    first(clean_field(article, linked->title), meta_field(article, &found, TITLE),
	          clean_field(article, found.title));
	article->outlet =
	    first(meta_field(article, &found, OUTLET), clean_field(article, linked->outlet),
	          clean_field(article, found.outlet));
	article->author =
	    first(clean_field(article, linked->author), meta_field(article, &found, AUTHOR),
	          clean_field(article, found.author));
	article->url =
	    first(clean_field(article, found.canonical), meta_field(article, &found, URL),
	          clean_field(article, web_address(linked->url)));
	article->language =
	    first(clean_field(article, found.language), clean_field(article, linked->language),
	          meta_field(article, &found, LANGUAGE));
	article->published =
	    date_field(article, &found, PUBLISHED, linked->published, found.published);
	article->modified =
	    date_field(article, &found, MODIFIED, linked->modified, found.modified);
	page->live = linked->live;
	page->head_title = clean_field(article, found.title);
	*body = linked->body ? markup_unescape(linked->body) : NULL;
}

/* What follows the marks that part a title from an outlet; NULL where there are none, or no
 * more. */
static const char *
after_marks(const char *text)
{
	bool marked = false;

	for (; *text; text = g_utf8_next_char(text)) {
		gunichar c = g_utf8_get_char(text);
		bool mark = (c < 0x80 && strchr("-|:/", (int)c)) || c == 0x2013 ||
		            c == 0x2014 || c == 0x2022 || c == 0xb7 || c == 0xbb || c == 0xab;

		if (!mark && !g_unichar_isspace(c))
			break;
		marked |= mark;
	}
	return marked && *text ? text : NULL;
}

/* What a title has besides the page's own, without the marks between: "Outlet: Title",
 * "Title | Outlet"; NULL where it has nothing more, or something else. */
static const char *
rest_of_title(Article *article, const HtmlPage *page, const char *title)
{
	if (!title || page->title_block == NO_BLOCK)
		return NULL;
	const Block *block = html_block(page, (guint)page->title_block);
	const char *text = page->text->str + block->start,
		   *rest = html_rest_of_words(title, text, block->length);
	const char *colon = strstr(title, ": ");

	if (!rest && colon && html_same_words(colon, strlen(colon), text, block->length))
		return arena_strndup(article->arena, title, (size_t)(colon - title));
	const char *outlet = rest ? after_marks(rest) : NULL;
	return outlet ? arena_strdup(article->arena, outlet) : NULL;
}

/* The outlet's name in the rest of a title: its last part, without a date. */
static const char *
outlet_of_rest(Article *article, const char *rest)
{
	size_t width = 0;
	const char *last = rest ? last_separator(rest, &width) : NULL;
	const char *name = last ? last + width : rest;
	size_t letters = name ? strcspn(name, "0123456789") : 0;

	while (letters && strchr(" ,(", name[letters - 1]))
		letters--;
	return letters ? article_field(article, arena_strndup(article->arena, name, letters))
	               : NULL;
}

/* Takes the outlet's name off the title; where no other names the outlet, that does. */
static void
split_title(Article *article, const HtmlPage *page)
{
	const char *title = article->title;
	const char *rest = rest_of_title(article, page, title),
		   *head_rest = rest_of_title(article, page, page->head_title);
	size_t width = 0;
	const char *end = title ? last_separator(title, &width) : NULL;

	if (rest) {
		const Block *block = html_block(page, (guint)page->title_block);
		g_autofree char *text =
		    g_strndup(page->text->str + block->start, block->length);

		article->title = article_field(article, text);
	} else if (end && end > title && article->outlet &&
	           g_ascii_strcasecmp(end + width, article->outlet) == 0)
		article->title = arena_strndup(article->arena, title, (size_t)(end - title));
	if (!article->outlet)
		article->outlet = outlet_of_rest(article, rest ? rest : head_rest);
}

/* The title that the page shows where it names none. */
static void
set_title(Article *article, const HtmlPage *page)
{
	if (article->title || page->title_block == NO_BLOCK)
		return;
	const Block *block = html_block(page, (guint)page->title_block);
	g_autofree char *text = g_strndup(page->text->str + block->start, block->length);
	article->title = article_field(article, text);
}

void
html_complete_metadata(Article *article, const HtmlPage *page)
{
	split_title(article, page);
	set_title(article, page);
	if (!article->published)
		article->published = html_shown_date(page, article->arena, false);
	if (!article->modified)
		article->modified = html_shown_date(page, article->arena, true);
	if (!article->published)
		article->published = html_date_of_url(article->arena, article->url);
	if (!article->published)
		article->published = html_date_near_title(page, article->arena);
	if (!article->author) {
		g_autofree char *author = html_visible_author(page);

		article->author = article_field(article, author);
	}
}
