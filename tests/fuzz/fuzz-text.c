/* Bytes of no kind that is known, as the door of the read stage takes them; then as text in
 * whatever encoding, first in none, then in the one that their first byte chooses: damage
 * undone, the language of what comes out. */
#include "fuzz-reading.h"
#include "read/utf8.h"

static void
settle_as(const uint8_t *bytes, size_t length, const char *encoding)
{
	size_t n;
	g_autofree char *text = decode((const char *)bytes, length, encoding, &n);
	g_autofree char *settled = settle(text, n, &n);
	g_autofree char *composed = g_utf8_normalize(settled, -1, G_NORMALIZE_NFC);
	Arena *arena = arena_new();

	g_assert_true(n == strlen(settled));
	g_assert_cmpstr(settled, ==, composed);
	language_of(settled, encoding, reading()->lexicon, arena);
	arena_free(arena);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	static const char *const encodings[] = {
		"utf-8",       "iso-8859-2",  "windows-1251", "koi8-r",
		"gb18030",     "big5",        "shift_jis",    "euc-kr",
		"euc-jp",      "iso-2022-jp", "euc-tw",       "windows-1258",
		"windows-874", "ibm866",      "iso-2022-kr",  "viscii",
	};

	g_auto(Input) input = { .fd = -1 };

	input_over(&input, "fuzz", (const char *)bytes, length);
	g_assert_true(read_input(&input, reading()));
	settle_as(bytes, length, NULL);
	if (length)
		settle_as(bytes + 1, length - 1, encodings[*bytes % G_N_ELEMENTS(encodings)]);
	return 0;
}
