/* When a merged record's pages came out, and how many of them tell it of their own. */
#include "gather/dating.h"

GHashTable *
pages_by_id(const Gathering *gathering)
{
	GHashTable *pages = g_hash_table_new(g_str_hash, g_str_equal);

	for (uint32_t i = 0; i < gathering->n_pages; i++)
		g_hash_table_insert(pages, (gpointer)gathering->pages[i].source.id,
		                    &gathering->pages[i]);
	return pages;
}

void
date_record(const Gathering *gathering, GHashTable *by_id, EntenteRecord *record)
{
	g_autoptr(GArray) pages = g_array_new(FALSE, FALSE, sizeof(uint32_t));

	for (size_t i = 0; i < record->n_evidence; i++) {
		const Page *page = g_hash_table_lookup(by_id, record->evidence[i].source);

		if (!page)
			continue;
		uint32_t number = (uint32_t)(page - gathering->pages);
		g_array_append_val(pages, number);
		record_note_published(record, page->source.published);
	}
	record->n_sources = (int32_t)count_independent(gathering, pages);
}
