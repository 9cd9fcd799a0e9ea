/* Fronts against every package of small models, one by one: nothing dominated, nothing missing,
 * each point's package worth what it says, ties counted. */
#include "analyse/front.h"
#include "analyse/maxima.h"
#include "random-model.h"

#include <string.h>

#ifdef __SANITIZE_ADDRESS__
enum { N_MODELS = 300 };
#else
enum { N_MODELS = 10000 };
#endif

typedef struct {
	int64_t u[8];
	double ties;
} Point;

static size_t n_parties; /* of what is compared */

static int
compare(const void *a, const void *b)
{
	const Point *x = a, *y = b;

	for (size_t p = 0; p < n_parties; p++)
		if (x->u[p] != y->u[p])
			return x->u[p] < y->u[p] ? 1 : -1;
	return 0;
}

static bool
dominates(const Point *a, const Point *b)
{
	bool more = false;

	for (size_t p = 0; p < n_parties; p++) {
		if (a->u[p] < b->u[p])
			return false;
		more |= a->u[p] > b->u[p];
	}
	return more;
}

/* The front by trying every package. */
static GArray *
list_front(const Space *space)
{
	g_autoptr(GArray) all = g_array_new(FALSE, TRUE, sizeof(Point));
	GArray *front = g_array_new(FALSE, TRUE, sizeof(Point));
	g_autofree int *package = g_new0(int, space->n_issues);

	do {
		Point point = { .ties = 1 };

		if (!space_allows(space, package))
			continue;
		space_utilities(space, package, point.u);
		g_array_append_val(all, point);
	} while (next_package(space->model, package));
	g_array_sort(all, compare);
	for (guint i = 0; i < all->len; i++) {
		Point *one = &g_array_index(all, Point, i);
		bool kept = true;

		if (front->len) {
			Point *last = &g_array_index(front, Point, front->len - 1);
			if (!compare(last, one)) {
				last->ties++;
				continue;
			}
		}
		for (guint j = 0; j < i && kept; j++)
			kept = !dominates(&g_array_index(all, Point, j), one);
		if (kept)
			g_array_append_val(front, *one);
	}
	return front;
}

static void
check_front(const EntenteBargain *model, bool count_ties)
{
	g_autoptr(Space) space = space_new(model, SPACE_RED_LINES);
	g_autoptr(Front) front = front_new(space, NULL);
	g_autofree int *package = g_new0(int, space->n_issues);
	int64_t utilities[8];

	n_parties = model->n_parties;
	g_autoptr(GArray) expected = list_front(space);
	g_assert_true(front->is_exact);
	g_assert_cmpuint(front->n, ==, expected->len);
	for (size_t i = 0; i < front->n; i++) {
		const Point *point = &g_array_index(expected, Point, i);

		front_package(front, space, i, package);
		g_assert_true(space_allows(space, package));
		space_utilities(space, package, utilities);
		for (size_t p = 0; p < n_parties; p++) {
			g_assert_cmpint(front->utilities[i * n_parties + p], ==, point->u[p]);
			g_assert_cmpint(utilities[p], ==, point->u[p]);
		}
		if (count_ties)
			g_assert_cmpfloat(front->ties[i], ==, point->ties);
	}
}

static void
test_random(void)
{
	for (guint32 seed = 0; seed < N_MODELS; seed++) {
		g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
		unsigned what = seed & (RANDOM_TERMS | RANDOM_CLAUSES | RANDOM_RED_LINES);
		g_autoptr(EntenteBargain) model = random_model(rand, 5, 4, 4, what);

		check_front(model, model->parties[0].cap == INFINITY);
	}
}

/* Maxima in many dimensions against all pairs, with many equal coordinates. */
static void
test_maxima(void)
{
	for (guint32 seed = 0; seed < 200; seed++) {
		g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
		g_autoptr(GArray) points = g_array_new(FALSE, TRUE, sizeof(Point));
		size_t n = (size_t)g_rand_int_range(rand, 1, seed % 10 ? 300 : 3000),
		       distinct = 0;

		n_parties = (size_t)g_rand_int_range(rand, 1, 8);
		for (size_t i = 0; i < n; i++) {
			Point point = { 0 };
			int64_t sum = 0;

			for (size_t k = 0; k < n_parties; k++) {
				point.u[k] = g_rand_int_range(rand, -20, seed % 3 ? 20 : 2000);
				sum += k + 1 < n_parties ? point.u[k] : 0;
			}
			if (seed % 2 && n_parties > 1) /* opposed: few are dominated */
				point.u[n_parties - 1] -= sum;
			g_array_append_val(points, point);
		}
		g_array_sort(points, compare);
		g_autofree int64_t *v = g_new(int64_t, n * n_parties);
		g_autofree bool *dominated = g_new0(bool, n);
		for (size_t i = 0; i < n; i++) {
			Point point = g_array_index(points, Point, i);

			if (i && !compare(&point, &g_array_index(points, Point, distinct - 1)))
				continue;
			g_array_index(points, Point, distinct) = point;
			memcpy(&v[distinct++ * n_parties], point.u, n_parties * sizeof *v);
		}
		maxima_mark(v, distinct, n_parties, NULL, dominated);
		for (size_t i = 0; i < distinct; i++) {
			bool is = false;

			for (size_t j = 0; j < i && !is; j++)
				is = dominates(&g_array_index(points, Point, j),
				               &g_array_index(points, Point, i));
			g_assert_cmpint(is, ==, dominated[i]);
		}
	}
}

