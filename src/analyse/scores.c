/* Solution concepts: a table of scores.
 *
 * J. F. Nash, The bargaining problem, Econometrica 18 (1950).  E. Kalai, M. Smorodinsky, Other
 * solutions to Nash's bargaining problem, Econometrica 43 (1975).  E. Kalai, Proportional
 * solutions to bargaining situations, Econometrica 45 (1977).  A. Dhillon, J.-F. Mertens,
 * Relative utilitarianism, Econometrica 67 (1999). */
#include "analyse/scores.h"

#include <math.h>
#include <string.h>

static double
gain(const SolveView *view, size_t p)
{
	return view->u[p] - view->origin[p];
}

bool
solve_is_rational(const SolveView *view)
{
	for (size_t p = 0; p < view->n; p++)
		if (!isnan(view->deal->threshold[p]) &&
		    gain(view, p) < -1e-12 * fmax(1, fabs(view->u[p])))
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
score_nash(const SolveView *view, double *score)
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
score_nash_over(const SolveView *view, double *score)
{
	if (!solve_is_rational(view))
		return 0;
	*score = 1;
	for (size_t p = 0; p < view->n; p++)
		*score *= fmax(gain(view, p), 0);
	score[1] = sum_of(view->u, view->n);
	return 2;
}

/* Gains over what each party has at worst, or over its fallback where that is more. */
static size_t
score_nash_over_worst(const SolveView *view, double *score)
{
	*score = 1;
	for (size_t p = 0; p < view->n; p++) {
		double from = fmax(view->deal->worst[p], view->deal->threshold[p]);

		if (view->u[p] < from - 1e-12 * fmax(1, fabs(from)))
			return 0;
		*score *= fmax(view->u[p] - from, 0);
	}
	score[1] = sum_of(view->u, view->n);
	return 2;
}

static size_t
score_leximin(const SolveView *view, double *score)
{
	memcpy(score, view->u, view->n * sizeof *score);
	qsort(score, view->n, sizeof *score, compare_doubles);
	return view->n;
}

static size_t
score_leximin_over(const SolveView *view, double *score)
{
	if (!solve_is_rational(view))
		return 0;
	for (size_t p = 0; p < view->n; p++)
		score[p] = gain(view, p);
	qsort(score, view->n, sizeof *score, compare_doubles);
	return view->n;
}

/* Share of the way from the origin to the ideal; of one who has no way to go, all of it. */
static size_t
score_kalai_smorodinsky(const SolveView *view, double *score)
{
	if (!solve_is_rational(view))
		return 0;
	for (size_t p = 0; p < view->n; p++) {
		double way = view->ideal[p] - view->origin[p];

		score[p] = way > 0 ? gain(view, p) / way : 1;
	}
	qsort(score, view->n, sizeof *score, compare_doubles);
	return view->n;
}

/* Of the way from a party's worst to its best. */
static double
share_of_range(const SolveView *view, size_t p)
{
	double worst = view->deal->worst[p], way = view->deal->best[p] - worst;

	return way > 0 ? (view->u[p] - worst) / way : 1;
}

static size_t
score_share_of_best(const SolveView *view, double *score)
{
	for (size_t p = 0; p < view->n; p++)
		score[p] = share_of_range(view, p);
	qsort(score, view->n, sizeof *score, compare_doubles);
	return view->n;
}

static size_t
score_share_of_best_accepted(const SolveView *view, double *score)
{
	return view->accepted ? score_share_of_best(view, score) : 0;
}

static size_t
score_sum_of_shares(const SolveView *view, double *score)
{
	*score = 0;
	for (size_t p = 0; p < view->n; p++)
		*score += share_of_range(view, p);
	return 1 + score_share_of_best(view, score + 1);
}

static size_t
score_utilitarian(const SolveView *view, double *score)
{
	*score = sum_of(view->u, view->n);
	return 1 + score_leximin(view, score + 1);
}

static size_t
score_utilitarian_over(const SolveView *view, double *score)
{
	return solve_is_rational(view) ? score_utilitarian(view, score) : 0;
}

static size_t
score_equal(const SolveView *view, double *score)
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

static size_t
score_equal_shares(const SolveView *view, double *score)
{
	double least = INFINITY, most = -INFINITY, sum = 0;

	for (size_t p = 0; p < view->n; p++) {
		double share = share_of_range(view, p);

		least = fmin(least, share);
		most = fmax(most, share);
		sum += share;
	}
	*score = least - most;
	score[1] = sum;
	return 2;
}

/* The greatest envy, then all of it. */
static size_t
score_envy(const SolveView *view, double *score)
{
	if (!view->envy)
		return 0;
	score[0] = score[1] = 0;
	for (size_t p = 0; p < view->n; p++)
		for (size_t q = 0; q < view->n; q++) {
			double envy = envy_of(view->envy, view->package, p, q);

			score[0] = fmin(score[0], -envy);
			score[1] -= envy;
		}
	return 2;
}

static size_t
score_envy_over(const SolveView *view, double *score)
{
	return solve_is_rational(view) ? score_envy(view, score) : 0;
}

/* As score_utilitarian, but of equal sums the first party's best, then the second's. */
static size_t
score_welfare(const SolveView *view, double *score)
{
	*score = sum_of(view->u, view->n);
	memcpy(score + 1, view->u, view->n * sizeof *score);
	return 1 + view->n;
}

double
solve_distance(const SolveView *view)
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
score_nearest(const SolveView *view, double *score)
{
	*score = -solve_distance(view);
	return 1;
}

const SolveConcept solve_concepts[] = {
	{ "nash", "the greatest product of utilities, counted from 0", score_nash, false, false,
	  false },
	{ "nash_over_thresholds",
	  "the greatest product of gains over the fallbacks (0 where a party has none), where "
	  "no "
	  "party falls below its own and no red line is crossed",
	  score_nash_over, true, false, false },
	{ "nash_over_worst",
	  "the greatest product of gains over each party's worst package, or over its fallback "
	  "where that is more (where reservations below the worst count as the worst)",
	  score_nash_over_worst, false, false, false },
	{ "kalai_smorodinsky",
	  "the smallest share of the way from a party's fallback (0 where it has none) to the "
	  "best "
	  "it can have while no other falls below its own is as great as can be, then the next "
	  "smallest; no red line is crossed",
	  score_kalai_smorodinsky, true, false, false },
	{ "share_of_best",
	  "the smallest share of the way from a party's worst to its best package is as great "
	  "as "
	  "can be, then the next smallest (Kalai and Smorodinsky's with disagreement at the "
	  "worst)",
	  score_share_of_best, false, false, false },
	{ "share_of_best_accepted",
	  "the same among the efficient packages that the rule of the model accepts",
	  score_share_of_best_accepted, false, false, false },
	{ "egalitarian",
	  "the smallest utility is as great as can be, then the next smallest (leximin; its "
	  "first "
	  "number is the maximin), counted from 0",
	  score_leximin, false, false, false },
	{ "egalitarian_over_thresholds",
	  "the smallest gain over the fallbacks is as great as can be, then the next smallest "
	  "(Kalai's proportional solution), where no party falls below its own and no red line "
	  "is "
	  "crossed",
	  score_leximin_over, true, false, false },
	{ "utilitarian", "the greatest sum of utilities; of equal sums the leximin",
	  score_utilitarian, false, false, false },
	{ "utilitarian_over_thresholds",
	  "the greatest sum of utilities where no party falls below its fallback and no red "
	  "line is "
	  "crossed",
	  score_utilitarian_over, true, false, false },
	{ "sum_of_shares",
	  "the greatest sum of the parties' shares of the way from their worst to their best "
	  "package (relative utilitarianism); of equal sums the leximin of these",
	  score_sum_of_shares, false, false, false },
	{ "equal",
	  "the efficient package whose greatest and smallest utility differ least (what "
	  "some tools call Kalai's)",
	  score_equal, false, false, true },
	{ "equal_shares",
	  "the efficient package whose greatest and smallest share of the way from a party's "
	  "worst to its best differ least",
	  score_equal_shares, false, false, true },
	{ "least_envy",
	  "the efficient package in which the greatest envy of a party for another one is "
	  "smallest, then the sum of envies, of one package for each efficient point: envy is "
	  "by how many of its 100 points a party "
	  "would have more if it had the other's share of every issue that the other minds; no "
	  "party falls below its fallback and no red line is crossed",
	  score_envy_over, true, true, true },
	{ "nearest",
	  "the least distance to 1 for every party; those of a party whose best is more than 1 "
	  "are "
	  "counted as shares of that best",
	  score_nearest, false, false, true },
};

const size_t solve_n_concepts = G_N_ELEMENTS(solve_concepts);

const SolveConcept solve_oppositions[] = {
	{ "nearest", "distance to 1 for every party from the package nearest to it (as Genius)",
	  score_nearest, false, false, true },
	{ "welfare",
	  "distance to 1 for every party from the package of the greatest sum, of "
	  "equal "
	  "sums the first party's best (as NegoLog)",
	  score_welfare, false, false, false },
	{ "equal",
	  "distance to 1 for every party from the efficient package whose utilities "
	  "differ least (as ANL 2022)",
	  score_equal, false, false, true },
	{ "nash", "distance to 1 for every party from Nash's solution", score_nash, false,
	  false, false },
};

const size_t solve_n_oppositions = G_N_ELEMENTS(solve_oppositions);
