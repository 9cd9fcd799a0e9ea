/* The maxima of a set of vectors, by divide and conquer; the test compares with all pairs. */
#include "analyse/maxima.h"

#include <string.h>

enum { FEW = 24 }; /* pairs are compared one by one below this */

/* A tree (Fenwick's) over the ranks of one coordinate, of the largest value of another. */
typedef struct {
	int64_t *most; /* from 1 */
	size_t n;
} Tree;

static void
tree_raise(Tree *tree, size_t rank, int64_t value)
{
	for (size_t i = rank + 1; i <= tree->n; i += i & -i)
		if (tree->most[i] < value)
			tree->most[i] = value;
}

static void
tree_clear(Tree *tree, size_t rank)
{
	for (size_t i = rank + 1; i <= tree->n && tree->most[i] != INT64_MIN; i += i & -i)
		tree->most[i] = INT64_MIN;
}

/* The largest value of ranks 0 to `rank`. */
static int64_t
tree_most(const Tree *tree, size_t rank)
{
	int64_t most = INT64_MIN;

	for (size_t i = rank + 1; i; i -= i & -i)
		most = MAX(most, tree->most[i]);
	return most;
}

typedef struct {
	const int64_t *v;
	size_t d;
	bool *dominated;
	uint32_t
	    *rank; /* of each vector's last but one coordinate, the largest 0; ties alike */
	Tree tree;
	uint32_t *order, *spare;
} Maxima;

static inline int64_t
at(const Maxima *self, uint32_t i, size_t k)
{
	return self->v[(size_t)i * self->d + k];
}

typedef struct {
	int64_t value;
	uint32_t index;
} Ranked;

static int
compare_ranked(const void *a, const void *b)
{
	const Ranked *x = a, *y = b;

	return (x->value < y->value) - (x->value > y->value);
}

static void
rank_coordinate(Maxima *self, size_t n, size_t k)
{
	g_autofree Ranked *ranked = g_new(Ranked, n);
	uint32_t rank = 0;

	for (size_t i = 0; i < n; i++)
		ranked[i] = (Ranked){ at(self, (uint32_t)i, k), (uint32_t)i };
	qsort(ranked, n, sizeof *ranked, compare_ranked);
	for (size_t i = 0; i < n; i++) {
		rank += i && ranked[i].value != ranked[i - 1].value;
		self->rank[ranked[i].index] = rank;
	}
	self->tree.n = n ? rank + 1 : 0;
	self->tree.most = g_new(int64_t, self->tree.n + 1);
	for (size_t i = 0; i <= self->tree.n; i++)
		self->tree.most[i] = INT64_MIN;
}

/* Marks those of `b` that one of `a` is no less than in coordinates `k` to the last. */
static void
cross_few(Maxima *self, const uint32_t *a, size_t n_a, const uint32_t *b, size_t n_b, size_t k)
{
	for (size_t j = 0; j < n_b; j++)
		for (size_t i = 0; !self->dominated[b[j]] && i < n_a; i++) {
			size_t c = k;

			while (c < self->d && at(self, a[i], c) >= at(self, b[j], c))
				c++;
			self->dominated[b[j]] = c == self->d;
		}
}

/* The same in the last three coordinates, `a` and `b` being in descending order of the first of
 * these. */
static void
cross_sweep(Maxima *self, const uint32_t *a, size_t n_a, const uint32_t *b, size_t n_b)
{
	size_t k = self->d - 3, last = self->d - 1, next = 0;

	for (size_t j = 0; j < n_b; j++) {
		if (self->dominated[b[j]])
			continue;
		for (; next < n_a && at(self, a[next], k) >= at(self, b[j], k); next++)
			tree_raise(&self->tree, self->rank[a[next]], at(self, a[next], last));
		if (tree_most(&self->tree, self->rank[b[j]]) >= at(self, b[j], last))
			self->dominated[b[j]] = true;
	}
	for (size_t i = 0; i < next; i++)
		tree_clear(&self->tree, self->rank[a[i]]);
}

static int
compare_at(const void *a, const void *b, void *user_data)
{
	const int64_t *coordinate = user_data;
	const uint32_t *x = a, *y = b;
	/* user_data: where the coordinate of vector 0 lies, and the stride */
	size_t d = (size_t)coordinate[1];
	const int64_t *base = (const int64_t *)(gintptr)coordinate[0];
	int64_t p = base[*x * d], q = base[*y * d];

	return p == q ? (*x > *y) - (*x < *y) : (p < q) - (p > q);
}

static void
sort_by(const Maxima *self, uint32_t *list, size_t n, size_t k)
{
	int64_t coordinate[2] = { (int64_t)(gintptr)(self->v + k), (int64_t)self->d };

	g_qsort_with_data(list, (gint)n, sizeof *list, compare_at, coordinate);
}

