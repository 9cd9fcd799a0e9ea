#ifndef TRAIN_LEMMAS_H
#define TRAIN_LEMMAS_H

#include "treebank.h"
#include "text/parse-model.h"

/* What the lemmatizer learns: edits and the keys under which they are found. */
typedef struct {
	GArray *edits;     /* Edit */
	GHashTable *found; /* key -> index of the edit + 1 */
} Lemmas;

/* From the treebanks and from the lexicon's irregular forms. */
Lemmas *lemmas_learn(const char *lexicon_dir, Conllu *const *treebanks, int n_treebanks);

#endif
