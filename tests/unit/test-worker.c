/* Reading in a process of its own gives what reading here gives; whatever its reader does or a
 * page does to it costs that page and no other.
 *
 * The reader of these tests misbehaves as the text of a page tells it to. */
#include "read/frames.h"
#include "read/worker.h"

#include "../deeds.h"

#include <glib/gstdio.h>
#include <sys/wait.h>

static Lexicon *lexicon;

/* What reading told, one line a fact. */
static bool
tell_article(Article *article, gpointer user_data)
{
	g_autofree char *line = g_strdup(article->text);

	g_strdelimit(line, "\n", '/');
	g_string_append_printf(user_data, "%s|%s|%s|%s|%s|%s|%s|%s|%s\n", article->id,
	                       article->path, article->url, article->outlet, article->title,
	                       article->author, article->published, article->language, line);
	g_assert_cmpuint(article->length, ==, strlen(article->text));
	article_free(article);
	return true;
}

static bool
tell_problem(const GError *why, gpointer user_data)
{
	g_assert_null(strchr(why->message, '\n'));
	g_string_append_printf(user_data, "%s: %s\n",
	                       why->code == ENTENTE_ERROR_LIMIT ? "limit" : "input",
	                       why->message);
	return true;
}

static char *
told_bytes(Worker *worker, const char *name, const char *bytes, size_t length)
{
	GString *out = g_string_new(NULL);
	const ReadSink sink = { tell_article, tell_problem, out, NULL };

	g_assert_true(worker ? worker_read_bytes(worker, name, bytes, length, &sink)
	                     : read_bytes(name, bytes, length, lexicon, &sink));
	return g_string_free(out, FALSE);
}

static char *
told_path(Worker *worker, const char *path)
{
	GString *out = g_string_new(NULL);
	const ReadSink sink = { tell_article, tell_problem, out, NULL };

	g_assert_true(worker ? worker_read_path(worker, path, &sink)
	                     : read_path(path, lexicon, &sink));
	return g_string_free(out, FALSE);
}

static void
test_same(void)
{
	static const char *const paths[] = { "tests/golden/pages", "tests/golden",
		                             "examples",           "src/read",
		                             "README.md",          "no such file" };
	g_autoptr(Worker) worker = worker_new(lexicon);

	g_assert_nonnull(worker);
	for (unsigned i = 0; i < G_N_ELEMENTS(paths); i++) {
		g_autofree char *path =
		    g_build_filename(g_getenv("ENTENTE_ROOT"), paths[i], NULL);
		g_autofree char *here = told_path(NULL, path), *there = told_path(worker, path);

		g_assert_cmpstr(there, ==, here);
		g_assert_cmpint(*here, !=, '\0');
	}
}

/* Pages of every kind with some bytes wrong; more of them than one process reads. */
static void
test_same_of_damaged(void)
{
	static const char *const seeds[] = {
		"<!doctype html><html lang=en><head><meta "
		"charset=koi8-r><title>Talks</title></head>"
		"<body><ul><li><a href=x>y</a></ul><p>The two unions met the ministry on "
		"Monday.",
		("{\"id\":\"x\",\"html\":\"<p>The unions met.\",\"published\":\"2025-12-02\"}\n"
		 "{\"text\":\"A mediator will see both of them again on Friday.\"}\n"),
		"Title\n\nBy Ann Reed | 10:30\nThe two unions met the ministry on Monday.\n",
	};
	g_autoptr(GRand) random = g_rand_new_with_seed(5);
	g_autoptr(Worker) worker = worker_new(lexicon);

	for (int round = 0; round < 2500; round++) {
		g_autofree char *page = g_strdup(seeds[round % G_N_ELEMENTS(seeds)]);
		size_t length = strlen(page);

		for (int i = g_rand_int_range(random, 0, 12); i > 0; i--)
			page[g_rand_int_range(random, 0, (gint32)length)] =
			    (char)g_rand_int_range(random, 0, 256);
		length = (size_t)g_rand_int_range(random, 0, (gint32)length + 1);
		g_autofree char *here = told_bytes(NULL, "damaged", page, length),
				*there = told_bytes(worker, "damaged", page, length);
		g_assert_cmpstr(there, ==, here);
	}
}

