/* Fronts by halves.  The test compares with the whole front. */
#include "analyse/halves.h"

#include <math.h>
#include <string.h>

enum {
	FEW_PAIRS = 1 << 17, /* of so many sums all are looked at */
	ROUND = 1 << 17,     /* sums that are looked at at a time … */
	PIECE = 1 << 10,     /* … and by one thread */
};

/* Points of one half times those of the other, by the number of parties: what takes seconds. */
static const size_t most_pairs[] = { 0,       4 << 20, 4 << 20, 4 << 20, 4 << 20,
	                             2 << 20, 1 << 20, 1 << 19, 1 << 18 };

/* The first step that is tried, as a share of all that can be added, and how much wider the
 * next one is. */
static const double FIRST = 3e-3, WIDER = 1.2;

typedef enum { DONE, TOO_MANY, STOPPED } Outcome;

/* The front of some issues next to one another, and how it came about. */
typedef struct Half {
	size_t first, n; /* layers */
	struct Half *halves[2];
	Points points;  /* of one layer alone: by is the option; else a point of each half */
	int64_t *range; /* by party: the most less the least of all that it adds */
} Half;

typedef struct {
	const Diagram *diagram;
	const FrontOptions *options;
	size_t p, n_merged, most_pairs;
	int64_t *error;
} Halving;

static void
half_free(Half *half)
{
	if (!half)
		return;
	half_free(half->halves[0]);
	half_free(half->halves[1]);
	points_clear(&half->points);
	g_free(half->range);
	g_free(half);
}

static Half *
one_layer(const Halving *self, size_t index)
{
	const DiagramLayer *layer = &self->diagram->layers[index];
	Half *half = g_new0(Half, 1);
	size_t p = self->p;
	Points brought = { 0 };

	half->first = index;
	half->n = 1;
	half->range = g_new0(int64_t, p);
	points_reserve(&brought, layer->n_arcs, p);
	for (size_t a = 0; a < layer->n_arcs; a++) {
		memcpy(&brought.v[a * p], &layer->added[layer->arcs[a].add],
		       p * sizeof *brought.v);
		brought.ties[a] = 1;
		brought.steps[a] = (Step){ 0, layer->arcs[a].option };
	}
	brought.n = layer->n_arcs;
	for (size_t k = 0; k < p; k++) {
		int64_t least = INT64_MAX, most = INT64_MIN;

		for (size_t a = 0; a < brought.n; a++) {
			least = MIN(least, brought.v[a * p + k]);
			most = MAX(most, brought.v[a * p + k]);
		}
		half->range[k] = brought.n ? most - least : 0;
	}
	points_reduce(&brought, NULL, p, self->options->team, &half->points);
	points_clear(&brought);
	return half;
}

/* The step that is this share of all that the issues may add. */
static void
set_step(const Halving *self, const Half *half, double share, int64_t *step)
{
	for (size_t k = 0; k < self->p; k++)
		step[k] = (int64_t)ceil(share * (double)half->range[k]);
}

/* Fewer points that stand for these, no more than `most`. */
static void
thin(Halving *self, Half *half, size_t most)
{
	size_t n = half->points.n;
	g_autofree bool *covered = g_new0(bool, n + 1);
	g_autofree int64_t *step = g_new0(int64_t, self->p);
	double share = FIRST;

	if (n <= most)
		return;
	set_step(self, half, share, step);
	while (!cover_mark(half->points.v, n, self->p, step, most, covered)) {
		memset(covered, 0, n);
		set_step(self, half, share *= WIDER, step);
	}
	points_drop(&half->points, self->p, covered);
	for (size_t k = 0; k < self->p; k++)
		self->error[k] += step[k];
}

/* All but the last sum go quickly. */
static bool
report(const Halving *self, double within)
{
	size_t n = self->diagram->space->n_issues;
	double before = self->n_merged + 1 < n ? 0.2 * (double)self->n_merged / (double)n : 0.2;
	double length = self->n_merged + 2 < n ? 0 : 0.8;

	return !self->options->progress ||
	       self->options->progress(before + within * length, self->options->user_data);
}

/* All sums of a point of one half and one of the other, in an order in which any part of them
 * looks like the whole. */
typedef struct {
	const Halving *halving;
	const Half *a, *b;
	const Cover *cover;
	Points at_hand;
	bool *covered;
} Sums;

