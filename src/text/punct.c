/* Punctuation by its first character; a word of punctuation is one mark or a run of one
 * kind. */
#include "text/punct.h"

#include <glib.h>

typedef struct {
	gunichar c;
	Punct punct;
} Mark;

static const unsigned char ascii[128] = {
	['.'] = PUNCT_FINAL,
	['!'] = PUNCT_FINAL,
	['?'] = PUNCT_FINAL,
	[','] = PUNCT_COMMA,
	[':'] = PUNCT_COLON,
	[';'] = PUNCT_SEMICOLON,
	['/'] = PUNCT_SLASH,
	['-'] = PUNCT_DASH,
	['*'] = PUNCT_BULLET,
	['('] = PUNCT_OPEN_BRACKET,
	['['] = PUNCT_OPEN_BRACKET,
	['{'] = PUNCT_OPEN_BRACKET,
	[')'] = PUNCT_CLOSE_BRACKET,
	[']'] = PUNCT_CLOSE_BRACKET,
	['}'] = PUNCT_CLOSE_BRACKET,
	['"'] = PUNCT_STRAIGHT_DOUBLE,
	['\''] = PUNCT_STRAIGHT_SINGLE,
	['$'] = PUNCT_MONEY,
	['%'] = PUNCT_PERCENT,
};

static const Mark marks[] = {
	{ 0x00A3, PUNCT_MONEY },        { 0x00A5, PUNCT_MONEY },
	{ 0x00AB, PUNCT_OPEN_DOUBLE },  { 0x00B7, PUNCT_BULLET },
	{ 0x00BB, PUNCT_CLOSE_DOUBLE }, { 0x2012, PUNCT_DASH },
	{ 0x2013, PUNCT_DASH },         { 0x2014, PUNCT_DASH },
	{ 0x2015, PUNCT_DASH },         { 0x2018, PUNCT_OPEN_SINGLE },
	{ 0x2019, PUNCT_CLOSE_SINGLE }, { 0x201A, PUNCT_OPEN_SINGLE },
	{ 0x201B, PUNCT_OPEN_SINGLE },  { 0x201C, PUNCT_OPEN_DOUBLE },
	{ 0x201D, PUNCT_CLOSE_DOUBLE }, { 0x201E, PUNCT_OPEN_DOUBLE },
	{ 0x201F, PUNCT_OPEN_DOUBLE },  { 0x2022, PUNCT_BULLET },
	{ 0x2023, PUNCT_BULLET },       { 0x2026, PUNCT_ELLIPSIS },
	{ 0x2039, PUNCT_OPEN_SINGLE },  { 0x203A, PUNCT_CLOSE_SINGLE },
	{ 0x2043, PUNCT_BULLET },       { 0x20AC, PUNCT_MONEY },
	{ 0x20B4, PUNCT_MONEY },        { 0x20B9, PUNCT_MONEY },
	{ 0x20BD, PUNCT_MONEY },        { 0x25A0, PUNCT_BULLET },
	{ 0x25AA, PUNCT_BULLET },       { 0x25CF, PUNCT_BULLET },
	{ 0x3002, PUNCT_FINAL },        { 0xFF01, PUNCT_FINAL },
	{ 0xFF1F, PUNCT_FINAL },
};

Punct
punct_of(const char *text, EntenteSpan span)
{
	const char *mark = text + span.start;
	uint32_t length = span.end - span.start;

	if ((unsigned char)*mark < 0x80) {
		if (length == 2 && mark[0] == '`')
			return PUNCT_OPEN_DOUBLE;
		if (length == 2 && mark[0] == '\'')
			return PUNCT_CLOSE_DOUBLE;
		if (length > 1 && mark[0] == '.' && mark[1] == '.')
			return PUNCT_ELLIPSIS;
		return ascii[(unsigned char)*mark];
	}
	gunichar c = g_utf8_get_char(mark);
	size_t low = 0, high = G_N_ELEMENTS(marks);
	while (low < high) {
		size_t middle = (low + high) / 2;

		if (marks[middle].c == c)
			return marks[middle].punct;
		if (marks[middle].c < c)
			low = middle + 1;
		else
			high = middle;
	}
	return PUNCT_OTHER;
}
