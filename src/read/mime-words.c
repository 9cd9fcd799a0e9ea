/* Words of a head outside ASCII: "=?iso-8859-1?Q?caf=E9?=" (RFC 2047). */
#include "read/mime.h"
#include "read/utf8.h"

#include <string.h>

enum { MAX_CHARSET_BYTES = 50, MAX_WORD_BYTES = 1000 }; /* a word should have 75 */

typedef struct {
	const char *charset, *text; /* not terminated */
	size_t charset_length, text_length;
	char encoding;
	const char *end; /* behind the word */
} Word;

/* The encoded word at `at`; false where there is none. */
static bool
read_word(const char *at, Word *word)
{
	if (at[0] != '=' || at[1] != '?')
		return false;
	const char *encoding = memchr(at + 2, '?', strnlen(at + 2, MAX_CHARSET_BYTES));

	if (!encoding || encoding == at + 2 || !encoding[1] || encoding[2] != '?')
		return false;
	const char *end = memmem(encoding + 3, strnlen(encoding + 3, MAX_WORD_BYTES), "?=", 2);
	if (!end)
		return false;
	*word = (Word){ .charset = at + 2,
		        .charset_length = (size_t)(encoding - at - 2),
		        .text = encoding + 3,
		        .text_length = (size_t)(end - encoding - 3),
		        .encoding = g_ascii_tolower(encoding[1]),
		        .end = end + 2 };
	const char *language = memchr(word->charset, '*', word->charset_length); /* RFC 2231 */
	if (language)
		word->charset_length = (size_t)(language - word->charset);
	return word->encoding == 'q' || word->encoding == 'b';
}

static void
append_quoted(GString *out, const char *at, const char *end)
{
	for (; at < end; at++) {
		if (*at == '=' && end - at > 2 && g_ascii_isxdigit(at[1]) &&
		    g_ascii_isxdigit(at[2])) {
			g_string_append_c(out, (char)(g_ascii_xdigit_value(at[1]) * 16 +
			                              g_ascii_xdigit_value(at[2])));
			at += 2;
		} else
			g_string_append_c(out, *at == '_' ? ' ' : *at);
	}
}

static void
append_base64(GString *out, const char *text, size_t length)
{
	g_autofree guchar *bytes = g_malloc(length / 4 * 3 + 3);
	int state = 0;
	guint save = 0;

	gsize n = g_base64_decode_step(text, length, bytes, &state, &save);
	g_string_append_len(out, (const char *)bytes, (gssize)n);
}

static void
append_decoded(GString *out, const char *bytes, size_t length, const char *charset)
{
	size_t n;
	g_autofree char *text = decode(bytes, length, charset, &n);

	g_string_append_len(out, text, (gssize)n);
}

/* Words in a row, the space between them no part of the text; those of one encoding are decoded
 * together, since some programs cut letters in two.  Returns what follows them. */
static const char *
append_words(GString *out, Word word)
{
	g_autoptr(GString) bytes = g_string_new(NULL);
	g_autofree char *charset = NULL;
	const char *end;

	for (;;) {
		g_autofree char *next = g_strndup(word.charset, word.charset_length);

		if (charset && g_ascii_strcasecmp(charset, next) != 0) {
			append_decoded(out, bytes->str, bytes->len, charset);
			g_string_truncate(bytes, 0);
		}
		g_free(charset);
		charset = g_steal_pointer(&next);
		if (word.encoding == 'q')
			append_quoted(bytes, word.text, word.text + word.text_length);
		else
			append_base64(bytes, word.text, word.text_length);
		end = word.end;
		if (!read_word(end + strspn(end, " \t"), &word))
			break;
	}
	append_decoded(out, bytes->str, bytes->len, charset);
	return end;
}

char *
mime_decode_words(const char *value)
{
	g_autoptr(GString) out = g_string_new(NULL);
	Word word;
	size_t length;

	for (const char *at = value; *at;) {
		if (read_word(at, &word))
			at = append_words(out, word);
		else
			g_string_append_c(out, *at++);
	}
	return decode(out->str, out->len, NULL, &length);
}
