/* From the tree of a page to its blocks: one walk, white space as a browser shows it. */
#include "read/html.h"

#include <stdlib.h>
#include <string.h>

/* Sorted by name. */
static const struct {
	const char *name;
	ElementRole role;
} roles[] = {
	{ "address", ROLE_BLOCK },  { "applet", ROLE_SKIP },      { "article", ROLE_BLOCK },
	{ "aside", ROLE_ASIDE },    { "audio", ROLE_SKIP },       { "blockquote", ROLE_BLOCK },
	{ "body", ROLE_BLOCK },     { "br", ROLE_BREAK },         { "button", ROLE_SKIP },
	{ "canvas", ROLE_SKIP },    { "caption", ROLE_BLOCK },    { "center", ROLE_BLOCK },
	{ "datalist", ROLE_SKIP },  { "dd", ROLE_BLOCK },         { "details", ROLE_BLOCK },
	{ "dialog", ROLE_ASIDE },   { "dir", ROLE_BLOCK },        { "div", ROLE_BLOCK },
	{ "dl", ROLE_BLOCK },       { "dt", ROLE_BLOCK },         { "embed", ROLE_SKIP },
	{ "fieldset", ROLE_BLOCK }, { "figcaption", ROLE_ASIDE }, { "figure", ROLE_BLOCK },
	{ "footer", ROLE_ASIDE },   { "form", ROLE_BLOCK },       { "h1", ROLE_HEADING },
	{ "h2", ROLE_HEADING },     { "h3", ROLE_HEADING },       { "h4", ROLE_HEADING },
	{ "h5", ROLE_HEADING },     { "h6", ROLE_HEADING },       { "head", ROLE_SKIP },
	{ "header", ROLE_HEADER },  { "hr", ROLE_BLOCK },         { "iframe", ROLE_SKIP },
	{ "input", ROLE_SKIP },     { "label", ROLE_SKIP },       { "li", ROLE_ITEM },
	{ "link", ROLE_SKIP },      { "main", ROLE_BLOCK },       { "map", ROLE_SKIP },
	{ "math", ROLE_SKIP },      { "menu", ROLE_ASIDE },       { "meta", ROLE_SKIP },
	{ "nav", ROLE_ASIDE },      { "noframes", ROLE_SKIP },    { "noscript", ROLE_SKIP },
	{ "object", ROLE_SKIP },    { "ol", ROLE_BLOCK },         { "optgroup", ROLE_SKIP },
	{ "option", ROLE_SKIP },    { "p", ROLE_BLOCK },          { "pre", ROLE_BLOCK },
	{ "script", ROLE_SKIP },    { "section", ROLE_BLOCK },    { "select", ROLE_SKIP },
	{ "style", ROLE_SKIP },     { "summary", ROLE_BLOCK },    { "svg", ROLE_SKIP },
	{ "table", ROLE_TABLE },    { "tbody", ROLE_ROWS },       { "td", ROLE_CELL },
	{ "template", ROLE_SKIP },  { "textarea", ROLE_SKIP },    { "tfoot", ROLE_ROWS },
	{ "th", ROLE_CELL },        { "thead", ROLE_ROWS },       { "title", ROLE_SKIP },
	{ "tr", ROLE_ROW },         { "ul", ROLE_BLOCK },         { "video", ROLE_SKIP },
};

static int
compare_role(const void *key, const void *entry)
{
	return g_ascii_strcasecmp(key, *(const char *const *)entry);
}

ElementRole
element_role(const xmlNode *node)
{
	const void *found =
	    bsearch(node->name, roles, G_N_ELEMENTS(roles), sizeof *roles, compare_role);

	return found ? roles[(const typeof(roles[0]) *)found - roles].role : ROLE_INLINE;
}

const char *
attribute(const xmlNode *node, const char *name)
{
	for (const xmlAttr *at = node->properties; at; at = at->next)
		if (g_ascii_strcasecmp((const char *)at->name, name) == 0)
			return at->children && at->children->content
			           ? (const char *)at->children->content
			           : "";
	return NULL;
}

enum { SHORT_LINE = 60 }; /* bytes */

typedef struct {
	xmlNode *node; /* the element whose text is being gathered */
	BlockKind kind;
	int level;
	bool in_link, in_time, preformatted;
	size_t inline_start; /* where the innermost inline element's text begins */
	xmlNode *hider;
	bool data_table; /* in one: a block a row, cells set off by bars */
} Context;

typedef struct {
	HtmlPage *page;
	Context now;
	size_t start, linked, timed; /* of the block being gathered */
	size_t line;                 /* where its last line begins */
	size_t styled;               /* where a line ended that is one element */
	bool space, broken;          /* before the next word; broken: a br came last */
} Walk;

