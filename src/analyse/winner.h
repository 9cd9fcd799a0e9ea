#ifndef ANALYSE_WINNER_H
#define ANALYSE_WINNER_H

#include "model/deal.h"

/* Adjusted Winner for two parties over issues that can be divided, exactly.
 *
 * What an issue is worth to a party is the difference between its best and its worst option, as
 * points of 100 over all issues.  Each issue goes to who values it more; then the leader gives
 * back, in the order of the ratio of points, issues and last a share of one, until both have
 * the same number of points.  Applies where the two want different options of each issue, or
 * one of them does not mind.  S. J. Brams, A. D. Taylor, Fair Division (1996). */
void adjusted_winner(EntenteDeal *deal, const EntenteBargain *model);

#endif
