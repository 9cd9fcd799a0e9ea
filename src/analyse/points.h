#ifndef ANALYSE_POINTS_H
#define ANALYSE_POINTS_H

#include "analyse/cover.h"
#include "base/team.h"

#include <stdint.h>

/* Vectors of utilities, each with how it came about: what fronts are made of. */

/* From which point, and by which option, or by which other point. */
typedef struct {
	uint32_t from, by;
} Step;

typedef struct {
	int64_t *v;   /* by point, then party */
	double *ties; /* by point: packages that come to it */
	Step *steps;
	size_t n, room;
} Points;

void points_reserve(Points *points, size_t n, size_t p);
void points_clear(Points *points);

/* Of a front's points: the first number descending, of equal ones the second … */
int points_compare(const int64_t *a, const int64_t *b, size_t p);

/* What no other point of `brought` dominates, in `kept`, equal points as one.  `brought` is
 * made of runs, each in descending order, that end at `ends`; NULL: it is in no order. */
void points_reduce(const Points *brought, GArray *ends, size_t p, Team *team, Points *kept);

/* Takes out those marked. */
void points_drop(Points *points, size_t p, const bool *marked);

/* Keeps few points that stand for all: any has one that is no less than a step less to every
 * party. */
void points_thin(Points *points, size_t p, const int64_t *step);

#endif
