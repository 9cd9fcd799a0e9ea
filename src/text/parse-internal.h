#ifndef TEXT_PARSE_INTERNAL_H
#define TEXT_PARSE_INTERNAL_H

#include "text/parse-model.h"

/* The buffers of one thread, for one piece of a sentence at a time, and the steps over them. */
struct Parser {
	const ParseModel *model;
	int16_t x[PIECE_MAX + 2]
		 [EMBED]; /* from 1; zeroes before the first word and after the last */
	int16_t y[PIECE_MAX][EMBED];
	int16_t o[PIECE_MAX][WIDTH]; /* of the layer in work */
	float exact[PIECE_MAX][WIDTH];
	int32_t sums[PIECE_MAX][GATES];
	int32_t tags[PIECE_MAX][TAGS];
	int32_t names[PIECE_MAX][NAME_TAGS];
	int32_t slots[PIECE_MAX][N_SLOTS * HIDDEN];
	Arcs arcs;
	int16_t (*states)[SYNTAX_STATE]; /* of the sentence's first words */
	char *lemmas; /* of the whole sentence */
	size_t lemmas_size, lemmas_used;
};

/* From the words to tags, names and slots. */
void parse_encode(Parser *parser, const ParseWord *words, size_t n_words);

/* From the slots to the arcs. */
void parse_decide(Parser *parser, size_t n_words);

/* Writes the lemma of a tagged word to `lemma`, at most LEMMA_MAX bytes more than the word;
 * returns its length. */
enum { LEMMA_MAX = 16 };
size_t parse_lemma(const ParseModel *model, const ParseWord *word, Upos upos, Xpos xpos,
                   char *lemma);

#endif
