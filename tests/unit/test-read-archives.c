/* gzip and zip: what is read of sound archives, of damaged ones and of bombs. */
#include "archives-fixture.h"

/* How an entry of a zip archive is written. */
typedef enum { PLAIN = 0, DEFLATE = 1, BEHIND = 2, ZIP64 = 4, SECRET = 8, BAD_SUM = 16 } Way;

static void
append_entry(GString *out, const char *name, const char *bytes, size_t length, Way way)
{
	g_autoptr(GString) packed = g_string_new(NULL);
	guint32 sum =
	    (guint32)crc32(0, (const Bytef *)bytes, (uInt)length) ^ (way & BAD_SUM ? 1 : 0);
	bool behind = way & BEHIND, wide = way & ZIP64;

	if (way & DEFLATE)
		append_deflated(packed, bytes, length, -15);
	else
		g_string_append_len(packed, bytes, (gssize)length);
	g_string_append_len(out, "PK\003\004\024\0", 6);
	append_number(out, (way & SECRET ? 1 : 0) | (behind ? 8 : 0), 2);
	append_number(out, way & DEFLATE ? 8 : 0, 2);
	append_number(out, 0, 4);
	append_number(out, behind ? 0 : sum, 4);
	append_number(out, behind ? 0 : wide ? G_MAXUINT32 : packed->len, 4);
	append_number(out, behind ? 0 : wide ? G_MAXUINT32 : length, 4);
	append_number(out, strlen(name), 2);
	append_number(out, wide && !behind ? 20 : 0, 2);
	g_string_append(out, name);
	if (wide && !behind) {
		append_number(out, 1, 2);
		append_number(out, 16, 2);
		append_number(out, length, 8);
		append_number(out, packed->len, 8);
	}
	g_string_append_len(out, packed->str, (gssize)packed->len);
	if (!behind)
		return;
	g_string_append_len(out, "PK\007\010", 4);
	append_number(out, sum, 4);
	append_number(out, packed->len, wide ? 8 : 4);
	append_number(out, length, wide ? 8 : 4);
}

/* Readers of an archive from its front need no more of its directory than the mark. */
static void
append_directory(GString *out)
{
	g_string_append_len(out, "PK\001\002", 4);
}

static void
test_gzip(void)
{
	g_autoptr(GString) one = gzipped(LONG_A "\n", strlen(LONG_A "\n"));
	g_autoptr(GString) two = gzipped(LONG_B, strlen(LONG_B));
	g_autoptr(GString) both = g_string_new_len(one->str, (gssize)one->len);
	g_autoptr(GString) html = gzipped(PAGE, strlen(PAGE));

	g_string_append_len(both, two->str, (gssize)two->len);
	check_told("both.txt.gz", both->str, both->len, "both [||||] " LONG_A "/" LONG_B "\n");
	g_string_append_len(both, "\0\0\0", 3);
	check_told("zeros.txt.gz", both->str, both->len,
	           "zeros [||||] " LONG_A "/" LONG_B "\n");
	g_string_append(both, "x");
	check_told("more.gz", both->str, both->len,
	           "input: 'more.gz': damaged: what follows the compressed data is no gzip\n");
	check_told("cut.gz", one->str, one->len - 1,
	           "input: 'cut.gz': damaged: it ends too early\n");
	check_told("start.gz", one->str, 5, "input: 'start.gz': damaged: it ends too early\n");
	check_told("page.gz", html->str, html->len, "page [Talks||||] " LONG_A "\n");
	one->str[one->len - 6] ^= 1;
	check_told("sum.gz", one->str, one->len,
	           "input: 'sum.gz': damaged: the compressed data are not sound\n");
}

/* The lines before the damage are read, and nothing of the one in it. */
static void
test_gzip_lines(void)
{
	static const char lines[] = "{\"text\":\"One.\"}\n{\"text\":\"Two.\"}\n{\"text\":\"";
	g_autoptr(GString) in = gzipped(lines, sizeof lines - 1);

	check_told("l.jsonl.gz", in->str, in->len - 3,
	           "l-1 [||||] One.\nl-2 [||||] Two.\n"
	           "input: 'l.jsonl.gz': damaged: it ends too early\n");
}

static void
test_layers(void)
{
	g_autoptr(GString) in = g_string_new(LONG_A);

	for (int i = 0; i < 4; i++) {
		g_autoptr(GString) inner = g_steal_pointer(&in);

		in = gzipped(inner->str, inner->len);
	}
	check_told("a.gz", in->str, in->len, "a [||||] " LONG_A "\n");
	g_autoptr(GString) zip = g_string_new(NULL);
	append_entry(zip, "b.gz", in->str, in->len, PLAIN);
	append_directory(zip);
	check_told("a.zip", zip->str, zip->len,
	           "limit: 'a.zip/b.gz': archives within more than 4 others, the limit\n");
}

