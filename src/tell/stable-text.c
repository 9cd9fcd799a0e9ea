/* What holds, in words first, then as a table of who finds what stable. */
#include "tell/fold.h"
#include "tell/plain.h"
#include "tell/stable.h"

#include <math.h>

enum { MOST_IDS = 40, MOST_LISTED = 30, WIDTH = 96, MOST_NAME = 100 };

typedef struct {
	const StableReport *report;
	GString *out;
} Telling;

static void
append_codes(GString *out, const Conflict *conflict, uint8_t bits)
{
	guint n = 0;

	for (int concept = 0; concept < N_CONCEPTS; concept ++)
		if (bits >> concept & 1 && stable_is_told(conflict, (Concept) concept))
			g_string_append_printf(out, "%s%s", n++ ? ", " : "",
			                       concept_facts[concept].code);
}

/* What holds in some of the ways to take what is not known, under the chosen concept. */
static void
tell_open(const Telling *self)
{
	const Conflict *conflict = self->report->conflict;
	Concept concept = self->report->concept;
	guint n = 0;

	g_string_append(self->out,
	                "  Some preferences are not known: these hold whichever way that "
	                "is taken.\n");
	for (uint32_t s = 0; s < conflict->n_states && self->report->types[0]; s++) {
		guint n_types = 0;

		for (int type = 0; type < N_UNKNOWN_TYPES; type++)
		n_types += stability_equilibria(self->report->types[type], s) >> concept & 1;
		if (!n_types ||
		    stability_equilibria(self->report->stability, s) >> concept & 1 ||
		    n++ >= MOST_LISTED)
			continue;
		if (n == 1)
			g_string_append_printf(
			    self->out,
			    "It depends on them whether these hold (%s; --state asks "
			    "on what, --explain says what the types are)\n",
			    concept_facts[concept].code);
		g_string_append(self->out, "  ");
		stable_append_state(self->out, conflict, s);
		g_string_append(self->out, ": types");
		for (int type = 0; type < N_UNKNOWN_TYPES; type++)
			if (stability_equilibria(self->report->types[type], s) >> concept & 1)
				g_string_append_printf(self->out, " %s",
				                       unknown_facts[type].code);
		g_string_append_c(self->out, '\n');
	}
}

/* States that more concepts call stable first, then by their order. */
static void
tell_equilibria(const Telling *self)
{
	const Conflict *conflict = self->report->conflict;
	guint n = 0;

	g_string_append(self->out, "What holds: no party leaves it alone\n");
	for (int wanted = N_CONCEPTS; wanted > 0; wanted--)
		for (uint32_t s = 0; s < conflict->n_states; s++) {
			uint8_t bits = stability_equilibria(self->report->stability, s);
			uint8_t strong =
			    stability_strong_equilibria(self->report->stability, s);

			if (__builtin_popcount(bits) != wanted || n++ >= MOST_LISTED)
				continue;
			g_string_append(self->out, "  ");
			stable_append_state(self->out, conflict, s);
			g_string_append(self->out, ": ");
			append_codes(self->out, conflict, bits);
			if (self->report->stability->strong) {
				g_string_append(self->out, "; strongly: ");
				append_codes(self->out, conflict, strong);
			}
			g_string_append_c(self->out, '\n');
		}
	if (!n)
		g_string_append(self->out, "  nothing, under any concept\n");
	if (n > MOST_LISTED)
		g_string_append_printf(self->out, "  and %u more: --json has them all\n",
		                       n - MOST_LISTED);
	if (conflict->is_partial)
		tell_open(self);
}

