/* The door of the read stage: finds the kind of an input by its content and reads it. */
#include "read/read.h"

#include "read/encodings.h"
#include "read/http.h"
#include "read/inflate.h"
#include "read/reader.h"
#include "read/utf8.h"
#include "read/xml-feed.h"

#include <string.h>

static const Reader *const readers[] = {
	&reader_gzip,  &reader_zip,  &reader_warc,     &reader_mhtml,    &reader_eml,
	&reader_rss,   &reader_atom, &reader_opml,     &reader_jsonfeed, &reader_ninjs,
	&reader_jsonl, &reader_html, &reader_markdown, &reader_text,
};

/* What is known and is no page.  `what` completes "this is …". */
static const struct {
	const char *start;
	size_t length;
	const char *what;
} strangers[] = {
	{ "%PDF-", 5, "a PDF file" },
	{ "{\\rtf", 5, "an RTF file" },
	{ "\x89PNG", 4, "an image" },
	{ "\xff\xd8\xff", 3, "an image" },
	{ "GIF8", 4, "an image" },
	{ "RIFF", 4, "an image, sound or film" },
	{ "OggS", 4, "sound" },
	{ "ID3", 3, "sound" },
	{ "\xd0\xcf\x11\xe0", 4, "an office document" },
	{ "\x1f\x8b", 2, "damaged gzip" },
	{ "\xfd"
	  "7zXZ",
	  5, "compressed with xz" },
	{ "BZh", 3, "compressed with bzip2" },
	{ "\x28\xb5\x2f\xfd", 4, "compressed with zstd" },
	{ "7z\xbc\xaf", 4, "a 7z archive" },
	{ "SQLite format 3", 15, "a database" },
	{ "\x7f"
	  "ELF",
	  4, "a program" },
};

/* Text has no NUL and next to no other control characters.  Escape stands in some of the
 * encodings of Japanese. */
static bool
is_binary(const char *bytes, size_t length)
{
	size_t controls = 0;

	if (memchr(bytes, '\0', length))
		return true;
	for (size_t i = 0; i < length; i++) {
		guchar c = (guchar)bytes[i];

		controls += (c < 0x20 && (c < '\t' || c > '\r') && c != 0x1b) || c == 0x7f;
	}
	return controls > length / 50;
}

static const char *
stranger(const char *bytes, size_t length)
{
	for (unsigned i = 0; i < G_N_ELEMENTS(strangers); i++)
		if (length >= strangers[i].length &&
		    memcmp(bytes, strangers[i].start, strangers[i].length) == 0)
			return strangers[i].what;
	return is_binary(bytes, length) ? "binary" : NULL;
}

static const Reader *
surest_reader(const char *bytes, size_t length, int *best)
{
	const Reader *surest = NULL;

	*best = 0;
	for (unsigned i = 0; i < G_N_ELEMENTS(readers); i++) {
		int score = readers[i]->sniff(bytes, length);

		if (score > *best) {
			*best = score;
			surest = readers[i];
		}
	}
	return surest;
}

static bool
is_archive(const Reader *reader)
{
	return reader == &reader_gzip || reader == &reader_zip || reader == &reader_warc;
}

/* Whether an input within an archive, by its reader, is a record: one page or what is none.
 * Readers of many pages begin a record for each. */
static bool
is_record(const Input *input, const Reader *reader)
{
	static const Reader *const many[] = { &reader_rss, &reader_atom, &reader_jsonfeed,
		                              &reader_ninjs, &reader_jsonl };

	for (unsigned i = 0; i < G_N_ELEMENTS(many); i++)
		if (reader == many[i])
			return false;
	return input->layers && !(reader && is_archive(reader));
}

static bool
begin_entry(const Input *input, const Reader *reader, const Reading *reading)
{
	g_autofree char *where = g_strdup_printf("'%s'", input->name);

	return !is_record(input, reader) || begin_record(reading, where);
}

enum { XML_NAME_BYTES = 64 };

static bool
is_unknown_xml(const Input *input, char *name)
{
	return input->length > 5 && memcmp(input->bytes, "<?xml", 5) == 0 &&
	       xml_root(input->bytes, MIN(input->length, (size_t)SNIFF_BYTES), name,
	                XML_NAME_BYTES);
}

static bool
read_kind(Input *input, const Reading *reading)
{
	size_t length = MIN(input->length, (size_t)SNIFF_BYTES);
	int sureness;
	const Reader *reader = surest_reader(input->bytes, length, &sureness);
	const char *what = sureness < SIGNATURE ? stranger(input->bytes, length) : NULL;
	char name[XML_NAME_BYTES];

	reader = what ? NULL : reader;
	if (!begin_entry(input, reader, reading))
		return true;
	if (what)
		return report(reading, ENTENTE_ERROR_INPUT, "'%s': %s, not a page", input->name,
		              what);
	if (reader == &reader_text && is_unknown_xml(input, name))
		return report(reading, ENTENTE_ERROR_INPUT,
		              "'%s': XML of a kind that is not known ('%s'), not a page",
		              input->name, name);
	if (!is_archive(reader) || input->layers < MAX_LAYERS)
		return reader->read(input, reading);
	input_count_unpacked(input, BOMB_BYTES);
	return report_record(reading, input->name, ENTENTE_ERROR_LIMIT,
	                     "archives within more than %d others, the limit", MAX_LAYERS);
}

