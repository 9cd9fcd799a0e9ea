#ifndef ANALYSE_RELAX_H
#define ANALYSE_RELAX_H

#include "analyse/pending.h"

/* How much the issues that are not settled can still add at most, for several weightings of the
 * parties at once.
 *
 * The issues are eliminated from the last of the order to the first, each replaced by tables of
 * the most that it and all after it can add, by what the issues before leave open.  A table
 * that would be too large falls apart into smaller ones, which then need not agree on the
 * issue: the sum may say more than can be had, never less (R. Dechter, I. Rish, Mini-buckets: a
 * general scheme for bounded inference, J. ACM 50 (2003)).  What parts say of the issue is
 * evened out between them (N. Flerova et al., Join graph decomposition bounds for influence
 * diagrams and max-marginal matching, 2011).  Options that no table tells apart share a row. */
typedef struct Relaxation Relaxation;

typedef struct {
	size_t n; /* a multiple of what is worked on side by side */
	size_t n_parties;
	double *of; /* by weighting, then party: what a unit of it weighs */
} Weightings;

/* `room`: entries of a table.  `pending` must outlive it. */
Relaxation *relaxation_new(const Pending *pending, const Weightings *weightings, size_t room);
void relaxation_free(Relaxation *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Relaxation, relaxation_free)

/* By how much rounding may have changed any of the bounds. */
double relaxation_margin(const Relaxation *self);

/* What all issues can add at most, by weighting. */
void relaxation_begin(const Relaxation *self, double *most);

/* Goes from what the issue at `depth` and those after it can add to what those after it can;
 * `options` are those of the issues in their order.  The first half does not depend on the
 * issue's own option, the second does. */
void relaxation_leave(const Relaxation *self, size_t depth, const uint16_t *options,
                      double *most);
void relaxation_enter(const Relaxation *self, size_t depth, const uint16_t *options,
                      double *most);

/* Of no package: less than anything. */
#define RELAXATION_NONE (-1e30F)

#endif
