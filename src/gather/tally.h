#ifndef GATHER_TALLY_H
#define GATHER_TALLY_H

#include "base/arena.h"

#include <stdint.h>

/* How many independent sources give each of several texts.  Texts are not copied. */
typedef struct Tally Tally;

typedef struct {
	const char *text;
	uint32_t n_sources;  /* independent ones */
	uint32_t n_mentions; /* all */
} Vote;

Tally *tally_new(void);
void tally_free(Tally *tally);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Tally, tally_free)

/* `source` tells `text`; NULL is no text. */
void tally_add(Tally *tally, const char *text, uint32_t source);

/* The texts by number of sources, then of mentions, then the longer, then by alphabet. */
const Vote *tally_rank(Tally *tally, size_t *n);

/* The first of them, or NULL; all of them, as a list in `arena`, or NULL. */
const char *tally_first(Tally *tally);
const char *const *tally_texts(Tally *tally, Arena *arena);

#endif