static void
tell_witnesses(const Telling *self)
{
	const Conflict *conflict = self->report->conflict;
	const GArray *witnesses = self->report->witnesses;
	uint32_t before = CONFLICT_NOWHERE;

	if (!witnesses->len)
		return;
	g_string_append_printf(self->out, "\nWhy, under %s (%s)\n",
	                       concept_facts[self->report->concept].code,
	                       concept_facts[self->report->concept].name);
	for (guint k = 0; k < witnesses->len; k++) {
		const Witness *witness = &g_array_index(witnesses, Witness, k);

		if (witness->state != before) {
			g_string_append(self->out, "  ");
			stable_append_state(self->out, conflict, witness->state);
			g_string_append_c(self->out, '\n');
		}
		before = witness->state;
		g_string_append(self->out, "    - ");
		stable_append_witness(self->out, conflict, witness);
		g_string_append_c(self->out, '\n');
	}
}

static void
append_members(GString *out, const Conflict *conflict, uint32_t mask)
{
	guint n = 0;

	for (uint32_t i = 0; i < conflict->n_parties; i++)
		if (mask >> i & 1)
			g_string_append_printf(out, "%s%s", n++ ? " and " : "",
			                       conflict->parties[i].name);
}

static void
tell_coalitions(const Telling *self)
{
	const Conflict *conflict = self->report->conflict;
	const GArray *moves = self->report->coalitions->moves;
	guint n = 0;

	for (guint k = 0; k < moves->len; k++) {
		const CoalitionMove *move = &g_array_index(moves, CoalitionMove, k);

		if (!(stability_equilibria(self->report->stability, move->from) >>
		          self->report->concept &
		      1))
			continue;
		if (n++ >= MOST_LISTED)
			continue;
		g_string_append(self->out,
		                n == 1 ? "\nWhat parties can do together\n  " : "  ");
		append_members(self->out, conflict, move->mask);
		g_string_append(self->out, " improve on ");
		stable_append_state(self->out, conflict, move->from);
		g_string_append(self->out, " by ");
		stable_append_state(self->out, conflict, move->to);
		g_string_append_c(self->out, '\n');
	}
	if (n > MOST_LISTED)
		g_string_append_printf(self->out, "  and %u more: --json has them all\n",
		                       n - MOST_LISTED);
}

static void
append_reached(const Telling *self, const uint32_t *steps)
{
	const Conflict *conflict = self->report->conflict;
	guint n = 0;

	for (uint32_t s = 0; s < conflict->n_states; s++) {
		if (s == conflict->start || steps[s] == CONFLICT_NOWHERE)
			continue;
		if (n++ < MOST_IDS)
			g_string_append_printf(self->out, "%s%" G_GINT64_FORMAT,
			                       n > 1 ? ", " : "", conflict->states[s].id);
	}
	if (n > MOST_IDS)
		g_string_append_printf(self->out, " and %u more", n - MOST_IDS);
	g_string_append(self->out, n ? "\n" : "nothing\n");
}

static void
append_steps(const Telling *self, uint32_t from, const GArray *steps)
{
	const Conflict *conflict = self->report->conflict;

	for (guint k = 0; k < steps->len; k++) {
		Step step = g_array_index(steps, Step, k);

		g_string_append_printf(self->out, "%s%s to ", k ? "; then " : "",
		                       conflict->parties[step.party].name);
		stable_append_deed(self->out, conflict, step.party, from, step.state);
		from = step.state;
	}
}

static void
tell_start(const Telling *self)
{
	const Conflict *conflict = self->report->conflict;
	const Ripeness *ripeness = &self->report->ripeness;

	g_string_append(self->out, "\nFrom the status quo, ");
	stable_append_state(self->out, conflict, conflict->start);
	g_string_append(self->out, "\n  by moves that improve for who makes them: ");
	append_reached(self, self->report->by_improvements);
	g_string_append(self->out, "  by any moves: ");
	append_reached(self, self->report->by_moves);
	g_string_append_printf(self->out, "  ripe for a deal: %s\n",
	                       ripeness->is_ripe      ? "yes"
	                       : conflict->is_partial ? "not known to be, since some "
	                                                "preferences are not known"
	                                              : "no");
	if (ripeness->is_stalemate) {
		g_string_append(self->out, "    no party can better its lot alone\n");
	} else {
		g_string_append_printf(self->out, "    %s can better its lot alone: ",
		                       conflict->parties[ripeness->leaver].name);
		stable_append_deed(self->out, conflict, ripeness->leaver, conflict->start,
		                   ripeness->leaves_to);
		g_string_append_c(self->out, '\n');
	}
	if (!ripeness->steps) {
		g_string_append_printf(
		    self->out,
		    "    no state that is %sbetter for all can be reached and holds "
		    "(%s)\n",
		    conflict->is_partial ? "known to be " : "",
		    concept_facts[ripeness->concept].code);
		return;
	}
	g_string_append(self->out, "    a way out that is better for all and holds: ");
	append_steps(self, conflict->start, ripeness->steps);
	g_string_append_c(self->out, '\n');
}

