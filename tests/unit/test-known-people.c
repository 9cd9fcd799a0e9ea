/* Sides of well-known people: from the year of the page, and never against the text. */
#include "extract/cast.h"
#include "model/article.h"
#include "text/text.h"

#include <string.h>

static const struct {
	const char *published, *text;
	const char *person, *party; /* NULL: no side may be told */
} cases[] = {
	{ "2019-05-02", "President Trump said on Monday that talks would go on.", "Trump",
	  "United States" },
	{ "2018-03-01", "The talks failed, said Chancellor Angela Merkel.", "Angela Merkel", "Germany" },
	/* out of office */
	{ "2024-03-01", "The talks failed, said Angela Merkel.", "Angela Merkel", NULL },
	/* one man in two places */
	{ "2013-06-01", "Senator Marco Rubio said he opposed the bill.", "Marco Rubio",
	  "Senate Republicans" },
	{ "2025-12-03", "Secretary Marco Rubio said there was progress.", "Marco Rubio",
	  "United States" },
	{ NULL, "Marco Rubio said there was progress.", "Marco Rubio", NULL },
	{ NULL, "Angela Merkel said there was progress.", "Angela Merkel", "Germany" },
	/* two who bear the name at one time: McConnell's Johnson, Downing Street's Johnson */
	{ "2020-02-01", "Mr. Johnson said there was progress.", "Johnson", NULL },
	/* what the page says goes first */
	{ "2019-05-02", "Syrian President Donald Trump said no.", "Donald Trump", "Syria" },
	{ "2019-05-02", "Analyst Angela Merkel said no.", "Angela Merkel", NULL },
	{ "2019-05-02", "President Ottokar Zlabinger said no.", "Ottokar Zlabinger", NULL },
};

static Lexicon *lexicon;

static void
test_sides(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Arena) arena = arena_new();
		const Article article = { .arena = arena,
			                  .text = cases[i].text,
			                  .length = (uint32_t)strlen(cases[i].text),
			                  .published = cases[i].published };
		g_autoptr(Cast) cast = cast_find(text_understand(&article, lexicon, NULL));
		const Person *found = NULL;

		for (guint j = 0; j < cast->people->len; j++)
			if (g_str_equal(cast_person(cast, (int)j)->name, cases[i].person))
				found = cast_person(cast, (int)j);
		g_test_message("%s", cases[i].text);
		g_assert_nonnull(found);
		const char *party =
		    found->party == NOBODY ? NULL : cast_party(cast, found->party)->name;
		g_assert_cmpstr(party, ==, cases[i].party);
	}
}

static void
test_years(void)
{
	unsigned from = lexicon_column(lexicon, LEXICON_LEADERS, "from");
	unsigned until = lexicon_column(lexicon, LEXICON_LEADERS, "until");
	size_t n = lexicon_n_rows(lexicon, LEXICON_LEADERS);

	g_assert_cmpuint(n, >, 500);
	for (size_t row = 0; row < n; row++) {
		const char *const *cells = lexicon_row(lexicon, LEXICON_LEADERS, row);
		guint64 first = g_ascii_strtoull(cells[from], NULL, 10);

		g_test_message("%s", cells[0]);
		g_assert_true(strstr(cells[0], cells[1]));
		if (!*cells[from]) {
			g_assert_cmpstr(cells[until], ==, "");
			continue;
		}
		g_assert_cmpuint(first, >, 1900);
		if (*cells[until])
			g_assert_cmpuint(g_ascii_strtoull(cells[until], NULL, 10), >=, first);
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
	g_test_add_func("/known-people/sides", test_sides);
	g_test_add_func("/known-people/years", test_years);
	int status = g_test_run();
	lexicon_free(lexicon);
	return status;
}
