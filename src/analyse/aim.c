/* Bounds, ranges and weightings of a search. */
#include "analyse/aim.h"

#include <math.h>
#include <string.h>

/* Whatever the package is: the worst and the best of each issue and term. */
static void
bound_all(Aim *self)
{
	const Space *space = self->space;
	size_t p = space->n_parties;

	for (size_t k = 0; k < p; k++) {
		int64_t least = space->constant[k], top = least;

		for (size_t i = 0; i < space->n_issues; i++) {
			int64_t low = INT64_MAX, high = INT64_MIN;

			for (size_t o = 0; o < space->n_options[i]; o++) {
				low = MIN(low, space->value[i][o * p + k]);
				high = MAX(high, space->value[i][o * p + k]);
			}
			least += low;
			top += high;
		}
		for (size_t i = 0; i < space->n_terms; i++) {
			const SpaceTerm *term = &space->terms[i];

			if (term->hard || term->party != k)
				continue;
			least += MIN(term->value, 0);
			top += MAX(term->value, 0);
		}
		self->least[k] = least;
		self->top[k] = MAX(MIN(top, space->cap[k]), least);
	}
}

/* By how much what is known differs for each party; else any package. */
static void
find_ranges(Aim *self, const Known *known)
{
	for (size_t k = 0; k < self->space->n_parties; k++) {
		int64_t low = INT64_MAX, high = INT64_MIN;
		double widest = fmax((double)(self->top[k] - self->least[k]), 1);

		for (size_t i = 0; known && i < known_count(known); i++) {
			low = MIN(low, known_utilities(known, i)[k]);
			high = MAX(high, known_utilities(known, i)[k]);
		}
		self->range[k] =
		    high > low ? fmax((double)high - (double)low, widest / 1000) : widest;
	}
}

static void
set_weighting(Aim *self, size_t index, const double *shares)
{
	double sum = 0;

	for (size_t k = 0; k < self->space->n_parties; k++)
		sum += shares[k];
	for (size_t k = 0; k < self->space->n_parties; k++)
		self->weightings.of[index * self->space->n_parties + k] =
		    shares[k] / sum / self->range[k];
}

/* Each party alone, then all alike, then by chance; of two parties evenly from
 * one to the other. */
static void
choose_weightings(Aim *self)
{
	enum { STEP = 8 };
	size_t p = self->space->n_parties, n = 0;
	size_t n_all =
	    p == 2 ? STEP : (p + 1 + MIN(p * (p - 1) / 2, STEP) + STEP - 1) / STEP * STEP;
	g_autofree double *shares = g_new(double, p);
	g_autoptr(GRand) rand = g_rand_new_with_seed(1);

	g_free(self->weightings.of);
	self->weightings = (Weightings){ n_all, p, g_new0(double, n_all *p) };
	for (; p == 2 && n < n_all; n++) {
		shares[0] = 1 - (double)n / (double)(n_all - 1);
		shares[1] = 1 - shares[0];
		set_weighting(self, n, shares);
	}
	for (size_t k = 0; k < p && n < n_all; k++) {
		memset(shares, 0, p * sizeof *shares);
		shares[k] = 1;
		set_weighting(self, n++, shares);
	}
	for (; n < n_all; n++) {
		for (size_t k = 0; k < p; k++)
			shares[k] = n == p ? 1 : -log(g_rand_double(rand) + 1e-9);
		set_weighting(self, n, shares);
	}
}

void
aim_begin(Aim *self, const Space *space)
{
	size_t p = space->n_parties;

	*self = (Aim){ .space = space,
		       .least = g_new(int64_t, p),
		       .top = g_new(int64_t, p),
		       .range = g_new(double, p) };
	bound_all(self);
}

void
aim_end(Aim *self)
{
	g_free(self->least);
	g_free(self->top);
	g_free(self->range);
	g_free(self->weightings.of);
}

void
aim_at(Aim *self, const Known *known)
{
	find_ranges(self, known);
	choose_weightings(self);
}
