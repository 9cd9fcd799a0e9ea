/* The maxima of a set of vectors, by divide and conquer; the test compares with all pairs. */
#include "analyse/maxima.h"

#include <string.h>

enum {
	FEW = 16,    /* pairs are compared one by one below this */
	MANY = 8192, /* a tree is used above this */
	PARTS = 8,   /* that are shared out, a power of two, … */
	SHARED = 20000,
	MOST_SHARED = 1 << 21, /* … of so many; more would take too much room */
};

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
	uint64_t key; /* ascending is descending by value */
	uint32_t index;
} Ranked;

/* A step of the stairs under which all lies that two coordinates of some vector reach: as `x`
 * falls, `y` rises. */
typedef struct {
	int64_t x, y;
} Stair;

typedef struct {
	const int64_t *v;
	size_t d;
	bool *dominated;
	uint32_t
	    *rank; /* of each vector's last but one coordinate, the largest 0; ties alike */
	Tree tree;
	uint32_t *list, *spare;        /* n each */
	Ranked *ranked, *ranked_spare; /* n each */
	Stair *stairs;                 /* MANY + 1 */
} Maxima;

static inline int64_t
at(const Maxima *self, uint32_t i, size_t k)
{
	return self->v[(size_t)i * self->d + k];
}

/* Sorts by `key`, by its bytes from the last on (those alike in all are passed over), which
 * keeps the order of equal ones. */
static void
sort_ranked(Ranked *list, Ranked *spare, size_t n)
{
	Ranked *from = list, *to = spare;

	for (int shift = 0; shift < 64; shift += 8) {
		size_t count[257] = { 0 };

		for (size_t i = 0; i < n; i++)
			count[(from[i].key >> shift & 0xff) + 1]++;
		if (count[(from[0].key >> shift & 0xff) + 1] == n)
			continue;
		for (int i = 0; i < 256; i++)
			count[i + 1] += count[i];
		for (size_t i = 0; i < n; i++)
			to[count[from[i].key >> shift & 0xff]++] = from[i];
		Ranked *other = from;
		from = to;
		to = other;
	}
	if (from != list)
		memcpy(list, from, n * sizeof *list);
}

static void
sort_by(Maxima *self, uint32_t *list, size_t n, size_t k)
{
	for (size_t i = 0; i < n; i++)
		self->ranked[i] =
		    (Ranked){ ~((uint64_t)at(self, list[i], k) ^ (UINT64_C(1) << 63)),
			      list[i] };
	if (n < 256) { /* by insertion: a byte's table is dearer */
		for (size_t i = 1; i < n; i++) {
			Ranked one = self->ranked[i];
			size_t j = i;

			for (; j && self->ranked[j - 1].key > one.key; j--)
				self->ranked[j] = self->ranked[j - 1];
			self->ranked[j] = one;
		}
	} else {
		sort_ranked(self->ranked, self->ranked_spare, n);
	}
	for (size_t i = 0; i < n; i++)
		list[i] = self->ranked[i].index;
}

