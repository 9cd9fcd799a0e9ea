/* From the main element to the blocks of the article. */
#include "read/html.h"

#include <string.h>

enum { SHORT_WORDS = 3, STAMP_WORDS = 16, LINKED_BYTES = 120 };

/* Mostly a link, and no sentence: it leads to another page.  An item of a list under a heading
 * may be one that the article names. */
static bool
is_link(const HtmlPage *page, const Block *block, const Block *before)
{
	size_t own = block->length - block->linked;
	const char *text = page->text->str + block->start;

	if (block->kind == BLOCK_HEADING || !block->linked)
		return false;
	if (block->kind == BLOCK_ITEM && before &&
	    (before->kind == BLOCK_HEADING || before->kind == BLOCK_ITEM)) {
		size_t spaces = 0;

		for (size_t i = 0; i < block->length; i++)
			spaces += text[i] == ' ';
		if (spaces < SHORT_WORDS)
			return false;
	}
	if (own * 5 < block->length)
		return !html_ends_sentence(page, block) ||
		       (block->length < LINKED_BYTES &&
		        !g_strstr_len(text, (gssize)block->length, ". "));
	return own * 5 < block->length * 2 && !html_ends_sentence(page, block);
}

/* A heading with nothing left under it announced what was dropped. */
static void
drop_orphan_headings(HtmlPage *page, guint after)
{
	const int text = 7;
	int below = 0; /* the level of what is kept next, `text` for text, 0 for the end */
	bool lost = false;

	for (guint i = page->blocks->len; i-- > after;) {
		Block *block = html_block(page, i);

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

/* Drops headings of elements in which nothing else is left. */
static void
drop_headings_of_boxes(HtmlPage *page, guint after)
{
	for (guint i = after; i < page->blocks->len; i++) {
		const Block *block = html_block(page, i);
		xmlNode *node =
		    block->kept && block->kind != BLOCK_HEADING ? block->node : NULL;

		for (; is_element(node) && !html_note(page, node)->alive; node = node->parent)
			html_note(page, node)->alive = true;
	}
	for (guint i = after; i + 1 < page->blocks->len; i++) {
		Block *block = html_block(page, i);
		const xmlNode *box = block->node->parent;
		const Note *note = is_element(box) ? box->_private : NULL;

		if (block->kind == BLOCK_HEADING && note && !note->alive && !note->joined &&
		    !note->titled && !html_block(page, i + 1)->kept &&
		    html_block(page, i + 1)->kind != BLOCK_HEADING)
			block->kept = false;
	}
}

typedef struct {
	unsigned n_words;
	bool dated; /* a year or a time of day among them */
} Look;

static Look
look_of(const char *text, size_t length)
{
	Look look = { length > 0, false };

	for (size_t i = 0; i < length; i++) {
		look.n_words += text[i] == ' ';
		size_t digits = 0;
		while (i + digits < length && g_ascii_isdigit(text[i + digits]))
			digits++;
		if (digits == 4 && (text[i] == '1' || text[i] == '2'))
			look.dated = true;
		if (digits && digits <= 2 && i + digits + 2 < length &&
		    strchr(":.", text[i + digits]) && g_ascii_isdigit(text[i + digits + 1]) &&
		    g_ascii_isdigit(text[i + digits + 2]))
			look.dated = true;
		i += digits ? digits - 1 : 0;
	}
	return look;
}

/* What stands between a title and its text and is no part of either: a date, a name, a label.
 */
static bool
is_furniture(const HtmlPage *page, const Block *block)
{
	const char *text = page->text->str + block->start;
	Look look = look_of(text, block->length);

	if (block->kind == BLOCK_ITEM)
		return look.dated && look.n_words <= STAMP_WORDS / 2 &&
		       !html_ends_sentence(page, block);
	if (block->kind != BLOCK_PARAGRAPH)
		return false;
	if (block->timed * 2 > block->length ||
	    (page->author && block->length < 80 &&
	     g_strstr_len(text, (gssize)block->length, page->author)))
		return true;
	if (html_ends_sentence(page, block) && look.n_words > SHORT_WORDS)
		return false;
	return look.n_words <= SHORT_WORDS || (look.dated && look.n_words <= STAMP_WORDS);
}

/* What introduces the text before its element begins. */
static bool
introduces(const HtmlPage *page, const Block *block, guint after_title)
{
	if (block->linked * 2 > block->length || block->hider)
		return false;
	if (block->kind == BLOCK_HEADING)
		return after_title <= 2 && block->length > 20;
	return html_prose(page, block) || block->kind == BLOCK_ITEM ||
	       (!is_furniture(page, block) &&
	        look_of(page->text->str + block->start, block->length).n_words > 4);
}

static bool
is_on_trail(const Block *block)
{
	for (const xmlNode *node = block->node; is_element(node); node = node->parent) {
		const Note *note = node->_private;

		if (note && note->trail)
			return true;
	}
	return false;
}

/* Says the title again. */
static bool
is_title_again(const HtmlPage *page, const Block *block)
{
	const Block *title = html_block(page, (guint)page->title_block);
	const char *text = page->text->str;

	return block->length < title->length * 2 &&
	       html_same_words(text + title->start, title->length, text + block->start,
	                       block->length);
}

/* Whether most of the main text follows the title; else what was taken for one is none. */
static bool
is_title_above(const HtmlPage *page)
{
	size_t above = 0, below = 0;

	for (guint i = 0; i < page->blocks->len; i++) {
		const Block *block = html_block(page, i);

		if (block->kept && html_is_joined(block))
			*((int)i < page->title_block ? &above : &below) +=
			    html_prose(page, block);
	}
	return below >= above;
}

/* A page of which nothing else was found is all its prose. */
static void
keep_prose(HtmlPage *page)
{
	for (guint i = 0; i < page->blocks->len; i++) {
		Block *block = html_block(page, i);

		block->kept |= html_prose(page, block) > 0;
	}
}

void
html_find_main(HtmlPage *page)
{
	html_find_title(page);
	html_drop_asides(page);
	xmlNode *element = html_main_element(page);
	if (element)
		html_drop_boxes(page, element);
	if (page->title_block != NO_BLOCK && element && !is_title_above(page))
		page->title_block = NO_BLOCK;
	bool titled = page->title_block != NO_BLOCK, inside = false, begun = false;
	const Block *before = NULL;
	for (guint i = 0; i < page->blocks->len; i++) {
		Block *block = html_block(page, i);
		int after_title = (int)i - page->title_block;

		if (titled && after_title <= 0) {
			block->kept = after_title == 0;
			before = block->kept ? block : before;
			continue;
		}
		bool within = !element || html_is_joined(block);
		inside |= within && block->kept && html_prose(page, block);
		if (!within)
			block->kept &= titled && !inside && is_on_trail(block) &&
			               introduces(page, block, (guint)after_title);
		block->kept &= !is_link(page, block, before) &&
		               !(titled && is_title_again(page, block)) &&
		               block->timed * 5 < block->length * 4 &&
		               !(titled && !begun && is_furniture(page, block));
		begun |= block->kept && html_prose(page, block);
		before = block->kept ? block : before;
	}
	if (!begun)
		keep_prose(page);
	html_drop_quotes(page);
	drop_headings_of_boxes(page, titled ? (guint)page->title_block + 1 : 0);
	drop_orphan_headings(page, titled ? (guint)page->title_block + 1 : 0);
}
