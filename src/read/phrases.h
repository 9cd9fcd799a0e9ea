#ifndef READ_PHRASES_H
#define READ_PHRASES_H

#include "model/lexicon.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Matching the phrases of boilerplate.tsv against a line or a class attribute, cut into the ids
 * of its words.  "*" in a phrase stands for up to six words. */

enum { MAX_TOKENS = 40 }; /* a line of more matches nothing */

typedef struct {
	uint32_t ids[MAX_TOKENS];
	uint32_t starts[MAX_TOKENS]; /* byte offsets into the text */
	uint32_t n;
	bool all;     /* the text has no more than these */
	bool dated;   /* one of them is a year or a time of day */
	bool counted; /* a number stood first, and is left out */
} Tokens;

typedef enum {
	PLACE_START,
	PLACE_WHOLE,
	PLACE_ANYWHERE,
	PLACE_HEAD,
	PLACE_LABEL,
	PLACE_STAMP,
	PLACE_COUNT,
	PLACE_CLASS
} Place;

/* What a row makes of that in which it is found; where several do, the greatest counts. */
typedef enum {
	EFFECT_NONE,
	EFFECT_KEEP,
	EFFECT_AUTHOR,
	EFFECT_OPEN,
	EFFECT_DROP,
	EFFECT_HIDDEN,
	EFFECT_REPLY,
	EFFECT_LINKS,
	EFFECT_CUT
} Effect;

typedef struct {
	const Lexicon *lexicon;
	unsigned place, effect; /* columns */
	uint32_t gap;           /* the id of "*" */
} Phrases;

Phrases phrases_of(const Lexicon *lexicon);

/* Where the text is cut into words: letters, digits and apostrophes, and each of | @ ( */
void phrases_tokens(const Phrases *phrases, Tokens *tokens, const char *text, size_t length);

/* The effect of the first row at this token whose place is one of `places` (bits 1 << Place);
 * EFFECT_NONE where there is none.  `*end` is set to one past the last token matched. */
Effect phrases_match(const Phrases *phrases, const Tokens *tokens, uint32_t at, unsigned places,
                     uint32_t *end);

#endif
