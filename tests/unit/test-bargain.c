/* The bargaining model: what is written is read again, and every slip is told with its place.
 */
#include "model/bargain.h"

#include <entente/error.h>
#include <string.h>

#define PARTIES "\"parties\": [{\"name\": \"A\"}, {\"name\": \"B\"}],"
#define ISSUES                                                                                 \
	"\"issues\": [{\"name\": \"i\", \"options\": [\"x\", \"y\"]},\n"                       \
	"{\"name\": \"n\", \"kind\": \"numeric\", \"range\": {\"from\": 0, \"to\": 10, "       \
	"\"step\": 2.5}}]"
#define BOTH_MIND                                                                              \
	"{\"party\": \"A\", \"issue\": \"i\", \"values\": {\"x\": 1, \"y\": 0}},"              \
	"{\"party\": \"B\", \"issue\": \"i\", \"values\": {\"x\": 0, \"y\": [0.25, 1]}}"
#define MODEL(rest) "{" PARTIES ISSUES ", \"stances\": [" BOTH_MIND "]" rest "}"

static const struct {
	const char *json, *message;
} bad[] = {
	{ "", "'m': line 1: '[' or '{' expected near end of file" },
	{ "{\n\"parties\": [NaN]}", "'m': line 2: invalid token near 'NaN'" },
	{ "[]", "'m': line 1: not an object" },
	{ "{\"sides\": []}", "'m': line 1: sides: unknown key" },
	{ "{}", "'m': line 1: no party" },
	{ "{" PARTIES "\n\"issues\": [\n{\"name\": \"i\",\n\"options\": []}]}",
	  "'m': line 4: issues[0].options: empty: an issue needs an option" },
	{ "{" PARTIES "\"issues\": [{\"name\": \"i\", \"options\": [\"x\", \"x\"]}]}",
	  "'m': issues[0].options[1]: a second 'x'" },
	{ "{" PARTIES
	  "\"issues\": [{\"name\": \"i\", \"options\": [\"x\"], \"status_quo\": \"z\"}]}",
	  "'m': line 1: issues[0].status_quo: 'i' has no option 'z'" },
	{ "{" PARTIES "\"issues\": [{\"name\": \"i\", \"range\": {\"from\": 0, \"to\": 1e6}}]}",
	  "'m': line 1: issues[0].range: 1000001 options, more than 10000" },
	{ "{" PARTIES ISSUES "}",
	  "'m': parties[0]: 'A' minds nothing: its saliences are all zero" },
	{ "{" PARTIES ISSUES ", \"stances\": [{\"party\": \"C\", \"issue\": \"i\"}]}",
	  "'m': line 2: stances[0].party: no party is called 'C'" },
	{ "{" PARTIES ISSUES ", \"stances\": [{\"party\": \"A\", \"issue\": \"i\", \"values\": "
	  "{\"x\": [1, 0]}}]}",
	  "'m': line 2: stances[0].values.x: from 1 down to 0" },
	{ "{" PARTIES ISSUES ", \"stances\": [{\"party\": \"A\", \"issue\": \"i\", \"values\": "
	  "{\"x\": \"much\"}}]}",
	  "'m': line 2: stances[0].values.x: neither a number nor [low, high]" },
	{ "{" PARTIES ISSUES
	  ", \"stances\": [{\"party\": \"A\", \"issue\": \"i\", \"salience\": "
	  "-1}]}",
	  "'m': line 2: stances[0].salience: -1 is less than 0" },
	{ "{" PARTIES ISSUES ", \"stances\": [{\"party\": \"A\", \"issue\": \"i\", \"order\": "
	  "[\"x\"]}]}",
	  "'m': line 2: stances[0].order: 'y' is missing" },
	{ "{" PARTIES ISSUES ", \"stances\": [{\"party\": \"A\", \"issue\": \"n\", \"values\": "
	  "{\"0\": 1}}]}",
	  "'m': line 2: stances[0].values: the values of '0' and '10', the ends of 'n', are "
	  "needed" },
	{ MODEL(",\n\"clauses\": [{\"if\": {\"i\": \"x\"}, \"then\": {\"n\": 0}},\n"
	        "{\"if\": {\"n\": 0}, \"then\": {\"i\": \"x\"}}]"),
	  "'m': clauses: a circle of requirements: 'i: x' requires 'n: 0' requires 'i: x'" },
	{ MODEL(",\n\"clauses\": [{\"if\": {\"i\": \"x\"}}]"),
	  "'m': line 3: clauses[0]: give either 'if' and 'then', or 'exclude'" },
	{ MODEL(",\n\"rule\": {\"kind\": \"luck\"}"),
	  "'m': line 3: rule.kind: not one of \"unanimity\", \"all-but\", \"majority\"" },
	{ MODEL(",\n\"drafts\": [{\"name\": \"d\",\n\"package\": {\"j\": \"x\"}}]"),
	  "'m': line 4: drafts[0].package.j: no issue is called 'j'" },
};

