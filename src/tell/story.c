/* A source's main parties are those that hold most positions and sit in most meetings in it, at
 * most four, none with less than a fourth of the first's. */
#include "tell/story.h"

enum { MOST_MAIN = 4, MOST_COUNTED = 64, MOST_COMPARED = 32 };

typedef struct {
	const char *party;
	guint n;
} Count;

typedef struct {
	GArray *counts; /* Count, most first */
	guint n_main;
	int32_t round;
} Tale;

struct Stories {
	const SourceIndex *sources;
	Tale *tales; /* by number, from 1 */
	guint n;
};

static void
count_party(Tale *tale, const char *party)
{
	Count fresh = { party, 1 };

	for (guint i = 0; i < tale->counts->len; i++) {
		Count *count = &g_array_index(tale->counts, Count, i);

		if (g_str_equal(count->party, party)) {
			count->n++;
			return;
		}
	}
	if (tale->counts->len < MOST_COUNTED)
		g_array_append_val(tale->counts, fresh);
}

static void
count_record(const Stories *stories, const EntenteRecord *record)
{
	const char *holder[] = { record->position.party, NULL };
	const char *const *parties =
	    record->kind == ENTENTE_POSITION ? holder : record->meeting.parties;
	guint last = 0;

	for (size_t i = 0; parties && i < record->n_evidence; i++) {
		guint number =
		    source_index_number(stories->sources, record->evidence[i].source);

		if (!number || number == last) /* evidence stands by source */
			continue;
		last = number;
		for (const char *const *party = parties; *party; party++)
			count_party(&stories->tales[number], *party);
	}
}

static int
by_count(gconstpointer a, gconstpointer b)
{
	const Count *left = a, *right = b;

	return (left->n < right->n) - (left->n > right->n);
}

Stories *
stories_new(const EntenteRecords *records, const SourceIndex *sources)
{
	Stories *stories = g_new0(Stories, 1);

	stories->sources = sources;
	stories->n = source_index_count(sources);
	stories->tales = g_new0(Tale, stories->n + 1);
	for (guint i = 1; i <= stories->n; i++) {
		stories->tales[i].counts = g_array_new(false, false, sizeof(Count));
		stories->tales[i].round = source_index_get(sources, i)->source->round;
	}
	for (size_t i = 0; i < entente_records_count(records); i++) {
		const EntenteRecord *record = entente_records_get(records, i);

		if (record->kind == ENTENTE_POSITION || record->kind == ENTENTE_MEETING)
			count_record(stories, record);
	}
	for (guint i = 1; i <= stories->n; i++) {
		Tale *tale = &stories->tales[i];

		g_array_sort(tale->counts, by_count);
		while (tale->n_main < MIN(tale->counts->len, MOST_MAIN) &&
		       4 * g_array_index(tale->counts, Count, tale->n_main).n >=
		           g_array_index(tale->counts, Count, 0).n)
			tale->n_main++;
	}
	return stories;
}

void
stories_free(Stories *stories)
{
	for (guint i = 1; i <= stories->n; i++)
		g_array_unref(stories->tales[i].counts);
	g_free(stories->tales);
	g_free(stories);
}

static guint
count_common(const Tale *a, const Tale *b)
{
	guint n = 0;

	for (guint i = 0; i < a->n_main; i++)
		for (guint j = 0; j < b->n_main; j++)
			n += g_str_equal(g_array_index(a->counts, Count, i).party,
			                 g_array_index(b->counts, Count, j).party);
	return n;
}

static bool
tell_of_one(const Stories *stories, guint a, guint b)
{
	const Tale *left = &stories->tales[a], *right = &stories->tales[b];

	if (!a || !b)
		return false;
	return a == b || (left->round != ENTENTE_UNKNOWN && left->round == right->round) ||
	       count_common(left, right) > 1;
}

bool
stories_join(const Stories *stories, const EntenteRecord *a, const EntenteRecord *b)
{
	for (size_t i = 0; i < MIN(a->n_evidence, MOST_COMPARED); i++)
		for (size_t j = 0; j < MIN(b->n_evidence, MOST_COMPARED); j++) {
			guint x = source_index_number(stories->sources, a->evidence[i].source);
			guint y = source_index_number(stories->sources, b->evidence[j].source);

			if (tell_of_one(stories, x, y))
				return true;
		}
	return false;
}

static guint
root_of(guint *parents, guint number)
{
	while (parents[number] != number)
		number = parents[number] = parents[parents[number]];
	return number;
}

static int
by_size(gconstpointer a, gconstpointer b)
{
	const GArray *left = *(const GArray *const *)a, *right = *(const GArray *const *)b;

	return (left->len < right->len) - (left->len > right->len);
}

/* Each source with the first that has one of its parties for a main one, and with the first of
 * its round. */
static guint *
join_sources(const Stories *stories)
{
	g_autoptr(GHashTable) firsts = g_hash_table_new(g_str_hash, g_str_equal);
	g_autoptr(GHashTable) rounds = g_hash_table_new(NULL, NULL);
	guint *parents = g_new0(guint, stories->n + 1);

	for (guint i = 1; i <= stories->n; i++) {
		const Tale *tale = &stories->tales[i];
		gpointer round = GINT_TO_POINTER(tale->round), number = GUINT_TO_POINTER(i);

		parents[i] = i;
		if (tale->round != ENTENTE_UNKNOWN && g_hash_table_contains(rounds, round))
			parents[i] = GPOINTER_TO_UINT(g_hash_table_lookup(rounds, round));
		else
			g_hash_table_insert(rounds, round, number);
		for (guint j = 0; j < tale->n_main; j++) {
			const char *party = g_array_index(tale->counts, Count, j).party;

			if (!g_hash_table_contains(firsts, party))
				g_hash_table_insert(firsts, (char *)party, number);
		}
	}
	for (guint i = 1; i <= stories->n; i++) {
		const GArray *counts = stories->tales[i].counts;

		for (guint j = 0; j < counts->len; j++) {
			gpointer first =
			    g_hash_table_lookup(firsts, g_array_index(counts, Count, j).party);

			if (first)
				parents[root_of(parents, i)] =
				    root_of(parents, GPOINTER_TO_UINT(first));
		}
	}
	return parents;
}

GPtrArray *
stories_groups(const Stories *stories)
{
	GPtrArray *groups = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
	g_autofree guint *parents = join_sources(stories);
	g_autofree GArray **by_root = g_new0(GArray *, stories->n + 1);

	for (guint i = 1; i <= stories->n; i++) {
		guint root = root_of(parents, i);

		if (!stories->tales[i].n_main ||
		    source_index_get(stories->sources, i)->original != i)
			continue;
		if (!by_root[root]) {
			by_root[root] = g_array_new(false, false, sizeof(guint));
			g_ptr_array_add(groups, by_root[root]);
		}
		g_array_append_val(by_root[root], i);
	}
	g_ptr_array_sort(groups, by_size);
	return groups;
}
