/* How long fronts and Nash's solution take, and how much memory: uniform random tables, seeded.
 *
 *   build/bench/deal            all instances, a line each
 *   build/bench/deal 4 28 3     parties, issues, options
 *   build/bench/deal 4 28 3 2   … and threads */
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

/* Of the clock on the wall, and of all processors. */
typedef struct {
	double wall, processor;
} Seconds;

static Seconds
seconds_since(Seconds start)
{
	return (Seconds){ (double)g_get_monotonic_time() / G_USEC_PER_SEC - start.wall,
		          (double)clock() / CLOCKS_PER_SEC - start.processor };
}

static unsigned n_threads = 1;

/* Of any party, as a share of the way from its worst to its best package. */
static double
largest_error(const Space *space, const Front *front)
{
	double largest = 0;

	for (size_t p = 0; p < space->n_parties; p++) {
		int64_t range = 0;

		for (size_t i = 0; i < space->n_issues; i++) {
			int64_t least = INT64_MAX, most = INT64_MIN;

			for (size_t o = 0; o < space->n_options[i]; o++) {
				int64_t value = space->value[i][o * space->n_parties + p];

				least = MIN(least, value);
				most = MAX(most, value);
			}
			range += most - least;
		}
		largest = fmax(largest, (double)front->error[p] / (double)range);
	}
	return largest;
}

static void
measure(size_t n_parties, size_t n_issues, size_t n_options)
{
	g_autoptr(GRand) rand = g_rand_new_with_seed(3);
	g_autoptr(EntenteBargain) model = random_model(rand, n_parties, n_issues, n_options);
	g_autoptr(Space) space = space_new(model, SPACE_PLAIN);
	Seconds start = seconds_since((Seconds){ 0, 0 });
	g_autoptr(Team) team = team_new(n_threads);
	g_autoptr(Front) front = front_new(space, &(FrontOptions){ .team = team });
	Seconds took = seconds_since(start);
	struct rusage usage;

	getrusage(RUSAGE_SELF, &usage);
	printf("%zu parties %zux%zu: front %zu", n_parties, n_issues, n_options, front->n);
	if (!front->is_exact)
		printf(" within %.1f%% of the range of any party",
		       100 * largest_error(space, front));
	printf(" in %.4f s (%.4f of processors), at most %ld MB so far\n", took.wall,
	       took.processor, usage.ru_maxrss / 1024);
}

static void
measure_nash(size_t n_parties, size_t n_issues, size_t n_options)
{
	g_autoptr(GRand) rand = g_rand_new_with_seed(3);
	g_autoptr(EntenteBargain) model = random_model(rand, n_parties, n_issues, n_options);
	g_autoptr(Space) space = space_new(model, SPACE_PLAIN);
	g_autofree int *package = g_new(int, n_issues);
	Seconds start = seconds_since((Seconds){ 0, 0 });
	bool found = nash_search(space, space->origin, 1000000, package);

	printf("%zu parties %zux%zu: Nash's solution %s in %.4f s\n", n_parties, n_issues,
	       n_options, found ? "proven" : "not found", seconds_since(start).processor);
}

int
main(int argc, char **argv)
{
	n_threads = argc == 5 ? (unsigned)strtoul(argv[4], NULL, 10) : 1;
	if (argc >= 4) {
		measure(strtoul(argv[1], NULL, 10), strtoul(argv[2], NULL, 10),
		        strtoul(argv[3], NULL, 10));
		return 0;
	}
	for (size_t i = 0; i < G_N_ELEMENTS(instances); i++)
		measure(instances[i].parties, instances[i].issues, instances[i].options);
	for (size_t parties = 2; parties <= 8; parties += 2) {
		measure_nash(parties, 28, 3);
		measure_nash(parties, 60, 4);
	}
	return 0;
}
