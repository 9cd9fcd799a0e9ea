/* JSON Lines, one article a line; also one object or an array of objects over many lines.
 *
 * Read as a stream: an article is handed on before the next line has arrived.  Records refer to
 * `text` as it stands, so only what is unmistakably no part of the article leaves it. */
#include "read/clean.h"
#include "read/reader.h"
#include "read/utf8.h"

#include <jansson.h>
#include <string.h>

static const char *
skip_blanks(const char *at, const char *end)
{
	if (end - at >= 3 && memcmp(at, "\xef\xbb\xbf", 3) == 0)
		at += 3;
	while (at < end && g_ascii_isspace(*at))
		at++;
	return at;
}

static int
sniff(const char *bytes, size_t length)
{
	const char *end = bytes + length, *at = skip_blanks(bytes, end);

	if (at < end && *at == '[')
		at = skip_blanks(at + 1, end);
	if (at == end || *at != '{')
		return 0;
	at = skip_blanks(at + 1, end);
	return at < end && (*at == '"' || *at == '}') ? 100 : 0;
}

/* What is cut from the stream: one line or, in a document, one object. */
typedef struct {
	Input *input;
	const Reading *reading;
	bool document; /* objects are found by their braces, not by line feeds */
	size_t line;   /* the number of the window's first line */
	size_t first;  /* of the piece's first line */
} Stream;

typedef enum { PIECE_NONE, PIECE_WHOLE, PIECE_BROKEN, PIECE_TOO_LONG } Piece;

/* The length of the line at the window's start, its line feed included. */
static Piece
next_line(Stream *stream, size_t *length)
{
	Input *input = stream->input;
	size_t searched = 0;
	const char *feed;

	stream->first = stream->line;
	while (!(feed = memchr(input->bytes + searched, '\n', input->length - searched))) {
		searched = input->length;
		if (searched > MAX_LINE_BYTES)
			break;
		if (!input_fetch(input))
			break;
	}
	*length = feed ? (size_t)(feed - input->bytes) + 1 : input->length;
	if (*length > MAX_LINE_BYTES)
		return PIECE_TOO_LONG;
	stream->line += feed != NULL;
	return *length ? PIECE_WHOLE : PIECE_NONE;
}

/* Takes the rest of a line that is too long. */
static void
skip_line(Stream *stream)
{
	Input *input = stream->input;
	const char *feed;

	while (!(feed = memchr(input->bytes, '\n', input->length))) {
		input_take(input, input->length);
		if (!input_fetch(input))
			return;
	}
	input_take(input, (size_t)(feed - input->bytes) + 1);
	stream->line++;
}

/* The state of a scan for the end of an object. */
typedef struct {
	size_t at;
	unsigned depth;
	bool quoted, escaped;
} Scan;

/* Goes on to the end of the object or of the window; true at the end of the object. */
static bool
scan_object(Scan *scan, Stream *stream)
{
	const Input *input = stream->input;

	while (scan->at < input->length) {
		char c = input->bytes[scan->at++];

		stream->line += c == '\n';
		if (scan->escaped)
			scan->escaped = false;
		else if (c == '\\')
			scan->escaped = scan->quoted;
		else if (c == '"')
			scan->quoted = !scan->quoted;
		else if (scan->quoted)
			continue;
		else if (c == '{' || c == '[')
			scan->depth++;
		else if ((c == '}' || c == ']') && --scan->depth == 0)
			return true;
	}
	return false;
}

/* The object that comes next in an array or by itself, what lies between objects taken. */
static Piece
next_object(Stream *stream, size_t *length)
{
	Input *input = stream->input;
	Scan scan = { .at = 0 };

	for (;;) {
		size_t skip = 0;

		while (skip < input->length && input->bytes[skip] != '{')
			stream->line += input->bytes[skip++] == '\n';
		input_take(input, skip);
		if (input->length)
			break;
		if (!input_fetch(input))
			return PIECE_NONE;
	}
	stream->first = stream->line;
	while (!scan_object(&scan, stream)) {
		if (scan.at > MAX_LINE_BYTES)
			return PIECE_TOO_LONG;
		if (!input_fetch(input)) {
			*length = input->length;
			return PIECE_BROKEN;
		}
	}
	*length = scan.at;
	return scan.at > MAX_LINE_BYTES ? PIECE_TOO_LONG : PIECE_WHOLE;
}

