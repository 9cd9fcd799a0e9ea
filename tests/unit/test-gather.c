/* Five pages on one negotiation, as scraped pages go: four tell of a five-hour meeting, with its
 * people and place more or less exact; one tells of consultations of one side with its allies.
 * What must come of it: two rounds, one meeting, one name a person, the contradictions; the same
 * bytes whatever the order of the pages; every sentence of evidence kept. */
#include "gather-fixture.h"

static const FixturePage pages[] = {
	{ "allies", NULL, NULL,
	  "{\"type\": \"party\", \"name\": \"Norland\", \"kind\": \"state\", \"aliases\": [\"Norholm\"]}\n"
	  "{\"type\": \"party\", \"name\": \"Westmark\", \"kind\": \"state\", \"aliases\": []}\n"
	  "{\"type\": \"party\", \"name\": \"Sudland\", \"kind\": \"state\", \"aliases\": []}\n"
	  "{\"type\": \"person\", \"name\": \"Karl Bruun\", \"party\": \"Norland\", \"roles\": [\"special envoy\"]}\n"
	  "{\"type\": \"meeting\", \"parties\": [\"Norland\", \"Westmark\", \"Coastal League\"], \"people\": [\"Karl Bruun\"], \"place\": null, \"when\": \"several days\", \"status\": \"held\"}\n"
	  "{\"type\": \"meeting\", \"parties\": [\"Norland\", \"Sudland\"], \"people\": [], \"place\": null, \"status\": \"held\"}\n"
	  "{\"type\": \"position\", \"party\": \"Westmark\", \"issue\": \"territory\", \"stance\": \"refuses\", \"what\": \"the loss of its territory\"}\n"
	  "{\"type\": \"position\", \"party\": \"Sudland\", \"issue\": \"territory\", \"stance\": \"demands\", \"what\": \"areas it currently controls\"}\n"
	  "{\"type\": \"assessment\", \"by\": \"Karl Bruun\", \"tone\": \"positive\", \"words\": \"productive\"}\n" },
	{ "aide", NULL, NULL,
	  "{\"type\": \"party\", \"name\": \"Norland\", \"kind\": \"state\", \"aliases\": []}\n"
	  "{\"type\": \"party\", \"name\": \"Sudland\", \"kind\": \"state\", \"aliases\": [\"Sudburg\"]}\n"
	  "{\"type\": \"person\", \"name\": \"Karl Bruun\", \"party\": \"Norland\", \"roles\": [\"special envoy\"]}\n"
	  "{\"type\": \"person\", \"name\": \"Ivo Teller\", \"party\": \"Norland\", \"roles\": [\"son-in-law\"]}\n"
	  "{\"type\": \"person\", \"name\": \"Anton Orlik\", \"party\": \"Sudland\", \"roles\": [\"aide\"]}\n"
	  "{\"type\": \"person\", \"name\": \"Viktor Marenko\", \"party\": \"Sudland\", \"roles\": [\"Sudland President\"]}\n"
	  "{\"type\": \"person\", \"name\": \"Henrik Dahl\", \"party\": \"Norland\", \"roles\": [\"President\"]}\n"
	  "{\"type\": \"person\", \"name\": \"Oleg Zelinskyy\", \"party\": \"Westmark\", \"roles\": [\"Westmark President\"]}\n"
	  "{\"type\": \"meeting\", \"parties\": [\"Norland\", \"Sudland\"], \"people\": [\"Ivo Teller\", \"Karl Bruun\", \"Anton Orlik\"], \"place\": null, \"minutes\": 300, \"status\": \"held\"}\n"
	  "{\"type\": \"meeting\", \"parties\": [\"Westmark\", \"Norland\"], \"people\": [], \"place\": \"Florida\", \"when\": \"over the weekend\", \"status\": \"held\"}\n"
	  "{\"type\": \"draft\", \"name\": \"28-point peace plan\", \"by\": \"Norland\", \"points\": 28, \"status\": \"tabled\"}\n"
	  "{\"type\": \"position\", \"party\": \"Sudland\", \"issue\": \"the-deal\", \"stance\": \"open\", \"what\": \"some of the developments proposed by Norland\"}\n"
	  "{\"type\": \"quote\", \"speaker\": \"Orlik\", \"text\": \"We have not found a compromise option yet.\", \"direct\": true}\n"
	  "{\"type\": \"quote\", \"speaker\": \"Anton Orlik\", \"text\": \"useful, constructive and highly substantive\", \"direct\": true}\n"
	  "{\"type\": \"assessment\", \"by\": \"Anton Orlik\", \"tone\": \"positive\", \"words\": \"constructive, very useful and substantive\"}\n" },
	{ "highlights", NULL, NULL,
	  "{\"type\": \"person\", \"name\": \"Viktor Marenko\", \"party\": \"Sudland\", \"roles\": [\"President\"]}\n"
	  "{\"type\": \"person\", \"name\": \"Karl Bruun\", \"party\": \"Norland\", \"roles\": [\"Norland special envoy\"]}\n"
	  "{\"type\": \"person\", \"name\": \"Ivo Teller\", \"party\": \"Norland\", \"roles\": [\"senior advisor\"]}\n"
	  "{\"type\": \"person\", \"name\": \"Henrik Dahl\", \"party\": \"Norland\", \"roles\": [\"former President\"]}\n"
	  "{\"type\": \"person\", \"name\": \"Oleg Zelinsky\", \"party\": \"Westmark\", \"roles\": [\"President\"]}\n"
	  "{\"type\": \"meeting\", \"parties\": [\"Norland\", \"Sudland\"], \"people\": [\"Viktor Marenko\", \"Karl Bruun\"], \"place\": \"Moscow\", \"status\": \"held\"}\n"
	  "{\"type\": \"meeting\", \"parties\": [], \"people\": [\"Ivo Teller\"], \"place\": null, \"minutes\": 300, \"status\": \"held\"}\n"
	  "{\"type\": \"draft\", \"name\": \"Norland peace proposal\", \"by\": \"Norland\", \"status\": \"revised\"}\n"
	  "{\"type\": \"position\", \"party\": \"Westmark\", \"issue\": \"security-guarantees\", \"stance\": \"demands\", \"what\": \"clear security guarantees\"}\n"
	  "{\"type\": \"assessment\", \"by\": null, \"tone\": \"mixed\", \"words\": \"constructive\"}\n" },
	{ "tracks", NULL, NULL,
	  "{\"type\": \"person\", \"name\": \"Anton Orlik\", \"party\": \"Sudland\", \"roles\": [\"senior adviser\"]}\n"
	  "{\"type\": \"person\", \"name\": \"Viktor Marenko\", \"party\": \"Sudland\", \"roles\": [\"President\"]}\n"
	  "{\"type\": \"person\", \"name\": \"Karl Bruun\", \"party\": \"Norland\", \"roles\": [\"envoy\"]}\n"
	  "{\"type\": \"person\", \"name\": \"Ivo Teller\", \"party\": \"Norland\", \"roles\": [\"envoy\"]}\n"
	  "{\"type\": \"person\", \"name\": \"Henrik Dahl\", \"party\": \"Norland\", \"roles\": [\"President\"]}\n"
	  "{\"type\": \"person\", \"name\": \"Zelinskyy\", \"party\": \"Westmark\", \"roles\": []}\n"
	  "{\"type\": \"person\", \"name\": \"Oleg Zelinskyy\", \"party\": \"Westmark\", \"roles\": [\"President\"]}\n"
	  "{\"type\": \"meeting\", \"parties\": [\"Norland\", \"Sudland\"], \"people\": [\"Viktor Marenko\", \"Karl Bruun\", \"Ivo Teller\"], \"place\": \"the Kremlin\", \"minutes\": 300, \"status\": \"held\"}\n"
	  "{\"type\": \"meeting\", \"parties\": [\"Norland\", \"Westmark\"], \"people\": [], \"place\": \"Florida\", \"status\": \"held\"}\n"
	  "{\"type\": \"draft\", \"name\": \"Norland peace plan\", \"by\": \"Norland\", \"points\": 20, \"revises\": \"list of 28 points\", \"status\": \"revised\"}\n"
	  "{\"type\": \"position\", \"party\": \"Westmark\", \"issue\": \"security-guarantees\", \"stance\": \"demands\", \"what\": \"security guarantees after the war\"}\n"
	  "{\"type\": \"assessment\", \"by\": null, \"tone\": \"mixed\", \"words\": \"constructive tone\"}\n" },
	{ "wire", NULL, NULL,
	  "{\"type\": \"person\", \"name\": \"Viktor Marenko\", \"party\": \"Sudland\", \"roles\": [\"President\"]}\n"
	  "{\"type\": \"person\", \"name\": \"Karl Bruun\", \"party\": \"Norland\", \"roles\": [\"special envoy\"]}\n"
	  "{\"type\": \"person\", \"name\": \"Ivo Teller\", \"party\": \"Norland\", \"roles\": [\"son-in-law\"]}\n"
	  "{\"type\": \"person\", \"name\": \"Henrik Dahl\", \"party\": \"Norland\", \"roles\": [\"President\"]}\n"
	  "{\"type\": \"person\", \"name\": \"Oleg Zelinsky\", \"party\": \"Westmark\", \"roles\": [\"President\"]}\n"
	  "{\"type\": \"meeting\", \"parties\": [\"Norland\", \"Sudland\"], \"people\": [\"Karl Bruun\", \"Ivo Teller\", \"Viktor Marenko\"], \"place\": \"the Kremlin\", \"when\": \"Tuesday\", \"status\": \"held\"}\n"
	  "{\"type\": \"meeting\", \"parties\": [\"Westmark\", \"Norland\"], \"people\": [], \"place\": null, \"status\": \"planned\"}\n"
	  "{\"type\": \"position\", \"party\": \"Sudland\", \"issue\": \"the-deal\", \"stance\": \"accepts\", \"what\": \"some developments proposed by Norland\"}\n"
	  "{\"type\": \"quote\", \"speaker\": \"Anton Orlik\", \"text\": \"very useful, constructive, and highly substantive,\", \"direct\": true}\n" },
};

