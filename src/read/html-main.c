/* Which blocks of a page are its article.
 *
 * Each paragraph counts for the element that holds it and, less and less, for those around it;
 * the element with most is the main one, so that the paragraphs of one text outweigh the
 * teasers of many.  What stands before the title counts less, what an element declares to be
 * the article more.  From there to the title, the main text goes on in elements like the main
 * one, in paragraphs of the same class and in those beside it. */
#include "read/html.h"

#include <string.h>

enum { LEVELS = 6, FIRST_PARAGRAPHS = 3, LEAST_JOINED = 3, FULL_BYTES = 100 };

/* Elements that are part of a text and do not hold one. */
static bool
is_container(const xmlNode *node)
{
	static const char *const parts[] = { "p",  "blockquote", "ul", "ol", "li",
		                             "dl", "dd",         "dt", "pre" };

	if (element_role(node) == ROLE_HEADING || element_role(node) == ROLE_INLINE)
		return false;
	for (unsigned i = 0; i < G_N_ELEMENTS(parts); i++)
		if (is_named(node, parts[i]))
			return false;
	return true;
}

xmlNode *
html_container(const HtmlPage *page, const Block *block)
{
	xmlNode *node = block->node;

	if (html_note(page, node)->n_own >= 2 && is_container(node))
		return node;
	for (node = node->parent; is_element(node) && !is_container(node);)
		node = node->parent;
	return is_element(node) ? node : block->node;
}

/* What the block's prose weighs in the choice of the main element. */
static uint64_t
weight(const HtmlPage *page, guint i)
{
	const Block *block = html_block(page, i);
	const Note *note = html_note(page, block->node);
	uint64_t own = block->kept ? html_prose(page, block) * 1000 : 0;

	if ((int)i < page->title_block)
		own /= 10;
	return note->article ? own * 3 / 2 : own;
}

static xmlNode *
best_container(HtmlPage *page)
{
	xmlNode *best = NULL;

	for (int pass = 0; pass < 2; pass++) {
		unsigned n = 0; /* paragraphs since the title */

		for (guint i = 0; i < page->blocks->len; i++) {
			uint64_t own = weight(page, i);

			if (own && (int)i > page->title_block && n++ < FIRST_PARAGRAPHS)
				own *= 2;
			xmlNode *node = own ? html_container(page, html_block(page, i)) : NULL;

			for (int level = 0; level < LEVELS && is_element(node); level++) {
				Note *note = html_note(page, node);

				if (pass == 0)
					note->score += note->declared ? 2 * own : own;
				else if (!best || note->score > html_note(page, best)->score)
					best = node;
				own = own * 7 / 10;
				node = node->parent;
			}
		}
	}
	return best;
}

/* The outermost element around it that declares itself the body without holding the title. */
static xmlNode *
declared_around(const HtmlPage *page, xmlNode *element)
{
	xmlNode *declared = element;

	for (xmlNode *node = element; is_element(node); node = node->parent) {
		const Note *note = html_note(page, node);

		if (note->titled)
			break;
		if (note->declared && !is_named(node, "main") && !is_named(node, "body"))
			declared = node;
	}
	return declared;
}

/* The class of most of the main element's paragraphs, 0 where they have none. */
static guint
usual_signature(const HtmlPage *page, const xmlNode *element)
{
	g_autoptr(GHashTable) weights = g_hash_table_new(NULL, NULL);
	size_t total = 0, most = 0;
	guint usual = 0;

	for (guint i = 0; i < page->blocks->len; i++) {
		const Block *block = html_block(page, i);
		size_t prose = block->kept ? html_prose(page, block) : 0;

		if (!prose || !is_within(block->node, element))
			continue;
		gpointer key = GUINT_TO_POINTER(html_signature(block->node));
		size_t sum = GPOINTER_TO_SIZE(g_hash_table_lookup(weights, key)) + prose;
		g_hash_table_insert(weights, key, GSIZE_TO_POINTER(sum));
		total += prose;
		if (sum > most) {
			most = sum;
			usual = GPOINTER_TO_UINT(key);
		}
	}
	return most * 10 >= total * 6 ? usual : 0;
}

/* Marks the way from the main element to the one that holds the title, too, or three levels. */
static void
mark_trail(const HtmlPage *page, xmlNode *element)
{
	xmlNode *child = NULL;
	int level = 0;

	for (xmlNode *node = element; is_element(node); node = node->parent) {
		Note *note = html_note(page, node);

		note->trail = true;
		note->trail_child = child;
		child = node;
		if (note->titled || (page->title_block == NO_BLOCK && ++level > LEAST_JOINED))
			break;
	}
}

/* A third of it is links. */
static bool
leads_away(const Note *note)
{
	return note->linked * 3 > note->bytes;
}

/* Whether the element is like the one on the trail: of the same class or, where both have none
 * and nothing declares where the text is, of the same name and full of prose. */
static bool
is_alike(const HtmlPage *page, xmlNode *beside, xmlNode *on_trail)
{
	const Note *note = html_note(page, beside), *other = html_note(page, on_trail);
	guint signature = html_signature(beside);

	if (signature != html_signature(on_trail) || leads_away(note))
		return false;
	return signature ||
	       (is_named(beside, (const char *)on_trail->name) && !note->form &&
	        !other->declared && note->n_prose && note->all >= note->n_prose * FULL_BYTES);
}

/* The element with which a block outside the main one goes on with its text; NULL where it does
 * not: one like that beside it, a paragraph of the usual class, or one that stands alone beside
 * the main element. */
static xmlNode *
goes_on(const HtmlPage *page, const xmlNode *element, const Block *block, guint usual)
{
	xmlNode *beside = block->node;

	while (is_element(beside->parent) && !html_note(page, beside->parent)->trail)
		beside = beside->parent;
	if (!is_element(beside->parent))
		return NULL;
	xmlNode *on_trail = html_note(page, beside->parent)->trail_child;
	if (on_trail && is_alike(page, beside, on_trail) &&
	    (on_trail == element || html_container(page, block) == beside ||
	     html_signature(html_container(page, block)) == html_signature(element))) {
		html_note(page, on_trail)->joined = true;
		return beside;
	}
	if (usual && html_signature(block->node) == usual)
		return block->node;
	if (!is_container(beside) || (beside == block->node && !usual))
		return beside;
	return NULL;
}

static void
join_parts(HtmlPage *page, xmlNode *element)
{
	guint usual = usual_signature(page, element);

	mark_trail(page, element);
	html_note(page, element)->joined = true;
	for (guint i = 0; i < page->blocks->len; i++) {
		const Block *block = html_block(page, i);
		bool outside = (int)i > page->title_block && block->kept &&
		               html_prose(page, block) && !html_is_joined(block) &&
		               !html_note(page, block->node)->trail;
		xmlNode *part = outside ? goes_on(page, element, block, usual) : NULL;

		if (part)
			html_note(page, part)->joined = true;
	}
}

bool
html_is_joined(const Block *block)
{
	for (const xmlNode *node = block->node; is_element(node); node = node->parent) {
		const Note *note = node->_private;

		if (note && note->joined)
			return true;
	}
	return false;
}

xmlNode *
html_main_element(HtmlPage *page)
{
	xmlNode *best = best_container(page);

	if (!best)
		return NULL;
	best = declared_around(page, best);
	join_parts(page, best);
	return best;
}
