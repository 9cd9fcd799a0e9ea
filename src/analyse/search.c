/* Branch and bound, breadth first.  Tests: every package of small models, one by one. */
#include "analyse/search.h"

#include "analyse/aim.h"
#include "analyse/maxima.h"
#include "analyse/nodes.h"
#include "analyse/relax.h"

#include <math.h>
#include <string.h>

enum {
	CHUNK = 64,             /* nodes that are worked on at a time */
	MOST_NUMBERS = 1 << 25, /* of all tables of bounds, about */
	MOST_OPTIONS = 1 << 22, /* of all beginnings in a layer, about */
	MOST_KNOWN = 3000,      /* packages by which zones are parted */
	MOST_WEIGHTINGS = AIM_MOST_WEIGHTINGS,
};

static const double FAR = 1000; /* ranges: what is promised where nothing is known */

/* Searches, the narrow ones first: entries of a table of bounds, beginnings kept at a time. */
static const struct {
	size_t room, width;
} passes[] = { { 1 << 9, 200 }, { 1 << 13, 1000 }, { 1 << 17, 4000 }, { 1 << 17, 100000 } };

/* Beginnings that leave the same pending, their options known of one of them. */
typedef struct {
	size_t n, n_labels;
	Word *states;      /* by node */
	uint16_t *options; /* by node, then depth: of one beginning … */
	double *most;      /* by node, then weighting: … the bound on what follows */
	size_t *first;     /* by node, one more at the end: its labels */
	int64_t *v;        /* by label: what it is worth so far */
} Layer;

/* A way from one node to a node of the next layer, with labels that are worth going on with. */
typedef struct {
	size_t node, option, n_labels;
	uint32_t to;
} Arrival;

/* What comes of some nodes; by arrival and by label. */
typedef struct {
	GArray *arrivals; /* Arrival */
	GArray *states, *most;
	GArray *v, *from;
} Chunk;

typedef struct {
	const Space *space;
	const FrontOptions *options;
	Pending *pending;
	size_t p, n_issues;
	Aim aim;
	Relaxation *relaxation;
	Known *known;
	double *root; /* by weighting: the bound on any package */
	size_t width;
	size_t pass;
	float dropped; /* the most that anything left aside promises */
	Step **trail;  /* by depth, then label */
	Layer near, far;
	Chunk *chunks;
	size_t n_chunks;
	/* Labels of the far side before they are sorted out; by label. */
	int64_t *v;
	Step *came;
	float *promise;
	bool *gone;
	GArray *found; /* by package: n_issues ints */
} Search;

static void
layer_clear(Layer *layer)
{
	g_free(layer->states);
	g_free(layer->options);
	g_free(layer->most);
	g_free(layer->first);
	g_free(layer->v);
	*layer = (Layer){ 0 };
}

static double
weigh(const Search *self, size_t weighting, const int64_t *v)
{
	const double *weight = &self->aim.weightings.of[weighting * self->p];
	double sum = 0;

	for (size_t k = 0; k < self->p; k++)
		sum += weight[k] * (double)v[k];
	return sum;
}

/* The bounds on what a label can come to, by weighting; false where it comes to no package. */
static bool
bound_label(const Search *self, const int64_t *v, const double *rest, double *most)
{
	for (size_t k = 0; k < self->aim.weightings.n; k++) {
		most[k] = weigh(self, k, v) + rest[k];
		if (most[k] < (double)RELAXATION_NONE / 10)
			return false;
	}
	return true;
}

static bool
is_worth_it(const Search *self, const int64_t *v, const double *rest)
{
	double most[MOST_WEIGHTINGS];

	return bound_label(self, v, rest, most) &&
	       (!known_count(self->known) || known_promises(self->known, most));
}

/* By how much it is worth going on with: how far beyond the known it may come, and where none
 * is known, how near to the best that there may be.  Negative: it is not. */
