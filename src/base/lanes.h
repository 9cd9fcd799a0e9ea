#ifndef BASE_LANES_H
#define BASE_LANES_H

#include <stdint.h>
#include <string.h>

/* Activations are 16-bit integers; 1.0 is ACTIVATION_ONE, larger ones are cut at
 * ACTIVATION_MOST.  The weights of one output sum up to at most COLUMN_MOST, so that no sum
 * leaves 32 bits. */
enum { ACTIVATION_ONE = 1024, ACTIVATION_MOST = 16383, COLUMN_MOST = 131071 };

/* Four numbers at once.  Written out because compilers differ in what they make of loops, and
 * so that every processor does the same operations in the same order. */
typedef float Four __attribute__((vector_size(16)));
typedef int32_t FourInts __attribute__((vector_size(16)));
typedef int16_t FourShorts __attribute__((vector_size(8)));

/* `chosen` where the mask is set, else `other`. */
static inline Four
four_choose(FourInts mask, Four chosen, Four other)
{
	return (Four)(((FourInts)chosen & mask) | ((FourInts)other & ~mask));
}

/* What integer sums are worth. */
static inline Four
four_from(const int32_t *sums, const float *bias, float scale)
{
	FourInts integers;
	Four biases;

	memcpy(&integers, sums, sizeof integers);
	memcpy(&biases, bias, sizeof biases);
	return __builtin_convertvector(integers, Four) * scale + biases;
}

/* tanh by a Pade approximant that meets 1 at 3 with slope 0; only exact operations. */
static inline Four
four_squash(Four x)
{
	const Four three = { 3, 3, 3, 3 };

	x = four_choose(x > three, three, x);
	x = four_choose(x < -three, -three, x);
	return x * (27 + x * x) / (27 + 9 * x * x);
}

/* The logistic function by the same. */
static inline Four
four_gate(Four x)
{
	return 0.5f + 0.5f * four_squash(0.5f * x);
}

static inline Four
four_above_zero(Four x)
{
	return (Four)((FourInts)x & (x > 0));
}

/* Activations as integers, rounded to the nearest, cut at ACTIVATION_MOST. */
static inline FourInts
four_activations(Four x)
{
	const Four half = { 0.5f, 0.5f, 0.5f, 0.5f };
	const Four most = (Four){ 1, 1, 1, 1 } * (float)ACTIVATION_MOST;

	x *= (float)ACTIVATION_ONE;
	x = four_choose(x < most, x, most); /* and what is no number */
	x = four_choose(x > -most, x, -most);
	x += (Four)((FourInts)half | ((FourInts)x & INT32_MIN));
	return __builtin_convertvector(x, FourInts);
}

static inline FourInts
four_cut(FourInts x)
{
	const FourInts most = (FourInts){ 1, 1, 1, 1 } * ACTIVATION_MOST;
	FourInts over = x > most, under = x < -most;

	return (most & over) | (-most & under) | (x & ~(over | under));
}

static inline FourInts
four_shorts(const int16_t *from)
{
	FourShorts shorts;

	memcpy(&shorts, from, sizeof shorts);
	return __builtin_convertvector(shorts, FourInts);
}

static inline void
four_store(int16_t *to, FourInts x)
{
	FourShorts shorts = __builtin_convertvector(x, FourShorts);

	memcpy(to, &shorts, sizeof shorts);
}

#endif
