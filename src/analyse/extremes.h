#ifndef ANALYSE_EXTREMES_H
#define ANALYSE_EXTREMES_H

#include "analyse/front.h"
#include "model/deal.h"

/* What each party has at best and at worst over all packages that the clauses allow, and what
 * it accepts at least. */
void find_extremes(EntenteDeal *deal, const Space *space, const Front *front);

#endif