static float
promise_of(const Search *self, const int64_t *v, const double *rest)
{
	double most[MOST_WEIGHTINGS], nearest = 0;

	if (!bound_label(self, v, rest, most))
		return -INFINITY;
	if (known_count(self->known))
		return known_promise(self->known, most);
	for (size_t k = 0; k < self->aim.weightings.n; k++)
		nearest = fmax(nearest, 1 / (1 + fmax(self->root[k] - most[k], 0)));
	return (float)(FAR + nearest);
}

static Chunk *
chunk_begin(Chunk *chunk)
{
	chunk->arrivals = g_array_new(FALSE, FALSE, sizeof(Arrival));
	chunk->states = g_array_new(FALSE, FALSE, sizeof(Word));
	chunk->most = g_array_new(FALSE, FALSE, sizeof(double));
	chunk->v = g_array_new(FALSE, FALSE, sizeof(int64_t));
	chunk->from = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	return chunk;
}

static void
chunk_end(Chunk *chunk)
{
	g_array_free(chunk->arrivals, TRUE);
	g_array_free(chunk->states, TRUE);
	g_array_free(chunk->most, TRUE);
	g_array_free(chunk->v, TRUE);
	g_array_free(chunk->from, TRUE);
}

/* One way from one node: its labels that are worth it. */
static void
take_way(const Search *self, size_t node, const Way *way, const double *most, Chunk *chunk)
{
	const Layer *near = &self->near;
	guint before = chunk->from->len;
	g_autofree int64_t *v = g_new(int64_t, self->p);

	for (size_t l = near->first[node]; l < near->first[node + 1]; l++) {
		uint32_t from = (uint32_t)l;

		for (size_t k = 0; k < self->p; k++)
			v[k] = near->v[l * self->p + k] + way->add[k];
		if (!is_worth_it(self, v, most))
			continue;
		g_array_append_vals(chunk->v, v, (guint)self->p);
		g_array_append_val(chunk->from, from);
	}
	if (chunk->from->len == before)
		return;
	Arrival arrival = { node, way->option, chunk->from->len - before, 0 };
	g_array_append_val(chunk->arrivals, arrival);
	g_array_append_vals(chunk->states, way->state, (guint)self->pending->n_words);
	g_array_append_vals(chunk->most, most, (guint)self->aim.weightings.n);
}

static void
expand_chunk(size_t index, gpointer user_data)
{
	Search *self = user_data;
	const Layer *near = &self->near;
	const Pending *pending = self->pending;
	size_t k_all = self->aim.weightings.n, depth = pending->depth;
	g_autofree Way *ways = pending_ways_new(pending);
	g_autofree uint16_t *options = g_new0(uint16_t, self->n_issues);
	g_autofree double *left = g_new(double, k_all), *most = g_new(double, k_all);
	Chunk *chunk = chunk_begin(&self->chunks[index]);

	for (size_t i = index * CHUNK; i < MIN((index + 1) * CHUNK, near->n); i++) {
		size_t n =
		    pending_needed_ways(pending, &near->states[i * pending->n_words], ways);

		memcpy(options, &near->options[i * self->n_issues], depth * sizeof *options);
		memcpy(left, &near->most[i * k_all], k_all * sizeof *left);
		relaxation_leave(self->relaxation, depth, options, left);
		for (size_t w = 0; w < n; w++) {
			options[depth] = (uint16_t)ways[w].option;
			memcpy(most, left, k_all * sizeof *most);
			relaxation_enter(self->relaxation, depth, options, most);
			take_way(self, i, &ways[w], most, chunk);
		}
	}
}

static double
sum_of(const double *numbers, size_t n)
{
	double sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += numbers[i];
	return sum;
}

/* Gives the arrivals their nodes; of each node that beginning is known whose bounds are least.
 */
