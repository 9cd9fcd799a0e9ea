/* Lists of other articles' titles, as a page's text has them: short lines, mostly capitalised,
 * without a full stop. */
#include "read/clean.h"

enum { LEAST_LINKS = 3 };

/* Everything below "Related articles" up to prose or to where the text begins anew. */
static void
mark_below(Page *page, const Line *heading)
{
	const Line *end = &g_array_index(page->lines, Line, 0) + page->lines->len;

	for (Line *line = (Line *)heading + 1; line < end; line++) {
		if (line->length && (line->prose || line->dropped))
			return;
		line->dropped = line->length > 0;
	}
}

/* Several titles at the very end, announced or not. */
static void
mark_trailing(Page *page)
{
	guint first = page->lines->len, n = 0;

	for (guint i = page->lines->len; i-- > 0;) {
		const Line *line = &g_array_index(page->lines, Line, i);

		if (!line->length || line->dropped)
			continue;
		if (!line->headline)
			break;
		first = i;
		n++;
	}
	if (n < LEAST_LINKS || first == 0)
		return;
	for (guint i = first; i < page->lines->len; i++)
		g_array_index(page->lines, Line, i).dropped = true;
}

void
mark_link_lists(Page *page, const Line *heading)
{
	if (heading)
		mark_below(page, heading);
	else
		mark_trailing(page);
}
