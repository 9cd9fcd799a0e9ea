/* Questions about one state: how it is come to, whether the time is ripe, what would have to be
 * preferred for it to hold, which answers would change the verdict, and how patient a deal has
 * to find its parties. */
#include "analyse/outlook.h"
#include "analyse/stability.h"

#include <math.h>

enum { MOST_ASKED = 20000 };

static const uint32_t everybody = UINT32_MAX;

uint32_t *
stability_from_start(const Conflict *conflict, bool glad)
{
	const Outlook outlook = { .conflict = conflict };
	uint32_t *steps = g_new(uint32_t, conflict->n_states);

	outlook_distances(&outlook, everybody, glad, conflict->start, steps);
	steps[conflict->start] = 0;
	return steps;
}

/* Sets who would leave the status quo, and where to; false where nobody would. */
static bool
find_leaver(const Outlook *outlook, uint32_t s, uint32_t *leaver, uint32_t *target)
{
	const Conflict *conflict = outlook->conflict;

	for (uint32_t i = 0; i < conflict->n_parties; i++) {
		const ConflictMoves *moves = &conflict->parties[i].moves;

		for (uint32_t e = moves->first[s]; e < moves->first[s + 1]; e++)
			if (outlook_leaves(outlook, i, s, moves->to[e])) {
				*leaver = i;
				*target = moves->to[e];
				return true;
			}
	}
	return false;
}

static bool
is_better_for_all(const Outlook *outlook, uint32_t x, uint32_t s)
{
	for (uint32_t i = 0; i < outlook->conflict->n_parties; i++)
		if (outlook_compare(outlook, i, x, s) != COMPARED_BETTER)
			return false;
	return true;
}

Ripeness
stability_ripeness(const Conflict *conflict, const Stability *stability, Concept concept)
{
	const Outlook outlook = { .conflict = conflict };
	Ripeness ripeness = { .exit = CONFLICT_NOWHERE, .concept = concept };
	uint32_t start = conflict->start;

	ripeness.is_stalemate =
	    !find_leaver(&outlook, start, &ripeness.leaver, &ripeness.leaves_to);
	for (uint32_t x = 0; x < conflict->n_states; x++) {
		if (!(stability_equilibria(stability, x) >> concept & 1) ||
		    !is_better_for_all(&outlook, x, start))
			continue;
		g_autoptr(GArray) steps = outlook_path(&outlook, everybody, false, start, x);
		if (!steps || (ripeness.steps && ripeness.steps->len <= steps->len))
			continue;
		ripeness_clear(&ripeness);
		ripeness.steps = g_steal_pointer(&steps);
		ripeness.exit = x;
	}
	ripeness.is_ripe = ripeness.is_stalemate && ripeness.steps;
	return ripeness;
}

GArray *
stability_conditions(const Conflict *conflict, uint32_t s)
{
	const Outlook outlook = { .conflict = conflict };
	GArray *conditions = g_array_new(FALSE, FALSE, sizeof(Condition));
	g_autofree bool *reached = g_new(bool, conflict->n_states);

	g_array_set_clear_func(conditions, (GDestroyNotify)condition_clear);
	for (uint32_t i = 0; i < conflict->n_parties; i++) {
		const ConflictMoves *moves = &conflict->parties[i].moves;

		for (uint32_t e = moves->first[s]; e < moves->first[s + 1]; e++) {
			Condition condition = { i, moves->to[e],
				                g_array_new(FALSE, FALSE, sizeof(uint32_t)),
				                g_array_new(FALSE, FALSE, sizeof(uint32_t)) };

			for (int glad = 0; glad < 2; glad++) {
				outlook_reach(&outlook, ~(UINT32_C(1) << i), glad, moves->to[e],
				              reached);
				for (uint32_t x = 0; x < conflict->n_states; x++)
					if (reached[x])
						g_array_append_val(glad ? condition.credible
						                        : condition.sanctions,
						                   x);
			}
			g_array_append_val(conditions, condition);
		}
	}
	return conditions;
}

/* Under which types the state is an equilibrium. */
static uint8_t
types_of(Outlook *outlook, Concept concept, uint32_t s)
{
	uint8_t types = 0;

	uint32_t n = outlook->conflict->is_partial ? N_UNKNOWN_TYPES : 1;

	for (outlook->type = 0; outlook->type < n; outlook->type++)
		types |= (uint8_t)(outlook_equilibrium(outlook, concept, s) << outlook->type);
	return types;
}

