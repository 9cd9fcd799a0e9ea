/* Fuzz target: a page of HTML, whatever its bytes, becomes text that is valid UTF-8, or a
 * problem with one line. */
#include "fuzz.h"
#include "read/read.h"
#include "read/reader.h"

#include <string.h>

enum { MOST_BYTES = 1000 * 1000 };

static const Lexicon *
lexicon(void)
{
	static Lexicon *loaded;

	if (!loaded) {
		const char *root = g_getenv("ENTENTE_ROOT");
		g_autofree char *words = g_build_filename(root ? root : ".", "lexicon", NULL);

		loaded = lexicon_load(words, "en", NULL);
	}
	return loaded;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	g_autoptr(GError) error = NULL;

	if (length > MOST_BYTES)
		return 0;
	Article *article = article_new("fuzz.html");
	g_autofree char *text =
	    html_read(article, (const char *)bytes, length, "'fuzz.html'", lexicon(), &error);
	g_assert_true(text ? g_utf8_validate(text, -1, NULL) && !error
	                   : error && !strchr(error->message, '\n'));
	g_assert_true(!article->title || g_utf8_validate(article->title, -1, NULL));
	article_free(article);
	return 0;
}