static void
flush(Walk *walk)
{
	GString *text = walk->page->text;
	Block block = { .kind = walk->now.kind,
		        .level = walk->now.level,
		        .node = walk->now.node,
		        .hider = walk->now.hider,
		        .start = walk->start,
		        .length = text->len - walk->start,
		        .linked = walk->linked,
		        .timed = walk->timed };

	if (block.length)
		g_array_append_val(walk->page->blocks, block);
	walk->start = walk->line = text->len;
	walk->linked = walk->timed = 0;
	walk->space = walk->broken = false;
}

static bool
at_sentence_end(const Walk *walk)
{
	const GString *text = walk->page->text;
	size_t end = text->len;

	while (end > walk->start &&
	       (strchr("\"')", text->str[end - 1]) || (guchar)text->str[end - 1] >= 0x80))
		end--;
	return end > walk->start && strchr(".!?:", text->str[end - 1]);
}

/* A line break ends a paragraph where another follows, a sentence ended before it or its line
 * is one element and short. */
static void
break_line(Walk *walk)
{
	bool styled =
	    walk->styled == walk->page->text->len && walk->styled - walk->line < SHORT_LINE;

	if (walk->broken || styled || at_sentence_end(walk)) {
		flush(walk);
		walk->broken = true;
	} else
		walk->broken = walk->space = true;
}

/* A single line break parts two paragraphs, too, where the line above is too short to have been
 * broken for its length and the next begins with a capital or a figure: title, byline, date. */
static void
after_break(Walk *walk, const char *word)
{
	const GString *text = walk->page->text;
	gunichar c = g_utf8_get_char(word);

	if (text->len - walk->line < SHORT_LINE &&
	    (g_unichar_isupper(c) || g_ascii_isdigit(*word)))
		flush(walk);
	walk->line = text->len;
}

static void
add_text(Walk *walk, const char *content)
{
	GString *text = walk->page->text;

	for (const char *at = content; *at;) {
		size_t blanks = strspn(at, " \t\r\n\f");

		if (blanks) {
			const char *feed =
			    walk->now.preformatted ? memchr(at, '\n', blanks) : NULL;

			at += blanks;
			if (feed && memchr(feed + 1, '\n', (size_t)(at - feed - 1)))
				flush(walk);
			walk->space = true;
			continue;
		}
		size_t length = strcspn(at, " \t\r\n\f");
		if (walk->broken && text->len > walk->start)
			after_break(walk, at);
		size_t before = text->len;
		if (walk->space && text->len > walk->start)
			g_string_append_c(text, ' ');
		walk->space = walk->broken = false;
		g_string_append_len(text, at, (gssize)length);
		walk->linked += walk->now.in_link ? text->len - before : 0;
		walk->timed += walk->now.in_time ? text->len - before : 0;
		at += length;
	}
}

typedef struct {
	size_t n_rows, n_cells, bytes;
} Grid;

/* Counts what is in a table; false where a cell holds more than a line of text. */
static bool
measure_grid(const xmlNode *node, Grid *grid)
{
	for (const xmlNode *child = node->children; child; child = child->next) {
		if (child->type == XML_TEXT_NODE && child->content)
			grid->bytes += strlen((const char *)child->content);
		if (child->type != XML_ELEMENT_NODE)
			continue;
		ElementRole role = element_role(child);
		grid->n_rows += role == ROLE_ROW;
		grid->n_cells += role == ROLE_CELL;
		if (role == ROLE_BLOCK && !is_named(child, "p") && !is_named(child, "caption"))
			return false;
		if (role == ROLE_TABLE || role == ROLE_HEADING || role == ROLE_ITEM ||
		    role >= ROLE_ASIDE)
			return false;
		if (!measure_grid(child, grid))
			return false;
	}
	return true;
}

/* A table of data has two rows or more of two short cells or more; any other lays out a page.
 */
static bool
is_data_table(const xmlNode *node)
{
	Grid grid = { 0, 0, 0 };

	return measure_grid(node, &grid) && grid.n_rows >= 2 &&
	       grid.n_cells >= 2 * grid.n_rows && grid.bytes <= 80 * grid.n_cells;
}

static bool
is_hidden(const xmlNode *node)
{
	const char *style = attribute(node, "style"),
		   *off = style ? strstr(style, "display") : NULL;

	if (off) {
		off += strlen("display");
		off += strspn(off, " :");
	}
	return attribute(node, "hidden") || (off && g_str_has_prefix(off, "none"));
}

/* A link that leaves the page; what has no address or one on this page marks a place. */
static bool
leads_elsewhere(const xmlNode *node)
{
	const char *address = is_named(node, "a") ? attribute(node, "href") : NULL;

	return address && *address && (*address != '#' || !address[1]);
}

