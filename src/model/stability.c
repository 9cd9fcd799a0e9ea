/* What an analysis of a conflict found: the table of solution concepts, and verdicts of all. */
#include "model/stability.h"

const ConceptFacts concept_facts[N_CONCEPTS] = {
	[CONCEPT_R] = { "R", "Nash", "no move of the party leads to a state that it prefers",
	                "J. F. Nash, PNAS 36 (1950); Fang, Hipel and Kilgour, Interactive "
	                "Decision "
	                "Making (1993)",
	                false, false },
	[CONCEPT_GMR] = { "GMR", "general metarational",
	                  "after each improvement the others can, by a legal sequence of "
	                  "moves, "
	                  "reach a state that the party does not prefer to the first",
	                  "N. Howard, Paradoxes of Rationality (1971)", false, false },
	[CONCEPT_SMR] = { "SMR", "symmetric metarational",
	                  "as general metarational, and from that state no single move of the "
	                  "party leads to one that it prefers to the first",
	                  "N. Howard, Paradoxes of Rationality (1971)", false, true },
	[CONCEPT_SEQ] = { "SEQ", "sequential",
	                  "as general metarational, but each move of the others improves for "
	                  "who "
	                  "makes it",
	                  "N. M. Fraser and K. W. Hipel, Conflict Analysis (1984)", true,
	                  false },
	[CONCEPT_SSEQ] = { "SSEQ", "symmetric sequential",
	                   "as sequential, and from that state no single move of the party "
	                   "leads "
	                   "to one that it prefers to the first",
	                   "L. C. Rêgo and G. I. A. Vieira, Group Decision and Negotiation 26 "
	                   "(2017)",
	                   true, true },
};

void
stability_free(Stability *stability)
{
	if (!stability)
		return;
	g_free(stability->stable);
	g_free(stability->strong);
	g_free(stability);
}

static uint8_t
for_all(const Stability *stability, const uint8_t *bits, uint32_t state)
{
	uint8_t common = (1 << N_CONCEPTS) - 1;

	for (uint32_t i = 0; i < stability->n_parties; i++)
		common &= bits[(size_t)i * stability->n_states + state];
	return common;
}

uint8_t
stability_equilibria(const Stability *stability, uint32_t state)
{
	return for_all(stability, stability->stable, state);
}

uint8_t
stability_strong_equilibria(const Stability *stability, uint32_t state)
{
	return stability->strong ? for_all(stability, stability->strong, state) : 0;
}
