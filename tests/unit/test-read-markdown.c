/* Markdown: its marks gone, its words kept; front matter; what only looks like it. */
#include "read/read.h"

#include <string.h>

static Lexicon *lexicon;

static void
tell_field(GString *out, const char *name, const char *value)
{
	if (value)
		g_string_append_printf(out, "%s=%s\n", name, value);
}

static bool
tell_article(Article *article, gpointer user_data)
{
	g_autofree char *text = g_strdup(article->text);

	g_strdelimit(text, "\n", '/');
	tell_field(user_data, "id", strcmp(article->id, "m") != 0 ? article->id : NULL);
	tell_field(user_data, "url", article->url);
	tell_field(user_data, "title", article->title);
	tell_field(user_data, "outlet", article->outlet);
	tell_field(user_data, "author", article->author);
	tell_field(user_data, "published", article->published);
	tell_field(user_data, "text", text);
	article_free(article);
	return true;
}

static bool
tell_problem(const GError *why, gpointer user_data)
{
	tell_field(user_data, "problem", why->message);
	return true;
}

static char *
told(const char *bytes, size_t length)
{
	GString *out = g_string_new(NULL);
	const ReadSink sink = { tell_article, tell_problem, out, NULL };

	g_assert_true(read_bytes("m", bytes, length, lexicon, &sink));
	return g_string_free(out, FALSE);
}

#define ONE "The two unions met the ministry of ports on Monday and left without a text."
#define TWO "A mediator will see both of them again on Friday, her office said in a note."

static const struct {
	const char *what, *in, *out;
} cases[] = {
	{ "headings", "# Dockers refuse\n\n" ONE "\n\n## What comes next\n\n" TWO "\n",
	  "title=Dockers refuse\ntext=Dockers refuse//" ONE "//What comes next//" TWO "\n" },
	{ "underlined headings",
	  "Dockers refuse\n==============\n\n" ONE
	  "\n\nWhat comes next\n---\n\n**So far:** " TWO "\n",
	  "title=Dockers refuse\ntext=Dockers refuse//" ONE "//What comes next//So far: " TWO
	  "\n" },
	{ "emphasis and links",
	  "# T one\n\nThe **two** *unions* __met__ the [ministry of ports](https://p.example "
	  "\"x\") "
	  "on `Monday` and ~~left~~ without a [text][1] <https://p.example/2>.\n\n[1]: "
	  "https://p.example/1\n",
	  "title=T one\ntext=T one//The two unions met the ministry of ports on Monday and "
	  "left "
	  "without a text https://p.example/2.\n" },
	{ "lists",
	  "# What they want\n\n" ONE
	  "\n\n- Higher *pay*\n- Shorter shifts\n  - by night\n\n1. First\n2. "
	  "Second\n\n" TWO "\n",
	  "title=What they want\ntext=What they want//" ONE
	  "//- Higher pay/- Shorter shifts/- by "
	  "night//- First/- Second//" TWO "\n" },
	{ "a loose list", "# What they want\n\n- Higher pay for all\n\n- Shorter shifts\n",
	  "title=What they want\ntext=What they want//- Higher pay for all/- Shorter "
	  "shifts\n" },
	{ "quotations",
	  "# Dockers refuse\n\n> \"We will not sign,\" she\n> said on Monday.\n\n" ONE "\n",
	  "title=Dockers refuse\ntext=Dockers refuse//\"We will not sign,\" she said on "
	  "Monday.//" ONE "\n" },
	{ "a table",
	  "# Where they stand\n\n| Side | Demand |\n|---|---:|\n| Union | 8 % |\n| **Port** | "
	  "3 % "
	  "|\n\n" ONE "\n",
	  "title=Where they stand\ntext=Where they stand//Side | Demand/Union | 8 %/Port | 3 "
	  "%//" ONE "\n" },
	{ "code", "# The draft\n\n" ONE "\n\n```\nArticle 1\n  [a](b) **c**\n```\n\n" TWO "\n",
	  "title=The draft\ntext=The draft//" ONE "//Article 1/[a](b) **c**//" TWO "\n" },
	{ "HTML and comments",
	  "# Dockers refuse\n\n<!-- not\nfor print -->\n\n" ONE
	  " <!-- nor this --> <b>So</b> it "
	  "is.\n\n<div class=\"box\">\n<p>" TWO
	  "</p>\n</div>\n\n<script>\nvar x = 1;\n</script>\n",
	  "title=Dockers refuse\ntext=Dockers refuse//" ONE " So it is.//" TWO "\n" },
	{ "pictures", "# Dockers refuse\n\n![The port at dawn](port.jpg \"x\")\n\n" ONE "\n",
	  "title=Dockers refuse\ntext=Dockers refuse//" ONE "\n" },
	{ "references and escapes",
	  "# Tom &amp; Ann\n\n" ONE " 2 \\* 3 &lt; 7 &#8211; so.\n\n## Next week\n\n" TWO,
	  "title=Tom & Ann\ntext=Tom & Ann//" ONE " 2 * 3 < 7 – so.//Next week//" TWO "\n" },
	{ "hard breaks",
	  "# Dockers refuse\n\nFirst line of it  \nsecond line\nof the same.\n\n## Next "
	  "week\n\n" TWO,
	  "title=Dockers refuse\ntext=Dockers refuse//First line of it/second line of the "
	  "same.//Next "
	  "week//" TWO "\n" },

	/* front matter */
	{ "YAML",
	  "---\ntitle: \"Dockers refuse: all\"\ndate: 2025-03-03 10:00\nauthor: 'Ada "
	  "Brook'\nurl: "
	  "https://g.example/1\nsite_name: Gazette\nlang: en\nid: g-1\ntags: [a, b]\n---\n" ONE
	  "\n",
	  "id=g-1\nurl=https://g.example/1\ntitle=Dockers refuse: all\noutlet=Gazette\n"
	  "author=Ada Brook\npublished=2025-03-03T10:00:00\ntext=Dockers refuse: all//" ONE
	  "\n" },
	{ "lists in YAML",
	  "\xef\xbb\xbf---\r\nauthors:\r\n  - Ada Brook\r\n  - name: \"Ivo "
	  "Maric\"\r\ntags:\r\n  - x\r\n"
	  "title: T one\r\n...\r\n\r\n# T one\r\n\r\n" ONE "\r\n",
	  "title=T one\nauthor=Ada Brook, Ivo Maric\ntext=T one//" ONE "\n" },
	{ "a list on one line",
	  "---\ntitle: T one\nauthors: [\"Ada Brook\", Ivo Maric]\n---\n" ONE "\n",
	  "title=T one\nauthor=Ada Brook, Ivo Maric\ntext=T one//" ONE "\n" },
	{ "TOML", "+++\ntitle = \"T one\"\ndate = 2025-03-03T10:00:00Z\n+++\n" ONE "\n",
	  "title=T one\npublished=2025-03-03T10:00:00Z\ntext=T one//" ONE "\n" },
	{ "front matter alone", "---\ntitle: T one\n---\n", "title=T one\ntext=T one\n" },
	{ "front matter that does not end", "---\ntitle: T one\n" ONE "\n",
	  "title=title: T one\ntext=title: T one/" ONE "\n" },

	/* plain text all the same */
	{ "a rule and a list",
	  "Dockers refuse\n\n- Higher pay\n- Shorter shifts\n\n---\n" ONE "\n",
	  "title=Dockers refuse\ntext=Dockers refuse//- Higher pay/- Shorter shifts//" ONE
	  "\n" },
	{ "a number sign", ONE "\n# 1 in the list of demands\n" TWO "\n",
	  "text=" ONE "/# 1 in the list of demands/" TWO "\n" },
	{ "stars", ONE " It is *not* over.\n" TWO "\n",
	  "text=" ONE " It is *not* over./" TWO "\n" },
};

