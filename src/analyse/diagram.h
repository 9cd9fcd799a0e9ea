#ifndef ANALYSE_DIAGRAM_H
#define ANALYSE_DIAGRAM_H

#include "analyse/pending.h"

/* The packages of a space as ways through layers of nodes, an issue a layer.
 *
 * A node stands for all beginnings of packages that leave the same terms (interactions,
 * clauses) pending: what the rest of a package adds is then the same for all of them.  Without
 * terms there is one node a layer, and what follows from a node is never more than the terms
 * that lie across it demand, however many packages there are.  D. Bergman, A. A. Cire,
 * Multiobjective optimization by decision diagrams, CP 2016. */

/* From a node of a layer to one of the next, by an option; what it adds to each party is at
 * `add` (n_parties). */
typedef struct {
	uint32_t from, to, option;
	size_t add; /* index into the layer's `added` */
} DiagramArc;

typedef struct {
	size_t issue;
	size_t n_nodes;   /* on the layer's near side */
	DiagramArc *arcs; /* by `to`, then `from`, then option */
	size_t n_arcs;
	int64_t *added;
	size_t *first_arc; /* by node of the far side, one more at the end */
} DiagramLayer;

typedef struct {
	const Space *space;
	DiagramLayer *layers; /* n_issues */
	size_t n_last; /* nodes after the last layer: 1, or 0 where no package is allowed */
} Diagram;

/* NULL where it would need more than `most_arcs`. */
Diagram *diagram_new(Pending *pending, size_t most_arcs);
void diagram_free(Diagram *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Diagram, diagram_free)

#endif
