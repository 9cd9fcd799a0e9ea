/* Web archives: their records, packed or not, sound or damaged. */
#include "archives-fixture.h"

#define RESPONSE                                                                               \
	"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://vale.example/1\r\n"       \
	"WARC-Date: 2025-12-02T10:00:00Z\r\nContent-Type: application/http\r\n"                \
	"Content-Length: "
#define OK_HTML  "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=windows-1252\r\n\r\n"
#define ARCHIVED "[Talks|||https://vale.example/1|2025-12-02T10:00:00Z] "

static const struct {
	const char *name, *in, *out;
} damaged[] = {
	{ "cut.warc", RESPONSE "157\r\n\r\n" OK_HTML "<html><p>" LONG_A,
	  "input: 'cut.warc/cut-1': damaged: it ends too early\n" },
	{ "head.warc", RESPONSE, "input: 'head.warc/head-1': damaged: it ends too early\n" },
	{ "negative.warc", RESPONSE "-1\r\n\r\nx",
	  "input: 'negative.warc/negative-1': damaged: its head is not sound\n" },
	{ "huge.warc", RESPONSE "99999999999999999999\r\n\r\nx",
	  "input: 'huge.warc/huge-1': damaged: its head is not sound\n" },
	{ "not-http.warc", RESPONSE "4\r\n\r\nxxxx\r\n\r\n",
	  "input: 'not-http.warc/not-http-1': damaged: no HTTP response in it\n" },
	{ "none.warc", "WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 2\r\n\r\nxx\r\n\r\n",
	  "input: 'none.warc': no pages in it\n" },
};

static void
test_damaged(void)
{
	for (unsigned i = 0; i < G_N_ELEMENTS(damaged); i++)
		check_told(damaged[i].name, damaged[i].in, strlen(damaged[i].in),
		           damaged[i].out);
}

static void
append_record(GString *out, const char *type, const char *kind, const char *more,
              const char *content, size_t length)
{
	g_string_append_printf(out,
	                       "WARC/1.1\r\nWARC-Type: %s\r\nWARC-Target-URI: "
	                       "https://vale.example/1\r\nWARC-Date: "
	                       "2025-12-02T10:00:00Z\r\nContent-Type: %s\r\n%sContent-Length: "
	                       "%zu\r\n\r\n",
	                       type, kind, more, length);
	g_string_append_len(out, content, (gssize)length);
	g_string_append(out, "\r\n\r\n");
}

#define HTTP "application/http; msgtype=response"

/* One record each. */
static const struct {
	const char *name, *type, *kind, *more, *content, *out;
} records[] = {
	{ "a.b.warc", "response", HTTP, "", OK_HTML PAGE, "a-b-1 " ARCHIVED LONG_A "\n" },
	{ "charset.warc", "response", HTTP, "", OK_HTML "<html><p>Caf\xe9. " LONG_A "</p>",
	  "charset-1 [|||https://vale.example/1|2025-12-02T10:00:00Z] Caf\xc3\xa9. " LONG_A
	  "\n" },
	{ "canonical.warc", "response", HTTP, "",
	  OK_HTML "<html><link rel=canonical href='https://vale.example/2'><p>" LONG_A "</p>",
	  "canonical-1 [|||https://vale.example/2|2025-12-02T10:00:00Z] " LONG_A "\n" },
	{ "resource.warc", "resource", "text/html", "", PAGE,
	  "resource-1 " ARCHIVED LONG_A "\n" },
	{ "text.warc", "conversion", "text/plain", "", LONG_A "\n\n" LONG_B,
	  "text-1 [|||https://vale.example/1|2025-12-02T10:00:00Z] " LONG_A "//" LONG_B "\n" },
	{ "mail.warc", "resource", "message/rfc822", "", MAIL "\r\n" LONG_A,
	  "mail-1 [Harbour talks|Vale Courier|2025-12-02T10:00:00+01:00||] " LONG_A "\n" },
	{ "chunked.warc", "response", HTTP, "",
	  "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
	  "9;x=y\r\n<html><p>\r\n4C\n" LONG_A "\n0\r\n\r\n",
	  "chunked-1 [|||https://vale.example/1|2025-12-02T10:00:00Z] " LONG_A "\n" },
	{ "joined.warc", "response", HTTP, "",
	  "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: "
	  "chunked\r\nContent-Encoding: br\r\n\r\n" PAGE,
	  "joined-1 " ARCHIVED LONG_A "\n" },
	{ "no-end.warc", "response", HTTP, "",
	  "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4C\r\n" LONG_A "\r\n",
	  "input: 'no-end.warc/no-end-1': damaged: its chunks end too early\n" },
	{ "coded.warc", "response", HTTP, "",
	  "HTTP/1.1 200 OK\r\nContent-Encoding: zstd\r\n\r\nx",
	  "input: 'coded.warc/coded-1': compressed in a way that is not read\n" },
	{ "part.warc", "response", HTTP, "WARC-Truncated: length\r\n", OK_HTML PAGE,
	  "input: 'part.warc/part-1': a part of the page only\n" },
	{ "pdf.warc", "response", HTTP, "",
	  "HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n%PDF-1.7",
	  "input: 'pdf.warc/pdf-1': a PDF file, not a page\n" },
	{ "nothing.warc", "response", HTTP, "", OK_HTML,
	  "input: 'nothing.warc/nothing-1': empty\n" },
	/* no pages, and none that anybody would miss */
	{ "moved.warc", "response", HTTP, "", "HTTP/1.1 301 Moved\r\nLocation: /\r\n\r\n" PAGE,
	  "input: 'moved.warc': no pages in it\n" },
	{ "image.warc", "response", HTTP, "",
	  "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG",
	  "input: 'image.warc': no pages in it\n" },
	{ "revisit.warc", "revisit", HTTP, "", "HTTP/1.1 200 OK\r\n\r\n",
	  "input: 'revisit.warc': no pages in it\n" },
	{ "request.warc", "request", HTTP, "", "GET / HTTP/1.1\r\n\r\n",
	  "input: 'request.warc': no pages in it\n" },
};

