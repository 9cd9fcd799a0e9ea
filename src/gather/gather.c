/* The order of gathering: who copies whom decides what counts as independent; names come before
 * whatever is compared by name, meetings before the rounds that they make. */
#include "gather/gather.h"

#include "gather/dating.h"
#include "gather/gathering.h"
#include "gather/rulings.h"
#include "gather/sort-keys.h"

#include <string.h>

static void (*const steps[])(Gathering *) = {
	find_copies,
	unite_parties,
	unite_people,
	rewrite_names,
	unite_meetings,
	find_rounds,
	unite_meetings_of_rounds,
	unite_drafts,
	unite_positions,
	unite_quotes,
	unite_claims,
	unite_assessments,
	rule_records,
	find_discrepancies,
	rule_discrepancies,
};

static void
collect_sources(const Gathering *gathering, EntenteRecords *merged)
{
	for (uint32_t i = 0; i < gathering->n_pages; i++) {
		EntenteRecord *record = records_add(merged, ENTENTE_SOURCE);

		record->source = gathering->pages[i].source;
		record->first_published = record->last_published = record->source.published;
		record->n_sources = 1;
		give_source_key(gathering, record);
	}
}

static void
collect_groups(const Gathering *gathering, GHashTable *by_id, const GPtrArray *groups,
               EntenteRecords *merged)
{
	for (guint i = 0; i < groups->len; i++) {
		Group *group = groups->pdata[i];

		date_record(gathering, by_id, group->record);
		give_group_key(gathering, group, i);
		g_ptr_array_add(merged->items, group->record);
	}
}

static int
compare_keys(gconstpointer a, gconstpointer b)
{
	return strcmp((*(const EntenteRecord *const *)a)->sort_key,
	              (*(const EntenteRecord *const *)b)->sort_key);
}

/* The records themselves: they take over the arena. */
static EntenteRecords *
collect(Gathering *gathering)
{
	EntenteRecords *merged = records_new_with_arena(gathering->arena);
	g_autoptr(GHashTable) by_id = pages_by_id(gathering);

	collect_sources(gathering, merged);
	for (int kind = 0; kind < ENTENTE_N_KINDS; kind++)
		collect_groups(gathering, by_id, gathering->groups[kind], merged);
	g_ptr_array_sort(merged->items, compare_keys);
	gathering->arena = NULL;
	return merged;
}

EntenteRecords *
gather_ruled(EntenteRecords *pages, const Lexicon *lexicon, const GPtrArray *rulings,
             const GatherTexts *texts)
{
	g_autoptr(Gathering) gathering = gathering_new(pages, lexicon, rulings);

	gathering->texts = texts;

	for (size_t i = 0; i < G_N_ELEMENTS(steps); i++)
		steps[i](gathering);
	return collect(gathering);
}

/* The same records, whose fields may be changed. */
static EntenteRecords *
copy_pages(const EntenteRecords *pages)
{
	EntenteRecords *copies = records_new();

	for (guint i = 0; i < pages->items->len; i++) {
		EntenteRecord *copy = arena_new0(copies->arena, EntenteRecord, 1);

		*copy = *(const EntenteRecord *)pages->items->pdata[i];
		g_ptr_array_add(copies->items, copy);
	}
	return copies;
}

EntenteRecords *
gather(const EntenteRecords *pages, const Lexicon *lexicon)
{
	g_autoptr(GPtrArray) none = g_ptr_array_new();
	g_autoptr(EntenteRecords) own = copy_pages(pages);
	g_autoptr(EntenteRecords) merged = gather_ruled(own, lexicon, none, NULL);
	EntenteRecords *copies = records_new();

	for (guint i = 0; i < merged->items->len; i++)
		records_add_copy(copies, merged->items->pdata[i]);
	return copies;
}