static void
test_zip(void)
{
	static const Way ways[] = {
		PLAIN,         DEFLATE,         PLAIN | BEHIND,         DEFLATE | BEHIND,
		PLAIN | ZIP64, DEFLATE | ZIP64, PLAIN | BEHIND | ZIP64, DEFLATE | BEHIND | ZIP64
	};

	for (unsigned i = 0; i < G_N_ELEMENTS(ways); i++) {
		g_autoptr(GString) in = g_string_new(NULL);

		append_entry(in, "one.txt", LONG_A, strlen(LONG_A), ways[i]);
		append_entry(in, "sub/", "", 0, PLAIN);
		append_entry(in, "sub/.hidden.txt", "No.", 3, ways[i]);
		append_entry(in, "__MACOSX/x.txt", "No.", 3, ways[i]);
		append_entry(in, "sub\\pic.png", "\x89PNG\r\n\x1a\nPK\007\010PK\003", 15,
		             ways[i]);
		append_entry(in, "sub/tw\x81.html", PAGE, strlen(PAGE), ways[i]);
		append_directory(in);
		check_told("a.zip", in->str, in->len,
		           "one [||||] " LONG_A "\n"
		           "input: 'a.zip/sub/pic.png': an image, not a page\n"
		           "tw\xc3\xbc [Talks||||] " LONG_A "\n");
	}
}

/* One damaged entry between two that are not. */
static const struct {
	const char *name;
	Way way;
	int cut, flip; /* bytes left out at its end, byte changed from there; 0 for none */
	const char *out;
} damages[] = {
	{ "secret.txt", DEFLATE | SECRET, 0, 0, "input: 'a.zip/secret.txt': encrypted\n" },
	{ "secret.txt", DEFLATE | SECRET | BEHIND, 0, 0,
	  "input: 'a.zip/secret.txt': encrypted\n" },
	{ "sum.txt", DEFLATE | BAD_SUM, 0, 0,
	  "input: 'a.zip/sum.txt': damaged: its check sum does not fit\n" },
	{ "sum.txt", PLAIN | BAD_SUM | BEHIND, 0, 0,
	  "input: 'a.zip/sum.txt': damaged: its check sum does not fit\n" },
	{ "flip.txt", PLAIN, 0, 9,
	  "input: 'a.zip/flip.txt': damaged: its check sum does not fit\n" },
	{ "flip.txt", DEFLATE | BEHIND, 0, 60,
	  "input: 'a.zip/flip.txt': damaged: the compressed data are not sound\n" },
	{ "cut.txt", DEFLATE | BEHIND, 30, 0,
	  "input: 'a.zip/cut.txt': damaged: it ends too early\n" },
	{ "cut.txt", DEFLATE, 30, 0,
	  "input: 'a.zip/cut.txt': damaged: the compressed data are not sound\n" },
	{ "sizes.txt", DEFLATE | BEHIND, 0, 5,
	  "input: 'a.zip/sizes.txt': damaged: its sizes do not fit\n" },
};

static void
test_zip_damages(void)
{
	for (unsigned i = 0; i < G_N_ELEMENTS(damages); i++) {
		g_autoptr(GString) in = g_string_new(NULL);
		g_autofree char *out =
		    g_strconcat("one [||||] One.\n", damages[i].out, "two [||||] Two.\n", NULL);

		append_entry(in, "one.txt", "One.", 4, DEFLATE);
		append_entry(in, damages[i].name, LONG_A, strlen(LONG_A), damages[i].way);
		g_string_truncate(in, in->len - (gsize)damages[i].cut);
		if (damages[i].flip)
			in->str[in->len - (gsize)damages[i].flip] ^= 0x55;
		append_entry(in, "two.txt", "Two.", 4, DEFLATE | BEHIND);
		append_directory(in);
		check_told("a.zip", in->str, in->len, out);
	}
}

/* Archives that are strange as a whole. */
static void
test_zip_strangers(void)
{
	g_autoptr(GString) in = g_string_new(NULL);

	check_told("empty.zip", "PK\005\006", 4, "input: 'empty.zip': no pages in it\n");
	append_entry(in, "[Content_Types].xml", "<x/>", 4, DEFLATE);
	append_entry(in, "word/document.xml", "<x/>", 4, DEFLATE);
	append_directory(in);
	check_told("a.docx", in->str, in->len,
	           "input: 'a.docx': an office document or e-book, not a page\n");
	g_string_truncate(in, 0);
	append_entry(in, "a.txt", "One.", 4, DEFLATE);
	check_told("open.zip", in->str, in->len,
	           "a [||||] One.\ninput: 'open.zip': damaged: it ends too early\n");
	g_string_append(in, "and some bytes that are none of its own");
	append_entry(in, "b.txt", "Two.", 4, DEFLATE);
	append_directory(in);
	check_told("strange.zip", in->str, in->len,
	           "a [||||] One.\ninput: 'strange.zip': damaged: no entry begins where one "
	           "should\nb [||||] Two.\n");
	in->str[8] = 14;
	check_told("lzma.zip", in->str, in->len,
	           "input: 'lzma.zip/a.txt': compressed in a way that is not read (method 14)\n"
	           "b [||||] Two.\n");
	g_string_truncate(in, 20);
	check_told("short.zip", in->str, in->len,
	           "input: 'short.zip': damaged: it ends too early\n");
}

