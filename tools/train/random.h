#ifndef TRAIN_RANDOM_H
#define TRAIN_RANDOM_H

#include <stdint.h>

/* SplitMix64: seeded, the same everywhere. */
typedef struct {
	uint64_t state;
} Random;

static inline uint64_t
random_next(Random *random)
{
	uint64_t z = random->state += 0x9e3779b97f4a7c15u;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return z ^ (z >> 31);
}

/* In [0, 1). */
static inline float
random_float(Random *random)
{
	return (float)(random_next(random) >> 40) * 0x1p-24f;
}

#endif
