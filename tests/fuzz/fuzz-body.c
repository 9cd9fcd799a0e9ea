/* Bodies: the first byte chooses the encoding that they are said to have. */
#include "fetch/body.h"

#include <entente/error.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	static const char *const encodings[] = { "gzip", "deflate", "identity", NULL };

	if (!length)
		return 0;
	for (size_t most = 0; most <= 1000; most += 1000) {
		g_autoptr(GError) error = NULL;
		GByteArray *wire = g_byte_array_new();

		g_byte_array_append(wire, bytes + 1, (guint)length - 1);
		g_autoptr(GByteArray) body = body_decode(
		    wire, encodings[*bytes % G_N_ELEMENTS(encodings)], most, &error);
		g_assert(!body == !!error);
		if (body && !most)
			g_assert(body->len <= MAX_BODY_BYTES);
	}
	return 0;
}
