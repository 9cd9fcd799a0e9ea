#ifndef ANALYSE_PRUNE_H
#define ANALYSE_PRUNE_H

#include "analyse/diagram.h"

/* What of a diagram's beginnings can be left aside, of two parties: some packages of the front
 * are found first (those that are best for a weighting of the parties), and how much each node
 * can still add to each weighting.  A beginning that can come neither to one of these packages
 * nor to where none of them dominates is needless. */
typedef struct Prune Prune;

/* NULL where it does not apply: not two parties, or utilities that are cut from below. */
Prune *prune_new(const Diagram *diagram);
void prune_free(Prune *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Prune, prune_free)

/* Of a beginning that is worth `v` at this node of the near side of the layer (n_issues: at the
 * end). */
bool prune_is_needless(const Prune *self, size_t layer, size_t node, const int64_t *v);

#endif
