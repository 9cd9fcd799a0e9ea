/* The workspace: pages put in an order that does not depend on the input's, so that every
 * later step may decide by order; groups and what their members say most. */
#include "gather/gathering.h"

#include "gather/tally.h"

#include <string.h>

/* A page of the input with the run of its records. */
typedef struct {
	const EntenteRecord *source;
	gint64 published;  /* seconds; the last of all if unknown */
	size_t first, end; /* records after it */
} Run;

gint64
instant(const char *iso)
{
	g_autofree char *padded =
	    iso && !strchr(iso, 'T') ? g_strconcat(iso, "T00:00:00Z", NULL) : g_strdup(iso);
	g_autoptr(GTimeZone) utc = g_time_zone_new_utc();
	g_autoptr(GDateTime) time = padded ? g_date_time_new_from_iso8601(padded, utc) : NULL;

	return time ? g_date_time_to_unix(time) : G_MAXINT64;
}

static int
compare_texts(const char *a, const char *b)
{
	if (!a || !b)
		return !a - !b; /* NULL last */
	return strcmp(a, b);
}

static int
compare_runs(gconstpointer a, gconstpointer b)
{
	const EntenteSource *left = &((const Run *)a)->source->source;
	const EntenteSource *right = &((const Run *)b)->source->source;
	gint64 left_time = ((const Run *)a)->published,
	       right_time = ((const Run *)b)->published;
	int order = left_time < right_time ? -1 : left_time > right_time;

	if (!order)
		order = compare_texts(left->published, right->published);
	if (!order)
		order = compare_texts(left->id, right->id);
	if (!order)
		order = compare_texts(left->text, right->text);
	if (!order)
		order = compare_texts(left->url ? left->url : left->path,
		                      right->url ? right->url : right->path);
	return order;
}

static GArray *
find_runs(const EntenteRecords *pages)
{
	GArray *runs = g_array_new(FALSE, FALSE, sizeof(Run));
	size_t n = entente_records_count(pages);

	for (size_t i = 0; i < n; i++) {
		const EntenteRecord *record = entente_records_get(pages, i);

		if (record->kind == ENTENTE_SOURCE)
			g_array_append_val(
			    runs,
			    ((Run){ record, instant(record->source.published), i + 1, i + 1 }));
		else if (runs->len)
			g_array_index(runs, Run, runs->len - 1).end = i + 1;
	}
	g_array_sort(runs, compare_runs);
	return runs;
}

static void
add_mention(Gathering *gathering, EntenteRecord *record, uint32_t page, size_t in_page)
{
	GPtrArray *mentions = gathering->mentions[record->kind];
	Mention *mention = arena_new0(gathering->arena, Mention, 1);

	mention->record = record;
	mention->record->why =
	    NULL; /* why a page's record was made is not why the merged one was */
	mention->page = page;
	mention->in_page = (uint32_t)in_page;
	mention->order = mentions->len;
	g_ptr_array_add(mentions, mention);
}

/* Two pages of one id are one page read twice: the first stands for both. */
static void
add_run(Gathering *gathering, EntenteRecords *pages, const Run *run)
{
	const EntenteSource *source = &run->source->source;
	uint32_t page = gathering->n_pages;

	if (page && !g_strcmp0(gathering->pages[page - 1].source.id, source->id)) {
		page--;
	} else {
		gathering->pages[page] = (Page){ *source, page };
		gathering->pages[page].source.copy_of = NULL;
		gathering->n_pages++;
	}
	for (size_t i = run->first; i < run->end; i++)
		add_mention(gathering, pages->items->pdata[i], page, i - run->first);
}

static void
free_group(gpointer group)
{
	g_ptr_array_unref(((Group *)group)->members);
}

Gathering *
gathering_new(EntenteRecords *pages, const Lexicon *lexicon, const GPtrArray *rulings)
{
	Gathering *gathering = g_new0(Gathering, 1);
	g_autoptr(GArray) runs = find_runs(pages);

	gathering->lexicon = lexicon;
	gathering->rulings = rulings;
	gathering->arena = arena_new();
	gathering->words = words_new(lexicon);
	gathering->pages = g_new0(Page, MAX(runs->len, 1));
	for (int kind = 0; kind < ENTENTE_N_KINDS; kind++) {
		gathering->mentions[kind] = g_ptr_array_new();
		gathering->groups[kind] = g_ptr_array_new_with_free_func(free_group);
	}
	for (guint i = 0; i < runs->len; i++)
		add_run(gathering, pages, &g_array_index(runs, Run, i));
	return gathering;
}

void
gathering_free(Gathering *gathering)
{
	if (!gathering)
		return;
	for (int kind = 0; kind < ENTENTE_N_KINDS; kind++) {
		g_ptr_array_unref(gathering->mentions[kind]);
		g_ptr_array_unref(gathering->groups[kind]);
	}
	parties_free(gathering->parties);
	people_free(gathering->people);
	words_free(gathering->words);
	g_free(gathering->pages);
	arena_free(gathering->arena);
	g_free(gathering);
}

Group *
group_new(Gathering *gathering, EntenteKind kind)
{
	Group *group = arena_new0(gathering->arena, Group, 1);

	group->record = arena_new0(gathering->arena, EntenteRecord, 1);
	group->record->confidence = ENTENTE_UNKNOWN;
	group->members = g_ptr_array_new();
	g_ptr_array_add(gathering->groups[kind], group);
	return group;
}

void
group_add(Group *group, Mention *mention)
{
	g_ptr_array_add(group->members, mention);
}

