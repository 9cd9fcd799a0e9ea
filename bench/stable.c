/* How fast stability is found: four parties, options dealt out evenly, every pattern a state,
 * every change of a party's own options a move, preferences at random; all five concepts for
 * every party, on one thread; seconds of the
 * processor. */
#include "../tests/unit/conflict-fixture.h"
#include "analyse/stability.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

/* Seconds of the processor: others may use the machine, too. */
static double
now(void)
{
	struct rusage usage;

	getrusage(RUSAGE_SELF, &usage);
	return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
	       (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static void
measure(uint32_t n_options)
{
	g_autoptr(GRand) random = g_rand_new_with_seed(1);
	g_autoptr(GError) error = NULL;
	double start = now();
	g_autoptr(Conflict) conflict = fixture_options(random, 4, n_options, &error);
	struct rusage usage;
	size_t n_moves = 0;

	if (!conflict) {
		fprintf(stderr, "stable: %s\n", error->message);
		exit(1);
	}
	double built = now();
	G_GNUC_UNUSED g_autoptr(Stability) stability = stability_solve(conflict, 1);
	double solved = now();

	for (uint32_t i = 0; i < conflict->n_parties; i++)
		n_moves += conflict->parties[i].moves.first[conflict->n_states];
	getrusage(RUSAGE_SELF, &usage);
	printf("%9u states %10zu moves  made %7.3f s  solved %7.3f s  peak %7.1f MB\n",
	       conflict->n_states, n_moves, built - start, solved - built,
	       (double)usage.ru_maxrss * 1024 / 1e6);
}

/* stable [OPTIONS]: of one size alone. */
int
main(int argc, char **argv)
{
	static const uint32_t sizes[] = { 12, 16, 18, 20 };
	uint32_t only = argc > 1 ? (uint32_t)atoi(argv[1]) : 0;

	for (size_t k = 0; k < G_N_ELEMENTS(sizes); k++)
		if (!only || only == sizes[k])
			measure(sizes[k]);
	return 0;
}
