/* Rounds of talks: which pages tell of the same occasion.
 *
 * A page's focus is the meeting that it tells most of.  Pages belong together
 *   - that tell of a meeting on which one of them has its focus, unless they were published
 * more than a week apart: what is background there is the news here;
 *   - that were published within some days and have half of their sides, and two at least, in
 *     common;
 *   - and a page without day, if nobody else tells of its focus, goes where its people are, or
 *     where one of them and a draft of as many points is, unless the foci contradict.
 * Round 1 is the latest: rounds stand by day (of the focus, else of publication), the latest
 * first, then those without a day by number of independent sources, then by page. */
#include "gather/encounter.h"
#include "gather/sets.h"
#include "gather/tales.h"

enum {
	FOCUS_DAYS = 7,
	WINDOW_DAYS = 3,
	FEWEST_SIDES = 2,
	FEWEST_PEOPLE = 3,
	LONGEST_POSTING = 64
};

typedef struct {
	Gathering *gathering;
	Tale *tales; /* by page */
	Sets *sets;  /* of pages */
} Rounds;

/* Joins the pages that tell of a meeting to those that have it for their focus. */
static void
join_by_focus(Rounds *rounds)
{
	const GPtrArray *groups = rounds->gathering->groups[ENTENTE_MEETING];

	for (guint i = 0; i < groups->len; i++) {
		const Group *group = groups->pdata[i];
		const Tale *focused = NULL;
		uint32_t focused_page = 0;

		for (guint j = 0; j < group->members->len; j++) {
			uint32_t page = group_at(group, j)->page;

			if (rounds->tales[page].focus != group)
				continue;
			if (focused)
				sets_join(rounds->sets, page, focused_page);
			focused = &rounds->tales[page];
			focused_page = page;
		}
		for (guint j = 0; focused && j < group->members->len; j++) {
			uint32_t page = group_at(group, j)->page;
			const Tale *tale = &rounds->tales[page];

			if (!tale->day || !focused->day ||
			    ABS(tale->day - focused->day) <= FOCUS_DAYS)
				sets_join(rounds->sets, page, focused_page);
		}
	}
}

static bool
share_sides(const Tale *a, const Tale *b)
{
	uint32_t shared = stems_shared(numbers_of(a->sides), numbers_of(b->sides));

	return shared >= FEWEST_SIDES && 2 * shared >= MIN(a->sides->len, b->sides->len);
}

/* The pages that hold a name, in order. */
static GArray *
posting_of(GHashTable *postings, uint32_t id, bool create)
{
	GArray *posting = g_hash_table_lookup(postings, GUINT_TO_POINTER(id));

	if (!posting && create) {
		posting = g_array_new(FALSE, FALSE, sizeof(uint32_t));
		g_hash_table_insert(postings, GUINT_TO_POINTER(id), posting);
	}
	return posting;
}

static GHashTable *
postings_new(void)
{
	return g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_array_unref);
}

/* The window that is open on the page's day and shares its sides; the page itself if none. */
static uint32_t
find_window(const Rounds *rounds, GHashTable *windows, uint32_t page)
{
	const Tale *tale = &rounds->tales[page];

	for (guint i = 0; i < tale->sides->len; i++) {
		const GArray *open =
		    posting_of(windows, g_array_index(tale->sides, uint32_t, i), false);
		guint oldest =
		    open && open->len > LONGEST_POSTING ? open->len - LONGEST_POSTING : 0;

		for (guint j = open ? open->len : 0; j-- > oldest;) {
			uint32_t first = g_array_index(open, uint32_t, j);

			if (tale->day - rounds->tales[first].day > WINDOW_DAYS)
				break;
			if (share_sides(tale, &rounds->tales[first]))
				return first;
		}
	}
	return page;
}

/* Pages stand by day: a page joins a window that shares its sides, or opens one.  Windows do
 * not grow, so that daily coverage does not become one round. */
static void
join_by_day(Rounds *rounds)
{
	g_autoptr(GHashTable) windows = postings_new();

	for (uint32_t page = 0; page < rounds->gathering->n_pages; page++) {
		const Tale *tale = &rounds->tales[page];

		if (!tale->day)
			continue;
		uint32_t window = find_window(rounds, windows, page);
		sets_join(rounds->sets, page, window);
		for (guint i = 0; window == page && i < tale->sides->len; i++)
			g_array_append_val(
			    posting_of(windows, g_array_index(tale->sides, uint32_t, i), true),
			    page);
	}
}

static bool
share_people(const Tale *a, const Tale *b)
{
	uint32_t shared = stems_shared(numbers_of(a->people), numbers_of(b->people));

	if (a->points != ENTENTE_UNKNOWN && a->points == b->points && shared)
		return true;
	return shared >= FEWEST_PEOPLE && 2 * shared >= a->people->len;
}

static bool
told_by_others(const Group *focus, uint32_t page)
{
	for (guint i = 0; i < focus->members->len; i++)
		if (group_at(focus, i)->page != page)
			return true;
	return false;
}