static size_t
meet(Search *self)
{
	size_t n_words = self->pending->n_words, k_all = self->aim.weightings.n, n_labels = 0;
	size_t depth = self->pending->depth, n_issues = self->n_issues, room = 0;
	Layer *far = &self->far;
	Nodes nodes;

	nodes_begin(&nodes, n_words);
	for (size_t c = 0; c < self->n_chunks; c++) {
		Chunk *chunk = &self->chunks[c];

		for (guint a = 0; a < chunk->arrivals->len; a++) {
			Arrival *arrival = &g_array_index(chunk->arrivals, Arrival, a);
			const Word *state = &g_array_index(chunk->states, Word, a * n_words);
			const double *most = &g_array_index(chunk->most, double, a *k_all);
			size_t n_before = nodes.n;
			uint32_t to = arrival->to = nodes_number(&nodes, state);

			n_labels += arrival->n_labels;
			if (nodes.n > room) {
				room = MAX(64, 2 * room);
				far->most = g_renew(double, far->most, room *k_all);
				far->options = g_renew(uint16_t, far->options, room * n_issues);
			}
			if (nodes.n == n_before &&
			    sum_of(&far->most[to * k_all], k_all) <= sum_of(most, k_all))
				continue;
			memcpy(&far->most[to * k_all], most, k_all * sizeof *most);
			memcpy(&far->options[to * n_issues],
			       &self->near.options[arrival->node * n_issues],
			       n_issues * sizeof *far->options);
			far->options[to * n_issues + depth] = (uint16_t)arrival->option;
		}
	}
	far->n = nodes.n;
	far->states = g_memdup2(nodes.states, nodes.n * n_words * sizeof *nodes.states);
	nodes_end(&nodes);
	return n_labels;
}

/* Lays the labels down node after node. */
static void
sort_labels(Search *self, size_t n_labels)
{
	Layer *far = &self->far;
	size_t p = self->p;

	far->first = g_new0(size_t, far->n + 1);
	far->n_labels = n_labels;
	self->v = g_new(int64_t, n_labels * p + 1);
	self->came = g_new(Step, n_labels + 1);
	self->promise = g_new(float, n_labels + 1);
	self->gone = g_new0(bool, n_labels + 1);
	for (size_t c = 0; c < self->n_chunks; c++)
		for (guint a = 0; a < self->chunks[c].arrivals->len; a++) {
			const Arrival *arrival =
			    &g_array_index(self->chunks[c].arrivals, Arrival, a);

			far->first[arrival->to + 1] += arrival->n_labels;
		}
	for (size_t i = 0; i < far->n; i++)
		far->first[i + 1] += far->first[i];
	g_autofree size_t *next = g_memdup2(far->first, (far->n + 1) * sizeof *next);
	for (size_t c = 0; c < self->n_chunks; c++) {
		Chunk *chunk = &self->chunks[c];
		size_t l = 0;

		for (guint a = 0; a < chunk->arrivals->len; a++) {
			const Arrival *arrival = &g_array_index(chunk->arrivals, Arrival, a);

			for (size_t end = l + arrival->n_labels; l < end; l++) {
				size_t to = next[arrival->to]++;

				memcpy(&self->v[to * p],
				       &g_array_index(chunk->v, int64_t, l * p),
				       p * sizeof *self->v);
				self->came[to] =
				    (Step){ g_array_index(chunk->from, uint32_t, l),
					    (uint16_t)arrival->option };
			}
		}
		chunk_end(chunk);
	}
	g_free(self->chunks);
	self->chunks = NULL;
}

typedef struct {
	const int64_t *v;
	size_t p;
} Order;

static int
compare_labels(const void *a, const void *b, void *user_data)
{
	const Order *order = user_data;
	uint32_t i = *(const uint32_t *)a, j = *(const uint32_t *)b;
	const int64_t *x = &order->v[i * order->p], *y = &order->v[j * order->p];

	for (size_t k = 0; k < order->p; k++)
		if (x[k] != y[k])
			return x[k] < y[k] ? 1 : -1;
	return (i > j) - (i < j);
}

