/* One object: which states are stable for whom, and what was found besides.  The schema is
 * docs/schema/stable.schema.json. */
#include "base/json.h"
#include "tell/stable.h"

#include <math.h>

typedef bool (*Holds)(const StableReport *report, uint32_t party, uint32_t state, int which);

static void
append_key(GString *out, const char *key)
{
	json_append_text(out, key);
	g_string_append(out, ": ");
}

static void
append_id(GString *out, const Conflict *conflict, uint32_t state, bool first)
{
	g_string_append_printf(out, "%s%" G_GINT64_FORMAT, first ? "" : ", ",
	                       conflict->states[state].id);
}

/* The ids of the states of which it holds. */
static void
append_states(GString *out, const StableReport *report, Holds holds, uint32_t party, int which)
{
	bool first = true;

	g_string_append_c(out, '[');
	for (uint32_t s = 0; s < report->conflict->n_states; s++)
		if (holds(report, party, s, which)) {
			append_id(out, report->conflict, s, first);
			first = false;
		}
	g_string_append_c(out, ']');
}

/* `which`: a concept, of the stability itself or of one type. */
static const Stability *
stability_of(const StableReport *report, int which)
{
	int type = which / N_CONCEPTS;

	return type ? report->types[type - 1] : report->stability;
}

static bool
holds_for(const StableReport *report, uint32_t party, uint32_t state, int which)
{
	return stability_is(stability_of(report, which), party, state,
	                    (Concept)(which % N_CONCEPTS));
}

static bool
holds_for_all(const StableReport *report, uint32_t party, uint32_t state, int which)
{
	(void)party;
	return stability_equilibria(stability_of(report, which), state) >> which % N_CONCEPTS &
	       1;
}

static bool
holds_strongly(const StableReport *report, uint32_t party, uint32_t state, int which)
{
	(void)party;
	return stability_strong_equilibria(report->stability, state) >> which & 1;
}

static bool
holds_weakly(const StableReport *report, uint32_t party, uint32_t state, int which)
{
	return holds_for_all(report, party, state, which) &&
	       !holds_strongly(report, party, state, which);
}

static bool
holds_against_coalitions(const StableReport *report, uint32_t party, uint32_t state, int which)
{
	(void)party;
	return report->coalitions->stable[state] >> which & 1;
}

static bool
holds_at_once(const StableReport *report, uint32_t party, uint32_t state, int which)
{
	(void)which;
	return report->simultaneous[(size_t)party * report->conflict->n_states + state];
}

static bool
holds_foreseen(const StableReport *report, uint32_t party, uint32_t state, int which)
{
	return report->horizon[(size_t)party * report->conflict->n_states + state] >> which & 1;
}

static bool
is_reached(const StableReport *report, uint32_t party, uint32_t state, int which)
{
	const uint32_t *steps = which ? report->by_improvements : report->by_moves;

	(void)party;
	return steps[state] != CONFLICT_NOWHERE && state != report->conflict->start;
}

/* An object of concepts; `type` as in stability_of(). */
static void
append_concepts(GString *out, const StableReport *report, Holds holds, uint32_t party, int type,
                bool graded)
{
	bool first = true;

	g_string_append_c(out, '{');
	for (int concept = 0; concept < N_CONCEPTS; concept ++) {
		if (!stable_is_told(report->conflict, (Concept) concept) ||
		    (graded && concept == CONCEPT_R))
			continue;
		g_string_append(out, first ? "" : ", ");
		append_key(out, concept_facts[concept].code);
		append_states(out, report, holds, party, type * N_CONCEPTS + concept);
		first = false;
	}
	g_string_append_c(out, '}');
}

static void
append_verdicts(GString *out, const StableReport *report, int type, const char *indent)
{
	g_string_append_printf(out, "%s\"per_dm\": {", indent);
	for (uint32_t i = 0; i < report->conflict->n_parties; i++) {
		g_string_append_printf(out, "%s%s  ", i ? ",\n" : "\n", indent);
		append_key(out, report->conflict->parties[i].name);
		append_concepts(out, report, holds_for, i, type, false);
	}
	g_string_append_printf(out, "\n%s},\n%s\"equilibria\": ", indent, indent);
	append_concepts(out, report, holds_for_all, 0, type, false);
}

