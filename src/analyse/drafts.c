#include "analyse/drafts.h"

#include "analyse/count.h"

#include <math.h>
#include <string.h>

enum { MOST_TRIES = 2000000, MOST_TRADES = 10 };

typedef struct {
	EntenteDeal *deal;
	const Space *space;
	size_t n; /* parties */
} Judging;

static double *
numbers_of(const Judging *self, const int *package)
{
	g_autofree int64_t *utilities = g_new(int64_t, self->n);
	double *numbers = arena_new0(self->deal->arena, double, self->n);

	space_utilities(self->space, package, utilities);
	for (size_t p = 0; p < self->n; p++)
		numbers[p] = space_number(self->space, p, utilities[p]);
	return numbers;
}

static DealPackage
keep_package(const Judging *self, const int *package)
{
	int *own = arena_new0(self->deal->arena, int, self->space->n_issues);

	memcpy(own, package, self->space->n_issues * sizeof *own);
	return (DealPackage){ own, numbers_of(self, own) };
}

/* A difference of utility as a share of the party's whole range. */
static double
share_of_range(const Judging *self, size_t party, double difference)
{
	double range = self->deal->best[party] - self->deal->worst[party];

	return range > 0 ? difference / range : 0;
}

static size_t
count_changes(const Judging *self, const int *a, const int *b)
{
	size_t n = 0;

	for (size_t i = 0; i < self->space->n_issues; i++)
		n += a[i] != b[i];
	return n;
}

static bool
is_accepted(const Judging *self, const int *package)
{
	return space_allows(self->space, package) &&
	       count_by_rule(self->space->model, count_accepting(self->space, package), NULL);
}

/* The smallest gain of a party over the draft, as a share of its range. */
static double
least_gain(const Judging *self, const int *package, const double *from)
{
	g_autofree int64_t *utilities = g_new(int64_t, self->n);
	double least = INFINITY;

	space_utilities(self->space, package, utilities);
	for (size_t p = 0; p < self->n; p++)
		least = fmin(least, share_of_range(self, p,
		                                   space_number(self->space, p, utilities[p]) -
		                                       from[p]));
	return least;
}

/* Searching for the accepted package nearest to a draft: all that differ in k issues, for k =
 * 1, 2, … */
typedef struct {
	const Judging *judging;
	DealDraft *draft;
	int *package;
	size_t tries;
	double best;
} Search;

static void
try_changes(Search *search, size_t from, size_t left)
{
	const Judging *self = search->judging;

	if (!left) {
		search->tries++;
		if (!is_accepted(self, search->package))
			return;
		double least = least_gain(self, search->package, search->draft->utilities);
		if (search->draft->has_change && least <= search->best)
			return;
		search->best = least;
		search->draft->has_change = true;
		search->draft->change = keep_package(self, search->package);
		return;
	}
	for (size_t i = from; i + left <= self->space->n_issues; i++) {
		int before = search->package[i];

		for (size_t o = 0; o < self->space->n_options[i] && search->tries < MOST_TRIES;
		     o++) {
			if ((int)o == before)
				continue;
			search->package[i] = (int)o;
			try_changes(search, i + 1, left - 1);
		}
		search->package[i] = before;
	}
}

static void
find_change(const Judging *self, DealDraft *draft)
{
	g_autofree int *package =
	    g_memdup2(draft->package, self->space->n_issues * sizeof *package);
	Search search = { self, draft, package, 0, 0 };

	for (size_t k = 1; k <= self->space->n_issues && !draft->has_change; k++) {
		if (search.tries >= MOST_TRIES)
			return;
		try_changes(&search, 0, k);
		draft->n_changed = k;
	}
}

/* Whether the point gives no party less than `from`. */
static bool
is_no_worse(const Judging *self, const int64_t *point, const int64_t *from, bool *differs)
{
	*differs = false;
	for (size_t p = 0; p < self->n; p++) {
		if (point[p] < from[p])
			return false;
		*differs |= point[p] > from[p];
	}
	return true;
}