static void
put_sum(const Sums *sums, size_t i, size_t j, Points *to)
{
	const Points *a = &sums->a->points, *b = &sums->b->points;
	size_t p = sums->halving->p;

	for (size_t k = 0; k < p; k++)
		to->v[to->n * p + k] = a->v[i * p + k] + b->v[j * p + k];
	to->ties[to->n] = a->ties[i] * b->ties[j];
	to->steps[to->n++] = (Step){ (uint32_t)i, (uint32_t)j };
}

static void
look_at(size_t piece, gpointer user_data)
{
	Sums *sums = user_data;
	size_t p = sums->halving->p;

	for (size_t i = piece * PIECE; i < MIN((piece + 1) * PIECE, sums->at_hand.n); i++)
		sums->covered[i] = cover_holds(sums->cover, &sums->at_hand.v[i * p]);
}

/* Takes those of the sums at hand for which no other one stands. */
static void
take_sums(Sums *sums, Cover *cover, const int64_t *step, Points *taken)
{
	size_t p = sums->halving->p, n = sums->at_hand.n;
	g_autofree uint32_t *order = g_new(uint32_t, n + 1);

	team_work(sums->halving->options->team, (n + PIECE - 1) / PIECE, look_at, NULL, sums);
	cover_order(sums->at_hand.v, n, p, step, order);
	points_reserve(taken, taken->n + n, p);
	for (size_t i = 0; i < n; i++) {
		const int64_t *v = &sums->at_hand.v[order[i] * p];

		if (sums->covered[order[i]] || cover_holds(cover, v))
			continue;
		cover_take(cover, v);
		memcpy(&taken->v[taken->n * p], v, p * sizeof *v);
		taken->ties[taken->n] = sums->at_hand.ties[order[i]];
		taken->steps[taken->n++] = sums->at_hand.steps[order[i]];
	}
}

/* Sums that stand for all, in `taken`; TOO_MANY: they would be more than `most`. */
static Outcome
cover_sums(Sums *sums, const int64_t *step, size_t most, Points *taken, double *done)
{
	size_t n = sums->a->points.n * sums->b->points.n;
	size_t n_rounds = (n + ROUND - 1) / ROUND;
	g_autoptr(Cover) cover = NULL;

	taken->n = 0;
	for (size_t r = 0; r < n_rounds; r++) {
		sums->at_hand.n = 0;
		for (size_t t = r; t < n; t += n_rounds)
			put_sum(sums, t / sums->b->points.n, t % sums->b->points.n,
			        &sums->at_hand);
		if (!cover)
			sums->cover = cover =
			    cover_new(sums->at_hand.v, sums->at_hand.n, sums->halving->p, step);
		take_sums(sums, cover, step, taken);
		*done = (double)(r + 1) / (double)n_rounds;
		if (taken->n > most)
			return TOO_MANY;
		if (!report(sums->halving, *done))
			return STOPPED;
	}
	return DONE;
}

/* Where there are many sums, few that stand for all of them; false where it was stopped. */
static bool
add_up_roughly(Halving *self, Half *half, size_t most)
{
	g_autofree int64_t *step = g_new0(int64_t, self->p);
	Sums sums = { .halving = self, .a = half->halves[0], .b = half->halves[1] };
	double share = FIRST, done = 0;
	double power = 1 / fmax((double)self->p - 1, 1); /* a front has a dimension less */
	Outcome outcome;
	Points taken = { 0 };

	points_reserve(&sums.at_hand, ROUND + 1, self->p);
	sums.covered = g_new0(bool, ROUND + 1);
	do {
		set_step(self, half, share, step);
		outcome = cover_sums(&sums, step, most, &taken, &done);
		share *=
		    CLAMP(pow((double)taken.n / done / (double)most, power) * 1.1, 1.15, 2.5);
	} while (outcome == TOO_MANY);
	points_reduce(&taken, NULL, self->p, self->options->team, &half->points);
	for (size_t k = 0; k < self->p; k++)
		self->error[k] += step[k];
	points_clear(&taken);
	points_clear(&sums.at_hand);
	g_free(sums.covered);
	return outcome == DONE;
}

