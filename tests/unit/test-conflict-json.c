/* Conflict files: every way to say a thing, and every slip told in one line with its place. */
#include "model/conflict-json.h"

#include <entente/error.h>
#include <string.h>

#define DMS "\"dms\": [\"A\", \"B\"],"
#define OPTIONS                                                                                \
	"\"options\": [{\"name\": \"a\", \"dm\": \"A\"}, {\"name\": \"b\", \"dm\": \"B\"}],"
#define STATES                                                                                 \
	"\"states\": [{\"id\": 1, \"options\": \"NN\"}, {\"id\": 2, \"options\": \"YN\"},"     \
	"{\"id\": 3, \"options\": \"NY\"}, {\"id\": 4, \"options\": \"YY\"}],"
#define PREFERENCE  "\"preference\": {\"A\": [1, 2, 3, 4], \"B\": [[1, 2], [3], [4]]}"
#define MODEL(rest) "{" DMS OPTIONS STATES rest PREFERENCE "}"
#define PREFER(of_a)                                                                           \
	"{" DMS OPTIONS STATES "\"preference\": {\"A\": " of_a ", \"B\": [1, 2, 3, 4]}}"

static const struct {
	const char *json, *message;
} bad[] = {
	{ "", "line 1: '[' or '{' expected near end of file" },
	{ "[]", "not a JSON object" },
	{ "{\"kind\": \"spatial\"}", "positions on a line, which 'entente forecast' reads" },
	{ "{\"kind\": \"chess\"}", "kind: 'chess' is no conflict" },
	{ "{\"dms\": [\"A\"], \"dms\": [\"B\"]}",
	  "line 1: duplicate object key near '\"dms\"'" },
	{ "{}", "dms: no decision makers" },
	{ "{\"dms\": [\"A\", \"A\"]}", "dms: 'A' stands twice" },
	{ "{\"dms\": [\"A\\u001b[2J\"]}",
	  "dms: a name is longer than a line or holds control characters" },
	{ "{" DMS "\"options\": []}", "options: there are none" },
	{ "{" DMS PREFERENCE "}", "options: there are none" },
	{ "{" DMS "\"options\": [{\"name\": \"a\", \"dm\": \"C\"}]}",
	  "options[0]: no decision maker 'C'" },
	{ "{" DMS "\"options\": [{\"name\": \"a\", \"dm\": \"A\", \"direction\": \"up\"}]}",
	  "options[0]: direction is 'both', 'fwd' or 'back'" },
	{ "{" DMS OPTIONS "\"states\": []}", "states: there are none" },
	{ "{" DMS OPTIONS "\"states\": [{\"id\": 1, \"options\": \"N\"}]}",
	  "states[0]: options are 2 letters Y, N or -, one an option" },
	{ "{" DMS OPTIONS
	  "\"states\": [{\"id\": 1, \"options\": \"NN\"}, {\"id\": 1, \"options\": \"YN\"}]}",
	  "states: state 1 stands twice" },
	{ "{" DMS OPTIONS
	  "\"states\": [{\"id\": 1, \"options\": \"N-\"}, {\"id\": 2, \"options\": \"NY\"}]}",
	  "moves: states 1 and 2 are the same options: give the moves, or tell them apart" },
	{ "{" DMS OPTIONS "\"infeasible\": [\"--\"]}", "options: no state is feasible" },
	{ MODEL("\"moves\": {\"A\": [[1, 2], [2, 9]]},"),
	  "moves of A[1]: there is no state 9" },
	{ MODEL("\"moves\": {\"A\": [[1, 1]]},"), "moves of A[0]: both states are 1" },
	{ MODEL("\"moves\": {\"C\": []},"), "moves: no decision maker 'C'" },
	{ MODEL("\"mover\": 1,"), "file: unknown key 'mover'; did you mean 'moves'?" },
	{ "{" DMS OPTIONS STATES "\"preference\": {\"A\": [1, 2, 3, 4]}}",
	  "preference of B: missing" },
	{ PREFER("[1, 2, 3]"), "preference of A: state 4 is missing" },
	{ PREFER("[1, 2, 3, 4, 2]"),
	  "preference of A: state 2 stands twice, which would make it better than itself" },
	{ PREFER("{\"better\": [[1, 2], [2, 3], [3, 1]]}"),
	  "preference of A: a cycle would make state 1 better than itself" },
	{ PREFER("{\"chains\": [[1, 2], [2, 1]]}"),
	  "preference of A: a cycle would make state 1 better than itself" },
	{ PREFER("{\"statements\": [\"1 &\"]}"),
	  "preference of A: statement '1 &': an option is missing" },
	{ PREFER("{\"statements\": [\"(1\"]}"),
	  "preference of A: statement '(1': a ')' is missing" },
	{ PREFER("{\"statements\": [\"3\"]}"),
	  "preference of A: statement '3': there is no option of this number" },
	{ PREFER("{\"statements\": [\"'c'\"]}"),
	  "preference of A: statement ''c'': no option has this name" },
	{ PREFER("{\"likes\": []}"),
	  "preference of A: none of order, mild_order, bands, chains, better, statements" },
};

