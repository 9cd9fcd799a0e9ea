#ifndef ANALYSE_HALVES_H
#define ANALYSE_HALVES_H

#include "analyse/diagram.h"
#include "analyse/front.h"

/* Points that stand for the front where no issue hangs together with another one: the issues in
 * two halves, each in two halves, and so on, the fronts of which are added up.  Where these are
 * too large, fewer points stand for them, and what that may cost is summed up: seldom, as there
 * are few sums from a half of a half to the whole.
 *
 * `most` of the options: points in the end.  NULL where it was stopped. */
bool halves_apply(const Diagram *diagram);
Front *halves_front(const Diagram *diagram, const FrontOptions *options);

#endif
