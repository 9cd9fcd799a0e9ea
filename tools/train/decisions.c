/* The parser's decisions: scores, a dynamic oracle, gradients.
 * Y. Goldberg, J. Nivre, TACL 2013 (oracle for arc-hybrid); E. Kiperwasser, Y. Goldberg, TACL
 * 2016 (over recurrent features). */
#include "decisions.h"
#include "matrix.h"

#include <math.h>
#include <string.h>

typedef struct {
	unsigned slots[N_SLOTS], marks[N_MARKS];
	float hidden[HIDDEN], actions[ACTIONS];
} State;

static void
add_row(float *to, const float *row)
{
	for (int k = 0; k < HIDDEN; k++)
		to[k] += row[k];
}

/* The hidden row that a slot adds, or its gradient's place. */
static size_t
absent_row(unsigned slot, unsigned word)
{
	return word ? N_SLOTS : slot;
}

static void
small_product(float *out, const float *hidden, const Network *network, BlockId block)
{
	size_t m = block_shapes[block].columns;

	memcpy(out, network_block(network, block + 1), m * sizeof(float));
	matrix_multiply(out, hidden, HIDDEN, network_block(network, block), 1, HIDDEN, m);
}

static void
look(const Pass *pass, size_t at, const Arcs *arcs, State *state)
{
	const Network *network = pass->network;

	arcs_look(arcs, state->slots, state->marks);
	memcpy(state->hidden, network_block(network, BLOCK_HIDDEN_BIAS), sizeof state->hidden);
	for (unsigned s = 0; s < N_SLOTS; s++) {
		unsigned word = state->slots[s];
		if (word && word <= arcs->n)
			add_row(state->hidden,
			        pass->slots + ((at + word - 1) * N_SLOTS + s) * HIDDEN);
		else
			add_row(state->hidden, network_block(network, BLOCK_ABSENT) +
			                           absent_row(s, word) * HIDDEN);
	}
	for (unsigned m = 0; m < N_MARKS; m++)
		add_row(state->hidden,
		        network_block(network, BLOCK_MARKS) + state->marks[m] * HIDDEN);
	for (int k = 0; k < HIDDEN; k++)
		state->hidden[k] = state->hidden[k] > 0 ? state->hidden[k] : 0;
	small_product(state->actions, state->hidden, network, BLOCK_ACTIONS);
}

static int
best_of(const float *scores, const bool *allowed, int n)
{
	int best = -1;

	for (int i = 0; i < n; i++)
		if ((!allowed || allowed[i]) && (best < 0 || scores[i] > scores[best]))
			best = i;
	return best;
}

static BlockId
label_block(Action action)
{
	return action == ACTION_LEFT ? BLOCK_LEFT : BLOCK_RIGHT;
}

static Relation
label_of(const Pass *pass, const Arcs *arcs, Action action, State *state, float *labels)
{
	if (action == ACTION_SHIFT)
		return REL_DEP;
	small_product(labels, state->hidden, pass->network, label_block(action));
	if (action == ACTION_LEFT && arcs->next > arcs->n)
		return REL_ROOT;
	labels[REL_ROOT] = -1e9f;
	return (Relation)best_of(labels, NULL, N_RELATIONS);
}

static void
allowed_actions(const Arcs *arcs, bool allowed[N_ACTIONS])
{
	for (int a = 0; a < N_ACTIONS; a++)
		allowed[a] = arcs_allows(arcs, a);
}

void
decisions_parse(Pass *pass, size_t s, size_t at, Arcs *arcs)
{
	bool allowed[N_ACTIONS];
	float labels[LABELS];
	State state;

	arcs_start(arcs, pass->samples[s]->n);
	while (!arcs_done(arcs)) {
		look(pass, at, arcs, &state);
		allowed_actions(arcs, allowed);
		Action action = (Action)best_of(state.actions, allowed, N_ACTIONS);
		arcs_apply(arcs, action, label_of(pass, arcs, action, &state, labels));
	}
}

/* How many arcs of the right tree each action makes impossible. */
static void
action_costs(const Arcs *arcs, const Example *words, int costs[N_ACTIONS])
{
	unsigned n = arcs->n, b0 = arcs->next, s0 = arcs_stack(arcs, 0),
		 s1 = arcs_stack(arcs, 1);
	unsigned head0 = s0 ? (words[s0 - 1].head ? words[s0 - 1].head : n + 1) : 0;

	costs[ACTION_SHIFT] = costs[ACTION_LEFT] = costs[ACTION_RIGHT] = 0;
	for (unsigned w = b0; w <= n; w++) {
		bool lost = s0 && words[w - 1].head == s0;
		costs[ACTION_LEFT] += lost;
		costs[ACTION_RIGHT] += lost;
	}
	costs[ACTION_LEFT] += s0 && ((s1 && head0 == s1) || head0 > b0);
	costs[ACTION_RIGHT] += head0 >= b0;
	if (b0 > n)
		return;
	unsigned head_b = words[b0 - 1].head;
	for (unsigned k = 0; k < arcs->depth; k++) {
		unsigned word = arcs_stack(arcs, k);
		unsigned head = words[word - 1].head ? words[word - 1].head : n + 1;
		costs[ACTION_SHIFT] += head == b0 || (k > 0 && head_b == word);
	}
}

