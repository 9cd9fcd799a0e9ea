/* A live blog's entries, each with the moment at which it was written.
 *
 * Entries are elements of one parent that are alike and hold a time each: two in a page that
 * calls itself a live blog, else three.  The moment stands above the entry as a line of its
 * own, so that "an hour ago" in it has something to count from. */
#include "read/html.h"
#include "read/reader.h"

#include <string.h>

enum { LEVELS = 8, LEAST_ENTRIES = 3, LEAST_LIVE_ENTRIES = 2 };

/* What entries of one list have in common: their parent and their look. */
typedef struct {
	const xmlNode *parent;
	guint look;
} Kind;

static guint
kind_hash(gconstpointer key)
{
	const Kind *kind = key;

	return g_direct_hash(kind->parent) * 31 + kind->look;
}

static gboolean
kind_equal(gconstpointer a, gconstpointer b)
{
	const Kind *one = a, *other = b;

	return one->parent == other->parent && one->look == other->look;
}

static Kind
kind_of(const xmlNode *node)
{
	guint look = html_signature(node);

	return (Kind){ node->parent, look ? look : g_str_hash(node->name) };
}

/* An ISO date with a time of day. */
static const char *
moment_of(const HtmlPage *page, const xmlNode *node)
{
	const char *text = attribute(node, "datetime");
	const char *moment = text ? date_to_iso(page->arena, text) : NULL;

	return moment && strchr(moment, 'T') ? moment : NULL;
}

static GPtrArray *
times_of(const HtmlPage *page)
{
	xmlNode *root = xmlDocGetRootElement(page->document);
	GPtrArray *times = g_ptr_array_new();

	for (xmlNode *node = root; node; node = xml_next(node, root))
		if (is_element(node) && is_named(node, "time"))
			g_ptr_array_add(times, node);
	return times;
}

/* Counts, for each list that a time may be an entry's of, its entries in which text is kept. */
static void
count_entries(const HtmlPage *page, GHashTable *counts, const GPtrArray *times)
{
	for (guint i = 0; i < times->len; i++) {
		xmlNode *node = times->pdata[i];

		for (int level = 0; level < LEVELS && is_element(node); level++) {
			Note *note = html_note(page, node);

			if (note->titled)
				break;
			if (note->alive && !note->counted) {
				Kind *kind = g_new(Kind, 1);

				*kind = kind_of(node);
				gsize n = GPOINTER_TO_SIZE(g_hash_table_lookup(counts, kind));
				g_hash_table_replace(counts, kind, GSIZE_TO_POINTER(n + 1));
				note->counted = true;
			}
			node = node->parent;
		}
	}
}

/* Gives the entry around each time its moment: the outermost element that is one of several
 * alike. */
static void
mark_entries(const HtmlPage *page, GHashTable *counts, const GPtrArray *times)
{
	gsize least = page->live ? LEAST_LIVE_ENTRIES : LEAST_ENTRIES;

	for (guint i = 0; i < times->len; i++) {
		xmlNode *node = times->pdata[i], *entry = NULL;
		const char *moment = moment_of(page, node);

		for (int level = 0; level < LEVELS && is_element(node) && moment; level++) {
			Kind kind = kind_of(node);

			if (html_note(page, node)->titled)
				break;
			if (GPOINTER_TO_SIZE(g_hash_table_lookup(counts, &kind)) >= least)
				entry = node;
			node = node->parent;
		}
		if (entry && !html_note(page, entry)->moment)
			html_note(page, entry)->moment = moment;
	}
}

void
html_stamp_entries(HtmlPage *page)
{
	g_autoptr(GPtrArray) times = times_of(page);
	g_autoptr(GHashTable) counts =
	    g_hash_table_new_full(kind_hash, kind_equal, g_free, NULL);

	count_entries(page, counts, times);
	mark_entries(page, counts, times);
	for (guint i = 0; i < page->blocks->len; i++) {
		Block *block = html_block(page, i);
		xmlNode *node = block->kept && (int)i != page->title_block ? block->node : NULL;

		for (; is_element(node); node = node->parent) {
			Note *note = html_note(page, node);

			if (!note->moment)
				continue;
			block->stamp = note->moment;
			note->moment = NULL;
			break;
		}
	}
}
