#ifndef ANALYSE_CHANCE_H
#define ANALYSE_CHANCE_H

#include "base/team.h"
#include "model/deal.h"

/* What holds of a model whose numbers are not all known: models are drawn, each number
 * uniformly from its interval and each order uniformly from all values in that order, and what
 * share of them has a zone of agreement, which packages are accepted, efficient and Nash's
 * solution how often (SMAA: R. Lahdelma, J. Hokkanen, P. Salminen, Eur. J. Oper. Res. 106
 * (1998)), with standard errors.
 *
 * A question matters by the share of the variance of the conclusion that goes with whether its
 * number is below or above its median.  The conclusion is whether there is a zone; where that
 * is (nearly) certain, whether Nash's solution is the likeliest package.
 *
 * Each model is drawn by a stream of its own, so that it does not matter who draws it when. */
void estimate_chances(EntenteDeal *deal, const EntenteDealOptions *options, Team *team);

#endif
