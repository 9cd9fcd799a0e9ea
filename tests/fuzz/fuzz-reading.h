/* What fuzz targets of readers share: a lexicon, and a sink that checks what it is given. */
#include "read/reader.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static bool
check_article(Article *article, gpointer user_data)
{
	(void)user_data;
	g_assert_true(article->length && article->length == strlen(article->text));
	g_assert_true(g_utf8_validate(article->text, (gssize)article->length, NULL));
	g_assert_true(!article->title || g_utf8_validate(article->title, -1, NULL));
	g_assert_true(!article->outlet || g_utf8_validate(article->outlet, -1, NULL));
	g_assert_true(!article->url || g_utf8_validate(article->url, -1, NULL));
	article_free(article);
	return true;
}

static bool
check_problem(const GError *why, gpointer user_data)
{
	(void)user_data;
	g_assert_true(g_utf8_validate(why->message, -1, NULL));
	g_assert_null(strpbrk(why->message, "\r\n\t\033"));
	return true;
}

/* The words are loaded once, and stay. */
static const Reading *
reading(void)
{
	static const ReadSink sink = { check_article, check_problem, NULL, NULL };
	static Reading all = { .sink = &sink };

	if (!all.lexicon) {
		const char *root = g_getenv("ENTENTE_ROOT");
		g_autofree char *words = g_build_filename(root ? root : ".", "lexicon", NULL);

		all.lexicon = lexicon_load(words, "en", NULL);
		g_assert_nonnull(all.lexicon);
	}
	return &all;
}

/* The name is an address, so that a page's own are seen from there. */
static inline void
read_with(const Reader *reader, const uint8_t *bytes, size_t length)
{
	g_auto(Input) input = { .fd = -1 };

	input_over(&input, "https://nordwind.example/talks/1", (const char *)bytes, length);
	g_assert_true(reader->read(&input, reading()));
}
