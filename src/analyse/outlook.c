/* One state's stability, found forwards: breadth first over nodes (state, who moved there), so
 * that the answer to an improvement is a shortest one and can be told step by step.
 *
 * The tests hold it against stability_solve(). */
#include "analyse/outlook.h"

bool
outlook_alike(const Conflict *conflict, uint32_t i, uint32_t a, uint32_t b)
{
	const ConflictParty *party = &conflict->parties[i];

	return a == b || (party->rank[a] == party->rank[b] &&
	                  !conflict_is_unknown(conflict, party, a, b));
}

/* Answers count for all states that are known to be as good. */
static int
answered_sign(const Outlook *outlook, uint32_t party, uint32_t x, uint32_t s, bool *found)
{
	*found = false;
	for (size_t k = 0; k < outlook->n_answers; k++) {
		const OutlookAnswer *answer = &outlook->answers[k];

		if (answer->party != party)
			continue;
		*found = true;
		if (outlook_alike(outlook->conflict, party, x, answer->a) &&
		    outlook_alike(outlook->conflict, party, s, answer->b))
			return answer->sign;
		if (outlook_alike(outlook->conflict, party, x, answer->b) &&
		    outlook_alike(outlook->conflict, party, s, answer->a))
			return -answer->sign;
		*found = false;
	}
	return 0;
}

Compared
outlook_compare(const Outlook *outlook, uint32_t i, uint32_t x, uint32_t s)
{
	const ConflictParty *party = &outlook->conflict->parties[i];
	const uint32_t *rank = outlook->rank ? outlook->rank[i] : party->rank;
	bool found;
	int sign = answered_sign(outlook, i, x, s, &found);

	if (found)
		return sign > 0 ? COMPARED_BETTER : COMPARED_NOT_BETTER;
	if (conflict_is_unknown(outlook->conflict, party, x, s))
		return COMPARED_UNKNOWN;
	return rank[x] < rank[s] ? COMPARED_BETTER : COMPARED_NOT_BETTER;
}

bool
outlook_leaves(const Outlook *outlook, uint32_t party, uint32_t s, uint32_t t)
{
	Compared compared = outlook_compare(outlook, party, t, s);

	return compared == COMPARED_BETTER ||
	       (compared == COMPARED_UNKNOWN && unknown_facts[outlook->type].leaves);
}

static bool
is_no_better(const Outlook *outlook, uint32_t party, uint32_t s, uint32_t x)
{
	Compared compared = outlook_compare(outlook, party, x, s);

	return compared == COMPARED_NOT_BETTER ||
	       (compared == COMPARED_UNKNOWN && unknown_facts[outlook->type].deterred);
}

bool
outlook_deters(const Outlook *outlook, uint32_t party, uint32_t s, uint32_t x, bool counter)
{
	const ConflictMoves *moves = &outlook->conflict->parties[party].moves;

	if (!is_no_better(outlook, party, s, x))
		return false;
	for (uint32_t e = moves->first[x]; counter && e < moves->first[x + 1]; e++)
		if (!is_no_better(outlook, party, s, moves->to[e]))
			return false;
	return true;
}

/* A search over nodes (state, last mover); node 0 is the start, before any move. */
typedef struct {
	const Outlook *outlook;
	uint32_t mask;
	bool glad;
	GArray *nodes; /* Visit */
	bool *seen;    /* [n_states * n_parties] */
} Search;

typedef struct {
	uint32_t state, mover;
	guint before; /* index of the node that it was come from */
	uint32_t depth;
} Visit;

static void
search_begin(Search *search, uint32_t from)
{
	const Conflict *conflict = search->outlook->conflict;
	const Visit start = { from, UINT32_MAX, 0, 0 };

	search->nodes = g_array_new(FALSE, FALSE, sizeof(Visit));
	search->seen = g_new0(bool, (size_t)conflict->n_states * conflict->n_parties);
	g_array_append_val(search->nodes, start);
}

static void
search_end(Search *search)
{
	g_array_free(search->nodes, TRUE);
	g_free(search->seen);
}

/* Others take what may be better for better, whatever the type. */
static bool
is_made(const Search *search, uint32_t mover, uint32_t from, uint32_t to)
{
	return !search->glad ||
	       outlook_compare(search->outlook, mover, to, from) != COMPARED_NOT_BETTER;
}

static void
search_on(Search *search, guint at)
{
	const Conflict *conflict = search->outlook->conflict;
	Visit here = g_array_index(search->nodes, Visit, at);

	for (uint32_t j = 0; j < conflict->n_parties; j++) {
		const ConflictMoves *moves = &conflict->parties[j].moves;

		if (!(search->mask >> j & 1) || j == here.mover)
			continue;
		for (uint32_t e = moves->first[here.state]; e < moves->first[here.state + 1];
		     e++) {
			Visit next = { moves->to[e], j, at, here.depth + 1 };
			size_t node = (size_t)next.state * conflict->n_parties + j;

			if (search->seen[node] || !is_made(search, j, here.state, next.state))
				continue;
			search->seen[node] = true;
			g_array_append_val(search->nodes, next);
		}
	}
}

