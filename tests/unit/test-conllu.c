/* CoNLL-U: what is read, what is refused and in which words, and that it is written again. */
#include "text/conllu.h"

#include <entente/error.h>
#include <glib/gstdio.h>
#include <string.h>

#define REST          "\t_\t_\t_\t_\t0\troot\t_\t_\n"
#define WORD(n, form) n "\t" form REST

/* A file with this text, open and already without a name. */
static void
open_text(ConlluReader *reader, const char *text, size_t length)
{
	*reader = (ConlluReader){ .file = tmpfile(), .name = g_strdup("case") };
	g_assert_nonnull(reader->file);
	g_assert_cmpuint(fwrite(text, 1, length, reader->file), ==, length);
	rewind(reader->file);
}

/* "words of the first sentence,words of the second", and the error's message if there is one.
 */
static char *
read_text(const char *text, size_t length)
{
	g_autoptr(GString) seen = g_string_new(NULL);
	g_autoptr(GError) error = NULL;
	g_auto(ConlluReader) reader = { 0 };
	ConlluSentence sentence;

	open_text(&reader, text, length);
	while (conllu_next(&reader, &sentence, &error)) {
		for (size_t i = 0; i < sentence.n_words; i++)
			g_string_append_printf(seen, "%s%s", i ? " " : "",
			                       sentence.words[i].text);
		g_string_append_c(seen, ',');
		conllu_sentence_clear(&sentence);
	}
	if (error)
		g_string_append(seen, error->message);
	return g_string_free(g_steal_pointer(&seen), FALSE);
}

static const struct {
	const char *text, *seen;
} cases[] = {
	{ "", "" },
	{ "\n\n\n", "" },
	{ WORD("1", "Talks") WORD("2", "end") "\n", "Talks end," },
	{ WORD("1", "Talks") "\n\n\n" WORD("1", "End"), "Talks,End," },
	{ "\xef\xbb\xbf# sent_id = a\r\n1\tYes\t_\t_\t_\t_\t_\t_\t_\t_\r\n\r\n", "Yes," },
	{ WORD("1-2", "didn't") WORD("1", "did") WORD("2", "n't") "\n", "did n't," },
	{ WORD("0.1", "it") WORD("1", "rains") WORD("1.1", "x") WORD("1.2", "y"), "rains," },
	{ WORD("1", "10 000") "\n", "10 000," },
	{ WORD("1", "yes") "\n" WORD("2", "no"),
	  "yes,'case': line 3: the number is not that of word 1, nor of a token or node before "
	  "it" },
	{ WORD("1-3", "a") WORD("1", "a") WORD("2-3", "a") WORD("2", "b"),
	  "'case': line 3: the number is not that of word 2, nor of a token or node before "
	  "it" },
	{ WORD("1-2", "a") WORD("1", "a") "\n",
	  "'case': line 2: the last multiword token lacks words" },
	{ WORD("1-99999999999999999999", "a") WORD("1", "a"),
	  "'case': line 1: the number is not that of word 1, nor of a token or node before "
	  "it" },
	{ WORD("01", "a"), "'case': line 1: the number is not that of word 1, nor of a token "
	                   "or node before it" },
	{ "# text = nothing\n\n", "'case': line 1: a sentence without words" },
	{ "plain text\n", "'case': line 1: 1 column where ten belong, divided by tabs" },
	{ "# x\n1\ta\tb\n", "'case': line 2: 3 columns where ten belong, divided by tabs" },
	{ "1\ta" REST "2\ta\t_" REST,
	  "'case': line 2: 11 columns where ten belong, divided by tabs" },
	{ WORD("1", ""), "'case': line 1: column 2 is empty" },
	{ "1\ta\t_\t_\t_\t_\t_\t_\t_\t\n", "'case': line 1: column 10 is empty" },
	{ WORD("1", "a\x1b[31m"), "'case': line 1: control character, byte 27" },
	{ WORD("1", "a\rb"), "'case': line 1: control character, byte 13" },
	{ WORD("1", "caf\xe9"), "'case': line 1: not UTF-8" },
};

static void
test_cases(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *seen = read_text(cases[i].text, strlen(cases[i].text));

		g_assert_cmpstr(seen, ==, cases[i].seen);
	}
}

static void
test_nul(void)
{
	const char text[] = "1\ta\0b" REST;
	g_autofree char *seen = read_text(text, sizeof text - 1);

	g_assert_cmpstr(seen, ==, "'case': line 1: control character, byte 0");
}

/* Lines and sentences without end are refused before they fill the memory. */
static void
test_bounds(void)
{
	g_autoptr(GString) text = g_string_new("1\t");

	while (text->len < 2 << 20)
		g_string_append(text, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
	g_autofree char *line = read_text(text->str, text->len);
	g_assert_cmpstr(line, ==, "'case': line 1: the line is too long");
	g_string_truncate(text, 0);
	for (unsigned i = 0; i < 1000001; i++)
		g_string_append(text, "#\n");
	g_autofree char *sentence = read_text(text->str, text->len);
	g_assert_cmpstr(sentence, ==, "'case': line 1000001: the sentence is too long");
}

static void
test_missing(void)
{
	g_autoptr(GError) error = NULL;
	ConlluReader reader;

	g_assert_false(conllu_open(&reader, "no/such\nfile", &error));
	g_assert_error(error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT);
	g_assert_cmpstr(error->message, ==, "'no/such?file': no such file or directory");
}

static void
test_written_again(void)
{
	static const char text[] = "# sent_id = a-1\n"
				   "# text = cannot\n"
				   "1-2\tcannot\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n"
				   "1\tcan\told\tX\tX\tA=B\t2\told\t2:aux\tM=1\n"
				   "2\tnot\told\tX\tX\t_\t0\troot\t_\t_\n"
				   "2.1\tgo\tgo\tVERB\tVB\t_\t_\t_\t0:root\t_\n\n";
	static const ParsedWord parsed[] = {
		{ .upos = UPOS_AUX,
		  .xpos = XPOS_MD,
		  .relation = REL_ROOT,
		  .lemma = "can",
		  .lemma_length = 3 },
		{ .upos = UPOS_PART,
		  .xpos = XPOS_RB,
		  .relation = REL_ADVMOD,
		  .head = 1,
		  .lemma = "" },
	};
	g_autoptr(GError) error = NULL;
	g_autoptr(GString) out = g_string_new(NULL);
	g_auto(ConlluReader) reader = { 0 };
	g_auto(ConlluSentence) sentence = { 0 };

	open_text(&reader, text, strlen(text));
	g_assert_true(conllu_next(&reader, &sentence, &error));
	conllu_append_sentence(out, &sentence, parsed);
	g_assert_cmpstr(out->str, ==,
	                "# sent_id = a-1\n"
	                "# text = cannot\n"
	                "1-2\tcannot\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n"
	                "1\tcan\tcan\tAUX\tMD\tA=B\t0\troot\t2:aux\tM=1\n"
	                "2\tnot\t_\tPART\tRB\t_\t1\tadvmod\t_\t_\n"
	                "2.1\tgo\tgo\tVERB\tVB\t_\t_\t_\t0:root\t_\n\n");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/conllu/cases", test_cases);
	g_test_add_func("/conllu/nul", test_nul);
	g_test_add_func("/conllu/bounds", test_bounds);
	g_test_add_func("/conllu/missing", test_missing);
	g_test_add_func("/conllu/written-again", test_written_again);
	return g_test_run();
}