/* Each point of the whole front is covered by one of the part, as far as its error says. */
static void
check_covered(const Front *whole, const Front *part)
{
	size_t p = whole->n_parties;

	for (size_t i = 0; i < whole->n; i++) {
		bool covered = false;

		for (size_t j = 0; j < part->n && !covered; j++) {
			covered = true;
			for (size_t k = 0; k < p; k++)
				covered &= part->utilities[j * p + k] + part->error[k] >=
				           whole->utilities[i * p + k];
		}
		g_assert_true(covered);
	}
}

/* With too little room the points printed cover all that is left out, as far as they say; by
 * merging, and by searching. */
static void
test_error_bound(void)
{
	for (guint32 seed = 0; seed < 400; seed++) {
		g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
		g_autoptr(EntenteBargain) model = random_model(rand, 4, 7, 4, seed % 8);
		g_autoptr(Space) space = space_new(model, SPACE_RED_LINES);
		g_autoptr(Front) whole = front_new(space, NULL);
		g_autoptr(Front) part = front_new(space, &(FrontOptions){ .most = 8 });
		g_autoptr(Front) few = front_new(
		    space, &(FrontOptions){ .most = 1 + seed / 8 % 5, .most_arcs = 1 });

		check_covered(whole, part);
		check_covered(whole, few);
	}
}

static void
check_same(const Front *a, const Front *b)
{
	size_t p = a->n_parties;

	g_assert_cmpint(a->is_exact, ==, b->is_exact);
	g_assert_cmpuint(a->n, ==, b->n);
	g_assert_cmpmem(a->utilities, a->n * p * sizeof(int64_t), b->utilities,
	                b->n * p * sizeof(int64_t));
	g_assert_cmpmem(a->error, p * sizeof(int64_t), b->error, p * sizeof(int64_t));
}

/* A search for the front of what is said to be too large for a diagram misses nothing. */
static void
test_search(void)
{
	for (guint32 seed = 0; seed < N_MODELS; seed++) {
		g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
		unsigned what = seed & (RANDOM_TERMS | RANDOM_CLAUSES | RANDOM_RED_LINES);
		g_autoptr(EntenteBargain) model = random_model(rand, 5, 5, 4, what);
		g_autoptr(Space) space = space_new(model, SPACE_RED_LINES);
		g_autoptr(Front) whole = front_new(space, NULL);
		g_autoptr(Front) found = front_new(space, &(FrontOptions){ .most_arcs = 1 });

		check_same(whole, found);
	}
}

/* Hyper-rectangles: within bounds on some of the issues there is something to be had. */
static EntenteBargain *
rectangles_model(GRand *rand, size_t n_sides, size_t n_issues, size_t n_options,
                 size_t n_rectangles)
{
	EntenteBargain *model = bargain_new();

	bargain_allot(model, n_sides, n_issues);
	for (size_t i = 0; i < n_issues; i++)
		bargain_allot_options(model, i, n_options);
	model->n_interactions = n_rectangles;
	model->interactions = arena_new0(model->arena, BargainInteraction, n_rectangles);
	for (size_t r = 0; r < n_rectangles; r++) {
		BargainInteraction *one = &model->interactions[r];

		one->party = r % n_sides;
		one->value = g_rand_int_range(rand, -20, 100) / 100.0;
		one->n_conditions = (size_t)g_rand_int_range(rand, 1, (gint32)n_issues);
		one->conditions = random_conditions(rand, model, one->n_conditions);
		for (size_t c = 0; c < one->n_conditions; c++) {
			size_t low = (size_t)g_rand_int_range(rand, 0, (gint32)n_options);
			size_t high =
			    (size_t)g_rand_int_range(rand, (gint32)low, (gint32)n_options);

			for (size_t o = 0; o < n_options; o++)
				one->conditions[c].in[o] = o >= low && o <= high;
		}
	}
	for (size_t p = 0; p < n_sides; p++)
		model->parties[p].cap = g_rand_boolean(rand) ? 1 : INFINITY;
	return model;
}

