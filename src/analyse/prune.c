#include "analyse/prune.h"

#include <math.h>
#include <string.h>

enum { WEIGHTINGS = 9 }; /* one party alone, the other alone, and between */

typedef struct {
	int64_t u[2];
} Known;

struct Prune {
	const Diagram *diagram;
	double weight[WEIGHTINGS][2];
	size_t n_weightings;
	float **most[WEIGHTINGS]; /* by layer, then node: what can still be added, rounded up */
	Known known[WEIGHTINGS];  /* by party 0, the best first; none dominates another */
	size_t n_known;
};

static size_t
count_nodes(const Diagram *diagram, size_t layer)
{
	return layer < diagram->space->n_issues ? diagram->layers[layer].n_nodes
	                                        : diagram->n_last;
}

static double
weigh(const double *weight, const int64_t *v)
{
	return weight[0] * (double)v[0] + weight[1] * (double)v[1];
}

/* What each node can still add, from the last layer to the first. */
static void
look_back(Prune *self, size_t k)
{
	const Diagram *diagram = self->diagram;
	size_t n = diagram->space->n_issues;

	self->most[k] = g_new0(float *, n + 1);
	self->most[k][n] = g_new0(float, diagram->n_last + 1);
	for (size_t i = n; i-- > 0;) {
		const DiagramLayer *layer = &diagram->layers[i];
		float *most = self->most[k][i] = g_new(float, layer->n_nodes + 1);
		const float *next = self->most[k][i + 1];

		for (size_t j = 0; j < layer->n_nodes; j++)
			most[j] = -INFINITY;
		for (size_t a = 0; a < layer->n_arcs; a++) {
			const DiagramArc *arc = &layer->arcs[a];
			double sum = weigh(self->weight[k], &layer->added[arc->add]) +
			             (double)next[arc->to];

			if (sum > (double)most[arc->from])
				most[arc->from] = nextafterf((float)sum, INFINITY);
		}
	}
}

/* A package that is best by this weighting, as far as floats tell. */
static Known
trace(const Prune *self, size_t k)
{
	const Diagram *diagram = self->diagram;
	const Space *space = diagram->space;
	Known known = { { 0, 0 } };
	uint32_t node = 0;

	for (size_t i = 0; i < space->n_issues; i++) {
		const DiagramLayer *layer = &diagram->layers[i];
		const DiagramArc *best = NULL;
		double most = -INFINITY;

		for (size_t a = 0; a < layer->n_arcs; a++) {
			const DiagramArc *arc = &layer->arcs[a];
			double sum;

			if (arc->from != node)
				continue;
			sum = weigh(self->weight[k], &layer->added[arc->add]) +
			      (double)self->most[k][i + 1][arc->to];
			if (!best || sum > most)
				most = sum, best = arc;
		}
		if (!best) /* no package goes on from here */
			return (Known){ { INT64_MIN, INT64_MIN } };
		known.u[0] += layer->added[best->add];
		known.u[1] += layer->added[best->add + 1];
		node = best->to;
	}
	for (size_t p = 0; p < 2; p++)
		if (space->cap[p] != INT64_MAX)
			known.u[p] = MIN(known.u[p], space->cap[p] - space->constant[p]);
	return known;
}

/* Keeps the known packages in order, without those that others dominate. */
static void
know(Prune *self, Known known)
{
	size_t n = 0, at = 0;

	if (known.u[0] == INT64_MIN)
		return;
	for (size_t i = 0; i < self->n_known; i++)
		if (self->known[i].u[0] >= known.u[0] && self->known[i].u[1] >= known.u[1])
			return;
	for (size_t i = 0; i < self->n_known; i++)
		if (self->known[i].u[0] > known.u[0] || self->known[i].u[1] > known.u[1])
			self->known[n++] = self->known[i];
	while (at < n && self->known[at].u[0] > known.u[0])
		at++;
	memmove(&self->known[at + 1], &self->known[at], (n - at) * sizeof known);
	self->known[at] = known;
	self->n_known = n + 1;
}

static void
add_weighting(Prune *self, double first, double second)
{
	size_t k = self->n_weightings++;

	self->weight[k][0] = first;
	self->weight[k][1] = second;
	look_back(self, k);
	know(self, trace(self, k));
}

Prune *
prune_new(const Diagram *diagram)
{
	const Space *space = diagram->space;

	if (space->n_parties != 2 || !diagram->n_last)
		return NULL;
	for (size_t p = 0; p < 2; p++)
		if (space->floor[p] != INT64_MIN)
			return NULL;
	Prune *self = g_new0(Prune, 1);
	self->diagram = diagram;
	add_weighting(self, 1 / space->scale[0], 0);
	add_weighting(self, 0, 1 / space->scale[1]);
	if (self->n_known < 2)
		return self;
	const Known *first = &self->known[0], *last = &self->known[self->n_known - 1];
	double range[2] = { (double)(first->u[0] - last->u[0]),
		            (double)(last->u[1] - first->u[1]) };
	while (self->n_weightings < WEIGHTINGS) {
		double t = (double)(self->n_weightings - 1) / (WEIGHTINGS - 1);

		add_weighting(self, t / range[0], (1 - t) / range[1]);
	}
	return self;
}

void
prune_free(Prune *self)
{
	if (!self)
		return;
	for (size_t k = 0; k < self->n_weightings; k++) {
		for (size_t i = 0; i <= self->diagram->space->n_issues; i++)
			g_free(self->most[k][i]);
		g_free(self->most[k]);
	}
	g_free(self);
}

/* Whether the beginning can come to something that is worth no less than this. */
static bool
can_reach(const Prune *self, const double *most, int64_t first, int64_t second)
{
	const int64_t goal[2] = { first, second };

	for (size_t k = 0; k < self->n_weightings; k++) {
		double needed = weigh(self->weight[k], goal);

		if (needed > most[k] + 1e-9 * (fabs(needed) + 1))
			return false;
	}
	return true;
}

bool
prune_is_needless(const Prune *self, size_t layer, size_t node, const int64_t *v)
{
	const Known *known = self->known;
	size_t n = self->n_known;
	double most[WEIGHTINGS];

	if (!n || node >= count_nodes(self->diagram, layer))
		return false;
	for (size_t k = 0; k < self->n_weightings; k++)
		most[k] = weigh(self->weight[k], v) + (double)self->most[k][layer][node];
	for (size_t i = 0; i < n; i++)
		if (can_reach(self, most, known[i].u[0], known[i].u[1]))
			return false;
	/* between two known ones, and beyond the first and the last */
	for (size_t i = 0; i <= n; i++) {
		int64_t first = i < n ? known[i].u[0] + 1 : INT64_MIN / 4;
		int64_t second = i > 0 ? known[i - 1].u[1] + 1 : INT64_MIN / 4;

		if (can_reach(self, most, first, second))
			return false;
	}
	return true;
}
