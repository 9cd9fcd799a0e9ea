#ifndef ANALYSE_AIM_H
#define ANALYSE_AIM_H

#include "analyse/known.h"

/* Where a search looks: by which weightings of the parties, and what counts as much for each.
 */
typedef struct {
	const Space *space;
	int64_t *least, *top; /* by party: bounds on any package */
	double *range;        /* by party: how much what is known differs */
	Weightings weightings;
} Aim;

enum { AIM_MOST_WEIGHTINGS = BARGAIN_MOST_PARTIES + 16 };

void aim_begin(Aim *self, const Space *space);
void aim_end(Aim *self);

/* Chooses ranges and weightings by what is known, which may be NULL. */
void aim_at(Aim *self, const Known *known);

#endif