/* More than one piece of everything: input, article, articles of an input. */
static void
test_same_of_large(void)
{
	g_autoptr(Worker) worker = worker_new(lexicon);
	g_autoptr(GString) text = g_string_new(NULL), lines = g_string_new(NULL);

	for (int i = 0; text->len < 4500 * 1000; i++)
		g_string_append_printf(text, "The unions met for the %dth time.\n\n", i);
	for (int i = 0; i < 20000; i++)
		g_string_append_printf(lines, "{\"text\":\"The unions met %d times.\"}\n", i);
	g_string_append_printf(lines, "{\"text\":\"%0*d\"}\n{\"text\":\"End.\"}\n", 9000000, 7);
	const GString *const inputs[] = { text, lines };
	for (unsigned i = 0; i < G_N_ELEMENTS(inputs); i++) {
		uint64_t passed = worker_passed(worker);
		g_autofree char *here =
				    told_bytes(NULL, "large", inputs[i]->str, inputs[i]->len),
				*there =
				    told_bytes(worker, "large", inputs[i]->str, inputs[i]->len);
		g_assert_true(strcmp(there, here) == 0);
		g_assert_cmpuint(worker_passed(worker) - passed, ==, inputs[i]->len);
	}
}

/* Articles that a reader in its right mind would not send; the member is set to `value`. */
static const struct {
	const char *name;
	size_t member;
	const char *value;
} lies[] = {
	{ "no-utf8", G_STRUCT_OFFSET(Article, text), "caf\xe9" },
	{ "cut-utf8", G_STRUCT_OFFSET(Article, text), "caf\xc3" },
	{ "escape", G_STRUCT_OFFSET(Article, text), "a\x1b[31mb" },
	{ "c1", G_STRUCT_OFFSET(Article, text),
	  "a\xc2\x9b"
	  "31mb" },
	{ "empty", G_STRUCT_OFFSET(Article, text), "" },
	{ "no-text", G_STRUCT_OFFSET(Article, text), NULL },
	{ "no-id", G_STRUCT_OFFSET(Article, id), NULL },
	{ "two-line-id", G_STRUCT_OFFSET(Article, id), "a\nb" },
	{ "two-line-title", G_STRUCT_OFFSET(Article, title), "a\nb" },
	{ "bad-title", G_STRUCT_OFFSET(Article, title), "\xf8\x88\x80\x80\x80" },
	{ "elsewhere", G_STRUCT_OFFSET(Article, path), "/etc/passwd" },
	{ "beside", G_STRUCT_OFFSET(Article, path), "page.txt.old" },
	{ "date", G_STRUCT_OFFSET(Article, published), "2025-01-01'; --" },
	{ "language", G_STRUCT_OFFSET(Article, language), "e n" },
};

static bool
obey(Article *article, gpointer user_data)
{
	const ReadSink *sink = user_data;
	const char *order = strstr(article->text, "DO ");

	obey_text(article->text);
	for (unsigned i = 0; order && i < G_N_ELEMENTS(lies); i++)
		if (g_str_has_prefix(order + 3, lies[i].name))
			G_STRUCT_MEMBER(const char *, article, lies[i].member) = lies[i].value;
	while (order && g_str_has_prefix(order + 3, "flood")) {
		Article *copy = article_new(article->path);

		copy->text = article->text;
		sink->article(copy, sink->user_data);
	}
	return sink->article(article, sink->user_data);
}

static bool
pass_problem(const GError *why, gpointer user_data)
{
	const ReadSink *sink = user_data;

	return sink->problem(why, sink->user_data);
}

static const Reading *obeyed; /* in the worker, which has one thread */

static bool
pass_record(const char *where, gpointer user_data)
{
	(void)user_data;
	return obeyed->record(where, obeyed->sink->user_data);
}

static bool
read_and_obey(Input *input, const Reading *reading)
{
	const ReadSink sink = { obey, pass_problem, (gpointer)reading->sink, NULL };
	const Reading obedient = { .lexicon = reading->lexicon,
		                   .sink = &sink,
		                   .record = pass_record };

	obeyed = reading;
	return read_input(input, &obedient);
}

