/* Markdown, taken apart by md4c: headings, paragraphs and items as lines, links as their words.
 */
#include "read/front-matter.h"
#include "read/markup.h"
#include "read/reader.h"
#include "read/utf8.h"

#include <md4c.h>
#include <string.h>

enum { MAX_RUN_LINES = 500 };

/* Text as it is built. */
typedef struct {
	GString *out;
	GString *html;   /* a block of HTML */
	bool begun;      /* something stands in the block */
	bool first_cell; /* of a row */
	unsigned lists, images;
	char *heading; /* the first of the first level */
	size_t start;  /* of the block */
} Build;

/* Begins a block on a line of its own. */
static void
begin(Build *build, const char *between)
{
	if (build->out->len)
		g_string_append(build->out, between);
	build->start = build->out->len;
}

static int
enter_block(MD_BLOCKTYPE type, void *detail, void *user_data)
{
	Build *build = user_data;

	(void)detail;
	switch (type) {
	case MD_BLOCK_LI:
		begin(build, "\n");
		g_string_append(build->out, "- ");
		build->begun = true;
		break;
	case MD_BLOCK_UL:
	case MD_BLOCK_OL:
		if (!build->lists++)
			begin(build, "\n");
		break;
	case MD_BLOCK_P:
	case MD_BLOCK_H:
	case MD_BLOCK_CODE:
		if (!build->begun)
			begin(build, build->lists ? "\n" : "\n\n");
		break;
	case MD_BLOCK_TR:
		begin(build, "\n");
		build->first_cell = true;
		break;
	case MD_BLOCK_TABLE: begin(build, "\n"); break;
	case MD_BLOCK_TH:
	case MD_BLOCK_TD:
		g_string_append(build->out, build->first_cell ? "" : " | ");
		build->first_cell = false;
		break;
	case MD_BLOCK_HTML: g_string_truncate(build->html, 0); break;
	default: break;
	}
	return 0;
}

static int
leave_block(MD_BLOCKTYPE type, void *detail, void *user_data)
{
	Build *build = user_data;

	if (type == MD_BLOCK_UL || type == MD_BLOCK_OL)
		build->lists--;
	else if (type == MD_BLOCK_H) {
		if (((MD_BLOCK_H_DETAIL *)detail)->level == 1 && !build->heading)
			build->heading = g_strdup(build->out->str + build->start);
	} else if (type == MD_BLOCK_HTML) {
		g_autofree char *text = markup_text(build->html->str);

		if (*g_strstrip(text)) {
			begin(build, "\n\n");
			g_string_append(build->out, text);
		}
	}
	build->begun = false;
	return 0;
}

static int
enter_span(MD_SPANTYPE type, void *detail, void *user_data)
{
	(void)detail;
	((Build *)user_data)->images += type == MD_SPAN_IMG;
	return 0;
}

static int
leave_span(MD_SPANTYPE type, void *detail, void *user_data)
{
	(void)detail;
	((Build *)user_data)->images -= type == MD_SPAN_IMG;
	return 0;
}

static int
take_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE length, void *user_data)
{
	Build *build = user_data;
	const char *next;
	gunichar c;

	if (build->images) /* what a picture shows is no part of the article */
		return 0;
	switch (type) {
	case MD_TEXT_HTML: g_string_append_len(build->html, text, length); return 0;
	case MD_TEXT_BR: g_string_append_c(build->out, '\n'); break;
	case MD_TEXT_SOFTBR: g_string_append_c(build->out, ' '); break;
	case MD_TEXT_NULLCHAR: break;
	case MD_TEXT_ENTITY:
		c = markup_reference(text, text + length, &next);
		if (c)
			g_string_append_unichar(build->out, c);
		else
			g_string_append_len(build->out, text, length);
		break;
	default: g_string_append_len(build->out, text, length); break;
	}
	build->begun = false;
	return 0;
}

/* md4c takes quadratic time in the lines of one paragraph: one of more lines than any has is
 * broken up. */
static GString *
break_runs(const char *text, const char *end)
{
	GString *out = g_string_sized_new((size_t)(end - text) + 64);
	unsigned run = 0;

	for (const char *at = text; at < end;) {
		const char *last = MIN(line_end(at, end) + 1, end);

		run = line_is(at, end, "") ? 0 : run + 1;
		if (run > MAX_RUN_LINES) {
			g_string_append_c(out, '\n');
			run = 1;
		}
		g_string_append_len(out, at, last - at);
		at = last;
	}
	return out;
}

static void
build_text(Build *build, const char *text, const char *end)
{
	const MD_PARSER parser = {
		.flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_PERMISSIVEAUTOLINKS,
		.enter_block = enter_block,
		.leave_block = leave_block,
		.enter_span = enter_span,
		.leave_span = leave_span,
		.text = take_text,
	};
	g_autoptr(GString) broken = break_runs(text, end);

	md_parse(broken->str, (MD_SIZE)broken->len, &parser, build);
}

