#ifndef TEXT_PARSE_LEMMA_H
#define TEXT_PARSE_LEMMA_H

#include "text/parse.h"

/* The keys under which the model keeps edits, shared by training and parsing. */

enum {
	ENDING_MAX = 6,
	ENDING_RANKS = 3,
	LEMMA_KEY = 100,
	ENDING_KEY = LEMMA_KEY + N_UPOS * N_XPOS
};

/* Of a folded form with its tags. */
uint64_t lemma_form_key(const char *folded, size_t length, Upos upos, Xpos xpos);

/* Of the last `ending` bytes of a folded form; rank 0 has the edit that most forms with this
 * ending take, further ranks the next. */
uint64_t lemma_ending_key(const char *folded, size_t length, size_t ending, Xpos xpos,
                          unsigned rank);

#endif