float
softmax_loss(const float *logits, float *gradient, size_t n, int target, const bool *right,
             const bool *allowed)
{
	float top = -1e30f, sum = 0, good = 0;

	for (size_t i = 0; i < n; i++)
		if (!allowed || allowed[i])
			top = MAX(top, logits[i]);
	for (size_t i = 0; i < n; i++) {
		gradient[i] = !allowed || allowed[i] ? expf(logits[i] - top) : 0;
		sum += gradient[i];
		if (right ? right[i] : (int)i == target)
			good += gradient[i];
	}
	good = MAX(good, 1e-20f);
	for (size_t i = 0; i < n; i++) {
		bool is_right = right ? right[i] : (int)i == target;
		gradient[i] = gradient[i] / sum - (is_right ? gradient[i] / good : 0);
	}
	return logf(sum / good);
}

static void
small_back(Pass *pass, BlockId block, const float *hidden, const float *d_out, float *d_hidden)
{
	size_t m = block_shapes[block].columns;
	const float *weights = network_block(pass->network, block);
	float *gradient = pass_gradient(pass, block), *bias = pass_gradient(pass, block + 1);

	for (size_t j = 0; j < m; j++)
		bias[j] += d_out[j];
	for (int k = 0; k < HIDDEN; k++) {
		if (hidden[k] <= 0)
			continue;
		float sum = 0;
		for (size_t j = 0; j < m; j++) {
			sum += weights[(size_t)k * m + j] * d_out[j];
			gradient[(size_t)k * m + j] += hidden[k] * d_out[j];
		}
		d_hidden[k] += sum;
	}
}

static void
look_back(Pass *pass, size_t at, unsigned n, const State *state, const float *d_hidden)
{
	add_row(pass_gradient(pass, BLOCK_HIDDEN_BIAS), d_hidden);
	for (unsigned s = 0; s < N_SLOTS; s++) {
		unsigned word = state->slots[s];
		if (word && word <= n)
			add_row(pass->d_slots + ((at + word - 1) * N_SLOTS + s) * HIDDEN,
			        d_hidden);
		else
			add_row(pass_gradient(pass, BLOCK_ABSENT) +
			            absent_row(s, word) * HIDDEN,
			        d_hidden);
	}
	for (unsigned m = 0; m < N_MARKS; m++)
		add_row(pass_gradient(pass, BLOCK_MARKS) + state->marks[m] * HIDDEN, d_hidden);
}

/* The gradient of one decision; returns the action to go on with. */
static Action
learn_action(Pass *pass, const Arcs *arcs, const Example *words, const State *state,
             float *d_hidden, float explore)
{
	bool allowed[ACTIONS] = { false }, right[ACTIONS] = { false };
	float gradient[ACTIONS] = { 0 };
	int costs[N_ACTIONS], least = G_MAXINT;

	allowed_actions(arcs, allowed);
	action_costs(arcs, words, costs);
	for (int a = 0; a < N_ACTIONS; a++)
		if (allowed[a])
			least = MIN(least, costs[a]);
	for (int a = 0; a < N_ACTIONS; a++)
		right[a] = allowed[a] && costs[a] == least;
	pass->loss += softmax_loss(state->actions, gradient, ACTIONS, 0, right, allowed);
	small_back(pass, BLOCK_ACTIONS, state->hidden, gradient, d_hidden);
	bool own = random_float(&pass->random) < explore;
	return (Action)best_of(state->actions, own ? allowed : right, N_ACTIONS);
}

static Relation
learn_label(Pass *pass, const Arcs *arcs, const Example *words, Action action, State *state,
            float *d_hidden)
{
	float labels[LABELS], gradient[LABELS] = { 0 };
	Relation relation = label_of(pass, arcs, action, state, labels);
	unsigned s0 = arcs_stack(arcs, 0);
	unsigned head = action == ACTION_LEFT ? arcs->next : arcs_stack(arcs, 1);

	if (relation == REL_ROOT || words[s0 - 1].head != head)
		return relation;
	pass->loss +=
	    softmax_loss(labels, gradient, N_RELATIONS, words[s0 - 1].relation, NULL, NULL);
	small_back(pass, label_block(action), state->hidden, gradient, d_hidden);
	return relation;
}

void
decisions_learn(Pass *pass, size_t s, size_t at, float explore)
{
	const Example *words = pass->samples[s]->words;
	Arcs arcs;
	State state;

	arcs_start(&arcs, pass->samples[s]->n);
	while (!arcs_done(&arcs)) {
		float d_hidden[HIDDEN] = { 0 };
		look(pass, at, &arcs, &state);
		Action action = learn_action(pass, &arcs, words, &state, d_hidden, explore);
		Relation relation = REL_DEP;
		if (action != ACTION_SHIFT)
			relation = learn_label(pass, &arcs, words, action, &state, d_hidden);
		for (int k = 0; k < HIDDEN; k++)
			d_hidden[k] = state.hidden[k] > 0 ? d_hidden[k] : 0;
		look_back(pass, at, arcs.n, &state, d_hidden);
		arcs_apply(&arcs, action, relation);
	}
}