static void
append_types(GString *out, const StableReport *report)
{
	g_string_append(out, ",\n  \"types\": {");
	for (int type = 0; type < N_UNKNOWN_TYPES; type++) {
		g_string_append_printf(out, "%s    \"%s\": {\n", type ? ",\n" : "\n",
		                       unknown_facts[type].code);
		append_verdicts(out, report, type + 1, "      ");
		g_string_append(out, "\n    }");
	}
	g_string_append(out, "\n  }");
}

/* An object of parties, each with the states of which it holds. */
static void
append_parties(GString *out, const StableReport *report, Holds holds, int which)
{
	g_string_append_c(out, '{');
	for (uint32_t i = 0; i < report->conflict->n_parties; i++) {
		g_string_append(out, i ? ", " : "");
		append_key(out, report->conflict->parties[i].name);
		append_states(out, report, holds, i, which);
	}
	g_string_append_c(out, '}');
}

static void
append_horizons(GString *out, const StableReport *report)
{
	g_string_append(out, ",\n  \"limited_move\": {");
	for (int h = 1; h <= MOST_HORIZON; h++) {
		g_string_append_printf(out, "%s\n    \"%d\": ", h > 1 ? "," : "", h);
		append_parties(out, report, holds_foreseen, h);
	}
	g_string_append(out, "\n  }");
}

static void
append_members(GString *out, const Conflict *conflict, uint32_t mask)
{
	bool first = true;

	g_string_append_c(out, '[');
	for (uint32_t i = 0; i < conflict->n_parties; i++)
		if (mask >> i & 1) {
			g_string_append(out, first ? "" : ", ");
			json_append_text(out, conflict->parties[i].name);
			first = false;
		}
	g_string_append_c(out, ']');
}

/* Of the states that some concept calls an equilibrium. */
static void
append_coalitions(GString *out, const StableReport *report)
{
	const GArray *moves = report->coalitions->moves;
	const CoalitionMove *before = NULL;

	g_string_append(out, ",\n  \"coalition_improvements\": [");
	for (guint k = 0; k < moves->len; k++) {
		const CoalitionMove *move = &g_array_index(moves, CoalitionMove, k);

		if (!stability_equilibria(report->stability, move->from))
			continue;
		if (before && before->mask == move->mask && before->from == move->from) {
			append_id(out, report->conflict, move->to, false);
			continue;
		}
		g_string_append(out, before ? "]},\n    {\"coalition\": "
		                            : "\n    {\"coalition\": ");
		append_members(out, report->conflict, move->mask);
		g_string_append(out, ", \"from\": ");
		append_id(out, report->conflict, move->from, true);
		g_string_append(out, ", \"to\": [");
		append_id(out, report->conflict, move->to, true);
		before = move;
	}
	g_string_append(out, before ? "]}\n  ],\n  \"coalition_equilibria\": "
	                            : "],\n  \"coalition_equilibria\": ");
	append_concepts(out, report, holds_against_coalitions, 0, 0, false);
}

static void
append_status_quo(GString *out, const StableReport *report)
{
	g_string_append(out, ",\n  \"status_quo\": {\"start\": ");
	append_id(out, report->conflict, report->conflict->start, true);
	g_string_append(out, ", \"by_improvements_only\": ");
	append_states(out, report, is_reached, 0, 1);
	g_string_append(out, ", \"by_moves\": ");
	append_states(out, report, is_reached, 0, 0);
	g_string_append_c(out, '}');
}

static void
append_steps(GString *out, const Conflict *conflict, const GArray *steps)
{
	g_string_append_c(out, '[');
	for (guint k = 0; steps && k < steps->len; k++) {
		Step step = g_array_index(steps, Step, k);

		g_string_append(out, k ? ", {\"dm\": " : "{\"dm\": ");
		json_append_text(out, conflict->parties[step.party].name);
		g_string_append(out, ", \"to\": ");
		append_id(out, conflict, step.state, true);
		g_string_append_c(out, '}');
	}
	g_string_append_c(out, ']');
}

static void
append_ripeness(GString *out, const StableReport *report)
{
	const Ripeness *ripeness = &report->ripeness;

	g_string_append_printf(
	    out, ",\n  \"ripeness\": {\"ripe\": %s, \"stalemate\": %s, \"exit\": ",
	    ripeness->is_ripe ? "true" : "false", ripeness->is_stalemate ? "true" : "false");
	if (ripeness->steps)
		append_id(out, report->conflict, ripeness->exit, true);
	else
		g_string_append(out, "null");
	g_string_append(out, ", \"steps\": ");
	append_steps(out, report->conflict, ripeness->steps);
	g_string_append_c(out, '}');
}