/* Marks those of n vectors for which another one is no less; of equal ones the first stays. */
static void
mark_dominated(const int64_t *v, size_t n, size_t p, bool *gone)
{
	g_autofree uint32_t *list = g_new(uint32_t, n + 1);
	g_autofree int64_t *sorted = g_new(int64_t, n * p + 1);
	g_autofree bool *dominated = g_new0(bool, n + 1);
	Order order = { v, p };
	size_t n_sorted = 0;

	for (size_t i = 0; i < n; i++)
		list[i] = (uint32_t)i;
	g_qsort_with_data(list, (gint)n, sizeof *list, compare_labels, &order);
	for (size_t i = 0; i < n; i++) {
		const int64_t *one = &v[list[i] * p];

		if (n_sorted &&
		    memcmp(&sorted[(n_sorted - 1) * p], one, p * sizeof *one) == 0) {
			gone[list[i]] = true;
			continue;
		}
		list[n_sorted] = list[i];
		memcpy(&sorted[n_sorted++ * p], one, p * sizeof *one);
	}
	maxima_mark(sorted, n_sorted, p, NULL, dominated);
	for (size_t i = 0; i < n_sorted; i++)
		gone[list[i]] = dominated[i];
}

/* Sorts out the labels of some nodes: those that others dominate, and those that with the
 * bounds of the node promise nothing. */
static void
reduce_chunk(size_t index, gpointer user_data)
{
	Search *self = user_data;
	const Layer *far = &self->far;
	size_t p = self->p, k_all = self->aim.weightings.n;

	for (size_t i = index * CHUNK; i < MIN((index + 1) * CHUNK, far->n); i++) {
		size_t from = far->first[i], n = far->first[i + 1] - from;

		if (n > 1)
			mark_dominated(&self->v[from * p], n, p, &self->gone[from]);
		for (size_t l = from; l < from + n; l++) {
			if (self->gone[l])
				continue;
			self->promise[l] =
			    promise_of(self, &self->v[l * p], &far->most[i * k_all]);
			self->gone[l] = self->promise[l] < 0;
		}
	}
}

/* The bits of a float that is no less than 0 are in its order. */
static uint32_t
bits_of(float promise)
{
	uint32_t bits;

	memcpy(&bits, &promise, sizeof bits);
	return bits;
}

/* Where there are more labels than may be, those that promise least go; of those that promise
 * the same, the last. */
static void
drop_least(Search *self)
{
	enum { STEPS = 1 << 16 };
	size_t n = self->far.n_labels, kept = 0;

	for (size_t l = 0; l < n; l++)
		kept += !self->gone[l];
	if (kept <= self->width)
		return;
	uint32_t limit = 0; /* found half by half */
	size_t above = 0;
	for (int shift = 16; shift >= 0; shift -= 16) {
		g_autofree size_t *count = g_new0(size_t, STEPS);
		size_t step = STEPS - 1;

		for (size_t l = 0; l < n; l++) {
			uint32_t bits = bits_of(self->promise[l]);

			if (!self->gone[l] && (shift || bits >> 16 == limit >> 16))
				count[bits >> shift & 0xffff]++;
		}
		for (; step && above + count[step] <= self->width; step--)
			above += count[step];
		limit |= (uint32_t)step << shift;
	}
	size_t alike = self->width - MIN(self->width, above);
	for (size_t l = 0; l < n; l++) {
		uint32_t bits = bits_of(self->promise[l]);

		if (self->gone[l] || bits > limit)
			continue;
		if (bits == limit && alike) {
			alike--;
			continue;
		}
		self->gone[l] = true;
		self->dropped = fmaxf(self->dropped, self->promise[l]);
	}
}

/* What is left becomes the near side of the next layer. */
static void
move_on(Search *self)
{
	size_t depth = self->pending->depth, p = self->p, n_nodes = 0, n_labels = 0;
	size_t n_words = self->pending->n_words, k_all = self->aim.weightings.n;
	Layer *far = &self->far;

	for (size_t i = 0; i < far->n; i++) {
		size_t begin = n_labels;

		for (size_t l = far->first[i]; l < far->first[i + 1]; l++) {
			if (self->gone[l])
				continue;
			memmove(&self->v[n_labels * p], &self->v[l * p], p * sizeof *self->v);
			self->came[n_labels++] = self->came[l];
		}
		if (n_labels == begin)
			continue;
		memmove(&far->states[n_nodes * n_words], &far->states[i * n_words],
		        n_words * sizeof *far->states);
		memmove(&far->most[n_nodes * k_all], &far->most[i * k_all],
		        k_all * sizeof *far->most);
		memmove(&far->options[n_nodes * self->n_issues],
		        &far->options[i * self->n_issues],
		        self->n_issues * sizeof *far->options);
		far->first[n_nodes++] = begin;
	}
	far->first[n_nodes] = n_labels;
	far->n = n_nodes;
	far->n_labels = n_labels;
	far->v = g_renew(int64_t, self->v, n_labels * p + 1);
	self->trail[depth] = g_renew(Step, self->came, n_labels + 1);
	g_free(self->promise);
	g_free(self->gone);
	layer_clear(&self->near);
	self->near = *far;
	*far = (Layer){ 0 };
}

