/* Quotations: what stands between which marks, and what goes on from what. */
#include "understand.h"

typedef struct {
	const char *text;
	const char *quotations; /* separated by |, a + before one that goes on */
} Case;

static const Case cases[] = {
	{ "\u201cWe met,\u201d he said.", "We met," },
	{ "\"We met,\" he said. \"We ate.\"", "We met,|+We ate." },
	{ "\u201cWe met,\u201d he said, \u201cand ate.\u201d", "We met,|+and ate." },
	{ "It is \"good\" and the rest is \"bad\".", "good|bad" },
	{ "\u201cWe met,\u201c he said. \u201cNo.\u201d", "We met,|+No." },
	{ "\u00abWe met\u00bb, he said.", "We met" },
	{ "``We met,'' he said.", "We met," },
	{ "\u2018We met,\u2019 he said.", "We met," },
	{ "'We met,' he said. The envoys' plan isn't new.", "We met," },
	{ "'We know the envoys' plan,' he said.", "We know the envoys' plan," },
	{ "The envoys' plan and the rebels' plan", "" },
	{ "in the '90s it wasn't so", "" },
	{ "\u201cHe said \u2018never\u2019 twice.\u201d",
	  "He said \u2018never\u2019 twice.|never" },
	{ "\u201cOne day.\n\u201cAnother day,\u201d she said.", "One day.|+Another day," },
	{ "\u201cOne day.\nShe left.", "One day." },
	{ "She said \u201cone day. Then she left.\nHe stayed.", "one day." },
	{ "a 5\" pipe", "" },
	{ "\u201c\u201d and \"\"", "" },
	{ "\u201d \u2019 \u00bb", "" },
};

static void
test_cases(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Arena) arena = arena_new();
		const Document *document = understand(arena, cases[i].text, NULL);
		g_autoptr(GString) quotations = g_string_new(NULL);

		for (size_t q = 0; q < document->n_quotations; q++) {
			if (q)
				g_string_append_c(quotations, '|');
			if (document->quotations[q].continues)
				g_string_append_c(quotations, '+');
			append_span(quotations, document, document->quotations[q].span);
		}
		g_assert_cmpstr(quotations->str, ==, cases[i].quotations);
	}
}

static void
test_spans(void)
{
	g_autoptr(Arena) arena = arena_new();
	const Document *document =
	    understand(arena, "He said \u201cyes. No.\u201d Fine.", NULL);
	const Quotation *quotation = document->quotations;
	g_autoptr(GString) outer = g_string_new(NULL);

	g_assert_cmpuint(document->n_quotations, ==, 1);
	append_span(outer, document, quotation->outer);
	g_assert_cmpstr(outer->str, ==, "\u201cyes. No.\u201d");
	g_assert_cmpuint(quotation->first_word, ==, 3);
	g_assert_cmpuint(quotation->n_words, ==, 4);
	g_assert_cmpuint(quotation->first_sentence, ==, 0);
	g_assert_cmpuint(quotation->last_sentence, ==, 1);
	for (uint32_t w = 0; w < document->n_words; w++)
		g_assert_cmpint((document->words[w].flags & WORD_QUOTED) != 0, ==,
		                w >= 3 && w < 7);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/text/quotations/cases", test_cases);
	g_test_add_func("/text/quotations/spans", test_spans);
	return run_with_lexicon();
}
