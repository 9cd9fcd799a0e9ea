/* What a page shows of its date and author, for want of metadata: time elements, its address,
 * the lines around its title. */
#include "read/clean.h"
#include "read/html.h"
#include "read/reader.h"

#include <string.h>

enum {
	LINES_ABOVE = 4,
	LINES_BELOW = 8,
	LINES_AFTER = 4,
	LINE_BYTES = 160,
	MAX_URL_BYTES = 1000
};

/* How deep the element in which both stand lies; the deeper, the nearer they are. */
static unsigned
depth_of_meeting(const xmlNode *node)
{
	const xmlNode *meeting = node;
	unsigned depth = 0;

	while (is_element(meeting) &&
	       !(meeting->_private && ((Note *)meeting->_private)->titled))
		meeting = meeting->parent;
	for (; is_element(meeting); meeting = meeting->parent)
		depth++;
	return depth;
}

/* Whether a time element's class, or that of the one around it, tells of a change. */
static bool
is_of_change(const xmlNode *node)
{
	for (int i = 0; i < 2 && is_element(node); i++, node = node->parent) {
		const char *class = attribute(node, "class");

		if (class && (strstr(class, "update") || strstr(class, "modif")))
			return true;
	}
	return false;
}

static const char *
date_of(const xmlNode *node, Arena *arena)
{
	const char *moment = attribute(node, "datetime");
	g_autofree char *content = moment ? NULL : html_short_text(node, LINE_BYTES);

	if (!moment && !content)
		return NULL;
	return date_to_iso(arena, moment ? moment : content);
}

/* The last paragraph of the main text; NO_BLOCK where there is none. */
static int
last_kept(const HtmlPage *page)
{
	for (guint i = page->blocks->len; i-- > 0;)
		if (html_block(page, i)->kept && html_prose(page, html_block(page, i)))
			return (int)i;
	return NO_BLOCK;
}

typedef struct {
	Arena *arena;
	const Lexicon *lexicon;
	bool modified;    /* look for the date of a change */
	unsigned deepest; /* of the best so far */
	const char *best;
} Search;

static void
look_at_time(Search *search, xmlNode *node)
{
	if (!is_named(node, "time") || is_of_change(node) != search->modified)
		return;
	unsigned depth = depth_of_meeting(node);
	const char *date = depth > search->deepest ? date_of(node, search->arena) : NULL;
	if (date) {
		search->best = date;
		search->deepest = depth;
	}
}

static void
look_at_author(Search *search, xmlNode *node)
{
	if (html_name_effect(node, search->lexicon) != EFFECT_AUTHOR)
		return;
	unsigned depth = depth_of_meeting(node);
	g_autofree char *text =
	    depth > search->deepest ? html_short_text(node, LINE_BYTES) : NULL;
	if (!text)
		return;
	g_strstrip(g_strdelimit(text, "\t\r\n", ' '));
	g_autofree char *name = html_byline_author(text, strlen(text), true, search->lexicon);
	if (name) {
		search->best = arena_strdup(search->arena, name);
		search->deepest = depth;
	}
}

/* Looks at each element of the page down to the end of its main text. */
static void
search_page(const HtmlPage *page, Search *search, void (*look)(Search *, xmlNode *))
{
	xmlNode *root = xmlDocGetRootElement(page->document);
	int last = last_kept(page);
	const xmlNode *end = last == NO_BLOCK ? root : html_block(page, (guint)last)->node;

	while (end != root && !end->next)
		end = end->parent;
	end = end == root ? NULL : end->next;
	for (xmlNode *node = root; node && node != end; node = xml_next(node, root))
		if (is_element(node))
			look(search, node);
}

const char *
html_shown_date(const HtmlPage *page, Arena *arena, bool modified)
{
	Search search = { .arena = arena, .modified = modified };

	search_page(page, &search, look_at_time);
	return search.best;
}

