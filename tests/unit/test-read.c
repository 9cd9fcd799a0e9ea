/* The door of the read stage: kinds found by content, lines dropped, problems told, streams. */
#include "read/read.h"

#include <entente/error.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static Lexicon *lexicon;

/* What reading told, one line a fact. */
static bool
tell_article(Article *article, gpointer user_data)
{
	g_autofree char *line = g_strdup(article->text);

	g_strdelimit(line, "\n", '/');
	g_string_append_printf(user_data, "%s [%s] %s\n", article->id,
	                       article->title ? article->title : "", line);
	article_free(article);
	return true;
}

static bool
tell_problem(const GError *why, gpointer user_data)
{
	g_string_append_printf(user_data, "%s: %s\n",
	                       why->code == ENTENTE_ERROR_LIMIT ? "limit" : "input",
	                       why->message);
	g_assert_null(strchr(why->message, '\n'));
	return true;
}

static char *
told(const char *name, const char *bytes, size_t length)
{
	GString *out = g_string_new(NULL);
	const ReadSink sink = { tell_article, tell_problem, out, NULL };

	g_assert_true(read_bytes(name, bytes, length, lexicon, &sink));
	return g_string_free(out, FALSE);
}

#define LONG_A "The two unions met the ministry of ports on Monday and left without a text."
#define LONG_B "A mediator will see both of them again on Friday, her office said in a note."

