#ifndef EXTRACT_JUDGE_PAIRS_H
#define EXTRACT_JUDGE_PAIRS_H

#include "extract/holders.h"

/* How a holder stands to the words of a verdict: a few small numbers, each of its own group, as
 * `pair_features` of tools/train/judge_pages.py has them. */

enum {
	PAIR_KIND = 0,
	PAIR_DISTANCE = PAIR_KIND + 16,
	PAIR_QUOTED = PAIR_DISTANCE + 16,
	PAIR_RELATION = PAIR_QUOTED + 4,
	PAIR_PATH = PAIR_RELATION + 64,
	PAIR_BRANCH = PAIR_PATH + 64,
	PAIR_GOVERNOR = PAIR_BRANCH + 64,
	N_PAIR_FEATURES = PAIR_GOVERNOR + 32,
	MOST_PAIR_FEATURES = 7,
};

/* Writes the features and returns how many; the words [first, end) stand in `sentence`. */
size_t pair_features(const Document *document, uint32_t sentence, uint32_t first, uint32_t end,
                     const Holder *holder, uint16_t features[MOST_PAIR_FEATURES]);

#endif