static Conflict *
read_or_fail(const char *json)
{
	g_autoptr(GError) error = NULL;
	Conflict *conflict = conflict_from_json(json, strlen(json), &error);

	g_assert_no_error(error);
	return conflict;
}

static void
test_bad(void)
{
	for (size_t k = 0; k < G_N_ELEMENTS(bad); k++) {
		g_autoptr(GError) error = NULL;
		g_autoptr(Conflict) conflict =
		    conflict_from_json(bad[k].json, strlen(bad[k].json), &error);

		g_assert_null(conflict);
		g_assert_error(error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT);
		g_assert_cmpstr(error->message, ==, bad[k].message);
	}
}

/* Forty options, which no machine tries, are refused at once. */
static void
test_many_options(void)
{
	g_autoptr(GString) json = g_string_new("{" DMS "\"options\": [");
	g_autoptr(GError) error = NULL;

	for (int k = 0; k < 40; k++)
		g_string_append_printf(json, "%s{\"name\": \"o%d\", \"dm\": \"A\"}",
		                       k ? "," : "", k);
	g_string_append(json, "]," PREFERENCE "}");
	g_assert_null(conflict_from_json(json->str, json->len, &error));
	g_assert_cmpstr(
	    error->message, ==,
	    "options: 40 options make more states than can be tried: give the states "
	    "themselves, or at most 22 options");
}

/* Moves that follow from options, directions and merged states, as "from-to" by id. */
static void
test_derived_moves(void)
{
	static const char *const json =
	    "{\"dms\": [\"Mill\", \"Town\"], \"options\": ["
	    "{\"name\": \"filter\", \"dm\": \"Mill\", \"direction\": \"fwd\"},"
	    "{\"name\": \"leave\", \"dm\": \"Mill\", \"direction\": \"fwd\"},"
	    "{\"name\": \"sue\", \"dm\": \"Town\", \"direction\": \"back\"}],"
	    "\"same\": [\"-Y-\"], \"preference\": {\"Mill\": {\"statements\": [\"-3\", "
	    "\"-1\"]},"
	    "\"Town\": {\"statements\": [\"1 IF 3\", \"-2\"]}}}";
	static const char *const wanted[] = { "0-1 0-2 1-2 4-2 4-5 5-2", "4-0 5-1" };
	g_autoptr(Conflict) conflict = read_or_fail(json);

	g_assert_cmpuint(conflict->n_states, ==, 5);
	for (uint32_t i = 0; i < 2; i++) {
		const ConflictMoves *moves = &conflict->parties[i].moves;
		g_autoptr(GString) told = g_string_new(NULL);

		for (uint32_t s = 0; s < conflict->n_states; s++)
			for (uint32_t e = moves->first[s]; e < moves->first[s + 1]; e++)
				g_string_append_printf(told, "%s%d-%d", told->len ? " " : "",
				                       (int)conflict->states[s].id,
				                       (int)conflict->states[moves->to[e]].id);
		g_assert_cmpstr(told->str, ==, wanted[i]);
	}
}

