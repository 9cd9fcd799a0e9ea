/* Bytes of unknown encoding to UTF-8.
 *
 * Text that is valid UTF-8 with a non-ASCII letter in it is UTF-8, whatever it declares: other
 * encodings practically never give that by accident, and a wrong declaration is common.  A
 * declaration counts where the bytes are not UTF-8; where there is none and few letters are
 * outside ASCII, windows-1252 is surer than any statistics.  UTF-16, UTF-32 and the encodings
 * that go by escape sequences show themselves and need no name. */
#include "read/encodings.h"
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
	/* the last round, without input, gives what a combining mark could have followed */
	for (bool last = false; left || !last;) {
		char chunk[16384], *to = chunk;
		size_t room = sizeof chunk;

		last = !left;
		size_t done = last ? g_iconv(converter, NULL, NULL, &to, &room)
		                   : g_iconv(converter, &in, &left, &to, &room);

		g_string_append_len(out, chunk, to - chunk);
		if (done != (size_t)-1 || errno == E2BIG || last)
			continue;
		g_string_append(out, "\xef\xbf\xbd");
		bad++;
		size_t skipped = MIN(left, unit);
		in += skipped;
		left -= skipped;
		if (strict && bad > 1 + length / 100)
			break;
	}
	g_iconv_close(converter);
	if (strict && bad > 1 + length / 100) {
		g_string_free(out, TRUE);
		return NULL;
	}
	return out;
}

/* The control characters that the parts of ISO 8859 have at 0x80 to 0x9f stand on no page; the
 * quotation marks and dashes that windows-1252 has there do, whatever a page calls itself. */
static void
mend_controls(GString *text)
{
	g_autoptr(GString) mended = NULL;
	const char *end = text->str + text->len, *copied = text->str;

	for (const char *at = copied; (at = memchr(at, 0xc2, (size_t)(end - at)));) {
		guchar byte = (guchar)at[1];

		if (byte < 0x80 || byte >= 0xa0) {
			at += 2;
			continue;
		}
		mended = mended ? mended : g_string_sized_new(text->len + 64);
		g_string_append_len(mended, copied, at - copied);
		g_string_append_unichar(mended, windows_1252_char(byte));
		copied = at += 2;
	}
	if (!mended)
		return;
	g_string_append_len(mended, copied, end - copied);
	g_string_truncate(text, 0);
	g_string_append_len(text, mended->str, (gssize)mended->len);
}

static GString *
decode_named(const char *bytes, size_t length, const char *encoding)
{
	if (strcmp(encoding, "WINDOWS-1252") == 0)
		return decode_windows_1252(bytes, length);
	if (strcmp(encoding, "UTF-8") == 0)
		return NULL;
	GString *out = decode_by_name(bytes, length, encoding, 1, true);
	if (out && g_str_has_prefix(encoding, "ISO-8859"))
		mend_controls(out);
	return out;
}

static GString *
decode_wide(const char *bytes, size_t length)
{
	size_t mark;
	const char *encoding = encoding_wide(bytes, length, &mark);

	if (!encoding)
		return NULL;
	return decode_by_name(bytes + mark, length - mark, encoding,
	                      g_str_has_prefix(encoding, "UTF-32") ? 4 : 2, false);
}

/* The encodings of Japanese and Korean that go by escape sequences and look like ASCII. */
static GString *
decode_escaped(const char *bytes, size_t length)
{
	static const struct {
		const char *escape, *encoding;
	} escapes[] = { { "\x1b$B", "ISO-2022-JP" },
		        { "\x1b$@", "ISO-2022-JP" },
		        { "\x1b$)C", "ISO-2022-KR" } };
	const char *first = memchr(bytes, 0x1b, length);

	for (unsigned i = 0; first && i < G_N_ELEMENTS(escapes); i++) {
		size_t n = strlen(escapes[i].escape);

		if (length - (size_t)(first - bytes) > n &&
		    memcmp(first, escapes[i].escape, n) == 0)
			return decode_by_name(bytes, length, escapes[i].encoding, 1, true);
	}
	return NULL;
}

/* Of a hundred bytes that are letters, tags left out, how many are outside ASCII. */
static size_t
share_outside(const char *bytes, size_t length)
{
	size_t outside = 0, inside = 0;
	bool tag = false;

	for (size_t i = 0; i < length; i++) {
		if (bytes[i] == '<' || bytes[i] == '>')
			tag = bytes[i] == '<';
		outside += !tag && (guchar)bytes[i] >= 0x80;
		inside += !tag && g_ascii_isalpha(bytes[i]);
	}
	return outside ? outside * 100 / (outside + inside) : 0;
}

const char *
encoding_guess(const char *bytes, size_t length)
{
	enum { SURER_THAN_GUESSES = 3 };
	const char *valid_end;

	/* the last character may be cut off */
	if (g_utf8_validate_len(bytes, length, &valid_end) ||
	    (bytes + length - valid_end < 4 && length > 64))
		return "UTF-8";
	if (share_outside(bytes, length) < SURER_THAN_GUESSES)
		return NULL;
	uchardet_t detector = uchardet_new();
	uchardet_handle_data(detector, bytes, MIN(length, (size_t)GUESS_BYTES));
	uchardet_data_end(detector);
	const char *guess = encoding_named(uchardet_get_charset(detector));
	uchardet_delete(detector);
	return guess;
}

static GString *
decode_guessed(const char *bytes, size_t length)
{
	const char *guess = encoding_guess(bytes, length);

	return guess ? decode_named(bytes, length, guess) : NULL;
}

/* By the name that the page gives.  One of a Latin encoding, which many templates give to
 * whatever stands in them, is not believed where most letters are outside ASCII. */
static GString *
decode_declared(const char *bytes, size_t length, const char *encoding)
{
	enum { NO_LATIN = 50, ENOUGH_BYTES = 64 };
	static const char *const latin[] = { "WINDOWS-1252", "WINDOWS-1250", "WINDOWS-1254",
		                             "WINDOWS-1257", "ISO-8859-2",   "ISO-8859-15" };
	bool is_latin = false;

	for (unsigned i = 0; i < G_N_ELEMENTS(latin); i++)
		is_latin |= strcmp(encoding, latin[i]) == 0;
	GString *guessed =
	    is_latin && length >= ENOUGH_BYTES && share_outside(bytes, length) > NO_LATIN
		? decode_guessed(bytes, length)
		: NULL;
	return guessed ? guessed : decode_named(bytes, length, encoding);
}

static GString *
decode_any(const char *bytes, size_t length, const char *declared)
{
	const char *encoding = declared ? encoding_named(declared) : NULL;
	GString *out = decode_wide(bytes, length);
	size_t n_valid, n_invalid;

	if (out)
		return out;
	if (length >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0)
		return decode_mixed(bytes + 3, length - 3, &n_valid, &n_invalid);
	if ((out = decode_escaped(bytes, length)))
		return out;
	if (g_utf8_validate_len(bytes, length, NULL))
		return g_string_new_len(bytes, (gssize)length);
	out = decode_mixed(bytes, length, &n_valid, &n_invalid);
	if (n_valid >= 4 * n_invalid)
		return out;
	g_string_free(out, TRUE);
	if (encoding && (out = decode_declared(bytes, length, encoding)))
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
