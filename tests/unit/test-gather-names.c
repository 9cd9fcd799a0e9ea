/* People and parties known by one name: what is one, what stays two. */
#include "gather-fixture.h"

#include "gather/names.h"
#include "gather/words.h"

static void
test_folding(void)
{
	static const struct {
		const char *text, *folded;
	} cases[] = {
		{ "The U.S. plan", "the us plan" },
		{ "a cease-fire, 1,000 men", "a ceasefire 1000 men" },
		{ "Erdoğan\u2019s offer", "erdogan offer" },
		{ "28-point plan", "28 point plan" },
		{ "We don't know. Yes.", "we dont know yes" },
		{ "", "" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *folded = fold_text(cases[i].text);

		g_assert_cmpstr(folded, ==, cases[i].folded);
	}
}

static void
test_agreement(void)
{
	static const struct {
		const char *a, *b;
		bool agree;
	} cases[] = {
		{ "Oleg Zelinsky", "Oleg Zelinskyy", true },
		{ "Sergei Markov", "Sergey Markov", true },
		{ "Mohammad Javad Zand", "Javad Zand", true },
		{ "Mohammad Zand", "Mohammed Zand", true },
		{ "Henrik J. Dahl", "Henrik Dahl", true },
		{ "H. Dahl", "Henrik Dahl", true },
		{ "Michael Johnson", "Michael Johnston", false },
		{ "Michael Stone", "Maria Stone", false },
		{ "Anna Berg", "Anna Borg", false },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_auto(GStrv) a = name_words(fixture_lexicon(), cases[i].a);
		g_auto(GStrv) b = name_words(fixture_lexicon(), cases[i].b);

		g_assert_cmpint(names_agree(a, b), ==, cases[i].agree);
		g_assert_cmpint(names_agree(b, a), ==, cases[i].agree);
	}
}

/* The people that come of persons told on several pages, one a line. */
static const struct {
	const char *pages[4];
	const char *people;
} people_cases[] = {
	/* titles do not make another person, nor does a surname with one bearer */
	{ { "President Henrik Dahl|Norland", "Dahl|Norland", "Henrik Dahl|" },
	  "Henrik Dahl of Norland (3)\n" },
	/* two bear the surname: the page decides, else it stays apart */
	{ { "Anna Berg|Norland", "Olaf Berg|Norland", "Olaf Berg|Norland;Berg|Norland", "Berg|Norland" },
	  "Olaf Berg of Norland (3)\nAnna Berg of Norland (1)\nBerg of Norland (1)\n" },
	/* a surname of another side is somebody else */
	{ { "Anna Berg|Norland", "Berg|Sudland" }, "Anna Berg of Norland (1)\nBerg of Sudland (1)\n" },
	/* the spelling most told, the party most told */
	{ { "Oleg Zelinsky|Westmark", "Oleg Zelinskyy|Westmark", "Oleg Zelinskyy|" },
	  "Oleg Zelinskyy of Westmark (3)\n" },
	/* the name comes first in some languages */
	{ { "Shi Lanping|Ostia", "Shi|Ostia" }, "Shi Lanping of Ostia (2)\n" },
	/* an initial alone does not tie two people together */
	{ { "Anna Berg|Norland", "A. Berg|Norland", "Arne Berg|Norland" },
	  "Anna Berg of Norland (1)\nA. Berg of Norland (1)\nArne Berg of Norland (1)\n" },
};

static char *
person_records(const char *people)
{
	GString *records = g_string_new(NULL);
	g_auto(GStrv) list = g_strsplit(people, ";", -1);

	for (char **person = list; *person; person++) {
		g_auto(GStrv) parts = g_strsplit(*person, "|", 2);

		g_string_append_printf(records, "{\"type\": \"person\", \"name\": \"%s\", \"party\": ",
		                       parts[0]);
		g_string_append_printf(records, *parts[1] ? "\"%s\"}\n" : "null}\n", parts[1]);
	}
	return g_string_free(records, FALSE);
}

static void
test_people(void)
{
	static const char *const ids[] = { "p1", "p2", "p3", "p4" };

	for (size_t i = 0; i < G_N_ELEMENTS(people_cases); i++) {
		g_autoptr(EntenteRecords) pages = records_new();
		g_autoptr(GString) told = g_string_new(NULL);

		for (size_t j = 0; j < 4 && people_cases[i].pages[j]; j++) {
			g_autofree char *records = person_records(people_cases[i].pages[j]);

			fixture_add(pages, &(FixturePage){ ids[j], NULL, NULL, records });
		}
		g_autoptr(EntenteRecords) merged = gather(pages, fixture_lexicon());
		for (size_t j = 0; fixture_get(merged, ENTENTE_PERSON, j); j++) {
			const EntenteRecord *person = fixture_get(merged, ENTENTE_PERSON, j);

			g_string_append_printf(told, "%s of %s (%zu)\n", person->person.name,
			                       person->person.party, person->n_evidence);
		}
		g_assert_cmpstr(told->str, ==, people_cases[i].people);
	}
}

static const FixturePage parties[] = {
	{ "a", NULL, NULL,
	  "{\"type\": \"party\", \"name\": \"Norland\", \"kind\": \"state\", \"aliases\": [\"Norholm\"]}\n"
	  "{\"type\": \"party\", \"name\": \"the Pilots\", \"kind\": \"union\", \"aliases\": []}\n" },
	{ "b", NULL, NULL,
	  "{\"type\": \"party\", \"name\": \"Norholm\", \"kind\": \"state\", \"aliases\": []}\n"
	  "{\"type\": \"party\", \"name\": \"Pilots\", \"kind\": \"union\", \"aliases\": []}\n"
	  "{\"type\": \"person\", \"name\": \"Henrik Dahl\", \"party\": \"Norholm\", \"roles\": [\"prime minister\", \"Norland prime minister\", \"deputy prime minister\"]}\n"
	  "{\"type\": \"position\", \"party\": \"Norholm\", \"issue\": \"wages\", \"stance\": \"offers\", \"what\": \"four percent\", \"speaker\": \"Prime Minister Dahl\"}\n"
	  "{\"type\": \"claim\", \"by\": \"Dahl\", \"what\": \"the fund is empty\", \"disputed_by\": [\"the Pilots\", \"Pilots\"]}\n" },
	{ "c", NULL, NULL, "{\"type\": \"party\", \"name\": \"Norland\", \"kind\": \"state\", \"aliases\": []}\n" },
};

static void
test_parties(void)
{
	g_autoptr(EntenteRecords) merged = fixture_gather(parties, G_N_ELEMENTS(parties));
	g_autofree char *told = fixture_tell(merged, ENTENTE_PARTY);
	const EntentePosition *position = &fixture_get(merged, ENTENTE_POSITION, 0)->position;
	const EntenteClaim *claim = &fixture_get(merged, ENTENTE_CLAIM, 0)->claim;
	const EntentePerson *person = &fixture_get(merged, ENTENTE_PERSON, 0)->person;

	g_assert_cmpuint(fixture_count(merged, ENTENTE_PARTY), ==, 2);
	g_assert_nonnull(strstr(told, "\"name\": \"Norland\", \"kind\": \"state\", \"aliases\": "
	                              "[\"Norholm\"]"));
	g_assert_cmpstr(position->party, ==, "Norland");
	g_assert_cmpstr(position->speaker, ==, "Henrik Dahl");
	g_assert_cmpstr(claim->by, ==, "Henrik Dahl");
	g_assert_cmpuint(g_strv_length((char **)claim->disputed_by), ==, 1);
	g_assert_cmpstr(person->party, ==, "Norland");
	/* said once though told twice; the deputy's is another office */
	g_assert_cmpuint(g_strv_length((char **)person->roles), ==, 2);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/gather/names/folding", test_folding);
	g_test_add_func("/gather/names/agreement", test_agreement);
	g_test_add_func("/gather/names/people", test_people);
	g_test_add_func("/gather/names/parties", test_parties);
	return g_test_run();
}
