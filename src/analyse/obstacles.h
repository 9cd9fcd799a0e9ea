#ifndef ANALYSE_OBSTACLES_H
#define ANALYSE_OBSTACLES_H

#include "analyse/front.h"
#include "model/deal.h"

/* What stands in the way: red lines that clash, who blocks, who has power.
 *
 * A package that crosses the red lines M is lost to a set of lines that shares one with M.  By
 * that each package's loss is shared alike among the lines of M (the Shapley value, whose
 * shares sum to all that is lost), a line is critical for it in 1 of 2^(|M|-1) sets of the
 * others (Banzhaf's), minimal M are the minimal relaxations, and what meets them all are the
 * minimal clashes (C. Berge, Hypergraphs, 1989).  Packages are looked at one by one, up to
 * twenty million. */
void find_obstacles(EntenteDeal *deal, const Space *space, const Front *within);

#endif
