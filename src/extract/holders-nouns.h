#ifndef EXTRACT_HOLDERS_NOUNS_H
#define EXTRACT_HOLDERS_NOUNS_H

#include "extract/holders.h"

/* Adds what a mention is called, where it may be a part of the side that it names: "Peruvian
 * lawmakers". */
void holders_called(const Extraction *extraction, const Mention *mention, GArray *holders);

/* Adds for whom a noun outside the mentions stands, else the noun itself. */
void holders_of_noun(const Extraction *extraction, uint32_t word, GArray *holders);

#endif
