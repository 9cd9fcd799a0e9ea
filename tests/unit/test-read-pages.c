/* Golden pages: each NAME.html or NAME.txt beside what is read from it, NAME.expected.
 *
 * With ENTENTE_ACCEPT set the expected files are written anew; read the diff. */
#include "read/read.h"

#include <string.h>

static Lexicon *lexicon;

static void
print_field(GString *out, const char *name, const char *value)
{
	if (value)
		g_string_append_printf(out, "%s: %s\n", name, value);
}

static bool
print_article(Article *article, gpointer user_data)
{
	GString *out = user_data;

	print_field(out, "id", article->id);
	print_field(out, "title", article->title);
	print_field(out, "outlet", article->outlet);
	print_field(out, "author", article->author);
	print_field(out, "published", article->published);
	print_field(out, "modified", article->modified);
	print_field(out, "language", article->language);
	print_field(out, "url", article->url);
	g_string_append_printf(out, "\n%s\n", article->text);
	article_free(article);
	return true;
}

static bool
print_problem(const GError *why, gpointer user_data)
{
	const char *slash = strrchr(why->message, '/');

	g_string_append_printf(user_data, "problem: '%s\n", slash ? slash + 1 : why->message);
	return true;
}

static void
test_page(gconstpointer data)
{
	const char *path = data;
	g_autoptr(GString) out = g_string_new(NULL);
	const ReadSink sink = { print_article, print_problem, out, NULL };
	g_autofree char *stem = g_strndup(path, (size_t)(strrchr(path, '.') - path));
	g_autofree char *expected_path = g_strconcat(stem, ".expected", NULL);
	g_autofree char *expected = NULL;

	read_path(path, lexicon, &sink);
	if (g_getenv("ENTENTE_ACCEPT"))
		g_assert_true(g_file_set_contents(expected_path, out->str, -1, NULL));
	g_assert_true(g_file_get_contents(expected_path, &expected, NULL, NULL));
	g_assert_cmpstr(out->str, ==, expected);
}

int
main(int argc, char **argv)
{
	const char *root = g_getenv("ENTENTE_ROOT");
	g_autofree char *pages = g_build_filename(root, "tests", "golden", "pages", NULL);
	g_autofree char *words = g_build_filename(root, "lexicon", NULL);
	g_autoptr(GDir) folder = g_dir_open(pages, 0, NULL);

	g_test_init(&argc, &argv, NULL);
	lexicon = lexicon_load(words, "en", NULL);
	g_assert_nonnull(lexicon);
	for (const char *name; (name = g_dir_read_name(folder));) {
		if (g_str_has_suffix(name, ".expected"))
			continue;
		g_autofree char *test = g_strconcat("/read/pages/", name, NULL);

		g_test_add_data_func_full(test, g_build_filename(pages, name, NULL), test_page,
		                          g_free);
	}
	int failed = g_test_run();
	lexicon_free(lexicon);
	return failed;
}