/* A small one, package by package: both ways come to the same. */
static void
test_rectangles(void)
{
	for (guint32 seed = 0; seed < N_MODELS / 10; seed++) {
		g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
		g_autoptr(EntenteBargain) model =
		    rectangles_model(rand, 2 + seed % 3, 5, 4, 6 + seed % 30);
		g_autoptr(Space) space = space_new(model, SPACE_PLAIN);
		g_autoptr(Front) whole = front_new(space, NULL);
		g_autoptr(Front) found = front_new(space, &(FrontOptions){ .most_arcs = 1 });

		check_front(model, false);
		check_same(whole, found);
	}
}

/* Large ones, which fall apart into buckets: with many ways at once and with few the same. */
static void
test_large(void)
{
	for (guint32 seed = 0; seed < 3; seed++) {
		g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
		g_autoptr(EntenteBargain) model = rectangles_model(rand, 2, 14, 6, 90);
		g_autoptr(Space) space = space_new(model, SPACE_PLAIN);
		g_autoptr(Front) whole =
		    front_new(space, &(FrontOptions){ .most_arcs = 1 << 22 });
		g_autoptr(Front) found = front_new(space, &(FrontOptions){ .most_arcs = 1 });
		g_autoptr(Front) few =
		    front_new(space, &(FrontOptions){ .most_arcs = 1, .most = 60 });

		g_assert_true(found->is_exact);
		check_same(whole, found);
		check_covered(whole, few);
	}
}

/* Parties of which each cares for an issue of its own and the others want the contrary. */
static EntenteBargain *
opposed_model(size_t n_sides, size_t n_issues, size_t n_options)
{
	EntenteBargain *model = bargain_new();

	bargain_allot(model, n_sides, n_issues);
	for (size_t i = 0; i < n_issues; i++) {
		bargain_allot_options(model, i, n_options);
		for (size_t p = 0; p < n_sides; p++) {
			BargainStance *stance = bargain_stance(model, p, i);

			stance->salience = (BargainRange){ 1, 1 };
			for (size_t o = 0; o < n_options; o++) {
				double x = (double)o - (double)(n_options / 2);

				x = p == i % n_sides ? x : -x;
				stance->values[o] = (BargainRange){ x, x };
			}
		}
	}
	return model;
}

/* More points to one node than are held at a time: none is lost, none counted twice. */
static void
test_many(void)
{
	enum { N = 2100 };
	g_autoptr(EntenteBargain) model = opposed_model(2, 2, N);
	g_autoptr(Space) space = space_new(model, SPACE_PLAIN);
	g_autoptr(Front) front = front_new(space, NULL);
	double ties = 0;

	for (size_t i = 0; i < front->n; i++)
		ties += front->ties[i];
	g_assert_true(front->is_exact);
	g_assert_cmpuint(front->n, ==, 2 * N - 1);
	g_assert_cmpfloat(ties, ==, (double)N * N);
}

/* Points on all sides of 0 come together in one box in the end. */
static void
test_little_room(void)
{
	g_autoptr(EntenteBargain) model = opposed_model(3, 6, 11);
	g_autoptr(Space) space = space_new(model, SPACE_PLAIN);
	g_autoptr(Front) front = front_new(space, &(FrontOptions){ .most = 1 });

	g_assert_false(front->is_exact);
	g_assert_cmpuint(front->n, >, 0);
}

/* One vector that is taken stands for each that is not, and none taken for another one. */
static void
test_cover(void)
{
	enum { N = 700, D = 4 };
	static const int64_t step[D] = { 3, 0, 10, 5 };
	g_autoptr(GRand) rand = g_rand_new_with_seed(1);
	g_autofree int64_t *v = g_new(int64_t, N * D);
	g_autofree bool *covered = g_new0(bool, N);

	for (size_t i = 0; i < N * D; i++)
		v[i] = g_rand_int_range(rand, -30, 30);
	g_assert_true(cover_mark(v, N, D, step, N, covered));
	for (size_t i = 0; i < N; i++) {
		bool held = false;

		for (size_t j = 0; j < N; j++) {
			bool holds = j != i && !covered[j];

			for (size_t k = 0; k < D; k++)
				holds &= v[j * D + k] + step[k] >= v[i * D + k];
			held |= holds;
		}
		g_assert_true(held || !covered[i]);
	}
	g_assert_false(cover_mark(v, N, D, step, 10, covered));
}