/* Two elements without a space between them whose words run together: a style sheet keeps them
 * apart. */
static void
part_neighbours(Walk *walk, const xmlNode *node)
{
	const GString *text = walk->page->text;
	const xmlNode *before = node->prev;

	if (!before || before->type != XML_ELEMENT_NODE || walk->space ||
	    text->len == walk->start || text->len - walk->line >= SHORT_LINE ||
	    strcmp((const char *)before->name, (const char *)node->name) != 0 ||
	    !node->children)
		return;
	const xmlNode *first = node->children;
	while (first->type == XML_ELEMENT_NODE && first->children)
		first = first->children;
	const char *next = first->type == XML_TEXT_NODE ? (const char *)first->content : NULL;
	char last = text->str[text->len - 1];
	if (next && (g_ascii_islower(last) || g_ascii_isdigit(last)) &&
	    (g_ascii_isupper(*next) || g_ascii_isdigit(*next)))
		flush(walk);
}

/* The mark of a note. */
static bool
holds_link(const xmlNode *node)
{
	for (const xmlNode *child = node->children; child; child = child->next)
		if (child->type == XML_ELEMENT_NODE && is_named(child, "a"))
			return true;
	return false;
}

/* Words in a paragraph that only screen readers say, and marks of notes. */
static bool
is_for_machines(const Walk *walk, const xmlNode *node, ElementRole role)
{
	if (is_named(node, "sup") && walk->page->text->len > walk->start)
		return holds_link(node);
	return role == ROLE_INLINE && attribute(node, "class") &&
	       html_name_effect(node, walk->page->lexicon) == EFFECT_HIDDEN;
}

static void
begin_element(Walk *walk, xmlNode *node, ElementRole role)
{
	Context *now = &walk->now;

	if (role == ROLE_INLINE) {
		part_neighbours(walk, node);
		now->inline_start = walk->page->text->len;
		now->in_link |= leads_elsewhere(node);
		now->in_time |= is_named(node, "time");
		if (is_named(node, "q"))
			add_text(walk, "\"");
		return;
	}
	if (now->data_table && role != ROLE_ROW) {
		if (role == ROLE_CELL && walk->page->text->len > walk->start)
			g_string_append(walk->page->text, " |");
		walk->space = true;
		return;
	}
	flush(walk);
	now->node = node;
	now->preformatted |= is_named(node, "pre");
	now->data_table |= role == ROLE_TABLE && is_data_table(node);
	if (role == ROLE_HEADING) {
		now->kind = BLOCK_HEADING;
		now->level = node->name[1] - '0';
	} else if (role == ROLE_ITEM)
		now->kind = BLOCK_ITEM;
	else if (now->data_table)
		now->kind = BLOCK_ROW;
}

static void
end_element(Walk *walk, const xmlNode *node, ElementRole role, const Context *outer)
{
	if (role == ROLE_INLINE) {
		if (is_named(node, "q"))
			g_string_append_c(walk->page->text, '"');
		if (walk->now.inline_start <= walk->line)
			walk->styled = walk->page->text->len;
	} else if (outer->data_table && role != ROLE_ROW)
		walk->space = true;
	else
		flush(walk);
	if (walk->now.hider != outer->hider)
		flush(walk);
	walk->now = *outer;
}

/* Recursion is as deep as the tree, which the parser keeps within MAX_DEPTH. */
static void
walk_node(Walk *walk, xmlNode *node)
{
	if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) {
		if (node->content)
			add_text(walk, (const char *)node->content);
		return;
	}
	if (node->type != XML_ELEMENT_NODE)
		return;
	ElementRole role = element_role(node);
	if (role == ROLE_SKIP && walk->now.kind == BLOCK_HEADING && is_named(node, "button"))
		role = ROLE_INLINE; /* a heading that unfolds what is below it */
	if (role == ROLE_SKIP || is_for_machines(walk, node, role))
		return;
	if (role == ROLE_BREAK) {
		break_line(walk);
		return;
	}
	const Context outer = walk->now;
	if (!walk->now.hider && is_hidden(node)) {
		if (role == ROLE_INLINE)
			return;
		flush(walk);
		walk->now.hider = node;
	}
	begin_element(walk, node, role);
	for (xmlNode *child = node->children; child; child = child->next)
		walk_node(walk, child);
	end_element(walk, node, role, &outer);
}

void
html_collect_blocks(HtmlPage *page)
{
	xmlNode *root = xmlDocGetRootElement(page->document);
	Walk walk = { .page = page, .now = { .node = root, .kind = BLOCK_PARAGRAPH } };

	for (xmlNode *child = root ? root->children : NULL; child; child = child->next)
		walk_node(&walk, child);
	flush(&walk);
}