/* Whether the foci of two pages may be one meeting, or one page has none. */
static bool
foci_allow(const Rounds *rounds, uint32_t page, uint32_t other)
{
	const Group *a = rounds->tales[page].focus, *b = rounds->tales[other].focus;

	if (!a || !b)
		return true;
	const EntenteMeeting *x = &group_at(a, 0)->record->meeting;
	const EntenteMeeting *y = &group_at(b, 0)->record->meeting;
	Encounter left = encounter_of(rounds->gathering, x, page);
	Encounter right = encounter_of(rounds->gathering, y, other);
	bool allow = encounters_agree(&left, &right) > 0;
	encounter_clear(&left);
	encounter_clear(&right);
	return allow;
}

static bool
is_adrift(const Rounds *rounds, uint32_t page)
{
	const Tale *tale = &rounds->tales[page];

	return !tale->day && (!tale->focus || !told_by_others(tale->focus, page));
}

/* Pages adrift go with the first page that has their people. */
static void
join_by_people(Rounds *rounds)
{
	g_autoptr(GHashTable) postings = postings_new();
	uint32_t n = rounds->gathering->n_pages;

	for (uint32_t page = 0; page < n; page++) {
		const GArray *people = rounds->tales[page].people;

		for (guint i = 0; i < people->len; i++) {
			GArray *posting =
			    posting_of(postings, g_array_index(people, uint32_t, i), true);

			if (posting->len < LONGEST_POSTING)
				g_array_append_val(posting, page);
		}
	}
	for (uint32_t page = 0; page < n; page++) {
		const Tale *tale = &rounds->tales[page];
		bool joined = !is_adrift(rounds, page);

		for (guint i = 0; !joined && i < tale->people->len; i++) {
			const GArray *posting = posting_of(
			    postings, g_array_index(tale->people, uint32_t, i), false);

			for (guint j = 0; j < posting->len && !joined; j++) {
				uint32_t other = g_array_index(posting, uint32_t, j);

				joined = other != page &&
				         share_people(tale, &rounds->tales[other]) &&
				         foci_allow(rounds, page, other);
				if (joined)
					sets_join(rounds->sets, page, other);
			}
		}
	}
}

typedef struct {
	GArray *pages;
	int day;
	uint32_t first, n_independent;
} Round;

static int
compare_rounds(gconstpointer a, gconstpointer b)
{
	const Round *left = a, *right = b;

	if (left->day != right->day)
		return left->day > right->day ? -1 : 1; /* 0, no day, comes last */
	if (left->n_independent != right->n_independent)
		return left->n_independent > right->n_independent ? -1 : 1;
	return left->first < right->first ? -1 : left->first > right->first;
}

static int
focus_day(const Tale *tale)
{
	int day = 0;

	for (guint i = 0; tale->focus && i < tale->focus->members->len; i++)
		day = MAX(day, iso_day(group_at(tale->focus, i)->record->meeting.date));
	return day ? day : tale->day;
}

static void
clear_round(gpointer round)
{
	g_array_unref(((Round *)round)->pages);
}

static void
number_rounds(Rounds *rounds)
{
	Gathering *gathering = rounds->gathering;
	g_autoptr(GArray) list = g_array_new(FALSE, FALSE, sizeof(Round));
	g_autofree guint *index = g_new0(guint, gathering->n_pages + 1);

	g_array_set_clear_func(list, clear_round);
	for (uint32_t page = 0; page < gathering->n_pages; page++) {
		guint root = sets_find(rounds->sets, page);

		if (gathering->pages[page].source.unread)
			continue; /* nobody knows what it tells of */
		if (!index[root]) {
			GArray *pages = g_array_new(FALSE, FALSE, sizeof(uint32_t));

			g_array_append_val(list, ((Round){ pages, 0, page, 0 }));
			index[root] = list->len;
		}
		Round *round = &g_array_index(list, Round, index[root] - 1);
		g_array_append_val(round->pages, page);
		round->day = MAX(round->day, focus_day(&rounds->tales[page]));
	}
	for (guint i = 0; i < list->len; i++) {
		Round *round = &g_array_index(list, Round, i);
		g_autoptr(GArray) pages = g_array_copy(round->pages);

		round->n_independent = count_independent(gathering, pages);
	}
	g_array_sort(list, compare_rounds);
	for (guint i = 0; i < list->len; i++) {
		const GArray *pages = g_array_index(list, Round, i).pages;

		for (guint j = 0; j < pages->len; j++)
			gathering->pages[g_array_index(pages, uint32_t, j)].source.round =
			    (int32_t)i + 1;
	}
}

void
find_rounds(Gathering *gathering)
{
	uint32_t n = gathering->n_pages;
	Tale *tales = tales_new(gathering);
	g_autoptr(Sets) sets = sets_new(n);
	Rounds rounds = { gathering, tales, sets };

	for (uint32_t page = 0; page < n; page++)
		if (gathering->pages[page].head != page)
			sets_join(sets, page, gathering->pages[page].head);
	join_by_focus(&rounds);
	join_by_day(&rounds);
	join_by_people(&rounds);
	number_rounds(&rounds);
	tales_free(tales, n);
}
