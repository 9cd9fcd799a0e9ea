/* What follows from some comparisons of states: the transitive closure, by Warshall's way over
 * rows of bits.  A state is ranked by how many are certainly as good or better. */
#include "model/preference.h"

struct Preference {
	uint32_t n;
	size_t n_words;
	uint64_t *above; /* row a, bit b: a is as good as b, or better */
	GArray *better;  /* pairs that were said to be better */
};

typedef struct {
	uint32_t a, b;
} Pair;

Preference *
preference_new(uint32_t n_states)
{
	Preference *preference = g_new0(Preference, 1);

	preference->n = n_states;
	preference->n_words = ((size_t)n_states + 63) / 64;
	preference->above = g_new0(uint64_t, preference->n_words * n_states + 1);
	preference->better = g_array_new(FALSE, FALSE, sizeof(Pair));
	return preference;
}

void
preference_free(Preference *preference)
{
	if (!preference)
		return;
	g_array_free(preference->better, TRUE);
	g_free(preference->above);
	g_free(preference);
}

static uint64_t *
row_of(const Preference *preference, uint32_t a)
{
	return preference->above + preference->n_words * a;
}

static bool
is_above(const Preference *preference, uint32_t a, uint32_t b)
{
	return row_of(preference, a)[b / 64] >> (b % 64) & 1;
}

static void
set_above(Preference *preference, uint32_t a, uint32_t b)
{
	row_of(preference, a)[b / 64] |= UINT64_C(1) << (b % 64);
}

void
preference_add(Preference *preference, uint32_t a, uint32_t b, bool better)
{
	const Pair pair = { a, b };

	set_above(preference, a, b);
	if (better)
		g_array_append_val(preference->better, pair);
	else
		set_above(preference, b, a);
}

static int
by_number(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

/* Numbers in the order of their size, from 0, without gaps. */
static void
close_gaps(uint32_t *numbers, uint32_t n)
{
	g_autofree uint32_t *sorted = g_memdup2(numbers, sizeof *numbers * n);
	g_autofree uint32_t *place = g_new0(uint32_t, (size_t)n + 1);
	uint32_t n_apart = 0;

	qsort(sorted, n, sizeof *sorted, by_number);
	for (uint32_t s = 0; s < n; s++)
		if (!s || sorted[s] != sorted[s - 1])
			place[sorted[s]] = n_apart++;
	for (uint32_t s = 0; s < n; s++)
		numbers[s] = place[numbers[s]];
}

bool
preference_close(Preference *preference, uint32_t *rank, uint64_t *unknown,
                 uint32_t *contradicted)
{
	uint32_t n = preference->n;

	for (uint32_t k = 0; k < n; k++)
		for (uint32_t a = 0; a < n; a++)
			for (size_t w = 0;
			     is_above(preference, a, k) && w < preference->n_words; w++)
				row_of(preference, a)[w] |= row_of(preference, k)[w];
	for (guint p = 0; p < preference->better->len; p++) {
		Pair pair = g_array_index(preference->better, Pair, p);

		*contradicted = pair.a;
		if (is_above(preference, pair.b, pair.a))
			return false;
	}
	for (uint32_t b = 0; b < n; b++) {
		rank[b] = 0;
		for (uint32_t a = 0; a < n; a++) {
			size_t bit = (size_t)a * n + b;
			bool known =
			    a == b || is_above(preference, a, b) || is_above(preference, b, a);

			rank[b] += a != b && is_above(preference, a, b);
			if (!known)
				unknown[bit / 64] |= UINT64_C(1) << (bit % 64);
		}
	}
	close_gaps(rank, n);
	return true;
}
