/* Content codings of HTTP (RFC 9110, 8.4.1; RFC 7932): bounded as archives are. */
#include "read/http.h"
#include "read/inflate.h"
#include "read/reader.h"

#include <brotli/decode.h>
#include <string.h>

enum { CHUNK_BYTES = 64 * 1024 };

static bool
copy(GString *out, const char *bytes, size_t length, GError **error)
{
	(void)error;
	g_string_append_len(out, bytes, (gssize)length);
	return true;
}

static bool
cut_off(GError **error)
{
	g_set_error_literal(error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT,
	                    "damaged: it ends too early");
	return false;
}

static bool
is_too_long(const GString *out, GError **error)
{
	if (out->len <= MAX_UNPACKED_BYTES)
		return false;
	g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_LIMIT,
	            "longer than %d MB unpacked, the limit for a page",
	            MAX_UNPACKED_BYTES / 1000000);
	return true;
}

static bool
inflate_as(GString *out, Wrap wrap, const char *bytes, size_t length, GError **error)
{
	g_auto(Inflater) inflater = { .open = false };
	g_autofree char *chunk = g_malloc(CHUNK_BYTES);
	InflateState state = INFLATING;
	size_t taken, given = 0;

	inflater_open(&inflater, wrap);
	while (state == INFLATING && (length || given == CHUNK_BYTES)) {
		state =
		    inflater_run(&inflater, bytes, length, chunk, CHUNK_BYTES, &taken, &given);
		bytes += taken;
		length -= taken;
		g_string_append_len(out, chunk, (gssize)given);
		if (is_too_long(out, error))
			return false;
	}
	if (state == INFLATING)
		return cut_off(error);
	if (state != INFLATED)
		set_inflate_error(error, state);
	return state == INFLATED;
}

/* What has no signature is known to be unpacked by this. */
static bool
is_markup(const char *bytes, size_t length)
{
	return length >= 2 && bytes[0] == '<' &&
	       (g_ascii_isalpha(bytes[1]) || bytes[1] == '!' || bytes[1] == '?');
}

static bool
undo_gzip(GString *out, const char *bytes, size_t length, GError **error)
{
	if (length < 2 || memcmp(bytes, "\x1f\x8b", 2) != 0)
		return copy(out, bytes, length, error);
	return inflate_as(out, WRAP_GZIP, bytes, length, error);
}

/* With zlib's head, as it should be, or without, as some servers understand it. */
static bool
undo_deflate(GString *out, const char *bytes, size_t length, GError **error)
{
	bool head = length >= 2 && (bytes[0] & 0x0f) == Z_DEFLATED &&
	            ((guchar)bytes[0] << 8 | (guchar)bytes[1]) % 31 == 0;

	if (is_markup(bytes, length))
		return copy(out, bytes, length, error);
	return inflate_as(out, head ? WRAP_ZLIB : WRAP_NONE, bytes, length, error);
}

static bool
undo_brotli(GString *out, const char *bytes, size_t length, GError **error)
{
	g_autofree char *chunk = g_malloc(CHUNK_BYTES);
	const uint8_t *in = (const uint8_t *)bytes;
	BrotliDecoderResult result = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT;
	InflateState state = INFLATING;

	if (is_markup(bytes, length))
		return copy(out, bytes, length, error);
	BrotliDecoderState *decoder = BrotliDecoderCreateInstance(NULL, NULL, NULL);
	size_t left = length;
	while (result == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT && state == INFLATING &&
	       out->len <= MAX_UNPACKED_BYTES) {
		uint8_t *to = (uint8_t *)chunk;
		size_t room = CHUNK_BYTES;

		result = BrotliDecoderDecompressStream(decoder, &left, &in, &room, &to, NULL);
		g_string_append_len(out, chunk, (gssize)(CHUNK_BYTES - room));
		if (is_bomb(length - left, out->len))
			state = INFLATE_BOMB;
	}
	BrotliDecoderDestroyInstance(decoder);
	if (is_too_long(out, error))
		return false;
	if (state == INFLATING && result == BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT)
		return cut_off(error);
	if (state == INFLATE_BOMB || result != BROTLI_DECODER_RESULT_SUCCESS)
		set_inflate_error(error, state);
	return state == INFLATING && result == BROTLI_DECODER_RESULT_SUCCESS;
}

static const struct {
	const char *name;
	bool (*undo)(GString *out, const char *bytes, size_t length, GError **error);
} codings[] = {
	{ "", copy },
	{ "identity", copy },
	{ "gzip", undo_gzip },
	{ "x-gzip", undo_gzip },
	{ "deflate", undo_deflate },
	{ "br", undo_brotli },
};

bool
undo_coding(GString *out, const char *coding, const char *bytes, size_t length, GError **error)
{
	for (unsigned i = 0; i < G_N_ELEMENTS(codings); i++)
		if (g_ascii_strcasecmp(coding, codings[i].name) == 0)
			return codings[i].undo(out, bytes, length, error);
	g_set_error_literal(error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT,
	                    "compressed in a way that is not read");
	return false;
}
