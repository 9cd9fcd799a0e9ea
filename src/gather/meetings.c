/* One record a meeting.  Records are compared only with those that share a specific fact (a
 * day, a length, a place, two people), found through an index with bounded lists.
 *
 * First across all pages; then, when rounds are known, among the records of one round, where
 * the same sides and little else will do. */
#include "gather/encounter.h"

#include "gather/tally.h"

#include <string.h>

enum { LONGEST_POSTING = 64, MOST_COMPARED = 8, MOST_PEOPLE = 8 };

/* How well two records must agree: the more, the farther apart their pages were published,
 * for the same people meet in the same place again. */
enum { ENOUGH_IN_ROUND = 2, ENOUGH_NEAR = 3, NEAR_DAYS = 7, ENOUGH_FAR = 5, FAR_DAYS = 30 };

typedef struct {
	const Gathering *gathering;
	bool in_round;
	GArray *encounters;   /* Encounter, by mention order */
	GHashTable *postings; /* fact -> GPtrArray of groups that tell it */
} Merger;

static const Encounter *
encounter_at(const GArray *encounters, const Group *group, guint i)
{
	return &g_array_index(encounters, Encounter, group_at(group, i)->order);
}

static void
add_fact(GHashTable *facts, const char *kind, const char *value, const char *side)
{
	g_hash_table_add(facts, g_strjoin("\x01", kind, value, side, NULL));
}

static void
add_number(GHashTable *facts, const char *kind, int number, const char *side)
{
	g_autofree char *value = g_strdup_printf("%d", number);

	add_fact(facts, kind, value, side);
}

static void
add_pairs_of_people(GHashTable *facts, const EntenteMeeting *meeting)
{
	const char *const *people = meeting->people;
	guint n = people ? MIN(g_strv_length((char **)people), (guint)MOST_PEOPLE) : 0;

	for (guint i = 0; i < n; i++)
		for (guint j = i + 1; j < n; j++) {
			bool in_order = strcmp(people[i], people[j]) < 0;

			add_fact(facts, "people", people[in_order ? i : j],
			         people[in_order ? j : i]);
		}
}

/* What a meeting must share with another to be compared with it: in a round, one side. */
static void
add_facts(const Merger *merger, const Encounter *encounter, int32_t round, GHashTable *facts)
{
	const EntenteMeeting *meeting = encounter->meeting;

	for (guint i = 0; merger->in_round && i < encounter->sides->len; i++)
		add_number(facts, "round", round, encounter->sides->pdata[i]);
	if (merger->in_round)
		return;
	add_pairs_of_people(facts, meeting);
	for (guint i = 0; i < encounter->sides->len; i++) {
		const char *side = encounter->sides->pdata[i];

		if (encounter->day)
			add_number(facts, "day", encounter->day, side);
		if (meeting->minutes != ENTENTE_UNKNOWN)
			add_number(facts, "minutes", meeting->minutes, side);
		if (encounter->place)
			add_fact(facts, "place", encounter->place, side);
		if (encounter->country)
			add_fact(facts, "country", encounter->country, side);
	}
}

/* A record of two or more sides that says nothing else of the meeting. */
static bool
is_bare(const Encounter *encounter)
{
	const EntenteMeeting *meeting = encounter->meeting;

	return encounter->sides->len > 1 && !encounter->place && !encounter->day &&
	       meeting->minutes == ENTENTE_UNKNOWN && !meeting->people;
}

static bool
same_sides(const Encounter *a, const Encounter *b)
{
	return a->sides->len == b->sides->len &&
	       count_common(a->sides, b->sides) == a->sides->len;
}

static bool
is_enough(const Merger *merger, const Encounter *a, const Encounter *b, int agreement)
{
	bool dated = a->published && b->published;
	int days = dated ? ABS(a->published - b->published) : 0;

	if (merger->in_round)
		return agreement >= ENOUGH_IN_ROUND ||
		       (agreement > 0 && (is_bare(a) || is_bare(b)) && same_sides(a, b));
	if (days <= NEAR_DAYS)
		return agreement >= ENOUGH_NEAR;
	return agreement >= ENOUGH_FAR && (days <= FAR_DAYS || (a->day && a->day == b->day));
}