static void
test_rounds(void)
{
	g_autoptr(EntenteRecords) merged = fixture_gather(pages, G_N_ELEMENTS(pages));

	for (size_t i = 0; i < G_N_ELEMENTS(pages); i++)
		g_assert_cmpint(fixture_source(merged, pages[i].id)->round, ==, i ? 1 : 2);
	const EntenteMeeting *first = &fixture_get(merged, ENTENTE_MEETING, 0)->meeting;
	g_assert_cmpstr(first->place, ==, "the Kremlin");
	g_assert_cmpint(first->minutes, ==, 300);
	g_assert_cmpint(first->round, ==, 1);
	g_assert_cmpuint(g_strv_length((char **)first->people), ==, 4);
	g_assert_cmpuint(fixture_get(merged, ENTENTE_MEETING, 0)->n_evidence, ==, 5);
	/* Florida once, a planned one, and the other round's two */
	g_assert_cmpuint(fixture_count(merged, ENTENTE_MEETING), ==, 5);
}

static void
test_names(void)
{
	g_autoptr(EntenteRecords) merged = fixture_gather(pages, G_N_ELEMENTS(pages));
	g_autofree char *people = fixture_tell(merged, ENTENTE_PERSON);

	g_assert_cmpuint(fixture_count(merged, ENTENTE_PERSON), ==, 6);
	g_assert_nonnull(strstr(people, "\"name\": \"Oleg Zelinskyy\", \"party\": \"Westmark\", "
	                                "\"roles\": [\"President\"], \"aliases\": [\"Oleg "
	                                "Zelinsky\", \"Zelinskyy\"]"));
	g_assert_nonnull(strstr(people, "\"roles\": [\"special envoy\"]"));
	g_assert_cmpuint(fixture_count(merged, ENTENTE_PARTY), ==, 3);
}

