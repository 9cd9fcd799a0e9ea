#ifndef EXTRACT_JUDGE_CHOICES_H
#define EXTRACT_JUDGE_CHOICES_H

#include "extract/judge-model.h"

/* Which issue, stance, tone or status the words of a verdict are of: a maximum-entropy model
 * each, over the lexicon's cues in these words, in their sentence, on the page and at the word
 * that governs them, and over the mean word vectors of the same.  tools/train/judge_choices.py
 * trains them and computes the same. */

/* The number of features where the model has so many cues. */
static inline size_t
choice_features(size_t n_cues)
{
	return 4 * n_cues + 3 * (size_t)JUDGE_VECTOR;
}

/* What is known of a page's words, each of which is added once. */
typedef struct Cues Cues;

Cues *cues_new(const Document *document, const JudgeModel *model, uint32_t n_words);
void cues_free(Cues *cues);

/* Adds a word by its keys. */
void cues_add(Cues *cues, uint32_t word, const uint32_t *keys, size_t n_keys);

/* The features of the words [first, end), which the caller frees. */
float *cues_features(const Cues *cues, uint32_t sentence, uint32_t first, uint32_t end);

/* Whether the word is a noun, a name, a verb, an adjective or an adverb. */
bool has_content(const Document *document, uint32_t word);

/* The likeliest output of a choice. */
int choose(const JudgeModel *model, Choice choice, const float *features);

#endif