/* Signs of Markdown, each of which plain text may have by chance but not two of them. */
static const struct {
	const char *start, *then; /* of a line; what else must be in it, NULL for nothing */
} signs[] = {
	{ "# ", NULL }, { "## ", NULL }, { "### ", NULL },   { "```", NULL }, { "~~~", NULL },
	{ "![", "](" }, { "> ", NULL },  { "[", "]: http" }, { "* ", NULL },  { "- ", NULL },
	{ "|", "|" },   { "1. ", NULL }, { "===", NULL },    { "---", NULL }, { "***", NULL },
};

/* Signs within a line. */
static const char *const spans[] = { "](http", "](/", "**", "](<" };

/* Whether the first line is a heading, set off from what follows. */
static bool
begins_with_heading(const char *at, const char *end)
{
	while (at < end && g_ascii_isspace(*at))
		at++;
	const char *last = line_end(at, end);
	size_t level = 0;

	while (at + level < last && at[level] == '#')
		level++;
	return level && level <= 6 && at + level + 1 < last && at[level] == ' ' && last < end &&
	       line_is(last + 1, end, "");
}

/* What there is of the signs in a line, as bits; headings and links are counted, too. */
static uint32_t
signs_of(const char *at, const char *last, unsigned *n_headings, unsigned *n_links)
{
	size_t n = (size_t)(last - at);
	uint32_t seen = 0;

	for (unsigned i = 0; i < G_N_ELEMENTS(signs); i++) {
		size_t start = strlen(signs[i].start);
		const char *then = signs[i].then;

		if (n < start || memcmp(at, signs[i].start, start) != 0 ||
		    (then && !memmem(at + start, n - start, then, strlen(then))))
			continue;
		seen |= 1u << i;
		*n_headings += *at == '#' || *at == '=';
	}
	for (unsigned i = 0; i < G_N_ELEMENTS(spans); i++)
		if (memmem(at, n, spans[i], strlen(spans[i]))) {
			seen |= 1u << (i + G_N_ELEMENTS(signs));
			*n_links += *spans[i] == ']';
		}
	return seen;
}

static int
sniff(const char *bytes, size_t length)
{
	enum { FRONT = 90, HEADING = 40, SIGNS = 5 };
	const char *end = bytes + length;
	unsigned n_headings = 0, n_links = 0;
	g_auto(Front) front = { { NULL } };
	uint32_t seen = 0;

	if (length >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0)
		bytes += 3;
	if (front_read(&front, bytes, end) > bytes)
		return FRONT;
	if (begins_with_heading(bytes, end))
		return HEADING;
	for (const char *at = bytes; at < end; at = line_end(at, end) + 1)
		seen |= signs_of(at, line_end(at, end), &n_headings, &n_links);
	unsigned kinds = (unsigned)__builtin_popcount(seen), sure = n_headings + n_links;
	return sure > 1 || (sure && kinds > 1) ? SIGNS : 0;
}

static void
set_field(Article *article, const char **member, const char *value)
{
	const char *settled = value ? article_field(article, value) : NULL;

	if (settled)
		*member = settled;
}

static void
set_fields(Article *article, const Front *front, const char *heading)
{
	char *const *fields = front->fields;

	set_field(article, &article->title,
	          fields[FRONT_TITLE] ? fields[FRONT_TITLE] : heading);
	set_field(article, &article->author, fields[FRONT_AUTHOR]);
	set_field(article, &article->url, fields[FRONT_URL]);
	set_field(article, &article->outlet, fields[FRONT_OUTLET]);
	set_field(article, &article->language, fields[FRONT_LANGUAGE]);
	set_field(article, &article->id, fields[FRONT_ID]);
	if (fields[FRONT_DATE])
		article->published = date_to_iso(article->arena, fields[FRONT_DATE]);
}

static bool
read_markdown(Input *input, const Reading *reading)
{
	bool go_on;
	size_t length;
	g_auto(Front) front = { { NULL } };

	if (!fetch_page(input, reading, &go_on))
		return go_on;
	g_autofree char *decoded = decode(input->bytes, input->length, NULL, &length);
	g_autofree char *where = g_strdup_printf("'%s'", input->name);
	const char *end = decoded + length, *body = front_read(&front, decoded, end);
	Build build = { .out = g_string_new(NULL), .html = g_string_new(NULL) };
	build_text(&build, body, end);
	Article *article = article_new(input->name);
	set_fields(article, &front, build.heading);
	char *text = article_under_title(
	    article, article_clean(article, build.out->str, reading->lexicon));
	g_string_free(build.out, TRUE);
	g_string_free(build.html, TRUE);
	g_free(build.heading);
	return article_deliver(article, text, where, reading);
}

const Reader reader_markdown = { "Markdown", sniff, read_markdown };
