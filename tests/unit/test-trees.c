/* Trees of documents: whatever the hyphens, every word's way leads up to a root. */
#include "text/parse-model.h"
#include "understand.h"

static ParseModel *model;

static void
assert_rooted(const Document *document)
{
	for (uint32_t word = 0; word < document->n_words; word++) {
		const Sentence *sentence = &document->sentences[document->words[word].sentence];
		uint32_t at = word, steps = 0;

		while (document->syntax[at].head != at) {
			at = document->syntax[at].head;
			g_assert_cmpuint(at, >=, sentence->first_word);
			g_assert_cmpuint(at, <, sentence_end(sentence));
			g_assert_cmpuint(steps++, <=, document->n_words);
		}
	}
}

static const Document *
with_trees(Arena *arena, const char *text)
{
	Article *article = arena_new0(arena, Article, 1);
	Parser *parser = parser_new(model);

	article->arena = arena;
	article->id = "case";
	article->text = text;
	article->length = (uint32_t)strlen(text);
	const Document *document = text_understand(article, lexicon, parser);
	parser_free(parser);
	return document;
}

static void
test_subject(void)
{
	g_autoptr(Arena) arena = arena_new();
	const Document *document = with_trees(arena, "The miners rejected the offer.");

	g_assert_cmpuint(document->syntax[2].head, ==, 2);
	g_assert_cmpint(document->syntax[1].relation, ==, REL_NSUBJ);
	g_assert_cmpuint(document->syntax[1].head, ==, 2);
	g_assert_cmpint(document->syntax[4].relation, ==, REL_OBJ);
	assert_rooted(document);
}

/* Words of a few kinds in random order, most of them compounds. */
static void
test_compounds(void)
{
	static const char *const words[] = { "Oslo-Bergen", "talks", "well-known", "and", "a-b-c-d",
		                             "said",        "that",  "re-elected", ",",   "five-hour",
		                             "the",         "so-so-so" };
	g_autoptr(GRand) random = g_rand_new_with_seed(7);

	for (int round = 0; round < 60; round++) {
		g_autoptr(Arena) arena = arena_new();
		g_autoptr(GString) text = g_string_new(NULL);
		int n = g_rand_int_range(random, 1, 60);

		for (int i = 0; i < n; i++)
			g_string_append_printf(text, "%s ",
			                       words[g_rand_int_range(random, 0, G_N_ELEMENTS(words))]);
		assert_rooted(with_trees(arena, text->str));
	}
}

int
main(int argc, char **argv)
{
	g_autoptr(GError) error = NULL;

	g_test_init(&argc, &argv, NULL);
	g_autofree char *path =
	    g_build_filename(g_getenv("ENTENTE_ROOT"), "data", "english.parse", NULL);
	model = parse_model_open(path, &error);
	g_assert_no_error(error);
	g_test_add_func("/trees/subject", test_subject);
	g_test_add_func("/trees/compounds", test_compounds);
	int failed = run_with_lexicon();
	parse_model_free(model);
	return failed;
}
