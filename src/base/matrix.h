#ifndef BASE_MATRIX_H
#define BASE_MATRIX_H

#include <stddef.h>
#include <stdint.h>

enum { MATRIX_MOST_IN = 1024 };

/* c[i][j] = sum over k of a[i][k] w[k][j], for `n` rows, in 32-bit integers.
 *
 * `n_in` is even and at most MATRIX_MOST_IN, `n_out` a multiple of eight.  `w` lies in pairs of
 * inputs: w[k][j] and w[k + 1][j] side by side, for all j, then the next pair.  Every processor
 * gives the same. */
void matrix_product(int32_t *c, const int16_t *a, size_t stride, const int16_t *w, size_t n,
                    size_t n_in, size_t n_out);

/* The same, faster where many of a[i] are zero, as rectified ones are. */
void matrix_sparse_product(int32_t *c, const int16_t *a, size_t stride, const int16_t *w,
                           size_t n, size_t n_in, size_t n_out);

#endif