/* What the front has that all would prefer to the draft. */
static void
compare_with_front(const Judging *self, const Front *front, DealDraft *draft)
{
	g_autofree int64_t *from = g_new(int64_t, self->n);
	g_autofree int *package = g_new(int, self->space->n_issues);
	double best = -1;

	space_utilities(self->space, draft->package, from);
	draft->is_efficient = draft->is_allowed;
	for (size_t i = 0; i < front->n; i++) {
		bool differs;

		if (!is_no_worse(self, &front->utilities[i * self->n], from, &differs))
			continue;
		front_package(front, self->space, i, package);
		if (!differs)
			continue;
		draft->is_efficient = false;
		double least = least_gain(self, package, draft->utilities), sum = 0;
		for (size_t p = 0; p < self->n; p++)
			sum += share_of_range(
			    self, p,
			    space_number(self->space, p,
			                 front->utilities[i * self->n + p] - from[p]));
		if (least + sum * 1e-3 > best) {
			best = least + sum * 1e-3;
			draft->has_better = true;
			draft->better = keep_package(self, package);
			draft->distance = least > 0 ? least : sum;
		}
		size_t n = count_changes(self, package, draft->package);
		if (!draft->has_efficient_change || n < draft->n_efficient_changed) {
			draft->has_efficient_change = true;
			draft->n_efficient_changed = n;
			draft->efficient_change = keep_package(self, package);
		}
	}
}

static DealSet
list_refusing(const Judging *self, const int *package)
{
	PartySet accepting = count_accepting(self->space, package);
	int *list = arena_new0(self->deal->arena, int, self->n + 1), n = 0;

	for (size_t p = 0; p < self->n; p++)
		if (!(accepting >> p & 1))
			list[n++] = (int)p;
	list[n] = -1;
	return list;
}

static void
judge_draft(const Judging *self, const Front *front, const BargainDraft *from, DealDraft *draft)
{
	const EntenteBargain *model = self->space->model;

	draft->draft = from;
	draft->package = arena_new0(self->deal->arena, int, model->n_issues);
	draft->is_whole = true;
	for (size_t i = 0; i < model->n_issues; i++) {
		draft->package[i] =
		    from->package[i] >= 0 ? from->package[i] : model->issues[i].status_quo;
		draft->is_whole &= draft->package[i] >= 0;
	}
	if (!draft->is_whole)
		return;
	draft->is_allowed = space_allows(self->space, draft->package);
	draft->utilities = numbers_of(self, draft->package);
	draft->refusing = list_refusing(self, draft->package);
	draft->is_accepted = is_accepted(self, draft->package);
	compare_with_front(self, front, draft);
	if (!draft->is_accepted)
		find_change(self, draft);
}

/* Where things stand: NULL where nobody says. */
static const int *
find_base(const Judging *self)
{
	const EntenteBargain *model = self->space->model;
	int *package = arena_new0(self->deal->arena, int, model->n_issues);

	for (size_t i = 0; i < self->deal->n_drafts; i++)
		if (self->deal->drafts[i].is_whole)
			return self->deal->drafts[i].package;
	for (size_t i = 0; i < model->n_issues; i++) {
		package[i] = model->issues[i].status_quo;
		if (package[i] < 0)
			return NULL;
	}
	return package;
}

static double
worth_of_trade(const Judging *self, const DealTrade *trade)
{
	return fmin(share_of_range(self, trade->a, trade->gain_a),
	            share_of_range(self, trade->b, trade->gain_b));
}

static void
keep_trade(const Judging *self, const DealTrade *trade)
{
	EntenteDeal *deal = self->deal;
	size_t at = deal->n_trades;

	while (at && worth_of_trade(self, &deal->trades[at - 1]) <
	                 worth_of_trade(self, trade) - 1e-12)
		at--;
	if (at == MOST_TRADES)
		return;
	deal->n_trades = MIN(deal->n_trades + 1, MOST_TRADES);
	memmove(&deal->trades[at + 1], &deal->trades[at],
	        (deal->n_trades - at - 1) * sizeof *deal->trades);
	deal->trades[at] = *trade;
}

