/* What counts as a contradiction between independent sources, and what does not: silence, less
 * detail, another wording, a copy. */
#include "gather-fixture.h"

#define PERSON(name, party, role) \
	"{\"type\": \"person\", \"name\": \"" name "\", \"party\": \"" party "\", \"roles\": [\"" role "\"]}\n"
#define MEETING(rest) \
	"{\"type\": \"meeting\", \"status\": \"held\", \"parties\": [\"Norland\", \"Sudland\"], " rest "}\n"
#define POSITION(issue, stance, what) \
	"{\"type\": \"position\", \"party\": \"Norland\", \"issue\": \"" issue \
	"\", \"stance\": \"" stance "\", \"what\": \"" what "\"}\n"
#define DRAFT(rest) "{\"type\": \"draft\", \"name\": \"peace plan\", \"by\": \"Norland\", " rest "}\n"
#define CLAIM(what) "{\"type\": \"claim\", \"by\": \"Norland\", \"what\": \"" what "\"}\n"
#define SIDES \
	"{\"type\": \"party\", \"name\": \"Norland\", \"kind\": \"state\"}\n" \
	"{\"type\": \"party\", \"name\": \"Sudland\", \"kind\": \"state\"}\n" \
	PERSON("Ada Moss", "Norland", "envoy") PERSON("Boris Kern", "Sudland", "aide") \
	PERSON("Carl Wend", "Sudland", "president") PERSON("Dina Olt", "Sudland", "general")

/* What two pages say; what they are found to differ about, or NULL. */
static const struct {
	const char *a, *b, *about;
} cases[] = {
	{ PERSON("Henrik Dahl", "Norland", "President"), PERSON("Henrik Dahl", "Norland", "former President"),
	  "title of Henrik Dahl" },
	{ PERSON("Henrik Dahl", "Norland", "President"), PERSON("Henrik Dahl", "Norland", "former general"), NULL },
	{ PERSON("Henrik Dahl", "Norland", "adviser"), PERSON("Henrik Dahl", "Norland", "senior aide"), NULL },
	{ PERSON("Henrik Dahl", "Norland", "foreign minister"), PERSON("Henrik Dahl", "Norland", "finance minister"),
	  "title of Henrik Dahl" },
	{ PERSON("Henrik Dahl", "Norland", "defence minister"), PERSON("Henrik Dahl", "Norland", "defense minister"), NULL },
	{ PERSON("Henrik Dahl", "Norland", "President"), PERSON("Henrik Dahl", "Norland", "Norland President"), NULL },

	{ PERSON("Oleg Zelinsky", "Westmark", ""), PERSON("Oleg Zelinskyy", "Westmark", ""), "spelling of Oleg Zelinskyy" },
	{ PERSON("Oleg Zelinsky", "Westmark", ""), PERSON("Zelinskyy", "Westmark", ""), "spelling of Oleg Zelinsky" },
	{ PERSON("Oleg Zelinsky", "Westmark", ""), PERSON("Oleg P. Zelinsky", "Westmark", ""), NULL },
	{ PERSON("Recep Dogan", "Ostia", ""), PERSON("Recep Doğan", "Ostia", ""), NULL },

	{ MEETING("\"place\": \"Vienna\", \"minutes\": 300"), MEETING("\"place\": \"Vienna\", \"minutes\": 180"),
	  "length of the meeting in Vienna" },
	{ MEETING("\"place\": \"Vienna\", \"minutes\": 300"), MEETING("\"place\": \"Vienna\", \"minutes\": 285"), NULL },
	{ MEETING("\"place\": \"Vienna\", \"minutes\": 300"), MEETING("\"place\": \"Vienna\""), NULL },
	{ MEETING("\"place\": \"Vienna\", \"date\": \"2031-05-01\""), MEETING("\"place\": \"Vienna\", \"date\": \"2031-05-02\", \"people\": [\"Ada Moss\"]"),
	  "date of the meeting in Vienna" },
	{ MEETING("\"place\": \"Vienna\", \"date\": \"2031-05-01\", \"minutes\": 300"), MEETING("\"place\": \"Geneva\", \"date\": \"2031-05-01\", \"minutes\": 300"),
	  "place of the meeting of Norland and Sudland" },
	{ MEETING("\"place\": \"Vienna\""), MEETING("\"place\": \"a villa in Vienna\""), NULL },

	{ MEETING("\"place\": \"Vienna\", \"people\": [\"Ada Moss\", \"Boris Kern\"]"), MEETING("\"place\": \"Vienna\", \"people\": [\"Ada Moss\", \"Carl Wend\"]"),
	  "who took part in the meeting in Vienna for Sudland (with Boris Kern or without)" },
	{ MEETING("\"place\": \"Vienna\", \"people\": [\"Ada Moss\", \"Carl Wend\"]"), MEETING("\"place\": \"Vienna\", \"people\": [\"Ada Moss\"]"), NULL },
	{ MEETING("\"place\": \"Vienna\", \"people\": [\"Ada Moss\", \"Carl Wend\"]"), MEETING("\"place\": \"Vienna\", \"people\": [\"Ada Moss\", \"Carl Wend\", \"Dina Olt\"]"), NULL },

	{ DRAFT("\"points\": 28"), DRAFT("\"points\": 27"), "number of points of the peace plan" },
	{ DRAFT("\"points\": 28"), "{\"type\": \"draft\", \"name\": \"27-point plan\", \"points\": 27}\n",
	  "number of points of the peace plan" },
	{ DRAFT("\"points\": 28"), "{\"type\": \"draft\", \"name\": \"seven-point plan\", \"points\": 7}\n", NULL },
	{ DRAFT("\"points\": 28"), DRAFT("\"points\": 20, \"revises\": \"28-point plan\""), NULL },
	{ DRAFT("\"points\": 28"), DRAFT("\"status\": \"revised\""), NULL },
	{ DRAFT("\"status\": \"signed\""), DRAFT("\"status\": \"rejected\""), "status of the peace plan" },
	{ DRAFT("\"status\": \"accepted\""), DRAFT("\"status\": \"rejected\""), NULL },

	{ POSITION("ceasefire", "accepts", "the ceasefire offer"), POSITION("ceasefire", "refuses", "the ceasefire offer"),
	  "stance of Norland on ceasefire" },
	{ POSITION("ceasefire", "accepts", "the ceasefire offer"), POSITION("ceasefire", "refuses", "foreign troops in the harbour"), NULL },
	{ POSITION("ceasefire", "accepts", "the ceasefire offer"), POSITION("ceasefire", "demands", "the ceasefire offer"), NULL },

	{ CLAIM("its army holds 1,000 captured soldiers"), CLAIM("its army holds 400 captured soldiers"),
	  "number told by Norland: its army holds 1,000 captured soldiers" },
	{ CLAIM("its army holds 1,000 captured soldiers"), CLAIM("its army holds 980 captured soldiers"), NULL },
};

