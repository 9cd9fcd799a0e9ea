/* Bytes to settled text: encodings, text encoded twice, white space and accents. */
#include "read/utf8.h"

#include <string.h>

typedef struct {
	const char *what, *in, *out;
} Case;

static const Case tidied[] = {
	{ "line ends",
	  "one\r\ntwo\rthree\xe2\x80\xa8"
	  "four",
	  "one\ntwo\nthree\nfour" },
	{ "blank lines", "\n\none\n\n\n\ntwo\n\n", "one\n\ntwo" },
	{ "white space", "  one\t two\xc2\xa0three \n four ", "one two three\nfour" },
	{ "thin and wide spaces",
	  "5\xe2\x80\xaf"
	  "000\xe3\x80\x80x",
	  "5 000 x" },
	{ "soft hyphen, zero width",
	  "cease\xc2\xad"
	  "fire\xe2\x80\x8b talks",
	  "ceasefire talks" },
	{ "direction marks", "\xe2\x80\x8ftalks\xe2\x80\xac", "talks" },
	{ "controls",
	  "a\x01"
	  "b\x7f"
	  "c\xc2\x81",
	  "abc" },
	{ "icon fonts", "\xee\x80\x81 Share", "Share" },
	{ "curly quotes stay", "\xe2\x80\x9cno\xe2\x80\x9d \xe2\x80\x98x\xe2\x80\x99",
	  "\xe2\x80\x9cno\xe2\x80\x9d \xe2\x80\x98x\xe2\x80\x99" },
	{ "composed", "Cafe\xcc\x81 re\xcc\x81sume\xcc\x81",
	  "Caf\xc3\xa9 r\xc3\xa9sum\xc3\xa9" },
	{ "composed over a line", "e\n\xcc\x81", "e\n\xcc\x81" },
	{ "singleton", "10 \xe2\x84\xaa", "10 K" },
	{ "joiner in Latin",
	  "a\xe2\x80\x8d"
	  "b",
	  "ab" },
	{ "joiner in Persian", "\xd9\x85\xdb\x8c\xe2\x80\x8c\xd8\xb1",
	  "\xd9\x85\xdb\x8c\xe2\x80\x8c\xd8\xb1" },
	{ "nothing", " \n\t\n", "" },
};

static const Case repaired[] = {
	{ "apostrophe", "Moscow\xc3\xa2\xe2\x82\xac\xe2\x84\xa2s", "Moscow\xe2\x80\x99s" },
	{ "accent", "caf\xc3\x83\xc2\xa9", "caf\xc3\xa9" },
	{ "accented capital",
	  "\xc3\x83\xe2\x80\xb0lys\xc3\x83\xc2\xa9"
	  "e",
	  "\xc3\x89lys\xc3\xa9"
	  "e" },
	{ "pound and no-break space",
	  "\xc3\x82\xc2\xa3"
	  "5\xc3\x82\xc2\xa0m",
	  "\xc2\xa3"
	  "5\xc2\xa0m" },
	{ "euro",
	  "\xc3\xa2\xe2\x80\x9a\xc2\xac"
	  "5",
	  "\xe2\x82\xac"
	  "5" },
	{ "control bytes", "it\xc3\xa2\xc2\x80\xc2\x99s", "it\xe2\x80\x99s" },
	{ "three-fold",
	  "it\xc3\x83\xc6\x92\xc3\x82\xc2\xa2\xc3\x83\xc2\xa2\xc3\xa2\xe2\x82\xac\xc5\xa1\xc3"
	  "\x82\xc2"
	  "\xac\xc3\x83\xc2\xa2\xc3\xa2\xe2\x82\xac\xc5\xbe\xc3\x82\xc2\xa2s",
	  "it\xe2\x80\x99s" },
	{ "lost byte", "he said.\xc3\xa2\xe2\x82\xac\xef\xbf\xbd Then",
	  "he said.\xe2\x80\x9d Then" },
	{ "half a no-break space", "said.\xc3\x82 Then", "said. Then" },
	{ "Cyrillic", "\xc3\x90\xc5\x93\xc3\x90\xc2\xb8\xc3\x91\xe2\x82\xac\xc3\x90\xc2\xbd",
	  "\xd0\x9c\xd0\xb8\xd1\x80\xd0\xbd" },
	{ "Mac OS Roman",
	  "‚ÄúWe won‚Äôt sign,‚Äù she said‚Ä¶and left ‚Äî caf√©, na√Øve, 5¬†‚Ç¨",
	  "“We won’t sign,” she said…and left — café, naïve, 5\u00a0€" },
	{ "code page 437", "ΓÇ£We wonΓÇÖt sign,ΓÇ¥ she said ΓÇô caf├⌐",
	  "“We won’t sign,” she said – café" },
	{ "code page 850", "ÔÇ£We wonÔÇÖt sign,ÔÇØ she said ÔÇô caf├®",
	  "“We won’t sign,” she said – café" },
	{ "windows-1251", "вЂњWe wonвЂ™t sign,вЂќ she said вЂ“ so it isвЂ¦",
	  "“We won’t sign,” she said – so it is…" },
	{ "emoji", "\xc3\xb0\xc5\xb8\xe2\x84\xa2\xe2\x80\x9a", "\xf0\x9f\x99\x82" },
};