static bool
report(gpointer user_data)
{
	const Search *self = user_data;
	const FrontOptions *options = self->options;
	double within = (double)self->pending->depth / (double)self->n_issues;

	return !options->progress ||
	       options->progress(((double)self->pass + within) / G_N_ELEMENTS(passes),
	                         options->user_data);
}

/* The package of a label after the last issue. */
static void
trace(const Search *self, size_t label, int *package)
{
	for (size_t d = self->n_issues; d-- > 0;) {
		const Step *step = &self->trail[d][label];

		package[self->pending->order[d]] = step->by;
		label = step->from;
	}
}

/* Takes note of all packages that were found. */
static void
take_found(Search *self)
{
	g_autofree int *package = g_new(int, self->n_issues);
	g_autofree int64_t *utilities = g_new(int64_t, self->p);
	size_t n = self->near.n_labels;

	g_array_set_size(self->found, 0);
	for (size_t l = 0; l < n; l++) {
		trace(self, l, package);
		g_array_append_vals(self->found, package, (guint)self->n_issues);
		if (known_count(self->known) >= MOST_KNOWN)
			continue;
		space_utilities(self->space, package, utilities);
		known_add(self->known, package, utilities);
	}
}

static void
begin_pass(Search *self)
{
	size_t k_all = self->aim.weightings.n;
	Layer *near = &self->near;
	double constant = 0;

	self->width = MIN(passes[self->pass].width, MOST_OPTIONS / self->n_issues + 1);
	if (self->options->most)
		self->width = MIN(self->width, self->options->most);
	self->dropped = -1;
	pending_restart(self->pending);
	*near = (Layer){ .n = 1,
		         .n_labels = 1,
		         .states = g_new0(Word, self->pending->n_words),
		         .options = g_new0(uint16_t, self->n_issues),
		         .most = g_new0(double, k_all),
		         .first = g_new0(size_t, 2),
		         .v = g_memdup2(self->space->constant, self->p * sizeof(int64_t)) };
	near->first[1] = 1;
	relaxation_begin(self->relaxation, near->most);
	for (size_t k = 0; k < k_all; k++)
		constant = fmax(constant, fabs(weigh(self, k, self->space->constant)));
	self->root = g_new(double, k_all);
	for (size_t k = 0; k < k_all; k++) {
		near->most[k] += relaxation_margin(self->relaxation) + constant * 0x1p-20;
		self->root[k] = near->most[k] + weigh(self, k, near->v);
	}
}

/* One search; false where it was stopped. */
static bool
search(Search *self)
{
	bool goes_on = true;

	known_settle(self->known);
	begin_pass(self);
	for (size_t i = 0; i < self->n_issues && goes_on; i++) {
		self->n_chunks = (self->near.n + CHUNK - 1) / CHUNK;
		self->chunks = g_new0(Chunk, self->n_chunks + 1);
		team_work(self->options->team, self->n_chunks, expand_chunk, NULL, self);
		sort_labels(self, meet(self));
		team_work(self->options->team, (self->far.n + CHUNK - 1) / CHUNK, reduce_chunk,
		          NULL, self);
		drop_least(self);
		move_on(self);
		goes_on = report(self);
		pending_advance(self->pending);
	}
	if (goes_on)
		take_found(self);
	layer_clear(&self->near);
	for (size_t i = 0; i < self->n_issues; i++)
		g_clear_pointer(&self->trail[i], g_free);
	g_clear_pointer(&self->root, g_free);
	return goes_on;
}

