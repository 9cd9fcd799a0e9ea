#ifndef ANALYSE_DEAL_H
#define ANALYSE_DEAL_H

#include "model/deal.h"

/* Analyses the model, which must outlive the result.  Pure: the same model, seed and number of
 * samples give the same result.  Only `seed`, `samples` and `progress` of the options are
 * looked at. */
EntenteDeal *analyse_deal(const EntenteBargain *model, const EntenteDealOptions *options);

#endif