static EntenteBargain *
additive_model(GRand *rand, size_t n_sides, size_t n_issues, size_t n_options)
{
	EntenteBargain *model = bargain_new();

	bargain_allot(model, n_sides, n_issues);
	for (size_t i = 0; i < n_issues; i++) {
		bargain_allot_options(model, i, n_options);
		for (size_t p = 0; p < n_sides; p++) {
			BargainStance *stance = bargain_stance(model, p, i);

			stance->salience = (BargainRange){ 1, 1 };
			for (size_t o = 0; o < n_options; o++) {
				double x = g_rand_int_range(rand, 0, 1000) / 1000.0;

				stance->values[o] = (BargainRange){ x, x };
			}
		}
	}
	return model;
}

/* Points by halves stand for the whole front, of more parties and fewer. */
static void
test_halves(void)
{
	for (guint32 seed = 0; seed < 12; seed++) {
		g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
		g_autoptr(EntenteBargain) model = additive_model(rand, 3 + seed % 4, 9, 3);
		g_autoptr(Space) space = space_new(model, SPACE_PLAIN);
		g_autoptr(Front) whole = front_new(space, NULL);
		g_autoptr(Front) part = front_new(space, &(FrontOptions){ .most = 40 });

		g_assert_true(whole->is_exact);
		g_assert_false(part->is_exact);
		g_assert_cmpuint(part->n, <=, 40);
		check_covered(whole, part);
	}
}

/* However many threads there are: the same. */
static void
check_threads(const EntenteBargain *model, FrontOptions options)
{
	static const unsigned threads[] = { 2, 5 };
	g_autoptr(Space) space = space_new(model, SPACE_PLAIN);
	g_autoptr(Front) alone = front_new(space, &options);

	for (size_t i = 0; i < G_N_ELEMENTS(threads); i++) {
		g_autoptr(Team) team = team_new(threads[i]);

		options.team = team;
		g_autoptr(Front) together = front_new(space, &options);
		check_same(alone, together);
		g_assert_cmpmem(alone->options, alone->n * space->n_issues * sizeof(uint32_t),
		                together->options,
		                together->n * space->n_issues * sizeof(uint32_t));
	}
}

static void
test_threads(void)
{
	g_autoptr(GRand) rand = g_rand_new_with_seed(1);
	g_autoptr(EntenteBargain) four = additive_model(rand, 4, 19, 3);
	g_autoptr(EntenteBargain) six = additive_model(rand, 6, 14, 3);
	g_autoptr(EntenteBargain) rectangles = rectangles_model(rand, 2, 16, 8, 60);

	check_threads(four, (FrontOptions){ 0 });
	check_threads(six, (FrontOptions){ .most = 500 });
	check_threads(rectangles, (FrontOptions){ .most_arcs = 1 });
	check_threads(rectangles, (FrontOptions){ .most_arcs = 1, .most = 100 });
}

static bool
stop_soon(double done, gpointer user_data)
{
	int *left = user_data;

	g_assert_cmpfloat(done, >=, 0);
	g_assert_cmpfloat(done, <=, 1);
	return --*left > 0;
}

/* It stops when it is told to, whatever it is at. */
static void
test_stopped(void)
{
	g_autoptr(GRand) rand = g_rand_new_with_seed(1);
	g_autoptr(EntenteBargain) additive = additive_model(rand, 6, 14, 3);
	g_autoptr(EntenteBargain) rectangles = rectangles_model(rand, 2, 16, 8, 60);
	const EntenteBargain *models[] = { additive, additive, rectangles };
	const FrontOptions options[] = { { 0 }, { .most = 500 }, { .most_arcs = 1 } };
	g_autoptr(Team) team = team_new(3);

	for (size_t i = 0; i < G_N_ELEMENTS(models); i++) {
		g_autoptr(Space) space = space_new(models[i], SPACE_PLAIN);

		for (int after = 1; after < 30; after += 7) {
			FrontOptions how = options[i];
			int left = after;

			how.team = team;
			how.progress = stop_soon;
			how.user_data = &left;
			g_autoptr(Front) front = front_new(space, &how);
			g_assert_true(!front || left > 0);
		}
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/front/maxima", test_maxima);
	g_test_add_func("/front/random", test_random);
	g_test_add_func("/front/search", test_search);
	g_test_add_func("/front/rectangles", test_rectangles);
	g_test_add_func("/front/large", test_large);
	g_test_add_func("/front/error-bound", test_error_bound);
	g_test_add_func("/front/cover", test_cover);
	g_test_add_func("/front/halves", test_halves);
	g_test_add_func("/front/threads", test_threads);
	g_test_add_func("/front/stopped", test_stopped);
	g_test_add_func("/front/many", test_many);
	g_test_add_func("/front/little-room", test_little_room);
	return g_test_run();
}
