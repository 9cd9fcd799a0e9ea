#ifndef TEXT_PUNCT_H
#define TEXT_PUNCT_H

#include <entente/span.h>

/* What a punctuation mark does.  Straight quotation marks open or close; so does a single
 * closing mark, which is an apostrophe as well: context decides. */
typedef enum {
	PUNCT_OTHER,
	PUNCT_FINAL,    /* . ! ? and runs of them */
	PUNCT_ELLIPSIS, /* ... or its single character */
	PUNCT_COMMA,
	PUNCT_COLON,
	PUNCT_SEMICOLON,
	PUNCT_SLASH,
	PUNCT_DASH,   /* em and en dash, --, a lone hyphen */
	PUNCT_BULLET, /* opens a list item */
	PUNCT_OPEN_BRACKET,
	PUNCT_CLOSE_BRACKET,
	PUNCT_OPEN_DOUBLE,
	PUNCT_CLOSE_DOUBLE,
	PUNCT_STRAIGHT_DOUBLE,
	PUNCT_OPEN_SINGLE,
	PUNCT_CLOSE_SINGLE,
	PUNCT_STRAIGHT_SINGLE,
	PUNCT_MONEY,
	PUNCT_PERCENT
} Punct;

/* What the word at `span` does, given that it has no letter and no digit. */
Punct punct_of(const char *text, EntenteSpan span);

#endif