static void
test_pairs(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *a = g_strconcat(SIDES, cases[i].a, NULL);
		g_autofree char *b = g_strconcat(SIDES, cases[i].b, NULL);
		const FixturePage pages[] = { { "a", "2031-05-03", NULL, a },
			                      { "b", "2031-05-03", NULL, b } };
		g_autoptr(EntenteRecords) merged = fixture_gather(pages, 2);
		g_autofree char *told = fixture_tell(merged, ENTENTE_DISCREPANCY);

		g_test_message("case %zu: %s", i, told);
		if (!cases[i].about) {
			g_assert_cmpstr(told, ==, "");
			continue;
		}
		const EntenteDiscrepancy *found = fixture_discrepancy(merged, cases[i].about);
		g_assert_nonnull(found);
		g_assert_cmpuint(found->n_values, ==, 2);
		g_assert_cmpuint(fixture_count(merged, ENTENTE_DISCREPANCY), ==, 1);
		/* a sentence of each source */
		g_assert_cmpuint(fixture_get(merged, ENTENTE_DISCREPANCY, 0)->n_evidence, >=, 2);
	}
}

/* A copy differs from nobody, and a source that says both is no second opinion. */
static void
test_one_opinion(void)
{
#define LONG_TEXT \
	"one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen " \
	"seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand " \
	"million and so on until nobody counts any more on either side of the river"
	static const FixturePage copies[] = {
		{ "a", NULL, LONG_TEXT, PERSON("Henrik Dahl", "Norland", "President") },
		{ "b", NULL, LONG_TEXT, PERSON("Henrik Dahl", "Norland", "former President") },
	};
	static const FixturePage both[] = {
		{ "a", NULL, NULL,
		  PERSON("Henrik Dahl", "Norland", "President") PERSON("Henrik Dahl", "Norland", "former President") },
		{ "b", NULL, NULL, PERSON("Henrik Dahl", "Norland", "President") },
	};
	g_autoptr(EntenteRecords) one = fixture_gather(copies, G_N_ELEMENTS(copies));
	g_autoptr(EntenteRecords) two = fixture_gather(both, G_N_ELEMENTS(both));

	g_assert_cmpuint(fixture_count(one, ENTENTE_DISCREPANCY), ==, 0);
	g_assert_cmpuint(fixture_count(two, ENTENTE_DISCREPANCY), ==, 0);
}

/* "Accepted" and "acceptable" are one stance and two stories. */
static void
test_acceptable(void)
{
#define ACCEPTS(wording) \
	"{\"type\": \"position\", \"party\": \"Norland\", \"issue\": \"the-deal\", \"stance\": " \
	"\"accepts\", \"what\": \"parts of the plan\", \"wording\": \"" wording "\"}\n"
	static const struct {
		const char *a, *b;
		bool differ;
	} stories[] = {
		{ ACCEPTS("has accepted"), ACCEPTS("acceptable"), true },
		{ ACCEPTS("accepted"), ACCEPTS("agreed to"), false },
		{ ACCEPTS("acceptable"), ACCEPTS("acceptable"), false },
		{ ACCEPTS("accepted"), ACCEPTS("nodded"), false },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(stories); i++) {
		const FixturePage pages[] = { { "a", NULL, NULL, stories[i].a },
			                      { "b", NULL, NULL, stories[i].b } };
		g_autoptr(EntenteRecords) merged = fixture_gather(pages, 2);

		g_assert_cmpuint(fixture_count(merged, ENTENTE_DISCREPANCY), ==, stories[i].differ);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/gather/discrepancies/pairs", test_pairs);
	g_test_add_func("/gather/discrepancies/one-opinion", test_one_opinion);
	g_test_add_func("/gather/discrepancies/acceptable", test_acceptable);
	return g_test_run();
}
