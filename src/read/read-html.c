/* HTML: parsed by libxml2, which neither fetches anything nor expands more than the characters
 * that HTML names. */
#include "read/clean.h"
#include "read/html.h"
#include "read/reader.h"
#include "read/utf8.h"

#include <libxml/HTMLparser.h>
#include <string.h>

enum { DECLARATION_BYTES = 4096, MAX_TAG_BYTES = 2000 };

/* Elements that only HTML has near its start. */
static const char *const marks[] = {
	"<!doctype html", "<html", "<head", "<body",   "<meta ", "<title", "<div", "<p>", "<p ",
	"<article",       "<h1",   "<br",   "<a href", "<span"
};

static const char *
find(const char *bytes, size_t length, const char *lower)
{
	size_t n = strlen(lower);

	for (const char *at = bytes, *end = bytes + length; end - at >= (gssize)n; at++) {
		at = memchr(at, *lower, (size_t)(end - at));
		if (!at || end - at < (gssize)n)
			return NULL;
		if (g_ascii_strncasecmp(at, lower, n) == 0)
			return at;
	}
	return NULL;
}

/* Two of the marks, the first of them near the start. */
static int
sniff(const char *bytes, size_t length)
{
	int score = 0;
	const char *first = memchr(bytes, '<', length);

	if (!first)
		return 0;
	for (unsigned i = 0; i < G_N_ELEMENTS(marks); i++)
		score += find(bytes, MIN(length, (size_t)16384), marks[i]) ? 1 : 0;
	size_t blanks = 0;
	while (blanks < length &&
	       (g_ascii_isspace(bytes[blanks]) || (guchar)bytes[blanks] >= 0x80))
		blanks++;
	bool starts = first == bytes + blanks;
	return score >= (starts ? 1 : 4) ? 10 + score : 0;
}

/* What the page's start says of its encoding: charset= in a meta element or encoding= in an XML
 * declaration.  NULL where it says nothing that could be a name. */
static char *
declared_encoding(const char *bytes, size_t length)
{
	static const char *const keys[] = { "charset=", "encoding=" };

	length = MIN(length, (size_t)DECLARATION_BYTES);
	for (unsigned i = 0; i < G_N_ELEMENTS(keys); i++) {
		const char *at = find(bytes, length, keys[i]), *end = bytes + length;
		size_t n = 0;

		if (!at)
			continue;
		at += strlen(keys[i]);
		while (at < end && strchr("\"' ", *at))
			at++;
		while (at + n < end && n < 40 &&
		       (g_ascii_isalnum(at[n]) || (at[n] && strchr("-_.:", at[n]))))
			n++;
		if (n)
			return g_strndup(at, n);
	}
	return NULL;
}

/* Past the text of a script, style sheet or comment that begins at `at`, which is after "<". */
static const char *
skip_raw(const char *at, const char *end)
{
	static const struct {
		const char *start, *close;
	} raws[] = { { "!--", "-->" },
		     { "script", "</script" },
		     { "style", "</style" },
		     { "textarea", "</textarea" } };

	for (unsigned i = 0; i < G_N_ELEMENTS(raws); i++) {
		size_t length = strlen(raws[i].start);

		if ((size_t)(end - at) <= length ||
		    g_ascii_strncasecmp(at, raws[i].start, length) != 0)
			continue;
		const char *close = find(at, (size_t)(end - at), raws[i].close);
		return close ? close : end;
	}
	return at;
}

/* libxml2 compares every attribute of an element with those before it. */
static bool
has_too_many_attributes(const char *text, size_t length)
{
	const char *end = text + length;
	char quote = '\0';

	for (const char *at = text; (at = memchr(at, '<', (size_t)(end - at)));) {
		size_t n = 0;

		if (++at < end && !g_ascii_isalpha(*at) && *at != '!')
			continue;
		const char *raw_end = skip_raw(at, end);
		if (at < end && *at == '!') {
			at = MAX(at, raw_end);
			continue;
		}
		for (; at < end && (quote || *at != '>'); at++) {
			if (quote)
				quote = *at == quote ? '\0' : quote;
			else if ((*at == '"' || *at == '\'') && at[-1] == '=')
				quote = *at;
			else
				n += !g_ascii_isspace(*at) &&
				     (g_ascii_isspace(at[-1]) || at[-1] == '"' ||
				      at[-1] == '\'' || at[-1] == '/');
			if (n > MAX_ATTRIBUTES)
				return true;
		}
		quote = '\0';
		at = MAX(at, raw_end);
	}
	return false;
}

/* The tree; NULL with the error set where a limit stopped the parser. */
static xmlDoc *
parse(const char *text, size_t length, const char *where, GError **error)
{
	const int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
	                    HTML_PARSE_NONET | HTML_PARSE_COMPACT | HTML_PARSE_IGNORE_ENC;

	if (has_too_many_attributes(text, length)) {
		g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_LIMIT,
		            "%s: an element with more than %d attributes", where,
		            MAX_ATTRIBUTES);
		return NULL;
	}
	htmlParserCtxt *context = htmlNewParserCtxt();
	xmlDoc *document =
	    htmlCtxtReadMemory(context, text, (int)length, NULL, "UTF-8", options);
	bool stopped = context->disableSAX || !document;
	htmlFreeParserCtxt(context);
	if (!stopped)
		return document;
	xmlFreeDoc(document);
	g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_LIMIT,
	            "%s: elements nested deeper than %d levels", where, MAX_DEPTH);
	return NULL;
}

