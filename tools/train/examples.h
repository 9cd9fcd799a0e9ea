#ifndef TRAIN_EXAMPLES_H
#define TRAIN_EXAMPLES_H

#include "treebank.h"
#include "names.h"
#include "network.h"

/* Which row of the embedding table a key has. */
typedef struct {
	GHashTable *rows;    /* key -> row + 1 */
	GHashTable *vectors; /* key -> index of the word vector + 1 */
	GHashTable *counts;  /* key -> times seen in training */
	GArray *keys;        /* uint64_t, by row */
} KeyTable;

/* Gives a row to every key seen often enough in the treebanks. */
KeyTable *key_table_new(Conllu *const *treebanks, int n_treebanks, const WordVector *vectors,
                        size_t n_vectors);

/* A sentence as the network sees it, with its tags, tree and names.  One that only has names
 * ("# names only") teaches nothing else. */
Sample *sample_new(const KeyTable *keys, const Gazetteer *gazetteer, const Conllu *conllu,
                   const ConlluSentence *sentence);

#endif