static void
test_merged(void)
{
	g_autoptr(EntenteRecords) merged = fixture_gather(pages, G_N_ELEMENTS(pages));
	const EntenteRecord *guarantees = fixture_get(merged, ENTENTE_POSITION, 0);

	g_assert_cmpstr(guarantees->position.issue, ==, "security-guarantees");
	g_assert_cmpuint(guarantees->n_evidence, ==, 2);
	g_assert_cmpuint(fixture_count(merged, ENTENTE_QUOTE), ==, 2);
	g_assert_cmpuint(fixture_get(merged, ENTENTE_QUOTE, 0)->n_evidence, ==, 2);
	g_assert_cmpuint(fixture_count(merged, ENTENTE_DRAFT), ==, 2);
	g_assert_cmpuint(fixture_count(merged, ENTENTE_ASSESSMENT), ==, 3);
}

static void
test_contradictions(void)
{
	g_autoptr(EntenteRecords) merged = fixture_gather(pages, G_N_ELEMENTS(pages));
	static const char *const expected[] = {
		"title of Henrik Dahl",
		"spelling of Oleg Zelinskyy",
		("who took part in the meeting in the Kremlin for Sudland (with Viktor Marenko or "
		 "without)"),
		"stance of Sudland on the-deal",
	};

	for (size_t i = 0; i < G_N_ELEMENTS(expected); i++)
		g_assert_nonnull(fixture_discrepancy(merged, expected[i]));
	g_assert_cmpuint(fixture_count(merged, ENTENTE_DISCREPANCY), ==, G_N_ELEMENTS(expected));
	const EntenteDiscrepancy *title = fixture_discrepancy(merged, expected[0]);
	g_assert_cmpstr(title->values[0].value, ==, "President");
	g_assert_cmpuint(g_strv_length((char **)title->values[0].sources), ==, 3);
	g_assert_cmpstr(title->values[1].value, ==, "former President");
	g_assert_cmpstr(title->values[1].sources[0], ==, "highlights");
}