/* How many of a list in descending order of coordinate `k` are no less than `pivot` there. */
static size_t
count_no_less(const Maxima *self, const uint32_t *list, size_t n, size_t k, int64_t pivot)
{
	size_t low = 0, high = n;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (at(self, list[middle], k) >= pivot)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Marks those of `b` that one of `a` is no less than in coordinates `k` to the last.  The lists
 * are put in another order. */
static void
cross(Maxima *self, uint32_t *a, size_t n_a, uint32_t *b, size_t n_b, size_t k)
{
	if (!n_a || !n_b)
		return;
	if (n_a <= FEW || n_b <= FEW / 2) {
		cross_few(self, a, n_a, b, n_b, k);
		return;
	}
	sort_by(self, a, n_a, k);
	sort_by(self, b, n_b, k);
	if (self->d - k == 3) {
		cross_sweep(self, a, n_a, b, n_b);
		return;
	}
	int64_t most = at(self, a[0], k), least = at(self, a[n_a - 1], k);
	if (least >= at(self, b[0], k)) { /* no matter any more */
		cross(self, a, n_a, b, n_b, k + 1);
		return;
	}
	if (most < at(self, b[n_b - 1], k))
		return;
	/* At the pivot both lists fall apart: what is no less, and what is less. */
	int64_t pivot = at(self, a[n_a / 2], k);
	if (pivot == least) { /* many alike: what is more than these goes first */
		size_t n_more = count_no_less(self, a, n_a, k, least + 1);
		size_t n_b_more = count_no_less(self, b, n_b, k, least + 1);
		cross(self, a, n_more, b, n_b_more, k);
		cross(self, a, n_a, b + n_b_more, n_b - n_b_more, k + 1);
		return;
	}
	size_t n_a_high = count_no_less(self, a, n_a, k, pivot);
	size_t n_b_high = count_no_less(self, b, n_b, k, pivot);
	cross(self, a, n_a_high, b, n_b_high, k);
	cross(self, a + n_a_high, n_a - n_a_high, b + n_b_high, n_b - n_b_high, k);
	cross(self, a, n_a_high, b + n_b_high, n_b - n_b_high, k + 1);
}

static size_t
gather_maxima(const Maxima *self, uint32_t from, uint32_t to, uint32_t *list)
{
	size_t n = 0;

	for (uint32_t i = from; i < to; i++)
		if (!self->dominated[i])
			list[n++] = i;
	return n;
}

static void
mark_between(Maxima *self, uint32_t from, uint32_t to)
{
	uint32_t middle = from + (to - from) / 2;

	if (to - from <= FEW) {
		for (uint32_t j = from + 1; j < to; j++)
			for (uint32_t i = from; i < j && !self->dominated[j]; i++)
				if (!self->dominated[i])
					cross_few(self, &i, 1, &j, 1, 1);
		return;
	}
	mark_between(self, from, middle);
	mark_between(self, middle, to);
	size_t n_a = gather_maxima(self, from, middle, self->order);
	size_t n_b = gather_maxima(self, middle, to, self->spare);
	cross(self, self->order, n_a, self->spare, n_b, 1);
}

static void
mark_pairs(const int64_t *v, size_t n, bool *dominated)
{
	int64_t most = INT64_MIN;

	for (size_t i = 0; i < n; i++) {
		dominated[i] = v[i * 2 + 1] <= most && i;
		most = MAX(most, v[i * 2 + 1]);
	}
}

static void
mark_triples(Maxima *self, size_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		if (tree_most(&self->tree, self->rank[i]) >= at(self, i, 2) && i)
			self->dominated[i] = true;
		else
			tree_raise(&self->tree, self->rank[i], at(self, i, 2));
	}
}

void
maxima_mark(const int64_t *vectors, size_t n, size_t dimension, bool *dominated)
{
	if (dimension == 1) {
		for (size_t i = 1; i < n; i++)
			dominated[i] = true;
		return;
	}
	if (dimension == 2) {
		mark_pairs(vectors, n, dominated);
		return;
	}
	Maxima self = { .v = vectors, .d = dimension, .dominated = dominated };
	g_autofree uint32_t *rank = self.rank = g_new(uint32_t, n);
	rank_coordinate(&self, n, dimension - 2);
	g_autofree int64_t *most = self.tree.most;
	if (dimension == 3) {
		mark_triples(&self, n);
		return;
	}
	g_autofree uint32_t *order = self.order = g_new(uint32_t, n);
	g_autofree uint32_t *spare = self.spare = g_new(uint32_t, n);
	mark_between(&self, 0, (uint32_t)n);
}