/* What a package is worth with one option more changed, less `from`. */
static void
differences(const Judging *self, int *package, size_t issue, int option, const int64_t *from,
            int64_t *difference)
{
	int before = package[issue];

	package[issue] = option;
	space_utilities(self->space, package, difference);
	package[issue] = before;
	for (size_t p = 0; p < self->n; p++)
		difference[p] -= from[p];
}

/* a gives way on issue i, b on issue j; both are better off by both, and no other party worse.
 */
static void
try_trade(const Judging *self, int *package, const int64_t *from, size_t i, int option_i,
          size_t j, int option_j, const int64_t *one, const int64_t *other)
{
	g_autofree int64_t *both = g_new(int64_t, self->n);
	int before = package[i];

	package[i] = option_i;
	differences(self, package, j, option_j, from, both);
	int before_j = package[j];
	package[j] = option_j;
	bool allowed = space_allows(self->space, package);
	package[i] = before;
	package[j] = before_j;
	for (size_t p = 0; p < self->n; p++)
		if (!allowed || both[p] < 0)
			return;
	for (size_t a = 0; a < self->n; a++)
		for (size_t b = 0; b < self->n; b++) {
			if (one[a] >= 0 || other[a] <= 0 || one[b] <= 0 || other[b] >= 0 ||
			    both[a] <= 0 || both[b] <= 0)
				continue;
			DealTrade trade = { a,
				            b,
				            i,
				            j,
				            option_i,
				            option_j,
				            space_number(self->space, a, both[a]),
				            space_number(self->space, b, both[b]) };
			keep_trade(self, &trade);
		}
}

static void
find_trades(const Judging *self)
{
	const Space *space = self->space;
	const int *base = find_base(self);
	size_t total = 0;

	for (size_t i = 0; i < space->n_issues; i++)
		total += space->n_options[i];
	if (!base || total > 1500)
		return;
	g_autofree int *package = g_memdup2(base, space->n_issues * sizeof *package);
	g_autofree int64_t *from = g_new(int64_t, self->n);
	g_autofree int64_t *changes = g_new(int64_t, total * self->n);
	size_t n = 0;

	self->deal->base = base;
	self->deal->trades = arena_new0(self->deal->arena, DealTrade, MOST_TRADES + 1);
	space_utilities(space, package, from);
	for (size_t i = 0; i < space->n_issues; i++)
		for (size_t o = 0; o < space->n_options[i]; o++)
			differences(self, package, i, (int)o, from, &changes[n++ * self->n]);
	size_t at_i = 0;
	for (size_t i = 0; i < space->n_issues; at_i += space->n_options[i++]) {
		size_t at_j = 0;

		for (size_t j = 0; j < space->n_issues; at_j += space->n_options[j++])
			for (size_t o = 0; j != i && o < space->n_options[i]; o++)
				for (size_t q = 0; q < space->n_options[j]; q++)
					if ((int)o != base[i] && (int)q != base[j])
						try_trade(self, package, from, i, (int)o, j,
						          (int)q,
						          &changes[(at_i + o) * self->n],
						          &changes[(at_j + q) * self->n]);
	}
}

void
judge_drafts(EntenteDeal *deal, const Space *space, const Front *within)
{
	const EntenteBargain *model = space->model;
	const Judging self = { deal, space, space->n_parties };

	deal->drafts = arena_new0(deal->arena, DealDraft, model->n_drafts);
	deal->n_drafts = model->n_drafts;
	for (size_t i = 0; i < model->n_drafts; i++)
		judge_draft(&self, within, &model->drafts[i], &deal->drafts[i]);
	find_trades(&self);
}