/* Whether most of what was decoded is no text in the encoding that it claims. */
static bool
is_garbled(const char *text, size_t length)
{
	enum { UNIT = 3 }; /* bytes of U+FFFD */
	size_t n = 0;

	for (const char *at = text;
	     (at = memmem(at, length - (size_t)(at - text), "\xef\xbf\xbd", UNIT)); at += UNIT)
		n++;
	return n * UNIT > length / 2;
}

/* A page in UTF-16 or UTF-32, whose bytes no reader would know, or in the encoding that came
 * with it (NULL for none) goes on as one of UTF-8. */
static bool
read_decoded(Input *input, const char *charset, const Reading *reading)
{
	bool go_on;
	size_t length;
	Input narrow;

	if (!fetch_page(input, reading, &go_on))
		return go_on;
	g_autofree char *text = decode(input->bytes, input->length, charset, &length);
	if (!length)
		return report(reading, ENTENTE_ERROR_INPUT, "'%s': empty", input->name);
	if (is_garbled(text, length))
		return !begin_entry(input, NULL, reading) ||
		       report(reading, ENTENTE_ERROR_INPUT,
		              "'%s': damaged: no text in the encoding that it claims",
		              input->name);
	input_over(&narrow, input->name, text, length);
	narrow.outer = input->outer;
	narrow.layers = input->layers;
	narrow.unpacked = input->unpacked;
	narrow.wire = input_wire(&narrow);
	return read_kind(&narrow, reading);
}

/* Whether the first bytes tell the kind: a line of them or, of XML, the outermost element. */
static bool
has_begun(const Input *input)
{
	char name[64];

	if (!input->length || !memchr(input->bytes, '\n', input->length))
		return false;
	return input->length < 5 || memcmp(input->bytes, "<?xml", 5) != 0 ||
	       xml_root(input->bytes, input->length, name, sizeof name);
}

static void
fetch_beginning(Input *input)
{
	while (input->length < SNIFF_BYTES && !has_begun(input))
		if (!input_fetch(input))
			break;
}

/* The head that a host sends before a page, which fetching hands over where it tells the
 * encoding, and some programs save: it is taken off, and the encoding that it tells given back,
 * to be freed, NULL for none. */
static char *
take_head(Input *input)
{
	g_auto(HttpHead) head = { .status = 0 };
	size_t length = MIN(input->length, (size_t)SNIFF_BYTES);

	if (!http_read_head(&head, input->bytes, length) || head.length >= length)
		return NULL;
	input_take(input, head.length);
	fetch_beginning(input);
	return g_steal_pointer(&head.charset);
}

bool
read_input(Input *input, const Reading *reading)
{
	size_t mark;
	int sureness;

	fetch_beginning(input);
	g_autofree char *charset = take_head(input);
	size_t length = MIN(input->length, (size_t)SNIFF_BYTES);
	if (!length && !begin_entry(input, NULL, reading))
		return true;
	if (!length && input->failed)
		return report_failure(input, reading);
	if (!length)
		return report(reading, ENTENTE_ERROR_INPUT, "'%s': empty", input->name);
	surest_reader(input->bytes, length, &sureness);
	return sureness < SIGNATURE && (charset || encoding_wide(input->bytes, length, &mark))
	           ? read_decoded(input, charset, reading)
	           : read_kind(input, reading);
}

bool
read_held(const char *name, const char *bytes, size_t length, const char *charset,
          const Origin *origin, const Reader *reader, Input *outer, const Reading *reading)
{
	Reading inside = *reading;
	g_autofree char *decoded = charset ? decode(bytes, length, charset, &length) : NULL;
	Input input;

	inside.origin = origin;
	inside.record = NULL; /* the page is of the record that is being read */
	input_over(&input, name, decoded ? decoded : bytes, length);
	input.outer = outer;
	input.layers = outer->layers + 1;
	input.unpacked = true;
	input.wire = input_wire(outer);
	return reader ? reader->read(&input, &inside) : read_input(&input, &inside);
}

bool
read_bytes(const char *path, const char *bytes, size_t length, const Lexicon *lexicon,
           const ReadSink *sink)
{
	const Reading reading = { .lexicon = lexicon, .sink = sink };
	Input input;

	input_over(&input, path, bytes, length);
	return read_input(&input, &reading);
}
