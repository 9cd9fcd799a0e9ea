/* The best of a party is worth what some point of the front is, or the best of each issue where
 * nothing interacts.  Its worst is the worst of each
 * issue where nothing interacts; else the least sum along a way through the diagram of what
 * concerns it, or, where that is too large, no less than the worst of each issue and term. */
#include "analyse/extremes.h"

#include "analyse/diagram.h"

enum { MOST_ARCS = 1 << 17 };

/* The space of this party alone, to which the worst is the best: what a diagram leaves out is
 * what is no better. */
static Space
turn_over(const Space *space, size_t party, Arena *arena)
{
	Space own = *space;

	own.n_parties = 1;
	own.constant = space->constant + party;
	own.floor = space->floor + party;
	own.cap = space->cap + party;
	own.threshold = space->threshold + party;
	own.origin = space->origin + party;
	own.value = arena_new0(arena, int64_t *, space->n_issues);
	for (size_t i = 0; i < space->n_issues; i++) {
		own.value[i] = arena_new0(arena, int64_t, space->n_options[i]);
		for (size_t o = 0; o < space->n_options[i]; o++)
			own.value[i][o] = -space->value[i][o * space->n_parties + party];
	}
	own.terms = arena_new0(arena, SpaceTerm, space->n_terms + 1);
	own.n_terms = 0;
	for (size_t i = 0; i < space->n_terms; i++) {
		SpaceTerm term = space->terms[i];

		if (!term.hard && term.party != party)
			continue;
		term.party = 0;
		term.value = -term.value;
		own.terms[own.n_terms++] = term;
	}
	return own;
}

/* The least sum along all ways, or false: none is allowed, or too much would have to be held.
 */
static bool
find_least(const Space *space, size_t party, int64_t *least)
{
	g_autoptr(Arena) arena = arena_new();
	const Space own = turn_over(space, party, arena);
	g_autoptr(Pending) pending = pending_new(&own);
	g_autoptr(Diagram) diagram = diagram_new(pending, MOST_ARCS);

	if (!diagram || !diagram->n_last)
		return false;
	g_autofree int64_t *near = g_new0(int64_t, 1);
	for (size_t i = 0; i < own.n_issues; i++) {
		const DiagramLayer *layer = &diagram->layers[i];
		size_t n =
		    i + 1 < own.n_issues ? diagram->layers[i + 1].n_nodes : diagram->n_last;
		g_autofree int64_t *far = g_new(int64_t, n);

		for (size_t node = 0; node < n; node++)
			far[node] = INT64_MIN;
		for (size_t a = 0; a < layer->n_arcs; a++) {
			const DiagramArc *arc = &layer->arcs[a];

			far[arc->to] =
			    MAX(far[arc->to], near[arc->from] + layer->added[arc->add]);
		}
		g_free(near);
		near = g_steal_pointer(&far);
	}
	int64_t most = INT64_MIN;
	for (size_t node = 0; node < diagram->n_last; node++)
		most = MAX(most, near[node]);
	*least = -most;
	return true;
}

static bool
has_terms(const Space *space, size_t party)
{
	for (size_t i = 0; i < space->n_terms; i++)
		if (space->terms[i].hard || space->terms[i].party == party)
			return true;
	return false;
}

/* What no package is less than. */
static int64_t
bound_worst(const Space *space, size_t party)
{
	int64_t worst = 0;

	for (size_t i = 0; i < space->n_issues; i++) {
		int64_t least = INT64_MAX;

		for (size_t o = 0; o < space->n_options[i]; o++)
			least = MIN(least, space->value[i][o * space->n_parties + party]);
		worst += least;
	}
	for (size_t i = 0; i < space->n_terms; i++)
		if (space->terms[i].party == party && !space->terms[i].hard)
			worst += MIN(space->terms[i].value, 0);
	return worst;
}

/* Where nothing interacts it is known, even if the front is not. */
static int64_t
find_best(const Space *space, size_t party, const Front *front)
{
	int64_t best = space->n_terms ? INT64_MIN : space->constant[party];

	for (size_t i = 0; space->n_terms && i < front->n; i++)
		best = MAX(best, front->utilities[i * space->n_parties + party]);
	for (size_t i = 0; !space->n_terms && i < space->n_issues; i++) {
		int64_t most = INT64_MIN;

		for (size_t o = 0; o < space->n_options[i]; o++)
			most = MAX(most, space->value[i][o * space->n_parties + party]);
		best += most;
	}
	return space_clip(space, party, best);
}

static double
find_worst(const Space *space, size_t party)
{
	int64_t worst = 0;

	if (!has_terms(space, party) || !find_least(space, party, &worst))
		worst = bound_worst(space, party);
	return space_number(space, party,
	                    space_clip(space, party, space->constant[party] + worst));
}

/* As it was told, not as what just makes it in whole units. */
static double
told_threshold(const Space *space, size_t party)
{
	const BargainFallback *fallback = &space->model->parties[party].fallback;

	if (fallback->kind == BARGAIN_FALLBACK_VALUE)
		return space_middle(fallback->value);
	return fallback->kind == BARGAIN_FALLBACK_PACKAGE
	           ? space_number(space, party, space->threshold[party])
	           : NAN;
}

void
find_extremes(EntenteDeal *deal, const Space *space, const Front *front)
{
	size_t n = space->n_parties;

	deal->best = arena_new0(deal->arena, double, n);
	deal->worst = arena_new0(deal->arena, double, n);
	deal->threshold = arena_new0(deal->arena, double, n);
	for (size_t p = 0; p < n; p++) {
		deal->best[p] =
		    front->n ? space_number(space, p, find_best(space, p, front)) : 0;
		deal->worst[p] = find_worst(space, p);
		deal->threshold[p] = told_threshold(space, p);
	}
}