/* Ranks the vectors by this coordinate. */
static void
rank_coordinate(Maxima *self, size_t n, size_t k)
{
	g_autofree uint32_t *list = g_new(uint32_t, n + 1);
	g_autofree G_GNUC_UNUSED Ranked *ranked = self->ranked = g_new(Ranked, n + 1);
	g_autofree G_GNUC_UNUSED Ranked *spare = self->ranked_spare = g_new(Ranked, n + 1);
	uint32_t rank = 0;

	for (size_t i = 0; i < n; i++)
		list[i] = (uint32_t)i;
	sort_by(self, list, n, k);
	for (size_t i = 0; i < n; i++) {
		rank += i && at(self, list[i], k) != at(self, list[i - 1], k);
		self->rank[list[i]] = rank;
	}
	self->tree.n = n ? rank + 1 : 0;
	self->ranked = self->ranked_spare = NULL;
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

/* The first of `n` stairs whose x is less than this. */
static size_t
find_stair(const Stair *stairs, size_t n, int64_t x)
{
	size_t low = 0;

	while (n) {
		size_t half = n / 2;

		if (stairs[low + half].x >= x) {
			low += half + 1;
			n -= half + 1;
		} else {
			n = half;
		}
	}
	return low;
}

/* Adds a step; the number of stairs then. */
static size_t
add_stair(Stair *stairs, size_t n, Stair step)
{
	size_t place = find_stair(stairs, n, step.x), to = place;

	if (place && stairs[place - 1].y >= step.y)
		return n;
	while (place && stairs[place - 1].x == step.x)
		place--;
	while (to < n && stairs[to].y <= step.y)
		to++;
	memmove(&stairs[place + 1], &stairs[to], (n - to) * sizeof *stairs);
	stairs[place] = step;
	return n - (to - place) + 1;
}

/* The same in the last three coordinates, `a` and `b` being in descending order of the first of
 * these. */
static void
cross_stairs(Maxima *self, const uint32_t *a, size_t n_a, const uint32_t *b, size_t n_b)
{
	size_t k = self->d - 3, next = 0, n = 0;

	for (size_t j = 0; j < n_b; j++) {
		const int64_t *v = &self->v[(size_t)b[j] * self->d + k];

		if (self->dominated[b[j]])
			continue;
		for (; next < n_a && at(self, a[next], k) >= v[0]; next++)
			n = add_stair(
			    self->stairs, n,
			    (Stair){ at(self, a[next], k + 1), at(self, a[next], k + 2) });
		size_t place = find_stair(self->stairs, n, v[1]);
		if (place && self->stairs[place - 1].y >= v[2])
			self->dominated[b[j]] = true;
	}
}

/* The same for many, where stairs might become long. */
static void
cross_tree(Maxima *self, const uint32_t *a, size_t n_a, const uint32_t *b, size_t n_b)
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

static void cross(Maxima *self, const uint32_t *a, size_t n_a, const uint32_t *b, size_t n_b,
                  size_t k);

/* The same for lists in any order. */
static void
cross_sorting(Maxima *self, const uint32_t *a, size_t n_a, const uint32_t *b, size_t n_b,
              size_t k)
{
	if (!n_a || !n_b)
		return;
	if (n_a <= FEW || n_b <= FEW / 2) {
		cross_few(self, a, n_a, b, n_b, k);
		return;
	}
	g_autofree uint32_t *sorted_a = g_memdup2(a, n_a * sizeof *a);
	g_autofree uint32_t *sorted_b = g_memdup2(b, n_b * sizeof *b);
	sort_by(self, sorted_a, n_a, k);
	sort_by(self, sorted_b, n_b, k);
	cross(self, sorted_a, n_a, sorted_b, n_b, k);
}

/* Marks those of `b` that one of `a` is no less than in coordinates `k` to the last, three or
 * more; both are in descending order of coordinate `k`. */
static void
cross(Maxima *self, const uint32_t *a, size_t n_a, const uint32_t *b, size_t n_b, size_t k)
{
	if (!n_a || !n_b || at(self, a[0], k) < at(self, b[n_b - 1], k))
		return;
	if (n_a <= FEW || n_b <= FEW / 2) {
		cross_few(self, a, n_a, b, n_b, k);
		return;
	}
	if (self->d - k == 3) {
		(n_a <= MANY ? cross_stairs : cross_tree)(self, a, n_a, b, n_b);
		return;
	}
	int64_t least = at(self, a[n_a - 1], k), pivot = at(self, a[n_a / 2], k);
	if (least >= at(self, b[0], k)) { /* matters no more */
		cross_sorting(self, a, n_a, b, n_b, k + 1);
		return;
	}
	/* At the pivot both lists fall apart: what is no less, and what is less; where half of
	 * `a` is alike, what is more than these goes first. */
	bool alike = pivot == least;
	size_t n_a_high = count_no_less(self, a, n_a, k, pivot + alike);
	size_t n_b_high = count_no_less(self, b, n_b, k, pivot + alike);
	cross(self, a, n_a_high, b, n_b_high, k);
	if (!alike)
		cross(self, a + n_a_high, n_a - n_a_high, b + n_b_high, n_b - n_b_high, k);
	cross_sorting(self, a, alike ? n_a : n_a_high, b + n_b_high, n_b - n_b_high, k + 1);
}

/* Two neighbouring parts of the list, each what is left of its vectors and in descending order
 * of coordinate 1, become one; returns how many are left. */
static size_t
join(Maxima *self, uint32_t from, size_t n_a, uint32_t middle, size_t n_b)
{
	uint32_t *list = &self->list[from];
	const uint32_t *a = list, *b = &self->list[middle];
	size_t n = 0;

	cross(self, a, n_a, b, n_b, 1);
	for (size_t i = 0, j = 0; i < n_a || j < n_b;) {
		if (j < n_b && self->dominated[b[j]])
			j++;
		else if (j == n_b || (i < n_a && at(self, a[i], 1) >= at(self, b[j], 1)))
			self->spare[n++] = a[i++];
		else
			self->spare[n++] = b[j++];
	}
	memcpy(list, self->spare, n * sizeof *list);
	return n;
}

/* Marks vectors `from` to `to`; those left are in `list` from `from` on, in descending order of
 * coordinate 1.  Returns how many. */
static size_t
mark_between(Maxima *self, uint32_t from, uint32_t to)
{
	uint32_t *list = &self->list[from], middle = from + (to - from) / 2;
	size_t n = 0;

	if (to - from <= FEW) {
		for (uint32_t j = from; j < to; j++) {
			if (!self->dominated[j])
				cross_few(self, list, n, &j, 1, 1);
			if (!self->dominated[j])
				list[n++] = j;
		}
		sort_by(self, list, n, 1);
		return n;
	}
	size_t n_a = mark_between(self, from, middle), n_b = mark_between(self, middle, to);
	return join(self, from, n_a, middle, n_b);
}

/* Room to work in for `n` vectors of `self`. */
static Maxima
room_for(const Maxima *self, size_t n)
{
	Maxima own = *self;

	own.tree.most = g_new(int64_t, self->tree.n + 1);
	for (size_t i = 0; i <= self->tree.n; i++)
		own.tree.most[i] = INT64_MIN;
	own.ranked = g_new(Ranked, n + 1);
	own.ranked_spare = g_new(Ranked, n + 1);
	own.spare = g_new(uint32_t, n + 1);
	own.stairs = g_new(Stair, MANY + 1);
	return own;
}

static void
give_room_back(Maxima *own)
{
	g_free(own->tree.most);
	g_free(own->ranked);
	g_free(own->ranked_spare);
	g_free(own->spare);
	g_free(own->stairs);
}

/* Parts that are marked side by side, then joined two by two. */
typedef struct {
	const Maxima *maxima;
	size_t n, n_parts;
	size_t left[PARTS]; /* by part */
} Shared;

static uint32_t
begin_of(const Shared *shared, size_t part)
{
	return (uint32_t)(shared->n * part / shared->n_parts);
}

static void
mark_part(size_t part, gpointer user_data)
{
	Shared *shared = user_data;
	uint32_t from = begin_of(shared, part), to = begin_of(shared, part + 1);
	Maxima own = room_for(shared->maxima, to - from);

	shared->left[part] = mark_between(&own, from, to);
	give_room_back(&own);
}

/* Parts 2 `i` and 2 `i` + 1, of twice as many as are to be. */
static void
join_parts(size_t i, gpointer user_data)
{
	Shared *shared = user_data;
	uint32_t from = begin_of(shared, 2 * i), middle = begin_of(shared, 2 * i + 1);
	Maxima own = room_for(shared->maxima, begin_of(shared, 2 * i + 2) - from);

	shared->left[2 * i] =
	    join(&own, from, shared->left[2 * i], middle, shared->left[2 * i + 1]);
	give_room_back(&own);
}

static void
mark_shared(const Maxima *self, size_t n, Team *team)
{
	Shared shared = { .maxima = self, .n = n, .n_parts = PARTS };

	team_work(team, PARTS, mark_part, NULL, &shared);
	while (shared.n_parts > 1) {
		team_work(team, shared.n_parts / 2, join_parts, NULL, &shared);
		shared.n_parts /= 2;
		for (size_t i = 0; i < shared.n_parts; i++)
			shared.left[i] = shared.left[2 * i];
	}
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
maxima_mark(const int64_t *vectors, size_t n, size_t dimension, Team *team, bool *dominated)
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
	g_autofree G_GNUC_UNUSED uint32_t *rank = self.rank = g_new(uint32_t, n + 1);
	g_autofree G_GNUC_UNUSED uint32_t *list = self.list = g_new(uint32_t, n + 1);
	rank_coordinate(&self, n, dimension - 2);
	if (dimension > 3 && team && n >= SHARED && n <= MOST_SHARED) {
		mark_shared(&self, n, team);
		return;
	}
	Maxima own = room_for(&self, n);
	if (dimension == 3)
		mark_triples(&own, n);
	else
		mark_between(&own, 0, (uint32_t)n);
	give_room_back(&own);
}
