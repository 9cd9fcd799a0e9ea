/* Tags, lemmas, trees and names of sentences, and the bounds of the parser. */
#include "text/parse-model.h"

#include <string.h>

enum { WORDS_MAX = 2000 };

typedef struct {
	ParseModel *model;
	Parser *parser;
	ParseWord words[WORDS_MAX];
	ParsedWord parsed[WORDS_MAX];
} Fixture;

static void
set_up(Fixture *fixture, gconstpointer unused)
{
	g_autofree char *path =
	    g_build_filename(g_getenv("ENTENTE_ROOT"), "data", "english.parse", NULL);
	g_autoptr(GError) error = NULL;

	(void)unused;
	fixture->model = parse_model_open(path, &error);
	g_assert_no_error(error);
	fixture->parser = parser_new(fixture->model);
}

static void
tear_down(Fixture *fixture, gconstpointer unused)
{
	(void)unused;
	parser_free(fixture->parser);
	parse_model_free(fixture->model);
}

/* Parses the words of `text`, one space between two. */
static size_t
parse(Fixture *fixture, const char *text)
{
	size_t n = 0;

	while (*text) {
		size_t length = strcspn(text, " ");
		fixture->words[n++] = (ParseWord){ text, (uint32_t)length };
		text += length + (text[length] == ' ');
	}
	parse_sentence(fixture->parser, fixture->words, n, fixture->parsed);
	return n;
}

/* One word of a sentence, from 1, as it must be read. */
static const struct {
	const char *sentence;
	unsigned word;
	const char *upos, *lemma;
	unsigned head;
	const char *relation, *name;
} cases[] = {
	{ "The envoys met in Geneva on Tuesday .", 2, "NOUN", "envoy", 3, "nsubj", "none" },
	{ "The envoys met in Geneva on Tuesday .", 3, "VERB", "meet", 0, "root", "none" },
	{ "The envoys met in Geneva on Tuesday .", 5, "PROPN", "Geneva", 3, "obl", "place" },
	{ "Both sides rejected the draft .", 3, "VERB", "reject", 0, "root", "none" },
	{ "Both sides rejected the draft .", 5, "NOUN", "draft", 3, "obj", "none" },
	{ "The offer was refused by the union .", 2, "NOUN", "offer", 4, "nsubj:pass", "none" },
	{ "The offer was refused by the union .", 7, "NOUN", "union", 4, "obl:agent", "none" },
	{ "She said that they would not sign .", 2, "VERB", "say", 0, "root", "none" },
	{ "She said that they would not sign .", 7, "VERB", "sign", 2, "ccomp", "none" },
	{ "The minister 's plan failed .", 2, "NOUN", "minister", 4, "nmod:poss", "none" },
	{ "The plan that Anna Keller wrote failed .", 6, "VERB", "write", 2, "acl:relcl",
	  "none" },
	{ "President Anna Keller arrived in Norway .", 2, "PROPN", "Anna", 4, "nsubj",
	  "person" },
	{ "President Anna Keller arrived in Norway .", 6, "PROPN", "Norway", 4, "obl",
	  "place" },
	{ "The Norwegian government wants peace .", 2, "ADJ", "Norwegian", 3, "amod",
	  "nationality" },
	{ "The Norwegian government wants peace .", 5, "NOUN", "peace", 4, "obj", "none" },
	{ "Officials of the World Bank agreed .", 5, "PROPN", "Bank", 1, "nmod",
	  "organisation" },
};

static void
test_sentences(Fixture *fixture, gconstpointer unused)
{
	(void)unused;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		parse(fixture, cases[i].sentence);
		const ParsedWord *word = &fixture->parsed[cases[i].word - 1];
		g_autofree char *lemma = g_strndup(word->lemma, word->lemma_length);
		g_test_message("%s: word %u", cases[i].sentence, cases[i].word);
		g_assert_cmpstr(upos_name(word->upos), ==, cases[i].upos);
		g_assert_cmpstr(lemma, ==, cases[i].lemma);
		g_assert_cmpuint(word->head, ==, cases[i].head);
		g_assert_cmpstr(relation_name(word->relation), ==, cases[i].relation);
		g_assert_cmpstr(name_name(word->name), ==, cases[i].name);
	}
}

