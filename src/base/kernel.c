/* The loops in which parsing and judging spend their time, for one kind of processor: the build
 * compiles this file once for each, and kernels.c takes the best.
 *
 * A product keeps its sums in registers while the inputs go by.  A few rows share the
 * weights that one load brings; a row of a sparse product, and one that is left over, skips the
 * pairs of inputs that are zero. */
#include "base/kernel.h"

#include "base/lanes.h"
#include "base/matrix.h"
#include "base/recurrence.h"

#include <glib.h>

#ifdef __SSE2__
#include <immintrin.h>
#endif

enum {
	MOST_ROWS = 4,
	BLOCK = 32, /* rows that stay in the first cache while the columns go by */
};

#define INLINE static inline __attribute__((always_inline))

/* Adds to each sum the product of a pair of inputs and a pair of weights, 16 bits each. */
INLINE IntLanes
add_pairs(IntLanes sums, IntLanes inputs, IntLanes weights)
{
#if defined __AVX512VNNI__
	return (IntLanes)_mm512_dpwssd_epi32((__m512i)sums, (__m512i)inputs, (__m512i)weights);
#elif defined __AVX2__
	return sums + (IntLanes)_mm256_madd_epi16((__m256i)inputs, (__m256i)weights);
#elif defined __SSE2__
	return sums + (IntLanes)_mm_madd_epi16((__m128i)inputs, (__m128i)weights);
#else
	return sums + (inputs << 16 >> 16) * (weights << 16 >> 16) +
	       (inputs >> 16) * (weights >> 16);
#endif
}

/* Two numbers of 16 bits as one. */
INLINE int32_t
pair_at(const int16_t *numbers)
{
	int32_t pair;

	memcpy(&pair, numbers, sizeof pair);
	return pair;
}

INLINE IntLanes
weights_at(const int16_t *w)
{
	IntLanes weights;

	memcpy(&weights, w, sizeof weights);
	return weights;
}

/* A few rows by as many columns as `n_vectors` have lanes. */
INLINE void
rows(int32_t *c, const int16_t *a, size_t stride, const int16_t *w, size_t n_in, size_t n_out,
     size_t j, int n_rows, int n_vectors)
{
	IntLanes sums[MOST_ROWS][4] = { 0 };

	w += 2 * j;
	for (size_t k = 0; k < n_in; k += 2, w += 2 * n_out)
		for (int r = 0; r < n_rows; r++) {
			IntLanes inputs = (IntLanes){ 0 } + pair_at(a + (size_t)r * stride + k);

			for (int v = 0; v < n_vectors; v++)
				sums[r][v] = add_pairs(sums[r][v], inputs,
				                       weights_at(w + 2 * v * N_LANES));
		}
	for (int r = 0; r < n_rows; r++)
		for (int v = 0; v < n_vectors; v++)
			ints_store(c + (size_t)r * n_out + j + (size_t)v * N_LANES, sums[r][v]);
}

/* The same of one row's pairs that are not zero. */
INLINE void
one_row(int32_t *c, const int16_t *a, const uint16_t *places, size_t n_places, const int16_t *w,
        size_t n_out, size_t j, int n_vectors)
{
	IntLanes sums[8] = { 0 };

	for (size_t p = 0; p < n_places; p++) {
		IntLanes inputs = (IntLanes){ 0 } + pair_at(a + places[p]);
		const int16_t *weights = w + (size_t)places[p] * n_out + 2 * j;

		for (int v = 0; v < n_vectors; v++)
			sums[v] =
			    add_pairs(sums[v], inputs, weights_at(weights + 2 * v * N_LANES));
	}
	for (int v = 0; v < n_vectors; v++)
		ints_store(c + j + (size_t)v * N_LANES, sums[v]);
}

