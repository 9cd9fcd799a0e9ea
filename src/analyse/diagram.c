/* Spaces as decision diagrams.  The issues are taken in an order that keeps few terms pending:
 * at first, next comes the one after which the fewest lie open; then issues are moved about
 * while that helps (seeded). */
#include "analyse/diagram.h"

#include <math.h>
#include <string.h>

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

/* How large a diagram in this order is likely to be: nodes grow by about a fifth for each term
 * that lies open. */
static double
cost_of(const Space *space, const size_t *order, size_t *place, int *change)
{
	static const double GROWTH = 0.2;
	double cost = 0;
	int open = 0;

	memset(change, 0, (space->n_issues + 1) * sizeof *change);
	for (size_t d = 0; d < space->n_issues; d++)
		place[order[d]] = d;
	for (size_t i = 0; i < space->n_terms; i++) {
		const SpaceTerm *term = &space->terms[i];
		size_t first = SIZE_MAX, last = 0;

		for (size_t j = 0; j < term->n_conditions; j++) {
			first = MIN(first, place[term->conditions[j].issue]);
			last = MAX(last, place[term->conditions[j].issue]);
		}
		change[first]++;
		change[last]--;
	}
	for (size_t d = 0; d < space->n_issues; d++) {
		open += change[d];
		cost += exp(GROWTH * open);
	}
	return cost;
}

static void
move_issue(size_t *order, size_t from, size_t to)
{
	size_t issue = order[from];

	if (from < to)
		memmove(&order[from], &order[from + 1], (to - from) * sizeof *order);
	else
		memmove(&order[to + 1], &order[to], (from - to) * sizeof *order);
	order[to] = issue;
}

static void
improve_order(const Space *space, size_t *order)
{
	enum { MOVES = 30000, MANY_MOVES = 150000, MOST_WORK = 100000000 };
	static const double SMALL = 20, LARGE = 1e6; /* a layer, of small ones */
	size_t n = space->n_issues;
	g_autoptr(GRand) rand = g_rand_new_with_seed(1);
	g_autofree size_t *place = g_new(size_t, n), *best = g_memdup2(order, n * sizeof *best);
	g_autofree int *change = g_new(int, n + 1);
	double cost = cost_of(space, order, place, change), least = cost;

	if (cost < SMALL * (double)n)
		return;
	size_t moves =
	    MIN(cost > LARGE ? MANY_MOVES : MOVES, MOST_WORK / (space->n_terms * 3 + n));

	for (size_t i = 0; i < moves && n > 2 && space->n_terms; i++) {
		/* annealing: less and less that is worse is taken */
		double heat = 0.3 * (1 - (double)i / (double)moves) + 1e-9;
		size_t from = (size_t)g_rand_int_range(rand, 0, (gint32)n);
		size_t to = (size_t)g_rand_int_range(rand, 0, (gint32)n);

		move_issue(order, from, to);
		double now = cost_of(space, order, place, change);
		if (log(now / cost) > -heat * log(g_rand_double(rand) + 1e-12)) {
			move_issue(order, to, from);
			continue;
		}
		cost = now;
		if (cost < least) {
			least = cost;
			memcpy(best, order, n * sizeof *best);
		}
	}
	memcpy(order, best, n * sizeof *order);
}

/* A term that lies open has a bit of its own from the layer that begins it to the one that ends
 * it; set: all its conditions so far hold. */
typedef uint64_t Word;
enum { WORD_BITS = 64 };

/* A term that ends at this layer: its bit, and what it does. */
typedef struct {
	size_t bit;
	const SpaceTerm *term;
} Ending;

/* What a layer does to the bits, for each of its options. */
typedef struct {
	const Space *space;
	size_t n_words;
	size_t issue;
	Word *keep;      /* by option: bits that are not cleared by it */
	Word *begin;     /* by option: bits of terms that begin here and hold */
	Word *end;       /* bits of terms that end here */
	Word *pays;      /* bits of terms that add something, and are not hard */
	GArray *endings; /* Ending */
	GArray *alone;   /* const SpaceTerm *: of this issue alone */
	bool prunes;     /* ways that no point of the front needs are left out */
} Step;

