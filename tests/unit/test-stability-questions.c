/* What is asked about few states, against what is known of all; guarantees against every
 * smaller set of changes. */
#include "analyse/outlook.h"
#include "analyse/stability.h"
#include "conflict-fixture.h"
#include "matrix-solver.h"
#include "model/conflict-json.h"

#include <math.h>

static void
test_forwards_as_backwards(void)
{
	g_autoptr(GRand) random = g_rand_new_with_seed(3);

	for (int k = 0; k < 200; k++) {
		g_autoptr(Conflict) conflict =
		    fixture_conflict(random, (uint32_t)g_rand_int_range(random, 1, 5), 8);
		g_autoptr(Stability) stability = stability_solve(conflict, 1);
		const Outlook outlook = { .conflict = conflict };

		for (uint32_t i = 0; i < conflict->n_parties; i++)
			for (uint32_t s = 0; s < conflict->n_states; s++)
				for (Concept concept = 0; concept < N_CONCEPTS; concept ++)
					g_assert_cmpint(outlook_stable(&outlook, i, concept, s),
					                ==,
					                stability_is(stability, i, s, concept));
	}
}

/* Whoever leaves for more, or is deterred by less, finds less stable. */
static void
test_unknown_types(void)
{
	static const UnknownType within[][2] = {
		{ UNKNOWN_A, UNKNOWN_B },
		{ UNKNOWN_A, UNKNOWN_C },
		{ UNKNOWN_B, UNKNOWN_D },
		{ UNKNOWN_C, UNKNOWN_D },
	};
	g_autoptr(GRand) random = g_rand_new_with_seed(5);

	for (int k = 0; k < 100; k++) {
		g_autoptr(Conflict) conflict = fixture_conflict(random, 3, 8);
		g_autoptr(Stability) stability = stability_solve(conflict, 1);
		Stability *types[N_UNKNOWN_TYPES];
		size_t n = (size_t)conflict->n_parties * conflict->n_states;
		bool partial = k % 2;

		for (uint32_t i = 0; partial && i < conflict->n_parties; i++) {
			uint64_t *unknown = arena_new0(conflict->arena, uint64_t, 1);

			for (int pair = 0; pair < 5; pair++) {
				int a = g_rand_int_range(random, 0, 8),
				    b = g_rand_int_range(random, 0, 8);

				if (a != b)
					*unknown |= UINT64_C(1) << (a * 8 + b) |
					            UINT64_C(1) << (b * 8 + a);
			}
			conflict->parties[i].unknown = unknown;
		}
		stability_of_partial(conflict, types);
		for (size_t at = 0; !partial && at < n; at++)
			for (int type = 0; type < N_UNKNOWN_TYPES; type++)
				g_assert_cmpuint(types[type]->stable[at], ==,
				                 stability->stable[at]);
		for (size_t pair = 0; pair < G_N_ELEMENTS(within); pair++)
			for (size_t at = 0; at < n; at++)
				g_assert_cmpuint(types[within[pair][0]]->stable[at] &
				                     ~types[within[pair][1]]->stable[at],
				                 ==, 0);
		for (int type = 0; type < N_UNKNOWN_TYPES; type++)
			stability_free(types[type]);
	}
}

static Conflict *
read_conflict(const char *json)
{
	g_autoptr(GError) error = NULL;
	Conflict *conflict = conflict_from_json(json, strlen(json), &error);

	g_assert_no_error(error);
	return conflict;
}

/* Two neighbours who may each mow or not: both do better if both do than if neither does, each
 * better still if only the other does. */
static Conflict *
two_lawns(const char *of_b)
{
	g_autofree char *json = g_strdup_printf(
	    "{\"dms\": [\"A\", \"B\"], \"options\": [{\"name\": \"A mows\", \"dm\": \"A\"},"
	    "{\"name\": \"B mows\", \"dm\": \"B\"}],"
	    "\"preference\": {\"A\": [2, 3, 0, 1], \"B\": %s}}",
	    of_b);

	return read_conflict(json);
}

static void
test_horizon(void)
{
	g_autoptr(GRand) random = g_rand_new_with_seed(7);
	g_autoptr(Conflict) lawns = two_lawns("[1, 3, 0, 2]");
	g_autofree uint8_t *foreseen = stability_horizon(lawns);

	/* to leave 3 (both mow) for 2, A would have to think that B then stays; with two moves
	 * foreseen it sees B stop, too */
	g_assert_false(foreseen[3] >> 1 & 1);
	g_assert_true(foreseen[3] >> 2 & 1);
	for (int k = 0; k < 100; k++) {
		g_autoptr(Conflict) conflict = fixture_conflict(random, 2, 8);
		g_autoptr(Stability) stability = stability_solve(conflict, 1);
		g_autofree uint8_t *bits = stability_horizon(conflict);

		for (size_t at = 0; at < 16; at++)
			g_assert_cmpint(bits[at] >> 1 & 1, ==, stability->stable[at] & 1);
	}
}

