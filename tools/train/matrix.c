/* Blocks of four rows by sixteen columns stay in registers. */
#include "matrix.h"

typedef float Lane __attribute__((vector_size(32), aligned(4)));

enum { ROWS = 4 };

static inline __attribute__((always_inline)) void
multiply_block(float *c, const float *a, size_t stride, size_t step, const float *b, size_t k,
               size_t m, int rows, int lanes)
{
	Lane sums[ROWS][2];

	for (int r = 0; r < rows; r++)
		for (int l = 0; l < lanes; l++)
			sums[r][l] = *(Lane *)(void *)(c + (size_t)r * m + 8 * l);
	for (size_t i = 0; i < k; i++) {
		const float *row = b + i * m;
		for (int r = 0; r < rows; r++) {
			float factor = a[(size_t)r * stride + i * step];
			for (int l = 0; l < lanes; l++)
				sums[r][l] +=
				    factor * *(const Lane *)(const void *)(row + 8 * l);
		}
	}
	for (int r = 0; r < rows; r++)
		for (int l = 0; l < lanes; l++)
			*(Lane *)(void *)(c + (size_t)r * m + 8 * l) = sums[r][l];
}

/* Row r, inner index i of `a` lies at a[r * stride + i * step]. */
static void
multiply(float *c, const float *a, size_t stride, size_t step, const float *b, size_t n,
         size_t k, size_t m)
{
	for (size_t j = 0; j < m; j += 16) {
		int lanes = j + 16 <= m ? 2 : 1;
		size_t i = 0;
		for (; i + ROWS <= n && lanes == 2; i += ROWS)
			multiply_block(c + i * m + j, a + i * stride, stride, step, b + j, k, m,
			               ROWS, 2);
		for (; i + ROWS <= n; i += ROWS)
			multiply_block(c + i * m + j, a + i * stride, stride, step, b + j, k, m,
			               ROWS, 1);
		for (; i < n; i++)
			multiply_block(c + i * m + j, a + i * stride, stride, step, b + j, k, m,
			               1, lanes);
	}
}

void
matrix_multiply(float *c, const float *a, size_t stride, const float *b, size_t n, size_t k,
                size_t m)
{
	multiply(c, a, stride, 1, b, n, k, m);
}

void
matrix_outer(float *c, const float *a, size_t stride, const float *b, size_t n, size_t k,
             size_t m)
{
	multiply(c, a, 1, stride, b, k, n, m);
}

void
matrix_transpose(float *to, const float *from, size_t k, size_t m)
{
	for (size_t i = 0; i < k; i++)
		for (size_t j = 0; j < m; j++)
			to[j * k + i] = from[i * m + j];
}
