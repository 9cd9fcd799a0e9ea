/* Points: put in order by merging runs, sorted out, thinned. */
#include "analyse/points.h"

#include "analyse/maxima.h"

#include <string.h>

void
points_reserve(Points *points, size_t n, size_t p)
{
	if (n <= points->room)
		return;
	points->room = MAX(n, points->room * 2);
	points->v = g_renew(int64_t, points->v, points->room * p);
	points->ties = g_renew(double, points->ties, points->room);
	points->steps = g_renew(Step, points->steps, points->room);
}

void
points_clear(Points *points)
{
	g_free(points->v);
	g_free(points->ties);
	g_free(points->steps);
}

int
points_compare(const int64_t *a, const int64_t *b, size_t p)
{
	for (size_t k = 0; k < p; k++)
		if (a[k] != b[k])
			return a[k] < b[k] ? 1 : -1;
	return 0;
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
	int sign = points_compare(&order->v[x->index * order->p],
	                          &order->v[y->index * order->p], order->p);

	return sign ? sign : (x->index > y->index) - (x->index < y->index);
}

static inline bool
comes_first(const Points *points, size_t p, const Entry *a, const Entry *b)
{
	if (a->first != b->first)
		return a->first > b->first;
	return points_compare(&points->v[a->index * p], &points->v[b->index * p], p) <= 0;
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

		if (to->n && !points_compare(&to->v[(to->n - 1) * p], v, p)) {
			to->ties[to->n - 1] += from->ties[list[i].index];
			continue;
		}
		memcpy(&to->v[to->n * p], v, p * sizeof *v);
		to->ties[to->n] = from->ties[list[i].index];
		to->steps[to->n++] = from->steps[list[i].index];
	}
}

void
points_drop(Points *points, size_t p, const bool *marked)
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

void
points_reduce(const Points *brought, GArray *ends, size_t p, Team *team, Points *kept)
{
	Entry *list = g_new(Entry, brought->n + 1), *spare = g_new(Entry, brought->n + 1);

	for (size_t i = 0; i < brought->n; i++)
		list[i] = (Entry){ brought->v[i * p], (uint32_t)i };
	if (!ends) {
		Order order = { brought->v, p };

		g_qsort_with_data(list, (gint)brought->n, sizeof *list, compare_points, &order);
	} else {
		merge_runs(brought, p, ends, &list, &spare);
	}
	collect(brought, list, p, kept);
	g_free(list);
	g_free(spare);
	g_autofree bool *dominated = g_new0(bool, kept->n + 1);
	maxima_mark(kept->v, kept->n, p, team, dominated);
	points_drop(kept, p, dominated);
}

void
points_thin(Points *points, size_t p, const int64_t *step)
{
	g_autofree bool *covered = g_new0(bool, points->n + 1);

	if (!cover_mark(points->v, points->n, p, step, SIZE_MAX, covered))
		g_assert_not_reached();
	points_drop(points, p, covered);
}