/* A string, or a number as a string, in the arena; NULL for anything else. */
static const char *
field(Article *article, const json_t *object, const char *key)
{
	const json_t *value = json_object_get(object, key);

	if (json_is_integer(value)) {
		g_autofree char *number =
		    g_strdup_printf("%" JSON_INTEGER_FORMAT, json_integer_value(value));
		return arena_strdup(article->arena, number);
	}
	return json_is_string(value) ? article_field(article, json_string_value(value)) : NULL;
}

/* A list of names is joined by commas. */
static const char *
author_field(Article *article, const json_t *object)
{
	const json_t *value = json_object_get(object, "author");
	g_autoptr(GString) names = g_string_new(NULL);
	const json_t *name;
	size_t i;

	if (!json_is_array(value))
		return field(article, object, "author");
	json_array_foreach(value, i, name)
	{
		if (json_is_string(name))
			g_string_append_printf(names, "%s%s", names->len ? ", " : "",
			                       json_string_value(name));
	}
	return article_field(article, names->str);
}

static void
set(const char **member, const char *value)
{
	if (value)
		*member = value;
}

static void
read_fields(Article *article, const json_t *object)
{
	const char *published = field(article, object, "published");

	set(&article->id, field(article, object, "id"));
	set(&article->url, field(article, object, "url"));
	set(&article->title, field(article, object, "title"));
	set(&article->outlet, field(article, object, "outlet"));
	set(&article->author, author_field(article, object));
	set(&article->language, field(article, object, "language"));
	if (published)
		set(&article->published, date_to_iso(article->arena, published));
}

/* The text of the object, cleaned; NULL with the error set where its HTML cannot be read. */
static char *
read_body(Article *article, const json_t *object, const char *where, const Lexicon *lexicon,
          GError **error)
{
	const json_t *text = json_object_get(object, "text"),
		     *html = json_object_get(object, "html");
	g_autofree char *title = NULL, *author = NULL;
	size_t length;

	if (json_is_string(html) && !json_string_length(text))
		return html_read(article, json_string_value(html), json_string_length(html),
		                 where, lexicon, error);
	if (!json_is_string(text))
		return g_strdup("");
	g_autofree char *settled =
	    settle(json_string_value(text), json_string_length(text), &length);
	char *cleaned =
	    clean(settled, length, CLEAN_REPEATS | CLEAN_NOTICES, lexicon, &title, &author);
	set(&article->title, article_field(article, title));
	return cleaned;
}

static bool
read_article(const Stream *stream, const json_t *object)
{
	const char *name = stream->input->name;
	g_autofree char *where = g_strdup_printf("'%s' line %zu", name, stream->first);
	g_autoptr(GError) error = NULL;

	if (!json_is_object(object))
		return report(stream->reading, ENTENTE_ERROR_INPUT, "%s: no JSON object",
		              where);
	Article *article = article_new(name);
	article->id = arena_printf(article->arena, "%s-%zu", article->id, stream->first);
	char *text = read_body(article, object, where, stream->reading->lexicon, &error);
	if (!text) {
		article_free(article);
		return stream->reading->sink->problem(error, stream->reading->sink->user_data);
	}
	read_fields(article, object);
	return article_deliver(article, text, where, stream->reading);
}

/* What jansson says is wrong, without the text that it quotes. */
static char *
json_reason(const json_error_t *error)
{
	const char *near = strstr(error->text, " near ");

	if (json_error_code(error) == json_error_premature_end_of_input)
		return g_strdup("it ends too early");
	return near ? g_strndup(error->text, (size_t)(near - error->text))
	            : g_strdup(error->text);
}

/* The four hexadecimal digits of "\\uXXXX" at `at`; -1 where there is no such escape. */
static int
escaped_unit(const char *at, const char *end)
{
	int unit = 0;

	if (end - at < 6 || at[0] != '\\' || at[1] != 'u')
		return -1;
	for (int i = 2; i < 6; i++) {
		if (!g_ascii_isxdigit(at[i]))
			return -1;
		unit = unit * 16 + g_ascii_xdigit_value(at[i]);
	}
	return unit;
}

