/* Inflection: by rule, with the irregular forms of irregular.tsv. */
#include "model/inflect.h"

typedef struct {
	const char *word;
	WordForm form;
	const char *inflected; /* NULL: no form of its own */
} Case;

static const Case cases[] = {
	{ "reject", FORM_THIRD, "rejects" },
	{ "reject", FORM_PAST, "rejected" },
	{ "reject", FORM_PARTICIPLE, NULL },
	{ "reject", FORM_ING, "rejecting" },
	{ "deny", FORM_THIRD, "denies" },
	{ "deny", FORM_PAST, "denied" },
	{ "push", FORM_THIRD, "pushes" },
	{ "agree", FORM_PAST, "agreed" },
	{ "agree", FORM_ING, "agreeing" },
	{ "drop", FORM_PAST, "dropped" },
	{ "commit", FORM_ING, "committing" },
	{ "refer", FORM_PAST, "referred" },
	{ "permit", FORM_PAST, "permitted" },
	{ "visit", FORM_PAST, "visited" },
	{ "cancel", FORM_PAST, "canceled|cancelled" },
	{ "begin", FORM_PAST, "began" },
	{ "begin", FORM_PARTICIPLE, "begun" },
	{ "begin", FORM_ING, "beginning" },
	{ "put", FORM_PAST, "put" },
	{ "put", FORM_ING, "putting" },
	{ "withdraw", FORM_PAST, "withdrew" },
	{ "withdraw", FORM_PARTICIPLE, "withdrawn" },
	{ "say", FORM_PAST, "said" },
	{ "lie", FORM_ING, "lying" },
	{ "proposal", FORM_PLURAL, "proposals" },
	{ "ally", FORM_PLURAL, "allies" },
	{ "crisis", FORM_PLURAL, "crises" },
	{ "spokeswoman", FORM_PLURAL, "spokeswomen" },
	{ "veto", FORM_PLURAL, "vetoes" },
	{ "news", FORM_PLURAL, NULL },
};

static void
test_cases(void)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *dir =
	    g_build_filename(g_getenv("ENTENTE_ROOT"), "lexicon", "en", NULL);
	g_autoptr(Inflections) inflections = inflections_load(dir, &error);

	g_assert_no_error(error);
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *inflected = inflect(inflections, cases[i].word, cases[i].form);

		g_assert_cmpstr(inflected, ==, cases[i].inflected);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/inflect/cases", test_cases);
	return g_test_run();
}
