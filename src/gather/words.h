#ifndef GATHER_WORDS_H
#define GATHER_WORDS_H

#include "model/lexicon.h"

#include <stdint.h>

/* Wordings compared by what they share: the stems of their content words. */
typedef struct Words Words;

/* The stems of a text, each once, in ascending order of id. */
typedef struct {
	const uint32_t *ids;
	uint32_t n;
} Stems;

Words *words_new(const Lexicon *lexicon);
void words_free(Words *words);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Words, words_free)

/* The stems of `text` (NULL: none); they live as long as `words`. */
Stems words_stems(Words *words, const char *text);

uint32_t stems_shared(Stems a, Stems b);
bool stems_have(Stems stems, uint32_t id);

/* The shared part of the shorter of the two, 0 to 1; 0 where either is empty. */
double stems_overlap(Stems a, Stems b);

/* The state that a folded word names ("american", "us"), or NULL. */
const char *state_of_word(const Lexicon *lexicon, const char *word, size_t length);

/* Calls `word` for each word of the text: lower case, without diacritics, apostrophes and the
 * points of abbreviations; a hyphen between lower-case letters joins ("cease-fire" is
 * "ceasefire"), a comma between digits too.  `quoted`: inside quotation marks. */
typedef void (*WordFunc)(const char *word, size_t length, bool quoted, gpointer user_data);
void each_word(const char *text, WordFunc word, gpointer user_data);

/* The lexicon's ids of the first words of a text, as each_word has them; 0 for one that it has
 * not. */
typedef struct {
	const Lexicon *lexicon;
	uint32_t ids[16];
	guint n;
} WordIds;

WordIds word_ids(const Lexicon *lexicon, const char *text);

/* The words of `text` with one space between them; to be freed. */
char *fold_text(const char *text);

#endif