/* How well two groups agree; 0 if not enough, or if any two members contradict. */
static int
groups_agree(const Merger *merger, const Group *a, const Group *b)
{
	int best = 0;

	for (guint i = 0; i < MIN(a->members->len, (guint)MOST_COMPARED); i++)
		for (guint j = 0; j < MIN(b->members->len, (guint)MOST_COMPARED); j++) {
			const Encounter *x = encounter_at(merger->encounters, a, i);
			const Encounter *y = encounter_at(merger->encounters, b, j);
			int agreement = encounters_agree(x, y);

			if (agreement < AGREE_NEVER / 2)
				return 0;
			if (is_enough(merger, x, y, agreement))
				best = MAX(best, agreement);
		}
	return best;
}

static Group *
best_group(const Merger *merger, const Group *group, GHashTable *facts)
{
	Group *best = NULL;
	int best_agreement = 0;
	g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
	g_autoptr(GList) sorted =
	    g_list_sort(g_hash_table_get_keys(facts), (GCompareFunc)strcmp);

	for (const GList *fact = sorted; fact; fact = fact->next) {
		const GPtrArray *posting = g_hash_table_lookup(merger->postings, fact->data);

		for (guint i = 0; posting && i < posting->len; i++) {
			Group *other = posting->pdata[i];

			if (!g_hash_table_add(seen, other))
				continue;
			int agreement = groups_agree(merger, group, other);
			if (agreement > best_agreement) {
				best = other;
				best_agreement = agreement;
			}
		}
	}
	return best;
}

static void
index_group(const Merger *merger, Group *group, GHashTable *facts)
{
	GHashTableIter iter;
	gpointer fact;

	g_hash_table_iter_init(&iter, facts);
	while (g_hash_table_iter_next(&iter, &fact, NULL)) {
		GPtrArray *posting = g_hash_table_lookup(merger->postings, fact);

		if (!posting) {
			posting = g_ptr_array_new();
			g_hash_table_insert(merger->postings, g_strdup(fact), posting);
		}
		if (posting->len < LONGEST_POSTING && !g_ptr_array_find(posting, group, NULL))
			g_ptr_array_add(posting, group);
	}
}

static guint
count_facts(const Encounter *encounter)
{
	const EntenteMeeting *meeting = encounter->meeting;

	return (encounter->place ? 1 : 0) + (encounter->day ? 1 : 0) +
	       (meeting->minutes == ENTENTE_UNKNOWN ? 0 : 1) +
	       (meeting->people ? g_strv_length((char **)meeting->people) : 0);
}

/* Groups that say most come first, so that others join them. */
static int
compare_groups(gconstpointer a, gconstpointer b, gpointer encounters)
{
	const Group *left = *(const Group *const *)a, *right = *(const Group *const *)b;
	guint x = count_facts(encounter_at(encounters, left, 0));
	guint y = count_facts(encounter_at(encounters, right, 0));
	uint32_t left_order = group_at(left, 0)->order;
	uint32_t right_order = group_at(right, 0)->order;

	if (x != y)
		return x > y ? -1 : 1;
	return left_order < right_order ? -1 : left_order > right_order;
}

static void
clear_encounter(gpointer encounter)
{
	encounter_clear(encounter);
}

static GArray *
compare_mentions(const Gathering *gathering)
{
	const GPtrArray *mentions = gathering->mentions[ENTENTE_MEETING];
	GArray *encounters = g_array_sized_new(FALSE, FALSE, sizeof(Encounter), mentions->len);

	g_array_set_clear_func(encounters, clear_encounter);
	for (guint i = 0; i < mentions->len; i++) {
		const Mention *mention = mentions->pdata[i];
		Encounter encounter =
		    encounter_of(gathering, &mention->record->meeting, mention->page);

		g_array_append_val(encounters, encounter);
	}
	return encounters;
}