static const WorkerPlan obedience = {
	.read = read_and_obey,
	.memory = 200 * 1000 * 1000,
	.page_ms = 300,
	.megabyte_ms = 200,
	.still_ms = 60 * 1000,
};

/* The sandbox is not there to forbid it. */
static bool
is_lacking(bool sandbox)
{
	return sandbox && !(sandbox_layers() & SANDBOX_CALLS);
}

/* The id and text of what was told of the articles, whole lines of problems. */
static char *
in_short(const char *told)
{
	g_auto(GStrv) lines = g_strsplit(told, "\n", -1);
	GString *out = g_string_new(NULL);

	for (char **line = lines; *line && **line; line++) {
		const char *bar = strchr(*line, '|');

		g_string_append_printf(out, "%s\n", bar ? strrchr(*line, '|') + 1 : *line);
	}
	return g_string_free(out, FALSE);
}

/* As a page, as one of many in memory, in a file and in a pipe. */
static void
check_deed(Worker *worker, const char *deed, const char *told, bool limit)
{
	static const char fine[] = "One is fine.";
	const char *kind = limit ? "limit" : "input";
	g_autofree char *page = g_strdup_printf("Now DO %s.\n", deed);
	g_autofree char *lines =
	    g_strdup_printf("{\"text\":\"First.\"}\n\n{\"text\":\"Now DO %s.\"}\n"
	                    "{\"text\":\"Third.\"}\n{\"text\":\"Fourth.\"}\n",
	                    deed);
	g_autofree char *one = g_strdup_printf("%s: 'page.txt': %s\n", kind, told);

	g_test_message("%s", deed);
	g_autofree char *of_page = told_bytes(worker, "page.txt", page, strlen(page));
	g_assert_cmpstr(of_page, ==, one);
	g_autofree char *of_next = told_bytes(worker, "page.txt", fine, strlen(fine)),
			*next = in_short(of_next);
	g_assert_cmpstr(next, ==, "One is fine.\n");

	g_autofree char *many =
	    g_strdup_printf("First.\n%s: 'page.txt' line 3: %s\nThird.\nFourth.\n", kind, told);
	g_autofree char *of_lines = told_bytes(worker, "page.txt", lines, strlen(lines)),
			*in_memory = in_short(of_lines);
	g_assert_cmpstr(in_memory, ==, many);

	g_autofree char *path =
	    g_build_filename(g_get_tmp_dir(), "entente-worker.XXXXXX", NULL);
	int fd = g_mkstemp(path);
	g_assert_cmpint(write(fd, lines, strlen(lines)), ==, strlen(lines));
	close(fd);
	g_autofree char *many_of_file =
	    g_strdup_printf("First.\n%s: '%s' line 3: %s\nThird.\nFourth.\n", kind, path, told);
	g_autofree char *of_file = told_path(worker, path), *in_file = in_short(of_file);
	g_remove(path);
	g_assert_cmpstr(in_file, ==, many_of_file);

	int ends[2], saved = dup(STDIN_FILENO);
	g_assert_cmpint(pipe(ends), ==, 0);
	g_assert_cmpint(write(ends[1], lines, strlen(lines)), ==, strlen(lines));
	close(ends[1]);
	dup2(ends[0], STDIN_FILENO);
	g_autofree char *many_of_pipe =
	    g_strdup_printf("First.\n%s: '-' line 3: %s\nThird.\nFourth.\n", kind, told);
	g_autofree char *of_pipe = told_path(worker, "-"), *in_pipe = in_short(of_pipe);
	g_assert_cmpstr(in_pipe, ==, many_of_pipe);
	dup2(saved, STDIN_FILENO);
	close(saved);
	close(ends[0]);
}

static void
test_deeds(void)
{
	g_autoptr(Worker) worker = worker_new_after(&obedience, lexicon);

	for (unsigned i = 0; i < G_N_ELEMENTS(deeds); i++)
		if (deeds[i].told && !is_lacking(deeds[i].sandbox))
			check_deed(worker, deeds[i].name, deeds[i].told, deeds[i].limit);
	g_assert_cmpint(g_access("/tmp/entente-was-here", F_OK), ==, -1);
}

