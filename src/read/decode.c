/* Bytes of unknown encoding to UTF-8.
 *
 * Text that is valid UTF-8 with a non-ASCII letter in it is UTF-8, whatever it declares: other
 * encodings practically never give that by accident, and a wrong declaration is common.  A
 * declaration counts where the bytes are not UTF-8; where there is none and few bytes are
 * outside ASCII, windows-1252 is surer than any statistics. */
#include "read/utf8.h"

#include <errno.h>
#include <string.h>
#include <uchardet.h>

enum { GUESS_BYTES = 256 * 1024 };

static const gunichar windows_1252[32] = {
	0x20ac, 0x0081, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
	0x2039, 0x0152, 0x008d, 0x017d, 0x008f, 0x0090, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
	0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x009d, 0x017e, 0x0178,
};

gunichar
windows_1252_char(unsigned char byte)
{
	return byte >= 0x80 && byte < 0xa0 ? windows_1252[byte - 0x80] : byte;
}

int
windows_1252_byte(gunichar c)
{
	if (c <= 0xff)
		return (int)c;
	for (unsigned i = 0; i < G_N_ELEMENTS(windows_1252); i++)
		if (windows_1252[i] == c)
			return 0x80 + (int)i;
	return -1;
}

/* Valid UTF-8 as it is, every other byte as windows-1252; counts both kinds. */
static GString *
decode_mixed(const char *bytes, size_t length, size_t *n_valid, size_t *n_invalid)
{
	GString *out = g_string_sized_new(length + length / 8 + 1);
	const char *end = bytes + length;

	*n_valid = *n_invalid = 0;
	for (const char *at = bytes; at < end;) {
		if ((guchar)*at < 0x80) {
			g_string_append_c(out, *at++);
			continue;
		}
		gunichar c = g_utf8_get_char_validated(at, MIN(end - at, 4));
		bool valid = c != (gunichar)-1 && c != (gunichar)-2;

		g_string_append_unichar(out, valid ? c : windows_1252_char((guchar)*at));
		*(valid ? n_valid : n_invalid) += 1;
		at = valid ? g_utf8_next_char(at) : at + 1;
	}
	return out;
}

static GString *
decode_windows_1252(const char *bytes, size_t length)
{
	GString *out = g_string_sized_new(length + length / 8 + 1);

	for (size_t i = 0; i < length; i++)
		g_string_append_unichar(out, windows_1252_char((guchar)bytes[i]));
	return out;
}

/* By iconv.  NULL where it does not know the encoding or, with `strict`, where more than one
 * byte in a hundred means nothing in it. */
static GString *
decode_by_name(const char *bytes, size_t length, const char *encoding, size_t unit, bool strict)
{
	GIConv converter = g_iconv_open("UTF-8", encoding);
	size_t bad = 0, left = length;
	char *in = (char *)bytes;

	if (converter == (GIConv)-1)
		return NULL;
	GString *out = g_string_sized_new(length + length / 2 + 16);
	while (left) {
		char chunk[16384], *to = chunk;
		size_t room = sizeof chunk;
		size_t done = g_iconv(converter, &in, &left, &to, &room);

		g_string_append_len(out, chunk, to - chunk);
		if (done != (size_t)-1 || errno == E2BIG)
			continue;
		g_string_append(out, "\xef\xbf\xbd");
		bad++;
		size_t skipped = MIN(left, unit);
		in += skipped;
		left -= skipped;
	}
	g_iconv_close(converter);
	if (strict && bad > 1 + length / 100) {
		g_string_free(out, TRUE);
		return NULL;
	}
	return out;
}

static const struct {
	const char *mark;
	size_t length, unit;
	const char *encoding;
} byte_order_marks[] = {
	{ "\xef\xbb\xbf", 3, 1, "UTF-8" },    { "\xff\xfe\0\0", 4, 4, "UTF-32LE" },
	{ "\0\0\xfe\xff", 4, 4, "UTF-32BE" }, { "\xff\xfe", 2, 2, "UTF-16LE" },
	{ "\xfe\xff", 2, 2, "UTF-16BE" },
};

static GString *
decode_marked(const char *bytes, size_t length)
{
	for (unsigned i = 0; i < G_N_ELEMENTS(byte_order_marks); i++) {
		size_t skip = byte_order_marks[i].length;

		if (length < skip || memcmp(bytes, byte_order_marks[i].mark, skip) != 0)
			continue;
		return decode_by_name(bytes + skip, length - skip, byte_order_marks[i].encoding,
		                      byte_order_marks[i].unit, false);
	}
	return NULL;
}

/* ISO 8859-1 and ASCII mean windows-1252 on the web, where nobody keeps them apart. */
static GString *
decode_declared(const char *bytes, size_t length, const char *declared)
{
	static const char *const latin[] = { "iso-8859-1",   "iso8859-1", "latin1",
		                             "latin-1",      "us-ascii",  "ascii",
		                             "windows-1252", "cp1252" };

	for (unsigned i = 0; i < G_N_ELEMENTS(latin); i++)
		if (g_ascii_strcasecmp(declared, latin[i]) == 0)
			return decode_windows_1252(bytes, length);
	if (g_ascii_strncasecmp(declared, "utf", 3) == 0 ||
	    g_ascii_strncasecmp(declared, "ucs", 3) == 0)
		return NULL;
	return decode_by_name(bytes, length, declared, 1, true);
}

static GString *
decode_guessed(const char *bytes, size_t length)
{
	size_t outside = 0;

	for (size_t i = 0; i < length; i++)
		outside += (guchar)bytes[i] >= 0x80;
	if (outside <= length / 33)
		return NULL;
	uchardet_t detector = uchardet_new();
	uchardet_handle_data(detector, bytes, MIN(length, (size_t)GUESS_BYTES));
	uchardet_data_end(detector);
	const char *guess = uchardet_get_charset(detector);
	GString *out = *guess ? decode_declared(bytes, length, guess) : NULL;
	uchardet_delete(detector);
	return out;
}

static GString *
decode_any(const char *bytes, size_t length, const char *declared)
{
	GString *out = decode_marked(bytes, length);
	size_t n_valid, n_invalid;

	if (out)
		return out;
	if (declared && g_ascii_strncasecmp(declared, "iso-2022", 8) == 0 &&
	    memchr(bytes, 0x1b, length) &&
	    (out = decode_by_name(bytes, length, declared, 1, true)))
		return out;
	if (g_utf8_validate_len(bytes, length, NULL))
		return g_string_new_len(bytes, (gssize)length);
	out = decode_mixed(bytes, length, &n_valid, &n_invalid);
	if (n_valid >= 4 * n_invalid)
		return out;
	g_string_free(out, TRUE);
	if (declared && (out = decode_declared(bytes, length, declared)))
		return out;
	if ((out = decode_guessed(bytes, length)))
		return out;
	return decode_windows_1252(bytes, length);
}

char *
decode(const char *bytes, size_t length, const char *declared, size_t *decoded_length)
{
	GString *out = decode_any(bytes, length, declared);

	for (char *nul = out->str;
	     (nul = memchr(nul, '\0', out->len - (size_t)(nul - out->str)));)
		*nul = ' ';
	*decoded_length = out->len;
	return g_string_free(out, FALSE);
}