static void
test_simultaneous(void)
{
	g_autoptr(Conflict) lawns = two_lawns("[1, 3, 0, 2]");
	g_autofree bool *stable = stability_simultaneous(lawns);

	/* from 3 each would stop; if both do it is worse than before */
	g_assert_true(stable[3] && stable[4 + 3]);
	g_assert_false(stable[1]);
}

static void
test_coalitions(void)
{
	g_autoptr(Conflict) lawns = two_lawns("[1, 3, 0, 2]");
	g_autoptr(Coalitions) coalitions = stability_coalitions(lawns, NULL, NULL);
	const CoalitionMove *move = &g_array_index(coalitions->moves, CoalitionMove, 0);

	g_assert_cmpuint(coalitions->moves->len, ==, 1);
	g_assert_cmpuint(move->mask, ==, 3);
	g_assert_cmpuint(move->from, ==, 0);
	g_assert_cmpuint(move->to, ==, 3);
	g_assert_false(coalitions->stable[0] >> CONCEPT_SEQ & 1);
	g_assert_true(coalitions->stable[3] >> CONCEPT_SEQ & 1);
}

static void
test_ripeness(void)
{
	g_autoptr(GRand) random = g_rand_new_with_seed(9);
	guint n_ripe = 0;

	for (int k = 0; k < 2000; k++) {
		g_autoptr(Conflict) conflict = fixture_conflict(random, 2, 6);
		g_autoptr(Stability) stability = stability_solve(conflict, 1);
		Ripeness before = stability_ripeness(conflict, stability, CONCEPT_SEQ);

		if (before.is_ripe) {
			ConflictParty *party = &conflict->parties[0];
			uint32_t n = party->moves.first[6];
			g_autofree uint32_t(*pairs)[2] = g_malloc_n(n + 1, sizeof *pairs);

			g_assert_cmpuint(
			    g_array_index(before.steps, Step, before.steps->len - 1).state, ==,
			    before.exit);
			for (uint32_t s = 0; s < 6; s++)
				for (uint32_t e = party->moves.first[s];
				     e < party->moves.first[s + 1]; e++) {
					pairs[e][0] = s;
					pairs[e][1] = party->moves.to[e];
				}
			/* the way out, now open to one alone: it will not wait for a deal */
			pairs[n][0] = conflict->start;
			pairs[n][1] = before.exit;
			conflict_set_moves(conflict, 0, pairs, n + 1);
			g_autoptr(Stability) changed = stability_solve(conflict, 1);
			Ripeness after = stability_ripeness(conflict, changed, CONCEPT_SEQ);
			g_assert_false(after.is_ripe);
			ripeness_clear(&after);
			n_ripe++;
		}
		ripeness_clear(&before);
	}
	g_assert_cmpuint(n_ripe, >, 10);
}

/* With these changes, by the matrix solver. */
static bool
holds_with(const Conflict *conflict, Concept concept, uint32_t state, const Change *changes,
           size_t n)
{
	Conflict changed = *conflict;
	ConflictParty parties[CONFLICT_MOST_PARTIES];
	g_autofree uint32_t *ranks = stability_changed_ranks(conflict, state, changes, n);

	memcpy(parties, conflict->parties, sizeof *parties * conflict->n_parties);
	changed.parties = parties;
	for (uint32_t i = 0; i < changed.n_parties; i++)
		parties[i].rank = ranks + (size_t)i * changed.n_states;
	for (uint32_t i = 0; i < changed.n_parties; i++)
		if (!matrix_is_stable(&changed, i, concept, state, false))
			return false;
	return true;
}

/* All changes that there are, near the state or not, in the order of the search. */
static GArray *
all_changes(const Conflict *conflict, uint32_t state)
{
	GArray *pool = g_array_new(FALSE, FALSE, sizeof(Change));

	for (uint32_t i = 0; i < conflict->n_parties; i++) {
		const ConflictParty *party = &conflict->parties[i];

		for (uint32_t x = 0; x < conflict->n_states; x++) {
			const Change spoil = { CHANGE_SPOIL, i, x, x };

			if (party->rank[x] < party->rank[state])
				g_array_append_val(pool, spoil);
			for (uint32_t e = party->moves.first[x]; e < party->moves.first[x + 1];
			     e++) {
				const Change commit = { CHANGE_COMMIT, i, party->moves.to[e],
					                x };

				if (x != state && commit.state != state &&
				    party->rank[commit.state] >= party->rank[x])
					g_array_append_val(pool, commit);
			}
		}
	}
	return pool;
}

