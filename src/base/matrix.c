/* The integer product that parsing and judging spend their time in: one plain version, three for x86-64, of
 * which the processor's best is taken.  Blocks of four rows keep their sums in registers. */
#include "base/matrix.h"

#include <glib.h>
#include <string.h>

#ifdef __x86_64__
#include <immintrin.h>

static inline int
pair_at(const int16_t *a)
{
	int pair;

	memcpy(&pair, a, sizeof pair);
	return pair;
}

/* One pair of inputs of one row, in every lane. */
#define PAIR_SSE2(row) _mm_set1_epi32(pair_at(a + (row)*stride + k))
#define PAIR_AVX2(row) _mm256_set1_epi32(pair_at(a + (row)*stride + k))

#define LOAD_SSE2(from)              _mm_loadu_si128((const __m128i *)(const void *)(from))
#define STORE_SSE2(to, sums)         _mm_storeu_si128((__m128i *)(void *)(to), sums)
#define ADD_SSE2(sums, pair, column) _mm_add_epi32(sums, _mm_madd_epi16(pair, column))

/* Four rows by eight columns. */
static void
four_sse2(int32_t *c, const int16_t *a, size_t stride, const int16_t *w, size_t n_in,
          size_t n_out)
{
	__m128i l0 = _mm_setzero_si128(), l1 = l0, l2 = l0, l3 = l0;
	__m128i r0 = l0, r1 = l0, r2 = l0, r3 = l0;

	for (size_t k = 0; k < n_in; k += 2, w += 2 * n_out) {
		__m128i left = LOAD_SSE2(w), right = LOAD_SSE2(w + 8), pair = PAIR_SSE2(0);
		l0 = ADD_SSE2(l0, pair, left);
		r0 = ADD_SSE2(r0, pair, right);
		pair = PAIR_SSE2(1);
		l1 = ADD_SSE2(l1, pair, left);
		r1 = ADD_SSE2(r1, pair, right);
		pair = PAIR_SSE2(2);
		l2 = ADD_SSE2(l2, pair, left);
		r2 = ADD_SSE2(r2, pair, right);
		pair = PAIR_SSE2(3);
		l3 = ADD_SSE2(l3, pair, left);
		r3 = ADD_SSE2(r3, pair, right);
	}
	STORE_SSE2(c, l0);
	STORE_SSE2(c + 4, r0);
	STORE_SSE2(c + n_out, l1);
	STORE_SSE2(c + n_out + 4, r1);
	STORE_SSE2(c + 2 * n_out, l2);
	STORE_SSE2(c + 2 * n_out + 4, r2);
	STORE_SSE2(c + 3 * n_out, l3);
	STORE_SSE2(c + 3 * n_out + 4, r3);
}

/* One row by four columns. */
static void
one_sse2(int32_t *c, const int16_t *a, const int16_t *w, size_t n_in, size_t n_out)
{
	const size_t stride = 0;
	__m128i c0 = _mm_setzero_si128();

	for (size_t k = 0; k < n_in; k += 2, w += 2 * n_out)
		c0 = ADD_SSE2(c0, PAIR_SSE2(0), LOAD_SSE2(w));
	STORE_SSE2(c, c0);
}

static void
product_sse2(int32_t *c, const int16_t *a, size_t stride, const int16_t *w, size_t n,
             size_t n_in, size_t n_out)
{
	size_t blocked = n / 4 * 4;

	for (size_t j = 0; j < n_out; j += 8) {
		for (size_t i = 0; i < blocked; i += 4)
			four_sse2(c + i * n_out + j, a + i * stride, stride, w + 2 * j, n_in,
			          n_out);
		for (size_t i = blocked; i < n; i++)
			for (size_t o = j; o < j + 8; o += 4)
				one_sse2(c + i * n_out + o, a + i * stride, w + 2 * o, n_in,
				         n_out);
	}
}

#define LOAD_AVX2(from)              _mm256_loadu_si256((const __m256i *)(const void *)(from))
#define STORE_AVX2(to, sums)         _mm256_storeu_si256((__m256i *)(void *)(to), sums)
#define ADD_AVX2(sums, pair, column) _mm256_add_epi32(sums, _mm256_madd_epi16(pair, column))

/* Four rows by sixteen columns. */
static __attribute__((target("avx2"))) void
four_avx2(int32_t *c, const int16_t *a, size_t stride, const int16_t *w, size_t n_in,
          size_t n_out)
{
	__m256i l0 = _mm256_setzero_si256(), l1 = l0, l2 = l0, l3 = l0;
	__m256i r0 = l0, r1 = l0, r2 = l0, r3 = l0;

	for (size_t k = 0; k < n_in; k += 2, w += 2 * n_out) {
		__m256i left = LOAD_AVX2(w), right = LOAD_AVX2(w + 16), pair = PAIR_AVX2(0);
		l0 = ADD_AVX2(l0, pair, left);
		r0 = ADD_AVX2(r0, pair, right);
		pair = PAIR_AVX2(1);
		l1 = ADD_AVX2(l1, pair, left);
		r1 = ADD_AVX2(r1, pair, right);
		pair = PAIR_AVX2(2);
		l2 = ADD_AVX2(l2, pair, left);
		r2 = ADD_AVX2(r2, pair, right);
		pair = PAIR_AVX2(3);
		l3 = ADD_AVX2(l3, pair, left);
		r3 = ADD_AVX2(r3, pair, right);
	}
	STORE_AVX2(c, l0);
	STORE_AVX2(c + 8, r0);
	STORE_AVX2(c + n_out, l1);
	STORE_AVX2(c + n_out + 8, r1);
	STORE_AVX2(c + 2 * n_out, l2);
	STORE_AVX2(c + 2 * n_out + 8, r2);
	STORE_AVX2(c + 3 * n_out, l3);
	STORE_AVX2(c + 3 * n_out + 8, r3);
}

