/* Elements that are not the page's article: by what they call themselves, by what they hold,
 * and because they are another article.
 *
 * Prose weighs by its bytes outside links.  Nothing is dropped that has half of the page's
 * prose or its title in it: "content-with-sidebar" calls itself a sidebar, too. */
#include "read/html.h"
#include "read/reader.h"

#include <string.h>

enum {
	PROSE_BYTES = 40, /* a shorter block is a label, or a short answer */
	LABEL_BYTES = 90, /* a shorter one that ends no sentence is a label or a title */
	CARD_BYTES = 500, /* prose of a card that leads to another article */
	CARD_LEVELS = 4,
	FORM_BYTES = 600, /* prose of a box in which an address can be left */
	FORM_LEVELS = 3,
	LEAST_CLASSES = 3,
	LEAST_PROSE = 200 /* of a page whose readers' comments are longer than it */
};

bool
html_ends_sentence(const HtmlPage *page, const Block *block)
{
	const char *start = page->text->str + block->start, *end = start + block->length;
	bool quoted = false;

	while (end > start) {
		const char *last = g_utf8_find_prev_char(start, end);
		gunichar c = last ? g_utf8_get_char_validated(last, end - last) : ' ';

		if (!last)
			return false;
		if (c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x3002 ||
		    c == 0x061f)
			return true;
		if (c == ',')
			return quoted;
		quoted |= c == '"' || c == 0x201d || c == 0x2019;
		if (!strchr(" \"')]*", (int)(c < 0x80 ? c : 'x')) && c != 0x2019 &&
		    c != 0x201d && c != 0xbb && c != 0xab && c != 0x201c && c != 0xa0)
			return false;
		end = last;
	}
	return false;
}

size_t
html_prose(const HtmlPage *page, const Block *block)
{
	size_t own = block->length - block->linked;

	if (block->kind == BLOCK_HEADING || block->kind == BLOCK_ROW || block->hider ||
	    block->length < PROSE_BYTES || own * 2 < block->length ||
	    block->timed * 2 > block->length)
		return 0;
	if (block->length < LABEL_BYTES && !html_ends_sentence(page, block))
		return 0;
	return block->kind == BLOCK_ITEM ? own / 2 : own;
}

static void
count_in(Note *note, const Block *block, size_t prose, bool sentence)
{
	note->all += prose;
	note->bytes += block->length;
	note->linked += block->linked;
	note->n_prose += prose > 0;
	note->n_sentences += sentence;
	note->n_items += block->kind == BLOCK_ITEM;
	note->n_rows += block->kind == BLOCK_ROW;
	note->n_headings += block->kind == BLOCK_HEADING;
}

static size_t
weigh_all(const HtmlPage *page)
{
	size_t total = 0;

	for (guint i = 0; i < page->blocks->len; i++) {
		const Block *block = html_block(page, i);
		size_t prose = html_prose(page, block);
		bool sentence = html_ends_sentence(page, block);

		total += prose;
		html_note(page, block->node)->n_own++;
		for (xmlNode *node = block->node; is_element(node); node = node->parent)
			count_in(html_note(page, node), block, prose, sentence);
	}
	return total;
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
		if (is_named(node, name))
			return true;
	return false;
}

/* A box in which a reader may leave an address, or a form of a few words. */
static bool
is_sign_up(const xmlNode *node, const Note *note)
{
	return (note->form || is_named(node, "form")) && note->all < FORM_BYTES;
}

/* Whether the element by itself is no part of the article. */
static bool
is_aside(const HtmlPage *page, xmlNode *node, Note *note, size_t total)
{
	ElementRole role = element_role(node);
	Effect effect = html_name_effect(node, page->lexicon);

	note->byline = effect == EFFECT_AUTHOR;
	note->declared = effect == EFFECT_KEEP;
	if (is_named(node, "body") || is_named(node, "html") || is_named(node, "main"))
		return false;
	if (note->titled)
		return false;
	if (effect == EFFECT_REPLY && total - note->all >= LEAST_PROSE)
		return true;
	if (note->all * 2 >= total && total)
		return false;
	if (is_named(node, "article") && effect < EFFECT_DROP)
		return false;
	if (role == ROLE_HEADER)
		return !has_ancestor(node, "article") && !has_ancestor(node, "main");
	if (is_named(node, "figure"))
		return !note->n_rows;
	return role == ROLE_ASIDE || effect >= EFFECT_DROP || effect == EFFECT_AUTHOR ||
	       has_role_aside(node) || is_sign_up(node, note);
}

