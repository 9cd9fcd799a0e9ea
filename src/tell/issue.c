/* Positions by issue, and within an issue by party.  What one side wants and another refuses is
 * set against each other only where both belong to one negotiation. */
#include "tell/brief.h"
#include "tell/plain.h"
#include "tell/wording.h"

#include <string.h>

enum { LONGEST_ISSUE = 50 };

typedef struct {
	const Brief *brief;
	GHashTable *issues;  /* name -> Issue */
	GHashTable *stands;  /* name, tab, party -> Stand */
	GHashTable *sources; /* name, tab, number: seen */
	GPtrArray *order;
} Grouping;

static void
stand_free(gpointer pointer)
{
	Stand *stand = pointer;

	g_array_unref(stand->told);
	g_free(stand);
}

static void
issue_free(gpointer pointer)
{
	Issue *issue = pointer;

	g_ptr_array_unref(issue->stands);
	g_free(issue);
}

static Issue *
issue_of(Grouping *grouping, const char *name)
{
	Issue *issue = g_hash_table_lookup(grouping->issues, name);

	if (issue)
		return issue;
	issue = g_new0(Issue, 1);
	issue->name = name;
	issue->stands = g_ptr_array_new_with_free_func(stand_free);
	g_hash_table_insert(grouping->issues, (gpointer)name, issue);
	g_ptr_array_add(grouping->order, issue);
	return issue;
}

static Stand *
stand_of(Grouping *grouping, Issue *issue, const char *party)
{
	char *key = g_strdup_printf("%s\t%s", issue->name, party);
	Stand *stand = g_hash_table_lookup(grouping->stands, key);

	if (stand) {
		g_free(key);
		return stand;
	}
	stand = g_new0(Stand, 1);
	stand->party = party;
	stand->told = g_array_new(false, false, sizeof(Told));
	g_hash_table_insert(grouping->stands, key, stand);
	g_ptr_array_add(issue->stands, stand);
	return stand;
}

static void
count_sources(Grouping *grouping, Issue *issue, const EntenteRecord *record)
{
	const SourceIndex *sources = grouping->brief->sources;

	for (size_t i = 0; i < record->n_evidence; i++) {
		guint number = source_index_number(sources, record->evidence[i].source);

		if (number)
			number = source_index_get(sources, number)->original;
		issue->n_sources += g_hash_table_add(
		    grouping->sources, g_strdup_printf("%s\t%u", issue->name, number));
	}
}

/* The same side's same words on the same issue count once. */
static bool
is_repeated(const Stand *stand, const EntentePosition *position)
{
	enum { LOOK_BACK = 32 };
	guint n = MIN(stand->told->len, LOOK_BACK);

	for (guint i = stand->told->len - n; i < stand->told->len; i++) {
		const EntentePosition *other = &told_get(stand->told, i)->record->position;

		if (other->stance == position->stance && other->what && position->what &&
		    !g_ascii_strcasecmp(other->what, position->what))
			return true;
	}
	return false;
}

static void
add(Grouping *grouping, const Told *told)
{
	const EntentePosition *position = &told->record->position;

	if (!position->party)
		return;
	Issue *issue = issue_of(grouping, position->issue ? position->issue : "other");
	Stand *stand = stand_of(grouping, issue, position->party);
	if (is_repeated(stand, position))
		return;
	g_array_append_vals(stand->told, told, 1);
	stand->weight += told->weight;
	count_sources(grouping, issue, told->record);
}

const Told *
stand_find(const Stand *stand, EntenteStance stance)
{
	for (guint i = 0; i < stand->told->len; i++)
		if (told_get(stand->told, i)->record->position.stance == (int)stance)
			return told_get(stand->told, i);
	return NULL;
}

/* The more words the better, as far as they can be taken in at a glance. */
static guint
count_at_glance(const char *words)
{
	enum { GLANCE = 10 };
	guint n = wording_count(words);

	return n > GLANCE ? GLANCE / 2 : n;
}

/* What tells most of a stand: red lines, then wordings that say something, those of most independent sources,
 * then particular ones, then the longer. */
static int
by_substance(gconstpointer a, gconstpointer b)
{
	const Told *left = a, *right = b;
	const char *x = left->record->position.what, *y = right->record->position.what;
	int red = right->record->position.red_line - left->record->position.red_line;
	bool x_vague = !x || wording_is_vague(x), y_vague = !y || wording_is_vague(y);

	if (red)
		return red;
	if (x_vague != y_vague)
		return x_vague ? 1 : -1;
	if (left->weight != right->weight)
		return left->weight < right->weight ? 1 : -1;
	if (!x || !y)
		return !x - !y;
	int particular = wording_is_particular(y) - wording_is_particular(x);
	guint x_words = count_at_glance(x), y_words = count_at_glance(y);
	return particular ? particular : (x_words < y_words) - (x_words > y_words);
}

/* A position and who holds it. */
typedef struct {
	const Stand *stand;
	const Told *told;
} Held;

static int
by_held_weight(gconstpointer a, gconstpointer b)
{
	const Held *left = a, *right = b;

	return (left->told->weight < right->told->weight) -
	       (left->told->weight > right->told->weight);
}

/* All positions with this stance, the heaviest first; of a stand, the most telling first. */
static GArray *
holders(const Issue *issue, EntenteStance stance)
{
	enum { MOST_HELD = 64 };
	GArray *all = g_array_new(false, false, sizeof(Held));

	for (guint i = 0; i < issue->stands->len; i++) {
		const Stand *stand = issue->stands->pdata[i];

		for (guint j = 0; j < stand->told->len && all->len < MOST_HELD; j++) {
			Held held = { stand, told_get(stand->told, j) };

			if (held.told->record->position.stance == (int)stance)
				g_array_append_val(all, held);
		}
	}
	g_array_sort(all, by_held_weight);
	return all;
}

