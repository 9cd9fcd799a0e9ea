/* Where words begin and end, and what the flags say of them. */
#include "understand.h"

typedef struct {
	const char *text;
	const char *words; /* separated by | */
} Case;

static const Case cases[] = {
	{ "They didn't stay.", "They|did|n't|stay|." },
	{ "They can't and won't.", "They|ca|n't|and|wo|n't|." },
	{ "She cannot; he\u2019ll see.", "She|can|not|;|he|\u2019ll|see|." },
	{ "I'd've gone.", "I|'d|'ve|gone|." },
	{ "Moldova's envoys' plan, the boss\u2019s.",
	  "Moldova|'s|envoys|'|plan|,|the|boss|\u2019s|." },
	{ "Mr. O'Neill at ten o'clock", "Mr.|O'Neill|at|ten|o'clock" },
	{ "A six-hour US-Chad cease-fire call", "A|six-hour|US-Chad|cease-fire|call" },
	{ "a 12-point text", "a|12-point|text" },
	{ "The U.N. and Gen. J. F. Stone met at 9 a.m. on Jan. 4.",
	  "The|U.N.|and|Gen.|J.|F.|Stone|met|at|9|a.m.|on|Jan.|4|." },
	{ "Is this No. 7? No.", "Is|this|No.|7|?|No|." },
	{ "700,000 at 4.5% or $6bn, 12:30", "700,000|at|4.5|%|or|$|6bn|,|12:30" },
	{ "P5+1, R&D and A/B", "P5+1|,|R&D|and|A|/|B" },
	{ "Wait -- what\u2014now... or \u2026 no?!",
	  "Wait|--|what|\u2014|now|...|or|\u2026|no|?!" },
	{ "(\u201cyes\u201d) [or] \"no\"", "(|\u201c|yes|\u201d|)|[|or|]|\"|no|\"" },
	{ "See https://talks.example/a?b=c, or write to desk@talks.example.",
	  "See|https://talks.example/a?b=c|,|or|write|to|desk@talks.example|." },
	{ "a\u00a0b\u2009c", "a|b|c" },
	{ "Z\u00fcrich\u2019s caf\u00e9", "Z\u00fcrich|\u2019s|caf\u00e9" },
	{ "ok \U0001F600\U0001F600", "ok|\U0001F600|\U0001F600" },
	{ "", "" },
};

static void
test_cases(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Arena) arena = arena_new();
		const Document *document = understand(arena, cases[i].text, NULL);
		g_autoptr(GString) words = g_string_new(NULL);

		for (size_t w = 0; w < document->n_words; w++) {
			if (w)
				g_string_append_c(words, '|');
			append_span(words, document, document->words[w].span);
		}
		g_assert_cmpstr(words->str, ==, cases[i].words);
	}
}

typedef struct {
	const char *text;
	size_t word;
	unsigned flags;
} FlagCase;

static const FlagCase flag_cases[] = {
	{ "Envoys met.", 0, WORD_CAPITAL | WORD_FIRST },
	{ "Envoys met.", 2, WORD_PUNCT | WORD_GLUED },
	{ "The NATO side", 1, WORD_CAPITAL | WORD_ALL_CAPS },
	{ "the U.S. side", 1, WORD_CAPITAL | WORD_ALL_CAPS },
	{ "some 4,000 left", 1, WORD_NUMBER },
	{ "some twelve left", 1, WORD_NUMBER },
	{ "an eBay 6-day sale", 2, 0 },
	{ "the rebels' chief", 2, WORD_PUNCT | WORD_GLUED | WORD_POSSESSIVE },
	{ "the rebel's chief", 2, WORD_GLUED | WORD_POSSESSIVE },
	{ "and it's over", 2, WORD_GLUED },
	{ "a \u201cgood\u201d day", 2, WORD_QUOTED | WORD_GLUED },
	{ "RIGA (Wire) - Talks began.", 5, WORD_CAPITAL | WORD_FIRST },
};

static void
test_flags(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(flag_cases); i++) {
		g_autoptr(Arena) arena = arena_new();
		const Document *document = understand(arena, flag_cases[i].text, NULL);

		g_assert_cmpuint(flag_cases[i].word, <, document->n_words);
		g_test_message("%s", flag_cases[i].text);
		g_assert_cmphex(document->words[flag_cases[i].word].flags, ==,
		                flag_cases[i].flags);
	}
}

static void
test_forms(void)
{
	g_autoptr(Arena) arena = arena_new();
	const Document *document = understand(arena, "WOULDN\u2019T the zyxxy", NULL);

	g_assert_cmpuint(document->n_words, ==, 4);
	g_assert_cmpstr(lexicon_word_text(lexicon, document->words[0].form), ==, "would");
	g_assert_cmpstr(lexicon_word_text(lexicon, document->words[1].form), ==, "n't");
	g_assert_cmpuint(document->words[2].form, ==, lexicon_word(lexicon, "The", 3));
	g_assert_cmpuint(document->words[3].form, ==, 0);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/text/words/cases", test_cases);
	g_test_add_func("/text/words/flags", test_flags);
	g_test_add_func("/text/words/forms", test_forms);
	return run_with_lexicon();
}
