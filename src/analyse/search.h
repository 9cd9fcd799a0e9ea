#ifndef ANALYSE_SEARCH_H
#define ANALYSE_SEARCH_H

#include "analyse/front.h"
#include "analyse/pending.h"

/* The front where too much hangs together for a diagram of all packages.
 *
 * Beginnings of packages are made longer issue by issue, as in a diagram, but one is left aside
 * as soon as no end of it can lie where no known package dominates it: a relaxation bounds what
 * can follow.  A first, narrow search finds good packages; wider ones, with better bounds, find
 * what is missing.  Where even the widest has no room for all that may matter, what promises
 * least is left aside, and how far it might lie beyond what was found is the error (branch and
 * bound with bound sets: M. Ehrgott, X. Gandibleux, Bound sets for biobjective combinatorial
 * optimization problems, Computers & OR 34 (2007)).
 *
 * NULL where it was stopped. */
Front *search_front(Pending *pending, const FrontOptions *options);

#endif
