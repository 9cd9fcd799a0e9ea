#ifndef ENTENTE_SPAN_H
#define ENTENTE_SPAN_H

#include <stdint.h>

/* Bytes [start, end) of an article's cleaned UTF-8 text; never splits a code point.
 * Every fact of a reading carries at least one. */
typedef struct {
	uint32_t start, end;
} EntenteSpan;

#endif