/* Halves of surrogate pairs without their other half, which some scrapers write and no parser
 * accepts, become U+FFFD. */
static void
mend_surrogates(char *text, size_t length)
{
	const char *end = text + length;

	for (char *at = text; (at = memchr(at, '\\', (size_t)(end - at))) && end - at > 1;) {
		int unit = escaped_unit(at, end),
		    next = unit < 0 ? -1 : escaped_unit(at + 6, end);
		bool high = unit >= 0xd800 && unit < 0xdc00,
		     low = next >= 0xdc00 && next < 0xe000;

		if (unit >= 0xd800 && unit < 0xe000 && !(high && low))
			memcpy(at + 2, "fffd", 4);
		at += unit < 0 ? 2 : high && low ? 12 : 6;
	}
}

/* The value, also where some escapes in it are damaged; NULL with the error set. */
static json_t *
parse(const char *text, size_t length, json_error_t *error)
{
	const size_t flags = JSON_ALLOW_NUL | JSON_DECODE_ANY;
	json_t *value = json_loadb(text, length, flags, error);

	if (value || json_error_code(error) != json_error_invalid_syntax)
		return value;
	g_autofree char *mended = g_strndup(text, length);
	mend_surrogates(mended, length);
	return json_loadb(mended, length, flags, error);
}

static bool
read_piece(const Stream *stream, const char *bytes, size_t length)
{
	const char *start = skip_blanks(bytes, bytes + length);
	g_autofree char *decoded = NULL;
	json_error_t error;

	length -= (size_t)(start - bytes);
	while (length && g_ascii_isspace(start[length - 1]))
		length--;
	if (!length)
		return true;
	if (!g_utf8_validate_len(start, length, NULL))
		start = decoded = decode(start, length, NULL, &length);
	json_t *object = parse(start, length, &error);
	if (!object) {
		g_autofree char *reason = json_reason(&error);
		return report(stream->reading, ENTENTE_ERROR_INPUT,
		              "'%s' line %zu: not valid JSON: %s", stream->input->name,
		              stream->first, reason);
	}
	bool go_on = read_article(stream, object);
	json_decref(object);
	return go_on;
}

/* Objects over many lines: an array, or an object whose first line leaves it open and whose
 * second does not begin another. */
static bool
is_document(Input *input)
{
	const char *end = input->bytes + input->length, *at = skip_blanks(input->bytes, end);

	if (*at == '[')
		return true;
	const char *feed = memchr(at, '\n', (size_t)(end - at));
	json_error_t error;
	json_t *first =
	    feed ? json_loadb(at, (size_t)(feed - at), JSON_ALLOW_NUL, &error) : NULL;
	json_decref(first);
	if (feed && !first) {
		size_t taken = (size_t)(feed - input->bytes);

		input_want(input, taken + 64);
		end = input->bytes + input->length;
		at = skip_blanks(input->bytes + taken, end);
	}
	return feed && !first && at < end && *at != '{';
}

static bool
too_long(Stream *stream)
{
	const char *name = stream->input->name;
	size_t first = stream->first;

	if (stream->document)
		input_take(stream->input, stream->input->length);
	else
		skip_line(stream);
	return report(stream->reading, ENTENTE_ERROR_LIMIT,
	              "'%s' line %zu: longer than %d MB, the limit for an article", name, first,
	              MAX_LINE_BYTES / 1000000);
}

static bool
read_jsonl(Input *input, const Reading *reading)
{
	Stream stream = { input, reading, is_document(input), 1, 1 };
	size_t length = 0;

	for (bool go_on = true; go_on;) {
		Piece piece = stream.document ? next_object(&stream, &length)
		                              : next_line(&stream, &length);

		if (piece == PIECE_NONE)
			break;
		if (piece == PIECE_TOO_LONG) {
			go_on = too_long(&stream);
			if (stream.document)
				return go_on;
			continue;
		}
		go_on = read_piece(&stream, input->bytes, length);
		input_take(input, length);
		if (!go_on)
			return false;
	}
	if (!input->failed)
		return true;
	g_autoptr(GError) error = NULL;
	set_errno_error(&error, input->name, input->failed);
	return reading->sink->problem(error, reading->sink->user_data);
}

const Reader reader_jsonl = { "JSON Lines", sniff, read_jsonl };
