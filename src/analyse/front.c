/* The efficient packages, by merging layer after layer of a decision diagram.  Tests: every
 * package of small models, one by one; fronts that others published. */
#include "analyse/front.h"

#include "analyse/diagram.h"
#include "analyse/maxima.h"
#include "analyse/search.h"

#include <math.h>
#include <string.h>

enum {
	MOST_ARCS = 1 << 19,    /* of a diagram */
	MOST_BROUGHT = 4 << 20, /* points to a node, before those dominated are taken out */
};

/* Points held at a time, by the number of parties: what takes seconds, not minutes. */
static const size_t most_points[] = { 0,       1000000, 16000000, 4000000,
	                              2000000, 100000,  50000,    30000 };

/* How a point came about; those of a layer lie together, node after node. */
typedef struct {
	uint32_t from, option;
} Step;

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
	int64_t *error, *grid;
} Merging;

/* Points made by the arcs into one node: one run in descending order for each arc. */
typedef struct {
	int64_t *v;
	double *ties;
	Step *steps;
	size_t n, room;
} Points;

static void
points_reserve(Points *points, size_t n, size_t p)
{
	if (n <= points->room)
		return;
	points->room = MAX(n, points->room * 2);
	points->v = g_renew(int64_t, points->v, points->room * p);
	points->ties = g_renew(double, points->ties, points->room);
	points->steps = g_renew(Step, points->steps, points->room);
}

static void
points_clear(Points *points)
{
	g_free(points->v);
	g_free(points->ties);
	g_free(points->steps);
}

static int
compare(const int64_t *a, const int64_t *b, size_t p)
{
	for (size_t k = 0; k < p; k++)
		if (a[k] != b[k])
			return a[k] < b[k] ? 1 : -1;
	return 0;
}

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

/* A point in a run by its first number, so that the others are seldom looked at. */
typedef struct {
	int64_t first;
	uint32_t index;
} Entry;

typedef struct {
	const int64_t *v;
	size_t p;
} Order;

static int
compare_points(const void *a, const void *b, void *user_data)
{
	const Order *order = user_data;
	const Entry *x = a, *y = b;
	int sign =
	    compare(&order->v[x->index * order->p], &order->v[y->index * order->p], order->p);

	return sign ? sign : (x->index > y->index) - (x->index < y->index);
}

static inline bool
comes_first(const Points *points, size_t p, const Entry *a, const Entry *b)
{
	if (a->first != b->first)
		return a->first > b->first;
	return compare(&points->v[a->index * p], &points->v[b->index * p], p) <= 0;
}

/* Merges neighbouring runs until one is left: `list` in descending order, equal ones by index.
 */
static void
merge_runs(const Points *points, size_t p, GArray *ends, Entry **list, Entry **spare)
{
	while (ends->len > 1) {
		size_t begin = 0;
		guint n = 0;

		for (guint r = 0; r < ends->len; r += 2) {
			size_t middle = g_array_index(ends, size_t, r);
			size_t end =
			    r + 1 < ends->len ? g_array_index(ends, size_t, r + 1) : middle;
			const Entry *a = &(*list)[begin], *a_end = &(*list)[middle];
			const Entry *b = a_end, *b_end = &(*list)[end];
			Entry *out = &(*spare)[begin];

			while (a < a_end && b < b_end)
				*out++ = comes_first(points, p, a, b) ? *a++ : *b++;
			memcpy(out, a, (size_t)(a_end - a) * sizeof *out);
			out += a_end - a;
			memcpy(out, b, (size_t)(b_end - b) * sizeof *out);
			g_array_index(ends, size_t, n++) = end;
			begin = end;
		}
		g_array_set_size(ends, n);
		Entry *other = *list;
		*list = *spare;
		*spare = other;
	}
}

/* Puts `from` in the order of `list` into `to`, equal points as one. */
static void
collect(const Points *from, const Entry *list, size_t p, Points *to)
{
	to->n = 0;
	points_reserve(to, from->n, p);
	for (size_t i = 0; i < from->n; i++) {
		const int64_t *v = &from->v[list[i].index * p];

		if (to->n && !compare(&to->v[(to->n - 1) * p], v, p)) {
			to->ties[to->n - 1] += from->ties[list[i].index];
			continue;
		}
		memcpy(&to->v[to->n * p], v, p * sizeof *v);
		to->ties[to->n] = from->ties[list[i].index];
		to->steps[to->n++] = from->steps[list[i].index];
	}
}