/* New ranges and weightings, by what is known, and bounds by these. */
static void
take_aim(Search *self)
{
	g_autoptr(Known) before = g_steal_pointer(&self->known);

	g_clear_pointer(&self->relaxation, relaxation_free);
	aim_at(&self->aim, before);
	self->known =
	    known_new(self->space, &self->aim.weightings, self->aim.least, self->aim.range);
	for (size_t i = 0; before && i < known_count(before); i++)
		known_add(self->known, known_package(before, i), known_utilities(before, i));
	size_t room = MOST_NUMBERS / (self->aim.weightings.n * self->n_issues) + 1;
	self->relaxation = relaxation_new(self->pending, &self->aim.weightings,
	                                  MIN(passes[self->pass].room, room));
}

/* Of all that was found, what nothing dominates. */
static Front *
make_front(Search *self)
{
	size_t p = self->p, n_issues = self->n_issues, n = 0;
	Front *front = g_new0(Front, 1);

	for (size_t i = 0; i < known_count(self->known); i++)
		g_array_append_vals(self->found, known_package(self->known, i),
		                    (guint)n_issues);
	size_t n_all = self->found->len / n_issues;
	g_autofree int64_t *utilities = g_new(int64_t, n_all * p + 1);
	g_autofree bool *gone = g_new0(bool, n_all + 1);
	g_autofree uint32_t *list = g_new(uint32_t, n_all + 1);
	for (size_t i = 0; i < n_all; i++)
		space_utilities(self->space, &g_array_index(self->found, int, i *n_issues),
		                &utilities[i * p]);
	mark_dominated(utilities, n_all, p, gone);
	for (size_t i = 0; i < n_all; i++)
		if (!gone[i])
			list[n++] = (uint32_t)i;
	Order order = { utilities, p };
	g_qsort_with_data(list, (gint)n, sizeof *list, compare_labels, &order);
	*front = (Front){ .n = n,
		          .n_parties = p,
		          .utilities = g_new(int64_t, n * p + 1),
		          .options = g_new(uint32_t, n * n_issues + 1),
		          .ties = g_new(double, n + 1),
		          .error = g_new0(int64_t, p),
		          .is_exact = self->dropped < 0 };
	for (size_t i = 0; i < n; i++) {
		const int *package = &g_array_index(self->found, int, list[i] * n_issues);

		memcpy(&front->utilities[i * p], &utilities[list[i] * p],
		       p * sizeof *utilities);
		front->ties[i] = 1;
		for (size_t j = 0; j < n_issues; j++)
			front->options[i * n_issues + j] = (uint32_t)package[j];
	}
	for (size_t k = 0; k < p && !front->is_exact; k++)
		front->error[k] = (int64_t)fmin(
		    ceil((double)self->dropped * (1 + 1e-6) * self->aim.range[k]) + 1,
		    (double)(self->aim.top[k] - self->aim.least[k]));
	return front;
}

Front *
search_front(Pending *pending, const FrontOptions *options)
{
	const Space *space = pending->space;
	size_t p = space->n_parties, n_issues = space->n_issues;
	g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(int));
	g_autofree Step **trail = g_new0(Step *, n_issues);
	bool goes_on = true;
	Search self = { .space = space,
		        .options = options,
		        .pending = pending,
		        .p = p,
		        .n_issues = n_issues,
		        .trail = trail,
		        .dropped = INFINITY,
		        .found = found };

	aim_begin(&self.aim, space);
	for (; self.pass < G_N_ELEMENTS(passes) && self.dropped >= 0 && goes_on; self.pass++) {
		if (!self.pass || passes[self.pass].room > passes[self.pass - 1].room)
			take_aim(&self);
		goes_on = search(&self);
	}
	if (!goes_on) /* what is known by now stands, without a bound that was proven of it */
		self.dropped = INFINITY;
	Front *front = goes_on || known_count(self.known) ? make_front(&self) : NULL;
	if (front)
		front->is_stopped = !goes_on;
	g_clear_pointer(&self.known, known_free);
	g_clear_pointer(&self.relaxation, relaxation_free);
	aim_end(&self.aim);
	return front;
}
