/* Bodies that come compressed.  libcurl could expand them, but without a limit to the ratio. */
#include "fetch/body.h"

#include <entente/error.h>
#include <stdbool.h>
#include <string.h>
#include <zlib.h>

enum { PIECE_BYTES = 64 * 1024 };

/* window bits of inflateInit2 */
enum { EITHER_HEAD = 15 + 32, NO_HEAD = -15 };

typedef struct {
	const GByteArray *wire;
	GByteArray *plain;
	size_t most;
	z_stream stream;
} Expansion;

static bool
within_limits(const Expansion *expansion, GError **error)
{
	size_t out = expansion->plain->len;
	size_t in = expansion->wire->len - expansion->stream.avail_in;

	if (out > MAX_BODY_BYTES) {
		g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_LIMIT,
		            "expands to more than %d MB", MAX_BODY_BYTES / 1000000);
		return false;
	}
	if (out > FREE_EXPANSION_BYTES && out / MAX_EXPANSION > in) {
		g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_LIMIT,
		            "expands to more than %d times its size", MAX_EXPANSION);
		return false;
	}
	return true;
}

/* Another member of gzip follows, as servers that join compressed files send it. */
static bool
begins_member(const z_stream *stream)
{
	return stream->avail_in > 2 && memcmp(stream->next_in, "\x1f\x8b", 2) == 0;
}

/* Expands all; Z_OK where a limit was met, with the error set, or what `most` asks for is
 * there. */
static int
expand(Expansion *expansion, int window_bits, GError **error)
{
	z_stream *stream = &expansion->stream;
	Bytef piece[PIECE_BYTES];

	*stream =
	    (z_stream){ .next_in = expansion->wire->data, .avail_in = expansion->wire->len };
	g_byte_array_set_size(expansion->plain, 0);
	if (inflateInit2(stream, window_bits) != Z_OK)
		return Z_MEM_ERROR;
	int code = Z_OK;
	while (code == Z_OK) {
		stream->next_out = piece;
		stream->avail_out = sizeof piece;
		code = inflate(stream, Z_NO_FLUSH);
		g_byte_array_append(expansion->plain, piece,
		                    (guint)(sizeof piece - stream->avail_out));
		if (expansion->most && expansion->plain->len >= expansion->most)
			break;
		if (!expansion->most && !within_limits(expansion, error))
			break;
		if (code == Z_STREAM_END && begins_member(stream))
			code = inflateReset(stream);
	}
	inflateEnd(stream);
	return code;
}

static bool
is_gzip(const GByteArray *wire)
{
	return wire->len > 2 && memcmp(wire->data, "\x1f\x8b", 2) == 0;
}

/* Whether the encoding is one of the names; both may be followed by white space. */
static bool
is_named(const char *encoding, const char *const *of)
{
	g_autofree char *name = g_strstrip(g_ascii_strdown(encoding, -1));

	return g_strv_contains(of, name);
}

static bool
inflate_body(Expansion *expansion, bool gzip, GError **error)
{
	g_autoptr(GError) limit = NULL;
	int code = expand(expansion, EITHER_HEAD, &limit);

	/* servers send "deflate" without its head, too */
	if (code == Z_DATA_ERROR && !gzip && !expansion->plain->len)
		code = expand(expansion, NO_HEAD, &limit);
	if (limit) {
		g_propagate_error(error, g_steal_pointer(&limit));
		return false;
	}
	if (code == Z_STREAM_END || expansion->most)
		return true;
	g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_NETWORK,
	            code == Z_BUF_ERROR ? "its compressed body is cut off"
	                                : "its compressed body is damaged");
	return false;
}

GByteArray *
body_decode(GByteArray *wire, const char *encoding, size_t most, GError **error)
{
	static const char *const gzip[] = { "gzip", "x-gzip", NULL };
	static const char *const plain[] = { "identity", "", "none", NULL };
	static const char *const deflate[] = { "deflate", NULL };
	g_autoptr(GByteArray) taken = wire;

	if (!wire->len || !encoding || is_named(encoding, plain))
		return g_steal_pointer(&taken);
	bool is_deflate = is_named(encoding, deflate);
	if (!is_deflate && !is_named(encoding, gzip)) {
		g_autofree char *name =
		    g_utf8_make_valid(encoding, MIN(strlen(encoding), (size_t)40));

		g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_NETWORK,
		            "compressed with %s, which was not asked for", name);
		return NULL;
	}
	if (!is_deflate && !is_gzip(wire))
		return g_steal_pointer(&taken);
	g_autoptr(GByteArray) out = g_byte_array_new();
	Expansion expansion = { wire, out, most, { 0 } };
	return inflate_body(&expansion, !is_deflate, error) ? g_steal_pointer(&out) : NULL;
}
