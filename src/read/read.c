/* The door of the read stage: finds the kind of an input by its content and reads it. */
#include "read/read.h"

#include "read/encodings.h"
#include "read/reader.h"
#include "read/utf8.h"
#include "read/xml-feed.h"

#include <string.h>

static const Reader *const readers[] = {
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
	{ "PK\003\004", 4, "a zip archive or office document" },
	{ "PK\005\006", 4, "a zip archive" },
	{ "\xd0\xcf\x11\xe0", 4, "an office document" },
	{ "\x1f\x8b", 2, "compressed with gzip" },
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
surest_reader(const char *bytes, size_t length)
{
	const Reader *surest = NULL;
	int best = 0;

	for (unsigned i = 0; i < G_N_ELEMENTS(readers); i++) {
		int score = readers[i]->sniff(bytes, length);

		if (score > best) {
			best = score;
			surest = readers[i];
		}
	}
	return surest;
}

static bool
read_kind(Input *input, const Reading *reading)
{
	size_t length = MIN(input->length, (size_t)SNIFF_BYTES);
	const char *what = stranger(input->bytes, length);
	char name[64];

	if (what)
		return report(reading, ENTENTE_ERROR_INPUT, "'%s': %s, not a page", input->name,
		              what);
	const Reader *reader = surest_reader(input->bytes, length);
	if (reader == &reader_text && length > 5 && memcmp(input->bytes, "<?xml", 5) == 0 &&
	    xml_root(input->bytes, length, name, sizeof name))
		return report(reading, ENTENTE_ERROR_INPUT,
		              "'%s': XML of a kind that is not known ('%s'), not a page",
		              input->name, name);
	return reader->read(input, reading);
}

/* A file of UTF-16 or UTF-32, whose bytes no reader would know, goes on as one of UTF-8. */
static bool
read_wide(Input *input, const Reading *reading)
{
	bool go_on;
	size_t length;
	Input narrow;

	if (!fetch_page(input, reading, &go_on))
		return go_on;
	g_autofree char *text = decode(input->bytes, input->length, NULL, &length);
	if (!length)
		return report(reading, ENTENTE_ERROR_INPUT, "'%s': empty", input->name);
	input_over(&narrow, input->name, text, length);
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

bool
read_input(Input *input, const Reading *reading)
{
	g_autoptr(GError) error = NULL;
	size_t mark;

	while (input->length < SNIFF_BYTES && !has_begun(input))
		if (!input_fetch(input))
			break;
	size_t length = MIN(input->length, (size_t)SNIFF_BYTES);
	if (!length && input->failed) {
		set_errno_error(&error, input->name, input->failed);
		return reading->sink->problem(error, reading->sink->user_data);
	}
	if (!length)
		return report(reading, ENTENTE_ERROR_INPUT, "'%s': empty", input->name);
	return encoding_wide(input->bytes, length, &mark) ? read_wide(input, reading)
	                                                  : read_kind(input, reading);
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