static inline bool
get_bit(const Word *words, size_t bit)
{
	return words[bit / WORD_BITS] >> (bit % WORD_BITS) & 1;
}

static inline void
set_bit(Word *words, size_t bit)
{
	words[bit / WORD_BITS] |= (Word)1 << (bit % WORD_BITS);
}

/* Which bit each term gets (SIZE_MAX: none, it is of one issue), in this order of issues;
 * returns how many words they need. */
static size_t
allot_bits(const Space *space, const size_t *order, size_t *bit_of)
{
	g_autofree size_t *left = g_new0(size_t, space->n_terms + 1);
	g_autoptr(GArray) taken = g_array_new(FALSE, TRUE, sizeof(bool));
	g_autoptr(GArray) given_back = g_array_new(FALSE, FALSE, sizeof(size_t));

	for (size_t i = 0; i < space->n_terms; i++) {
		left[i] = space->terms[i].n_conditions;
		bit_of[i] = SIZE_MAX;
	}
	for (size_t d = 0; d < space->n_issues; d++) {
		g_array_set_size(given_back, 0);
		for (size_t i = 0; i < space->n_terms; i++) {
			size_t bit = 0;

			if (!condition_on(&space->terms[i], order[d]))
				continue;
			bool begins = left[i] == space->terms[i].n_conditions;
			if (--left[i] == 0 && !begins) /* free from the next layer on */
				g_array_append_val(given_back, bit_of[i]);
			if (!begins || !left[i])
				continue;
			while (bit < taken->len && g_array_index(taken, bool, bit))
				bit++;
			if (bit == taken->len)
				g_array_set_size(taken, (guint)bit + 1);
			g_array_index(taken, bool, bit) = true;
			bit_of[i] = bit;
		}
		for (guint i = 0; i < given_back->len; i++)
			g_array_index(taken, bool, g_array_index(given_back, size_t, i)) =
			    false;
	}
	return taken->len / WORD_BITS + 1;
}

static void
plan_step(Step *step, size_t issue, const size_t *bit_of, size_t *left)
{
	const Space *space = step->space;
	size_t n = space->n_options[issue], w = step->n_words;

	step->issue = issue;
	step->keep = g_renew(Word, step->keep, n * w);
	step->begin = g_renew(Word, step->begin, n * w);
	memset(step->keep, 0xff, n * w * sizeof(Word));
	memset(step->begin, 0, n * w * sizeof(Word));
	memset(step->end, 0, w * sizeof(Word));
	g_array_set_size(step->endings, 0);
	g_array_set_size(step->alone, 0);
	for (size_t i = 0; i < space->n_terms; i++) {
		const SpaceTerm *term = &space->terms[i];
		const SpaceCondition *condition = condition_on(term, issue);
		size_t bit = bit_of[i];

		if (!condition)
			continue;
		bool begins = left[i] == term->n_conditions, ends = --left[i] == 0;
		if (begins && ends) {
			g_array_append_val(step->alone, term);
			continue;
		}
		for (size_t o = 0; o < n; o++) {
			if (begins && condition->in[o])
				set_bit(&step->begin[o * w], bit);
			if (!begins && !condition->in[o])
				step->keep[o * w + bit / WORD_BITS] &=
				    ~((Word)1 << (bit % WORD_BITS));
		}
		if (begins) {
			step->pays[bit / WORD_BITS] &= ~((Word)1 << (bit % WORD_BITS));
			if (!term->hard && term->value > 0)
				set_bit(step->pays, bit);
		}
		if (ends) {
			Ending ending = { bit, term };

			set_bit(step->end, bit);
			g_array_append_val(step->endings, ending);
		}
	}
}

/* What an option leads to. */
typedef struct {
	uint32_t option;
	Word *state;
	int64_t *add;
	bool dropped;
} Way;