static GArray *
steps_to(const Search *search, guint at)
{
	GArray *steps = g_array_new(FALSE, FALSE, sizeof(Step));

	for (Visit visit; at; at = visit.before) {
		visit = g_array_index(search->nodes, Visit, at);
		const Step step = { visit.mover, visit.state };
		g_array_prepend_val(steps, step);
	}
	return steps;
}

bool
outlook_answered(const Outlook *outlook, uint32_t party, Concept concept, uint32_t s,
                 uint32_t t, Witness *witness)
{
	const ConceptFacts *facts = &concept_facts[concept];
	Search search = { .outlook = outlook,
		          .mask = ~(UINT32_C(1) << party),
		          .glad = facts->credible };
	guint at = 1;

	*witness = (Witness){ party, s, t, concept, false, NULL };
	if (concept == CONCEPT_R)
		return false;
	search_begin(&search, t);
	search_on(&search, 0);
	for (; at < search.nodes->len && !witness->answered; at++) {
		uint32_t x = g_array_index(search.nodes, Visit, at).state;

		witness->answered = outlook_deters(outlook, party, s, x, facts->counter);
		if (witness->answered)
			witness->steps = steps_to(&search, at);
		else
			search_on(&search, at);
	}
	search_end(&search);
	return witness->answered;
}

bool
outlook_stable(const Outlook *outlook, uint32_t party, Concept concept, uint32_t s)
{
	const ConflictMoves *moves = &outlook->conflict->parties[party].moves;

	for (uint32_t e = moves->first[s]; e < moves->first[s + 1]; e++) {
		Witness witness;

		if (!outlook_leaves(outlook, party, s, moves->to[e]))
			continue;
		bool answered =
		    outlook_answered(outlook, party, concept, s, moves->to[e], &witness);
		witness_clear(&witness);
		if (!answered)
			return false;
	}
	return true;
}

bool
outlook_equilibrium(const Outlook *outlook, Concept concept, uint32_t s)
{
	for (uint32_t i = 0; i < outlook->conflict->n_parties; i++)
		if (!outlook_stable(outlook, i, concept, s))
			return false;
	return true;
}

void
outlook_witnesses(const Outlook *outlook, Concept concept, uint32_t s, GArray *witnesses)
{
	for (uint32_t i = 0; i < outlook->conflict->n_parties; i++) {
		const ConflictMoves *moves = &outlook->conflict->parties[i].moves;

		for (uint32_t e = moves->first[s]; e < moves->first[s + 1]; e++) {
			Witness witness;

			if (!outlook_leaves(outlook, i, s, moves->to[e]))
				continue;
			outlook_answered(outlook, i, concept, s, moves->to[e], &witness);
			g_array_append_val(witnesses, witness);
		}
	}
}

void
outlook_distances(const Outlook *outlook, uint32_t mask, bool glad, uint32_t from,
                  uint32_t *distances)
{
	Search search = { .outlook = outlook, .mask = mask, .glad = glad };

	search_begin(&search, from);
	for (uint32_t s = 0; s < outlook->conflict->n_states; s++)
		distances[s] = CONFLICT_NOWHERE;
	for (guint at = 0; at < search.nodes->len; at++) {
		Visit here = g_array_index(search.nodes, Visit, at);

		if (at)
			distances[here.state] = MIN(distances[here.state], here.depth);
		search_on(&search, at);
	}
	search_end(&search);
}

void
outlook_reach(const Outlook *outlook, uint32_t mask, bool glad, uint32_t from, bool *reached)
{
	uint32_t n = outlook->conflict->n_states;
	g_autofree uint32_t *distances = g_new(uint32_t, n);

	outlook_distances(outlook, mask, glad, from, distances);
	for (uint32_t s = 0; s < n; s++)
		reached[s] = distances[s] != CONFLICT_NOWHERE;
}

GArray *
outlook_path(const Outlook *outlook, uint32_t mask, bool glad, uint32_t from, uint32_t to)
{
	Search search = { .outlook = outlook, .mask = mask, .glad = glad };
	GArray *steps = NULL;

	search_begin(&search, from);
	for (guint at = 0; at < search.nodes->len && !steps; at++) {
		if (at && g_array_index(search.nodes, Visit, at).state == to)
			steps = steps_to(&search, at);
		search_on(&search, at);
	}
	search_end(&search);
	return steps;
}