/* A reader that waits for what never comes takes nothing of the processor. */
static void
test_still(void)
{
	static const char pages[] = "{\"text\":\"DO wait\"}\n{\"text\":\"Fine.\"}\n";
	WorkerPlan impatience = obedience;

	impatience.still_ms = 1500;
	g_autoptr(Worker) worker = worker_new_after(&impatience, lexicon);
	g_autofree char *out = told_bytes(worker, "x", pages, sizeof pages - 1),
			*told = in_short(out);
	g_assert_cmpstr(told, ==, "input: 'x' line 1: its reader stood still\nFine.\n");
}

static void
test_lies(void)
{
	WorkerPlan patience = obedience;

	patience.page_ms = 60 * 1000;
	g_autoptr(Worker) worker = worker_new_after(&patience, lexicon);

	for (unsigned i = 0; i < G_N_ELEMENTS(lies); i++)
		check_deed(worker, lies[i].name, "its reader answered what makes no sense",
		           false);
	check_deed(worker, "flood", "its reader answered what makes no sense", false);
}

/* What is no file can be read again only as far back as it is kept. */
static void
test_long_pipe(void)
{
	enum { LINES = 40, LINE = 1000 * 1000 };
	g_autoptr(Worker) worker = worker_new_after(&obedience, lexicon);
	int ends[2], saved = dup(STDIN_FILENO);

	g_assert_cmpint(pipe(ends), ==, 0);
	pid_t writer = fork();
	if (writer == 0) {
		g_autoptr(GString) text = g_string_new(NULL);

		for (int i = 0; i < LINES; i++)
			g_string_append_printf(text, "{\"text\":\"%0*d\"}\n", LINE, i);
		g_string_append(text, "{\"text\":\"DO crash\"}\n{\"text\":\"Last.\"}\n");
		for (size_t done = 0; done < text->len;) {
			ssize_t n = write(ends[1], text->str + done, text->len - done);

			done += n > 0 ? (size_t)n : text->len;
		}
		_exit(0);
	}
	close(ends[1]);
	dup2(ends[0], STDIN_FILENO);
	g_autofree char *out = told_path(worker, "-");
	dup2(saved, STDIN_FILENO);
	close(saved);
	close(ends[0]);
	waitpid(writer, NULL, 0);
	g_auto(GStrv) lines = g_strsplit(out, "\n", -1);
	g_assert_cmpuint(g_strv_length(lines), ==, LINES + 2);
	g_assert_cmpstr(
	    lines[LINES], ==,
	    "input: '-' line 41: its reader crashed (SIGSEGV); the rest is not read");
}

static void
test_many_crashes(void)
{
	enum { MOST = 100 };
	g_autoptr(Worker) worker = worker_new_after(&obedience, lexicon);
	g_autoptr(GString) in = g_string_new(NULL);

	for (int i = 0; i < MOST + 20; i++)
		g_string_append(in, "{\"text\":\"Fine.\"}\n{\"text\":\"DO die\"}\n");
	g_autofree char *out = told_bytes(worker, "many", in->str, in->len);
	g_auto(GStrv) lines = g_strsplit(out, "\n", -1);
	g_assert_cmpuint(g_strv_length(lines), ==, 2 * MOST + 3);
	g_assert_cmpstr(
	    lines[2 * MOST + 1], ==,
	    "input: 'many' line 202: its reader crashed (SIGABRT); the rest is not read");
}

static bool
stop(Article *article, gpointer user_data)
{
	++*(unsigned *)user_data;
	article_free(article);
	return false;
}

/* A stopped reading leaves a worker behind that reads the next input. */
static void
test_stop(void)
{
	static const char lines[] = "{\"text\":\"One.\"}\n{\"text\":\"Two.\"}\n";
	g_autoptr(Worker) worker = worker_new(lexicon);
	unsigned n = 0;
	const ReadSink sink = { stop, NULL, &n, NULL };

	for (unsigned i = 1; i <= 3; i++) {
		g_assert_false(
		    worker_read_bytes(worker, "a.jsonl", lines, sizeof lines - 1, &sink));
		g_assert_cmpuint(n, ==, i);
	}
	g_autofree char *out = told_bytes(worker, "a.jsonl", lines, sizeof lines - 1),
			*rest = in_short(out);
	g_assert_cmpstr(rest, ==, "One.\nTwo.\n");
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
	else {
		close(feed->pipe);
		feed->pipe = -1;
	}
	return true;
}