/* Settles the fate of the element and of those around it; dropped ones drop what is in them. */
static bool
is_dropped(const HtmlPage *page, xmlNode *node, size_t total)
{
	if (!is_element(node))
		return false;
	Note *note = html_note(page, node);
	if (note->fate == FATE_UNKNOWN) {
		bool dropped =
		    is_dropped(page, node->parent, total) || is_aside(page, node, note, total);
		const Note *around = is_element(node->parent) ? node->parent->_private : NULL;

		note->fate = dropped ? FATE_DROPPED : FATE_STAYS;
		note->article =
		    (around && around->article) || (note->titled && is_named(node, "article"));
	}
	return note->fate == FATE_DROPPED;
}

/* Marks the elements around what a reader can write in. */
static void
mark_forms(const HtmlPage *page, xmlNode *root)
{
	for (xmlNode *node = root; node; node = xml_next(node, root)) {
		const char *type = is_element(node) && is_named(node, "input")
		                       ? attribute(node, "type")
		                       : NULL;

		if (type && (g_ascii_strcasecmp(type, "email") == 0 ||
		             g_ascii_strcasecmp(type, "text") == 0)) {
			xmlNode *around = node->parent;

			for (int i = 0; i < FORM_LEVELS && is_element(around); i++) {
				html_note(page, around)->form = true;
				around = around->parent;
			}
		}
	}
}

/* A card: a heading that is a link, and under it no more than a line or two about the article
 * to which it leads. */
static void
drop_card(const HtmlPage *page, const Block *heading)
{
	xmlNode *card = NULL, *node = heading->node->parent;

	for (int i = 0; i < CARD_LEVELS && is_element(node); i++, node = node->parent) {
		const Note *note = html_note(page, node);

		if (note->titled || note->n_prose > 2 || note->all > CARD_BYTES ||
		    note->n_headings > 2 || is_named(node, "body"))
			break;
		card = node;
	}
	if (card)
		html_note(page, card)->fate = FATE_DROPPED;
}

/* Whether no prose stands right before the block beside it. */
static bool
stands_first(const HtmlPage *page, guint i)
{
	const Block *block = html_block(page, i), *before = i ? html_block(page, i - 1) : NULL;

	return !before || before->node->parent != block->node->parent ||
	       !html_prose(page, before);
}

static void
drop_cards(const HtmlPage *page)
{
	for (guint i = 0; i < page->blocks->len; i++) {
		const Block *block = html_block(page, i);

		if (block->kind == BLOCK_HEADING && (int)i != page->title_block &&
		    block->linked * 5 >= block->length * 4 && stands_first(page, i))
			drop_card(page, block);
	}
}

static bool
is_same_class(const xmlNode *a, const xmlNode *b)
{
	return g_strcmp0(attribute(a, "class"), attribute(b, "class")) == 0;
}

static bool
is_alike(const xmlNode *a, const xmlNode *b)
{
	return strcmp((const char *)a->name, (const char *)b->name) == 0 &&
	       html_signature(a) == html_signature(b);
}

/* Another article on the page: in an element like that of the first, under a heading like its
 * title. */
static void
drop_other(const HtmlPage *page, const Block *heading)
{
	xmlNode *other = heading->node;

	while (is_element(other->parent) && !html_note(page, other->parent)->titled)
		other = other->parent;
	xmlNode *first =
	    is_element(other->parent) ? html_note(page, other->parent)->titled_child : NULL;
	if (!first || first == other || !is_alike(first, other) ||
	    !html_note(page, first)->n_prose)
		return;
	html_note(page, other)->fate = FATE_DROPPED;
}

