#ifndef BASE_RECURRENCE_H
#define BASE_RECURRENCE_H

#include <stddef.h>
#include <stdint.h>

/* A gated recurrence both ways, without a matrix between one word and the next, so that all
 * products of a text run as one: c = f c' + (1 - f) u, o = r c, where u, f, r come from the
 * layer below.  J. Bradbury et al., ICLR 2017; T. Lei et al., EMNLP 2018. */

enum {
	RECURRENCE_UNITS = 128, /* of one direction */
	RECURRENCE_WIDTH = 2 * RECURRENCE_UNITS,
	RECURRENCE_GATES = 3 * RECURRENCE_WIDTH, /* u, f, r forward, then u, f, r backward */
};

/* Adds o to `out` [n_words][RECURRENCE_WIDTH], from `sums` [n_words][RECURRENCE_GATES], which
 * are worth `scale` each, and `bias` [RECURRENCE_GATES]. */
void recurrence(const int32_t *sums, const float *bias, float scale, float *out, size_t n_words);

#endif
