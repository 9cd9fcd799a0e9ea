#ifndef ANALYSE_MAXIMA_H
#define ANALYSE_MAXIMA_H

#include "base/team.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Marks in `dominated` (n flags, all false before) each of n vectors of `dimension` numbers for
 * which another one is no less anywhere.  The vectors are distinct and in descending
 * lexicographic order.
 *
 * Two dimensions: one pass.  Three: a sweep over a tree of prefix maxima, O(n log n).  More:
 * divide and conquer, O(n log^(d-2) n).  H. T. Kung, F. Luccio, F. P. Preparata, On finding the
 * maxima of a set of vectors, J. ACM 22 (1975).  Large sets are shared out to the team. */
void maxima_mark(const int64_t *vectors, size_t n, size_t dimension, Team *team,
                 bool *dominated);

#endif
