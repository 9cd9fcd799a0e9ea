#ifndef ANALYSE_MERGE_H
#define ANALYSE_MERGE_H

#include "analyse/diagram.h"
#include "analyse/front.h"

/* The front of a diagram, layer by layer; of `options` all but `most_arcs`, none being 0. Where
 * there are too many points, fewer stand for them, and what that may cost is summed up; with
 * `too_many` (false before) it is set instead.  NULL then, and where it was stopped. */
Front *merge_front(const Diagram *diagram, const FrontOptions *options, bool *too_many);

#endif