/* Merges what agrees among the groups of meetings. */
static void
merge_groups(Gathering *gathering, bool in_round)
{
	GPtrArray *groups = gathering->groups[ENTENTE_MEETING];
	g_autoptr(GArray) encounters = compare_mentions(gathering);
	g_autoptr(GHashTable) postings = g_hash_table_new_full(
	    g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
	const Merger merger = { gathering, in_round, encounters, postings };

	g_ptr_array_sort_with_data(groups, compare_groups, encounters);
	for (guint i = 0; i < groups->len; i++) {
		Group *group = groups->pdata[i];
		int32_t round = in_round ? meeting_round(gathering, group) : ENTENTE_UNKNOWN;
		g_autoptr(GHashTable) facts =
		    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

		for (guint j = 0; j < MIN(group->members->len, (guint)MOST_COMPARED); j++)
			add_facts(&merger, encounter_at(encounters, group, j), round, facts);
		Group *same = best_group(&merger, group, facts);
		if (same) {
			g_ptr_array_extend(same->members, group->members, NULL, NULL);
			g_ptr_array_set_size(group->members, 0);
		}
		index_group(&merger, same ? same : group, facts);
	}
	for (guint i = groups->len; i-- > 0;)
		if (!((Group *)groups->pdata[i])->members->len)
			g_ptr_array_remove_index(groups, i);
}

void
unite_meetings(Gathering *gathering)
{
	const GPtrArray *mentions = gathering->mentions[ENTENTE_MEETING];

	for (guint i = 0; i < mentions->len; i++)
		group_add(group_new(gathering, ENTENTE_MEETING), mentions->pdata[i]);
	merge_groups(gathering, false);
}

/* Held if any page says so; else as the latest page has it. */
static int
status_of(const Gathering *gathering, const Group *group)
{
	int status = ENTENTE_PROPOSED;
	const char *latest = NULL;
	bool ongoing = false;

	for (guint i = 0; i < group->members->len; i++) {
		const Mention *mention = group_at(group, i);
		const char *published = gathering->pages[mention->page].source.published;
		int told = mention->record->meeting.status;

		if (told == ENTENTE_HELD)
			return told;
		ongoing |= told == ENTENTE_ONGOING;
		if (published && g_strcmp0(published, latest) >= 0) {
			latest = published;
			status = told;
		}
	}
	if (ongoing)
		return ENTENTE_ONGOING;
	return latest ? status
	              : group_most_told_choice(gathering, group,
	                                       offsetof(EntenteRecord, meeting.status));
}

static void
finish_meeting(const Gathering *gathering, const Usage *usage, Group *group)
{
	group_finish(gathering, group);
	EntenteMeeting *meeting = &group->record->meeting;
	meeting->parties = drop_repeated_sides(
	    usage, group_unite(gathering, group, offsetof(EntenteRecord, meeting.parties)));
	meeting->people =
	    group_unite(gathering, group, offsetof(EntenteRecord, meeting.people));
	meeting->place =
	    group_most_told(gathering, group, offsetof(EntenteRecord, meeting.place));
	meeting->when =
	    group_most_told(gathering, group, offsetof(EntenteRecord, meeting.when));
	meeting->date =
	    group_most_told(gathering, group, offsetof(EntenteRecord, meeting.date));
	meeting->minutes =
	    group_most_told_number(gathering, group, offsetof(EntenteRecord, meeting.minutes));
	meeting->medium =
	    group_most_told(gathering, group, offsetof(EntenteRecord, meeting.medium));
	meeting->status = status_of(gathering, group);
	meeting->round = meeting_round(gathering, group);
}

void
unite_meetings_of_rounds(Gathering *gathering)
{
	GPtrArray *groups = gathering->groups[ENTENTE_MEETING];
	g_autoptr(Usage) usage = usage_new(gathering);

	merge_groups(gathering, true);
	for (guint i = 0; i < groups->len; i++)
		finish_meeting(gathering, usage, groups->pdata[i]);
}
