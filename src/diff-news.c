/* What is new, as records of their own: what a brief can be made of. */
#include "diff.h"

#include <string.h>

static int
by_day(gconstpointer a, gconstpointer b)
{
	const EntenteSource *x = *(const EntenteSource *const *)a,
			    *y = *(const EntenteSource *const *)b;
	int order = g_strcmp0(x->published, y->published);

	return order ? order : strcmp(x->id, y->id);
}

/* All of the new pages, also those of which nothing is told. */
static bool
add_pages(Diffing *diffing, GError **error)
{
	g_autoptr(GPtrArray) pages = g_ptr_array_new();
	GHashTableIter iter;
	gpointer id;

	g_hash_table_iter_init(&iter, diffing->fresh);
	while (g_hash_table_iter_next(&iter, &id, NULL)) {
		const EntenteSource *source = cited_source(diffing->cited, id, error);

		if (!source)
			return false;
		g_ptr_array_add(pages, (gpointer)source);
	}
	g_ptr_array_sort(pages, by_day);
	for (guint i = 0; i < pages->len; i++) {
		EntenteRecord page = { .kind = ENTENTE_SOURCE,
			               .confidence = ENTENTE_UNKNOWN,
			               .n_sources = 1,
			               .source = *(const EntenteSource *)pages->pdata[i] };

		page.first_published = page.last_published = page.source.published;
		records_add_copy(diffing->diff->news, &page);
	}
	return true;
}

bool
diff_gather_news(Diffing *diffing, GError **error)
{
	EntenteDiff *diff = diffing->diff;
	const char *last = NULL;

	for (size_t i = 0; i < entente_diff_count(diff); i++) {
		const EntenteChange *change = entente_diff_get(diff, i);

		if (!change->after || change->change == ENTENTE_CHANGE_WITHDRAWN ||
		    g_strcmp0(change->after->ref, last) == 0) /* several fields of one */
			continue;
		records_add_copy(diff->news, change->after);
		last = change->after->ref;
	}
	return add_pages(diffing, error);
}
