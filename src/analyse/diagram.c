/* Spaces as decision diagrams.  The issues are taken in an order that keeps few terms pending:
 * next comes the one after which the fewest lie open. */
#include "analyse/diagram.h"

#include <string.h>

/* The terms of which some issue has been decided and another has not, and how each node has
 * them: a byte a term, whether all its conditions so far hold. */
typedef struct {
	const Space *space;
	size_t *left;    /* by term: issues to come */
	size_t *pending; /* terms, ascending */
	size_t n_pending;
} Open;

static const SpaceCondition *
condition_on(const SpaceTerm *term, size_t issue)
{
	for (size_t i = 0; i < term->n_conditions; i++)
		if (term->conditions[i].issue == issue)
			return &term->conditions[i];
	return NULL;
}

/* How many terms would lie open after this issue. */
static size_t
count_open(const Space *space, const size_t *left, size_t issue)
{
	size_t n = 0;

	for (size_t i = 0; i < space->n_terms; i++) {
		const SpaceTerm *term = &space->terms[i];
		size_t rest = left[i] - (condition_on(term, issue) != NULL);

		n += rest && rest < term->n_conditions;
	}
	return n;
}

static void
order_issues(const Space *space, size_t *order)
{
	g_autofree size_t *left = g_new0(size_t, space->n_terms + 1);
	g_autofree bool *taken = g_new0(bool, space->n_issues);

	for (size_t i = 0; i < space->n_terms; i++)
		left[i] = space->terms[i].n_conditions;
	for (size_t i = 0; i < space->n_issues; i++) {
		size_t best = SIZE_MAX, least = SIZE_MAX;

		for (size_t j = 0; j < space->n_issues && least; j++) {
			size_t n = taken[j] ? SIZE_MAX : count_open(space, left, j);

			if (n < least)
				least = n, best = j;
		}
		for (size_t j = 0; best == SIZE_MAX && j < space->n_issues; j++)
			if (!taken[j])
				best = j;
		order[i] = best;
		taken[best] = true;
		for (size_t t = 0; t < space->n_terms; t++)
			left[t] -= condition_on(&space->terms[t], best) != NULL;
	}
}

/* One step: what an option does to the terms that are open or begin with this issue. */
typedef struct {
	size_t term;
	const bool *in; /* NULL: the issue is none of the term's */
	ssize_t before; /* its byte before; -1: it begins here */
	ssize_t after;  /* its byte after; -1: it ends here */
} Touch;

typedef struct {
	const Space *space;
	GArray *touches; /* Touch */
	size_t n_before, n_after;
} Step;

static void
plan_step(Step *step, size_t issue, size_t *left, ssize_t *place)
{
	const Space *space = step->space;

	g_array_set_size(step->touches, 0);
	step->n_after = 0;
	for (size_t i = 0; i < space->n_terms; i++) {
		const SpaceCondition *condition = condition_on(&space->terms[i], issue);
		Touch touch = { i, condition ? condition->in : NULL, place[i], -1 };

		if (!condition && place[i] < 0)
			continue;
		left[i] -= condition != NULL;
		touch.after = place[i] = left[i] ? (ssize_t)step->n_after++ : -1;
		g_array_append_val(step->touches, touch);
	}
}

/* False where the option is not allowed after this node. */
static bool
take_step(const Step *step, const uint8_t *before, size_t option, uint8_t *after, int64_t *add)
{
	for (guint i = 0; i < step->touches->len; i++) {
		const Touch *touch = &g_array_index(step->touches, Touch, i);
		const SpaceTerm *term = &step->space->terms[touch->term];
		bool holds = (touch->before < 0 || before[touch->before]) &&
		             (!touch->in || touch->in[option]);

		if (touch->after >= 0)
			after[touch->after] = holds;
		else if (holds && term->hard)
			return false;
		else if (holds)
			add[term->party] += term->value;
	}
	return true;
}

/* The nodes of one side of a layer, by the state of their pending terms. */
typedef struct {
	GHashTable *numbers; /* GBytes -> number + 1 */
	GPtrArray *states;   /* GBytes */
} Nodes;

