/* Solution concepts: a table of scores, the greatest of which wins.  Products are compared with
 * some slack, so that ties go to the point that is first in the front's order, whatever the
 * last bits are.
 *
 * J. F. Nash, The bargaining problem, Econometrica 18 (1950).  E. Kalai, M. Smorodinsky, Other
 * solutions to Nash's bargaining problem, Econometrica 43 (1975).  E. Kalai, Proportional
 * solutions to bargaining situations, Econometrica 45 (1977). */
#include "analyse/solve.h"

#include <math.h>
#include <string.h>

/* What a score looks at: the utilities of a point, and from where gains count. */
typedef struct {
	const EntenteDeal *deal;
	size_t n;
	const double *u;
	const double *origin; /* fallbacks; 0 where there is none */
	const double *ideal;  /* each party's best, among what all may accept */
	double *sorted;       /* room for n */
} View;

/* Writes the numbers by which points are compared, the first that differs deciding, and returns
 * how many; 0: this point does not count. */
typedef size_t (*Score)(const View *view, double *score);

static double
gain(const View *view, size_t p)
{
	return view->u[p] - view->origin[p];
}

static bool
is_rational(const View *view)
{
	for (size_t p = 0; p < view->n; p++)
		if (gain(view, p) < -1e-12 * fmax(1, fabs(view->u[p])))
			return false;
	return true;
}