static void
test_live_pipe(void)
{
	static const char line[] = "{\"text\":\"One.\"}\n";
	g_autoptr(Worker) worker = worker_new(lexicon);
	int ends[2], saved = dup(STDIN_FILENO);

	g_assert_cmpint(pipe2(ends, O_CLOEXEC), ==, 0);
	g_assert_cmpint(write(ends[1], line, sizeof line - 1), ==, sizeof line - 1);
	Feed feed = { ends[1], 0 };
	const ReadSink sink = { feed_next, NULL, &feed, NULL };
	dup2(ends[0], STDIN_FILENO);
	g_assert_true(worker_read_path(worker, "-", &sink));
	g_assert_cmpuint(feed.n, ==, 3);
	dup2(saved, STDIN_FILENO);
	close(saved);
	close(ends[0]);
}

/* Cut anywhere and changed anywhere, an article on the wire is another one, as sound, or none.
 */
static void
test_unpack(void)
{
	g_autoptr(GByteArray) out = g_byte_array_new();
	Article article = { .id = "a",
		            .path = "p/a.html",
		            .title = "T\xc3\xa9",
		            .text = "x\ny",
		            .published = "2025-03-03" };

	article_pack(out, &article);
	const size_t head = sizeof(FrameHead), length = out->len - head;
	const char *bytes = (const char *)out->data + head;
	for (size_t n = 0; n <= length; n++) {
		g_autofree char *cut =
		    g_memdup2(bytes, n); /* so that a sanitizer sees its end */
		g_autoptr(Article) whole = article_unpack(cut, n, "p");

		g_assert_true((whole != NULL) == (n == length));
	}
	for (size_t i = 0; i < length; i++)
		for (int value = 0; value < 256; value++) {
			g_autofree char *changed = g_memdup2(bytes, length);

			changed[i] = (char)value;
			g_autoptr(Article) other = article_unpack(changed, length, "p");
			if (!other)
				continue;
			g_assert_true(g_utf8_validate(other->text, other->length, NULL));
			g_assert_true(g_utf8_validate(other->title, -1, NULL));
			g_assert_true(g_str_has_prefix(other->path, "p/"));
		}
	g_autoptr(Article) elsewhere = article_unpack(bytes, length, "q");
	g_assert_null(elsewhere);
}

static void
test_lack(void)
{
	g_assert_cmpstr(sandbox_lack(SANDBOX_ALL), ==, NULL);
	if (SANITIZED)
		return;
	g_assert_cmpstr(sandbox_lack(SANDBOX_CALLS), ==, "no Landlock");
	g_assert_cmpstr(sandbox_lack(SANDBOX_FILES), ==, "no seccomp");
	g_assert_cmpstr(sandbox_lack(0), ==, "neither seccomp nor Landlock");
}

int
main(int argc, char **argv)
{
	g_autofree char *words = g_build_filename(g_getenv("ENTENTE_ROOT"), "lexicon", NULL);

	g_test_init(&argc, &argv, NULL);
	lexicon = lexicon_load(words, "en", NULL);
	g_assert_nonnull(lexicon);
	g_test_add_func("/worker/same", test_same);
	g_test_add_func("/worker/same-of-damaged", test_same_of_damaged);
	g_test_add_func("/worker/same-of-large", test_same_of_large);
	g_test_add_func("/worker/deeds", test_deeds);
	g_test_add_func("/worker/still", test_still);
	g_test_add_func("/worker/lies", test_lies);
	g_test_add_func("/worker/long-pipe", test_long_pipe);
	g_test_add_func("/worker/many-crashes", test_many_crashes);
	g_test_add_func("/worker/stop", test_stop);
	g_test_add_func("/worker/live-pipe", test_live_pipe);
	g_test_add_func("/worker/unpack", test_unpack);
	g_test_add_func("/worker/lack", test_lack);
	int failed = g_test_run();
	lexicon_free(lexicon);
	return failed;
}
