/* What parties can do together.  A coalition improves on a state if its members reach, by a
 * legal sequence of their own moves, one that each of them prefers; that is deterred as a
 * single party's improvement is, where the state that the others make is no better for some
 * member, and countermoves are the coalition's. */
#include "analyse/outlook.h"
#include "analyse/stability.h"

enum { MOST_MEMBERS = 6, MOST_STATES = 512 };

/* Who reaches what, while one coalition is looked at: n rows of n each. */
typedef struct {
	const Outlook *outlook;
	uint32_t mask, n;
	bool *own, *others, *glad_others;
	EntenteStableProgress progress;
	gpointer user_data;
	double done; /* before this coalition */
} Acting;

/* Whether each member prefers `t` to `s`. */
static bool
all_prefer(const Acting *acting, uint32_t t, uint32_t s)
{
	for (uint32_t i = 0; i < acting->outlook->conflict->n_parties; i++)
		if ((acting->mask >> i & 1) &&
		    outlook_compare(acting->outlook, i, t, s) != COMPARED_BETTER)
			return false;
	return true;
}

/* Whether the coalition, at `x`, can still get to what all its members prefer to `s`. */
static bool
escapes(const Acting *acting, uint32_t x, uint32_t s)
{
	for (uint32_t y = 0; y < acting->n; y++)
		if (acting->own[(size_t)x * acting->n + y] && all_prefer(acting, y, s))
			return true;
	return false;
}

static bool
is_deterred(const Acting *acting, Concept concept, uint32_t s, uint32_t t)
{
	const ConceptFacts *facts = &concept_facts[concept];
	const bool *reached = facts->credible ? acting->glad_others : acting->others;

	for (uint32_t x = 0; concept != CONCEPT_R && x < acting->n; x++)
		if (reached[(size_t)t * acting->n + x] && !all_prefer(acting, x, s) &&
		    !(facts->counter && escapes(acting, x, s)))
			return true;
	return false;
}

static bool
goes_on(const Acting *acting)
{
	return !acting->progress || acting->progress(acting->done, acting->user_data);
}

/* False where it was stopped. */
static bool
look_at(Acting *acting, Coalitions *coalitions)
{
	uint32_t n = acting->n, others = ~acting->mask;
	bool is_single = !(acting->mask & (acting->mask - 1));

	for (uint32_t s = 0; s < n; s++) {
		size_t row = (size_t)s * n;

		if (!goes_on(acting))
			return false;
		outlook_reach(acting->outlook, acting->mask, false, s, acting->own + row);
		outlook_reach(acting->outlook, others, false, s, acting->others + row);
		outlook_reach(acting->outlook, others, true, s, acting->glad_others + row);
	}
	for (uint32_t s = 0; s < n; s++) {
		if (!goes_on(acting))
			return false;
		for (uint32_t t = 0; t < n; t++) {
			const CoalitionMove move = { acting->mask, s, t };

			if (!acting->own[(size_t)s * n + t] || !all_prefer(acting, t, s))
				continue;
			if (!is_single)
				g_array_append_val(coalitions->moves, move);
			for (Concept concept = 0; concept < N_CONCEPTS; concept ++)
				if (!is_deterred(acting, concept, s, t))
					coalitions->stable[s] &= (uint8_t) ~(1u << concept);
		}
	}
	return true;
}

/* Fewer members first; then by their order. */
static int
by_members(gconstpointer a, gconstpointer b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	int n = __builtin_popcount(x), m = __builtin_popcount(y);
	uint32_t lowest = (x ^ y) & (0u - (x ^ y));

	return n != m ? n - m : x == y ? 0 : x & lowest ? -1 : 1;
}

Coalitions *
stability_coalitions(const Conflict *conflict, EntenteStableProgress progress,
                     gpointer user_data)
{
	uint32_t n = conflict->n_states, masks[1 << MOST_MEMBERS];
	const Outlook outlook = { .conflict = conflict };

	if (conflict->n_parties > MOST_MEMBERS || n > MOST_STATES)
		return NULL;
	g_autofree bool *reach = g_new(bool, 3 * (size_t)n * n);
	g_autoptr(Coalitions) coalitions = g_new0(Coalitions, 1);
	Acting acting = { &outlook, 0,        n,         reach, reach + (size_t)n * n,
		          reach + 2 * (size_t)n * n, progress, user_data, 0 };
	uint32_t n_masks = (1u << conflict->n_parties) - 1;

	coalitions->moves = g_array_new(FALSE, FALSE, sizeof(CoalitionMove));
	coalitions->stable = g_malloc(n);
	memset(coalitions->stable, (1 << N_CONCEPTS) - 1, n);
	for (uint32_t k = 0; k < n_masks; k++)
		masks[k] = k + 1;
	qsort(masks, n_masks, sizeof *masks, by_members);
	for (uint32_t k = 0; k < n_masks; k++) {
		acting.mask = masks[k];
		acting.done = (double)k / n_masks;
		if (!look_at(&acting, coalitions))
			return NULL;
	}
	return g_steal_pointer(&coalitions);
}
