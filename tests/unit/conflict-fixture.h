#ifndef CONFLICT_FIXTURE_H
#define CONFLICT_FIXTURE_H

#include "model/conflict.h"

#include <string.h>

/* Conflicts made at random: the same for a seed. */

static inline void
fixture_rank(GRand *random, Conflict *conflict, ConflictParty *party)
{
	uint32_t n = conflict->n_states, rank = 0;
	g_autofree uint32_t *order = g_new(uint32_t, n);

	for (uint32_t s = 0; s < n; s++)
		order[s] = s;
	for (uint32_t s = n; s > 1; s--) {
		uint32_t other = (uint32_t)g_rand_int_range(random, 0, (gint32)s),
			 kept = order[s - 1];

		order[s - 1] = order[other];
		order[other] = kept;
	}
	party->rank = arena_new0(conflict->arena, uint32_t, n);
	for (uint32_t k = 0; k < n; k++) {
		rank += k && g_rand_int_range(random, 0, 4) > 0;
		party->rank[order[k]] = rank;
	}
}

/* Each party is greatly below from some rank on. */
static inline void
fixture_bands(GRand *random, Conflict *conflict)
{
	conflict->has_strength = true;
	for (uint32_t i = 0; i < conflict->n_parties; i++) {
		ConflictParty *party = &conflict->parties[i];
		uint32_t cut =
		    (uint32_t)g_rand_int_range(random, 0, (gint32)conflict->n_states + 1);

		party->band = arena_new0(conflict->arena, uint32_t, conflict->n_states);
		for (uint32_t s = 0; s < conflict->n_states; s++)
			party->band[s] = party->rank[s] >= cut;
	}
}

/* Moves without any order in them, of `n_parties` parties over `n_states` states. */
static inline Conflict *
fixture_conflict(GRand *random, uint32_t n_parties, uint32_t n_states)
{
	static const char *const names[] = { "A", "B", "C", "D", "E" };
	Conflict *conflict = conflict_new();
	gint32 density = g_rand_int_range(random, 1, 5);

	conflict->n_parties = n_parties;
	conflict->parties = arena_new0(conflict->arena, ConflictParty, n_parties);
	conflict->n_states = n_states;
	conflict->states = arena_new0(conflict->arena, ConflictState, n_states);
	for (uint32_t s = 0; s < n_states; s++)
		conflict->states[s].id = s;
	for (uint32_t i = 0; i < n_parties; i++) {
		g_autofree uint32_t(*pairs)[2] =
		    g_malloc_n((size_t)n_states * n_states, sizeof *pairs);
		size_t n = 0;

		conflict->parties[i].name = names[i];
		for (uint32_t a = 0; a < n_states; a++)
			for (uint32_t b = 0; b < n_states; b++)
				if (a != b && g_rand_int_range(random, 0, 10) < density) {
					pairs[n][0] = a;
					pairs[n++][1] = b;
				}
		conflict_set_moves(conflict, i, pairs, n);
		fixture_rank(random, conflict, &conflict->parties[i]);
	}
	return conflict;
}

/* `n_options` options, dealt out in turn, all patterns feasible. */
static inline Conflict *
fixture_options(GRand *random, uint32_t n_parties, uint32_t n_options, GError **error)
{
	static const char *const names[] = { "A", "B", "C", "D", "E" };
	Conflict *conflict = conflict_new();

	conflict->n_parties = n_parties;
	conflict->parties = arena_new0(conflict->arena, ConflictParty, n_parties);
	conflict->n_options = n_options;
	conflict->options = arena_new0(conflict->arena, ConflictOption, n_options);
	for (uint32_t i = 0; i < n_parties; i++)
		conflict->parties[i].name = names[i];
	for (uint32_t k = 0; k < n_options; k++)
		conflict->options[k] =
		    (ConflictOption){ "option", k * n_parties / n_options, CONFLICT_BOTH };
	if (!conflict_derive_states(conflict, NULL, 0, NULL, 0, error) ||
	    !conflict_derive_moves(conflict, error)) {
		conflict_free(conflict);
		return NULL;
	}
	for (uint32_t i = 0; i < n_parties; i++)
		fixture_rank(random, conflict, &conflict->parties[i]);
	return conflict;
}

#endif
