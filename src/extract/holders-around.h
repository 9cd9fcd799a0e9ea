#ifndef EXTRACT_HOLDERS_AROUND_H
#define EXTRACT_HOLDERS_AROUND_H

#include "extract/holders.h"

/* Adds whom the sentences before name and whom the page around names most, without those who
 * are among the holders already. */
void holders_around(const Extraction *extraction, uint32_t sentence, GArray *holders);

#endif