/* The front of all sums. */
static void
add_up(const Halving *self, Half *half)
{
	g_autoptr(GArray) ends = g_array_new(FALSE, FALSE, sizeof(size_t));
	Sums sums = { .halving = self, .a = half->halves[0], .b = half->halves[1] };
	size_t n_a = sums.a->points.n, n_b = sums.b->points.n;
	Points all = { 0 };

	points_reserve(&all, n_a * n_b, self->p);
	for (size_t i = 0; i < n_a; i++) {
		for (size_t j = 0; j < n_b; j++)
			put_sum(&sums, i, j, &all);
		g_array_append_val(ends, all.n);
	}
	points_reduce(&all, ends, self->p, self->options->team, &half->points);
	points_clear(&all);
}

static Half *
join(Halving *self, Half *a, Half *b)
{
	size_t few = (size_t)sqrt((double)self->most_pairs);
	Half *half = g_new0(Half, 1);
	bool goes_on = true;

	half->first = a->first;
	half->n = a->n + b->n;
	half->halves[0] = a;
	half->halves[1] = b;
	half->range = g_new(int64_t, self->p);
	for (size_t k = 0; k < self->p; k++)
		half->range[k] = a->range[k] + b->range[k];
	thin(self, a, MAX(few, self->most_pairs / (b->points.n + 1)));
	thin(self, b, MAX(few, self->most_pairs / (a->points.n + 1)));
	bool is_whole = half->n == self->diagram->space->n_issues;
	if (a->points.n * b->points.n <= FEW_PAIRS)
		add_up(self, half);
	else
		goes_on = add_up_roughly(self, half, is_whole ? self->options->most : few);
	self->n_merged++;
	for (size_t i = 0; i < 2; i++)
		g_clear_pointer(&half->halves[i]->points.v, g_free);
	if (goes_on && report(self, 0))
		return half;
	half_free(half);
	return NULL;
}

/* Where to part these layers: half of the choices on either side. */
static size_t
middle_of(const Halving *self, size_t first, size_t n)
{
	double all = 0, before = 0;
	size_t at = 1;

	for (size_t i = first; i < first + n; i++)
		all += log((double)self->diagram->layers[i].n_arcs + 1);
	for (size_t i = first; i < first + n; i++) {
		before += log((double)self->diagram->layers[i].n_arcs + 1);
		if (before <= all / 2)
			at = i - first + 1;
	}
	return MIN(at, n - 1);
}

static Half *
solve(Halving *self, size_t first, size_t n)
{
	if (n == 1)
		return one_layer(self, first);
	size_t middle = middle_of(self, first, n);
	Half *a = solve(self, first, middle);
	Half *b = a ? solve(self, first + middle, n - middle) : NULL;

	if (b)
		return join(self, a, b);
	half_free(a);
	return NULL;
}

static void
trace_half(const Halving *self, const Half *half, size_t point, uint32_t *options)
{
	const Step *step = &half->points.steps[point];

	if (half->n == 1) {
		options[self->diagram->layers[half->first].issue] = step->by;
		return;
	}
	trace_half(self, half->halves[0], step->from, options);
	trace_half(self, half->halves[1], step->by, options);
}

typedef struct {
	const Halving *halving;
	const Half *whole;
} Traced;

static void
trace(size_t point, gconstpointer user_data, uint32_t *options)
{
	const Traced *traced = user_data;

	trace_half(traced->halving, traced->whole, point, options);
}

bool
halves_apply(const Diagram *diagram)
{
	for (size_t i = 0; i < diagram->space->n_issues; i++)
		if (diagram->layers[i].n_nodes != 1)
			return false;
	return diagram->n_last == 1;
}

Front *
halves_front(const Diagram *diagram, const FrontOptions *options)
{
	const Space *space = diagram->space;
	g_autofree int64_t *error = g_new0(int64_t, space->n_parties);
	size_t p = MIN(space->n_parties, G_N_ELEMENTS(most_pairs) - 1);
	Halving self = { .diagram = diagram,
		         .options = options,
		         .p = space->n_parties,
		         .most_pairs = most_pairs[p],
		         .error = error };
	Half *whole = solve(&self, 0, space->n_issues);

	if (!whole)
		return NULL;
	if (whole->points.n > options->most)
		thin(&self, whole, options->most);
	const Traced traced = { &self, whole };
	Front *front =
	    front_finish(space, &whole->points, error, options->team, trace, &traced);
	half_free(whole);
	return front;
}
