/* From JSON Lines, from an object or an array over many lines, from a feed's array: one value
 * after the other. */
#include "read/json-stream.h"
#include "read/utf8.h"

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

int
json_sniff(const char *bytes, size_t length)
{
	const char *end = bytes + length, *at = skip_blanks(bytes, end);

	if (at < end && *at == '[')
		at = skip_blanks(at + 1, end);
	if (at == end || *at != '{')
		return 0;
	at = skip_blanks(at + 1, end);
	return at < end && (*at == '"' || *at == '}') ? 100 : 0;
}

size_t
json_string_span(const char *at, const char *end)
{
	const char *start = at;

	for (at++; at < end && *at != '"'; at++)
		at += *at == '\\';
	return (size_t)(MIN(at + 1, end) - start);
}

size_t
json_value_span(const char *at, const char *end)
{
	const char *start = at;
	unsigned depth = 0;

	while (at < end) {
		if (*at == '"') {
			at += json_string_span(at, end);
			continue;
		}
		depth += *at == '{' || *at == '[';
		depth -= *at == '}' || *at == ']';
		at++;
		if (!depth)
			break;
	}
	return (size_t)(at - start);
}

static uint32_t
key_bit(const char *key, size_t length, const char *const *keys)
{
	for (unsigned i = 0; keys[i]; i++) {
		size_t n = strlen(keys[i]);
		bool all = n && keys[i][n - 1] == '*';

		if (all ? length >= n - 1 && memcmp(key, keys[i], n - 1) == 0
		        : length == n && memcmp(key, keys[i], n) == 0)
			return 1u << i;
	}
	return 0;
}

uint32_t
json_keys(const char *bytes, size_t length, const char *const *keys)
{
	const char *end = bytes + length, *at = skip_blanks(bytes, end);
	unsigned depth = 0, base = at < end && *at == '[' ? 2 : 1;
	uint32_t found = 0;

	while (at < end) {
		if (*at == '"') {
			const char *key = at + 1, *after = at + json_string_span(at, end);
			const char *colon = skip_blanks(after, end);

			if (depth == base && colon < end && *colon == ':')
				found |= key_bit(key, (size_t)(after - 1 - key), keys);
			at = after;
			continue;
		}
		depth += *at == '{' || *at == '[';
		if ((*at == '}' || *at == ']') && --depth < base)
			break;
		at++;
	}
	return found;
}

