/* The points that solution concepts choose: the greatest score wins.  Products are compared
 * with some slack, so that ties go to the point that is first in the front's order, whatever
 * the last bits are. */
#include "analyse/solve.h"

#include "analyse/scores.h"

#include <math.h>
#include <string.h>

/* Looks at issues: scores that take more are not told, lest they take longer than all else. */
static const double MOST_LOOKS = 1.5e8;

/* Whether the first score is more than the second beyond what rounding does. */
static bool
is_more(const double *a, const double *b, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		double slack = 1e-12 * fmax(fabs(a[i]), fabs(b[i]));

		if (a[i] > b[i] + slack)
			return true;
		if (a[i] < b[i] - slack)
			return false;
	}
	return false;
}

DealPackage
solve_package(const EntenteDeal *deal, const Space *space, const Front *front, size_t point)
{
	int *package = arena_new0(deal->arena, int, space->n_issues);
	double *utilities = arena_new0(deal->arena, double, space->n_parties);

	front_package(front, space, point, package);
	for (size_t p = 0; p < space->n_parties; p++)
		utilities[p] =
		    space_number(space, p, front->utilities[point * space->n_parties + p]);
	return (DealPackage){ package, utilities };
}

/* The utilities of a point. */
static void
look(SolveView *view, const Space *space, const Front *front, size_t point, double *utilities)
{
	for (size_t p = 0; p < view->n; p++)
		utilities[p] = space_number(space, p, front->utilities[point * view->n + p]);
	view->u = utilities;
}

/* The best that each party can have while no other falls below its fallback. */
static void
find_ideal(SolveView *view, const Space *space, const Front *within, double *ideal)
{
	g_autofree double *utilities = g_new(double, view->n);

	for (size_t p = 0; p < view->n; p++)
		ideal[p] = view->origin[p];
	for (size_t i = 0; i < within->n; i++) {
		look(view, space, within, i, utilities);
		for (size_t p = 0; solve_is_rational(view) && p < view->n; p++)
			ideal[p] = fmax(ideal[p], utilities[p]);
	}
}

static bool
is_too_much(const Front *front, const Space *space, const SolveConcept *concept)
{
	double pairs = (double)space->n_parties * (double)space->n_parties;

	return concept->by_issue &&
	       (double)front->n * pairs * (double)space->n_issues > MOST_LOOKS;
}

static void
solve_one(EntenteDeal *deal, const Space *space, const Front *front, SolveView *view,
          const SolveConcept *concept, DealResult *result)
{
	g_autofree double *utilities = g_new(double, view->n);
	g_autofree double *scores = g_new(double, view->n + 2),
			  *best = g_new(double, view->n + 2);
	g_autofree int *package = g_new(int, space->n_issues);
	size_t chosen = 0;

	*result = (DealResult){ .name = concept->name, .definition = concept->definition };
	if (is_too_much(front, space, concept))
		return;
	view->package = package;
	for (size_t i = 0; i < front->n; i++) {
		look(view, space, front, i, utilities);
		view->accepted = !concept->within && deal->accepted[i];
		if (concept->by_issue)
			front_package(front, space, i, package);
		size_t n = concept->score(view, scores);

		if (!n || (result->found && !is_more(scores, best, n)))
			continue;
		memcpy(best, scores, n * sizeof *best);
		result->found = true;
		chosen = i;
	}
	if (!result->found)
		return;
	result->value = concept->negated ? -best[0] : best[0];
	result->at = solve_package(deal, space, front, chosen);
}

static const DealResult *
find_result(const EntenteDeal *deal, const char *name)
{
	for (size_t i = 0; i < deal->n_solutions; i++)
		if (g_str_equal(deal->solutions[i].name, name) && deal->solutions[i].found)
			return &deal->solutions[i];
	return NULL;
}

/* Distances to 1 for every party, from the point that each tool takes. */
static void
oppose(EntenteDeal *deal, const Space *space, const Front *front, SolveView *view)
{
	deal->oppositions = arena_new0(deal->arena, DealResult, solve_n_oppositions);
	deal->n_oppositions = solve_n_oppositions;
	for (size_t i = 0; i < solve_n_oppositions; i++) {
		DealResult *result = &deal->oppositions[i];

		solve_one(deal, space, front, view, &solve_oppositions[i], result);
		view->u = result->at.utilities;
		if (result->found)
			result->value = solve_distance(view);
	}
}

void
solve(EntenteDeal *deal, const Space *space, const Front *front, const Front *within)
{
	size_t n = space->n_parties;
	g_autofree double *origin = g_new(double, n), *ideal = g_new(double, n);
	SolveView view = { .deal = deal,
		           .n = n,
		           .origin = origin,
		           .ideal = ideal,
		           .envy = envy_new(deal->model, deal->arena) };

	for (size_t p = 0; p < n; p++)
		origin[p] = isnan(deal->threshold[p]) ? 0 : deal->threshold[p];
	find_ideal(&view, space, within, ideal);
	deal->solutions = arena_new0(deal->arena, DealResult, solve_n_concepts);
	deal->n_solutions = solve_n_concepts;
	for (size_t i = 0; i < solve_n_concepts; i++)
		solve_one(deal, space, solve_concepts[i].within ? within : front, &view,
		          &solve_concepts[i], &deal->solutions[i]);
	oppose(deal, space, front, &view);
	deal->recommended = find_result(deal, "nash_over_thresholds");
}
