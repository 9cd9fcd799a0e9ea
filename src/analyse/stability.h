#ifndef ANALYSE_STABILITY_H
#define ANALYSE_STABILITY_H

#include "model/conflict.h"
#include "model/stability.h"

#include <entente/stable.h>

/* Which states hold: pure functions over a conflict. */

/* What each party finds stable, under each concept, strength included where the conflict has
 * it, on up to `n_threads` threads, which change nothing of the result.  Unknown preference
 * counts as "no better" here; stability_of_partial() has the four ways to take it.
 *
 * O(moves) for a party and concept by a sweep against the moves, worst states first: the first
 * time that it comes upon a state, it knows the worst that the party's opponents can do from
 * it. */
Stability *stability_solve(const Conflict *conflict, unsigned n_threads);

/* The same for each way to take what is not known, where some preference is. */
void stability_of_partial(const Conflict *conflict, Stability *types[N_UNKNOWN_TYPES]);

/* What is stable where the others answer at the same time: an improvement is deterred if some
 * choice of the others' improvements from the same state, taken together with it, makes a
 * feasible state that is no better.  [n_parties * n_states], to be freed; NULL where states
 * have no options, by which moves are joined. */
bool *stability_simultaneous(const Conflict *conflict);

/* What is stable for two parties that foresee h moves, for h up to MOST_HORIZON: each in turn
 * moves where what it expects to follow is better than staying.  L. Fang, K. W. Hipel, D. M.
 * Kilgour, Interactive Decision Making (1993), limited-move stability.  To be freed; NULL
 * unless there are two parties. */
uint8_t *stability_horizon(const Conflict *conflict);

/* What members of a coalition (two or more) can reach together that all of them prefer, and
 * which states no coalition, of one or more, leaves.  D. M. Kilgour, K. W. Hipel, L. Fang, X.
 * Peng, Group Decision and Negotiation 10 (2001); T. Inohara, K. W. Hipel, J. Systems Science
 * and Systems Engineering 17 (2008).  NULL where these are too many, more than 6 parties or 512
 * states, or where `progress` (NULL: none) stopped it. */
Coalitions *stability_coalitions(const Conflict *conflict, EntenteStableProgress progress,
                                 gpointer user_data);

/* Every move in how few moves from the status quo, by whomever; `glad`: improving moves only.
 * K. W. Li, D. M. Kilgour, K. W. Hipel, J. Operational Research Society 56 (2005). */
uint32_t *stability_from_start(const Conflict *conflict, bool glad);

Ripeness stability_ripeness(const Conflict *conflict, const Stability *stability,
                            Concept concept);

/* The fewest changes of preference that make the state an equilibrium under the concept. */
Guarantee stability_guarantee(const Conflict *conflict, Concept concept, uint32_t state);

/* The changes on top of the conflict's own ranks: a row of n_states a party, for tests and to
 * solve again; to be freed. */
uint32_t *stability_changed_ranks(const Conflict *conflict, uint32_t state,
                                  const Change *changes, size_t n_changes);

/* Which comparisons, answered otherwise, change whether the state is an equilibrium (Flip). */
GArray *stability_flips(const Conflict *conflict, Concept concept, uint32_t state);

/* What preferences would have to be for the state to be an equilibrium (Condition). */
GArray *stability_conditions(const Conflict *conflict, uint32_t state);

/* The patience that a deal needs to enforce itself: the least discount factor a move at which a
 * party that gets `comply` for keeping it, `renege` once for breaking it and `breakdown` ever
 * after, keeps it; a guarantee takes `guarantee` from who breaks it.  In [0, 1]; above 1,
 * infinite: none suffices.  0: no patience is needed.  J. W. Friedman, Review of Economic
 * Studies 38 (1971). */
double stability_patience(double comply, double renege, double breakdown, double guarantee);

/* All of it; `state` may be CONFLICT_NOWHERE, `progress` NULL. */
StableReport *stability_report(const Conflict *conflict, Concept concept, uint32_t state,
                               unsigned n_threads, EntenteStableProgress progress,
                               gpointer user_data);

#endif
