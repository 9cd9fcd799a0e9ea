#include "base/recurrence.h"

#include "base/lanes.h"

#include <string.h>

/* One direction: `step` is 1 or -1 words. */
static void
recur(const int32_t *sums, const float *bias, float scale, float *out, size_t n_words,
      ptrdiff_t step)
{
	Four cells[RECURRENCE_UNITS / 4] = { 0 };

	for (size_t i = 0; i < n_words; i++) {
		for (int k = 0; k < RECURRENCE_UNITS; k += 4) {
			Four u = four_squash(four_from(sums + k, bias + k, scale)), o;
			Four f =
			    four_gate(four_from(sums + RECURRENCE_UNITS + k, bias + RECURRENCE_UNITS + k, scale));
			Four r = four_gate(
			    four_from(sums + 2 * RECURRENCE_UNITS + k, bias + 2 * RECURRENCE_UNITS + k, scale));
			cells[k / 4] = f * cells[k / 4] + (1 - f) * u;
			memcpy(&o, out + k, sizeof o);
			o += r * cells[k / 4];
			memcpy(out + k, &o, sizeof o);
		}
		sums += step * RECURRENCE_GATES;
		out += step * RECURRENCE_WIDTH;
	}
}

void
recurrence(const int32_t *sums, const float *bias, float scale, float *out, size_t n_words)
{
	size_t last = n_words - 1;

	if (!n_words)
		return;
	recur(sums, bias, scale, out, n_words, 1);
	recur(sums + last * RECURRENCE_GATES + RECURRENCE_GATES / 2, bias + RECURRENCE_GATES / 2,
	      scale, out + last * RECURRENCE_WIDTH + RECURRENCE_UNITS, n_words, -1);
}