static void
test_records(void)
{
	for (unsigned i = 0; i < G_N_ELEMENTS(records); i++) {
		g_autoptr(GString) in = g_string_new(NULL);

		append_record(in, records[i].type, records[i].kind, records[i].more,
		              records[i].content, strlen(records[i].content));
		check_told(records[i].name, in->str, in->len, records[i].out);
		g_autoptr(GString) packed = gzipped(in->str, in->len);
		check_told(records[i].name, packed->str, packed->len, records[i].out);
	}
}

/* Bodies as servers pack them.  brotli has no encoder here: these bytes are "<p>" LONG_A. */
static void
test_codings(void)
{
	static const struct {
		const char *coding;
		int window_bits;
	} codings[] = {
		{ "gzip", 31 }, { "x-gzip", 31 }, { "deflate", 15 }, { "deflate", -15 }
	};
	static const char brotli[] =
	    "\x1b\x4d\x00\x20\x1c\xa9\xef\xf5\xd6\x21\x19\xa1\xd2\x8b\xc7\x07"
	    "\xfe\x67\x47\xfa\x80\x22\xcb\x02\x6e\x49\xab\x5d\x5f\xae\xca\xee"
	    "\x1c\xe3\x74\x50\xbe\xee\x9a\x70\xd0\x1d\xaf\xcc\xaa\x39\x23\xd2"
	    "\xca\xb3\xa3\xa0\x03\x7d\x8f\xa6\x56\xe6\x9c\xde\x67\x92\x41\x6c"
	    "\xb8\x92\x9b\x80\xf5\x99\x78\x0c";
	static const char out[] =
	    "coded-1 [|||https://vale.example/1|2025-12-02T10:00:00Z] " LONG_A "\n";

	for (unsigned i = 0; i <= G_N_ELEMENTS(codings); i++) {
		bool last = i == G_N_ELEMENTS(codings);
		g_autoptr(GString) in = g_string_new(NULL), content = g_string_new(NULL);

		g_string_append_printf(
		    content,
		    "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: "
		    "%s\r\n\r\n",
		    last ? "br" : codings[i].coding);
		if (last)
			g_string_append_len(content, brotli, sizeof brotli - 1);
		else
			append_deflated(content, "<p>" LONG_A, strlen("<p>" LONG_A),
			                codings[i].window_bits);
		append_record(in, "response", HTTP, "", content->str, content->len);
		check_told("coded.warc", in->str, in->len, out);
		/* cut off */
		g_string_truncate(in, 0);
		append_record(in, "response", HTTP, "", content->str, content->len - 9);
		check_told("coded.warc", in->str, in->len,
		           "input: 'coded.warc/coded-1': damaged: it ends too early\n");
	}
}

