#ifndef TRAIN_NAMES_H
#define TRAIN_NAMES_H

#include "treebank.h"

#include <stdint.h>

/* Name tags as the network learns them: 0 outside, 2 c - 1 for the first word of a name of
 * class c, 2 c for the words that go on. */
enum { NAME_UNKNOWN = 255 };

/* What the lexicon knows of names. */
typedef struct {
	GHashTable *terms;  /* phrase in lower case -> Name */
	GHashTable *titles; /* last words of titles: "minister" */
	GHashTable *parts;  /* the words before: "prime" */
	size_t longest;     /* words of the longest phrase */
} Gazetteer;

Gazetteer *gazetteer_load(const char *lexicon_dir);

/* The class of words [from, from + n), NAME_NONE if the lexicon has no such phrase. */
Name gazetteer_find(const Gazetteer *gazetteer, const ParseWord *words, size_t n);

/* Whether the word ends a title ("Minister"), or may stand in one before its end ("Prime"). */
bool gazetteer_is_title(const Gazetteer *gazetteer, const ParseWord *word);
bool gazetteer_is_title_part(const Gazetteer *gazetteer, const ParseWord *word);

/* Tags of a treebank sentence: from "Name=" where there is one, else from GUM's "Entity=".
 * All NAME_UNKNOWN where neither is. */
void names_read(const Gazetteer *gazetteer, const Conllu *conllu,
                const ConlluSentence *sentence, uint8_t *tags);

/* Writes a name over the tags of [from, from + n). */
void names_mark(uint8_t *tags, size_t from, size_t n, Name name);

#endif