const char *
html_date_of_url(Arena *arena, const char *url)
{
	g_autofree char *start = g_strndup(url ? url : "", MAX_URL_BYTES);
	const char *path = strstr(start, "//");

	for (const char *at = path ? strchr(path + 2, '/') : NULL; at && *at; at++) {
		int year, month, day, end = 0;
		char name[4] = "";

		if (!strchr("/-_", *at) || !g_ascii_isdigit(at[1]))
			continue;
		bool numbers = sscanf(at + 1, "%4d%*1[-/_]%2d%*1[-/_]%2d%n", &year, &month,
		                      &day, &end) == 3;
		if (numbers && end && !g_ascii_isdigit(at[1 + end]) && year > 1990 &&
		    year < 2100) {
			g_autofree char *text =
			    g_strdup_printf("%04d-%02d-%02d", year, month, day);

			return date_to_iso(arena, text);
		}
		if (sscanf(at + 1, "%4d/%3[a-z]/%2d", &year, name, &day) == 3 &&
		    strlen(name) == 3) {
			g_autofree char *text = g_strdup_printf("%d %s %d", day, name, year);

			return date_to_iso(arena, text);
		}
	}
	return NULL;
}

/* The blocks around the title and after the text, of which each is shown to `look` until it
 * answers; without a title, those at the page's start. */
static char *
look_around(const HtmlPage *page, char *(*look)(const HtmlPage *page, const Block *block))
{
	int title = page->title_block == NO_BLOCK ? LINES_ABOVE : page->title_block;

	for (int i = 1; i <= LINES_BELOW + LINES_ABOVE + LINES_AFTER; i++) {
		int at = i <= LINES_BELOW ? title + i
		         : i <= LINES_BELOW + LINES_ABOVE
		             ? title + LINES_BELOW - i
		             : last_kept(page) + i - LINES_BELOW - LINES_ABOVE;
		const Block *block =
		    at >= 0 && at < (int)page->blocks->len ? html_block(page, (guint)at) : NULL;
		char *found = block && block->length <= LINE_BYTES ? look(page, block) : NULL;

		if (found)
			return found;
	}
	return NULL;
}

static bool
has_year(const char *text)
{
	for (const char *at = text; *at; at++)
		if ((at == text || !g_ascii_isdigit(at[-1])) && strspn(at, "0123456789") == 4 &&
		    (strncmp(at, "19", 2) == 0 || strncmp(at, "20", 2) == 0))
			return true;
	return false;
}

static char *
date_in(const HtmlPage *page, const Block *block)
{
	g_autofree char *text = g_strndup(page->text->str + block->start, block->length);
	bool line =
	    block->kind == BLOCK_PARAGRAPH && (!block->kept || !html_prose(page, block));

	if (!line || !has_year(text))
		return NULL;
	for (const char *at = text; *at; at++) {
		bool starts = at == text || !g_ascii_isalnum(at[-1]);
		const char *date = starts && (g_ascii_isdigit(*at) || g_ascii_isupper(*at))
		                       ? date_to_iso(page->arena, at)
		                       : NULL;

		if (date)
			return g_strdup(date);
	}
	return NULL;
}

const char *
html_date_near_title(const HtmlPage *page, Arena *arena)
{
	g_autofree char *date = look_around(page, date_in);

	return arena_strdup(arena, date);
}

static char *
author_in(const HtmlPage *page, const Block *block)
{
	const xmlNode *parent = block->node->parent;
	const Note *note = block->node->_private,
		   *around = is_element(parent) ? parent->_private : NULL;
	bool byline = (note && note->byline) || (around && around->byline);

	return html_byline_author(page->text->str + block->start, block->length, byline,
	                          page->lexicon);
}

char *
html_visible_author(const HtmlPage *page)
{
	Search search = { .arena = page->arena, .lexicon = page->lexicon };
	char *author = look_around(page, author_in);

	if (author)
		return author;
	search_page(page, &search, look_at_author);
	return g_strdup(search.best);
}