static const Flood floods[] = {
	{ "records.warc", "", "WARC/1.0\n",
	  "input: 'records.warc/records-1': damaged: ", 200000 },
	{ "fields.warc", "WARC/1.0\n", "a:\n",
	  "input: 'fields.warc/fields-1': damaged: its head is not sound\n", 2000000 },
	{ "lines.warc", "WARC/1.0\nWARC-Type: a\nContent-Length: 0\n\n", "\n",
	  "input: 'lines.warc': no pages in it\n", 5000000 },
	{ "line.warc", "WARC/1.0\n", "x", "input: 'line.warc/line-1': damaged: ", 3000000 },
	{ "nested.warc", "",
	  "WARC/1.0\nWARC-Type: resource\nWARC-Target-URI: http://a\nContent-Length: "
	  "4000013\n\n",
	  "input: 'nested.warc/nested-1': damaged: its length does not fit\n", 60000 },
};

static void
test_floods(void)
{
	check_floods(floods, G_N_ELEMENTS(floods));
}

enum { N_RECORDS = 9 };

static GString *
make_member(int number, GRand *random)
{
	g_autoptr(GString) page = g_string_new(OK_HTML "<html><p>" LONG_A "</p>"), record;

	g_string_append_printf(page,
	                       "<p>The talks on point number %d go on until then, all of "
	                       "them said: ",
	                       number);
	for (int i = g_rand_int_range(random, 10, 900); i > 0; i--)
		g_string_append_printf(page, "%u ", g_rand_int(random));
	g_string_append(page, "</p>");
	record = g_string_new(NULL);
	append_record(record, "response", HTTP, "", page->str, page->len);
	return gzipped(record->str, record->len);
}

/* Of an archive with one damaged record all others are read, and it is told of once. */
static void
test_damaged_member(void)
{
	g_autoptr(GRand) random = g_rand_new_with_seed(3);

	for (int round = 0; round < 300; round++) {
		g_autoptr(GString) in = g_string_new(NULL);
		int spoilt = g_rand_int_range(random, 0, N_RECORDS);

		for (int i = 0; i < N_RECORDS; i++) {
			g_autoptr(GString) member = make_member(i, random);
			gint32 length = (gint32)member->len;

			if (i == spoilt && round % 3 == 0)
				g_string_truncate(member,
				                  (gsize)g_rand_int_range(random, 1, length));
			else if (i == spoilt)
				member->str[g_rand_int_range(random, 10, length)] ^=
				    (char)g_rand_int_range(random, 1, 256);
			g_string_append_len(in, member->str, (gssize)member->len);
		}
		Telling telling = told("a.warc.gz", in->str, in->len);
		if (telling.n_articles != N_RECORDS - 1 || telling.n_problems != 1)
			g_error("round %d, record %d: %u articles, %u problems\n%s", round,
			        spoilt, telling.n_articles, telling.n_problems,
			        telling.out->str);
		g_string_free(telling.out, TRUE);
	}
}

static void
test_damage(void)
{
	g_autoptr(GPtrArray) seeds = g_ptr_array_new_with_free_func(free_string);
	GString *warc = g_string_new(NULL);

	append_record(warc, "response", HTTP, "", OK_HTML PAGE, strlen(OK_HTML PAGE));
	append_record(warc, "resource", "message/rfc822", "", MAIL "\n" LONG_A,
	              strlen(MAIL "\n" LONG_A));
	g_ptr_array_add(seeds, warc);
	g_ptr_array_add(seeds, gzipped(warc->str, warc->len));
	for (unsigned i = 0; i < G_N_ELEMENTS(damaged); i++)
		g_ptr_array_add(seeds, g_string_new(damaged[i].in));
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
	g_autoptr(GString) warc = g_string_new(NULL), packed = NULL;
	unsigned n = 0;
	const ReadSink sink = { stop, no_problem, &n, NULL };

	append_record(warc, "resource", "text/html", "", PAGE, strlen(PAGE));
	append_record(warc, "resource", "text/html", "", PAGE, strlen(PAGE));
	packed = gzipped(warc->str, warc->len);
	g_assert_false(read_bytes("a.warc", warc->str, warc->len, lexicon, &sink));
	g_assert_false(read_bytes("a.warc.gz", packed->str, packed->len, lexicon, &sink));
	g_assert_cmpuint(n, ==, 2);
}

static void
add_tests(void)
{
	g_test_add_func("/warc/records", test_records);
	g_test_add_func("/warc/codings", test_codings);
	g_test_add_func("/warc/damaged", test_damaged);
	g_test_add_func("/warc/floods", test_floods);
	g_test_add_func("/warc/damaged-member", test_damaged_member);
	g_test_add_func("/warc/damage", test_damage);
	g_test_add_func("/warc/stop", test_stop);
}

int
main(int argc, char **argv)
{
	return run_tests(argc, argv, add_tests);
}
