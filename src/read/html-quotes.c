/* Pull quotes: a quotation set apart that the text has, too. */
#include "read/html.h"

#include <string.h>

enum { MAX_QUOTES = 40, LEAST_BYTES = 20, MOST_BYTES = 500 };

/* The letters and figures of the text, lower-cased, and a space. */
static void
append_letters(GString *out, const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		guchar c = (guchar)text[i];

		if (c == 0xe2 && i + 2 < length && (guchar)text[i + 1] == 0x80)
			i += 2; /* quotation marks and dashes */
		else if (g_ascii_isalnum(text[i]) || c >= 0x80)
			g_string_append_c(out, g_ascii_tolower(text[i]));
	}
	g_string_append_c(out, ' ');
}

/* Whether the block is set apart or in quotation marks. */
static bool
is_quote(const HtmlPage *page, const Block *block)
{
	const xmlNode *node = block->node;
	const char *text = page->text->str + block->start;

	if (*text == '"' || g_str_has_prefix(text, "\xe2\x80\x9c"))
		return true;
	for (int level = 0; level < 3 && is_element(node); level++, node = node->parent)
		if (is_named(node, "blockquote") || is_named(node, "aside"))
			return true;
	return false;
}

/* Whether the letters from `start` on stand elsewhere, too: in more text or, in as much, above.
 */
static bool
stands_elsewhere(const GString *letters, size_t start, size_t length)
{
	const char *own = letters->str + start, *at = letters->str,
		   *end = letters->str + letters->len;

	while ((at = memmem(at, (size_t)(end - at), own, length))) {
		bool whole = at[length] == ' ' && (at == letters->str || at[-1] == ' ');

		if (at < own || (at > own && !whole))
			return true;
		at++;
		if (at > own + 1)
			return false;
	}
	return false;
}

void
html_drop_quotes(HtmlPage *page)
{
	g_autoptr(GString) letters = g_string_new(NULL);
	g_autoptr(GArray) starts = g_array_new(FALSE, FALSE, sizeof(size_t));
	unsigned n = 0;

	for (guint i = 0; i < page->blocks->len; i++) {
		const Block *block = html_block(page, i);

		g_array_append_val(starts, letters->len);
		if (block->kept && (int)i != page->title_block)
			append_letters(letters, page->text->str + block->start, block->length);
	}
	g_array_append_val(starts, letters->len);
	for (guint i = 0; i < page->blocks->len && n < MAX_QUOTES; i++) {
		Block *block = html_block(page, i);
		size_t start = g_array_index(starts, size_t, i),
		       end = g_array_index(starts, size_t, i + 1);

		if (!block->kept || block->length > MOST_BYTES || end - start < LEAST_BYTES ||
		    !is_quote(page, block))
			continue;
		n++;
		if (stands_elsewhere(letters, start, end - start - 1))
			block->kept = false;
	}
}