/* Issues that hold whatever is said of the talks or of a text as a whole: there two positions
 * meet only where their words do, or one sentence tells both. */
static bool
on_one_matter(const Issue *issue, const Told *a, const Told *b)
{
	static const char *const wide[] = { "the-deal", "talks", "other" };
	const char *x = a->record->position.what, *y = b->record->position.what;
	bool is_wide = false;

	for (size_t i = 0; i < G_N_ELEMENTS(wide); i++)
		is_wide = is_wide || g_str_equal(issue->name, wide[i]);
	return !is_wide || (x && y && (wording_is_in(x, y) || wording_is_in(y, x)));
}

/* The heaviest positions of two sides with these stances in one negotiation. */
static bool
find_pair(const Brief *brief, const Issue *issue, EntenteStance first, EntenteStance second,
          Held *a, Held *b)
{
	g_autoptr(GArray) left = holders(issue, first), right = holders(issue, second);

	for (guint i = 0; i < left->len; i++)
		for (guint j = 0; j < right->len; j++) {
			*a = g_array_index(left, Held, i);
			*b = g_array_index(right, Held, j);
			if (a->stand != b->stand && on_one_matter(issue, a->told, b->told) &&
			    stories_join(brief->stories, a->told->record, b->told->record))
				return true;
		}
	return false;
}

/* A side's position of this stance that tells most among those of the other's negotiation. */
static const Told *
telling(const Brief *brief, const Held *held, const Told *other)
{
	for (guint i = 0; i < held->stand->told->len; i++) {
		const Told *told = told_get(held->stand->told, i);

		if (told->record->position.stance == held->told->record->position.stance &&
		    stories_join(brief->stories, told->record, other->record))
			return told;
	}
	return held->told;
}

/* Whether one side holds `stance` and another refuses. */
static bool
find_opposed(const Brief *brief, Issue *issue, EntenteStance stance)
{
	Held refuses, presses;

	if (!find_pair(brief, issue, ENTENTE_REFUSES, stance, &refuses, &presses))
		return false;
	issue->presses = presses.stand;
	issue->refuses = refuses.stand;
	issue->pressing = telling(brief, &presses, refuses.told);
	issue->refusing = telling(brief, &refuses, presses.told);
	return true;
}

static guint
count_holders(const Issue *issue, EntenteStance stance)
{
	guint n = 0;

	for (guint i = 0; i < issue->stands->len; i++)
		n += stand_find(issue->stands->pdata[i], stance) != NULL;
	return n;
}

static void
judge(const Brief *brief, Issue *issue)
{
	guint refusing = count_holders(issue, ENTENTE_REFUSES);
	Held a, b;

	if (find_opposed(brief, issue, ENTENTE_DEMANDS))
		issue->state = ISSUE_BLOCKED;
	else if (find_opposed(brief, issue, ENTENTE_OFFERS) ||
	         find_opposed(brief, issue, ENTENTE_ACCEPTS))
		issue->state = ISSUE_SPLIT;
	else if (!refusing && !count_holders(issue, ENTENTE_DEMANDS) &&
	         find_pair(brief, issue, ENTENTE_ACCEPTS, ENTENTE_ACCEPTS, &a, &b))
		issue->state = ISSUE_AGREED;
	issue->comes_next = !refusing && (g_str_equal(issue->name, "talks") ||
	                                  g_str_equal(issue->name, "timetable"));
	issue->rank = issue->n_sources * issue->stands->len;
	if (issue->state == ISSUE_BLOCKED || issue->state == ISSUE_SPLIT)
		issue->rank *= 2;
	if (g_str_equal(issue->name, "other"))
		issue->rank = 0;
}

static int
by_rank(gconstpointer a, gconstpointer b)
{
	const Issue *left = *(const Issue *const *)a, *right = *(const Issue *const *)b;

	return (left->rank < right->rank) - (left->rank > right->rank);
}

static int
by_weight(gconstpointer a, gconstpointer b)
{
	const Stand *left = *(const Stand *const *)a, *right = *(const Stand *const *)b;

	return (left->weight < right->weight) - (left->weight > right->weight);
}

GPtrArray *
issues_group(const Brief *brief)
{
	g_autoptr(GHashTable) issues = g_hash_table_new(g_str_hash, g_str_equal);
	g_autoptr(GHashTable) stands =
	    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autoptr(GHashTable) sources =
	    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	GPtrArray *order = g_ptr_array_new_with_free_func(issue_free);
	Grouping grouping = { brief, issues, stands, sources, order };
	const GArray *positions = brief->told[ENTENTE_POSITION];

	for (guint i = 0; i < positions->len; i++)
		add(&grouping, told_get(positions, i));
	for (guint i = 0; i < order->len; i++) {
		Issue *issue = order->pdata[i];

		g_ptr_array_sort(issue->stands, by_weight);
		for (guint s = 0; s < issue->stands->len; s++)
			g_array_sort(((Stand *)issue->stands->pdata[s])->told, by_substance);
		judge(brief, issue);
	}
	g_ptr_array_sort(order, by_rank);
	return order;
}

const char *
issue_words(const Brief *brief, const char *issue)
{
	char *words = plain_clause(brief->arena, issue, LONGEST_ISSUE);
	const char *hyphen = strchr(words, '-');

	if (hyphen && hyphen - words <= 2) /* a prefix: "de-escalation" */
		return words;
	return g_strdelimit(words, "-", ' ');
}
