/* Plain text: what a person copied or a scraper left of a page. */
#include "read/clean.h"
#include "read/reader.h"
#include "read/utf8.h"

#include <string.h>

/* Any text will do where no other format is surer. */
static int
sniff(const char *bytes, size_t length)
{
	(void)bytes;
	(void)length;
	return 1;
}

enum { WRAP_BYTES = 100 };

/* Whether lines are broken at a width, as in mail: none but a few are longer than a hundred
 * bytes, and of those that follow another at once four in ten go on in lower case. */
static bool
is_wrapped(const char *text, size_t length)
{
	size_t n_lines = 0, n_long = 0, n_follow = 0, n_lower = 0;
	const char *end = text + length;

	for (const char *at = text; at < end;) {
		const char *feed = memchr(at, '\n', (size_t)(end - at));
		const char *line_end = feed ? feed : end;

		n_lines++;
		n_long += line_end - at > WRAP_BYTES;
		if (line_end > at && at > text && at[-1] == '\n' && at - 1 > text &&
		    at[-2] != '\n') {
			n_follow++;
			n_lower += g_unichar_islower(g_utf8_get_char(at)) != 0;
		}
		at = line_end + 1;
	}
	return n_long * 20 <= n_lines && n_follow >= 3 && n_lower * 10 >= n_follow * 4;
}

/* Joins the lines of each paragraph; list items and blank lines begin a new one. */
static void
unwrap(char *text, size_t length)
{
	for (size_t i = 1; i + 1 < length; i++) {
		bool item = (text[i + 1] == '-' || text[i + 1] == '*') && i + 2 < length &&
		            text[i + 2] == ' ';

		if (text[i] == '\n' && text[i - 1] != '\n' && text[i + 1] != '\n' && !item)
			text[i] = ' ';
	}
}

static bool
read_text(Input *input, const Reading *reading)
{
	bool go_on;
	size_t length;

	if (!fetch_page(input, reading, &go_on))
		return go_on;
	g_autofree char *decoded = decode(input->bytes, input->length, NULL, &length);
	g_autofree char *settled = settle(decoded, length, &length);
	g_autofree char *where = g_strdup_printf("'%s'", input->name);
	g_autofree char *title = NULL, *author = NULL;
	if (is_wrapped(settled, length))
		unwrap(settled, length);
	char *text = clean(settled, length, CLEAN_ALL, reading->lexicon, &title, &author);
	Article *article = article_new(input->name);
	article->title = article_field(article, title);
	article->author = article_field(article, author);
	return article_deliver(article, text, where, reading);
}

const Reader reader_text = { "text", sniff, read_text };