static const struct {
	const char *name, *in, *out;
} cases[] = {
	/* plain text */
	{ "a.txt", "Dockers reject offer\n\n" LONG_A "\n",
	  "a [Dockers reject offer] Dockers reject offer//" LONG_A "\n" },
	{ "a.b.txt", LONG_A, "a.b [] " LONG_A "\n" },
	{ "title-twice.txt", "Dockers reject offer\n\nDockers reject offer\n\n" LONG_A,
	  "title-twice [Dockers reject offer] Dockers reject offer//" LONG_A "\n" },
	{ "label.txt", "News\nDockers reject offer\n" LONG_A,
	  "label [Dockers reject offer] Dockers reject offer/" LONG_A "\n" },
	{ "byline.txt", "Dockers reject offer\nBy Ann Reed\n" LONG_A,
	  "byline [Dockers reject offer] Dockers reject offer/" LONG_A "\n" },
	{ "not-byline.txt", "Dockers reject offer\nBy Monday both had left.\n" LONG_A,
	  "not-byline [Dockers reject offer] Dockers reject offer/By Monday both had "
	  "left./" LONG_A "\n" },
	{ "twice.txt", LONG_A "\n" LONG_B "\n" LONG_A "\n" LONG_B,
	  "twice [] " LONG_A "/" LONG_B "\n" },
	{ "twice-joined.txt", LONG_A "\n" LONG_B "\n" LONG_A " " LONG_B,
	  "twice-joined [] " LONG_A "/" LONG_B "\n" },
	{ "twice-byline.txt", LONG_A "\n" LONG_B "\n" LONG_A "\nAnn Reed in Hamburg\n" LONG_B,
	  "twice-byline [] " LONG_A "/" LONG_B "\n" },
	{ "cut.txt", LONG_A "\nLeave a Reply\nI think that they are all wrong about this one.",
	  "cut [] " LONG_A "\n" },
	{ "anew.txt",
	  LONG_A "\n" LONG_B "\nLeave a Reply\nNice one.\n" LONG_A "\n" LONG_B
	         "\nThe ports stay shut until then, all sides agree.",
	  "anew [] " LONG_A "/" LONG_B "/The ports stay shut until then, all sides agree.\n" },
	{ "links.txt",
	  LONG_A "\n\nRelated Articles\n\nOil Falls Again\n\nStorm Nears The Coast\n\n" LONG_B,
	  "links [] " LONG_A "//" LONG_B "\n" },
	{ "tail.txt",
	  LONG_A
	  "\n\nOil Falls Again In Asia\n\nStorm Nears The Coast\n\nNew Bridge Opens Late\n",
	  "tail [] " LONG_A "\n" },
	{ "two-headings.txt", LONG_A "\n\nWhat Comes Next\n\n" LONG_B,
	  "two-headings [] " LONG_A "//What Comes Next//" LONG_B "\n" },
	{ "whatsapp.txt",
	  LONG_A
	  "\nFollow the Harbour Post channel on WhatsApp:\nhttps://whatsapp.com/channel/0",
	  "whatsapp [] " LONG_A "\n" },
	{ "items.txt", "What they want\n- Higher pay\n- Shorter shifts\n" LONG_A,
	  "items [What they want] What they want/- Higher pay/- Shorter shifts/" LONG_A "\n" },
	{ "wrapped.txt",
	  "Dockers reject offer\n\nThe two unions met the ministry of ports\non Monday and "
	  "left without\na text they could\nsign.\n\n- one\n- two\n",
	  "wrapped [Dockers reject offer] Dockers reject offer//The two unions met the "
	  "ministry of ports on Monday and left without a text they could sign.//- one/- "
	  "two\n" },
	{ "quotes.txt", "\xe2\x80\x9cWe will not sign,\xe2\x80\x9d she said.",
	  "quotes [] \xe2\x80\x9cWe will not sign,\xe2\x80\x9d she said.\n" },

	/* JSON Lines */
	{ "l.jsonl",
	  "{\"id\":\"x\",\"title\":\"T\",\"text\":\"One.\"}\n\n{\"text\":\"Two.\"}\n",
	  "x [T] One.\nl-3 [] Two.\n" },
	{ "number.jsonl", "{\"id\":12,\"text\":\"One.\"}", "12 [] One.\n" },
	{ "array.json", "[\n {\"text\":\"One {.\"},\n {\"text\":\"Two \\\"}.\"}\n]\n",
	  "array-2 [] One {.\narray-3 [] Two \"}.\n" },
	{ "pretty.json", "{\n \"id\": \"x\",\n \"text\": \"One.\"\n}\n", "x [] One.\n" },
	{ "html.jsonl",
	  "{\"id\":\"x\",\"html\":\"<h1>Dockers reject offer</h1><p>" LONG_A "</p>\"}",
	  "x [Dockers reject offer] Dockers reject offer//" LONG_A "\n" },
	{ "mark.jsonl", "\xef\xbb\xbf{\"text\":\"One.\"}", "mark-1 [] One.\n" },
	{ "latin.jsonl", "{\"text\":\"Caf\xe9.\"}", "latin-1 [] Caf\xc3\xa9.\n" },
	{ "surrogates.jsonl", "{\"text\":\"a\\ud83d b\\\\ud83d \\ud83d\\ude42 \\ude42\"}",
	  "surrogates-1 [] a\xef\xbf\xbd b\\ud83d \xf0\x9f\x99\x82 \xef\xbf\xbd\n" },
	{ "notice.jsonl", "{\"text\":\"One talk.\\n\\nAdvertisement\\n\\nTwo talks.\"}",
	  "notice-1 [] One talk.//Two talks.\n" },
	{ "cut.jsonl", "{\"text\":\"" LONG_A " " LONG_B "\\nLeave a Reply\\nThree.\"}",
	  "cut-1 [] " LONG_A " " LONG_B "/Three.\n" },
	{ "short.jsonl", "{\"text\":\"One.\"}\n{\"text\":\"Tw",
	  "short-1 [] One.\ninput: 'short.jsonl' line 2: not valid JSON: it ends too early\n" },
	{ "bad.jsonl", "{\"a\" 1}\n{\"text\":\"Two.\"}\n",
	  "input: 'bad.jsonl' line 1: not valid JSON: ':' expected\nbad-2 [] Two.\n" },
	{ "none.jsonl", "{\"title\":\"T\"}\n", "input: 'none.jsonl' line 1: no text in it\n" },
	{ "list.jsonl", "{\"text\":\"One.\"}\n[1]\n",
	  "list-1 [] One.\ninput: 'list.jsonl' line 2: no JSON object\n" },
	{ "array-cut.json", "[{\"text\":\"One.\"},{\"text\":",
	  "array-cut-1 [] One.\ninput: 'array-cut.json' line 1: not valid JSON: it ends too "
	  "early\n" },

	/* no page */
	{ "e.txt", "", "input: 'e.txt': empty\n" },
	{ "b.txt", " \n ", "input: 'b.txt': no text in it\n" },
	{ "p.txt", "%PDF-1.7 ...", "input: 'p.txt': a PDF file, not a page\n" },
	{ "i.html", "\x89PNG\r\n\x1a\n", "input: 'i.html': an image, not a page\n" },
	{ "z.txt", "PK\003\004zip",
	  "input: 'z.txt': damaged: it ends too early\n" },
	{ "c.txt", "\x01\x02\x03\x04\x05\x06\x0e\x0f", "input: 'c.txt': binary, not a page\n" },
	{ "f.xml",
	  "<?xml version='1.0'?><rss version='2.0'><channel><title>A</title></channel></rss>",
	  "input: 'f.xml': a feed without items\n" },
	{ "x.xml",
	  "<?xml version='1.0'?>\n<urlset><url><loc>https://g.example/</loc></url></urlset>",
	  "input: 'x.xml': XML of a kind that is not known ('urlset'), not a page\n" },
	{ "n.html", "<html><head><title>A</title></head><body><nav>x</nav></body></html>",
	  "input: 'n.html': no text in it\n" },
};