/* Takes out what is marked. */
static void
drop_marked(Points *points, size_t p, const bool *marked)
{
	size_t n = 0;

	for (size_t i = 0; i < points->n; i++) {
		if (marked[i])
			continue;
		memmove(&points->v[n * p], &points->v[i * p], p * sizeof *points->v);
		points->ties[n] = points->ties[i];
		points->steps[n++] = points->steps[i];
	}
	points->n = n;
}

static void
keep_maxima(Points *points, size_t p)
{
	g_autofree bool *dominated = g_new0(bool, points->n + 1);

	maxima_mark(points->v, points->n, p, dominated);
	drop_marked(points, p, dominated);
}

/* The front of the runs in `brought`, in `node`. */
static void
reduce(const Merging *self, GArray *ends, bool was_cut, const Points *brought, Points *node)
{
	Entry *list = g_new(Entry, brought->n + 1), *spare = g_new(Entry, brought->n + 1);
	for (size_t i = 0; i < brought->n; i++)
		list[i] = (Entry){ brought->v[i * self->p], (uint32_t)i };
	if (was_cut) {
		Order order = { brought->v, self->p };

		g_qsort_with_data(list, (gint)brought->n, sizeof *list, compare_points, &order);
	} else {
		merge_runs(brought, self->p, ends, &list, &spare);
	}
	collect(brought, list, self->p, node);
	g_free(list);
	g_free(spare);
	keep_maxima(node, self->p);
}

typedef struct {
	const int64_t *v, *grid;
	const int64_t *least; /* of all points to each party: there the first box begins */
	size_t p;
} Boxes;

/* The number of the point's box along one side. */
static inline int64_t
box_of(const Boxes *boxes, uint32_t point, size_t k)
{
	return (boxes->v[point * boxes->p + k] - boxes->least[k]) / boxes->grid[k];
}

static int
compare_boxes(const void *a, const void *b, void *user_data)
{
	const Boxes *boxes = user_data;
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	for (size_t k = 0; k < boxes->p; k++) {
		int64_t i = box_of(boxes, x, k), j = box_of(boxes, y, k);

		if (i != j)
			return i < j ? 1 : -1;
	}
	return (x > y) - (x < y);
}

