/* A bargaining model as a conflict: who may do what, what comes of it, and what intervals leave
 * open. */
#include "analyse/stability.h"
#include "analyse/treaty.h"

#include <entente/error.h>
#include <string.h>

/* Two villages share a well: each would have the other draw less. */
#define WELL(value_a, fallback_b, rest)                                                        \
	"{\"parties\": [{\"name\": \"A\", \"fallback\": {\"value\": 0.2}},"                    \
	"{\"name\": \"B\", \"fallback\": {\"value\": " fallback_b "}}],"                       \
	"\"issues\": [{\"name\": \"A draws\", \"options\": [\"much\", \"little\"], "           \
	"\"status_quo\": \"much\"},"                                                           \
	"{\"name\": \"B draws\", \"options\": [\"much\", \"little\"], \"status_quo\": "        \
	"\"much\"}],"                                                                          \
	"\"stances\": [{\"party\": \"A\", \"issue\": \"A draws\", \"salience\": 0.4, "         \
	"\"values\": {\"much\": 1, \"little\": 0}},"                                           \
	"{\"party\": \"A\", \"issue\": \"B draws\", \"salience\": 0.6, \"values\": "           \
	"{\"much\": 0, \"little\": " value_a "}},"                                             \
	"{\"party\": \"B\", \"issue\": \"A draws\", \"salience\": 0.6, \"values\": "           \
	"{\"much\": 0, \"little\": 1}},"                                                       \
	"{\"party\": \"B\", \"issue\": \"B draws\", \"salience\": 0.4, \"values\": "           \
	"{\"much\": 1, \"little\": 0}}]" rest "}"

static const int less[] = { 1, 1 };
static const TreatyPackage packages[] = { { "less", less } };

static EntenteBargain *
read_model(const char *json)
{
	g_autoptr(GError) error = NULL;
	EntenteBargain *model = entente_bargain_parse(json, strlen(json), "well", &error);

	g_assert_no_error(error);
	return model;
}

static Conflict *
make_conflict(const EntenteBargain *model)
{
	g_autoptr(GError) error = NULL;
	Conflict *conflict = treaty_conflict(model, packages, 1, &error);

	g_assert_no_error(error);
	return conflict;
}

static uint32_t
state_labelled(const Conflict *conflict, const char *label)
{
	for (uint32_t s = 0; s < conflict->n_states; s++)
		if (g_str_equal(conflict->states[s].label, label))
			return s;
	g_assert_not_reached();
}

static const char in_force[] = "'less' in force", broken[] = "all is broken off";

/* Nobody, A, B or both sign; either or both renege; all is broken off. */
static void
test_states(void)
{
	g_autoptr(EntenteBargain) model = read_model(WELL("1", "0.2", ""));
	g_autoptr(Conflict) conflict = make_conflict(model);
	uint32_t kept = state_labelled(conflict, in_force);
	uint32_t breach = state_labelled(conflict, "'less' in force, A reneges");
	uint32_t both = state_labelled(conflict, "'less' in force, A reneges, B reneges");
	const uint32_t *of_a = conflict->parties[0].rank, *of_b = conflict->parties[1].rank;

	g_assert_cmpuint(conflict->n_states, ==, 8);
	g_assert_false(conflict->is_partial);
	/* A: 1 if it alone reneges, 0.6 if both keep it, 0.4 if both renege, 0.2 without */
	g_assert_cmpuint(of_a[breach], <, of_a[kept]);
	g_assert_cmpuint(of_a[kept], <, of_a[both]);
	g_assert_cmpuint(of_a[both], <, of_a[conflict->start]);
	g_assert_cmpuint(of_a[conflict->start], ==, of_a[state_labelled(conflict, broken)]);
	/* and to B a breach by A, worth 0, is worse than no deal */
	g_assert_cmpuint(of_b[breach], >, of_b[conflict->start]);
}

