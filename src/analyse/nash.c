#include "analyse/nash.h"

#include <math.h>
#include <string.h>

enum { ROOT_STEPS = 400, NODE_STEPS = 12, HALVINGS = 30 };
static const double SLACK = 1e-11; /* of a logarithm: less is a tie */

typedef struct {
	const Space *space;
	size_t n, n_issues;
	double **value; /* by issue: of option o to party p at o * n + p, in utilities */
	double *origin; /* less the constants */
	size_t *order;  /* issues, that with most at stake first */
	int *package, *best_package;
	double best; /* log of the product; -INFINITY: none yet */
	uint64_t nodes_left;
	bool found;
} Search;

static double
log_product(const Search *self, const double *gains)
{
	double sum = 0;

	for (size_t p = 0; p < self->n; p++) {
		if (gains[p] <= 0)
			return -INFINITY;
		sum += log(gains[p]);
	}
	return sum;
}

static void
take_best(Search *self, const double *gains)
{
	double score = log_product(self, gains);

	if (score <= self->best + SLACK && self->found)
		return;
	if (score == -INFINITY)
		return;
	self->best = score;
	self->found = true;
	memcpy(self->best_package, self->package, self->n_issues * sizeof *self->package);
}

/* Adds an option's values to the gains, `times` over. */
static void
add(const Search *self, size_t issue, int option, double times, double *gains)
{
	const double *value = &self->value[issue][(size_t)option * self->n];

	for (size_t p = 0; p < self->n; p++)
		gains[p] += times * value[p];
}

static double
score(const Search *self, size_t issue, size_t option, const double *price)
{
	const double *value = &self->value[issue][option * self->n];
	double sum = 0;

	for (size_t p = 0; p < self->n; p++)
		sum += price[p] * value[p];
	return sum;
}

/* The best option of every issue from this depth on, at these prices, in `package`; the gains
 * then, with those fixed before. */
static void
best_response(Search *self, size_t depth, const double *fixed, const double *price,
              double *gains)
{
	memcpy(gains, fixed, self->n * sizeof *gains);
	for (size_t d = depth; d < self->n_issues; d++) {
		size_t issue = self->order[d], best = 0;
		double most = -INFINITY;

		for (size_t o = 0; o < self->space->n_options[issue]; o++) {
			double s = score(self, issue, o, price);

			if (s > most)
				most = s, best = o;
		}
		self->package[issue] = (int)best;
		add(self, issue, (int)best, 1, gains);
	}
}

/* How far to go from `from` to `to`: where the derivative of the log of the product is 0. */
static double
step_length(const Search *self, const double *from, const double *to)
{
	double low = 0, high = 1;

	for (int i = 0; i < HALVINGS; i++) {
		double t = (low + high) / 2, slope = 0;

		for (size_t p = 0; p < self->n; p++) {
			double at = from[p] + t * (to[p] - from[p]);

			slope += at > 0            ? (to[p] - from[p]) / at
			         : to[p] > from[p] ? 1e300
			                           : -1e300;
		}
		if (slope > 0)
			low = t;
		else
			high = t;
	}
	return low;
}

/* The tangent's constant at these prices: log g - n at g = 1 / price. */
static double
tangent(const Search *self, const double *price)
{
	double sum = -(double)self->n;

	for (size_t p = 0; p < self->n; p++)
		sum -= log(price[p]);
	return sum;
}

/* Improves `point`, in the hull of what can follow, and its prices; the least upper bound found
 * on the log of the product. */
static double
relax(Search *self, size_t depth, const double *fixed, double *point, double *price, int steps)
{
	g_autofree double *to = g_new(double, self->n), *try = g_new(double, self->n);
	double bound = INFINITY;

	for (int i = 0; i < steps; i++) {
		double gap = 0, most;

		for (size_t p = 0; p < self->n; p++)
			try[p] = 1 / fmax(point[p], 1e-9);
		best_response(self, depth, fixed, try, to);
		take_best(self, to);
		most = tangent(self, try);
		for (size_t p = 0; p < self->n; p++) {
			gap += try[p] * (to[p] - point[p]);
			most += try[p] * to[p];
		}
		if (most < bound) {
			bound = most;
			memcpy(price, try, self->n * sizeof *price);
		}
		if (gap < 1e-10 || bound <= self->best + SLACK)
			break;
		double t = step_length(self, point, to);
		for (size_t p = 0; p < self->n; p++)
			point[p] += t * (to[p] - point[p]);
	}
	return bound;
}

static double
bound_at(Search *self, size_t depth, const double *fixed, const double *price)
{
	g_autofree double *gains = g_new(double, self->n);
	double sum = tangent(self, price);

	best_response(self, depth, fixed, price, gains);
	take_best(self, gains);
	for (size_t p = 0; p < self->n; p++)
		sum += price[p] * gains[p];
	return sum;
}

