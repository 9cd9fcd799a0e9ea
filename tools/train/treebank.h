#ifndef TRAIN_CONLLU_H
#define TRAIN_CONLLU_H

#include "text/parse.h"

#include <glib.h>

/* A treebank in CoNLL-U, held in memory line by line so that it can be printed again. */

enum {
	CONLLU_ID,
	CONLLU_FORM,
	CONLLU_LEMMA,
	CONLLU_UPOS,
	CONLLU_XPOS,
	CONLLU_FEATS,
	CONLLU_HEAD,
	CONLLU_DEPREL,
	CONLLU_DEPS,
	CONLLU_MISC,
	CONLLU_COLUMNS
};

/* A line: a word's columns, or (columns[1] NULL) a comment, a multiword token, an empty node.
 */
typedef struct {
	char *columns[CONLLU_COLUMNS];
} ConlluLine;

typedef struct {
	ConlluLine *lines;
	ConlluLine **rows; /* the lines that are words */
	ParseWord *words;
	size_t n_lines, n_words;
} ConlluSentence;

typedef struct {
	char *text;
	GArray *sentences; /* ConlluSentence */
	bool has_entities; /* GUM's: names can be told from them */
} Conllu;

/* Reads a file; "-" is standard input.  Exits with a message where it is not CoNLL-U. */
Conllu *conllu_read(const char *path);
void conllu_free(Conllu *conllu);

static inline const ConlluSentence *
conllu_sentence(const Conllu *conllu, size_t i)
{
	return &g_array_index(conllu->sentences, ConlluSentence, i);
}

/* Whether only the sentence's names may be learned: its tags and tree are guesses. */
bool conllu_only_names(const ConlluSentence *sentence);

/* The head of word `i` (0: root). */
unsigned conllu_head(const ConlluSentence *sentence, size_t i);

#endif