static void
append_witnesses(GString *out, const StableReport *report)
{
	g_string_append(out, ",\n  \"witnesses\": [");
	for (guint k = 0; k < report->witnesses->len; k++) {
		const Witness *witness = &g_array_index(report->witnesses, Witness, k);
		g_autoptr(GString) words = g_string_new(NULL);

		g_string_append_printf(out, "%s\n    {\"dm\": ", k ? "," : "");
		json_append_text(out, report->conflict->parties[witness->party].name);
		g_string_append(out, ", \"state\": ");
		append_id(out, report->conflict, witness->state, true);
		g_string_append(out, ", \"to\": ");
		append_id(out, report->conflict, witness->target, true);
		g_string_append_printf(out, ", \"concept\": \"%s\", \"deterred\": %s, \"by\": ",
		                       concept_facts[witness->concept].code,
		                       witness->answered ? "true" : "false");
		append_steps(out, report->conflict, witness->steps);
		g_string_append(out, ", \"words\": ");
		stable_append_witness(words, report->conflict, witness);
		json_append_text(out, words->str);
		g_string_append_c(out, '}');
	}
	g_string_append(out, report->witnesses->len ? "\n  ]" : "]");
}

static void
append_change(GString *out, const Conflict *conflict, const Change *change, uint32_t chosen)
{
	bool is_spoil = change->kind == CHANGE_SPOIL;

	g_string_append(out, "{\"dm\": ");
	json_append_text(out, conflict->parties[change->party].name);
	g_string_append_printf(
	    out, ", \"kind\": \"%s\", \"state\": ", is_spoil ? "spoil" : "commit");
	append_id(out, conflict, change->state, true);
	g_string_append(out, is_spoil ? ", \"no_better_than\": " : ", \"better_than\": ");
	append_id(out, conflict, is_spoil ? chosen : change->from, true);
	g_string_append_c(out, '}');
}

static void
append_guarantee(GString *out, const StableReport *report)
{
	const Guarantee *guarantee = &report->guarantee;

	g_string_append_printf(out,
	                       ",\n  \"guarantee\": {\"concept\": \"%s\", \"confirmed\": %s, "
	                       "\"tried_up_to\": %u, \"changes\": ",
	                       concept_facts[guarantee->concept].code,
	                       guarantee->is_confirmed ? "true" : "false", guarantee->most);
	if (!guarantee->changes)
		g_string_append(out, "null");
	for (guint k = 0; guarantee->changes && k < guarantee->changes->len; k++) {
		g_string_append(out, k ? ", " : "[");
		append_change(out, report->conflict,
		              &g_array_index(guarantee->changes, Change, k), guarantee->state);
	}
	if (guarantee->changes)
		g_string_append(out, guarantee->changes->len ? "]" : "[]");
	g_string_append_c(out, '}');
}

static void
append_type_codes(GString *out, uint8_t types)
{
	bool first = true;

	g_string_append_c(out, '[');
	for (int type = 0; type < N_UNKNOWN_TYPES; type++)
		if (types >> type & 1) {
			g_string_append_printf(out, "%s\"%s\"", first ? "" : ", ",
			                       unknown_facts[type].code);
			first = false;
		}
	g_string_append_c(out, ']');
}

static void
append_flips(GString *out, const StableReport *report)
{
	static const char *const answers[] = { "if_first", "if_alike", "if_second" };

	g_string_append(out, ",\n  \"flips\": [");
	for (guint k = 0; k < report->flips->len; k++) {
		const Flip *flip = &g_array_index(report->flips, Flip, k);

		g_string_append_printf(out, "%s\n    {\"dm\": ", k ? "," : "");
		json_append_text(out, report->conflict->parties[flip->party].name);
		g_string_append(out, ", \"states\": [");
		append_id(out, report->conflict, flip->a, true);
		append_id(out, report->conflict, flip->b, false);
		g_string_append_printf(out, "], \"known\": %s",
		                       flip->is_unknown ? "false" : "true");
		for (int answer = 0; answer < 3; answer++) {
			g_string_append_printf(out, ", \"%s\": ", answers[answer]);
			if (flip->is_unknown)
				append_type_codes(out, flip->types[answer]);
			else
				g_string_append(out, flip->types[answer] ? "true" : "false");
		}
		g_string_append_c(out, '}');
	}
	g_string_append(out, report->flips->len ? "\n  ]" : "]");
}