static void
test_cases(void)
{
	for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *out = told(cases[i].name, cases[i].in, strlen(cases[i].in));

		g_test_message("%s", cases[i].name);
		g_assert_cmpstr(out, ==, cases[i].out);
	}
}

/* Floods: `unit` many times after a sound page. */
static const struct {
	const char *name, *start, *unit, *end;
	size_t times;
	const char *out; /* what is told begins so */
} floods[] = {
	{ "nested.html", "<html><p>" LONG_A, "<div>", "", 100000,
	  "limit: 'nested.html': elements nested deeper than 256 levels\n" },
	{ "bold.html", "<html><p>" LONG_A, "<b>", "", 100000,
	  "limit: 'bold.html': elements nested deeper than 256 levels\n" },
	{ "attributes.html", "<html><p>" LONG_A "<a ", "b=1 ", ">", 100000,
	  "limit: 'attributes.html': an element with more than 1000 attributes\n" },
	{ "attribute.html", "<html><p>" LONG_A "</p><a href='", "x", "'>", 4000000,
	  "attribute [] " LONG_A "\n" },
	{ "entities.html", "<html><p>" LONG_A "</p><p>", "&amp;x", "", 500000,
	  "entities [] " LONG_A "/" },
	{ "comments.html", "<html><p>" LONG_A "</p>", "<!--", "", 500000,
	  "comments [] " LONG_A "\n" },
	{ "ends.html", "<html><p>" LONG_A "</p>", "</div></x>", "", 300000,
	  "ends [] " LONG_A "\n" },
	{ "long.html", "<html><p>" LONG_A "</p>", "<p>x</p>", "", 700000,
	  "limit: 'long.html': longer than 5 MB, the limit for a page\n" },
	{ "long.txt", LONG_A, "x ", "", 2500000,
	  "limit: 'long.txt': longer than 5 MB, the limit for a page\n" },
	{ "headings.txt", LONG_A "\n", "Related Articles\n", "", 200000,
	  "headings [] " LONG_A "\n" },
	{ "line.jsonl", "{\"text\":\"", "xxxxxxxxxx", "\"}\n{\"text\":\"Two.\"}\n", 2100000,
	  "limit: 'line.jsonl' line 1: longer than 20 MB, the limit for an article\nline-2 [] "
	  "Two.\n" },
	{ "deep.json", "", "{\"text\":", "", 100000,
	  "input: 'deep.json' line 1: not valid JSON: maximum parsing depth reached\n" },
};