static void
tell_guarantee(const Telling *self)
{
	const Conflict *conflict = self->report->conflict;
	const Guarantee *guarantee = &self->report->guarantee;

	g_string_append_printf(self->out, "\nWhat would make ");
	stable_append_state(self->out, conflict, self->report->focus);
	g_string_append_printf(self->out, " hold (%s)\n",
	                       concept_facts[guarantee->concept].code);
	if (!guarantee->changes) {
		g_string_append_printf(
		    self->out, "  no %u changes of preference suffice%s\n", guarantee->most,
		    guarantee->is_cut ? "; larger sets were not all tried" : "");
		return;
	}
	if (!guarantee->changes->len)
		g_string_append(self->out, "  nothing: it holds as it is\n");
	for (guint k = 0; k < guarantee->changes->len; k++) {
		const Change *change = &g_array_index(guarantee->changes, Change, k);
		bool is_spoil = change->kind == CHANGE_SPOIL;

		g_string_append_printf(self->out, "  - %s ",
		                       conflict->parties[change->party].name);
		g_string_append(self->out, is_spoil ? "finds " : "would, at ");
		stable_append_state(self->out, conflict,
		                    is_spoil ? change->state : change->from);
		if (is_spoil) {
			g_string_append(self->out,
			                " no better (a sanction, an enforcement, a side "
			                "payment for staying)");
		} else {
			g_string_append(self->out, ", gladly ");
			stable_append_deed(self->out, conflict, change->party, change->from,
			                   change->state);
			g_string_append(self->out, " (a guarantee to answer)");
		}
		g_string_append_c(self->out, '\n');
	}
	if (guarantee->changes->len)
		g_string_append_printf(
		    self->out,
		    "  No fewer changes suffice; solved again with %s, it holds: %s.\n",
		    guarantee->changes->len > 1 ? "these" : "this",
		    guarantee->is_confirmed ? "yes" : "no");
}

static void
append_answer(GString *out, const Flip *flip, uint8_t types)
{
	guint n = 0;

	if (!flip->is_unknown) {
		g_string_append(out, types ? "it holds" : "it does not");
		return;
	}
	g_string_append(out, types ? "it holds in types " : "it does not hold");
	for (int type = 0; type < N_UNKNOWN_TYPES; type++)
		if (types >> type & 1)
			g_string_append_printf(out, "%s%s", n++ ? ", " : "",
			                       unknown_facts[type].code);
}

static void
tell_flips(const Telling *self)
{
	const Conflict *conflict = self->report->conflict;

	g_string_append(self->out, "\nWhat would flip the verdict\n");
	for (guint k = 0; k < self->report->flips->len && k < MOST_LISTED; k++) {
		const Flip *flip = &g_array_index(self->report->flips, Flip, k);

		g_string_append_printf(self->out,
		                       "  - %s: ", conflict->parties[flip->party].name);
		stable_append_state(self->out, conflict, flip->a);
		g_string_append(self->out, " against ");
		stable_append_state(self->out, conflict, flip->b);
		g_string_append(self->out, flip->is_unknown ? " (not known): " : ": ");
		g_string_append(self->out, "if the first is better, ");
		append_answer(self->out, flip, flip->types[0]);
		g_string_append(self->out, "; if the second, ");
		append_answer(self->out, flip, flip->types[2]);
		g_string_append_c(self->out, '\n');
	}
	if (!self->report->flips->len)
		g_string_append(self->out, "  no single comparison\n");
}

