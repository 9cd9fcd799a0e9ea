/* Which blocks of a page are its article.
 *
 * Prose weighs by its bytes outside links.  Elements that say of themselves that they are
 * something else (nav, aside, a class in the lexicon) are dropped, unless half of the page's
 * prose is in them.  The article is the deepest element that holds most of what is left: one
 * that declares itself, else found by going down from the body while one child holds three
 * quarters and no paragraph lies beside it. */
#include "read/html.h"
#include "read/phrases.h"
#include "read/reader.h"

#include <string.h>

enum { PROSE_BYTES = 40 };

static Note *
note_of(const HtmlPage *page, xmlNode *node)
{
	if (!node->_private)
		node->_private = arena_new0(page->arena, Note, 1);
	return node->_private;
}

static size_t
weight(const Block *block)
{
	size_t own = block->length - block->linked;

	if (block->kind == BLOCK_HEADING || block->length < PROSE_BYTES ||
	    own * 2 < block->length)
		return 0;
	return own;
}

static bool
is_element(const xmlNode *node)
{
	return node && node->type == XML_ELEMENT_NODE;
}

/* The class and id in words: "relatedPosts" is two. */
static char *
class_words(const xmlNode *node)
{
	const char *class = attribute(node, "class"), *id = attribute(node, "id");
	GString *words = g_string_new(NULL);
	g_autofree char *both =
	    g_strdup_printf("%.200s %.100s", class ? class : "", id ? id : "");

	for (const char *at = both; *at; at++) {
		if (g_ascii_isupper(*at) && at > both && g_ascii_islower(at[-1]))
			g_string_append_c(words, ' ');
		g_string_append_c(words, *at);
	}
	return g_string_free(words, FALSE);
}

/* What the element's class and id say of it: EFFECT_KEEP, EFFECT_AUTHOR or EFFECT_DROP. */
static Effect
class_effect(const xmlNode *node, const Lexicon *lexicon)
{
	const Phrases phrases = phrases_of(lexicon);
	g_autofree char *words = class_words(node);
	Effect effect = EFFECT_NONE;
	Tokens tokens;
	uint32_t end;

	phrases_tokens(&phrases, &tokens, words, strlen(words));
	for (uint32_t at = 0; at < tokens.n; at++) {
		Effect here = phrases_match(&phrases, &tokens, at, 1u << PLACE_CLASS, &end);

		effect = MAX(effect, here);
	}
	return effect;
}

static bool
has_role_aside(const xmlNode *node)
{
	static const char *const roles[] = { "navigation",    "banner",  "contentinfo",
		                             "complementary", "search",  "dialog",
		                             "alertdialog",   "menu",    "toolbar",
		                             "button",        "tooltip", "alert" };
	const char *role = attribute(node, "role");

	for (unsigned i = 0; role && i < G_N_ELEMENTS(roles); i++)
		if (g_ascii_strcasecmp(role, roles[i]) == 0)
			return true;
	return false;
}

static bool
has_ancestor(const xmlNode *node, const char *name)
{
	for (node = node->parent; is_element(node); node = node->parent)
		if (strcmp((const char *)node->name, name) == 0)
			return true;
	return false;
}

/* Whether the element by itself is no part of the article. */
static bool
is_aside(xmlNode *node, Note *note, const Lexicon *lexicon, size_t total)
{
	const char *name = (const char *)node->name, *property = attribute(node, "itemprop");
	ElementRole role = element_role(node);
	Effect effect = class_effect(node, lexicon);

	note->byline = effect == EFFECT_AUTHOR;
	note->declared =
	    effect == EFFECT_KEEP || (property && strcmp(property, "articleBody") == 0);
	if (strcmp(name, "body") == 0 || strcmp(name, "main") == 0 ||
	    strcmp(name, "article") == 0)
		return false;
	if (note->all * 2 >= total && total)
		return false;
	if (role == ROLE_HEADER)
		return !has_ancestor(node, "article") && !has_ancestor(node, "main");
	return role == ROLE_ASIDE || effect == EFFECT_DROP || effect == EFFECT_AUTHOR ||
	       has_role_aside(node);
}