static void
nodes_begin(Nodes *nodes)
{
	nodes->states = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
	nodes->numbers = g_hash_table_new(g_bytes_hash, g_bytes_equal);
}

static void
nodes_end(Nodes *nodes)
{
	g_hash_table_unref(nodes->numbers);
	g_ptr_array_unref(nodes->states);
}

static uint32_t
node_number(Nodes *nodes, const uint8_t *state, size_t length)
{
	g_autoptr(GBytes) key = g_bytes_new(state, length);
	gpointer known = g_hash_table_lookup(nodes->numbers, key);

	if (known)
		return GPOINTER_TO_UINT(known) - 1;
	uint32_t number = nodes->states->len;
	g_ptr_array_add(nodes->states, g_bytes_ref(key));
	g_hash_table_insert(nodes->numbers, key, GUINT_TO_POINTER(number + 1));
	return number;
}

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
build_layer(const Step *step, DiagramLayer *layer, const Nodes *near, Nodes *far,
            size_t most_arcs)
{
	const Space *space = step->space;
	size_t n_parties = space->n_parties, n_options = space->n_options[layer->issue];
	g_autoptr(GArray) arcs = g_array_new(FALSE, FALSE, sizeof(DiagramArc));
	g_autoptr(GArray) added = g_array_new(FALSE, FALSE, sizeof(int64_t));
	g_autofree uint8_t *state = g_new0(uint8_t, step->n_after + 1);
	g_autofree int64_t *add = g_new(int64_t, n_parties);

	layer->n_nodes = near->states->len;
	if (layer->n_nodes * n_options > most_arcs)
		return false;
	for (size_t node = 0; node < layer->n_nodes; node++)
		for (size_t o = 0; o < n_options; o++) {
			const uint8_t *before =
			    g_bytes_get_data(near->states->pdata[node], NULL);
			DiagramArc arc = { (uint32_t)node, 0, (uint32_t)o, added->len };

			memcpy(add, &space->value[layer->issue][o * n_parties],
			       n_parties * sizeof *add);
			if (!take_step(step, before, o, state, add))
				continue;
			arc.to = node_number(far, state, step->n_after);
			g_array_append_vals(added, add, (guint)n_parties);
			g_array_append_val(arcs, arc);
		}
	layer->n_arcs = arcs->len;
	layer->arcs = (DiagramArc *)g_array_free(g_steal_pointer(&arcs), FALSE);
	layer->added = (int64_t *)g_array_free(g_steal_pointer(&added), FALSE);
	group_arcs(layer, far->states->len);
	return true;
}

Diagram *
diagram_new(const Space *space, size_t most_arcs)
{
	g_autoptr(Diagram) self = g_new0(Diagram, 1);
	g_autofree size_t *order = g_new0(size_t, space->n_issues);
	g_autofree size_t *left = g_new0(size_t, space->n_terms + 1);
	g_autofree ssize_t *place = g_new(ssize_t, space->n_terms + 1);
	g_autoptr(GArray) touches = g_array_new(FALSE, FALSE, sizeof(Touch));
	Step step = { .space = space, .touches = touches };
	bool built = true;
	Nodes near;

	self->space = space;
	self->layers = g_new0(DiagramLayer, space->n_issues);
	order_issues(space, order);
	for (size_t i = 0; i < space->n_terms; i++) {
		left[i] = space->terms[i].n_conditions;
		place[i] = -1;
	}
	nodes_begin(&near);
	node_number(&near, (const uint8_t *)"", 0);
	for (size_t i = 0; i < space->n_issues && built; i++) {
		Nodes far;

		nodes_begin(&far);
		self->layers[i].issue = order[i];
		plan_step(&step, order[i], left, place);
		built = build_layer(&step, &self->layers[i], &near, &far, most_arcs);
		most_arcs -= MIN(most_arcs, self->layers[i].n_arcs);
		nodes_end(&near);
		near = far;
	}
	self->n_last = near.states->len;
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
