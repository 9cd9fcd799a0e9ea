#ifndef ANALYSE_SCORES_H
#define ANALYSE_SCORES_H

#include "analyse/envy.h"
#include "model/deal.h"

/* What a score looks at: the utilities of a point, and from where gains count. */
typedef struct {
	const EntenteDeal *deal;
	size_t n;
	const double *u;
	const double *origin; /* fallbacks; 0 where there is none */
	const double *ideal;  /* each party's best, among what all may accept */
	const Envy *envy;     /* NULL: there is none to tell of */
	const int *package;   /* of the point, where the score looks at it */
	bool accepted;        /* by the rule, of a point of the whole front */
} SolveView;

/* Writes the numbers by which points are compared, the first that differs deciding, and returns
 * how many; 0: this point does not count. */
typedef size_t (*SolveScore)(const SolveView *view, double *score);

/* A solution concept: the point of the greatest score. */
typedef struct {
	const char *name, *definition;
	SolveScore score;
	bool within;   /* of the points that cross no red line */
	bool by_issue; /* the score looks at the package */
	bool negated;  /* it is the value with the other sign: the least is best */
} SolveConcept;

extern const SolveConcept solve_concepts[];
extern const size_t solve_n_concepts;

/* From which point each tool measures how opposed the parties are. */
extern const SolveConcept solve_oppositions[];
extern const size_t solve_n_oppositions;

/* Whether no party has less than its fallback. */
bool solve_is_rational(const SolveView *view);

/* To 1 for every party, utilities above 1 counted as shares of the party's best. */
double solve_distance(const SolveView *view);

#endif
