/* States, moves and answers in words. */
#include "tell/stable.h"

bool
stable_is_told(const Conflict *conflict, Concept concept)
{
	return !conflict->has_strength || concept != CONCEPT_SSEQ;
}

void
stable_append_state(GString *out, const Conflict *conflict, uint32_t s)
{
	const ConflictState *state = &conflict->states[s];
	guint n = 0;

	g_string_append_printf(out, "%" G_GINT64_FORMAT, state->id);
	if (state->label) {
		g_string_append_printf(out, " (%s)", state->label);
		return;
	}
	if (!conflict->n_options)
		return;
	for (uint32_t k = 0; k < conflict->n_options; k++)
		if (state->pattern.taken & ~state->pattern.open & UINT64_C(1) << k)
			g_string_append_printf(out, "%s%s", n++ ? ", " : " (",
			                       conflict->options[k].name);
	g_string_append(out, n ? ")" : " (no option taken)");
}

void
stable_append_deed(GString *out, const Conflict *conflict, uint32_t party, uint32_t from,
                   uint32_t to)
{
	ConflictPattern a = conflict->states[from].pattern, b = conflict->states[to].pattern;
	guint n = 0;

	for (uint32_t k = 0; k < conflict->n_options; k++) {
		uint64_t bit = UINT64_C(1) << k;

		if (conflict->options[k].party != party || (a.open | b.open) & bit ||
		    !((a.taken ^ b.taken) & bit))
			continue;
		g_string_append_printf(out, "%s%s '%s'", n++ ? " and " : "",
		                       b.taken & bit ? "take" : "drop",
		                       conflict->options[k].name);
	}
	g_string_append(out, n ? ", to " : "go to ");
	stable_append_state(out, conflict, to);
}

void
stable_append_witness(GString *out, const Conflict *conflict, const Witness *witness)
{
	const char *name = conflict->parties[witness->party].name;
	uint32_t at = witness->target;

	g_string_append_printf(out, "%s could ", name);
	stable_append_deed(out, conflict, witness->party, witness->state, witness->target);
	if (!witness->answered) {
		g_string_append(
		    out, witness->concept == CONCEPT_R
			     ? ", which it prefers"
			     : ", which it prefers, and nobody could make that no better "
			       "for it than before");
		return;
	}
	for (guint k = 0; k < witness->steps->len; k++) {
		Step step = g_array_index(witness->steps, Step, k);

		g_string_append_printf(out, "%s %s %s ", k ? "; then" : ", but",
		                       conflict->parties[step.party].name,
		                       concept_facts[witness->concept].credible ? "would"
		                                                                : "could");
		stable_append_deed(out, conflict, step.party, at, step.state);
		at = step.state;
	}
	g_string_append_printf(out, ", which %s does not prefer to where it was", name);
	if (concept_facts[witness->concept].counter)
		g_string_append(out, " and cannot mend by a move of its own");
}