static void
test_guarantee_is_least(void)
{
	g_autoptr(GRand) random = g_rand_new_with_seed(15);
	guint n_found[4] = { 0 };

	for (int k = 0; k < 300; k++) {
		g_autoptr(Conflict) conflict =
		    fixture_conflict(random, (uint32_t)g_rand_int_range(random, 2, 4), 4);
		Concept concept = (Concept)g_rand_int_range(random, 0, N_CONCEPTS);
		Guarantee found = stability_guarantee(conflict, concept, 0);
		g_autoptr(GArray) pool = all_changes(conflict, 0);
		const Change *changes = (const Change *)pool->data;

		g_assert_nonnull(found.changes);
		g_assert_true(found.is_confirmed);
		g_assert_true(holds_with(conflict, concept, 0,
		                         (const Change *)found.changes->data,
		                         found.changes->len));
		n_found[MIN(found.changes->len, 3)]++;
		if (found.changes->len > 0)
			g_assert_false(holds_with(conflict, concept, 0, NULL, 0));
		for (guint a = 0; found.changes->len > 1 && a < pool->len; a++) {
			g_assert_false(holds_with(conflict, concept, 0, &changes[a], 1));
			for (guint b = a + 1; found.changes->len > 2 && b < pool->len; b++) {
				const Change two[2] = { changes[a], changes[b] };

				g_assert_false(holds_with(conflict, concept, 0, two, 2));
			}
		}
		guarantee_clear(&found);
	}
	for (int n = 0; n < 4; n++)
		g_assert_cmpuint(n_found[n], >, 0);
}

/* That B would not mow alone is all that state 0 lacks. */
static void
test_guarantee_of_partial(void)
{
	g_autoptr(Conflict) lawns =
	    two_lawns("{\"order\": [1, 3, 0, 2], \"unknown\": [[0, 2]]}");
	Guarantee found = stability_guarantee(lawns, CONCEPT_R, 0);
	const Change *change = &g_array_index(found.changes, Change, 0);

	g_assert_cmpuint(found.changes->len, ==, 1);
	g_assert_true(found.is_confirmed);
	g_assert_cmpint(change->kind, ==, CHANGE_SPOIL);
	g_assert_cmpuint(change->party, ==, 1);
	g_assert_cmpuint(change->state, ==, 2);
	guarantee_clear(&found);
}

/* B's view of 0 and 2 is open; what B makes of it decides whether B would stop mowing first. */
static void
test_flips(void)
{
	g_autoptr(Conflict) lawns =
	    two_lawns("{\"order\": [1, 3, 0, 2], \"unknown\": [[0, 2]]}");
	g_autoptr(GArray) flips = stability_flips(lawns, CONCEPT_R, 0);
	const Flip *flip = &g_array_index(flips, Flip, 0);

	g_assert_cmpuint(flips->len, ==, 1);
	g_assert_cmpuint(flip->party, ==, 1);
	g_assert_cmpuint(flip->a, ==, 0);
	g_assert_cmpuint(flip->b, ==, 2);
	g_assert_true(flip->is_unknown);
	g_assert_cmpuint(flip->types[0], ==, 15); /* mowing alone is worse: nobody begins */
	g_assert_cmpuint(flip->types[2], ==, 0);
}

static void
test_from_start(void)
{
	g_autoptr(Conflict) lawns = two_lawns("[1, 3, 2, 0]"); /* B mows rather than nobody */
	g_autofree uint32_t *moves = stability_from_start(lawns, false);
	g_autofree uint32_t *glad = stability_from_start(lawns, true);

	g_assert_cmpuint(moves[3], ==, 2);
	g_assert_cmpuint(glad[2], ==, 1);
	g_assert_cmpuint(glad[3], ==, CONFLICT_NOWHERE);
}

static void
test_patience(void)
{
	double before = 1;

	g_assert_cmpfloat(stability_patience(3, 5, 1, 0), ==, 0.5);
	g_assert_cmpfloat(stability_patience(3, 3, 1, 0), ==, 0);
	g_assert_true(isinf(stability_patience(1, 5, 1, 0)));
	for (double guarantee = 0; guarantee <= 2; guarantee += 0.25) {
		double patience = stability_patience(3, 5, 1, guarantee);

		g_assert_true(patience < before);
		before = patience;
	}
	g_assert_cmpfloat(before, ==, 0);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/stability/forwards-as-backwards", test_forwards_as_backwards);
	g_test_add_func("/stability/unknown-types", test_unknown_types);
	g_test_add_func("/stability/horizon", test_horizon);
	g_test_add_func("/stability/simultaneous", test_simultaneous);
	g_test_add_func("/stability/coalitions", test_coalitions);
	g_test_add_func("/stability/ripeness", test_ripeness);
	g_test_add_func("/stability/guarantee-is-least", test_guarantee_is_least);
	g_test_add_func("/stability/guarantee-of-partial", test_guarantee_of_partial);
	g_test_add_func("/stability/flips", test_flips);
	g_test_add_func("/stability/from-start", test_from_start);
	g_test_add_func("/stability/patience", test_patience);
	return g_test_run();
}
