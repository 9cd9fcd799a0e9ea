#ifndef ANALYSE_TREATY_H
#define ANALYSE_TREATY_H

#include "model/bargain.h"
#include "model/conflict.h"
#include "model/stability.h"

/* What is made of a bargaining model to ask whether its packages would hold. */

enum { TREATY_MOST_PACKAGES = 4 };

/* The conflict of signing and keeping a package.  Each party refuses, signs one package, takes
 * its signature back while none is in force, and, once one is by the model's rule, keeps it,
 * reneges on it or goes back to keeping it; anybody may break everything off for good.
 *
 * Who reneges takes back what it gave: issues that it would have rather as they were without a
 * deal go back to that, for everybody.  Without a package in force, and once all is broken off,
 * each party has its fallback (none told: the status quo; that not told either: worse than any
 * package).  A package that crosses a party's red line is worse to it than its fallback.
 *
 * Where numbers are intervals, a preference is known only if it is the same whatever they are.
 * Fails with ENTENTE_ERROR_LIMIT where there would be more than 2048 states. */
Conflict *treaty_conflict(const EntenteBargain *model, const TreatyPackage *packages,
                          size_t n_packages, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* How patient each party has to be to keep each package (Pact), by the middles of intervals. */
GArray *treaty_pacts(const EntenteBargain *model, const TreatyPackage *packages,
                     size_t n_packages);

#endif
