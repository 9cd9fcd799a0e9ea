/* How long fronts and Nash's solution take, and how much memory: uniform random tables, seeded.
 *
 *   build/bench/deal            all instances, a line each
 *   build/bench/deal 4 28 3     parties, issues, options */
#include "analyse/front.h"
#include "analyse/nash.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

static const struct {
	size_t parties, issues, options;
} instances[] = {
	{ 2, 28, 3 }, { 2, 40, 5 }, { 2, 60, 5 }, { 2, 100, 5 }, { 3, 6, 10 },
	{ 4, 6, 10 }, { 4, 13, 3 }, { 3, 28, 3 }, { 3, 60, 4 },  { 4, 28, 3 },
};

static EntenteBargain *
random_model(GRand *rand, size_t n_parties, size_t n_issues, size_t n_options)
{
	EntenteBargain *model = bargain_new();

	bargain_allot(model, n_parties, n_issues);
	for (size_t i = 0; i < n_issues; i++) {
		bargain_allot_options(model, i, n_options);
		for (size_t p = 0; p < n_parties; p++) {
			BargainStance *stance = bargain_stance(model, p, i);

			stance->salience = (BargainRange){ 1, 1 };
			for (size_t o = 0; o < n_options; o++) {
				double value = floor(g_rand_double(rand) * 1e9) / 1e9;

				stance->values[o] = (BargainRange){ value, value };
			}
		}
	}
	return model;
}

static double
seconds(void)
{
	return (double)clock() / CLOCKS_PER_SEC;
}

static void
measure(size_t n_parties, size_t n_issues, size_t n_options)
{
	g_autoptr(GRand) rand = g_rand_new_with_seed(3);
	g_autoptr(EntenteBargain) model = random_model(rand, n_parties, n_issues, n_options);
	g_autoptr(Space) space = space_new(model, SPACE_PLAIN);
	double start = seconds();
	g_autoptr(Front) front = front_new(space, NULL);
	double took = seconds() - start;
	struct rusage usage;

	getrusage(RUSAGE_SELF, &usage);
	printf("%zu parties %zux%zu: front %zu%s in %.4f s, at most %ld MB so far\n", n_parties,
	       n_issues, n_options, front->n, front->is_exact ? "" : " (not exact)", took,
	       usage.ru_maxrss / 1024);
}

static void
measure_nash(size_t n_parties, size_t n_issues, size_t n_options)
{
	g_autoptr(GRand) rand = g_rand_new_with_seed(3);
	g_autoptr(EntenteBargain) model = random_model(rand, n_parties, n_issues, n_options);
	g_autoptr(Space) space = space_new(model, SPACE_PLAIN);
	g_autofree int *package = g_new(int, n_issues);
	double start = seconds();
	bool found = nash_search(space, space->origin, 1000000, package);

	printf("%zu parties %zux%zu: Nash's solution %s in %.4f s\n", n_parties, n_issues,
	       n_options, found ? "proven" : "not found", seconds() - start);
}

/* Two parties, integers from 0 to 9, and hyper-rectangles over one to four issues, some of
 * which are in many: the shape of public non-linear domains. */
static EntenteBargain *
rectangles_model(GRand *rand, size_t n_issues, size_t n_rectangles)
{
	EntenteBargain *model = bargain_new();

	bargain_allot(model, 2, n_issues);
	for (size_t i = 0; i < n_issues; i++)
		bargain_allot_options(model, i, 10);
	model->interactions = arena_new0(model->arena, BargainInteraction, 2 * n_rectangles);
	model->n_interactions = 2 * n_rectangles;
	for (size_t r = 0; r < model->n_interactions; r++) {
		BargainInteraction *one = &model->interactions[r];

		one->party = r % 2;
		one->value = g_rand_int_range(rand, 1, 100) / 1000.0;
		one->n_conditions = (size_t)g_rand_int_range(rand, 1, 5);
		one->conditions = arena_new0(model->arena, BargainCondition, one->n_conditions);
		for (size_t c = 0; c < one->n_conditions; c++) {
			double skewed = g_rand_double(rand) * g_rand_double_range(rand, 0.5, 1);
			int low = g_rand_int_range(rand, 0, 9);
			int high = MIN(9, low + g_rand_int_range(rand, 5, 10));

			one->conditions[c].issue = (size_t)(skewed * (double)n_issues);
			one->conditions[c].in = arena_new0(model->arena, bool, 10);
			for (int o = low; o <= high; o++)
				one->conditions[c].in[o] = true;
		}
	}
	return model;
}

static void
measure_rectangles(size_t n_issues, size_t n_rectangles)
{
	g_autoptr(GRand) rand = g_rand_new_with_seed(3);
	g_autoptr(EntenteBargain) model = rectangles_model(rand, n_issues, n_rectangles);
	g_autoptr(Space) space = space_new(model, SPACE_PLAIN);
	double start = seconds();
	g_autoptr(Front) front = front_new(space, NULL);

	printf("2 parties, %zu issues, %zu rectangles each: front %zu in %.4f s\n", n_issues,
	       n_rectangles, front ? front->n : 0, seconds() - start);
}

int
main(int argc, char **argv)
{
	if (argc == 4) {
		measure(strtoul(argv[1], NULL, 10), strtoul(argv[2], NULL, 10),
		        strtoul(argv[3], NULL, 10));
		return 0;
	}
	for (size_t i = 0; i < G_N_ELEMENTS(instances); i++)
		measure(instances[i].parties, instances[i].issues, instances[i].options);
	measure_rectangles(10, 22);
	measure_rectangles(30, 66);
	for (size_t parties = 2; parties <= 8; parties += 2) {
		measure_nash(parties, 28, 3);
		measure_nash(parties, 60, 4);
	}
	return 0;
}
