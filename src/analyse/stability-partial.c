/* Stability where some comparisons are not known, in four ways to take that: whom uncertainty
 * lets leave, and what deters in spite of it.  The others' answers count as credible wherever
 * they may improve for who makes them, in all four ways. */
#include "analyse/outlook.h"
#include "analyse/stability.h"

/* What the opponents reach from each state: n rows of n. */
static bool *
reach_of_others(const Outlook *outlook, uint32_t party, bool glad)
{
	uint32_t n = outlook->conflict->n_states;
	bool *reach = g_new(bool, (size_t)n *n);

	for (uint32_t s = 0; s < n; s++)
		outlook_reach(outlook, ~(UINT32_C(1) << party), glad, s, reach + (size_t)s * n);
	return reach;
}

static bool
is_deterred(const bool *reached, const bool *deters, uint32_t n)
{
	for (uint32_t x = 0; x < n; x++)
		if (reached[x] && deters[x])
			return true;
	return false;
}

static void
solve_state(const Outlook *outlook, uint32_t i, uint32_t s, bool *const reach[2],
            Stability *stability)
{
	const ConflictMoves *moves = &outlook->conflict->parties[i].moves;
	uint32_t n = outlook->conflict->n_states;
	uint8_t *bits = &stability->stable[(size_t)i * n + s];
	g_autofree bool *deters = g_new(bool, 2 * (size_t)n);

	for (uint32_t x = 0; x < n; x++) {
		deters[x] = outlook_deters(outlook, i, s, x, false);
		deters[n + x] = outlook_deters(outlook, i, s, x, true);
	}
	*bits = (1 << N_CONCEPTS) - 1;
	for (uint32_t e = moves->first[s]; e < moves->first[s + 1]; e++) {
		size_t row = (size_t)moves->to[e] * n;

		if (!outlook_leaves(outlook, i, s, moves->to[e]))
			continue;
		*bits &= (uint8_t) ~(1u << CONCEPT_R);
		for (Concept concept = CONCEPT_GMR; concept < N_CONCEPTS; concept ++) {
			const ConceptFacts *facts = &concept_facts[concept];

			if (!is_deterred(reach[facts->credible] + row,
			                 deters + (facts->counter ? n : 0), n))
				*bits &= (uint8_t) ~(1u << concept);
		}
	}
}

void
stability_of_partial(const Conflict *conflict, Stability *types[N_UNKNOWN_TYPES])
{
	Outlook outlook = { .conflict = conflict };

	for (int type = 0; type < N_UNKNOWN_TYPES; type++) {
		types[type] = g_new0(Stability, 1);
		types[type]->n_states = conflict->n_states;
		types[type]->n_parties = conflict->n_parties;
		types[type]->stable =
		    g_new0(uint8_t, (size_t)conflict->n_parties * conflict->n_states);
	}
	for (uint32_t i = 0; i < conflict->n_parties; i++) {
		g_autofree bool *moves = reach_of_others(&outlook, i, false);
		g_autofree bool *improvements = reach_of_others(&outlook, i, true);
		bool *const reach[2] = { moves, improvements };

		for (uint32_t s = 0; s < conflict->n_states; s++)
			for (outlook.type = 0; outlook.type < N_UNKNOWN_TYPES; outlook.type++)
				solve_state(&outlook, i, s, reach, types[outlook.type]);
	}
}