/* Preferences as ranks of states 1 to 4, and which comparisons are unknown. */
static const struct {
	const char *of_a;
	uint32_t rank[4];
	const char *unknown; /* "1-2", ids */
	uint32_t band[4];
} preferences[] = {
	{ "[2, [1, 4], 3]", { 1, 0, 2, 1 }, "", { 0 } },
	{ "[[2], [1], [4], [3]]", { 1, 0, 3, 2 }, "", { 0 } },
	{ "{\"order\": [1, 2, 3, 4], \"unknown\": [[1, 2]]}", { 0, 1, 2, 3 }, "1-2", { 0 } },
	{ "{\"chains\": [[1, 2], [3, 4]]}", { 0, 1, 0, 1 }, "1-3 1-4 2-3 2-4", { 0 } },
	{ "{\"better\": [[1, 2], [2, 3]], \"equal\": [[3, 4]]}", { 0, 1, 2, 2 }, "", { 0 } },
	{ "{\"mild_order\": [[2], [1]], \"greatly_below_all\": [3, 4]}",
	  { 1, 0, 2, 2 },
	  "",
	  { 1, 1, 2, 2 } },
	{ "{\"bands\": [[1], [[2], [3]], [4]]}", { 0, 1, 2, 3 }, "", { 0, 1, 1, 2 } },
	{ "{\"statements\": [\"1 & -2\", \"-1 IFF 2\"]}", { 2, 0, 1, 2 }, "", { 0 } },
	{ "{\"statements\": [\"'b' IF 'a'\", \"-(1 | 2)\"]}", { 0, 2, 1, 1 }, "", { 0 } },
};

static void
test_preferences(void)
{
	for (size_t k = 0; k < G_N_ELEMENTS(preferences); k++) {
		g_autofree char *json = g_strdup_printf(
		    "{" DMS OPTIONS STATES "\"preference\": {\"A\": %s, \"B\": [1, 2, 3, 4]}}",
		    preferences[k].of_a);
		g_autoptr(Conflict) conflict = read_or_fail(json);
		const ConflictParty *party = &conflict->parties[0];
		g_autoptr(GString) unknown = g_string_new(NULL);

		g_assert_cmpint(conflict->is_partial, ==, *preferences[k].unknown != '\0');
		for (uint32_t a = 0; a < 4; a++) {
			g_assert_cmpuint(party->rank[a], ==, preferences[k].rank[a]);
			if (party->band)
				g_assert_cmpuint(party->band[a], ==, preferences[k].band[a]);
			for (uint32_t b = a + 1; b < 4; b++)
				if (conflict_is_unknown(conflict, party, a, b))
					g_string_append_printf(unknown, "%s%u-%u",
					                       unknown->len ? " " : "", a + 1,
					                       b + 1);
		}
		g_assert_cmpstr(unknown->str, ==, preferences[k].unknown);
	}
}

static void
test_passed_over(void)
{
	g_autoptr(Conflict) plain =
	    read_or_fail(MODEL("\"source\": \"a book\", \"status_quo\": 3,"));
	g_autoptr(Conflict) strange = read_or_fail(MODEL("\"weather\": 1,"));

	g_assert_null(plain->caution);
	g_assert_cmpuint(plain->start, ==, 2);
	g_assert_cmpstr(strange->caution, ==, "file: unknown key 'weather' is passed over");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/conflict-json/bad", test_bad);
	g_test_add_func("/conflict-json/many-options", test_many_options);
	g_test_add_func("/conflict-json/derived-moves", test_derived_moves);
	g_test_add_func("/conflict-json/preferences", test_preferences);
	g_test_add_func("/conflict-json/passed-over", test_passed_over);
	return g_test_run();
}
