/* How long fronts of non-linear domains take: two parties, integers from 0 to 9, and
 * hyper-rectangles that each pay where up to ten issues lie within bounds, the shape of public
 * domains of 10 to 50 issues.  Seeded.
 *
 *   build/bench/rectangles                                   all shapes and sizes, a line each
 *   build/bench/rectangles SHAPE ISSUES RECTANGLES [SEED]    rectangles of each party */
#include "analyse/front.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

/* Draws the issue of one more condition, where the rectangle began with `first`. */
typedef size_t (*Pick)(GRand *rand, size_t n_issues, size_t first);

static size_t
pick_even(GRand *rand, size_t n_issues, size_t first)
{
	(void)first;
	return (size_t)g_rand_int_range(rand, 0, (gint32)n_issues);
}

/* Some issues are in many rectangles. */
static size_t
pick_skewed(GRand *rand, size_t n_issues, size_t first)
{
	(void)first;
	return (size_t)(g_rand_double(rand) * g_rand_double_range(rand, 0.5, 1) *
	                (double)n_issues);
}

/* Issues hang together in clusters of ten, seldom beyond. */
static size_t
pick_clustered(GRand *rand, size_t n_issues, size_t first)
{
	enum { CLUSTER = 10 };
	size_t begin = first - first % CLUSTER;

	if (g_rand_double(rand) < 0.1)
		return pick_even(rand, n_issues, first);
	return begin +
	       (size_t)g_rand_int_range(rand, 0, (gint32)MIN(CLUSTER, n_issues - begin));
}

static const struct {
	const char *name;
	Pick pick;
	int most;         /* issues to a rectangle */
	int narrow, wide; /* bounds lie this far apart */
	bool few;         /* the more issues, the fewer such rectangles */
} shapes[] = {
	{ "skewed", pick_skewed, 4, 5, 9, false },
	{ "even", pick_even, 4, 3, 8, false },
	{ "long", pick_even, 10, 4, 8, true },
	{ "clustered", pick_clustered, 10, 3, 8, true },
};

static const size_t sizes[][2] = { { 10, 22 }, { 30, 66 }, { 40, 88 }, { 50, 110 } };

static int
draw_length(GRand *rand, int most, bool few)
{
	int length = 1;

	if (!few)
		return g_rand_int_range(rand, 1, most + 1);
	while (length < most && g_rand_double(rand) < 0.55)
		length++;
	return length;
}

static EntenteBargain *
draw_domain(GRand *rand, size_t shape, size_t n_issues, size_t n_rectangles)
{
	EntenteBargain *model = bargain_new();

	bargain_allot(model, 2, n_issues);
	for (size_t i = 0; i < n_issues; i++)
		bargain_allot_options(model, i, 10);
	model->n_interactions = 2 * n_rectangles;
	model->interactions =
	    arena_new0(model->arena, BargainInteraction, model->n_interactions);
	for (size_t r = 0; r < model->n_interactions; r++) {
		BargainInteraction *one = &model->interactions[r];
		size_t first = shapes[shape].pick(rand, n_issues, pick_even(rand, n_issues, 0));

		one->party = r % 2;
		one->value = g_rand_int_range(rand, 1, 100) / 1000.0;
		one->n_conditions =
		    (size_t)draw_length(rand, shapes[shape].most, shapes[shape].few);
		one->conditions = arena_new0(model->arena, BargainCondition, one->n_conditions);
		for (size_t c = 0; c < one->n_conditions; c++) {
			int width = g_rand_int_range(rand, shapes[shape].narrow,
			                             shapes[shape].wide + 1);
			int low = g_rand_int_range(rand, 0, 11 - width);

			one->conditions[c].issue =
			    c ? shapes[shape].pick(rand, n_issues, first) : first;
			one->conditions[c].in = arena_new0(model->arena, bool, 10);
			for (int o = low; o < MIN(low + width, 10); o++)
				one->conditions[c].in[o] = true;
		}
	}
	return model;
}

static double
seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void
measure(size_t shape, size_t n_issues, size_t n_rectangles, guint32 seed)
{
	g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
	g_autoptr(EntenteBargain) model = draw_domain(rand, shape, n_issues, n_rectangles);
	g_autoptr(Space) space = space_new(model, SPACE_PLAIN);
	double start = seconds();
	g_autoptr(Front) front = front_new(space, NULL);
	double took = seconds() - start;
	struct rusage usage;

	getrusage(RUSAGE_SELF, &usage);
	printf("%s, %zu issues, %zu rectangles each, seed %u: ", shapes[shape].name, n_issues,
	       n_rectangles, seed);
	if (!front)
		printf("nothing");
	else if (front->is_exact)
		printf("front %zu", front->n);
	else
		printf("%zu points within %.4f, %.4f", front->n,
		       space_number(space, 0, front->error[0]),
		       space_number(space, 1, front->error[1]));
	printf(" in %.3f s, at most %ld MB so far\n", took, usage.ru_maxrss / 1024);
	fflush(stdout);
}

int
main(int argc, char **argv)
{
	enum { SEEDS = 5 };

	for (size_t shape = 0; shape < G_N_ELEMENTS(shapes); shape++) {
		if (argc < 4) {
			for (size_t i = 0; i < G_N_ELEMENTS(sizes); i++)
				for (guint32 seed = 1; seed <= SEEDS; seed++)
					measure(shape, sizes[i][0], sizes[i][1], seed);
		} else if (g_str_equal(argv[1], shapes[shape].name)) {
			size_t n_issues = strtoul(argv[2], NULL, 10);
			size_t n_rectangles = strtoul(argv[3], NULL, 10);

			for (guint32 seed = 1; argc < 5 && seed <= SEEDS; seed++)
				measure(shape, n_issues, n_rectangles, seed);
			if (argc > 4)
				measure(shape, n_issues, n_rectangles,
				        (guint32)strtoul(argv[4], NULL, 10));
		}
	}
	return 0;
}