/* Settles the fate of the element and of those around it; dropped ones drop what is in them. */
static bool
is_dropped(const HtmlPage *page, xmlNode *node, const Lexicon *lexicon, size_t total)
{
	if (!is_element(node))
		return false;
	Note *note = note_of(page, node);
	if (note->fate == FATE_UNKNOWN) {
		bool dropped = is_dropped(page, node->parent, lexicon, total) ||
		               is_aside(node, note, lexicon, total);
		note->fate = dropped ? FATE_DROPPED : FATE_STAYS;
	}
	return note->fate == FATE_DROPPED;
}

static size_t
weigh_all(const HtmlPage *page)
{
	size_t total = 0;

	for (guint i = 0; i < page->blocks->len; i++) {
		const Block *block = &g_array_index(page->blocks, Block, i);
		size_t own = weight(block);

		total += own;
		for (xmlNode *node = block->node; is_element(node); node = node->parent)
			note_of(page, node)->all += own;
	}
	return total;
}

static void
weigh_good(const HtmlPage *page, const Lexicon *lexicon, size_t total)
{
	for (guint i = 0; i < page->blocks->len; i++) {
		Block *block = &g_array_index(page->blocks, Block, i);
		size_t own = weight(block);

		block->kept = !is_dropped(page, block->node, lexicon, total);
		if (!block->kept)
			continue;
		for (xmlNode *node = block->node; is_element(node); node = node->parent)
			note_of(page, node)->good += own;
	}
}

static bool
is_container(const xmlNode *node)
{
	ElementRole role = element_role(node);
	const char *name = (const char *)node->name;

	return role != ROLE_HEADING && role != ROLE_ITEM && strcmp(name, "p") != 0 &&
	       strcmp(name, "blockquote") != 0 && strcmp(name, "ul") != 0 &&
	       strcmp(name, "ol") != 0;
}

static size_t
good(const xmlNode *node)
{
	const Note *note = node->_private;

	return note && note->fate == FATE_STAYS ? note->good : 0;
}

/* The child to go down to, NULL to stay: it has three quarters of the prose and is not beside
 * paragraphs of the same text. */
static xmlNode *
child_with_most(const xmlNode *node)
{
	xmlNode *best = NULL;
	bool paragraphs = false;

	for (xmlNode *child = node->children; child; child = child->next) {
		if (!is_element(child) || !good(child))
			continue;
		if (!is_container(child))
			paragraphs = true;
		else if (!best || good(child) > good(best))
			best = child;
	}
	if (!best || paragraphs || good(best) * 4 < good(node) * 3)
		return NULL;
	return best;
}

/* The outermost element that declares itself the article's body and has a third of the prose;
 * of several the one with most. */
static xmlNode *
declared_body(xmlNode *root)
{
	xmlNode *best = NULL;

	for (xmlNode *node = root; node;) {
		const Note *note = is_element(node) ? node->_private : NULL;
		bool found =
		    note && note->declared && good(node) * 3 >= good(root) && good(node);

		if (found && (!best || good(node) > good(best)))
			best = node;
		if (!found && note && node->children) {
			node = node->children;
			continue;
		}
		while (node != root && !node->next)
			node = node->parent;
		node = node == root ? NULL : node->next;
	}
	return best;
}

static bool
holds_heading_one(const xmlNode *node)
{
	for (const xmlNode *child = node->children; child; child = child->next)
		if (is_element(child) &&
		    (strcmp((const char *)child->name, "h1") == 0 || holds_heading_one(child)))
			return true;
	return false;
}

