#ifndef ANALYSE_STABILITY_H
#define ANALYSE_STABILITY_H

#include "model/conflict.h"
#include "model/stability.h"

/* Which states hold: pure functions over a conflict. */

/* What each party finds stable, under each concept, strength included where the conflict has
 * it, on up to `n_threads` threads, which change nothing of the result.  Unknown preference
 * counts as "no better" here; stability_of_partial() has the four ways to take it.
 *
 * O(moves) for a party and concept by a sweep against the moves, worst states first: the first
 * time that it comes upon a state, it knows the worst that the party's opponents can do from
 * it. */
Stability *stability_solve(const Conflict *conflict, unsigned n_threads);

#endif
