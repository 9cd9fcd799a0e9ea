#ifndef EXTRACT_JUDGE_FEATURES_H
#define EXTRACT_JUDGE_FEATURES_H

#include "extract/extraction.h"

/* What the judge sees of a word beside the parser's state: keys, each of which may have a row in
 * its table.  Training and reading share this file, so that both see the same. */

enum { MOST_KEYS = 24 };

/* Writes the keys of a word and returns how many; the first is that of its form. */
size_t judge_keys(const Extraction *extraction, uint32_t word, uint32_t keys[MOST_KEYS]);

#endif
