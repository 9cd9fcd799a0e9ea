/* The tables of states, sides, places and titles: each term is what the tokenizer makes of it
 * in a text, stands once in its table, and has a class and a kind that the reader knows. */
#include "model/article.h"
#include "text/text.h"

#include <string.h>

static Lexicon *lexicon;

static const struct {
	const char *name;
	LexiconTableId id;
} tables[] = {
	{ "countries", LEXICON_COUNTRIES },
	{ "parties", LEXICON_PARTIES },
	{ "places", LEXICON_PLACES },
	{ "titles", LEXICON_TITLES },
};

static const char *const kinds[] = {
	"state", "alliance", "government branch", "union", "company", "movement", "other", NULL
};

static const struct {
	LexiconTableId table;
	const char *column;
	const char *const *values;
} closed[] = {
	{ LEXICON_COUNTRIES, "kind", kinds },
	{ LEXICON_COUNTRIES, "class",
	  (const char *const[]){ "name", "name-caps", "adjective", "people", "capital", NULL } },
	{ LEXICON_PARTIES, "kind", kinds },
	{ LEXICON_PARTIES, "class",
	  (const char *const[]){ "name", "caps", "metonym", "adjective", "common", "government-word",
	                         NULL } },
	{ LEXICON_TITLES, "class",
	  (const char *const[]){ "honorific", "office", "spokesperson", "envoy", "aide", "family",
	                         "lawmaker", "rank", "union", "business", "expert", "media", NULL } },
	{ LEXICON_TITLES, "side", (const char *const[]){ "own", "none", NULL } },
};

/* The term as a text would have it: capitals, nothing between a word and its clitic, and a
 * name after it, so that titles keep their full stop. */
static char *
as_written(const char *term)
{
	g_autoptr(GString) text = g_string_new(NULL);

	for (const char *at = term; *at; at = g_utf8_next_char(at)) {
		bool starts = at == term || at[-1] == ' ';
		gunichar c = g_utf8_get_char(at);

		if (starts && (*at == '\'' || *at == ',') && text->len)
			g_string_truncate(text, text->len - 1);
		g_string_append_unichar(text, starts ? g_unichar_toupper(c) : c);
	}
	g_string_append(text, " Xanthe");
	return g_string_free(g_steal_pointer(&text), FALSE);
}

/* The words that the text stage finds, less the last, with spaces between. */
static char *
as_read(const char *text)
{
	g_autoptr(Arena) arena = arena_new();
	const Article article = { .arena = arena, .text = text, .length = (uint32_t)strlen(text) };
	const Document *document = text_understand(&article, lexicon, NULL);
	g_autoptr(GString) words = g_string_new(NULL);

	for (size_t i = 0; i + 1 < document->n_words; i++) {
		if (i)
			g_string_append_c(words, ' ');
		g_string_append(words, lexicon_word_text(lexicon, document->words[i].form));
	}
	return g_string_free(g_steal_pointer(&words), FALSE);
}

static void
test_terms(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(tables); i++) {
		size_t n = lexicon_n_rows(lexicon, tables[i].id);

		g_assert_cmpuint(n, >, 500);
		for (size_t row = 0; row < n; row++) {
			const char *term = lexicon_row(lexicon, tables[i].id, row)[0];
			g_autofree char *text = as_written(term);
			g_autofree char *read = as_read(text);

			g_assert_cmpstr(read, ==, term);
		}
	}
}

static void
test_terms_stand_once(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(tables); i++) {
		g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);

		for (size_t row = 0; row < lexicon_n_rows(lexicon, tables[i].id); row++) {
			const char *term = lexicon_row(lexicon, tables[i].id, row)[0];

			if (!g_hash_table_add(seen, (gpointer)term))
				g_error("%s.tsv has '%s' twice", tables[i].name, term);
		}
	}
}

static void
test_values(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(closed); i++) {
		unsigned column = lexicon_column(lexicon, closed[i].table, closed[i].column);

		for (size_t row = 0; row < lexicon_n_rows(lexicon, closed[i].table); row++) {
			const char *const *cells = lexicon_row(lexicon, closed[i].table, row);

			if (!g_strv_contains(closed[i].values, cells[column]))
				g_error("'%s': no %s '%s'", cells[0], closed[i].column, cells[column]);
		}
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_autofree char *dir = g_build_filename(g_getenv("ENTENTE_ROOT"), "lexicon", NULL);
	g_autoptr(GError) error = NULL;

	lexicon = lexicon_load(dir, "en", &error);
	g_assert_no_error(error);
	g_test_add_func("/gazetteers/terms", test_terms);
	g_test_add_func("/gazetteers/once", test_terms_stand_once);
	g_test_add_func("/gazetteers/values", test_values);
	int status = g_test_run();
	lexicon_free(lexicon);
	return status;
}