static void
append_ids(GString *out, const Conflict *conflict, const GArray *states)
{
	g_string_append_c(out, '[');
	for (guint k = 0; k < states->len; k++)
		append_id(out, conflict, g_array_index(states, uint32_t, k), !k);
	g_string_append_c(out, ']');
}

static void
append_conditions(GString *out, const StableReport *report)
{
	g_string_append(out, ",\n  \"inverse\": [");
	for (guint k = 0; k < report->conditions->len; k++) {
		const Condition *condition = &g_array_index(report->conditions, Condition, k);

		g_string_append_printf(out, "%s\n    {\"dm\": ", k ? "," : "");
		json_append_text(out, report->conflict->parties[condition->party].name);
		g_string_append(out, ", \"R\": [");
		append_id(out, report->conflict, condition->target, true);
		g_string_append(out, "], \"or_GMR\": ");
		append_ids(out, report->conflict, condition->sanctions);
		g_string_append(out, ", \"or_SEQ\": ");
		append_ids(out, report->conflict, condition->credible);
		g_string_append_c(out, '}');
	}
	g_string_append(out, report->conditions->len ? "\n  ]" : "]");
}

static void
append_focus(GString *out, const StableReport *report)
{
	g_string_append(out, ",\n  \"state\": ");
	append_id(out, report->conflict, report->focus, true);
	append_guarantee(out, report);
	append_flips(out, report);
	append_conditions(out, report);
}

static void
append_number(GString *out, const char *key, double number)
{
	char text[G_ASCII_DTOSTR_BUF_SIZE];

	g_string_append_printf(
	    out, ", \"%s\": %s", key,
	    isfinite(number) ? g_ascii_formatd(text, sizeof text, "%.10g", number) : "null");
}

static void
append_packages(GString *out, const StableReport *report)
{
	g_string_append(out, ",\n  \"packages\": {");
	for (size_t k = 0; k < report->n_packages; k++) {
		g_string_append(out, k ? ",\n    " : "\n    ");
		append_key(out, report->packages[k].name);
		for (size_t j = 0; j < report->model->n_issues; j++) {
			const BargainIssue *issue = &report->model->issues[j];

			g_string_append(out, j ? ", " : "{");
			append_key(out, issue->name);
			json_append_text(out,
			                 issue->options[report->packages[k].package[j]].name);
		}
		g_string_append_c(out, '}');
	}
	g_string_append(out, "\n  }");
}

static void
append_pacts(GString *out, const StableReport *report)
{
	g_string_append(out, ",\n  \"self_enforcement\": [");
	for (guint k = 0; k < report->pacts->len; k++) {
		const Pact *pact = &g_array_index(report->pacts, Pact, k);

		g_string_append(out, k ? ",\n    {\"package\": " : "\n    {\"package\": ");
		json_append_text(out, pact->package);
		g_string_append(out, ", \"dm\": ");
		json_append_text(out, pact->party);
		append_number(out, "temptation", pact->temptation);
		append_number(out, "surplus", pact->surplus);
		append_number(out, "patience", pact->patience);
		append_number(out, "patience_guaranteed", pact->patience_guaranteed);
		append_number(out, "discount", pact->discount);
		g_string_append_c(out, '}');
	}
	g_string_append(out, report->pacts->len ? "\n  ]" : "]");
}

void
tell_stable_json(const StableReport *report, GString *out)
{
	const Conflict *conflict = report->conflict;

	g_string_append(out, "{\n  \"title\": ");
	json_append_text(out, conflict->title);
	g_string_append(out, ",\n");
	append_verdicts(out, report, 0, "  ");
	if (report->stability->strong) {
		g_string_append(out, ",\n  \"strong_equilibria\": ");
		append_concepts(out, report, holds_strongly, 0, 0, true);
		g_string_append(out, ",\n  \"weak_equilibria\": ");
		append_concepts(out, report, holds_weakly, 0, 0, true);
	}
	if (report->types[0])
		append_types(out, report);
	if (report->simultaneous) {
		g_string_append(out, ",\n  \"SIM\": ");
		append_parties(out, report, holds_at_once, 0);
	}
	if (report->horizon)
		append_horizons(out, report);
	if (report->coalitions)
		append_coalitions(out, report);
	if (!report->is_large) {
		append_status_quo(out, report);
		append_ripeness(out, report);
		append_witnesses(out, report);
	}
	if (report->pacts) {
		append_packages(out, report);
		append_pacts(out, report);
	}
	if (report->focus != CONFLICT_NOWHERE && !report->is_large)
		append_focus(out, report);
	g_string_append(out, "\n}\n");
}