static void
assert_tree(const ParsedWord *parsed, size_t n)
{
	size_t roots = 0;

	for (size_t i = 0; i < n; i++) {
		size_t at = i, steps = 0;
		g_assert_cmpuint(parsed[i].head, <=, n);
		roots += parsed[i].head == 0;
		while (parsed[at].head && steps++ <= n)
			at = parsed[at].head - 1;
		g_assert_cmpuint(parsed[at].head, ==, 0);
		g_assert_true(parsed[i].upos < N_UPOS && parsed[i].xpos < N_XPOS);
		g_assert_true(parsed[i].relation < N_RELATIONS && parsed[i].name < N_NAMES);
		g_assert_true(parsed[i].name_begins <= (parsed[i].name != NAME_NONE));
	}
	g_assert_cmpuint(roots, ==, n > 0);
}

/* Whatever the bytes and however many words: one root, no cycle. */
static void
test_hostile(Fixture *fixture, gconstpointer unused)
{
	static const size_t lengths[] = { 0, 1, 2, 3, 399, 400, 401, 800, 801, WORDS_MAX };
	g_autofree char *bytes = g_malloc(1 << 16);
	g_autoptr(GRand) rand = g_rand_new_with_seed(5);

	(void)unused;
	for (size_t i = 0; i < 1 << 16; i++)
		bytes[i] = (char)g_rand_int_range(rand, 0, 256);
	for (size_t l = 0; l < G_N_ELEMENTS(lengths); l++) {
		for (size_t i = 0; i < lengths[l]; i++) {
			uint32_t size = (uint32_t)g_rand_int_range(rand, 0, i % 50 ? 20 : 5000);
			fixture->words[i] =
			    (ParseWord){ bytes + g_rand_int_range(rand, 0, (1 << 16) - 5000),
				         size };
		}
		parse_sentence(fixture->parser, fixture->words, lengths[l], fixture->parsed);
		assert_tree(fixture->parsed, lengths[l]);
	}
}

/* Nothing is left over from the sentence before. */
static void
test_again(Fixture *fixture, gconstpointer unused)
{
	const char *sentence = "The ceasefire may hold , she told reporters in Doha .";
	ParsedWord first[16];

	(void)unused;
	size_t n = parse(fixture, sentence);
	memcpy(first, fixture->parsed, n * sizeof first[0]);
	parse(fixture,
	      "Talks between the two sides , which began in May , have ended without a deal .");
	parse(fixture, sentence);
	for (size_t i = 0; i < n; i++) {
		g_assert_cmpuint(first[i].head, ==, fixture->parsed[i].head);
		g_assert_cmpuint(first[i].relation, ==, fixture->parsed[i].relation);
		g_assert_cmpuint(first[i].upos, ==, fixture->parsed[i].upos);
		g_assert_cmpuint(first[i].name, ==, fixture->parsed[i].name);
	}
}

static void
test_names_of_tags(void)
{
	for (int i = 0; i < N_UPOS; i++)
		g_assert_cmpint(upos_from_name(upos_name(i)), ==, i);
	for (int i = 0; i < N_XPOS; i++)
		g_assert_cmpint(xpos_from_name(xpos_name(i)), ==, i);
	for (int i = 0; i < N_RELATIONS; i++)
		g_assert_cmpint(relation_from_name(relation_name(i)), ==, i);
	g_assert_cmpint(upos_from_name("nothing"), ==, -1);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add("/parse/sentences", Fixture, NULL, set_up, test_sentences, tear_down);
	g_test_add("/parse/hostile", Fixture, NULL, set_up, test_hostile, tear_down);
	g_test_add("/parse/again", Fixture, NULL, set_up, test_again, tear_down);
	g_test_add_func("/parse/names-of-tags", test_names_of_tags);
	return g_test_run();
}