/* Real text that looks like damage. */
static const char *const sound[] = {
	"plain ASCII",
	"r\xc3\xa9sum\xc3\xa9, na\xc3\xafve",
	"\xe2\x80\x9c"
	"caf\xc3\xa9\xe2\x80\x9d\xe2\x80\x94 he said",
	"\xe2\x80\x9cMANH\xc3\x83\xe2\x80\x9d, he said",
	"\xe2\x80\x9cSP\xc3\x96\xe2\x80\x9d",
	"S\xc3\xa3o Paulo \xe2\x80\x93 \xc3\x82ngela",
	"\xc3\x85land \xe2\x80\x98"
	"Sk\xc3\xa5ne\xe2\x80\x99",
	"\xd0\x9c\xd0\xb8\xd1\x80",
	"‚Äpfel und Birnen‘, sagte sie",
	"√2 and ¬p, β√γ",
	"в Ђаковици и Ћуприји",
	"ГГ, СССР — в мире «Ёлка»",
	"Ô Canada, ΓΑΣ, Γη",
};

static void
test_tidy(void)
{
	for (unsigned i = 0; i < G_N_ELEMENTS(tidied); i++) {
		size_t length;
		g_autofree char *out = tidy(tidied[i].in, strlen(tidied[i].in), &length);

		g_test_message("%s", tidied[i].what);
		g_assert_cmpstr(out, ==, tidied[i].out);
		g_assert_cmpuint(length, ==, strlen(out));
	}
}

static void
test_mojibake(void)
{
	for (unsigned i = 0; i < G_N_ELEMENTS(repaired); i++) {
		size_t length;
		g_autofree char *out =
		    repair_mojibake(repaired[i].in, strlen(repaired[i].in), &length);

		g_test_message("%s", repaired[i].what);
		g_assert_cmpstr(out, ==, repaired[i].out);
		g_assert_cmpuint(length, ==, strlen(out));
	}
	for (unsigned i = 0; i < G_N_ELEMENTS(sound); i++) {
		size_t length;

		g_assert_null(repair_mojibake(sound[i], strlen(sound[i]), &length));
	}
}