static void
append_ids(GString *out, const Conflict *conflict, const GArray *states)
{
	for (guint k = 0; k < states->len && k < MOST_IDS; k++)
		g_string_append_printf(out, "%s%" G_GINT64_FORMAT, k ? ", " : "",
		                       conflict->states[g_array_index(states, uint32_t, k)].id);
	if (states->len > MOST_IDS)
		g_string_append_printf(out, " and %u more", states->len - MOST_IDS);
}

static void
tell_conditions(const Telling *self)
{
	const Conflict *conflict = self->report->conflict;

	g_string_append(self->out,
	                "\nWhat has to be preferred for it to hold: each line, for R the "
	                "first part alone\n");
	for (guint k = 0; k < self->report->conditions->len; k++) {
		const Condition *condition =
		    &g_array_index(self->report->conditions, Condition, k);

		g_string_append_printf(self->out, "  - %s does not prefer ",
		                       conflict->parties[condition->party].name);
		stable_append_state(self->out, conflict, condition->target);
		if (condition->sanctions->len) {
			g_string_append(self->out, ", or (GMR) one of ");
			append_ids(self->out, conflict, condition->sanctions);
		}
		if (condition->credible->len) {
			g_string_append(self->out, ", or (SEQ) one of ");
			append_ids(self->out, conflict, condition->credible);
		}
		g_string_append_c(self->out, '\n');
	}
}

static void
tell_table(const Telling *self)
{
	const Conflict *conflict = self->report->conflict;

	g_string_append(self->out, "\nWho finds what stable\n");
	for (uint32_t i = 0; i < conflict->n_parties; i++)
		for (int concept = 0; concept < N_CONCEPTS; concept ++) {
			guint n = 0;

			if (!stable_is_told(conflict, (Concept) concept))
				continue;
			g_string_append_printf(self->out, "  %-24s %-5s ",
			                       concept ? "" : conflict->parties[i].name,
			                       concept_facts[concept].code);
			for (uint32_t s = 0; s < conflict->n_states; s++)
				if (stability_is(self->report->stability, i, s,
				                 (Concept) concept) &&
				    n++ < MOST_IDS)
					g_string_append_printf(self->out, "%s%" G_GINT64_FORMAT,
					                       n > 1 ? ", " : "",
					                       conflict->states[s].id);
			if (n > MOST_IDS)
				g_string_append_printf(self->out, " and %u more", n - MOST_IDS);
			g_string_append(self->out, n ? "\n" : "none\n");
		}
}

/* What the packages say, issue by issue. */
static void
tell_packages(const Telling *self)
{
	Arena *arena = self->report->conflict->arena;

	for (size_t k = 0; k < self->report->n_packages; k++) {
		g_string_append_printf(
		    self->out,
		    "'%s': ", plain_text(arena, self->report->packages[k].name, MOST_NAME));
		for (size_t j = 0; j < self->report->model->n_issues; j++) {
			const BargainIssue *issue = &self->report->model->issues[j];

			g_string_append_printf(
			    self->out, "%s%s %s", j ? "; " : "",
			    plain_text(arena, issue->name, MOST_NAME),
			    plain_text(
				arena,
				issue->options[self->report->packages[k].package[j]].name,
				MOST_NAME));
		}
		g_string_append_c(self->out, '\n');
	}
	if (self->report->n_packages)
		g_string_append_c(self->out, '\n');
}

static void
append_patience(GString *out, double patience)
{
	if (isfinite(patience))
		g_string_append_printf(out, "%.2f", patience);
	else
		g_string_append(out, "more than any");
}