static void
test_bombs(void)
{
	g_autoptr(GString) much = flood(LONG_A, "x ", 10 * 1000 * 1000);
	g_autoptr(GString) page = flood("<html><p>" LONG_A "</p>", "<p>x</p>", 20 * 1000);
	g_autoptr(GString) long_page = g_string_new("<html><p>" LONG_A "</p>");
	g_autoptr(GString) in = gzipped(much->str, much->len), zip = g_string_new(NULL);
	g_autoptr(GRand) random = g_rand_new_with_seed(7);

	check_told("a.gz", in->str, in->len,
	           "limit: 'a.gz': expands to more than 100 times its size, the limit\n");
	append_entry(zip, "one.txt", "One.", 4, DEFLATE);
	append_entry(zip, "a.txt", much->str, much->len, DEFLATE | BEHIND);
	check_told(
	    "a.zip", zip->str, zip->len,
	    "one [||||] One.\n"
	    "limit: 'a.zip/a.txt': expands to more than 100 times its size, the limit\n");
	/* a bomb in pieces, each of them small enough */
	g_string_truncate(zip, 0);
	for (int i = 0; i < 400; i++)
		append_entry(zip, ".x", page->str, 64 * 1000, DEFLATE | BEHIND);
	append_entry(zip, "one.txt", "One.", 4, DEFLATE);
	check_told("pieces.zip", zip->str, zip->len,
	           "limit: 'pieces.zip': expands to more than 100 times its size, the limit\n");
	while (long_page->len < 15 * 1000 * 1000)
		g_string_append_printf(long_page, "<p>%u</p>", g_rand_int(random));
	g_string_truncate(in, 0);
	append_deflated(in, long_page->str, long_page->len, 31);
	check_told("b.gz", in->str, in->len,
	           "limit: 'b.gz': longer than 5 MB packed, the limit for a page\n");
}

static const Flood floods[] = {
	{ "entries.zip", "", "PK\003\004", "input: 'entries.zip/", 1000000 },
};

static void
test_floods(void)
{
	check_floods(floods, G_N_ELEMENTS(floods));
}

/* A file of very many members of one byte each. */
static void
test_members(void)
{
	g_autoptr(GString) in = g_string_new(NULL), one = gzipped("x", 1),
			   text = gzipped(LONG_A "\n", strlen(LONG_A "\n"));

	g_string_append_len(in, text->str, (gssize)text->len);
	for (int i = 0; i < 200000; i++)
		g_string_append_len(in, one->str, (gssize)one->len);
	Telling telling = told("a.gz", in->str, in->len);
	g_assert_true(g_str_has_prefix(telling.out->str, "a [||||] " LONG_A "/xxxxxxxx"));
	g_string_free(telling.out, TRUE);
}

static void
test_damage(void)
{
	g_autoptr(GPtrArray) seeds = g_ptr_array_new_with_free_func(free_string);
	GString *zip = g_string_new(NULL);

	append_entry(zip, "a.txt", LONG_A, strlen(LONG_A), DEFLATE | BEHIND);
	append_entry(zip, "b.html", PAGE, strlen(PAGE), PLAIN | BEHIND);
	append_entry(zip, "c.txt", LONG_B, strlen(LONG_B), DEFLATE);
	append_directory(zip);
	g_ptr_array_add(seeds, zip);
	g_ptr_array_add(seeds, gzipped(zip->str, zip->len));
	g_ptr_array_add(seeds, gzipped(PAGE, strlen(PAGE)));
	check_damage(seeds, 3000);
}

static bool
stop(Article *article, gpointer user_data)
{
	++*(unsigned *)user_data;
	article_free(article);
	return false;
}

static bool
no_problem(const GError *why, gpointer user_data)
{
	(void)user_data;
	g_error("%s", why->message);
	return false;
}

/* A sink that has had enough gets no more. */
static void
test_stop(void)
{
	g_autoptr(GString) zip = g_string_new(NULL);
	unsigned n = 0;
	const ReadSink sink = { stop, no_problem, &n, NULL };

	append_entry(zip, "a.txt", LONG_A, strlen(LONG_A), DEFLATE | BEHIND);
	append_entry(zip, "b.txt", LONG_B, strlen(LONG_B), DEFLATE | BEHIND);
	g_assert_false(read_bytes("a.zip", zip->str, zip->len, lexicon, &sink));
	g_assert_cmpuint(n, ==, 1);
}

static void
add_tests(void)
{
	g_test_add_func("/archives/gzip", test_gzip);
	g_test_add_func("/archives/gzip-lines", test_gzip_lines);
	g_test_add_func("/archives/layers", test_layers);
	g_test_add_func("/archives/zip", test_zip);
	g_test_add_func("/archives/zip-damages", test_zip_damages);
	g_test_add_func("/archives/zip-strangers", test_zip_strangers);
	g_test_add_func("/archives/bombs", test_bombs);
	g_test_add_func("/archives/floods", test_floods);
	g_test_add_func("/archives/members", test_members);
	g_test_add_func("/archives/damage", test_damage);
	g_test_add_func("/archives/stop", test_stop);
}

int
main(int argc, char **argv)
{
	return run_tests(argc, argv, add_tests);
}
