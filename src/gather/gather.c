/* The order of gathering: who copies whom decides what counts as independent; names come before
 * whatever is compared by name, meetings before the rounds that they make. */
#include "gather/gather.h"

#include "gather/dating.h"
#include "gather/gathering.h"
#include "gather/rulings.h"

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

static int
compare_numbers(int64_t a, int64_t b)
{
	return a < b ? -1 : a > b;
}

static uint32_t
first_order(const Group *group)
{
	return group->members->len ? group_at(group, 0)->order : 0;
}

/* Most independent sources first, then as the pages tell them. */
static int
by_sources(gconstpointer a, gconstpointer b)
{
	const Group *left = *(const Group *const *)a, *right = *(const Group *const *)b;
	int order = compare_numbers(right->n_independent, left->n_independent);

	return order ? order : compare_numbers(first_order(left), first_order(right));
}

/* As by_sources, but of equals the latest first. */
static int
by_sources_and_date(gconstpointer a, gconstpointer b)
{
	const Group *left = *(const Group *const *)a, *right = *(const Group *const *)b;
	int order = compare_numbers(right->n_independent, left->n_independent);

	if (!order)
		order = g_strcmp0(right->record->position.date, left->record->position.date);
	return order ? order : by_sources(a, b);
}

/* Round by round from the latest, and in each by date, those without one last. */
static int
by_round_and_date(gconstpointer a, gconstpointer b)
{
	const EntenteMeeting *left = &(*(const Group *const *)a)->record->meeting;
	const EntenteMeeting *right = &(*(const Group *const *)b)->record->meeting;
	int order = compare_numbers(left->round, right->round);

	if (!order)
		order = compare_numbers(!left->date, !right->date);
	if (!order)
		order = g_strcmp0(left->date, right->date);
	return order ? order : by_sources(a, b);
}

static int
by_round(gconstpointer a, gconstpointer b)
{
	const Group *left = *(const Group *const *)a, *right = *(const Group *const *)b;
	int order =
	    compare_numbers(left->record->assessment.round, right->record->assessment.round);

	return order ? order : by_sources(a, b);
}

/* NULL: in the order in which they were found. */
static int (*const orders[ENTENTE_N_KINDS])(gconstpointer, gconstpointer) = {
	[ENTENTE_PERSON] = by_sources,         [ENTENTE_PARTY] = by_sources,
	[ENTENTE_MEETING] = by_round_and_date, [ENTENTE_POSITION] = by_sources_and_date,
	[ENTENTE_DRAFT] = by_sources,          [ENTENTE_QUOTE] = by_sources,
	[ENTENTE_CLAIM] = by_sources,          [ENTENTE_ASSESSMENT] = by_round,
};

static EntenteRecords *
collect(const Gathering *gathering)
{
	EntenteRecords *merged = records_new();
	g_autoptr(GHashTable) by_id = pages_by_id(gathering);

	for (uint32_t i = 0; i < gathering->n_pages; i++) {
		EntenteRecord record = { .kind = ENTENTE_SOURCE, .confidence = ENTENTE_UNKNOWN };

		record.source = gathering->pages[i].source;
		record.first_published = record.last_published = record.source.published;
		record.n_sources = 1;
		records_add_copy(merged, &record);
	}
	for (int kind = 0; kind < ENTENTE_N_KINDS; kind++) {
		GPtrArray *groups = gathering->groups[kind];

		if (orders[kind])
			g_ptr_array_sort(groups, orders[kind]);
		for (guint i = 0; i < groups->len; i++) {
			EntenteRecord *record = ((Group *)groups->pdata[i])->record;

			date_record(gathering, by_id, record);
			records_add_copy(merged, record);
		}
	}
	return merged;
}

EntenteRecords *
gather_ruled(const EntenteRecords *pages, const Lexicon *lexicon, const GPtrArray *rulings)
{
	g_autoptr(Gathering) gathering = gathering_new(pages, lexicon, rulings);

	for (size_t i = 0; i < G_N_ELEMENTS(steps); i++)
		steps[i](gathering);
	return collect(gathering);
}

EntenteRecords *
gather(const EntenteRecords *pages, const Lexicon *lexicon)
{
	g_autoptr(GPtrArray) none = g_ptr_array_new();

	return gather_ruled(pages, lexicon, none);
}
