/* Covers by a tree of boxes, each with the most that any vector in it has: a box is looked into
 * only where that suffices.  Test: all pairs. */
#include "analyse/cover.h"

#include <string.h>

enum {
	LEAF = 8,            /* vectors of the sample in the smallest boxes */
	MOST_SAMPLE = 65536, /* vectors by which space is parted */
};

/* Box b has boxes 2 b, of what is less than `at` by `coordinate`, and 2 b + 1; or none. */
typedef struct {
	bool has_boxes;
	size_t coordinate;
	int64_t at;
	GArray *vectors; /* int64_t: of a box that has none */
} Box;

struct Cover {
	size_t d;
	int64_t *step;
	Box *boxes; /* from 1 */
	size_t n_boxes;
	int64_t *most; /* by box, then coordinate */
};

/* A sample on its way into boxes. */
typedef struct {
	Cover *cover;
	const int64_t *v;
} Parting;

static inline int64_t
at(const Parting *self, uint32_t i, size_t k)
{
	return self->v[(size_t)i * self->cover->d + k];
}

/* The coordinate in which these differ by the most steps. */
static size_t
widest(const Parting *self, const uint32_t *list, size_t n)
{
	size_t best = 0;
	double most = -1;

	for (size_t k = 0; k < self->cover->d; k++) {
		int64_t low = INT64_MAX, high = INT64_MIN;

		for (size_t i = 0; i < n; i++) {
			low = MIN(low, at(self, list[i], k));
			high = MAX(high, at(self, list[i], k));
		}
		double wide = ((double)high - (double)low) / (double)(self->cover->step[k] + 1);
		if (wide > most)
			most = wide, best = k;
	}
	return best;
}

/* Puts the smaller half first (C. A. R. Hoare's find). */
static void
halve(const Parting *self, uint32_t *list, size_t n, size_t k)
{
	size_t low = 0, high = n - 1, middle = n / 2;

	while (low < high) {
		int64_t pivot = at(self, list[low + (high - low) / 2], k);
		size_t i = low, j = high;

		while (true) {
			while (at(self, list[i], k) < pivot)
				i++;
			while (at(self, list[j], k) > pivot)
				j--;
			if (i >= j)
				break;
			uint32_t one = list[i];
			list[i++] = list[j];
			list[j--] = one;
		}
		if (middle <= j)
			high = j;
		else
			low = j + 1;
	}
}

static void
part(const Parting *self, size_t index, uint32_t *list, size_t n)
{
	Box *box = &self->cover->boxes[index];

	if (2 * index + 1 >= self->cover->n_boxes || n <= LEAF) {
		box->vectors = g_array_new(FALSE, FALSE, sizeof(int64_t));
		return;
	}
	box->has_boxes = true;
	box->coordinate = widest(self, list, n);
	halve(self, list, n, box->coordinate);
	box->at = at(self, list[n / 2], box->coordinate);
	part(self, 2 * index, list, n / 2);
	part(self, 2 * index + 1, list + n / 2, n - n / 2);
}

Cover *
cover_new(const int64_t *sample, size_t n, size_t dimension, const int64_t *step)
{
	Cover *self = g_new0(Cover, 1);
	size_t stride = n / MOST_SAMPLE + 1, n_listed = 0;
	g_autofree uint32_t *list = g_new(uint32_t, n / stride + 1);
	const Parting parting = { self, sample };

	for (size_t i = 0; i < n; i += stride)
		list[n_listed++] = (uint32_t)i;
	self->d = dimension;
	self->step = g_memdup2(step, dimension * sizeof *step);
	self->n_boxes = 2;
	while (self->n_boxes * LEAF < 2 * n_listed)
		self->n_boxes *= 2;
	self->boxes = g_new0(Box, self->n_boxes);
	self->most = g_new(int64_t, self->n_boxes * dimension);
	for (size_t i = 0; i < self->n_boxes * dimension; i++)
		self->most[i] = INT64_MIN;
	part(&parting, 1, list, n_listed);
	return self;
}

void
cover_free(Cover *self)
{
	if (!self)
		return;
	for (size_t i = 1; i < self->n_boxes; i++)
		if (self->boxes[i].vectors)
			g_array_free(self->boxes[i].vectors, TRUE);
	g_free(self->boxes);
	g_free(self->most);
	g_free(self->step);
	g_free(self);
}

static inline bool
suffices(const Cover *self, const int64_t *most, const int64_t *vector)
{
	for (size_t k = 0; k < self->d; k++)
		if (most[k] < vector[k] - self->step[k])
			return false;
	return true;
}

static bool
holds(const Cover *self, size_t index, const int64_t *vector)
{
	const Box *box = &self->boxes[index];

	if (!suffices(self, &self->most[index * self->d], vector))
		return false;
	if (box->has_boxes)
		return holds(self, 2 * index, vector) || holds(self, 2 * index + 1, vector);
	for (size_t i = 0; i < box->vectors->len; i += self->d)
		if (suffices(self, &g_array_index(box->vectors, int64_t, i), vector))
			return true;
	return false;
}

bool
cover_holds(const Cover *self, const int64_t *vector)
{
	return holds(self, 1, vector);
}

void
cover_take(Cover *self, const int64_t *vector)
{
	for (size_t index = 1;;) {
		const Box *box = &self->boxes[index];
		int64_t *most = &self->most[index * self->d];

		for (size_t k = 0; k < self->d; k++)
			most[k] = MAX(most[k], vector[k]);
		if (!box->has_boxes) {
			g_array_append_vals(box->vectors, vector, (guint)self->d);
			return;
		}
		index = 2 * index + (vector[box->coordinate] >= box->at);
	}
}

typedef struct {
	double sum;
	uint32_t vector;
} Ranked;

static int
compare_ranked(const void *a, const void *b)
{
	const Ranked *x = a, *y = b;

	return x->sum != y->sum ? (x->sum < y->sum) - (x->sum > y->sum)
	                        : (x->vector > y->vector) - (x->vector < y->vector);
}

void
cover_order(const int64_t *vectors, size_t n, size_t dimension, const int64_t *step,
            uint32_t *order)
{
	g_autofree Ranked *ranked = g_new(Ranked, n + 1);

	for (size_t i = 0; i < n; i++) {
		ranked[i] = (Ranked){ 0, (uint32_t)i };
		for (size_t k = 0; k < dimension; k++)
			ranked[i].sum +=
			    (double)vectors[i * dimension + k] / (double)(step[k] + 1);
	}
	qsort(ranked, n, sizeof *ranked, compare_ranked);
	for (size_t i = 0; i < n; i++)
		order[i] = ranked[i].vector;
}

bool
cover_mark(const int64_t *vectors, size_t n, size_t dimension, const int64_t *step, size_t most,
           bool *covered)
{
	g_autoptr(Cover) cover = cover_new(vectors, n, dimension, step);
	g_autofree uint32_t *order = g_new(uint32_t, n + 1);
	size_t taken = 0;

	cover_order(vectors, n, dimension, step, order);
	for (size_t i = 0; i < n; i++) {
		const int64_t *vector = &vectors[order[i] * dimension];

		covered[order[i]] = cover_holds(cover, vector);
		if (covered[order[i]])
			continue;
		if (++taken > most)
			return false;
		cover_take(cover, vector);
	}
	return true;
}