/* One row by eight columns. */
static __attribute__((target("avx2"))) void
one_avx2(int32_t *c, const int16_t *a, const int16_t *w, size_t n_in, size_t n_out)
{
	const size_t stride = 0;
	__m256i sums = _mm256_setzero_si256();

	for (size_t k = 0; k < n_in; k += 2, w += 2 * n_out)
		sums = ADD_AVX2(sums, PAIR_AVX2(0), LOAD_AVX2(w));
	STORE_AVX2(c, sums);
}

static __attribute__((target("avx2"))) void
product_avx2(int32_t *c, const int16_t *a, size_t stride, const int16_t *w, size_t n,
             size_t n_in, size_t n_out, size_t from)
{
	size_t blocked = n / 4 * 4, wide = n_out / 16 * 16;

	for (size_t j = from; j < n_out; j += 8) {
		if (j < wide && j % 16 == 0)
			for (size_t i = 0; i < blocked; i += 4)
				four_avx2(c + i * n_out + j, a + i * stride, stride, w + 2 * j,
				          n_in, n_out);
		for (size_t i = j < wide ? blocked : 0; i < n; i++)
			one_avx2(c + i * n_out + j, a + i * stride, w + 2 * j, n_in, n_out);
	}
}

#define VNNI            "avx512f,avx512bw,avx512vl,avx512vnni"
#define LOAD_VNNI(from) _mm512_loadu_si512((const void *)(from))
#define PAIR_VNNI(row)  _mm512_set1_epi32(pair_at(a + (row)*stride + k))

/* Four rows by thirty-two columns; multiplication and addition are one instruction. */
static __attribute__((target(VNNI))) void
four_vnni(int32_t *c, const int16_t *a, size_t stride, const int16_t *w, size_t n_in,
          size_t n_out)
{
	__m512i l0 = _mm512_setzero_si512(), l1 = l0, l2 = l0, l3 = l0;
	__m512i r0 = l0, r1 = l0, r2 = l0, r3 = l0;

	for (size_t k = 0; k < n_in; k += 2, w += 2 * n_out) {
		__m512i left = LOAD_VNNI(w), right = LOAD_VNNI(w + 32), pair = PAIR_VNNI(0);
		l0 = _mm512_dpwssd_epi32(l0, pair, left);
		r0 = _mm512_dpwssd_epi32(r0, pair, right);
		pair = PAIR_VNNI(1);
		l1 = _mm512_dpwssd_epi32(l1, pair, left);
		r1 = _mm512_dpwssd_epi32(r1, pair, right);
		pair = PAIR_VNNI(2);
		l2 = _mm512_dpwssd_epi32(l2, pair, left);
		r2 = _mm512_dpwssd_epi32(r2, pair, right);
		pair = PAIR_VNNI(3);
		l3 = _mm512_dpwssd_epi32(l3, pair, left);
		r3 = _mm512_dpwssd_epi32(r3, pair, right);
	}
	_mm512_storeu_si512(c, l0);
	_mm512_storeu_si512(c + 16, r0);
	_mm512_storeu_si512(c + n_out, l1);
	_mm512_storeu_si512(c + n_out + 16, r1);
	_mm512_storeu_si512(c + 2 * n_out, l2);
	_mm512_storeu_si512(c + 2 * n_out + 16, r2);
	_mm512_storeu_si512(c + 3 * n_out, l3);
	_mm512_storeu_si512(c + 3 * n_out + 16, r3);
}

/* Blocks of four rows by thirty-two columns; what is left goes the other way. */
static __attribute__((target(VNNI))) void
product_vnni(int32_t *c, const int16_t *a, size_t stride, const int16_t *w, size_t n,
             size_t n_in, size_t n_out)
{
	size_t blocked = n / 4 * 4, wide = n_out / 32 * 32;

	for (size_t j = 0; j < wide; j += 32) {
		for (size_t i = 0; i < blocked; i += 4)
			four_vnni(c + i * n_out + j, a + i * stride, stride, w + 2 * j, n_in,
			          n_out);
		for (size_t i = blocked; i < n; i++)
			for (size_t o = 0; o < 32; o += 8)
				one_avx2(c + i * n_out + j + o, a + i * stride, w + 2 * (j + o),
				         n_in, n_out);
	}
	product_avx2(c, a, stride, w, n, n_in, n_out, wide);
}

void
matrix_product(int32_t *c, const int16_t *a, size_t stride, const int16_t *w, size_t n,
               size_t n_in, size_t n_out)
{
	if (__builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512vl"))
		product_vnni(c, a, stride, w, n, n_in, n_out);
	else if (__builtin_cpu_supports("avx2"))
		product_avx2(c, a, stride, w, n, n_in, n_out, 0);
	else
		product_sse2(c, a, stride, w, n, n_in, n_out);
}

#else

void
matrix_product(int32_t *c, const int16_t *a, size_t stride, const int16_t *w, size_t n,
               size_t n_in, size_t n_out)
{
	memset(c, 0, n * n_out * sizeof *c);
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < n_in; k++)
			for (size_t j = 0; j < n_out; j++)
				c[i * n_out + j] +=
				    a[i * stride + k] * w[(k / 2) * 2 * n_out + 2 * j + k % 2];
}

#endif
