/* Stability against a solver in matrix form on random conflicts, and what must hold of any. */
#include "analyse/stability.h"
#include "conflict-fixture.h"
#include "matrix-solver.h"

#if defined(__SANITIZE_ADDRESS__)
enum { N_MODELS = 500 };
#else
enum { N_MODELS = 10000 };
#endif

static Conflict *
random_conflict(GRand *random)
{
	uint32_t n_parties = (uint32_t)g_rand_int_range(random, 1, 5);
	Conflict *conflict =
	    fixture_conflict(random, n_parties, (uint32_t)g_rand_int_range(random, 1, 9));

	if (g_rand_int_range(random, 0, 2))
		fixture_bands(random, conflict);
	return conflict;
}

static void
check_model(const Conflict *conflict)
{
	g_autoptr(Stability) stability = stability_solve(conflict, 1);
	size_t row = 0;

	for (uint32_t i = 0; i < conflict->n_parties; i++, row += conflict->n_states)
		for (uint32_t s = 0; s < conflict->n_states; s++)
			for (Concept concept = 0; concept < N_CONCEPTS; concept ++) {
				bool strong = stability->strong &&
				              (stability->strong[row + s] >> concept & 1);

				g_assert_cmpint(
				    stability_is(stability, i, s, concept), ==,
				    matrix_is_stable(conflict, i, concept, s, false));
				if (stability->strong)
					g_assert_cmpint(
					    strong, ==,
					    matrix_is_stable(conflict, i, concept, s, true));
			}
}

static void
test_matrix_form(void)
{
	g_autoptr(GRand) random = g_rand_new_with_seed(7);

	for (int k = 0; k < N_MODELS; k++) {
		g_autoptr(Conflict) conflict = random_conflict(random);

		check_model(conflict);
	}
}

static bool
implies(uint8_t bits, Concept a, Concept b)
{
	return !(bits >> a & 1) || (bits >> b & 1);
}

static void
test_concepts_within_one_another(void)
{
	g_autoptr(GRand) random = g_rand_new_with_seed(11);

	for (int k = 0; k < 50; k++) {
		g_autoptr(Conflict) conflict = fixture_options(random, 4, 8, NULL);
		g_autoptr(Stability) stability = stability_solve(conflict, 1);

		for (size_t at = 0; at < (size_t)4 * conflict->n_states; at++) {
			uint8_t bits = stability->stable[at];

			g_assert_true(implies(bits, CONCEPT_R, CONCEPT_SSEQ));
			g_assert_true(implies(bits, CONCEPT_SSEQ, CONCEPT_SEQ));
			g_assert_true(implies(bits, CONCEPT_SEQ, CONCEPT_GMR));
			g_assert_true(implies(bits, CONCEPT_SSEQ, CONCEPT_SMR));
			g_assert_true(implies(bits, CONCEPT_SMR, CONCEPT_GMR));
		}
	}
}

static void
test_threads_change_nothing(void)
{
	g_autoptr(GRand) random = g_rand_new_with_seed(13);

	for (int k = 0; k < 10; k++) {
		g_autoptr(Conflict) conflict = fixture_options(random, 5, 10, NULL);
		g_autoptr(Stability) one = stability_solve(conflict, 1);
		g_autoptr(Stability) many = stability_solve(conflict, 4);
		size_t n = (size_t)conflict->n_parties * conflict->n_states;

		g_assert_cmpmem(one->stable, n, many->stable, n);
	}
}

/* The conflict with its states and parties numbered otherwise. */
static Conflict *
relabelled(const Conflict *conflict, const uint32_t *new_state, const uint32_t *new_party)
{
	Conflict *other = conflict_new();

	other->n_parties = conflict->n_parties;
	other->n_states = conflict->n_states;
	other->parties = arena_new0(other->arena, ConflictParty, other->n_parties);
	other->states = arena_new0(other->arena, ConflictState, other->n_states);
	for (uint32_t i = 0; i < conflict->n_parties; i++) {
		const ConflictParty *party = &conflict->parties[i];
		ConflictParty *same = &other->parties[new_party[i]];
		uint32_t n = party->moves.first[conflict->n_states];
		g_autofree uint32_t(*pairs)[2] = g_malloc_n(n + 1, sizeof *pairs);

		same->rank = arena_new0(other->arena, uint32_t, other->n_states);
		for (uint32_t s = 0; s < conflict->n_states; s++) {
			same->rank[new_state[s]] = party->rank[s];
			for (uint32_t e = party->moves.first[s]; e < party->moves.first[s + 1];
			     e++) {
				pairs[e][0] = new_state[s];
				pairs[e][1] = new_state[party->moves.to[e]];
			}
		}
		conflict_set_moves(other, new_party[i], pairs, n);
	}
	return other;
}

static void
test_relabelling_changes_nothing(void)
{
	g_autoptr(GRand) random = g_rand_new_with_seed(17);

	for (int k = 0; k < 200; k++) {
		enum { PARTIES = 3, STATES = 10 };
		g_autoptr(Conflict) conflict = fixture_conflict(random, PARTIES, STATES);
		uint32_t states[STATES], parties[PARTIES];
		uint32_t turn = (uint32_t)g_rand_int_range(random, 0, STATES);

		for (uint32_t s = 0; s < STATES; s++)
			states[s] = (s * 3 + turn) % STATES;
		for (uint32_t i = 0; i < PARTIES; i++)
			parties[i] = (i + turn) % PARTIES;
		g_autoptr(Conflict) other = relabelled(conflict, states, parties);
		g_autoptr(Stability) one = stability_solve(conflict, 1);
		g_autoptr(Stability) two = stability_solve(other, 1);

		for (uint32_t i = 0; i < PARTIES; i++)
			for (uint32_t s = 0; s < STATES; s++)
				g_assert_cmpint(one->stable[i * STATES + s], ==,
				                two->stable[parties[i] * STATES + states[s]]);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/stability/matrix-form", test_matrix_form);
	g_test_add_func("/stability/concepts-within", test_concepts_within_one_another);
	g_test_add_func("/stability/threads", test_threads_change_nothing);
	g_test_add_func("/stability/relabelling", test_relabelling_changes_nothing);
	return g_test_run();
}
