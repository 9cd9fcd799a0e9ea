/* The page's own description of its text, articleBody of JSON-LD, as a second opinion.
 *
 * Words are compared three in a row.  Where most of both texts is the same, a paragraph that
 * the description has is of the article and, where that has nearly all, one that it lacks is
 * not. */
#include "read/html.h"

enum {
	LEAST_BODY = 300, /* bytes; a shorter one is a summary */
	AGREES = 60,      /* percent of both texts */
	COMPLETE = 75,    /* percent of the text found that the description has */
	FOUND = 90,       /* percent of the description that the text has */
	SAME = 90,
	OTHER = 20 /* percent of a paragraph */
};

/* The hash of the next word of letters and figures; 0 at the end. */
static guint
next_word(const char **at, const char *end)
{
	guint hash = 5381;
	bool any = false;

	for (; *at < end; (*at)++) {
		guchar c = (guchar) * *at;
		bool mark = c == 0xe2 || c == 0xc2 || (c >= 0x80 && c < 0xa0);

		if (!mark && (g_ascii_isalnum(c) || c >= 0x80)) {
			hash = hash * 33 + (guchar)g_ascii_tolower((char)c);
			any = true;
		} else if (any && !mark)
			break;
	}
	return any ? MAX(hash, 1u) : 0;
}

/* Adds the text's rows of three words to `add` or, where that is NULL, counts those in `known`.
 */
static void
rows_of(const char *text, size_t length, GHashTable *add, GHashTable *known, size_t *n,
        size_t *n_known)
{
	const char *end = text + length;
	guint first = 0, second = 0;

	*n = *n_known = 0;
	for (guint word; (word = next_word(&text, end));) {
		gpointer row = GUINT_TO_POINTER((first * 31 + second) * 31 + word);

		if (first) {
			*n += 1;
			if (add)
				g_hash_table_add(add, row);
			else
				*n_known += g_hash_table_contains(known, row);
		}
		first = second;
		second = word;
	}
}

/* How much of the block, in percent, the description has; of a block of less than three words,
 * -1. */
static int
share_known(const HtmlPage *page, const Block *block, GHashTable *known, size_t *n,
            size_t *n_known)
{
	rows_of(page->text->str + block->start, block->length, NULL, known, n, n_known);
	return *n ? (int)(*n_known * 100 / *n) : -1;
}

/* Whether both texts are mostly the same; `*complete` where the description lacks little. */
static bool
agree(const HtmlPage *page, GHashTable *known, size_t n_body, bool *complete)
{
	size_t all = 0, common = 0, n, n_known;

	for (guint i = 0; i < page->blocks->len; i++) {
		const Block *block = html_block(page, i);

		if (!block->kept || !html_prose(page, block))
			continue;
		share_known(page, block, known, &n, &n_known);
		all += n;
		common += n_known;
	}
	*complete = common * 100 >= all * COMPLETE && common * 100 >= n_body * FOUND;
	return common * 100 >= all * AGREES && common * 100 >= n_body * AGREES;
}

void
html_agree(HtmlPage *page, const char *body)
{
	g_autoptr(GHashTable) known = g_hash_table_new(NULL, NULL);
	size_t length = strlen(body), n_body, n, n_known;
	bool complete, begun = false;

	if (length < LEAST_BODY)
		return;
	rows_of(body, length, known, NULL, &n_body, &n_known);
	if (!agree(page, known, n_body, &complete))
		return;
	guint first = page->title_block == NO_BLOCK ? 0 : (guint)page->title_block + 1;
	for (guint i = first; i < page->blocks->len; i++) {
		Block *block = html_block(page, i);
		size_t prose = block->hider ? 0 : html_prose(page, block);
		int share = prose ? share_known(page, block, known, &n, &n_known) : -1;

		if (share >= SAME && !begun && !block->kept)
			block->kept = true;
		if (complete && begun && share >= 0 && share < OTHER &&
		    block->kind == BLOCK_PARAGRAPH)
			block->kept = false;
		begun |= share >= SAME;
	}
}