/* Of all points in one box of the grid keeps the first. */
static void
keep_one_a_box(Points *points, size_t p, const int64_t *grid)
{
	g_autofree uint32_t *list = g_new(uint32_t, points->n + 1);
	g_autofree bool *marked = g_new0(bool, points->n + 1);
	g_autofree int64_t *least = g_new(int64_t, p);
	Boxes boxes = { points->v, grid, least, p };

	for (size_t k = 0; k < p; k++)
		least[k] = INT64_MAX;
	for (size_t i = 0; i < points->n; i++) {
		list[i] = (uint32_t)i;
		for (size_t k = 0; k < p; k++)
			least[k] = MIN(least[k], points->v[i * p + k]);
	}
	g_qsort_with_data(list, (gint)points->n, sizeof *list, compare_boxes, &boxes);
	for (size_t i = 1; i < points->n; i++) {
		bool same = true;

		for (size_t k = 0; k < p && same; k++)
			same = box_of(&boxes, list[i], k) == box_of(&boxes, list[i - 1], k);
		marked[list[i]] = same;
	}
	drop_marked(points, p, marked);
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

static void
widen_grid(Merging *self)
{
	for (size_t k = 0; k < self->p; k++) {
		double range = (double)(self->most_rest[0][k] - self->rest[0][k]);
		int64_t first = MAX((int64_t)(range / 20000), 2);

		self->grid[k] =
		    self->grid[k] > 1 ? self->grid[k] + self->grid[k] / 2 + 1 : first;
	}
}

/* Keeps one point a box, and adds to `loss` what a party may lose by that. */
static void
coarsen(const Merging *self, Points *node, int64_t *loss)
{
	keep_one_a_box(node, self->p, self->grid);
	for (size_t k = 0; k < self->p; k++)
		loss[k] += self->grid[k] - 1;
}

/* Makes a node of the far side fit, where `n_far` nodes share the room; adds to `loss`. */
static void
fit_node(Merging *self, Points *node, size_t n_far, size_t n_held, int64_t *loss)
{
	size_t share = MAX(self->most / n_far, 4);

	if (self->grid[0] > 1)
		coarsen(self, node, loss);
	while (node->n > share && n_held + node->n > self->most / 2) {
		widen_grid(self);
		coarsen(self, node, loss);
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
		reduce(self, ends, was_cut, brought, node);
		while (node->n > self->most) {
			widen_grid(self);
			coarsen(self, node, loss);
		}
		Points other = *brought;
		*brought = *node;
		*node = other;
		kept = brought->n;
		g_array_set_size(ends, 0);
		g_array_append_val(ends, kept);
		was_cut = false;
		if (!report(self, index, target, n_far))
			return false;
	}
	reduce(self, ends, was_cut, brought, node);
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

/* Adds the constants, cuts to floor and cap, and sorts out what is dominated then. */
static void
finish_points(const Merging *self, Points *points)
{
	size_t p = self->p;
	g_autofree Entry *list = g_new(Entry, self->n + 1);
	Points cut = { 0 };
	Order order = { NULL, p };

	points_reserve(&cut, self->n, p);
	for (size_t i = 0; i < self->n; i++) {
		for (size_t k = 0; k < p; k++)
			cut.v[i * p + k] = space_clip(
			    self->space, k, self->v[i * p + k] + self->space->constant[k]);
		cut.ties[i] = self->ties[i];
		cut.steps[i] = (Step){ (uint32_t)i, 0 };
		list[i] = (Entry){ cut.v[i * p], (uint32_t)i };
	}
	cut.n = self->n;
	order.v = cut.v;
	g_qsort_with_data(list, (gint)cut.n, sizeof *list, compare_points, &order);
	collect(&cut, list, p, points);
	keep_maxima(points, p);
	points_clear(&cut);
}

static void
trace(const Merging *self, size_t point, uint32_t *options)
{
	for (size_t i = self->space->n_issues; i-- > 0;) {
		const Step *step = &self->steps[i][point];

		options[self->diagram->layers[i].issue] = step->option;
		point = step->from;
	}
}

static Front *
make_front(const Merging *self)
{
	Front *front = g_new0(Front, 1);
	size_t n_issues = self->space->n_issues;
	Points points = { 0 };

	finish_points(self, &points);
	front->n = points.n;
	front->n_parties = self->p;
	front->utilities = points.v;
	front->ties = points.ties;
	front->options = g_new(uint32_t, points.n * n_issues + 1);
	for (size_t i = 0; i < points.n; i++)
		trace(self, points.steps[i].from, &front->options[i * n_issues]);
	g_free(points.steps);
	front->error = g_memdup2(self->error, self->p * sizeof *self->error);
	front->is_exact = true;
	front->counts_ties = true;
	for (size_t k = 0; k < self->p; k++)
		front->is_exact &= front->error[k] == 0;
	return front;
}

static void
merging_begin(Merging *self)
{
	size_t n = self->space->n_issues;

	self->p = self->space->n_parties;
	self->most = self->options->most
	                 ? self->options->most
	                 : most_points[MIN(self->p, G_N_ELEMENTS(most_points) - 1)];
	self->rest = g_new0(int64_t *, n + 1);
	self->most_rest = g_new0(int64_t *, n + 1);
	self->steps = g_new0(Step *, n);
	self->error = g_new0(int64_t, self->p);
	self->grid = g_new(int64_t, self->p);
	for (size_t k = 0; k < self->p; k++)
		self->grid[k] = 1;
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
	g_free(self->grid);
	g_free(self->v);
	g_free(self->ties);
	g_free(self->first);
}

static Front *
merge(const Diagram *diagram, const FrontOptions *options)
{
	const Space *space = diagram->space;
	Merging self = { .space = space, .diagram = diagram, .options = options };
	Front *front = NULL;
	bool goes_on = true;

	merging_begin(&self);
	for (size_t i = 0; i < space->n_issues && goes_on; i++) {
		size_t n_far =
		    i + 1 < space->n_issues ? diagram->layers[i + 1].n_nodes : diagram->n_last;
		goes_on = merge_layer(&self, i, n_far);
	}
	if (goes_on)
		front = make_front(&self);
	merging_end(&self);
	return front;
}

Front *
front_new(const Space *space, const FrontOptions *options)
{
	static const FrontOptions plain = { 0 };
	g_autoptr(Pending) pending = pending_new(space);

	options = options ? options : &plain;
	g_autoptr(Diagram) diagram =
	    diagram_new(pending, options->most_arcs ? options->most_arcs : MOST_ARCS);
	return diagram ? merge(diagram, options) : search_front(pending, options);
}

void
front_free(Front *self)
{
	if (!self)
		return;
	g_free(self->utilities);
	g_free(self->options);
	g_free(self->ties);
	g_free(self->error);
	g_free(self);
}

void
front_package(const Front *self, const Space *space, size_t point, int *package)
{
	for (size_t i = 0; i < space->n_issues; i++)
		package[i] = (int)self->options[point * space->n_issues + i];
}
