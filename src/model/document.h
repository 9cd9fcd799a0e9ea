#ifndef MODEL_DOCUMENT_H
#define MODEL_DOCUMENT_H

#include "model/article.h"
#include "model/lexicon.h"
#include "model/syntax.h"

#include <entente/span.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What the text stage sees in an article: paragraphs, sentences, words, quotations, dates,
 * durations and amounts, all as spans into the article's text and as indices into these
 * arrays, in text order.  Lives in the article's arena. */

typedef struct {
	EntenteSpan span;
	uint32_t form; /* lexicon word id of the lower-cased form; 0: not in the lexicon */
	uint32_t sentence;
	uint16_t flags; /* WORD_* */
} Word;

enum {
	WORD_CAPITAL = 1 << 0,   /* first letter upper-case */
	WORD_ALL_CAPS = 1 << 1,  /* two or more letters, all upper-case */
	WORD_NUMBER = 1 << 2,    /* digits (with , . %) or a number word */
	WORD_PUNCT = 1 << 3,     /* no letter and no digit */
	WORD_QUOTED = 1 << 4,    /* inside a quotation */
	WORD_FIRST = 1 << 5,     /* first word of its sentence's content, punctuation aside */
	WORD_GLUED = 1 << 6,     /* no white space before it */
	WORD_POSSESSIVE = 1 << 7 /* the clitic 's or ' after a name or noun */
};

typedef enum { SENTENCE_PROSE, SENTENCE_HEADING, SENTENCE_LIST_ITEM } SentenceKind;

typedef struct {
	EntenteSpan span; /* without surrounding white space */
	uint32_t first_word, n_words;
	uint32_t content_word; /* the first after a dateline or list mark; else first_word */
	uint32_t paragraph;
	SentenceKind kind;
} Sentence;

typedef struct {
	EntenteSpan span;
	uint32_t first_sentence, n_sentences;
} Paragraph;

/* A stretch between quotation marks.  One that runs over paragraphs (each opened anew, closed
 * once) or is split by "he said" is several quotations; `continues` ties them. */
typedef struct {
	EntenteSpan span;  /* inside the marks */
	EntenteSpan outer; /* marks included */
	uint32_t first_word, n_words;
	uint32_t first_sentence, last_sentence;
	bool continues; /* goes on from the quotation before it (same speaker) */
} Quotation;

/* A date in the text: "Tuesday", "Dec. 2", "next week". */
typedef struct {
	EntenteSpan span;
	uint32_t first_word, n_words;
	uint32_t sentence;
	const char *iso; /* "2025-12-02", "2025-12", "2025"; NULL where it cannot be told */
} DateMention;

/* A quantity with its unit: "five-hour" (300 minutes), "28-point" (28 points), "100,000 people". */
typedef enum { QUANTITY_MINUTES, QUANTITY_POINTS, QUANTITY_MONEY, QUANTITY_PERCENT, QUANTITY_COUNT } QuantityKind;

typedef struct {
	EntenteSpan span;
	uint32_t first_word, n_words;
	uint32_t sentence;
	QuantityKind kind;
	double value;
} Quantity;

typedef struct {
	const Article *article;
	const Lexicon *lexicon;
	Word *words;
	Syntax *syntax; /* one a word; NULL where the text was not parsed */
	int16_t (*states)[SYNTAX_STATE]; /* one a word, of the first `n_states`; lent by the arena
	                                    until the page is judged */
	Sentence *sentences;
	Paragraph *paragraphs;
	Quotation *quotations;
	DateMention *dates;
	Quantity *quantities;
	size_t n_words, n_states, n_sentences, n_paragraphs, n_quotations, n_dates, n_quantities;
} Document;

/* One past the index of the sentence's last word. */
static inline uint32_t
sentence_end(const Sentence *sentence)
{
	return sentence->first_word + sentence->n_words;
}

#endif
