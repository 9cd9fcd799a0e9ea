/* Bodies as they come: what is compressed is expanded, within limits. */
#include "fetch/body.h"

#include <entente/error.h>
#include <stdbool.h>
#include <string.h>
#include <zlib.h>

enum { GZIP = 15 + 16, ZLIB = 15, RAW = -15 };

static GByteArray *
compress_bytes(const char *bytes, size_t length, int window_bits)
{
	z_stream stream = { .next_in = (Bytef *)bytes, .avail_in = (uInt)length };
	GByteArray *out = g_byte_array_new();
	Bytef piece[65536];
	int code;

	g_assert_cmpint(
	    deflateInit2(&stream, 9, Z_DEFLATED, window_bits, 9, Z_DEFAULT_STRATEGY), ==, Z_OK);
	do {
		stream.next_out = piece;
		stream.avail_out = sizeof piece;
		code = deflate(&stream, Z_FINISH);
		g_byte_array_append(out, piece, (guint)(sizeof piece - stream.avail_out));
	} while (code == Z_OK);
	g_assert_cmpint(code, ==, Z_STREAM_END);
	deflateEnd(&stream);
	return out;
}

static const char page[] = "<p>The delegations meet again on Monday.</p>";

static const struct {
	const char *encoding;
	int window_bits; /* 0: not compressed */
} fine[] = {
	{ NULL, 0 },        { "", 0 },           { "identity", 0 },  { "gzip", 0 },
	{ "gzip", GZIP },   { "x-gzip", GZIP },  { " GZip ", GZIP }, { "deflate", ZLIB },
	{ "deflate", RAW }, { "Deflate", GZIP }, { "gzip\t", GZIP },
};

static void
test_fine(void)
{
	for (unsigned i = 0; i < G_N_ELEMENTS(fine); i++) {
		g_autoptr(GError) error = NULL;
		GByteArray *wire = g_byte_array_new();

		g_test_message("'%s' %d", fine[i].encoding, fine[i].window_bits);
		if (fine[i].window_bits) {
			g_byte_array_unref(wire);
			wire = compress_bytes(page, strlen(page), fine[i].window_bits);
		} else
			g_byte_array_append(wire, (const guint8 *)page, (guint)strlen(page));
		g_autoptr(GByteArray) body = body_decode(wire, fine[i].encoding, 0, &error);
		g_assert_no_error(error);
		g_assert_cmpmem(body->data, body->len, page, strlen(page));
	}
}

static void
test_members(void)
{
	g_autoptr(GError) error = NULL;
	GByteArray *wire = compress_bytes(page, strlen(page), GZIP);
	g_autoptr(GByteArray) second = compress_bytes(page, strlen(page), GZIP);
	g_autofree char *twice = g_strconcat(page, page, NULL);

	g_byte_array_append(wire, second->data, second->len);
	g_byte_array_append(wire, (const guint8 *)"rest", 4);
	g_autoptr(GByteArray) body = body_decode(wire, "gzip", 0, &error);
	g_assert_no_error(error);
	g_assert_cmpmem(body->data, body->len, twice, strlen(twice));
}

static void
check_error(GByteArray *wire, const char *encoding, EntenteError code, const char *message)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GByteArray) body = body_decode(wire, encoding, 0, &error);

	g_assert_null(body);
	g_assert_error(error, ENTENTE_ERROR, (int)code);
	g_assert_cmpstr(error->message, ==, message);
}

static void
test_damaged(void)
{
	for (unsigned cut = 3; cut < 30; cut += 7) {
		GByteArray *wire = compress_bytes(page, strlen(page), GZIP);

		g_byte_array_set_size(wire, wire->len - cut);
		check_error(wire, "gzip", ENTENTE_ERROR_NETWORK,
		            "its compressed body is cut off");
	}
	GByteArray *wire = compress_bytes(page, strlen(page), GZIP);
	wire->data[wire->len - 6] ^= 0x55; /* the checksum */
	check_error(wire, "gzip", ENTENTE_ERROR_NETWORK, "its compressed body is damaged");
	wire = g_byte_array_append(g_byte_array_new(), (const guint8 *)page, 20);
	check_error(wire, "deflate", ENTENTE_ERROR_NETWORK, "its compressed body is damaged");
	wire = g_byte_array_append(g_byte_array_new(), (const guint8 *)page, 20);
	check_error(wire, "br", ENTENTE_ERROR_NETWORK,
	            "compressed with br, which was not asked for");
	wire = g_byte_array_append(g_byte_array_new(), (const guint8 *)page, 20);
	check_error(wire, "gzip, gzip", ENTENTE_ERROR_NETWORK,
	            "compressed with gzip, gzip, which was not asked for");
}

static void
test_bombs(void)
{
	g_autofree char *zeros = g_malloc0(2000 * 1000);
	g_autofree char *noise = g_malloc(21 * 1000 * 1000);
	g_autoptr(GRand) rand = g_rand_new_with_seed(5);

	for (int i = 0; i < 21 * 1000 * 1000; i++)
		noise[i] =
		    (char)(i / 64 % 251 + (i % 97 == 0) * g_rand_int_range(rand, 0, 100));
	check_error(compress_bytes(zeros, 2000 * 1000, GZIP), "gzip", ENTENTE_ERROR_LIMIT,
	            "expands to more than 100 times its size");
	check_error(compress_bytes(zeros, 2000 * 1000, RAW), "deflate", ENTENTE_ERROR_LIMIT,
	            "expands to more than 100 times its size");
	check_error(compress_bytes(noise, 21 * 1000 * 1000, GZIP), "gzip", ENTENTE_ERROR_LIMIT,
	            "expands to more than 20 MB");
}

/* Where only so much is wanted, neither a bomb nor what is cut off matters. */
static void
test_most(void)
{
	g_autofree char *zeros = g_malloc0(2000 * 1000);

	for (unsigned cut = 0; cut < 100; cut += 50) {
		g_autoptr(GError) error = NULL;
		GByteArray *wire = compress_bytes(zeros, 2000 * 1000, GZIP);

		g_byte_array_set_size(wire, wire->len - cut);
		g_autoptr(GByteArray) body = body_decode(wire, "gzip", 1000, &error);
		g_assert_no_error(error);
		g_assert_cmpuint(body->len, >=, 1000);
		g_assert_cmpuint(body->len, <=, 100 * 1000);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/fetch/body/fine", test_fine);
	g_test_add_func("/fetch/body/members", test_members);
	g_test_add_func("/fetch/body/damaged", test_damaged);
	g_test_add_func("/fetch/body/bombs", test_bombs);
	g_test_add_func("/fetch/body/most", test_most);
	return g_test_run();
}
