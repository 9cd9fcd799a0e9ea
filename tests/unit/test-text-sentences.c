/* Where sentences begin and end, of what kind they are and where their content begins. */
#include "understand.h"

typedef struct {
	const char *text;
	const char *sentences; /* separated by | */
} Case;

static const Case cases[] = {
	{ "One side left. The other stayed!", "One side left.|The other stayed!" },
	{ "Gen. Stone met Mr. Bell. He left.", "Gen. Stone met Mr. Bell.|He left." },
	{ "She left the U.S. The talks go on.", "She left the U.S.|The talks go on." },
	{ "The U.S. House voted.", "The U.S. House voted." },
	{ "It opens at 9 a.m. Monday, on Jan. 4.", "It opens at 9 a.m. Monday, on Jan. 4." },
	{ "Aid rose 3.5 percent. It fell.", "Aid rose 3.5 percent.|It fell." },
	{ "A. B. Moss spoke. Plan B failed.", "A. B. Moss spoke.|Plan B failed." },
	{ "\u201cWe met. We ate,\u201d she said. Then \u201call left.\u201d He stayed.",
	  "\u201cWe met.|We ate,\u201d she said.|Then \u201call left.\u201d|He stayed." },
	{ "\"Why?\" he asked. \"No!\"", "\"Why?\" he asked.|\"No!\"" },
	{ "\"Will it hold?\" Ms. Bell asked. It may.",
	  "\"Will it hold?\" Ms. Bell asked.|It may." },
	{ "\"Will it hold?\" Ms. Bell hopes so.", "\"Will it hold?\"|Ms. Bell hopes so." },
	{ "(He left.) She did not.", "(He left.)|She did not." },
	{ "Prices \u2026 they rose. \u2026 And fell.",
	  "Prices \u2026 they rose. \u2026 And fell." },
	{ "He left.She stayed.", "He left.|She stayed." },
	{ "It cost 5. 20 people paid.", "It cost 5.|20 people paid." },
	{ "First line\n\n  Second line \nThird.", "First line|Second line|Third." },
	{ "1. No troops. No tanks.", "1. No troops.|No tanks." },
	{ "!!! ???", "!!! ???" },
};

static void
test_cases(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Arena) arena = arena_new();
		const Document *document = understand(arena, cases[i].text, NULL);
		g_autoptr(GString) sentences = g_string_new(NULL);

		for (size_t s = 0; s < document->n_sentences; s++) {
			if (s)
				g_string_append_c(sentences, '|');
			append_span(sentences, document, document->sentences[s].span);
		}
		g_assert_cmpstr(sentences->str, ==, cases[i].sentences);
	}
}

typedef struct {
	const char *text;
	SentenceKind kind;
	const char *content; /* the first word after a dateline or list mark */
} KindCase;

static const KindCase kind_cases[] = {
	{ "Envoys met in Riga.", SENTENCE_PROSE, "Envoys" },
	{ "What comes next", SENTENCE_HEADING, "What" },
	{ "He named three terms:", SENTENCE_PROSE, "He" },
	{ "- no troops", SENTENCE_LIST_ITEM, "no" },
	{ "\u2022 No troops.", SENTENCE_LIST_ITEM, "No" },
	{ "2. No troops.", SENTENCE_LIST_ITEM, "No" },
	{ "3) No troops.", SENTENCE_LIST_ITEM, "No" },
	{ "RIGA (Wire) - Envoys met.", SENTENCE_PROSE, "Envoys" },
	{ "(RIGA, Latvia) \u2014 Envoys met.", SENTENCE_PROSE, "Envoys" },
	{ "RIGA, March 3 -- Envoys met.", SENTENCE_PROSE, "Envoys" },
	{ "RIGA/OSLO, Dec 3 (Wire) - Envoys met.", SENTENCE_PROSE, "Envoys" },
	{ "Riga (Wire) \u2013 Envoys met.", SENTENCE_PROSE, "Envoys" },
	{ "(WIRE) Envoys met.", SENTENCE_PROSE, "Envoys" },
	{ "Envoys \u2014 all of them \u2014 met.", SENTENCE_PROSE, "Envoys" },
	{ "NATO envoys \u2014 all of them \u2014 met.", SENTENCE_PROSE, "NATO" },
};

static void
test_kinds(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(kind_cases); i++) {
		g_autoptr(Arena) arena = arena_new();
		const Document *document = understand(arena, kind_cases[i].text, NULL);
		g_autoptr(GString) content = g_string_new(NULL);

		g_assert_cmpuint(document->n_sentences, ==, 1);
		g_test_message("%s", kind_cases[i].text);
		g_assert_cmpint(document->sentences[0].kind, ==, kind_cases[i].kind);
		append_span(content, document,
		            document->words[document->sentences[0].content_word].span);
		g_assert_cmpstr(content->str, ==, kind_cases[i].content);
	}
}

/* Every word lies in its sentence, every sentence in its paragraph, in text order. */
static void
test_indices(void)
{
	g_autoptr(Arena) arena = arena_new();
	const Document *document =
	    understand(arena, "One. Two!\n\nThree? \u201cFour,\u201d he said.\nFive", NULL);
	uint32_t word = 0, sentence = 0;

	g_assert_cmpuint(document->n_paragraphs, ==, 3);
	for (size_t p = 0; p < document->n_paragraphs; p++) {
		const Paragraph *paragraph = &document->paragraphs[p];

		g_assert_cmpuint(paragraph->first_sentence, ==, sentence);
		for (uint32_t s = 0; s < paragraph->n_sentences; s++, sentence++) {
			const Sentence *at = &document->sentences[sentence];

			g_assert_cmpuint(at->paragraph, ==, p);
			g_assert_cmpuint(at->first_word, ==, word);
			for (; word < sentence_end(at); word++)
				g_assert_cmpuint(document->words[word].sentence, ==, sentence);
		}
	}
	g_assert_cmpuint(word, ==, document->n_words);
	g_assert_cmpuint(sentence, ==, document->n_sentences);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/text/sentences/cases", test_cases);
	g_test_add_func("/text/sentences/kinds", test_kinds);
	g_test_add_func("/text/sentences/indices", test_indices);
	return run_with_lexicon();
}