static void
test_bad(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
		g_autoptr(GError) error = NULL;

		g_assert_null(
		    entente_bargain_parse(bad[i].json, strlen(bad[i].json), "m", &error));
		g_assert_error(error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT);
		g_assert_cmpstr(error->message, ==, bad[i].message);
	}
}

static const char whole[] = MODEL(
    ", \"title\": \"t\", \"interactions\": [{\"party\": \"A\", \"when\": {\"i\": \"x\", \"n\": "
    "{\"from\": 2, \"to\": 6}}, \"value\": 0.1}],"
    "\"clauses\": [{\"if\": {\"i\": \"x\"}, \"then\": {\"n\": [0, 2.5]}}, {\"exclude\": "
    "{\"i\": "
    "\"y\", \"n\": {\"not\": 10}}, \"evidence\": \"assumed\"}],"
    "\"red_lines\": [{\"party\": \"B\", \"refuses\": {\"n\": 10}, \"text\": \"never\", "
    "\"evidence\": [{\"source\": \"s\", \"start\": 3, \"end\": 9, \"text\": \"Never.\"}]}],"
    "\"drafts\": [{\"name\": \"d\", \"by\": \"A\", \"package\": {\"i\": \"x\"}}],"
    "\"rule\": {\"kind\": \"all-but\", \"missing\": 1}, \"questions\": [\"who?\"]");

static void
test_round_trip(void)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GString) first = g_string_new(NULL);
	g_autoptr(GString) second = g_string_new(NULL);
	g_autoptr(EntenteBargain) model =
	    entente_bargain_parse(whole, strlen(whole), "m", &error);

	g_assert_no_error(error);
	g_assert_cmpuint(model->issues[1].n_options, ==, 5);
	g_assert_cmpfloat(model->issues[1].options[1].at, ==, 2.5);
	g_assert_cmpfloat(bargain_stance(model, 1, 0)->values[1].low, ==, 0.25);
	g_assert_cmpfloat(bargain_stance(model, 1, 1)->salience.high, ==, 0);
	g_assert_false(model->interactions[0].conditions[1].in[0]);
	g_assert_true(model->interactions[0].conditions[1].in[1]);
	g_assert_true(model->clauses[1].when[1].in[0]);
	g_assert_false(model->clauses[1].when[1].in[4]);
	g_assert_cmpint(model->drafts[0].package[1], ==, -1);
	g_assert_cmpuint(model->rule.missing, ==, 1);
	entente_bargain_json(model, first);
	g_autoptr(EntenteBargain) again =
	    entente_bargain_parse(first->str, first->len, "m", &error);
	g_assert_no_error(error);
	entente_bargain_json(again, second);
	g_assert_cmpstr(first->str, ==, second->str);
}

/* Sixty parties that each think something of each of a million options. */
static void
test_too_much(void)
{
	g_autoptr(GString) json = g_string_new("{\"parties\": [");
	g_autoptr(GError) error = NULL;

	for (int i = 0; i < 60; i++)
		g_string_append_printf(json, "%s{\"name\": \"p%d\"}", i ? "," : "", i);
	g_string_append(json, "], \"issues\": [");
	for (int i = 0; i < 100; i++)
		g_string_append_printf(
		    json, "%s{\"name\": \"i%d\", \"range\": {\"from\": 0, \"to\": 9999}}",
		    i ? "," : "", i);
	g_string_append(json, "]}");
	g_assert_null(entente_bargain_parse(json->str, json->len, "m", &error));
	g_assert_error(error, ENTENTE_ERROR, ENTENTE_ERROR_LIMIT);
	g_assert_cmpstr(error->message, ==,
	                "'m': line 1: issues[15].range: 160000 options of all issues are too "
	                "many for 60 parties");
}

/* Numbers that no reader of ours would let in. */
static void
test_bad_numbers(void)
{
	static const double numbers[] = { NAN, INFINITY, -1e300, 1e10 };

	for (size_t i = 0; i < 4 * G_N_ELEMENTS(numbers); i++) {
		g_autoptr(GError) error = NULL;
		g_autoptr(EntenteBargain) model =
		    entente_bargain_parse(whole, strlen(whole), "m", &error);
		double number = numbers[i / 4];
		BargainRange range = { number, number };

		g_assert_true(bargain_check(model, &error));
		switch (i % 4) {
		case 0: bargain_stance(model, 0, 0)->salience = range; break;
		case 1: bargain_stance(model, 1, 1)->values[2] = range; break;
		case 2: model->interactions[0].value = number; break;
		case 3:
			model->parties[0].fallback.kind = BARGAIN_FALLBACK_VALUE;
			model->parties[0].fallback.value = range;
			break;
		}
		g_assert_false(bargain_check(model, &error));
		g_assert_error(error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/bargain/bad", test_bad);
	g_test_add_func("/bargain/round-trip", test_round_trip);
	g_test_add_func("/bargain/too-much", test_too_much);
	g_test_add_func("/bargain/bad-numbers", test_bad_numbers);
	return g_test_run();
}