/* What is in force cannot be unsigned, and what is broken off cannot be mended. */
static void
test_moves(void)
{
	g_autoptr(EntenteBargain) model = read_model(WELL("1", "0.2", ""));
	g_autoptr(Conflict) conflict = make_conflict(model);
	uint32_t kept = state_labelled(conflict, in_force),
		 off = state_labelled(conflict, broken);
	const ConflictMoves *moves = &conflict->parties[0].moves;

	g_assert_cmpuint(moves->first[kept + 1] - moves->first[kept], ==, 2);
	g_assert_cmpuint(moves->to[moves->first[kept]], ==,
	                 state_labelled(conflict, "'less' in force, A reneges"));
	g_assert_cmpuint(moves->to[moves->first[kept] + 1], ==, off);
	g_assert_cmpuint(moves->first[off + 1] - moves->first[off], ==, 0);
}

/* The deal holds by the other's answer alone, not by itself. */
static void
test_holds(void)
{
	g_autoptr(EntenteBargain) model = read_model(WELL("1", "0.2", ""));
	g_autoptr(Conflict) conflict = make_conflict(model);
	g_autoptr(Stability) stability = stability_solve(conflict, 1);
	uint8_t bits = stability_equilibria(stability, state_labelled(conflict, in_force));

	g_assert_false(bits >> CONCEPT_R & 1);
	g_assert_true(bits >> CONCEPT_SEQ & 1);
}

/* Whether A prefers the deal to none is open where its worth lies on both sides of its
 * fallback: 0.6 times 0.1 to 1 against 0.2. */
static void
test_intervals(void)
{
	g_autoptr(EntenteBargain) model = read_model(WELL("[0.1, 1]", "0.2", ""));
	g_autoptr(Conflict) conflict = make_conflict(model);
	uint32_t kept = state_labelled(conflict, in_force);
	uint32_t breach = state_labelled(conflict, "'less' in force, A reneges");

	g_assert_true(conflict->is_partial);
	g_assert_true(
	    conflict_is_unknown(conflict, &conflict->parties[0], kept, conflict->start));
	/* to renege is worth 0.4 more whatever the rest is */
	g_assert_false(conflict_is_unknown(conflict, &conflict->parties[0], kept, breach));
	g_assert_null(conflict->parties[1].unknown);
}

static void
test_red_line(void)
{
	g_autoptr(EntenteBargain) model = read_model(
	    WELL("1", "0.2",
	         ", \"red_lines\": [{\"party\": \"B\", \"refuses\": {\"B draws\": \"little\"}}]"));
	g_autoptr(Conflict) conflict = make_conflict(model);
	const uint32_t *rank = conflict->parties[1].rank;

	g_assert_cmpuint(rank[state_labelled(conflict, in_force)], >, rank[conflict->start]);
}

/* A: keeps 0.6, alone reneges 1, has 0.2 without. */
static void
test_pacts(void)
{
	g_autoptr(EntenteBargain) model = read_model(WELL("1", "0.6", ""));
	g_autoptr(GArray) pacts = treaty_pacts(model, packages, 1);
	const Pact *of_a = &g_array_index(pacts, Pact, 0),
		   *of_b = &g_array_index(pacts, Pact, 1);

	g_assert_cmpuint(pacts->len, ==, 2);
	g_assert_cmpfloat_with_epsilon(of_a->temptation, 0.4, 1e-9);
	g_assert_cmpfloat_with_epsilon(of_a->surplus, 0.4, 1e-9);
	g_assert_cmpfloat_with_epsilon(of_a->patience, 0.5, 1e-9);
	g_assert_cmpfloat(of_a->patience_guaranteed, <, of_a->patience);
	g_assert_true(isinf(of_b->patience)); /* nothing to lose by a breakdown */
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/treaty/states", test_states);
	g_test_add_func("/treaty/moves", test_moves);
	g_test_add_func("/treaty/holds", test_holds);
	g_test_add_func("/treaty/intervals", test_intervals);
	g_test_add_func("/treaty/red-line", test_red_line);
	g_test_add_func("/treaty/pacts", test_pacts);
	return g_test_run();
}
