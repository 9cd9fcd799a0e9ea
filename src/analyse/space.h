#ifndef ANALYSE_SPACE_H
#define ANALYSE_SPACE_H

#include "model/bargain.h"

/* The packages of a model and what each is worth to each party, in integers, so that whether
 * one package is better than another is never a matter of rounding.
 *
 * A party's unit is the largest in which all its numbers are whole, where the numbers are
 * fractions as people write them; else 1e-12, to which they are rounded (`is_rounded`).
 *
 * Of an interval the middle counts, of an order equal steps from 1 down to 0, cut to what else
 * is told. */

/* Holds of a package where, for each of its issues, the option is in the set. */
typedef struct {
	uint32_t issue;
	const bool *in; /* by option */
} SpaceCondition;

/* Where all conditions hold, `value` goes to `party`; a hard one forbids the package. */
typedef struct {
	SpaceCondition *conditions; /* by issue, each at most once */
	size_t n_conditions;
	size_t party;
	int64_t value;
	bool hard;
} SpaceTerm;

typedef struct {
	Arena *arena;
	const EntenteBargain *model;
	size_t n_parties, n_issues;
	size_t *n_options;    /* by issue */
	int64_t **value;      /* by issue: of option o to party p at o * n_parties + p */
	int64_t *constant;    /* by party: what every package is worth */
	int64_t *floor, *cap; /* by party, INT64_MIN and INT64_MAX for none */
	int64_t *threshold;   /* by party: it accepts no less; INT64_MIN: it accepts all */
	int64_t *origin;      /* by party: from where its gains count */
	double *scale;        /* by party: units of 1 */
	int64_t *slack;       /* by party: by how many units sums of rounded numbers may be too
	                         little;       0: none is rounded */
	bool is_rounded;
	SpaceTerm *terms;
	size_t n_terms;
} Space;

typedef enum {
	SPACE_PLAIN = 0,
	SPACE_RED_LINES = 1, /* packages that cross a red line of anybody are none */
} SpaceFlags;

Space *space_new(const EntenteBargain *model, SpaceFlags flags);
void space_free(Space *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Space, space_free)

/* Makes these the term's conditions, those on one issue one; false where they never hold. */
bool space_conditions(const Space *self, const BargainCondition *conditions, size_t n,
                      SpaceTerm *term);

/* Adds that packages of which the conditions hold are none. */
void space_forbid(Space *self, const BargainCondition *conditions, size_t n);

/* What the package is worth to each party, in its units. */
void space_utilities(const Space *self, const int *package, int64_t *utilities);

/* Whether clauses (and red lines, where these count) allow the package. */
bool space_allows(const Space *self, const int *package);

static inline int64_t
space_clip(const Space *self, size_t party, int64_t utility)
{
	return CLAMP(utility, self->floor[party], self->cap[party]);
}

static inline double
space_number(const Space *self, size_t party, int64_t utility)
{
	return (double)utility / self->scale[party];
}

/* The number that counts for a range. */
double space_middle(BargainRange range);

/* What the party makes of the option, by the same rule. */
double space_value(const BargainStance *stance, const BargainIssue *issue, size_t option);

#endif
