/* A page whose body stands twice is read once.
 *
 * Sentences are known again by a hash of their letters and digits, so that neither case, marks
 * nor other line breaks hide a copy.  A line is a repeat when nine tenths of it stood above; a
 * short one when it stood above and a neighbour is a repeat too.  What stands between two
 * repeats and is no prose (a byline, a date, a label) belongs to the copy's furniture. */
#include "read/clean.h"

#include <string.h>

enum { LEAST_SENTENCE = 12 }; /* letters; a shorter sentence goes with the next */

static bool
ends_sentence_at(const char *at, const char *end)
{
	return (*at == '.' || *at == '!' || *at == '?') && at + 1 < end &&
	       (at[1] == ' ' || at[1] == '"' || at[1] == '\'' || (guchar)at[1] == 0xe2);
}

/* Hashes the line's sentences into `known`, which tells the line where each stood first; how
 * many of its letters and digits stood in lines above is set in `*old`, the number of all of
 * them returned. */
static size_t
hash_sentences(const Line *line, guint number, GHashTable *known, size_t *old)
{
	const char *end = line->start + line->length;
	uint64_t hash = 14695981039346656037u;
	size_t letters = 0, all = 0;

	*old = 0;
	for (const char *at = line->start; at <= end; at++) {
		bool last = at == end;

		if (!last && (guchar)*at == 0xe2 && end - at > 2) {
			at += 2; /* quotation marks and dashes */
			continue;
		}
		if (!last && (g_ascii_isalnum(*at) || (guchar)*at >= 0x80)) {
			hash = (hash ^ (guchar)(*at | 0x20)) * 1099511628211u;
			letters++;
		}
		if (!letters ||
		    !(last || (letters >= LEAST_SENTENCE && ends_sentence_at(at, end))))
			continue;
		guint first =
		    GPOINTER_TO_UINT(g_hash_table_lookup(known, GSIZE_TO_POINTER(hash)));
		if (!first)
			g_hash_table_insert(known, GSIZE_TO_POINTER(hash),
			                    GUINT_TO_POINTER(number));
		else if (first < number)
			*old += letters;
		all += letters;
		letters = 0;
		hash = 14695981039346656037u;
	}
	return all;
}

static bool
is_repeat(const Line *line)
{
	return line && line->repeated;
}

/* Lines by themselves: long ones are repeats, short ones that stood above may be. */
void
mark_repeats(Page *page)
{
	g_autoptr(GHashTable) known = g_hash_table_new(NULL, NULL);

	for (guint i = 0; i < page->lines->len; i++) {
		Line *line = &g_array_index(page->lines, Line, i);
		size_t old, all = hash_sentences(line, i + 1, known, &old);

		line->stood_above = all && old * 10 >= all * 9;
		line->repeated = line->stood_above && line->length >= REPEAT_BYTES;
		line->dropped |= line->repeated;
	}
}

static void
mark_by_neighbours(const Page *page, Line *line)
{
	if (!line->length || line->dropped)
		return;
	bool above = is_repeat(line_before(page, line));
	bool below = is_repeat(line_after(page, line));
	bool furniture = line->n_words < PROSE_WORDS && !line->ends_sentence && !line->item;

	line->repeated =
	    (line->stood_above && (above || below)) || (furniture && above && below);
	line->dropped |= line->repeated;
}

void
mark_short_repeats(Page *page)
{
	guint n = page->lines->len;

	for (guint i = 0; i < n; i++)
		mark_by_neighbours(page, &g_array_index(page->lines, Line, i));
	for (guint i = n; i-- > 0;)
		mark_by_neighbours(page, &g_array_index(page->lines, Line, i));
}
