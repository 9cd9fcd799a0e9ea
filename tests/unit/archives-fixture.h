/* What tests of archives and mail share: what reading told, things packed, floods, damage. */
#include "read/read.h"

#include <entente/error.h>
#include <string.h>
#include <zlib.h>

static Lexicon *lexicon;

#define LONG_A "The two unions met the ministry of ports on Monday and left without a text."
#define LONG_B "A mediator will see both of them again on Friday, her office said in a note."
#define PAGE   "<html><head><title>Talks</title></head><body><p>" LONG_A "</p></body></html>"

typedef struct {
	GString *out;
	unsigned n_articles, n_problems;
} Telling;

/* What reading told, one line a fact. */
static inline bool
tell_article(Article *article, gpointer user_data)
{
	Telling *telling = user_data;
	g_autofree char *line = g_strdup(article->text);
	const char *const fields[] = { article->title, article->outlet, article->published,
		                       article->url, article->fetched };

	g_strdelimit(line, "\n", '/');
	g_assert_true(g_utf8_validate(article->text, (gssize)article->length, NULL));
	g_string_append_printf(telling->out, "%s [", article->id);
	for (unsigned i = 0; i < G_N_ELEMENTS(fields); i++) {
		g_assert_true(!fields[i] || g_utf8_validate(fields[i], -1, NULL));
		g_string_append_printf(telling->out, "%s%s", i ? "|" : "",
		                       fields[i] ? fields[i] : "");
	}
	g_string_append_printf(telling->out, "] %s\n", line);
	telling->n_articles++;
	article_free(article);
	return true;
}

static inline bool
tell_problem(const GError *why, gpointer user_data)
{
	Telling *telling = user_data;

	g_string_append_printf(telling->out, "%s: %s\n",
	                       why->code == ENTENTE_ERROR_LIMIT ? "limit" : "input",
	                       why->message);
	g_assert_null(strchr(why->message, '\n'));
	g_assert_true(g_utf8_validate(why->message, -1, NULL));
	telling->n_problems++;
	return true;
}

static inline Telling
told(const char *name, const char *bytes, size_t length)
{
	Telling telling = { g_string_new(NULL), 0, 0 };
	const ReadSink sink = { tell_article, tell_problem, &telling, NULL };

	g_assert_true(read_bytes(name, bytes, length, lexicon, &sink));
	return telling;
}

static inline void
check_told(const char *name, const char *bytes, size_t length, const char *expected)
{
	Telling telling = told(name, bytes, length);

	g_test_message("%s", name);
	g_assert_cmpstr(telling.out->str, ==, expected);
	g_string_free(telling.out, TRUE);
}

/* Deflated with zlib's window bits: 31 gzip, 15 zlib, -15 bare. */
static inline void
append_deflated(GString *out, const char *bytes, size_t length, int window_bits)
{
	z_stream stream = { .next_in = (Bytef *)bytes, .avail_in = (uInt)length };

	g_assert_cmpint(deflateInit2(&stream, 6, Z_DEFLATED, window_bits, 9, 0), ==, Z_OK);
	size_t bound = deflateBound(&stream, length), start = out->len;
	g_string_set_size(out, start + bound);
	stream.next_out = (Bytef *)out->str + start;
	stream.avail_out = (uInt)bound;
	g_assert_cmpint(deflate(&stream, Z_FINISH), ==, Z_STREAM_END);
	g_string_set_size(out, start + stream.total_out);
	deflateEnd(&stream);
}

static inline GString *
gzipped(const char *bytes, size_t length)
{
	GString *out = g_string_new(NULL);

	append_deflated(out, bytes, length, 31);
	return out;
}

static inline void
append_number(GString *out, guint64 value, unsigned n)
{
	for (; n--; value >>= 8)
		g_string_append_c(out, (char)(value & 0xff));
}

#define MAIL                                                                                   \
	"From: Vale Courier <daily@vale.example>\r\nTo: desk@desk.example\r\n"                 \
	"Subject: Harbour talks\r\nDate: Tue, 2 Dec 2025 10:00:00 +0100\r\n"
#define MAILED "[Harbour talks|Vale Courier|2025-12-02T10:00:00+01:00||] "

static inline GString *
flood(const char *start, const char *unit, size_t times)
{
	GString *out = g_string_new(start);

	for (size_t i = 0; i < times; i++)
		g_string_append(out, unit);
	return out;
}

/* An input that makes much of nothing: it ends, soon, and what is told begins so. */
typedef struct {
	const char *name, *start, *unit, *out;
	size_t times;
} Flood;

static inline void
check_floods(const Flood *floods, unsigned n_floods)
{
	for (unsigned i = 0; i < n_floods; i++) {
		g_autoptr(GString) in = flood(floods[i].start, floods[i].unit, floods[i].times);
		Telling telling = told(floods[i].name, in->str, in->len);

		g_test_message("%s", floods[i].name);
		g_string_truncate(telling.out, strlen(floods[i].out));
		g_assert_cmpstr(telling.out->str, ==, floods[i].out);
		g_string_free(telling.out, TRUE);
	}
}

/* Damages each of the seeds (GString) many times: reading ends, and what is read is valid. */
static inline void
check_damage(const GPtrArray *seeds, int n_rounds)
{
	g_autoptr(GRand) random = g_rand_new_with_seed(11);

	for (int round = 0; round < n_rounds; round++) {
		const GString *seed = seeds->pdata[round % (int)seeds->len];
		g_autofree char *bytes = g_memdup2(seed->str, seed->len + 1);
		gint32 length = (gint32)seed->len;

		for (int i = g_rand_int_range(random, 1, 8); i > 0; i--)
			bytes[g_rand_int_range(random, 0, length)] =
			    (char)g_rand_int_range(random, 0, 256);
		length = round % 2 ? length : g_rand_int_range(random, 1, length + 1);
		Telling telling = told("damaged", bytes, (size_t)length);
		g_string_free(telling.out, TRUE);
	}
}

static inline void
free_string(gpointer string)
{
	g_string_free(string, TRUE);
}

/* Loads the lexicon, then runs the tests that `add` adds. */
static inline int
run_tests(int argc, char **argv, void (*add)(void))
{
	g_autofree char *words = g_build_filename(g_getenv("ENTENTE_ROOT"), "lexicon", NULL);

	g_test_init(&argc, &argv, NULL);
	lexicon = lexicon_load(words, "en", NULL);
	g_assert_nonnull(lexicon);
	add();
	int failed = g_test_run();
	lexicon_free(lexicon);
	return failed;
}
