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

const UnknownFacts unknown_facts[N_UNKNOWN_TYPES] = {
	[UNKNOWN_A] = { "a",
	                "leaves for what may be better; only what is certainly no better "
	                "deters",
	                true, false },
	[UNKNOWN_B] = { "b",
	                "leaves for what is certainly better alone; only what is certainly no "
	                "better deters",
	                false, false },
	[UNKNOWN_C] = { "c", "leaves for what may be better; whatever may be no better deters",
	                true, true },
	[UNKNOWN_D] = { "d",
	                "leaves for what is certainly better alone; whatever may be no better "
	                "deters",
	                false, true },
};

void
witness_clear(Witness *witness)
{
	g_clear_pointer(&witness->steps, g_array_unref);
}

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

void
coalitions_free(Coalitions *coalitions)
{
	if (!coalitions)
		return;
	g_array_free(coalitions->moves, TRUE);
	g_free(coalitions->stable);
	g_free(coalitions);
}

void
guarantee_clear(Guarantee *guarantee)
{
	g_clear_pointer(&guarantee->changes, g_array_unref);
}

void
ripeness_clear(Ripeness *ripeness)
{
	g_clear_pointer(&ripeness->steps, g_array_unref);
}

void
condition_clear(Condition *condition)
{
	g_clear_pointer(&condition->sanctions, g_array_unref);
	g_clear_pointer(&condition->credible, g_array_unref);
}

void
stable_report_free(StableReport *report)
{
	if (!report)
		return;
	stability_free(report->stability);
	for (int type = 0; type < N_UNKNOWN_TYPES; type++)
		stability_free(report->types[type]);
	g_free(report->simultaneous);
	g_free(report->horizon);
	coalitions_free(report->coalitions);
	g_free(report->by_moves);
	g_free(report->by_improvements);
	ripeness_clear(&report->ripeness);
	guarantee_clear(&report->guarantee);
	g_clear_pointer(&report->witnesses, g_array_unref);
	g_clear_pointer(&report->flips, g_array_unref);
	g_clear_pointer(&report->conditions, g_array_unref);
	g_clear_pointer(&report->pacts, g_array_unref);
	g_free(report);
}