static void
test_floods(void)
{
	for (unsigned i = 0; i < G_N_ELEMENTS(floods); i++) {
		g_autoptr(GString) in = g_string_new(floods[i].start);

		for (size_t n = 0; n < floods[i].times; n++)
			g_string_append(in, floods[i].unit);
		g_string_append(in, floods[i].end);
		g_autofree char *out = told(floods[i].name, in->str, in->len);
		g_test_message("%s", floods[i].name);
		out[MIN(strlen(out), strlen(floods[i].out))] = '\0';
		g_assert_cmpstr(out, ==, floods[i].out);
	}
}

static void
write_file(const char *folder, const char *name, const char *text)
{
	g_autofree char *path = g_build_filename(folder, name, NULL);

	g_assert_true(g_file_set_contents(path, text, -1, NULL));
}

static char *
told_path(const char *path)
{
	GString *out = g_string_new(NULL);
	const ReadSink sink = { tell_article, tell_problem, out, NULL };

	g_assert_true(read_path(path, lexicon, &sink));
	return g_string_free(out, FALSE);
}

static void
remove_tree(const char *path)
{
	g_autoptr(GDir) folder =
	    g_file_test(path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open(path, 0, NULL);

	for (const char *name; folder && (name = g_dir_read_name(folder));) {
		g_autofree char *child = g_build_filename(path, name, NULL);

		remove_tree(child);
	}
	g_remove(path);
}

static void
test_folder(void)
{
	g_autofree char *root = g_dir_make_tmp("entente-XXXXXX", NULL);
	g_autofree char *sub = g_build_filename(root, "sub", NULL);
	g_autofree char *empty = g_build_filename(root, "sub", "empty", NULL);
	g_autofree char *loop = g_build_filename(root, "sub", "loop", NULL);
	g_autofree char *missing = g_build_filename(root, "missing.txt", NULL);

	g_assert_cmpint(g_mkdir_with_parents(empty, 0700), ==, 0);
	g_assert_cmpint(symlink("..", loop), ==, 0);
	write_file(root, "b.txt", "Two.");
	write_file(root, "a.txt", "One.");
	write_file(root, ".hidden.txt", "None.");
	write_file(sub, "c.txt", "Three.");
	g_autofree char *all = told_path(root), *none = told_path(empty),
			*no = told_path(missing);
	g_autofree char *no_pages = g_strdup_printf("input: '%s': no pages in it\n", empty);
	g_autofree char *no_file =
	    g_strdup_printf("input: '%s': no such file or directory\n", missing);
	g_assert_cmpstr(all, ==, "a [] One.\nb [] Two.\nc [] Three.\n");
	g_assert_cmpstr(none, ==, no_pages);
	g_assert_cmpstr(no, ==, no_file);
	remove_tree(root);
}

typedef struct {
	int pipe;
	unsigned n;
} Feed;

/* Each article asks for the next: reading that waited for the end would wait for ever. */
static bool
feed_next(Article *article, gpointer user_data)
{
	static const char line[] = "{\"text\":\"Another.\"}\n";
	Feed *feed = user_data;

	article_free(article);
	if (++feed->n < 3)
		g_assert_cmpint(write(feed->pipe, line, sizeof line - 1), ==, sizeof line - 1);
	else if (feed->pipe >= 0) {
		close(feed->pipe);
		feed->pipe = -1;
	}
	return true;
}

static bool
no_problem(const GError *why, gpointer user_data)
{
	(void)user_data;
	g_error("%s", why->message);
	return false;
}

static void
test_stream(void)
{
	int ends[2];
	static const char line[] = "{\"text\":\"One.\"}\n";

	g_assert_cmpint(pipe(ends), ==, 0);
	g_assert_cmpint(write(ends[1], line, sizeof line - 1), ==, sizeof line - 1);
	Feed feed = { ends[1], 0 };
	const ReadSink sink = { feed_next, no_problem, &feed, NULL };
	int saved = dup(STDIN_FILENO);
	dup2(ends[0], STDIN_FILENO);
	g_assert_true(read_path("-", lexicon, &sink));
	g_assert_cmpuint(feed.n, ==, 3);
	dup2(saved, STDIN_FILENO);
	close(saved);
	close(ends[0]);
}

static bool
stop(Article *article, gpointer user_data)
{
	++*(unsigned *)user_data;
	article_free(article);
	return false;
}

static void
test_stop(void)
{
	static const char lines[] = "{\"text\":\"One.\"}\n{\"text\":\"Two.\"}\n";
	unsigned n = 0;
	const ReadSink sink = { stop, no_problem, &n, NULL };

	g_assert_false(read_bytes("a.jsonl", lines, sizeof lines - 1, lexicon, &sink));
	g_assert_cmpuint(n, ==, 1);
}

/* Damaged pages of every kind end, and what is read of them is valid. */
static bool
check_article(Article *article, gpointer user_data)
{
	(void)user_data;
	g_assert_true(g_utf8_validate(article->text, (gssize)article->length, NULL));
	g_assert_true(!article->title || g_utf8_validate(article->title, -1, NULL));
	article_free(article);
	return true;
}

static bool
check_problem(const GError *why, gpointer user_data)
{
	(void)user_data;
	g_assert_true(g_utf8_validate(why->message, -1, NULL));
	return true;
}

static void
test_damage(void)
{
	static const char *const seeds[] = {
		"<!doctype html><html lang=en><head><meta charset=utf-8><script "
		"type=\"application/ld+json\">"
		"{\"@graph\":[{\"@type\":[\"NewsArticle\"],\"author\":[{\"name\":\"A "
		"B\"}]}]}</script></head>"
		"<body><table><tr><td>a<td>b<tr><td>c<td>d</table><ul><li><a "
		"href=x>y</a></ul><p>" LONG_A,
		"{\"id\":\"x\",\"html\":\"<p>" LONG_A
		"\",\"published\":\"2025-12-02\"}\n{\"text\":\"" LONG_B "\"}\n",
		"Title\n\nBy Ann Reed | 10:30\n" LONG_A
		"\nRelated Articles\nOne Two Three\n3 comments\n",
	};
	g_autoptr(GRand) random = g_rand_new_with_seed(11);
	const ReadSink sink = { check_article, check_problem, NULL, NULL };

	for (int round = 0; round < 3000; round++) {
		g_autofree char *page = g_strdup(seeds[round % G_N_ELEMENTS(seeds)]);
		size_t length = strlen(page);

		for (int i = g_rand_int_range(random, 1, 12); i > 0; i--)
			page[g_rand_int_range(random, 0, (gint32)length)] =
			    (char)g_rand_int_range(random, 1, 256);
		length = (size_t)g_rand_int_range(random, 1, (gint32)length + 1);
		g_assert_true(read_bytes("damaged", page, length, lexicon, &sink));
	}
}

int
main(int argc, char **argv)
{
	g_autofree char *words = g_build_filename(g_getenv("ENTENTE_ROOT"), "lexicon", NULL);

	g_test_init(&argc, &argv, NULL);
	lexicon = lexicon_load(words, "en", NULL);
	g_assert_nonnull(lexicon);
	g_test_add_func("/read/cases", test_cases);
	g_test_add_func("/read/floods", test_floods);
	g_test_add_func("/read/folder", test_folder);
	g_test_add_func("/read/stream", test_stream);
	g_test_add_func("/read/stop", test_stop);
	g_test_add_func("/read/damage", test_damage);
	int failed = g_test_run();
	lexicon_free(lexicon);
	return failed;
}
