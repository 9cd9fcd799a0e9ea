#ifndef TRAIN_MATRIX_H
#define TRAIN_MATRIX_H

#include <stddef.h>

/* Dense products of row-major float matrices, in a fixed order of additions.  Columns of `b`
 * and `c` come in multiples of eight. */

/* c[n][m] += a[n][k] b[k][m], a's rows `stride` apart */
void matrix_multiply(float *c, const float *a, size_t stride, const float *b, size_t n,
                     size_t k, size_t m);

/* c[k][m] += transposed a[n][k] times b[n][m] */
void matrix_outer(float *c, const float *a, size_t stride, const float *b, size_t n, size_t k,
                  size_t m);

/* to[m][k] = transposed from[k][m] */
void matrix_transpose(float *to, const float *from, size_t k, size_t m);

#endif
