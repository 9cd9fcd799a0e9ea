/* The efficient packages, by merging layer after layer of a decision diagram.  Tests: every
 * package of small models, one by one; fronts that others published. */
#include "analyse/merge.h"

#include "analyse/points.h"

#include <math.h>
#include <string.h>

enum {
	MOST_BROUGHT = 4 << 20, /* points to a node, before those dominated are taken out */
};

typedef struct {
	const Space *space;
	const Diagram *diagram;
	const FrontOptions *options;
	size_t p;            /* parties */
	size_t most;         /* points held in one layer */
	int64_t **rest;      /* by layer, then party: the least and … */
	int64_t **most_rest; /* … the most that what follows the layer may add */
	/* The points of the near side of the layer. */
	int64_t *v;
	double *ties;
	size_t n;
	size_t *first; /* by node, one more at the end */
	Step **steps;  /* by layer */
	int64_t *error, *step;
	bool *too_many; /* set where points would have to be thinned; NULL: they are */
} Merging;

/* The points of one arc's node, with what the arc adds, cut where more cannot matter.  Cutting
 * keeps the order but for ties, so the run is sorted again where it was cut. */
static bool
append_run(const Merging *self, const DiagramArc *arc, const int64_t *add, const int64_t *cut,
           Points *points)
{
	size_t from = self->first[arc->from], to = self->first[arc->from + 1], p = self->p;
	bool was_cut = false;

	points_reserve(points, points->n + (to - from), p);
	for (size_t i = from; i < to; i++) {
		int64_t *v = &points->v[points->n * p];

		for (size_t k = 0; k < p; k++) {
			v[k] = self->v[i * p + k] + add[k];
			if (v[k] > cut[k])
				v[k] = cut[k], was_cut = true;
		}
		points->ties[points->n] = self->ties[i];
		points->steps[points->n++] = (Step){ (uint32_t)i, arc->option };
	}
	return was_cut;
}

/* Per party, what utility more than that cannot matter once this layer is done: the cap, less
 * the least that is still to come. */
static void
find_cut(const Merging *self, size_t layer, int64_t *cut)
{
	for (size_t k = 0; k < self->p; k++) {
		int64_t cap = self->space->cap[k];

		cut[k] = cap == INT64_MAX
		             ? INT64_MAX
		             : cap - self->space->constant[k] - self->rest[layer + 1][k];
	}
}

/* The step by which points are thinned: at first a twenty-thousandth of all that a party can
 * gain or lose. */
static void
widen_step(Merging *self)
{
	for (size_t k = 0; k < self->p; k++) {
		double range = (double)(self->most_rest[0][k] - self->rest[0][k]);
		int64_t first = MAX((int64_t)(range / 20000), 1);

		self->step[k] = self->step[k] ? self->step[k] + self->step[k] / 2 + 1 : first;
	}
}

/* Whether it is not to be gone on with, as there are too many points. */
static bool
give_up(const Merging *self)
{
	if (self->too_many)
		*self->too_many = true;
	return self->too_many;
}

/* Keeps points that stand for all, and adds to `loss` what a party may lose by that. */
static void
thin(const Merging *self, Points *node, int64_t *loss)
{
	points_thin(node, self->p, self->step);
	for (size_t k = 0; k < self->p; k++)
		loss[k] += self->step[k];
}

/* Makes a node of the far side fit, where `n_far` nodes share the room; adds to `loss`. */
static void
fit_node(Merging *self, Points *node, size_t n_far, size_t n_held, int64_t *loss)
{
	size_t share = MAX(self->most / n_far, 4);

	if (self->step[0])
		thin(self, node, loss);
	while (node->n > share && n_held + node->n > self->most / 2) {
		if (give_up(self))
			return;
		widen_step(self);
		thin(self, node, loss);
	}
}

static bool
report(const Merging *self, size_t index, size_t target, size_t n_far)
{
	return !self->options->progress ||
	       self->options->progress(((double)index + (double)target / (double)n_far) /
	                                   (double)self->space->n_issues,
	                               self->options->user_data);
}

/* The front of all points that arcs bring to one node, in `node`, and what may be lost by that;
 * false where it was stopped.  What is brought is reduced whenever it is much. */
static bool
merge_node(Merging *self, size_t index, size_t target, size_t n_far, const int64_t *cut,
           Points *brought, Points *node, int64_t *loss)
{
	const DiagramLayer *layer = &self->diagram->layers[index];
	g_autoptr(GArray) ends = g_array_new(FALSE, FALSE, sizeof(size_t));
	Team *team = self->options->team;
	size_t kept = 0;
	bool was_cut = false;

	brought->n = 0;
	memset(loss, 0, self->p * sizeof *loss);
	for (size_t a = layer->first_arc[target]; a < layer->first_arc[target + 1]; a++) {
		const DiagramArc *arc = &layer->arcs[a];

		was_cut |= append_run(self, arc, &layer->added[arc->add], cut, brought);
		g_array_append_val(ends, brought->n);
		if (brought->n < MOST_BROUGHT + 2 * kept)
			continue;
		points_reduce(brought, was_cut ? NULL : ends, self->p, team, node);
		while (node->n > self->most && !give_up(self)) {
			widen_step(self);
			thin(self, node, loss);
		}
		Points other = *brought;
		*brought = *node;
		*node = other;
		kept = brought->n;
		g_array_set_size(ends, 0);
		g_array_append_val(ends, kept);
		was_cut = false;
		if ((self->too_many && *self->too_many) || !report(self, index, target, n_far))
			return false;
	}
	points_reduce(brought, was_cut ? NULL : ends, self->p, team, node);
	return true;
}