/* Of several whole articles side by side, each under its own h1, the first is the page's. */
static xmlNode *
first_of_several(xmlNode *node)
{
	xmlNode *first = NULL;
	unsigned n = 0;

	for (xmlNode *child = node->children; child; child = child->next) {
		if (!is_element(child) || strcmp((const char *)child->name, "article") != 0 ||
		    !good(child) || !holds_heading_one(child))
			continue;
		first = first ? first : child;
		n++;
	}
	return n > 1 ? first : node;
}

static xmlNode *
main_element(const HtmlPage *page)
{
	xmlNode *node = xmlDocGetRootElement(page->document), *declared, *child;

	if (!node || !good(node))
		return NULL;
	if ((declared = declared_body(node)))
		return declared;
	while ((child = child_with_most(node)))
		node = child;
	return first_of_several(node);
}

static bool
is_within(const xmlNode *node, const xmlNode *ancestor)
{
	while (node && node != ancestor)
		node = node->parent;
	return node != NULL;
}

/* Whether the text begins with the same letters and digits, whatever stands between them. */
static bool
begins_with(const char *text, const char *end, const char *start, size_t length)
{
	const char *start_end = start + length;

	for (;;) {
		while (text < end && !g_ascii_isalnum(*text))
			text++;
		while (start < start_end && !g_ascii_isalnum(*start))
			start++;
		if (start == start_end)
			return true;
		if (text == end || g_ascii_tolower(*text++) != g_ascii_tolower(*start++))
			return false;
	}
}

/* Whether the heading is the article's: it says the title, give or take an outlet's name after
 * it, or it is the one of the first level and several words. */
static bool
is_title(const HtmlPage *page, const Block *block)
{
	const char *text = page->text->str + block->start;
	size_t spaces = 0;

	if (block->kind != BLOCK_HEADING || block->level > 2)
		return false;
	for (size_t i = 0; i < block->length; i++)
		spaces += text[i] == ' ';
	if (block->level == 1 && block->kept && spaces >= 3)
		return true;
	return page->title && spaces &&
	       begins_with(page->title, page->title + strlen(page->title), text, block->length);
}

/* Mostly a link, and no sentence: it leads to another page. */
static bool
is_link(const HtmlPage *page, const Block *block)
{
	char last = page->text->str[block->start + block->length - 1];
	size_t own = block->length - block->linked;

	if (block->kind == BLOCK_HEADING || !block->linked)
		return false;
	return own * 5 < block->length || (own * 5 < block->length * 2 && !strchr(".!?", last));
}

/* A heading with nothing left under it announced what was dropped. */
static void
drop_orphan_headings(HtmlPage *page, guint after)
{
	const int text = 7;
	int below = 0; /* the level of what is kept next, `text` for text, 0 for the end */
	bool lost = false;

	for (guint i = page->blocks->len; i-- > after;) {
		Block *block = &g_array_index(page->blocks, Block, i);

		if (!block->kept) {
			lost = true;
			continue;
		}
		if (block->kind == BLOCK_HEADING && lost && below <= block->level) {
			block->kept = false;
			continue;
		}
		below = block->kind == BLOCK_HEADING ? block->level : text;
		lost = false;
	}
}

void
html_find_main(HtmlPage *page, const Lexicon *lexicon)
{
	size_t total = weigh_all(page);
	guint title = 0;
	bool titled = false, inside = false;

	weigh_good(page, lexicon, total);
	xmlNode *element = main_element(page);
	for (guint i = 0; i < page->blocks->len; i++) {
		Block *block = &g_array_index(page->blocks, Block, i);
		bool title_here = !titled && is_title(page, block);

		if (title_here) {
			title = i;
			titled = true;
		}
		bool within = !element || is_within(block->node, element);
		inside |= within;
		/* what stands between the title and the main text introduces it */
		bool leads = titled && !inside && !block->linked &&
		             (weight(block) || block->kind == BLOCK_ITEM);
		block->kept =
		    title_here || (block->kept && (within || leads) && !is_link(page, block));
	}
	drop_orphan_headings(page, titled ? title + 1 : 0);
}