static int
compare_mentions(gconstpointer a, gconstpointer b)
{
	const Mention *left = *(const Mention *const *)a, *right = *(const Mention *const *)b;

	return left->order < right->order ? -1 : left->order > right->order;
}

typedef struct {
	uint32_t page;
	const EntenteEvidence *evidence;
} Said;

static int
compare_said(gconstpointer a, gconstpointer b)
{
	const Said *left = a, *right = b;
	const EntenteEvidence *x = left->evidence, *y = right->evidence;

	if (left->page != right->page)
		return left->page < right->page ? -1 : 1;
	if (x->span.start != y->span.start)
		return x->span.start < y->span.start ? -1 : 1;
	if (x->span.end != y->span.end)
		return x->span.end < y->span.end ? -1 : 1;
	return compare_texts(x->text, y->text);
}

static void
unite_evidence(const Gathering *gathering, Group *group)
{
	g_autoptr(GArray) said = g_array_new(FALSE, FALSE, sizeof(Said));

	for (guint i = 0; i < group->members->len; i++) {
		const Mention *mention = group_at(group, i);

		for (size_t j = 0; j < mention->record->n_evidence; j++)
			g_array_append_val(
			    said, ((Said){ mention->page, &mention->record->evidence[j] }));
	}
	g_array_sort(said, compare_said);
	EntenteEvidence *evidence = arena_new0(gathering->arena, EntenteEvidence, said->len);
	size_t n = 0;
	for (guint i = 0; i < said->len; i++) {
		const Said *here = &g_array_index(said, Said, i);

		if (!i || compare_said(here - 1, here))
			evidence[n++] = *here->evidence;
	}
	group->record->evidence = evidence;
	group->record->n_evidence = n;
}

/* As sure as the surest mention; one found by rules alone, which say nothing of how sure they
 * are, leaves it unknown. */
static void
unite_confidence(Group *group)
{
	int32_t greatest = 0;

	for (guint i = 0; i < group->members->len && greatest != ENTENTE_UNKNOWN; i++) {
		int32_t confidence = group_at(group, i)->record->confidence;

		greatest =
		    confidence == ENTENTE_UNKNOWN ? confidence : MAX(greatest, confidence);
	}
	group->record->confidence = greatest;
}

void
group_finish(const Gathering *gathering, Group *group)
{
	g_autoptr(GArray) pages = g_array_new(FALSE, FALSE, sizeof(uint32_t));

	g_ptr_array_sort(group->members, compare_mentions);
	*group->record = *group_at(group, 0)->record;
	if (group->members->len == 1) {
		group->n_independent = 1;
		return;
	}
	for (guint i = 0; i < group->members->len; i++)
		g_array_append_val(pages, group_at(group, i)->page);
	group->n_independent = count_independent(gathering, pages);
	unite_evidence(gathering, group);
	unite_confidence(group);
}

static int
compare_pages(gconstpointer a, gconstpointer b)
{
	uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;

	return left < right ? -1 : left > right;
}

uint32_t
count_independent(const Gathering *gathering, GArray *pages)
{
	uint32_t n = 0;

	for (guint i = 0; i < pages->len; i++) {
		uint32_t *page = &g_array_index(pages, uint32_t, i);

		*page = gathering->pages[*page].head;
	}
	g_array_sort(pages, compare_pages);
	for (guint i = 0; i < pages->len; i++)
		n += !i ||
		     g_array_index(pages, uint32_t, i - 1) != g_array_index(pages, uint32_t, i);
	return n;
}

static const void *
member_field(const Group *group, guint i, size_t offset)
{
	return (const char *)group_at(group, i)->record + offset;
}

static uint32_t
member_head(const Gathering *gathering, const Group *group, guint i)
{
	return gathering->pages[group_at(group, i)->page].head;
}

const char *
group_most_told(const Gathering *gathering, const Group *group, size_t offset)
{
	g_autoptr(Tally) tally = tally_new();

	for (guint i = 0; i < group->members->len; i++)
		tally_add(tally, *(const char *const *)member_field(group, i, offset),
		          member_head(gathering, group, i));
	return tally_first(tally);
}

const char *const *
group_unite(const Gathering *gathering, const Group *group, size_t offset)
{
	g_autoptr(Tally) tally = tally_new();

	for (guint i = 0; i < group->members->len; i++) {
		const char *const *texts =
		    *(const char *const *const *)member_field(group, i, offset);

		for (; texts && *texts; texts++)
			tally_add(tally, *texts, member_head(gathering, group, i));
	}
	return tally_texts(tally, gathering->arena);
}

int32_t
group_most_told_number(const Gathering *gathering, const Group *group, size_t offset)
{
	g_autoptr(Tally) tally = tally_new();

	for (guint i = 0; i < group->members->len; i++) {
		int32_t number = *(const int32_t *)member_field(group, i, offset);

		if (number != ENTENTE_UNKNOWN)
			tally_add(tally, arena_printf(gathering->arena, "%d", number),
			          member_head(gathering, group, i));
	}
	const char *first = tally_first(tally);
	return first ? (int32_t)g_ascii_strtoll(first, NULL, 10) : ENTENTE_UNKNOWN;
}

int
group_most_told_choice(const Gathering *gathering, const Group *group, size_t offset)
{
	g_autoptr(Tally) tally = tally_new();

	for (guint i = 0; i < group->members->len; i++)
		tally_add(tally,
		          arena_printf(gathering->arena, "%d",
		                       *(const int *)member_field(group, i, offset)),
		          member_head(gathering, group, i));
	return (int)g_ascii_strtoll(tally_first(tally), NULL, 10);
}