/* False where the option is not allowed after this node. */
static bool
take_step(const Step *step, const Word *before, size_t option, Way *way)
{
	size_t w = step->n_words, n_parties = step->space->n_parties;
	const Word *keep = &step->keep[option * w], *begin = &step->begin[option * w];

	memcpy(way->add, &step->space->value[step->issue][option * n_parties],
	       n_parties * sizeof *way->add);
	for (guint i = 0; i < step->alone->len; i++) {
		const SpaceTerm *term = g_array_index(step->alone, const SpaceTerm *, i);

		if (!term->conditions->in[option])
			continue;
		if (term->hard)
			return false;
		way->add[term->party] += term->value;
	}
	for (guint i = 0; i < step->endings->len; i++) {
		const Ending *ending = &g_array_index(step->endings, Ending, i);

		if (!get_bit(before, ending->bit) || !get_bit(keep, ending->bit))
			continue;
		if (ending->term->hard)
			return false;
		way->add[ending->term->party] += ending->term->value;
	}
	for (size_t i = 0; i < w; i++)
		way->state[i] = (before[i] & keep[i] & ~step->end[i]) | begin[i];
	way->option = (uint32_t)option;
	return true;
}

/* The ways from one node; how many are allowed. */
static size_t
look_ahead(const Step *step, const Word *before, Way *ways)
{
	size_t n = 0;

	for (size_t o = 0; o < step->space->n_options[step->issue]; o++)
		n += take_step(step, before, o, &ways[n]);
	return n;
}

/* Whether whatever follows on `b` is no better for anybody than on `a`: it adds no more, and no
 * term that pays is pending on it alone, nor one that costs or forbids on `a` alone. */
static bool
makes_needless(const Step *step, const Way *a, const Way *b)
{
	for (size_t p = 0; p < step->space->n_parties; p++)
		if (a->add[p] < b->add[p])
			return false;
	for (size_t i = 0; i < step->n_words; i++)
		if ((b->state[i] & ~a->state[i] & step->pays[i]) ||
		    (a->state[i] & ~b->state[i] & ~step->pays[i]))
			return false;
	return true;
}

static size_t
drop_needless(const Step *step, Way *ways, size_t n)
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i++) {
		ways[i].dropped = false;
		for (size_t j = 0; j < n && !ways[i].dropped; j++)
			ways[i].dropped = i != j && (j > i || !ways[j].dropped) &&
			                  makes_needless(step, &ways[j], &ways[i]) &&
			                  (j < i || !makes_needless(step, &ways[i], &ways[j]));
	}
	for (size_t i = 0; i < n; i++) {
		Way way = ways[i];

		if (way.dropped)
			continue;
		ways[i] = ways[kept];
		ways[kept++] = way;
	}
	return kept;
}

/* The nodes of one side of a layer, by their bits: an open hash table of their numbers. */
typedef struct {
	size_t n_words, n, room;
	Word *states;
	uint32_t *slots; /* number + 1; 0: free */
	size_t n_slots;  /* a power of two */
} Nodes;

static void
nodes_begin(Nodes *nodes, size_t n_words)
{
	*nodes = (Nodes){ .n_words = n_words, .n_slots = 1024 };
	nodes->slots = g_new0(uint32_t, nodes->n_slots);
}

static void
nodes_end(Nodes *nodes)
{
	g_free(nodes->states);
	g_free(nodes->slots);
}

static size_t
hash(const Nodes *nodes, const Word *state)
{
	Word sum = 0;

	for (size_t i = 0; i < nodes->n_words; i++) {
		sum = (sum ^ state[i]) * UINT64_C(0x9e3779b97f4a7c15);
		sum ^= sum >> 29;
	}
	return (size_t)sum & (nodes->n_slots - 1);
}

static size_t
find_slot(const Nodes *nodes, const Word *state)
{
	size_t slot = hash(nodes, state);

	while (nodes->slots[slot] &&
	       memcmp(&nodes->states[(nodes->slots[slot] - 1) * nodes->n_words], state,
	              nodes->n_words * sizeof *state) != 0)
		slot = (slot + 1) & (nodes->n_slots - 1);
	return slot;
}

static void
nodes_grow(Nodes *nodes)
{
	g_free(nodes->slots);
	nodes->n_slots *= 4;
	nodes->slots = g_new0(uint32_t, nodes->n_slots);
	for (size_t i = 0; i < nodes->n; i++)
		nodes->slots[find_slot(nodes, &nodes->states[i * nodes->n_words])] =
		    (uint32_t)i + 1;
}