static void
test_cases(void)
{
	for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *out = told(cases[i].in, strlen(cases[i].in));

		g_test_message("%s", cases[i].what);
		g_assert_cmpstr(out, ==, cases[i].out);
	}
}

/* Shapes that make parsers of Markdown slow. */
static const struct {
	const char *repeated;
	unsigned n;
} floods[] = {
	{ "[a]\n", 250000 },  { "[a]: u\n", 150000 }, { "*a **a ", 150000 }, { "[", 1000000 },
	{ "[a](b", 200000 },  { "> ", 500000 },       { "`a``b", 200000 },   { "<a ", 300000 },
	{ "![[]()", 150000 }, { "- ", 500000 },       { "|a", 500000 },      { "<!--", 250000 },
	{ "* a\n", 250000 },  { "&", 1000000 },       { "\\", 1000000 },     { "~~", 500000 },
};

static void
test_floods(void)
{
	for (unsigned i = 0; i < G_N_ELEMENTS(floods); i++) {
		g_autoptr(GString) page = g_string_new("---\ntitle: T one\n---\n");

		for (unsigned n = 0; n < floods[i].n; n++)
			g_string_append(page, floods[i].repeated);
		g_autofree char *out = told(page->str, page->len);
		g_test_message("%s", floods[i].repeated);
		g_assert_true(g_utf8_validate(out, -1, NULL));
	}
}

static void
test_damage(void)
{
	g_autoptr(GRand) random = g_rand_new_with_seed(3);

	for (int round = 0; round < 2000; round++) {
		g_autoptr(GString) page = g_string_new(cases[round % G_N_ELEMENTS(cases)].in);

		for (int i = g_rand_int_range(random, 1, 8); i > 0; i--)
			page->str[g_rand_int_range(random, 0, (gint32)page->len)] =
			    (char)g_rand_int_range(random, 1, 256);
		g_string_truncate(page,
		                  (gsize)g_rand_int_range(random, 1, (gint32)page->len + 1));
		g_autofree char *out = told(page->str, page->len);
		g_assert_true(g_utf8_validate(out, -1, NULL));
	}
}

int
main(int argc, char **argv)
{
	g_autofree char *words = g_build_filename(g_getenv("ENTENTE_ROOT"), "lexicon", NULL);

	g_test_init(&argc, &argv, NULL);
	lexicon = lexicon_load(words, "en", NULL);
	g_assert_nonnull(lexicon);
	g_test_add_func("/markdown/cases", test_cases);
	g_test_add_func("/markdown/floods", test_floods);
	g_test_add_func("/markdown/damage", test_damage);
	int failed = g_test_run();
	lexicon_free(lexicon);
	return failed;
}