/* Merges one layer; its points become those of the near side of the next. */
static bool
merge_layer(Merging *self, size_t index, size_t n_far)
{
	g_autofree int64_t *cut = g_new(int64_t, self->p);
	g_autofree int64_t *loss = g_new0(int64_t, self->p); /* of a node, and … */
	g_autofree int64_t *lost = g_new0(int64_t, self->p); /* … the most of any */
	Points brought = { 0 }, node = { 0 }, far = { 0 };
	size_t *first = g_new0(size_t, n_far + 1);
	bool goes_on = true;

	find_cut(self, index, cut);
	for (size_t t = 0; t < n_far && goes_on; t++) {
		size_t p = self->p;

		goes_on = merge_node(self, index, t, n_far, cut, &brought, &node, loss);
		if (!goes_on)
			node.n = 0;
		fit_node(self, &node, n_far, far.n, loss);
		for (size_t k = 0; k < p; k++)
			lost[k] = MAX(lost[k], loss[k]);
		points_reserve(&far, far.n + node.n, p);
		if (node.n) {
			memcpy(&far.v[far.n * p], node.v, node.n * p * sizeof *node.v);
			memcpy(&far.ties[far.n], node.ties, node.n * sizeof *node.ties);
			memcpy(&far.steps[far.n], node.steps, node.n * sizeof *node.steps);
		}
		far.n += node.n;
		first[t + 1] = far.n;
		goes_on &= !(self->too_many && *self->too_many);
		if (goes_on && t % 64 == 0)
			goes_on = report(self, index, t, n_far);
	}
	for (size_t k = 0; k < self->p; k++)
		self->error[k] += lost[k];
	points_clear(&brought);
	points_clear(&node);
	g_free(self->v);
	g_free(self->ties);
	g_free(self->first);
	self->v = far.v;
	self->ties = far.ties;
	self->n = far.n;
	self->first = first;
	self->steps[index] = g_renew(Step, far.steps, MAX(far.n, 1));
	return goes_on;
}

/* The least and the most that the layers from each on may add, whatever the terms. */
static void
bound_rest(Merging *self)
{
	size_t n = self->space->n_issues;

	for (size_t i = n + 1; i-- > 0;) {
		self->rest[i] = g_new0(int64_t, self->p);
		self->most_rest[i] = g_new0(int64_t, self->p);
		if (i == n)
			continue;
		const DiagramLayer *layer = &self->diagram->layers[i];
		for (size_t k = 0; k < self->p; k++) {
			int64_t least = INT64_MAX, most = INT64_MIN;

			for (size_t a = 0; a < layer->n_arcs; a++) {
				int64_t add = layer->added[layer->arcs[a].add + k];

				least = MIN(least, add);
				most = MAX(most, add);
			}
			self->rest[i][k] = self->rest[i + 1][k] + (layer->n_arcs ? least : 0);
			self->most_rest[i][k] =
			    self->most_rest[i + 1][k] + (layer->n_arcs ? most : 0);
		}
	}
}

static void
trace(size_t point, gconstpointer user_data, uint32_t *options)
{
	const Merging *self = user_data;

	for (size_t i = self->space->n_issues; i-- > 0;) {
		const Step *step = &self->steps[i][point];

		options[self->diagram->layers[i].issue] = step->by;
		point = step->from;
	}
}

static void
merging_begin(Merging *self)
{
	size_t n = self->space->n_issues;

	self->p = self->space->n_parties;
	self->most = self->options->most;
	self->rest = g_new0(int64_t *, n + 1);
	self->most_rest = g_new0(int64_t *, n + 1);
	self->steps = g_new0(Step *, n);
	self->error = g_new0(int64_t, self->p);
	self->step = g_new0(int64_t, self->p);
	bound_rest(self);
	self->v = g_new0(int64_t, self->p);
	self->ties = g_new(double, 1);
	*self->ties = 1;
	self->n = 1;
	self->first = g_new0(size_t, 2);
	self->first[1] = 1;
}

static void
merging_end(Merging *self)
{
	for (size_t i = 0; i <= self->space->n_issues; i++) {
		g_free(self->rest[i]);
		g_free(self->most_rest[i]);
		if (i < self->space->n_issues)
			g_free(self->steps[i]);
	}
	g_free(self->rest);
	g_free(self->most_rest);
	g_free(self->steps);
	g_free(self->error);
	g_free(self->step);
	g_free(self->v);
	g_free(self->ties);
	g_free(self->first);
}

Front *
merge_front(const Diagram *diagram, const FrontOptions *options, bool *too_many)
{
	const Space *space = diagram->space;
	Merging self = {
		.space = space, .diagram = diagram, .options = options, .too_many = too_many
	};
	Front *front = NULL;
	bool goes_on = true;

	merging_begin(&self);
	for (size_t i = 0; i < space->n_issues && goes_on; i++) {
		size_t n_far =
		    i + 1 < space->n_issues ? diagram->layers[i + 1].n_nodes : diagram->n_last;
		goes_on = merge_layer(&self, i, n_far);
	}
	if (goes_on) {
		const Points all = { .v = self.v, .ties = self.ties, .n = self.n };

		front = front_finish(space, &all, self.error, options->team, trace, &self);
	}
	merging_end(&self);
	return front;
}
