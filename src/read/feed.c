/* From an item of a feed to an article.
 *
 * HTML in an item is a piece of a page; put under its title into a page of its own it goes
 * through the same code as any other, which keeps the title and drops what sites put around
 * their items. */
#include "read/feed.h"

#include "read/clean.h"
#include "read/markup.h"
#include "read/utf8.h"

#include <libxml/uri.h>
#include <string.h>

enum { TEASER_WORDS = 150 }; /* a summary of more is the article */

static const char *
field(Article *article, const char *text)
{
	g_autofree char *plain = text ? markup_text(text) : NULL;

	return article_field(article, plain);
}

static char *
clean_plain(const char *text, const Lexicon *lexicon)
{
	const CleanSteps steps = CLEAN_REPEATS | CLEAN_NOTICES | CLEAN_CUTS;
	g_autofree char *title = NULL, *author = NULL;
	size_t length;
	g_autofree char *settled = settle(text, strlen(text), &length);

	return clean(settled, length, steps, lexicon, &title, &author);
}

/* NULL with the error set where the HTML exceeds a limit. */
static char *
clean_html(Article *article, const char *html, const char *where, const Lexicon *lexicon,
           GError **error)
{
	g_autoptr(GString) page = g_string_new("<html><head><title>");
	const Article known = *article;

	markup_append_escaped(page, known.title ? known.title : "");
	g_string_append(page, "</title></head><body><article><h1>");
	markup_append_escaped(page, known.title ? known.title : "");
	g_string_append_printf(page, "</h1>%s</article></body></html>", html);
	char *text = html_read(article, page->str, page->len, where, lexicon, error);
	g_autofree char *author = article->author ? g_strdup(article->author) : NULL;
	*article = known; /* a piece of a page says nothing of it */
	if (!article->author && author)
		article->author = arena_strdup(article->arena, author);
	return text;
}

/* Whether nothing is there but, at most, the title. */
static bool
is_bare(const Article *article, const char *text)
{
	return !*text || (article->title && strcmp(text, article->title) == 0);
}

/* NULL with the error set where it exceeds a limit. */
static char *
read_body(Article *article, const char *html, const char *where, const Lexicon *lexicon,
          GError **error)
{
	g_autofree char *once = strchr(html, '<') ? NULL : markup_text(html);
	if (once && !markup_is(once))
		return clean_plain(once, lexicon);
	html = once ? once : html; /* escaped once more than it should be */
	char *text = clean_html(article, html, where, lexicon, error);
	if (!text || !is_bare(article, text))
		return text;
	/* all of it looked like links or notices, but there is nothing else */
	g_free(text);
	g_autofree char *plain = markup_text(html);
	return clean_plain(plain, lexicon);
}

/* Cuts off a last line that says no more than the title and the outlet, as blogs put under what
 * they give away: "The post TITLE appeared first on OUTLET." */
static void
cut_signature(const Article *article, char *text)
{
	enum { MOST_BESIDE = 48 };
	char *last = strrchr(text, '\n');

	if (!last || !article->title || !article->outlet ||
	    strlen(last) > strlen(article->title) + strlen(article->outlet) + MOST_BESIDE ||
	    !strstr(last, article->title) || !strstr(last, article->outlet))
		return;
	*last = '\0';
	g_strchomp(text);
}

static size_t
count_words(const char *text)
{
	size_t n = 0;

	for (const char *at = text; *at; at++)
		n += *at == ' ' || *at == '\n';
	return n;
}

/* "… [...]" */
static bool
breaks_off(const char *text)
{
	static const char *const ends[] = { "\xe2\x80\xa6", "...", "[\xe2\x80\xa6]", "[...]" };

	for (unsigned i = 0; i < G_N_ELEMENTS(ends); i++)
		if (g_str_has_suffix(text, ends[i]))
			return true;
	return false;
}

static bool
is_given(const char *text)
{
	return text && text[strspn(text, " \t\r\n")];
}

static char *
read_text(Article *article, const FeedItem *item, const char *where, const Lexicon *lexicon,
          GError **error)
{
	if (is_given(item->html))
		return read_body(article, item->html, where, lexicon, error);
	if (is_given(item->text))
		return clean_plain(item->text, lexicon);
	return read_body(article, item->summary ? item->summary : "", where, lexicon, error);
}

static void
fill(Article *article, const FeedItem *item, size_t number)
{
	const char *id = article_field(article, item->id ? item->id : item->url);

	article->id = id ? id : arena_printf(article->arena, "%s-%zu", article->id, number);
	article->url = article_field(article, item->url);
	article->title = field(article, item->title);
	article->outlet = field(article, item->outlet);
	article->author = field(article, item->author);
	article->language = article_field(article, item->language);
	if (item->published)
		article->published = date_to_iso(article->arena, item->published);
	if (item->modified)
		article->modified = date_to_iso(article->arena, item->modified);
}

bool
feed_deliver(const FeedItem *item, const char *name, size_t number, const char *where,
             const Reading *reading)
{
	g_autoptr(GError) error = NULL;
	Article *article = article_new(name);
	bool whole = is_given(item->html) || is_given(item->text);

	fill(article, item, number);
	char *text = read_text(article, item, where, reading->lexicon, &error);
	if (!text) {
		article_free(article);
		return reading->sink->problem(error, reading->sink->user_data);
	}
	text = article_under_title(article, text);
	cut_signature(article, text);
	if (article->url && (breaks_off(text) || (!whole && count_words(text) < TEASER_WORDS)))
		article->full_url = article->url;
	return article_deliver(article, text, where, reading);
}

char *
feed_url(const char *url, const char *base)
{
	g_autofree char *stripped = url ? g_strstrip(g_strdup(url)) : NULL;

	if (!stripped || !*stripped)
		return NULL;
	g_autofree char *scheme = g_uri_parse_scheme(stripped);
	if (scheme || !base)
		return g_steal_pointer(&stripped);
	xmlChar *built = xmlBuildURI((const xmlChar *)stripped, (const xmlChar *)base);
	char *whole = built ? g_strdup((const char *)built) : g_strdup(stripped);
	xmlFree(built);
	return whole;
}

char *
feed_person(const char *text)
{
	const char *at = strchr(text, '@'), *open = at ? strchr(at, '(') : NULL,
		   *close = open ? strchr(open, ')') : NULL;

	return close ? g_strndup(open + 1, (size_t)(close - open - 1)) : g_strdup(text);
}

char *
feed_line(const char *text)
{
	enum { LONGEST = 300 };
	size_t length;
	char *settled = settle(text ? text : "", text ? strlen(text) : 0, &length);

	g_strdelimit(settled, "\n", ' ');
	if (length <= LONGEST)
		return settled;
	g_autofree char *whole = settled;
	char *cut = g_utf8_find_prev_char(whole, whole + LONGEST);
	return g_strdup_printf("%.*s…", (int)(cut - whole), whole);
}