/* The element around "Reply" is what a reader wrote. */
static void
drop_replies(const HtmlPage *page)
{
	const Phrases phrases = phrases_of(page->lexicon);

	for (guint i = 0; i < page->blocks->len; i++) {
		const Block *block = html_block(page, i);
		Tokens tokens;
		uint32_t end;

		if (block->length > PROSE_BYTES || (int)i <= page->title_block)
			continue;
		phrases_tokens(&phrases, &tokens, page->text->str + block->start,
		               block->length);
		if (!tokens.n || phrases_match(&phrases, &tokens, 0, 1u << PLACE_WHOLE, &end) !=
		                     EFFECT_REPLY)
			continue;
		xmlNode *node = block->node;
		for (int level = 0; level < CARD_LEVELS && is_element(node); level++) {
			Note *note = html_note(page, node);

			if (note->titled || note->n_prose > 8)
				break;
			if (note->n_prose) {
				note->fate = FATE_DROPPED;
				break;
			}
			node = node->parent;
		}
	}
}

static void
drop_others(const HtmlPage *page)
{
	if (page->title_block == NO_BLOCK)
		return;
	const xmlNode *title = html_block(page, (guint)page->title_block)->node;
	int level = element_role(title) == ROLE_HEADING ? title->name[1] - '0' : 0;
	for (guint i = (guint)page->title_block + 1; level && i < page->blocks->len; i++) {
		const Block *block = html_block(page, i);

		if (block->kind == BLOCK_HEADING && block->level == level &&
		    is_same_class(block->node, title) && (level == 1 || html_signature(title)))
			drop_other(page, block);
	}
}

/* Text that is not shown counts where it is most of the page, or a reader unfolds it. */
static void
unfold(const HtmlPage *page)
{
	size_t shown = 0, hidden = 0;

	for (guint i = 0; i < page->blocks->len; i++) {
		const Block *block = html_block(page, i);

		*(block->hider ? &hidden : &shown) +=
		    block->length >= PROSE_BYTES ? block->length - block->linked : 0;
	}
	for (guint i = 0; i < page->blocks->len; i++) {
		Block *block = html_block(page, i);

		if (block->hider &&
		    (hidden > 4 * shown ||
		     html_name_effect(block->hider, page->lexicon) == EFFECT_OPEN))
			block->hider = NULL;
	}
}

/* Where paragraphs of several classes stand side by side and their classes would drop most of
 * what stands there, those say something else. */
static void
restore_paragraphs(const HtmlPage *page)
{
	for (guint i = 0; i < page->blocks->len; i++) {
		const Block *block = html_block(page, i);
		xmlNode *parent = block->node->parent;
		size_t prose = is_element(parent) ? html_prose(page, block) : 0;
		Note *around = prose ? html_note(page, parent) : NULL;

		if (!around || around->fate == FATE_DROPPED)
			continue;
		if (block->kept) {
			around->held += prose;
			continue;
		}
		guint signature = html_signature(block->node);
		around->lost += prose;
		around->lost_classes += signature != around->lost_class;
		around->lost_class = signature;
	}
	for (guint i = 0; i < page->blocks->len; i++) {
		Block *block = html_block(page, i);
		const Note *around =
		    is_element(block->node->parent) ? block->node->parent->_private : NULL;

		if (!block->kept && !block->hider && around && around->fate == FATE_STAYS &&
		    around->lost > around->held && around->lost_classes >= LEAST_CLASSES)
			block->kept = true;
	}
}

void
html_drop_asides(HtmlPage *page)
{
	xmlNode *root = xmlDocGetRootElement(page->document);

	if (!root)
		return;
	unfold(page);
	mark_forms(page, root);
	size_t total = weigh_all(page);
	drop_cards(page);
	drop_others(page);
	drop_replies(page);
	for (guint i = 0; i < page->blocks->len; i++) {
		Block *block = html_block(page, i);

		block->kept = !block->hider && !is_dropped(page, block->node, total);
	}
	restore_paragraphs(page);
}
