/* Boxes in the main text, known by how they differ from the text around them: labels where that
 * has sentences, paragraphs without a class where its own have one. */
#include "read/html.h"

#include <string.h>

enum { LEAST_USUAL = 3, LEVELS = 3, CHILDREN = 8, CAPTION_BYTES = 400, USUAL_PERCENT = 60 };

typedef struct {
	HtmlPage *page;
	xmlNode *element;
	GHashTable *prosaic; /* signatures of the nodes of its prose */
	bool plain_divs;     /* some of its paragraphs are divs without a class */
	guint usual;         /* the class of nearly all its paragraphs, or 0 */
} Boxes;

/* Learns what the paragraphs of the main text look like. */
static void
learn(Boxes *boxes)
{
	g_autoptr(GHashTable) weights = g_hash_table_new(NULL, NULL);
	size_t total = 0, most = 0, n_usual = 0;

	for (guint i = 0; i < boxes->page->blocks->len; i++) {
		const Block *block = html_block(boxes->page, i);
		size_t prose = block->kept && block->kind == BLOCK_PARAGRAPH
		                   ? html_prose(boxes->page, block)
		                   : 0;

		if (!prose || !is_within(block->node, boxes->element))
			continue;
		gpointer key = GUINT_TO_POINTER(html_signature(block->node));
		size_t sum = GPOINTER_TO_SIZE(g_hash_table_lookup(weights, key)) + prose;
		g_hash_table_insert(weights, key, GSIZE_TO_POINTER(sum));
		total += prose;
		if (sum > most) {
			most = sum;
			boxes->usual = GPOINTER_TO_UINT(key);
		}
		boxes->plain_divs |= !key && !is_named(block->node, "p");
	}
	for (guint i = 0; i < boxes->page->blocks->len && boxes->usual; i++) {
		const Block *block = html_block(boxes->page, i);

		if (!block->kept || !html_prose(boxes->page, block) ||
		    html_signature(block->node) != boxes->usual)
			continue;
		n_usual++;
		html_note(boxes->page, html_container(boxes->page, block))->prosaic = true;
	}
	if (most * 100 < total * USUAL_PERCENT || n_usual < LEAST_USUAL)
		boxes->usual = 0;
}

/* Whether all in it is labels: no sentence, no item of a list, no row, not headings alone. */
static bool
is_label_box(const Note *note)
{
	return !note->n_prose && !note->n_sentences && !note->n_items && !note->n_rows;
}

/* A label in an element of its own, or in one with other labels. */
static bool
is_in_label_box(const Boxes *boxes, const Block *block)
{
	const xmlNode *node = block->node;

	if (boxes->plain_divs || block->kind != BLOCK_PARAGRAPH)
		return false;
	if (is_named(node, "p") || node == boxes->element)
		node = node->parent;
	return is_element(node) && node != boxes->element && node->_private &&
	       is_within(node, boxes->element) && is_label_box(node->_private);
}

/* A paragraph without a class, in an element that has none of the usual ones. */
static bool
is_odd(const Boxes *boxes, const Block *block)
{
	if (!boxes->usual || block->kind != BLOCK_PARAGRAPH || html_signature(block->node) ||
	    block->node == boxes->element)
		return false;
	if (!is_named(block->node, "p") && !is_named(block->node, "div"))
		return false;
	const xmlNode *container = html_container(boxes->page, block);
	for (const xmlNode *node = block->node->parent; node != container && is_element(node);
	     node = node->parent)
		if (is_named(node, "blockquote") || is_named(node, "li"))
			return false;
	return container != boxes->element &&
	       !html_note(boxes->page, (xmlNode *)container)->prosaic;
}

static bool
is_picture(const xmlNode *node)
{
	static const char *const names[] = { "img", "picture", "amp-img", "video", "noscript" };

	for (unsigned i = 0; i < G_N_ELEMENTS(names); i++)
		if (is_named(node, names[i]))
			return true;
	return false;
}

/* Whether one of the first few children is a picture. */
static bool
begins_with_picture(const xmlNode *node)
{
	int n = 0;

	for (const xmlNode *child = node->children; child && n < CHILDREN;
	     child = child->next, n++)
		if (is_element(child) && is_picture(child))
			return true;
	return false;
}

/* A line or two beside a picture, in no paragraph and under no heading. */
static bool
is_caption(const Boxes *boxes, const Block *block)
{
	const xmlNode *node = block->node;

	if (block->kind != BLOCK_PARAGRAPH || is_named(node, "p"))
		return false;
	for (int level = 0; level < LEVELS && is_element(node); level++, node = node->parent) {
		const Note *note = node->_private;

		if (node == boxes->element || !note || note->titled || note->n_headings ||
		    note->n_prose > 1 || note->bytes > CAPTION_BYTES)
			return false;
		if (begins_with_picture(node))
			return true;
	}
	return false;
}

/* Whether odd paragraphs are few enough to be boxes. */
static bool
are_odd_few(const Boxes *boxes)
{
	size_t odd = 0, all = 0;

	for (guint i = 0; i < boxes->page->blocks->len && boxes->usual; i++) {
		const Block *block = html_block(boxes->page, i);
		size_t prose = block->kept && is_within(block->node, boxes->element)
		                   ? html_prose(boxes->page, block)
		                   : 0;

		all += prose;
		odd += prose && is_odd(boxes, block) ? prose : 0;
	}
	return odd * 3 < all;
}

void
html_drop_boxes(HtmlPage *page, xmlNode *element)
{
	Boxes boxes = { .page = page, .element = element };

	learn(&boxes);
	if (!are_odd_few(&boxes))
		boxes.usual = 0;
	for (guint i = 0; i < page->blocks->len; i++) {
		Block *block = html_block(page, i);

		if (!block->kept || (int)i == page->title_block)
			continue;
		bool inside = is_within(block->node, element);
		if (is_caption(&boxes, block) ||
		    (inside && (is_in_label_box(&boxes, block) || is_odd(&boxes, block))))
			block->kept = false;
	}
}
