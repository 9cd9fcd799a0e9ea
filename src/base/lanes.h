#ifndef BASE_LANES_H
#define BASE_LANES_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#ifdef __SSE2__
#include <immintrin.h>
#endif

/* Activations are 16-bit integers; 1.0 is ACTIVATION_ONE, larger ones are cut at
 * ACTIVATION_MOST.  The weights of one output sum up to at most COLUMN_MOST, so that no sum
 * leaves 32 bits. */
enum { ACTIVATION_ONE = 1024, ACTIVATION_MOST = 16383, COLUMN_MOST = 131071 };

/* Numbers side by side, as many as the processor takes at once for which a file is compiled.
 * Written out because compilers differ in what they make of loops, and so that every processor
 * does the same operations in the same order. */
#if defined __AVX512F__
enum { N_LANES = 16 };
#elif defined __AVX2__
enum { N_LANES = 8 };
#else
enum { N_LANES = 4 };
#endif

typedef float Lanes __attribute__((vector_size(4 * N_LANES)));
typedef int32_t IntLanes __attribute__((vector_size(4 * N_LANES)));
typedef int16_t ShortLanes __attribute__((vector_size(2 * N_LANES)));

static inline Lanes
lanes_load(const float *from)
{
	Lanes x;

	memcpy(&x, from, sizeof x);
	return x;
}

static inline void
lanes_store(float *to, Lanes x)
{
	memcpy(to, &x, sizeof x);
}

static inline IntLanes
ints_load(const int32_t *from)
{
	IntLanes x;

	memcpy(&x, from, sizeof x);
	return x;
}

static inline void
ints_store(int32_t *to, IntLanes x)
{
	memcpy(to, &x, sizeof x);
}

/* The following are written out twice where compilers miss what SSE2 has for it. */
#if defined __SSE2__ && !defined __AVX2__
static inline IntLanes
ints_from_shorts(const int16_t *from)
{
	__m128i shorts = _mm_loadl_epi64((const __m128i *)(const void *)from);

	return (IntLanes)_mm_srai_epi32(_mm_unpacklo_epi16(shorts, shorts), 16);
}

/* Of numbers that fit. */
static inline void
ints_to_shorts(int16_t *to, IntLanes x)
{
	_mm_storel_epi64((__m128i *)(void *)to, _mm_packs_epi32((__m128i)x, (__m128i)x));
}

/* `a` where it is less, else `b`. */
static inline Lanes
lanes_least(Lanes a, Lanes b)
{
	return (Lanes)_mm_min_ps((__m128)a, (__m128)b);
}

/* `a` where it is more, else `b`. */
static inline Lanes
lanes_most(Lanes a, Lanes b)
{
	return (Lanes)_mm_max_ps((__m128)a, (__m128)b);
}
#else
static inline IntLanes
ints_from_shorts(const int16_t *from)
{
	ShortLanes shorts;

	memcpy(&shorts, from, sizeof shorts);
	return __builtin_convertvector(shorts, IntLanes);
}

static inline void
ints_to_shorts(int16_t *to, IntLanes x)
{
	ShortLanes shorts = __builtin_convertvector(x, ShortLanes);

	memcpy(to, &shorts, sizeof shorts);
}

static inline Lanes
lanes_least(Lanes a, Lanes b)
{
	IntLanes less = a < b;

	return (Lanes)(((IntLanes)a & less) | ((IntLanes)b & ~less));
}

static inline Lanes
lanes_most(Lanes a, Lanes b)
{
	IntLanes more = a > b;

	return (Lanes)(((IntLanes)a & more) | ((IntLanes)b & ~more));
}
#endif

/* The sums of some rows at a column and those beside it.  Column by column, the rows come out of
 * memory at the same time. */
static inline IntLanes
ints_sum(const int16_t *const *rows, size_t n_rows, size_t column)
{
	IntLanes sum = { 0 };

	for (size_t r = 0; r < n_rows; r++)
		sum += ints_from_shorts(rows[r] + column);
	return sum;
}

/* What integer sums are worth. */
static inline Lanes
lanes_worth(const int32_t *sums, const float *bias, float scale)
{
	return __builtin_convertvector(ints_load(sums), Lanes) * scale + lanes_load(bias);
}

/* tanh by a Pade approximant that meets 1 at 3 with slope 0; only exact operations. */
static inline Lanes
lanes_squash(Lanes x)
{
	const Lanes three = (Lanes){ 0 } + 3.0f;

	x = lanes_most(-three, lanes_least(three, x));
	return x * (27 + x * x) / (27 + 9 * x * x);
}

/* The logistic function by the same. */
static inline Lanes
lanes_gate(Lanes x)
{
	return 0.5f + 0.5f * lanes_squash(0.5f * x);
}

static inline Lanes
lanes_above_zero(Lanes x)
{
	return lanes_most(x, (Lanes){ 0 });
}

/* Activations as integers, rounded to the nearest, cut at ACTIVATION_MOST. */
static inline IntLanes
lanes_activations(Lanes x)
{
	const Lanes half = (Lanes){ 0 } + 0.5f, most = (Lanes){ 0 } + (float)ACTIVATION_MOST;

	x = lanes_least(x * (float)ACTIVATION_ONE, most); /* and what is no number */
	x = lanes_most(x, -most);
	x += (Lanes)((IntLanes)half | ((IntLanes)x & INT32_MIN));
	return __builtin_convertvector(x, IntLanes);
}

static inline IntLanes
ints_cut(IntLanes x)
{
	const IntLanes most = (IntLanes){ 0 } + ACTIVATION_MOST;
	IntLanes over = x > most, under = x < -most;

	return (most & over) | (-most & under) | (x & ~(over | under));
}

#endif