static int
compare_doubles(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double
sum_of(const double *numbers, size_t n)
{
	double sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += numbers[i];
	return sum;
}

static size_t
score_nash(const View *view, double *score)
{
	*score = 1;
	for (size_t p = 0; p < view->n; p++) {
		if (view->u[p] < 0)
			return 0;
		*score *= view->u[p];
	}
	score[1] = sum_of(view->u, view->n);
	return 2;
}

static size_t
score_nash_over(const View *view, double *score)
{
	if (!is_rational(view))
		return 0;
	*score = 1;
	for (size_t p = 0; p < view->n; p++)
		*score *= fmax(gain(view, p), 0);
	score[1] = sum_of(view->u, view->n);
	return 2;
}

static size_t
score_leximin(const View *view, double *score)
{
	memcpy(score, view->u, view->n * sizeof *score);
	qsort(score, view->n, sizeof *score, compare_doubles);
	return view->n;
}

static size_t
score_leximin_over(const View *view, double *score)
{
	if (!is_rational(view))
		return 0;
	for (size_t p = 0; p < view->n; p++)
		score[p] = gain(view, p);
	qsort(score, view->n, sizeof *score, compare_doubles);
	return view->n;
}

/* Share of the way from the origin to the ideal; of one who has no way to go, all of it. */
static size_t
score_kalai_smorodinsky(const View *view, double *score)
{
	if (!is_rational(view))
		return 0;
	for (size_t p = 0; p < view->n; p++) {
		double way = view->ideal[p] - view->origin[p];

		score[p] = way > 0 ? gain(view, p) / way : 1;
	}
	qsort(score, view->n, sizeof *score, compare_doubles);
	return view->n;
}

static size_t
score_share_of_best(const View *view, double *score)
{
	for (size_t p = 0; p < view->n; p++) {
		double worst = view->deal->worst[p], way = view->deal->best[p] - worst;

		score[p] = way > 0 ? (view->u[p] - worst) / way : 1;
	}
	qsort(score, view->n, sizeof *score, compare_doubles);
	return view->n;
}

static size_t
score_utilitarian(const View *view, double *score)
{
	*score = sum_of(view->u, view->n);
	return 1 + score_leximin(view, score + 1);
}

static size_t
score_utilitarian_over(const View *view, double *score)
{
	return is_rational(view) ? score_utilitarian(view, score) : 0;
}

static size_t
score_equal(const View *view, double *score)
{
	double least = INFINITY, most = -INFINITY;

	for (size_t p = 0; p < view->n; p++) {
		least = fmin(least, view->u[p]);
		most = fmax(most, view->u[p]);
	}
	*score = least - most;
	score[1] = sum_of(view->u, view->n);
	return 2;
}

static double
distance_to_ideal(const View *view)
{
	double sum = 0;

	for (size_t p = 0; p < view->n; p++) {
		double unit = view->deal->best[p] > 1 ? view->deal->best[p] : 1;
		double short_of = 1 - view->u[p] / unit;

		sum += short_of * short_of;
	}
	return sqrt(sum);
}

static size_t
score_nearest(const View *view, double *score)
{
	*score = -distance_to_ideal(view);
	return 1;
}

static const struct {
	const char *name, *definition;
	Score score;
	bool within; /* of the points that cross no red line */
} concepts[] = {
	{ "nash", "the greatest product of utilities, counted from 0", score_nash, false },
	{ "nash_over_thresholds",
	  "the greatest product of gains over the fallbacks (0 where a party has none), where "
	  "no "
	  "party falls below its own and no red line is crossed",
	  score_nash_over, true },
	{ "kalai_smorodinsky",
	  "the smallest share of the way from a party's fallback (0 where it has none) to the "
	  "best "
	  "it can have while no other falls below its own is as great as can be, then the next "
	  "smallest; no red line is crossed",
	  score_kalai_smorodinsky, true },
	{ "share_of_best",
	  "the smallest share of the way from a party's worst to its best package is as great "
	  "as "
	  "can be, then the next smallest (Kalai and Smorodinsky's with disagreement at the "
	  "worst)",
	  score_share_of_best, false },
	{ "egalitarian",
	  "the smallest utility is as great as can be, then the next smallest (leximin; its "
	  "first "
	  "number is the maximin), counted from 0",
	  score_leximin, false },
	{ "egalitarian_over_thresholds",
	  "the smallest gain over the fallbacks is as great as can be, then the next smallest "
	  "(Kalai's proportional solution), where no party falls below its own and no red line "
	  "is "
	  "crossed",
	  score_leximin_over, true },
	{ "utilitarian", "the greatest sum of utilities; of equal sums the leximin",
	  score_utilitarian, false },
	{ "utilitarian_over_thresholds",
	  "the greatest sum of utilities where no party falls below its fallback and no red "
	  "line is "
	  "crossed",
	  score_utilitarian_over, true },
	{ "equal",
	  "the efficient package whose greatest and smallest utility differ least (what "
	  "some tools call Kalai's)",
	  score_equal, false },
	{ "nearest",
	  "the least distance to 1 for every party, utilities above 1 counted as shares of the "
	  "party's best",
	  score_nearest, false },
};

enum { N_CONCEPTS = G_N_ELEMENTS(concepts) };

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

static void
look(View *view, const Space *space, const Front *front, size_t point, double *utilities)
{
	for (size_t p = 0; p < view->n; p++)
		utilities[p] = space_number(space, p, front->utilities[point * view->n + p]);
	view->u = utilities;
}

/* The best that each party can have while no other falls below its fallback. */
static void
find_ideal(View *view, const Space *space, const Front *within, double *ideal)
{
	g_autofree double *utilities = g_new(double, view->n);

	for (size_t p = 0; p < view->n; p++)
		ideal[p] = view->origin[p];
	for (size_t i = 0; i < within->n; i++) {
		look(view, space, within, i, utilities);
		for (size_t p = 0; is_rational(view) && p < view->n; p++)
			ideal[p] = fmax(ideal[p], utilities[p]);
	}
}

static void
solve_one(EntenteDeal *deal, const Space *space, const Front *front, View *view, Score score,
          DealResult *result)
{
	g_autofree double *utilities = g_new(double, view->n);
	g_autofree double *scores = g_new(double, view->n + 2),
			  *best = g_new(double, view->n + 2);
	size_t chosen = 0;

	for (size_t i = 0; i < front->n; i++) {
		look(view, space, front, i, utilities);
		size_t n = score(view, scores);

		if (!n || (result->found && !is_more(scores, best, n)))
			continue;
		memcpy(best, scores, n * sizeof *best);
		result->found = true;
		chosen = i;
	}
	if (!result->found)
		return;
	result->value = fabs(best[0]);
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
oppose(EntenteDeal *deal, View *view)
{
	static const struct {
		const char *name, *solution, *definition;
	} variants[] = {
		{ "nearest", "nearest",
		  "distance to 1 for every party from the package nearest to it (as Genius)" },
		{ "welfare", "utilitarian",
		  "distance to 1 for every party from the package of the greatest sum (as "
		  "NegoLog)" },
		{ "equal", "equal",
		  "distance to 1 for every party from the efficient package whose utilities "
		  "differ "
		  "least (as ANL 2022)" },
		{ "nash", "nash", "distance to 1 for every party from Nash's solution" },
	};

	deal->oppositions = arena_new0(deal->arena, DealResult, G_N_ELEMENTS(variants));
	for (size_t i = 0; i < G_N_ELEMENTS(variants); i++) {
		const DealResult *solution = find_result(deal, variants[i].solution);
		DealResult *result = &deal->oppositions[deal->n_oppositions++];

		*result = (DealResult){ .name = variants[i].name,
			                .definition = variants[i].definition };
		if (!solution)
			continue;
		view->u = solution->at.utilities;
		result->found = true;
		result->at = solution->at;
		result->value = distance_to_ideal(view);
	}
}

void
solve(EntenteDeal *deal, const Space *space, const Front *front, const Front *within)
{
	size_t n = space->n_parties;
	g_autofree double *origin = g_new(double, n), *ideal = g_new(double, n);
	View view = { .deal = deal, .n = n, .origin = origin, .ideal = ideal };

	for (size_t p = 0; p < n; p++)
		origin[p] = space_number(space, p, space->origin[p]);
	find_ideal(&view, space, within, ideal);
	deal->solutions = arena_new0(deal->arena, DealResult, N_CONCEPTS);
	deal->n_solutions = N_CONCEPTS;
	for (size_t i = 0; i < N_CONCEPTS; i++) {
		deal->solutions[i] = (DealResult){ .name = concepts[i].name,
			                           .definition = concepts[i].definition };
		solve_one(deal, space, concepts[i].within ? within : front, &view,
		          concepts[i].score, &deal->solutions[i]);
	}
	oppose(deal, &view);
	deal->recommended = find_result(deal, "nash_over_thresholds");
}
