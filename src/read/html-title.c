/* Which block of a page is its title: the best of those that say what the metadata says, else
 * the first heading of the first level. */
#include "read/html.h"

#include <string.h>

enum { LEAST_TITLE = 6, LEAST_SCORE = 20, MAX_TITLE = 500 };

/* The next letter or figure, lower-cased; bytes of letters beyond ASCII as they are, those of
 * quotation marks and dashes left out.  -1 at the end. */
static int
next_letter(const char **at, const char *end)
{
	while (*at < end) {
		guchar c = (guchar) * (*at)++;

		if (c == 0xe2 && end - *at >= 2 && (guchar) * *at == 0x80)
			*at += 2;
		else if (c == 0xc2 && end - *at >= 1)
			*at += 1;
		else if (g_ascii_isalnum(c) || c >= 0x80)
			return c >= 0x80 ? c : g_ascii_tolower((char)c);
	}
	return -1;
}

/* Whether b's letters begin a; `*rest` is where a goes on. */
static bool
begins(const char *a, const char *a_end, const char *b, const char *b_end, const char **rest)
{
	for (;;) {
		int wanted = next_letter(&b, b_end);

		if (wanted < 0)
			break;
		if (next_letter(&a, a_end) != wanted)
			return false;
	}
	*rest = a;
	return true;
}

bool
html_same_words(const char *a, size_t a_length, const char *b, size_t b_length)
{
	const char *rest;

	return begins(a, a + a_length, b, b + b_length, &rest) &&
	       next_letter(&rest, a + a_length) < 0;
}

const char *
html_rest_of_words(const char *a, const char *b, size_t b_length)
{
	const char *rest;

	return begins(a, a + strlen(a), b, b + b_length, &rest) && *rest ? rest : NULL;
}

/* 2: the text is the title; 1: the title is the text and more, before or after a separator. */
static int
agreement(const char *title, const char *text, size_t length)
{
	const char *end = title + strlen(title), *rest;

	if (begins(title, end, text, text + length, &rest))
		return next_letter(&rest, end) < 0 ? 2 : 1;
	for (const char *at = title; (at = strpbrk(at, ":|-\xe2\xc2")); at++)
		if (html_same_words(at, (size_t)(end - at), text, length))
			return 1;
	return 0;
}

static size_t
count_spaces(const HtmlPage *page, const Block *block)
{
	size_t spaces = 0;

	for (size_t i = 0; i < block->length; i++)
		spaces += page->text->str[block->start + i] == ' ';
	return spaces;
}

static bool
is_in_aside(const xmlNode *node)
{
	for (; is_element(node); node = node->parent)
		if (element_role(node) == ROLE_ASIDE)
			return true;
	return false;
}

/* One folder at most, and no words joined by hyphens as the addresses of articles have them. */
static bool
is_short_path(const char *path)
{
	const char *slash = strchr(path + 1, '/');

	return strlen(path) < 24 && (!slash || !slash[1]) && !strchr(path, '-') &&
	       !strchr(path, '.');
}

/* Whether a link in the block leads to the site's first page: the block is the outlet's name.
 */
static bool
leads_home(const xmlNode *node)
{
	for (const xmlNode *child = node->children; child; child = child->next) {
		const char *address = is_element(child) ? attribute(child, "href") : NULL;

		if (address && strncmp(address, "http", 4) == 0) {
			address = strstr(address, "//");
			address = address ? strchr(address + 2, '/') : NULL;
			address = address ? address : "/";
		}
		if (address && *address == '/' && is_short_path(address))
			return true;
	}
	return false;
}

static int
score(const HtmlPage *page, const Block *block)
{
	static const int by_level[] = { 0, 40, 20, 15, 8, 5, 5 };
	bool heading = block->kind == BLOCK_HEADING;
	size_t spaces = count_spaces(page, block);

	if (block->length < LEAST_TITLE || block->length > 400 || block->kind == BLOCK_ROW)
		return 0;
	int agrees = page->title
	                 ? agreement(page->title, page->text->str + block->start, block->length)
	                 : 0;
	if (agrees == 1 && spaces < 2)
		agrees = 0;
	int sum = heading ? by_level[block->level] : 0;
	sum += agrees == 2 ? 60 : agrees == 1 ? 40 : 0;
	if (!heading)
		sum /= 2;
	else if (!agrees && (block->level > 1 || spaces < 3))
		return 0;
	if (block->linked * 2 > block->length && leads_home(block->node))
		return 0;
	if (block->linked * 2 > block->length)
		sum -= heading && agrees ? 5 : 30;
	if (block->hider || is_in_aside(block->node))
		sum -= 25;
	return sum;
}

void
html_find_title(HtmlPage *page)
{
	int best = LEAST_SCORE - 1;

	page->title_block = NO_BLOCK;
	if (page->title && strlen(page->title) > MAX_TITLE)
		page->title = NULL;
	for (guint i = 0; i < page->blocks->len; i++) {
		int here = score(page, html_block(page, i));

		if (here > best) {
			best = here;
			page->title_block = (int)i;
		}
	}
	if (page->title_block == NO_BLOCK)
		return;
	Block *block = html_block(page, (guint)page->title_block);
	block->kind = BLOCK_HEADING;
	block->level = 1;
	xmlNode *child = NULL;
	for (xmlNode *node = block->node; is_element(node); node = node->parent) {
		Note *note = html_note(page, node);

		note->titled = true;
		note->titled_child = child;
		child = node;
	}
}
