#ifndef BASE_CHANCE_H
#define BASE_CHANCE_H

#include <stdint.h>
#include <string.h>

/* Cut at +-80; what is no number counts as 80. */
static inline float
chance_cut(float x)
{
	return x < 80 ? x > -80 ? x : -80 : 80;
}

/* e to the x cut, by exact operations only, so that every processor and library gives the same;
 * off by less than 1e-5 of it. */
static inline float
chance_exp(float x)
{
	float t = chance_cut(x) * 1.44269504f;
	int32_t whole = (int32_t)(t < 0 ? t - 0.5f : t + 0.5f);
	float f = (t - (float)whole) * 0.69314718f, power, two;
	uint32_t bits = (uint32_t)(whole + 127) << 23;

	power = 1 + f * (1 + f * (0.5f + f * (0.16666667f + f * (0.041666667f +
	                                                        f * (0.0083333333f + f * 0.0013888889f)))));
	memcpy(&two, &bits, sizeof two);
	return power * two;
}

/* The chance of what scores x: the logistic function. */
static inline float
chance_of(float x)
{
	return 1 / (1 + chance_exp(-x));
}

#endif
