#ifndef ANALYSE_ENVY_H
#define ANALYSE_ENVY_H

#include "base/arena.h"
#include "model/deal.h"

/* How far a party would rather do as well as another one, issue by issue.
 *
 * A package gives a party a share of each issue that it minds: 0 for its worst option, 1 for
 * its best.  A party envies another one by what it would have more, of 100 points that it
 * spreads over the issues by how much hangs on each for it, with the other's share of every
 * issue instead of its own; issues that the other does not mind do not count.  Where issues are
 * goods to be divided, of which one's share is what the other has not, this is the envy of fair
 * division: 0 for the party whose own part is worth no less to it than the other's.
 *
 * D. K. Foley, Resource allocation and the public sector, Yale Economic Essays 7 (1967); S. J.
 * Brams, A. D. Taylor, Fair division (1996).  Terms of several issues belong to none of them
 * and are left out. */
typedef struct {
	size_t n_parties, n_issues;
	double
	    *stake; /* of party p on issue i at p * n_issues + i: its points, of 100 in all */
	double **share; /* by issue: of option o to party p at o * n_parties + p */
} Envy;

/* NULL where some party minds no issue by itself. */
Envy *envy_new(const EntenteBargain *model, Arena *arena);

/* By how many of its 100 points p envies q; 0 where it does not. */
double envy_of(const Envy *self, const int *package, size_t p, size_t q);

/* In the recommended package, of each party for each other. */
void find_envy(EntenteDeal *deal);

#endif
