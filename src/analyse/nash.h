#ifndef ANALYSE_NASH_H
#define ANALYSE_NASH_H

#include "analyse/space.h"

/* Nash's solution without a front, for many parties, where nothing interacts.
 *
 * The logarithm of the product of gains is concave: at any point of the packages' convex hull
 * its tangent bounds it from above, and the tangent is a sum over issues.  Frank and Wolfe's
 * method finds the point where the bound is least (An algorithm for quadratic programming,
 * Naval Research Logistics 3 (1956)); branch and bound over issues does the rest.
 *
 * `origin` (in units, by party) is where gains count from.  False where no package gives every
 * party a gain, or the search was given up after `most_nodes`.  Ties go to whichever is found
 * first. */
bool nash_search(const Space *space, const int64_t *origin, uint64_t most_nodes, int *package);

#endif
