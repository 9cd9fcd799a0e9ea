#ifndef ANALYSE_DRAFTS_H
#define ANALYSE_DRAFTS_H

#include "analyse/front.h"
#include "model/deal.h"

/* How the drafts on the table stand to what is possible, and trades between two issues that
 * help both sides from where things stand (the first whole draft, else the status quo). */
void judge_drafts(EntenteDeal *deal, const Space *space, const Front *within);

#endif
