/* Spaces as decision diagrams, a layer for each issue. */
#include "analyse/diagram.h"

#include "analyse/nodes.h"

#include <string.h>

/* Sorts the arcs by where they lead; they come by `from`, then option. */
static void
group_arcs(DiagramLayer *layer, size_t n_far)
{
	DiagramArc *sorted = g_new(DiagramArc, layer->n_arcs);

	layer->first_arc = g_new0(size_t, n_far + 1);
	for (size_t i = 0; i < layer->n_arcs; i++)
		layer->first_arc[layer->arcs[i].to + 1]++;
	for (size_t i = 0; i < n_far; i++)
		layer->first_arc[i + 1] += layer->first_arc[i];
	g_autofree size_t *next = g_memdup2(layer->first_arc, (n_far + 1) * sizeof *next);
	for (size_t i = 0; i < layer->n_arcs; i++)
		sorted[next[layer->arcs[i].to]++] = layer->arcs[i];
	g_free(layer->arcs);
	layer->arcs = sorted;
}

/* All arcs of one layer, and the nodes that they lead to; false where there are too many. */
static bool
build_layer(const Pending *pending, DiagramLayer *layer, const Nodes *near, Nodes *far,
            size_t most_arcs)
{
	size_t n_parties = pending->space->n_parties;
	g_autoptr(GArray) arcs = g_array_new(FALSE, FALSE, sizeof(DiagramArc));
	g_autoptr(GArray) added = g_array_new(FALSE, FALSE, sizeof(int64_t));
	g_autofree Way *ways = pending_ways_new(pending);

	layer->issue = pending->issue;
	layer->n_nodes = near->n;
	for (size_t node = 0; node < near->n; node++) {
		size_t n = pending_ways(pending, &near->states[node * pending->n_words], ways);

		if (arcs->len + n > most_arcs)
			return false;
		for (size_t i = 0; i < n; i++) {
			DiagramArc arc = { (uint32_t)node, nodes_number(far, ways[i].state),
				           ways[i].option, added->len };

			g_array_append_vals(added, ways[i].add, (guint)n_parties);
			g_array_append_val(arcs, arc);
		}
	}
	layer->n_arcs = arcs->len;
	layer->arcs = (DiagramArc *)g_array_free(g_steal_pointer(&arcs), FALSE);
	layer->added = (int64_t *)g_array_free(g_steal_pointer(&added), FALSE);
	group_arcs(layer, far->n);
	return true;
}

Diagram *
diagram_new(Pending *pending, size_t most_arcs)
{
	g_autoptr(Diagram) self = g_new0(Diagram, 1);
	g_autofree Word *nothing = g_new0(Word, pending->n_words);
	const Space *space = self->space = pending->space;
	bool built = true;
	Nodes near;

	self->layers = g_new0(DiagramLayer, space->n_issues);
	nodes_begin(&near, pending->n_words);
	nodes_number(&near, nothing);
	pending_restart(pending);
	for (size_t i = 0; i < space->n_issues && built; i++, pending_advance(pending)) {
		Nodes far;

		nodes_begin(&far, pending->n_words);
		built = build_layer(pending, &self->layers[i], &near, &far, most_arcs);
		most_arcs -= MIN(most_arcs, self->layers[i].n_arcs);
		nodes_end(&near);
		near = far;
	}
	self->n_last = near.n;
	nodes_end(&near);
	return built ? g_steal_pointer(&self) : NULL;
}

void
diagram_free(Diagram *self)
{
	if (!self)
		return;
	for (size_t i = 0; i < self->space->n_issues; i++) {
		g_free(self->layers[i].arcs);
		g_free(self->layers[i].added);
		g_free(self->layers[i].first_arc);
	}
	g_free(self->layers);
	g_free(self);
}