/* What is cut from the stream: one line or, in a document, one object. */
typedef struct {
	Input *input;
	const Reading *reading;
	JsonTaker take;
	gconstpointer user_data;
	bool document; /* objects are found by their braces, not by line feeds */
	bool items;    /* of an array, after whose end something else may come */
	size_t line;   /* the number of the window's first line */
	size_t first;  /* of the piece's first line */
	size_t n;      /* pieces so far */
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

/* Takes what lies before the next object; false where there is none. */
static bool
skip_to_object(Stream *stream)
{
	Input *input = stream->input;

	for (;;) {
		size_t skip = 0;

		while (skip < input->length && input->bytes[skip] != '{' &&
		       !(stream->items && input->bytes[skip] == ']'))
			stream->line += input->bytes[skip++] == '\n';
		input_take(input, skip);
		if (input->length)
			return *input->bytes == '{';
		if (!input_fetch(input))
			return false;
	}
}

/* The object that comes next in an array or by itself. */
static Piece
next_object(Stream *stream, size_t *length)
{
	Input *input = stream->input;
	Scan scan = { .at = 0 };

	if (!skip_to_object(stream))
		return PIECE_NONE;
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

json_t *
json_parse(const char *text, size_t length, char **reason)
{
	const size_t flags = JSON_ALLOW_NUL | JSON_DECODE_ANY;
	json_error_t error;
	json_t *value = json_loadb(text, length, flags, &error);

	if (!value && json_error_code(&error) == json_error_invalid_syntax) {
		g_autofree char *mended = g_strndup(text, length);

		mend_surrogates(mended, length);
		value = json_loadb(mended, length, flags, &error);
	}
	if (!value)
		*reason = json_reason(&error);
	return value;
}

static char *
where_of(const Stream *stream)
{
	return g_strdup_printf("'%s' %s %zu", stream->input->name,
	                       stream->items ? "item" : "line",
	                       stream->items ? stream->n : stream->first);
}

static bool
read_piece(const Stream *stream, const char *bytes, size_t length)
{
	const char *start = skip_blanks(bytes, bytes + length);
	g_autofree char *decoded = NULL, *reason = NULL, *where = where_of(stream);

	length -= (size_t)(start - bytes);
	while (length && g_ascii_isspace(start[length - 1]))
		length--;
	if (!length || !begin_record(stream->reading, where))
		return true;
	if (!g_utf8_validate_len(start, length, NULL))
		start = decoded = decode(start, length, NULL, &length);
	json_t *value = json_parse(start, length, &reason);
	if (!value)
		return report(stream->reading, ENTENTE_ERROR_INPUT, "%s: not valid JSON: %s",
		              where, reason);
	const JsonPlace place = { stream->reading, stream->input->name,
		                  stream->items ? stream->n : stream->first, where };
	bool go_on = stream->take(value, &place, stream->user_data);
	json_decref(value);
	return go_on;
}

/* Objects over many lines: an array, or an object whose first line leaves it open and whose
 * second does not begin another. */
static bool
is_document(Input *input)
{
	const char *end = input->bytes + input->length, *at = skip_blanks(input->bytes, end);

	if (at == end || *at == '[')
		return at < end;
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
	g_autofree char *where = where_of(stream);

	if (stream->document)
		input_take(stream->input, stream->input->length);
	else
		skip_line(stream);
	if (!begin_record(stream->reading, where))
		return true;
	return report(stream->reading, ENTENTE_ERROR_LIMIT,
	              "%s: longer than %d MB, the limit for an article", where,
	              MAX_LINE_BYTES / 1000000);
}

/* Whether fetching failed before the piece's end. */
static bool
is_cut_off(const Input *input, Piece piece, size_t length)
{
	return input->failed && length == input->length &&
	       (piece == PIECE_BROKEN ||
	        (piece == PIECE_WHOLE && input->bytes[length - 1] != '\n'));
}

/* Each piece as long as there is one. */
static bool
read_stream(Stream *stream)
{
	Input *input = stream->input;
	size_t length = 0;

	for (bool go_on = true; go_on;) {
		Piece piece = stream->document ? next_object(stream, &length)
		                               : next_line(stream, &length);

		if (piece == PIECE_NONE || is_cut_off(input, piece, length))
			break;
		stream->n++;
		if (piece == PIECE_TOO_LONG) {
			go_on = too_long(stream);
			if (stream->document)
				return go_on;
			continue;
		}
		go_on = read_piece(stream, input->bytes, length);
		input_take(input, length);
		if (!go_on)
			return false;
	}
	return !input->failed || report_failure(input, stream->reading);
}

bool
json_read_lines(Input *input, const Reading *reading, JsonTaker take, gconstpointer user_data)
{
	Stream stream = { input, reading, take, user_data, is_document(input), false, 1, 1, 0 };

	return read_stream(&stream);
}

bool
json_read_items(Input *input, const Reading *reading, JsonTaker take, gconstpointer user_data)
{
	Stream stream = { input, reading, take, user_data, true, true, 1, 1, 0 };

	return read_stream(&stream);
}

const char *
json_field(Article *article, const json_t *object, const char *key)
{
	const json_t *value = json_object_get(object, key);

	if (json_is_integer(value)) {
		g_autofree char *number =
		    g_strdup_printf("%" JSON_INTEGER_FORMAT, json_integer_value(value));
		return arena_strdup(article->arena, number);
	}
	return json_is_string(value) ? article_field(article, json_string_value(value)) : NULL;
}