static void
sparse_product(int32_t *c, const int16_t *a, size_t stride, const int16_t *w, size_t n,
               size_t n_in, size_t n_out)
{
	uint16_t places[MATRIX_MOST_IN / 2];

	for (size_t i = 0; i < n; i++, a += stride, c += n_out) {
		size_t n_places = 0, j = 0;

		for (size_t k = 0; k < n_in; k += 2) {
			places[n_places] = (uint16_t)k;
			n_places += pair_at(a + k) != 0;
		}
		for (; j + 8 * N_LANES <= n_out; j += 8 * N_LANES)
			one_row(c, a, places, n_places, w, n_out, j, 8);
		for (; j + 2 * N_LANES <= n_out; j += 2 * N_LANES)
			one_row(c, a, places, n_places, w, n_out, j, 2);
		for (; j < n_out; j += N_LANES)
			one_row(c, a, places, n_places, w, n_out, MIN(j, n_out - N_LANES), 1);
	}
}

/* Rows `n_rows` at a time; the last columns with as many before them as it takes. */
INLINE void
block(int32_t *c, const int16_t *a, size_t stride, const int16_t *w, size_t n, size_t n_in,
      size_t n_out, int n_rows, int n_vectors)
{
	size_t width = (size_t)n_vectors * N_LANES, j = 0;

	for (; j + width <= n_out; j += width)
		for (size_t i = 0; i < n; i += (size_t)n_rows)
			rows(c + i * n_out, a + i * stride, stride, w, n_in, n_out, j, n_rows,
			     n_vectors);
	for (; j < n_out; j += N_LANES)
		for (size_t i = 0; i < n; i += (size_t)n_rows)
			rows(c + i * n_out, a + i * stride, stride, w, n_in, n_out,
			     MIN(j, n_out - N_LANES), n_rows, 1);
}

static void
product(int32_t *c, const int16_t *a, size_t stride, const int16_t *w, size_t n, size_t n_in,
        size_t n_out)
{
	size_t fours = n / 4 * 4, i = 0;

	for (size_t n_now; i < fours; i += n_now) {
		n_now = MIN(fours - i, (size_t)BLOCK);
		block(c + i * n_out, a + i * stride, stride, w, n_now, n_in, n_out, 4, 2);
	}
	for (; i + 2 <= n; i += 2)
		block(c + i * n_out, a + i * stride, stride, w, 2, n_in, n_out, 2, 4);
	sparse_product(c + i * n_out, a + i * stride, stride, w, n - i, n_in, n_out);
}

/* One word, one direction. */
INLINE void
step(const int32_t *sums, const float *bias, float scale, float *cells, float *out)
{
	enum { FORGET = RECURRENCE_UNITS, READ = 2 * RECURRENCE_UNITS };

	for (int k = 0; k < RECURRENCE_UNITS; k += N_LANES) {
		Lanes u = lanes_squash(lanes_worth(sums + k, bias + k, scale));
		Lanes f = lanes_gate(lanes_worth(sums + FORGET + k, bias + FORGET + k, scale));
		Lanes r = lanes_gate(lanes_worth(sums + READ + k, bias + READ + k, scale));
		Lanes cell = f * lanes_load(cells + k) + (1 - f) * u;

		lanes_store(cells + k, cell);
		lanes_store(out + k, lanes_load(out + k) + r * cell);
	}
}

static void
recurrence_both_ways(const int32_t *sums, const float *bias, float scale, float *out,
                     size_t n_words)
{
	enum { GATES = RECURRENCE_GATES, BACK = RECURRENCE_GATES / 2 };
	float forward[RECURRENCE_UNITS] = { 0 }, backward[RECURRENCE_UNITS] = { 0 };

	for (size_t i = 0; i < n_words; i++)
		step(sums + i * GATES, bias, scale, forward, out + i * RECURRENCE_WIDTH);
	for (size_t i = n_words; i-- > 0;)
		step(sums + i * GATES + BACK, bias + BACK, scale, backward,
		     out + i * RECURRENCE_WIDTH + RECURRENCE_UNITS);
}

const Kernel KERNEL = { N_LANES, product, sparse_product, recurrence_both_ways };