static void
tell_pacts(const Telling *self)
{
	const GArray *pacts = self->report->pacts;

	if (pacts->len)
		g_string_append(self->out, "\nWhether a package enforces itself: the patience "
		                           "(discount factor) that keeping it needs\n");
	for (guint k = 0; k < pacts->len; k++) {
		const Pact *pact = &g_array_index(pacts, Pact, k);

		g_string_append_printf(
		    self->out, "  '%s', %s: ",
		    plain_text(self->report->conflict->arena, pact->package, MOST_NAME),
		    plain_text(self->report->conflict->arena, pact->party, MOST_NAME));
		append_patience(self->out, pact->patience);
		if (pact->patience > 0) {
			g_string_append(self->out, "; with half of the temptation taken away ");
			append_patience(self->out, pact->patience_guaranteed);
		}
		g_string_append_printf(self->out,
		                       " (reneging adds %.3g, keeping is worth %.3g more "
		                       "than a breakdown)\n",
		                       pact->temptation, pact->surplus);
	}
}

static void
tell_definitions(const Telling *self)
{
	g_string_append(self->out,
	                "\nWhat the concepts mean: a state is stable for a party if\n");
	for (int concept = 0; concept < N_CONCEPTS; concept ++)
		g_string_append_printf(self->out, "  %-5s %s: %s.\n        %s\n",
		                       concept_facts[concept].code, concept_facts[concept].name,
		                       concept_facts[concept].definition,
		                       concept_facts[concept].source);
	g_string_append(
	    self->out,
	    "  SIM   simultaneous: each improvement, taken together with some choice of "
	    "the others' improvements from the same state, makes a feasible state that is "
	    "no better.\n        Fraser and Hipel, Conflict Analysis (1984)\n"
	    "  A legal sequence: several moves, no party twice in a row.  An equilibrium "
	    "is stable for all.\n"
	    "  Strongly: a sanction is greatly less preferred (for SMR, after every "
	    "countermove, too).\n        L. Hamouda, D. M. Kilgour and K. W. Hipel, Group "
	    "Decision and Negotiation 13 (2004)\n"
	    "  A coalition improves on a state if its members reach by a legal sequence "
	    "one that each prefers.\n        D. M. Kilgour et al., Group Decision and "
	    "Negotiation 10 (2001)\n"
	    "  Ripe: nobody can leave the status quo alone for the better, and a way out "
	    "is better for all and holds.\n        I. W. Zartman, Global Review of "
	    "Ethnopolitics 1 (2001)\n");
	if (!self->report->conflict->is_partial)
		return;
	g_string_append(self->out,
	                "  Where a preference is not known, a party (K. W. Li et al., IEEE "
	                "Trans. SMC A 34, 2004)\n");
	for (int type = 0; type < N_UNKNOWN_TYPES; type++)
		g_string_append_printf(self->out, "    %s  %s\n", unknown_facts[type].code,
		                       unknown_facts[type].definition);
}

void
tell_stable_text(const StableReport *report, bool explain, GString *out)
{
	g_autoptr(GString) text = g_string_new(NULL);
	const Telling self = { report, text };

	if (report->conflict->title)
		g_string_append_printf(text, "%s\n\n", report->conflict->title);
	tell_packages(&self);
	tell_equilibria(&self);
	if (report->is_large) {
		g_string_append(text,
		                "  More than 2048 states: nothing else is told of them.\n");
	} else {
		tell_witnesses(&self);
		if (report->coalitions)
			tell_coalitions(&self);
		if (report->is_stopped)
			g_string_append(text, "  Stopped before all coalitions were looked at: "
			                      "nothing is told of them.\n");
		tell_start(&self);
	}
	if (report->focus != CONFLICT_NOWHERE && !report->is_large) {
		tell_guarantee(&self);
		tell_flips(&self);
		tell_conditions(&self);
	}
	if (report->pacts)
		tell_pacts(&self);
	tell_table(&self);
	if (explain)
		tell_definitions(&self);
	fold_append(out, text->str, WIDTH);
}