static const struct {
	const char *what, *in;
	size_t length; /* 0: up to the NUL */
	const char *declared, *out;
} decoded[] = {
	{ "UTF-8", "caf\xc3\xa9", 0, NULL, "caf\xc3\xa9" },
	{ "UTF-8 with mark",
	  "\xef\xbb\xbf"
	  "caf\xc3\xa9",
	  0, NULL, "caf\xc3\xa9" },
	{ "UTF-8 declared as Latin", "caf\xc3\xa9", 0, "iso-8859-1", "caf\xc3\xa9" },
	{ "UTF-16 little-endian",
	  "\xff\xfe"
	  "o\0k\0",
	  6, NULL, "ok" },
	{ "UTF-16 big-endian", "\xfe\xff\0o\0k", 6, NULL, "ok" },
	{ "UTF-16 broken",
	  "\xff\xfe"
	  "o\0\x00\xdck\0",
	  8, NULL, "o\xef\xbf\xbdk" },
	{ "windows-1252 undeclared",
	  "The caf\xe9 in Vienna stays \x93shut\x94, the owners of it said.", 0, NULL,
	  "The caf\xc3\xa9 in Vienna stays \xe2\x80\x9cshut\xe2\x80\x9d, the owners of it "
	  "said." },
	{ "windows-1252 as Latin", "\x93no\x94", 0, "ISO-8859-1",
	  "\xe2\x80\x9cno\xe2\x80\x9d" },
	{ "declared windows-1251", "\xcc\xe8\xf0", 0, "windows-1251",
	  "\xd0\x9c\xd0\xb8\xd1\x80" },
	{ "declared wrongly as UTF-8", "caf\xe9", 0, "utf-8", "caf\xc3\xa9" },
	{ "declared as nonsense", "caf\xe9", 0, "x-none", "caf\xc3\xa9" },
	{ "one bad byte in UTF-8", "\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9 \xe9", 0, NULL,
	  "\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9 \xc3\xa9" },
	{ "nothing", "", 0, NULL, "" },
};

static void
test_decode(void)
{
	for (unsigned i = 0; i < G_N_ELEMENTS(decoded); i++) {
		size_t length = decoded[i].length ? decoded[i].length : strlen(decoded[i].in);
		g_autofree char *out =
		    decode(decoded[i].in, length, decoded[i].declared, &length);

		g_test_message("%s", decoded[i].what);
		g_assert_cmpstr(out, ==, decoded[i].out);
	}
}

/* Whatever the bytes, the text is valid, in NFC, and settling it again changes nothing but
 * damage that lay deeper. */
static void
test_any_bytes(void)
{
	g_autoptr(GRand) random = g_rand_new_with_seed(7);

	for (int round = 0; round < 400; round++) {
		char bytes[300];
		size_t length;

		for (size_t i = 0; i < sizeof bytes; i++)
			bytes[i] = (char)g_rand_int_range(random, round % 2 ? 1 : 0x60,
			                                  round % 3 ? 256 : 0xd0);
		g_autofree char *text = decode(bytes, sizeof bytes, NULL, &length);
		g_assert_true(g_utf8_validate(text, (gssize)length, NULL));
		g_autofree char *settled = settle(text, length, &length);
		g_assert_true(g_utf8_validate(settled, (gssize)length, NULL));
		g_autofree char *composed = g_utf8_normalize(settled, -1, G_NORMALIZE_NFC);
		g_assert_cmpstr(settled, ==, composed);
	}
}

/* Marks without end take linear time and are cut. */
static void
test_many_marks(void)
{
	g_autoptr(GString) text = g_string_new("a");
	size_t length;

	for (int i = 0; i < 200000; i++)
		g_string_append(text, i % 2 ? "\xcc\x81" : "\xcc\x96");
	g_autofree char *out = tidy(text->str, text->len, &length);
	g_assert_cmpuint(length, <, 100);
	g_assert_true(g_utf8_validate(out, -1, NULL));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/read/tidy", test_tidy);
	g_test_add_func("/read/mojibake", test_mojibake);
	g_test_add_func("/read/decode", test_decode);
	g_test_add_func("/read/any-bytes", test_any_bytes);
	g_test_add_func("/read/many-marks", test_many_marks);
	return g_test_run();
}