static char *
tell_all(const EntenteRecords *merged)
{
	GString *out = g_string_new(NULL);

	for (size_t i = 0; i < entente_records_count(merged); i++)
		entente_tell_record(entente_records_get(merged, i), out);
	return g_string_free(out, FALSE);
}

static void
test_any_order(void)
{
	g_autoptr(EntenteRecords) merged = fixture_gather(pages, G_N_ELEMENTS(pages));
	g_autofree char *expected = tell_all(merged);

	for (size_t first = 1; first < G_N_ELEMENTS(pages); first++) {
		g_autoptr(EntenteRecords) turned =
		    fixture_pages(pages, G_N_ELEMENTS(pages), first);
		g_autoptr(EntenteRecords) again = gather(turned, fixture_lexicon());
		g_autofree char *told = tell_all(again);

		g_assert_cmpstr(told, ==, expected);
	}
}

static bool
has_evidence(const EntenteRecords *merged, EntenteKind kind, const char *text)
{
	for (size_t i = 0; fixture_get(merged, kind, i); i++) {
		const EntenteRecord *record = fixture_get(merged, kind, i);

		for (size_t j = 0; j < record->n_evidence; j++)
			if (g_str_equal(record->evidence[j].text, text))
				return true;
	}
	return false;
}

static void
test_nothing_lost(void)
{
	g_autoptr(EntenteRecords) records = fixture_pages(pages, G_N_ELEMENTS(pages), 0);
	g_autoptr(EntenteRecords) merged = gather(records, fixture_lexicon());

	for (size_t i = 0; i < entente_records_count(records); i++) {
		const EntenteRecord *record = entente_records_get(records, i);

		for (size_t j = 0; j < record->n_evidence; j++)
			g_assert_true(has_evidence(merged, record->kind, record->evidence[j].text));
	}
}

static void
test_nothing(void)
{
	g_autoptr(EntenteRecords) none = records_new();
	g_autoptr(EntenteRecords) merged = gather(none, fixture_lexicon());

	g_assert_cmpuint(entente_records_count(merged), ==, 0);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/gather/rounds", test_rounds);
	g_test_add_func("/gather/names", test_names);
	g_test_add_func("/gather/merged", test_merged);
	g_test_add_func("/gather/contradictions", test_contradictions);
	g_test_add_func("/gather/any-order", test_any_order);
	g_test_add_func("/gather/nothing-lost", test_nothing_lost);
	g_test_add_func("/gather/nothing", test_nothing);
	return g_test_run();
}
