#ifndef TEXT_PARSE_FEATURES_H
#define TEXT_PARSE_FEATURES_H

#include "text/parse.h"

/* What the network sees of a word: keys, each of which may have a row in the embedding table.
 * Training and parsing share this file, so that both see the same. */

enum {
	FOLD_MAX = 80,  /* bytes of a folded word; longer words lose their middle */
	WORD_KEYS = 10, /* keys a word has at most; the first is its folded form */
};

/* How a sentence uses capitals: in headlines they do not mark names. */
typedef enum { CASE_NORMAL, CASE_TITLE, CASE_SHOUTED } SentenceCase;

typedef enum { FOLD_LETTERS, FOLD_DIGITS } FoldMode;

/* Writes the word in lower case with typographic quotes and dashes made plain and, with
 * FOLD_DIGITS, every digit as 0.  Returns the length, at most FOLD_MAX. */
size_t fold_word(const ParseWord *word, FoldMode mode, char folded[FOLD_MAX]);

/* A hash of `length` bytes, one for each `kind` of key. */
uint64_t feature_hash(unsigned kind, const char *text, size_t length);

/* The key of a folded word: the first of its keys. */
uint64_t form_key(const char *folded, size_t length);

SentenceCase sentence_case(const ParseWord *words, size_t n_words);

/* Writes the keys of the word and returns how many. */
size_t word_keys(const ParseWord *word, bool first, SentenceCase style,
                 uint64_t keys[WORD_KEYS]);

#endif