static void
ask(const Conflict *conflict, Concept concept, uint32_t s, Flip flip, GArray *flips)
{
	OutlookAnswer answer = { flip.party, flip.a, flip.b, 0 };
	Outlook outlook = { .conflict = conflict, .answers = &answer, .n_answers = 1 };

	for (int k = 0; k < 3; k++) {
		answer.sign = 1 - k;
		flip.types[k] = types_of(&outlook, concept, s);
	}
	if (flip.types[0] != flip.types[2] || flip.types[1] != flip.types[0])
		g_array_append_val(flips, flip);
}

/* Whether no state before it is as good for the party: one speaks for all of them. */
static bool
speaks(const Conflict *conflict, uint32_t party, uint32_t s)
{
	for (uint32_t before = 0; before < s; before++)
		if (outlook_alike(conflict, party, before, s))
			return false;
	return true;
}

GArray *
stability_flips(const Conflict *conflict, Concept concept, uint32_t s)
{
	GArray *flips = g_array_new(FALSE, FALSE, sizeof(Flip));
	guint n_asked = 0;

	for (uint32_t i = 0; i < conflict->n_parties; i++)
		for (uint32_t a = 0; a < conflict->n_states; a++) {
			if (!speaks(conflict, i, a))
				continue;
			for (uint32_t b = 0; b < conflict->n_states; b++) {
				bool is_unknown =
				    a < b &&
				    conflict_is_unknown(conflict, &conflict->parties[i], a, b);
				bool is_asked =
				    conflict->is_partial
					? is_unknown && speaks(conflict, i, b)
					: b == s && !outlook_alike(conflict, i, a, s);

				if (is_asked && n_asked++ < MOST_ASKED)
					ask(conflict, concept, s,
					    (Flip){ i, a, b, is_unknown, { 0 } }, flips);
			}
		}
	return flips;
}

double
stability_patience(double comply, double renege, double breakdown, double guarantee)
{
	double gain = renege - guarantee - comply, loss = renege - guarantee - breakdown;

	if (gain <= 0)
		return 0;
	return comply > breakdown && loss > 0 ? gain / loss : INFINITY;
}

enum { MOST_SHOWN = 12, LARGE = 2048 };

/* Witnesses of the chosen state, or else of what is an equilibrium, and of the status quo. */
static GArray *
find_witnesses(const Conflict *conflict, const StableReport *report)
{
	const Outlook outlook = { .conflict = conflict, .type = UNKNOWN_B };
	GArray *witnesses = g_array_new(FALSE, FALSE, sizeof(Witness));
	guint n_shown = 0;

	g_array_set_clear_func(witnesses, (GDestroyNotify)witness_clear);
	for (uint32_t s = 0; s < conflict->n_states; s++) {
		bool is_asked =
		    report->focus == CONFLICT_NOWHERE
			? stability_equilibria(report->stability, s) >> report->concept & 1
			: s == report->focus;

		if ((is_asked || s == conflict->start) && n_shown++ < MOST_SHOWN)
			outlook_witnesses(&outlook, report->concept, s, witnesses);
	}
	return witnesses;
}

/* What holds whichever way what is not known is taken. */
static void
keep_certain(StableReport *report)
{
	size_t n = (size_t)report->stability->n_parties * report->stability->n_states;

	for (size_t k = 0; k < n; k++)
		report->stability->stable[k] =
		    report->types[0]->stable[k] & report->types[1]->stable[k] &
		    report->types[2]->stable[k] & report->types[3]->stable[k];
}

StableReport *
stability_report(const Conflict *conflict, Concept concept, uint32_t state, unsigned n_threads,
                 EntenteStableProgress progress, gpointer user_data)
{
	StableReport *report = g_new0(StableReport, 1);

	report->conflict = conflict;
	report->concept = concept;
	report->focus = state;
	report->stability = stability_solve(conflict, n_threads);
	report->is_large = conflict->n_states > LARGE;
	if (report->is_large)
		return report;
	if (conflict->is_partial) {
		stability_of_partial(conflict, report->types);
		keep_certain(report);
	} else {
		report->simultaneous = stability_simultaneous(conflict);
		report->horizon = stability_horizon(conflict);
	}
	report->coalitions = stability_coalitions(conflict, progress, user_data);
	report->is_stopped = progress && !report->coalitions && !progress(1, user_data);
	report->by_moves = stability_from_start(conflict, false);
	report->by_improvements = stability_from_start(conflict, true);
	report->ripeness = stability_ripeness(conflict, report->stability, concept);
	report->witnesses = find_witnesses(conflict, report);
	if (state == CONFLICT_NOWHERE)
		return report;
	report->guarantee = stability_guarantee(conflict, concept, state);
	report->flips = stability_flips(conflict, concept, state);
	report->conditions = stability_conditions(conflict, state);
	return report;
}
