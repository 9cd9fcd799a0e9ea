#ifndef TEXT_PARSE_H
#define TEXT_PARSE_H

#include "model/syntax.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Tags, lemmas, dependency trees (Universal Dependencies 2) and names, for sentences that are
 * already split into words.
 *
 *	ParseModel: the trained weights, mapped from one file, shared by all threads
 *	Parser:     the buffers of one thread; nothing is allocated a word
 *
 * The same words give the same tree on every processor: sums run over integers, and the few
 * operations on floats are done in a fixed order without fused multiply-add. */
typedef struct ParseModel ParseModel;
typedef struct Parser Parser;

/* A word as it stands in the text: UTF-8, not NUL-terminated. */
typedef struct {
	const char *text;
	uint32_t length;
} ParseWord;

typedef struct {
	uint8_t upos;     /* Upos */
	uint8_t xpos;     /* Xpos */
	uint8_t relation; /* Relation to the head */
	uint8_t name;     /* Name */
	bool name_begins; /* first word of a name; the following words of the same Name go on */
	uint32_t head;    /* from 1 within the sentence; 0 for its root */
	const int16_t *state; /* SYNTAX_STATE numbers: the word in its context; lives as long as
	                         `lemma`; NULL past the first 2,048 words */
	uint32_t lemma_length;
	const char
	    *lemma; /* UTF-8, not NUL-terminated; lives until the parser's next sentence */
} ParsedWord;

Parser *parser_new(const ParseModel *model);
void parser_free(Parser *parser);

/* Reads one sentence: `parsed` has room for `n_words`.  Every tree has one root and no cycle.
 * Linear in the number of words: a sentence of more than 400 words is read in pieces, the
 * later ones hung on the first as parataxis.  Never fails: any words have a reading. */
void parse_sentence(Parser *parser, const ParseWord *words, size_t n_words, ParsedWord *parsed);

/* The names as the treebanks write them ("PROPN", "NNP", "nsubj:pass", "person"), and back:
 * -1 for none of them. */
const char *upos_name(Upos upos);
const char *xpos_name(Xpos xpos);
const char *relation_name(Relation relation);
const char *name_name(Name name);
int upos_from_name(const char *name);
int xpos_from_name(const char *name);
int relation_from_name(const char *name);

#endif
