#ifndef ANALYSE_DEAL_H
#define ANALYSE_DEAL_H

#include "model/deal.h"

/* Analyses the model, which must outlive the result.  Pure: the same model, seed and number of
 * samples give the same result, whatever the number of threads.  Of the options `parties`
 * and `issues` are not looked at. */
EntenteDeal *analyse_deal(const EntenteBargain *model, const EntenteDealOptions *options);

#endif
