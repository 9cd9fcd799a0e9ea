#include "analyse/winner.h"

#include "analyse/space.h"

#include <math.h>

typedef __int128 Wide;

static int64_t
gcd(Wide a, Wide b)
{
	while (b) {
		Wide rest = a % b;

		a = b;
		b = rest;
	}
	return (int64_t)(a < 0 ? -a : a);
}

static void
lowest_terms(Wide *n, Wide *d)
{
	Wide a = *n < 0 ? -*n : *n, b = *d;

	while (b) {
		Wide rest = a % b;

		a = b;
		b = rest;
	}
	if (a) {
		*n /= a;
		*d /= a;
	}
}

/* The stakes of one party, in whole numbers, and their sum. */
typedef struct {
	int64_t *stake;
	int64_t sum;
} Stakes;

static size_t
best_option(const Space *space, size_t party, size_t issue)
{
	size_t best = 0;

	for (size_t o = 1; o < space->n_options[issue]; o++)
		if (space->value[issue][o * 2 + party] > space->value[issue][best * 2 + party])
			best = o;
	return best;
}

static void
find_stakes(const Space *space, size_t party, Stakes *stakes)
{
	int64_t common = 0;

	stakes->sum = 0;
	for (size_t i = 0; i < space->n_issues; i++) {
		int64_t least = INT64_MAX, most = INT64_MIN;

		for (size_t o = 0; o < space->n_options[i]; o++) {
			least = MIN(least, space->value[i][o * 2 + party]);
			most = MAX(most, space->value[i][o * 2 + party]);
		}
		stakes->stake[i] = most - least;
		common = gcd(common, stakes->stake[i]);
	}
	for (size_t i = 0; i < space->n_issues; i++) {
		stakes->stake[i] /= MAX(common, 1);
		stakes->sum += stakes->stake[i];
	}
}

/* Whether a takes relatively more from issue i than b does: a_i / A >= b_i / B. */
static bool
values_more(const Stakes *a, const Stakes *b, size_t i)
{
	return (Wide)a->stake[i] * b->sum >= (Wide)b->stake[i] * a->sum;
}

/* Of the issues that the leader holds, the one that costs it least for what the other gains. */
static int
cheapest(const Stakes *leader, const Stakes *other, const bool *holds, size_t n)
{
	int best = -1;

	for (size_t i = 0; i < n; i++) {
		if (!holds[i] || (!leader->stake[i] && !other->stake[i]))
			continue;
		if (best < 0 || (Wide)leader->stake[i] * other->stake[best] <
		                    (Wide)leader->stake[best] * other->stake[i])
			best = (int)i;
	}
	return best;
}

/* `wins[i]`: the first party holds issue i.  Gives until both are equal; the shares of the
 * first party are then in `deal`. */
static void
adjust(EntenteDeal *deal, Stakes stakes[2], bool *wins, size_t n)
{
	DealDivision *division = &deal->division;
	g_autofree bool *holds = g_new0(bool, n);
	/* points, times the product of both sums */
	Wide points[2] = { 0, 0 }, unit = (Wide)stakes[0].sum * stakes[1].sum;

	for (size_t i = 0; i < n; i++) {
		division->shares[i] = (DealShare){
			i,
			wins[i],
			1,
			{ 100.0 * (double)stakes[0].stake[i] / (double)stakes[0].sum,
			  100.0 * (double)stakes[1].stake[i] / (double)stakes[1].sum }
		};
		points[wins[i] ? 0 : 1] +=
		    (Wide)stakes[wins[i] ? 0 : 1].stake[i] * stakes[wins[i] ? 1 : 0].sum;
	}
	int lead = points[0] >= points[1] ? 0 : 1;
	for (size_t i = 0; i < n; i++)
		holds[i] = wins[i] == (lead == 0);
	while (points[lead] > points[1 - lead]) {
		const Stakes *a = &stakes[lead], *b = &stakes[1 - lead];
		int i = cheapest(a, b, holds, n);
		if (i < 0)
			break;
		Wide cost = (Wide)a->stake[i] * b->sum, worth = (Wide)b->stake[i] * a->sum;
		Wide gap = points[lead] - points[1 - lead], d = cost + worth;
		Wide part = gap < d ? gap : d; /* of d: what moves */

		holds[i] = false;
		Wide moved_n = part, moved_d = d;
		lowest_terms(&moved_n, &moved_d);
		division->shares[i].n = (int64_t)(lead == 0 ? moved_d - moved_n : moved_n);
		division->shares[i].d = (int64_t)moved_d;
		if (part == d) {
			points[lead] -= cost;
			points[1 - lead] += worth;
			continue;
		}
		/* both end at points[lead] - cost * gap / d */
		Wide end_n = points[lead] * moved_d - cost * moved_n, end_d = unit * moved_d;
		division->points = 100.0 * (double)end_n / (double)end_d;
		end_n *= 100;
		lowest_terms(&end_n, &end_d);
		if (end_d < INT64_MAX && end_n < INT64_MAX) {
			division->points_n = (int64_t)end_n;
			division->points_d = (int64_t)end_d;
		}
		return;
	}
	Wide end_n = points[lead] * 100, end_d = unit;
	division->points = 100.0 * (double)points[lead] / (double)unit;
	lowest_terms(&end_n, &end_d);
	division->points_n = (int64_t)end_n;
	division->points_d = (int64_t)end_d;
}

void
adjusted_winner(EntenteDeal *deal, const EntenteBargain *model)
{
	if (model->n_parties != 2 || model->n_interactions || model->n_clauses)
		return;
	g_autoptr(Space) space = space_new(model, SPACE_PLAIN);
	size_t n = model->n_issues;
	g_autofree int64_t *first = g_new0(int64_t, n), *second = g_new0(int64_t, n);
	g_autofree bool *wins = g_new0(bool, n);
	Stakes stakes[2] = { { first, 0 }, { second, 0 } };

	find_stakes(space, 0, &stakes[0]);
	find_stakes(space, 1, &stakes[1]);
	/* products of three numbers of that size have to fit */
	if (!stakes[0].sum || !stakes[1].sum || stakes[0].sum > 1 << 30 ||
	    stakes[1].sum > 1 << 30)
		return;
	for (size_t i = 0; i < n; i++) {
		if (stakes[0].stake[i] && stakes[1].stake[i] &&
		    best_option(space, 0, i) == best_option(space, 1, i))
			return;
		wins[i] = values_more(&stakes[0], &stakes[1], i);
	}
	deal->division.applies = true;
	deal->division.shares = arena_new0(deal->arena, DealShare, n);
	adjust(deal, stakes, wins, n);
}
