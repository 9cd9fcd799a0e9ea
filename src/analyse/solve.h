#ifndef ANALYSE_SOLVE_H
#define ANALYSE_SOLVE_H

#include "analyse/front.h"
#include "model/deal.h"

/* Solutions of the bargaining problem among the points of a front, each with its definition,
 * since one name means several things; and how far the parties' interests are opposed.
 *
 * `within` has the points that no red line and no clause forbids; it is `front` itself where
 * there are no red lines.  Fills `solutions`, `oppositions` and `recommended` of the deal,
 * whose `best`, `worst` and `threshold` are there already. */
void solve(EntenteDeal *deal, const Space *space, const Front *front, const Front *within);

/* The numbers of a point, in the deal's arena. */
DealPackage solve_package(const EntenteDeal *deal, const Space *space, const Front *front,
                          size_t point);

#endif
