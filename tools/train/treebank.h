#ifndef TRAIN_TREEBANK_H
#define TRAIN_TREEBANK_H

#include "text/conllu.h"

/* A treebank in CoNLL-U, held in memory. */
typedef struct {
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
