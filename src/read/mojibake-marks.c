/* Repair of UTF-8 that was read in an encoding other than windows-1252 and written as UTF-8:
 * that of old Macintoshes ("it‚Äôs"), of DOS ("itΓÇÖs"), of Cyrillic Windows ("itвЂ™s").
 *
 * A text is taken for damaged where such a mark stands in it, whose three characters occur
 * together in no writing.  Then letters with accents are put back together, too, where they
 * stand in a word. */
#include "read/utf8.h"

#include <string.h>

/* The characters that stand for the bytes 0xc2, 0xc3 and 0xe2 (empty: they stand in real text,
 * too, and are left alone), and in their order those for 0x80 to 0xbf. */
static const struct {
	const char *signs, *letters, *marks, *upper;
} pages[] = {
	{ "¬", "√", "‚",
	  "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü"
	  "†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø" },
	{ "┬", "├", "Γ",
	  "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒ"
	  "áíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐" },
	{ "┬", "├", "Ô",
	  "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒ"
	  "áíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐" },
	{ "", "", "в",
	  "ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\302\230™љ›њќћџ"
	  "\302\240ЎўЈ¤Ґ¦§Ё©Є«¬\302\255®Ї°±Ііґµ¶·ё№є»јЅѕї" },
};

/* The byte that the character stands for, or -1; moves `*at` past it. */
static int
byte_of(const char *upper, const char **at)
{
	size_t length = (size_t)(g_utf8_next_char(*at) - *at);
	int byte = 0x80;

	for (const char *other = upper; *other; other = g_utf8_next_char(other), byte++)
		if (strncmp(other, *at, length) == 0) {
			*at += length;
			return byte;
		}
	return -1;
}

static bool
is_word_char(const char *text, const char *at)
{
	return at >= text && (g_ascii_isalpha(*at) || (guchar)*at >= 0x80);
}

/* What the group at `at` stands for, 0 for none; `*next` is set to its end. */
static gunichar
group_at(unsigned page, const char *text, const char *at, const char **next)
{
	const char *signs = pages[page].signs, *letters = pages[page].letters,
		   *marks = pages[page].marks, *upper = pages[page].upper;

	if (g_str_has_prefix(at, marks)) {
		*next = at + strlen(marks);
		int second = byte_of(upper, next),
		    third = second < 0 ? -1 : byte_of(upper, next);
		gunichar c = 0x2000 | (gunichar)(second & 0x3f) << 6 | (gunichar)(third & 0x3f);
		bool mark = (c >= 0x2000 && c <= 0x203a) || c == 0x20ac || c == 0x2122;
		return third >= 0 && mark ? c : 0;
	}
	bool sign = *signs && g_str_has_prefix(at, signs);
	if (!sign && !(*letters && g_str_has_prefix(at, letters)))
		return 0;
	*next = at + strlen(sign ? signs : letters);
	int second = byte_of(upper, next);
	if (second < 0 || (sign && second < 0xa0))
		return 0;
	if (!sign && !is_word_char(text, at - 1) && !is_word_char(text, *next))
		return 0;
	return (gunichar)(sign ? second : second + 0x40);
}

/* NULL where no mark was put back together. */
static GString *
repair_page(unsigned page, const char *text, size_t length)
{
	GString *out = g_string_sized_new(length + 1);
	const char *copied = text, *next;
	unsigned n_marks = 0;

	for (const char *at = text, *end = text + length; at < end;) {
		gunichar c = (guchar)*at < 0x80 ? 0 : group_at(page, text, at, &next);

		if (!c) {
			at = g_utf8_next_char(at);
			continue;
		}
		g_string_append_len(out, copied, at - copied);
		g_string_append_unichar(out, c);
		n_marks += c >= 0x2000;
		copied = at = next;
	}
	g_string_append_len(out, copied, text + length - copied);
	if (n_marks)
		return out;
	g_string_free(out, TRUE);
	return NULL;
}

/* The lead of all marks and the character for the byte 0x80 after it. */
static bool
is_damaged(unsigned page, const char *text, size_t length)
{
	const char *upper = pages[page].upper;
	g_autofree char *start = g_strdup_printf("%s%.*s", pages[page].marks,
	                                         (int)(g_utf8_next_char(upper) - upper), upper);

	return memmem(text, length, start, strlen(start)) != NULL;
}

GString *
repair_marks(const char *text, size_t length)
{
	GString *repaired = NULL;

	for (unsigned page = 0; page < G_N_ELEMENTS(pages) && !repaired; page++)
		if (is_damaged(page, text, length))
			repaired = repair_page(page, text, length);
	return repaired;
}
