/* Records read from JSON Lines: a round trip for every kind, and what must be refused. */
#include "model/records-json.h"

#include <entente/error.h>
#include <entente/tell.h>

#define EVIDENCE \
	", \"evidence\": [{\"source\": \"a\", \"start\": 3, \"end\": 9, \"text\": \"So it " \
	"is.\"}]}\n"

static const char every_kind[] =
    "{\"type\": \"source\", \"id\": \"a\", \"path\": \"a.txt\", \"outlet\": null, \"title\": "
    "\"Café \\\"talks\\\"\", \"author\": null, \"published\": \"2031-04-02\", "
    "\"language\": \"en\", \"chars\": 120, \"copy_of\": null, \"round\": 2}\n"
    "{\"type\": \"person\", \"name\": \"Ada Moss\", \"party\": null, \"roles\": "
    "[\"envoy\", \"judge\"]" EVIDENCE
    "{\"type\": \"party\", \"name\": \"Norland\", \"kind\": \"movement\", \"aliases\": []" EVIDENCE
    "{\"type\": \"meeting\", \"parties\": [\"Norland\", \"Sudland\"], \"people\": [], "
    "\"place\": \"Port Alma\", \"when\": \"on Monday\", \"date\": null, \"minutes\": 300, "
    "\"status\": \"cancelled\"" EVIDENCE
    "{\"type\": \"position\", \"party\": \"Norland\", \"issue\": \"fisheries\", \"stance\": "
    "\"refuses\", \"what\": \"a quota\", \"condition\": \"unless paid\", "
    "\"confidence\": 0.63" EVIDENCE
    "{\"type\": \"draft\", \"name\": \"plan\", \"by\": null, \"points\": null, \"revises\": "
    "null, \"status\": \"in force\", \"terms\": [\"peace\"]" EVIDENCE
    "{\"type\": \"quote\", \"speaker\": \"Ada Moss\", \"text\": \"No.\\n\", \"direct\": true, "
    "\"confidence\": 0.05" EVIDENCE
    "{\"type\": \"claim\", \"by\": \"Norland\", \"what\": \"it rained\", \"disputed_by\": "
    "[\"Sudland\"], \"confidence\": 1.00" EVIDENCE
    "{\"type\": \"assessment\", \"by\": null, \"tone\": \"mixed\", \"words\": \"slow\"" EVIDENCE
    "{\"type\": \"discrepancy\", \"about\": \"length\", \"values\": [{\"value\": \"five hours\", "
    "\"sources\": [\"a\"]}, {\"value\": \"four\", \"sources\": []}]" EVIDENCE;

static void
test_round_trip(void)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(EntenteRecords) records = records_from_json(every_kind, &error);
	g_autoptr(GString) out = g_string_new(NULL);

	g_assert_no_error(error);
	g_assert_cmpuint(entente_records_count(records), ==, ENTENTE_N_KINDS);
	for (size_t i = 0; i < entente_records_count(records); i++)
		entente_tell_record(entente_records_get(records, i), out);
	g_assert_cmpstr(out->str, ==, every_kind);
}

static void
test_missing(void)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(EntenteRecords) records = records_from_json(
	    "\n{\"type\": \"draft\", \"colour\": 7, \"by\": null}\r\n"
	    "{\"type\": \"party\", \"evidence\": [{\"source\": \"a\", \"text\": \"t\"}]}",
	    &error);

	g_assert_no_error(error);
	const EntenteDraft *draft = &entente_records_get(records, 0)->draft;
	g_assert_null(draft->name);
	g_assert_cmpint(draft->points, ==, ENTENTE_UNKNOWN);
	g_assert_cmpint(draft->status, ==, ENTENTE_DRAFT_UNKNOWN);
	const EntenteRecord *party = entente_records_get(records, 1);
	g_assert_cmpint(party->party.kind, ==, ENTENTE_OTHER_PARTY);
	g_assert_cmpuint(party->evidence[0].span.end, ==, 0);
}

static const struct {
	const char *jsonl, *message;
} refused[] = {
	{ "{\"type\": \"deal\"}", "line 1: 'type' is not a kind of record" },
	{ "[]", "line 1: 'type' is not a kind of record" },
	{ "\n{\"type\": \"party\", \"name\": 3}", "line 2: 'name' is not a string" },
	{ "{\"type\": \"party\", \"kind\": \"star\"}", "line 1: 'kind' is not one of its words" },
	{ "{\"type\": \"person\", \"roles\": [1]}", "line 1: 'roles' is not a string" },
	{ "{\"type\": \"person\", \"roles\": \"x\"}", "line 1: 'roles' is not a list of strings" },
	{ "{\"type\": \"draft\", \"points\": 9999999999}",
	  "line 1: 'points' is not a whole number" },
	{ "{\"type\": \"quote\", \"direct\": 1}", "line 1: 'direct' is not true or false" },
	{ "{\"type\": \"quote\", \"confidence\": \"0.5\"}",
	  "line 1: 'confidence' is not a number from 0 to 1" },
	{ "{\"type\": \"quote\", \"confidence\": 63}",
	  "line 1: 'confidence' is not a number from 0 to 1" },
	{ "{\"type\": \"quote\", \"evidence\": {}}", "line 1: 'evidence' is not a list" },
	{ "{\"type\": \"quote\", \"evidence\": [3]}", "line 1: 'source' is not a string" },
	{ "{\"type\": \"discrepancy\", \"values\": [3]}", "line 1: 'value' is not a string" },
};

static void
test_refused(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(refused); i++) {
		g_autoptr(GError) error = NULL;

		g_assert_null(records_from_json(refused[i].jsonl, &error));
		g_assert_error(error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT);
		g_assert_cmpstr(error->message, ==, refused[i].message);
	}
	g_autoptr(GError) error = NULL;
	g_assert_null(records_from_json("{\"type\": ", &error));
	g_assert_true(g_str_has_prefix(error->message, "line 1: "));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/records-json/round-trip", test_round_trip);
	g_test_add_func("/records-json/missing", test_missing);
	g_test_add_func("/records-json/refused", test_refused);
	return g_test_run();
}