/* The blocks kept, one a line, a blank line between them but within a list or table. */
static GString *
join_blocks(const HtmlPage *page)
{
	GString *out = g_string_new(NULL);
	const Block *before = NULL;

	for (guint i = 0; i < page->blocks->len; i++) {
		const Block *block = &g_array_index(page->blocks, Block, i);

		if (!block->kept)
			continue;
		bool together = before && before->kind == block->kind &&
		                (block->kind == BLOCK_ITEM || block->kind == BLOCK_ROW);
		if (before)
			g_string_append(out, together && !block->stamp ? "\n" : "\n\n");
		if (block->stamp)
			g_string_append_printf(out, "%s\n\n", block->stamp);
		if (block->kind == BLOCK_ITEM)
			g_string_append(out, "- ");
		g_string_append_len(out, page->text->str + block->start, (gssize)block->length);
		before = block;
	}
	return out;
}

char *
html_byline_author(const char *text, size_t length, bool bare, const Lexicon *lexicon)
{
	g_autofree char *title = NULL, *line = settle(text, length, &length);
	char *author;

	g_free(clean(line, length, CLEAN_NOTICES | CLEAN_BYLINES, lexicon, &title, &author));
	return author || !bare ? author : person_names(line);
}

/* The author's field without the "By". */
static void
trim_author(Article *article, const Lexicon *lexicon)
{
	const char *field = article->author;
	g_autofree char *named =
	    field ? html_byline_author(field, strlen(field), false, lexicon) : NULL;

	if (named)
		article->author = article_field(article, named);
}

/* A description's text, its line feeds and tags the ends of paragraphs; to be freed. */
static char *
plain_body(const char *body)
{
	GString *out = g_string_sized_new(strlen(body) + 64);

	for (const char *at = body; *at; at++) {
		const char *close = *at == '<' && (g_ascii_isalpha(at[1]) || at[1] == '/')
		                        ? memchr(at, '>', strnlen(at, MAX_TAG_BYTES))
		                        : NULL;

		if (*at == '\n')
			g_string_append(out, "\n\n");
		else if (!close)
			g_string_append_c(out, *at);
		else {
			if (g_ascii_tolower(at[1]) != 'a' && strncmp(at, "</a", 3) != 0)
				g_string_append(out, strchr("pbhdlu/", g_ascii_tolower(at[1]))
				                         ? "\n\n"
				                         : "");
			at = close;
		}
	}
	return g_string_free(out, FALSE);
}

static char *
read_document(Article *article, HtmlPage *page, const Lexicon *lexicon)
{
	g_autofree char *body = NULL;

	page->lexicon = lexicon;
	html_collect_blocks(page);
	html_read_metadata(article, page, &body);
	trim_author(article, lexicon);
	page->title = article->title;
	page->author = article->author;
	html_find_main(page);
	if (body)
		html_agree(page, body);
	html_stamp_entries(page);
	html_complete_metadata(article, page);
	g_autoptr(GString) blocks = join_blocks(page);
	g_autofree char *text = article_clean(article, blocks->str, lexicon);
	/* a page that hides much of its text from those who do not pay or run scripts */
	if (!body || strlen(text) >= strlen(body) / 4 * 3)
		return g_steal_pointer(&text);
	g_autofree char *plain = plain_body(body);
	g_autofree char *whole =
	    g_strconcat(article->title ? article->title : "", "\n\n", plain, NULL);
	g_autofree char *other = article_clean(article, whole, lexicon);
	if (strlen(other) <= strlen(text))
		return g_steal_pointer(&text);
	return g_steal_pointer(&other);
}

char *
html_read(Article *article, const char *bytes, size_t length, const char *where,
          const Lexicon *lexicon, GError **error)
{
	g_autofree char *encoding = declared_encoding(bytes, length);
	g_autofree char *decoded = decode(bytes, length, encoding, &length);
	xmlDoc *document = parse(decoded, length, where, error);

	if (!document)
		return NULL;
	HtmlPage page = { .document = document,
		          .arena = arena_new(),
		          .text = g_string_sized_new(length / 4 + 1),
		          .blocks = g_array_new(FALSE, FALSE, sizeof(Block)) };
	char *text = read_document(article, &page, lexicon);
	g_array_unref(page.blocks);
	g_string_free(page.text, TRUE);
	arena_free(page.arena);
	xmlFreeDoc(document);
	return text;
}

static bool
read_html(Input *input, const Reading *reading)
{
	g_autoptr(GError) error = NULL;
	bool go_on;

	if (!fetch_page(input, reading, &go_on))
		return go_on;
	g_autofree char *where = g_strdup_printf("'%s'", input->name);
	Article *article = article_new(input->name);
	char *text =
	    html_read(article, input->bytes, input->length, where, reading->lexicon, &error);
	if (!text) {
		article_free(article);
		return reading->sink->problem(error, reading->sink->user_data);
	}
	if (is_web_address(input->name))
		article->url = article_address(article->path, article->url);
	return article_deliver(article, text, where, reading);
}

const Reader reader_html = { "HTML", sniff, read_html };