static uint32_t
node_number(Nodes *nodes, const Word *state)
{
	size_t slot = find_slot(nodes, state);

	if (nodes->slots[slot])
		return nodes->slots[slot] - 1;
	if (nodes->n * 2 >= nodes->n_slots) {
		nodes_grow(nodes);
		slot = find_slot(nodes, state);
	}
	if (nodes->n == nodes->room) {
		nodes->room = MAX(nodes->room * 2, 64);
		nodes->states = g_renew(Word, nodes->states, nodes->room * nodes->n_words);
	}
	memcpy(&nodes->states[nodes->n * nodes->n_words], state,
	       nodes->n_words * sizeof *state);
	nodes->slots[slot] = (uint32_t)++nodes->n;
	return (uint32_t)nodes->n - 1;
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
	size_t n_parties = step->space->n_parties,
	       n_options = step->space->n_options[step->issue];
	g_autoptr(GArray) arcs = g_array_new(FALSE, FALSE, sizeof(DiagramArc));
	g_autoptr(GArray) added = g_array_new(FALSE, FALSE, sizeof(int64_t));
	g_autofree Way *ways = g_new0(Way, n_options);
	g_autofree Word *states = g_new0(Word, n_options * step->n_words);
	g_autofree int64_t *adds = g_new(int64_t, n_options * n_parties);

	layer->issue = step->issue;
	layer->n_nodes = near->n;
	for (size_t o = 0; o < n_options; o++) {
		ways[o].state = &states[o * step->n_words];
		ways[o].add = &adds[o * n_parties];
	}
	for (size_t node = 0; node < near->n; node++) {
		size_t n = look_ahead(step, &near->states[node * step->n_words], ways);

		n = step->prunes ? drop_needless(step, ways, n) : n;
		if (arcs->len + n > most_arcs)
			return false;
		for (size_t i = 0; i < n; i++) {
			DiagramArc arc = { (uint32_t)node, node_number(far, ways[i].state),
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

static bool
build(Diagram *self, Step *step, const size_t *order, const size_t *bit_of, size_t most_arcs)
{
	const Space *space = self->space;
	g_autofree size_t *left = g_new0(size_t, space->n_terms + 1);
	g_autofree Word *nothing = g_new0(Word, step->n_words);
	bool built = true;
	Nodes near;

	for (size_t i = 0; i < space->n_terms; i++)
		left[i] = space->terms[i].n_conditions;
	nodes_begin(&near, step->n_words);
	node_number(&near, nothing);
	for (size_t i = 0; i < space->n_issues && built; i++) {
		Nodes far;

		nodes_begin(&far, step->n_words);
		plan_step(step, order[i], bit_of, left);
		built = build_layer(step, &self->layers[i], &near, &far, most_arcs);
		most_arcs -= MIN(most_arcs, self->layers[i].n_arcs);
		nodes_end(&near);
		near = far;
	}
	self->n_last = near.n;
	nodes_end(&near);
	return built;
}

Diagram *
diagram_new(const Space *space, size_t most_arcs, bool prunes)
{
	g_autoptr(Diagram) self = g_new0(Diagram, 1);
	g_autofree size_t *order = g_new0(size_t, space->n_issues);
	g_autofree size_t *bit_of = g_new0(size_t, space->n_terms + 1);
	g_autoptr(GArray) endings = g_array_new(FALSE, FALSE, sizeof(Ending));
	g_autoptr(GArray) alone = g_array_new(FALSE, FALSE, sizeof(SpaceTerm *));

	self->space = space;
	self->prunes = prunes;
	self->layers = g_new0(DiagramLayer, space->n_issues);
	order_issues(space, order);
	improve_order(space, order);
	Step step = { .space = space,
		      .n_words = allot_bits(space, order, bit_of),
		      .endings = endings,
		      .alone = alone,
		      .prunes = prunes };
	step.end = g_new0(Word, step.n_words);
	step.pays = g_new0(Word, step.n_words);
	bool built = build(self, &step, order, bit_of, most_arcs);
	g_free(step.keep);
	g_free(step.begin);
	g_free(step.end);
	g_free(step.pays);
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