static void
descend(Search *self, size_t depth, const double *fixed, const double *point,
        const double *price)
{
	size_t n = self->n;

	if (!self->nodes_left)
		return;
	self->nodes_left--;
	if (depth == self->n_issues) {
		take_best(self, fixed);
		return;
	}
	if (bound_at(self, depth, fixed, price) <= self->best + SLACK)
		return;
	g_autofree double *own_price = g_memdup2(price, n * sizeof *price);
	g_autofree double *own_point = g_memdup2(point, n * sizeof *point);
	if (relax(self, depth, fixed, own_point, own_price, NODE_STEPS) <= self->best + SLACK)
		return;
	size_t issue = self->order[depth], n_options = self->space->n_options[issue];
	g_autofree double *next = g_new(double, n), *start = g_new(double, n);
	g_autofree bool *done = g_new0(bool, n_options);
	for (size_t k = 0; k < n_options; k++) {
		double most = -INFINITY;
		size_t o = 0;

		for (size_t j = 0; j < n_options; j++) {
			double s = done[j] ? -INFINITY : score(self, issue, j, own_price);

			if (!done[j] && s > most)
				most = s, o = j;
		}
		done[o] = true;
		memcpy(next, fixed, n * sizeof *next);
		add(self, issue, (int)o, 1, next);
		/* a point of the smaller hull to start from: the best response there */
		best_response(self, depth + 1, next, own_price, start);
		self->package[issue] = (int)o;
		descend(self, depth + 1, next, start, own_price);
		self->package[issue] = (int)o;
	}
}

static void
search_begin(Search *self, const int64_t *origin)
{
	const Space *space = self->space;
	g_autofree double *stake = g_new0(double, self->n_issues);

	self->value = g_new(double *, self->n_issues);
	self->origin = g_new(double, self->n);
	self->order = g_new(size_t, self->n_issues);
	self->package = g_new0(int, self->n_issues);
	self->best_package = g_new0(int, self->n_issues);
	self->best = -INFINITY;
	for (size_t p = 0; p < self->n; p++)
		self->origin[p] = (double)(origin[p] - space->constant[p]);
	for (size_t i = 0; i < self->n_issues; i++) {
		size_t n_values = space->n_options[i] * self->n, j = i;

		self->value[i] = g_new(double, n_values);
		for (size_t k = 0; k < n_values; k++)
			self->value[i][k] = (double)space->value[i][k];
		for (size_t p = 0; p < self->n; p++) {
			double least = INFINITY, most = -INFINITY;

			for (size_t o = 0; o < space->n_options[i]; o++) {
				least = fmin(least, self->value[i][o * self->n + p]);
				most = fmax(most, self->value[i][o * self->n + p]);
			}
			stake[i] += (most - least) / space->scale[p];
		}
		for (; j && stake[self->order[j - 1]] < stake[i]; j--)
			self->order[j] = self->order[j - 1];
		self->order[j] = i;
	}
}

static void
search_end(Search *self)
{
	for (size_t i = 0; i < self->n_issues; i++)
		g_free(self->value[i]);
	g_free(self->value);
	g_free(self->origin);
	g_free(self->order);
	g_free(self->package);
	g_free(self->best_package);
}

bool
nash_search(const Space *space, const int64_t *origin, uint64_t most_nodes, int *package)
{
	Search self = { .space = space,
		        .n = space->n_parties,
		        .n_issues = space->n_issues,
		        .nodes_left = most_nodes };
	g_autofree double *fixed = g_new(double, self.n), *point = g_new0(double, self.n);
	g_autofree double *price = g_new(double, self.n);

	if (space->n_terms)
		return false;
	for (size_t p = 0; p < self.n; p++)
		if (space->cap[p] != INT64_MAX || space->floor[p] != INT64_MIN)
			return false;
	search_begin(&self, origin);
	for (size_t p = 0; p < self.n; p++) {
		fixed[p] = -self.origin[p];
		point[p] = fixed[p];
		price[p] = 1;
	}
	/* from the middle of all packages */
	for (size_t i = 0; i < self.n_issues; i++)
		for (size_t o = 0; o < space->n_options[i]; o++)
			add(&self, i, (int)o, 1.0 / (double)space->n_options[i], point);
	double bound = relax(&self, 0, fixed, point, price, ROOT_STEPS);
	if (bound > self.best + SLACK)
		descend(&self, 0, fixed, point, price);
	bool solved = self.found && self.nodes_left;
	if (solved)
		memcpy(package, self.best_package, self.n_issues * sizeof *package);
	search_end(&self);
	return solved;
}
