/* The parser's decisions: greedy, one after the other, from the sums of a few rows each. */
#include "text/parse-internal.h"
#include "base/lanes.h"
#include "base/matrix.h"

/* The hidden layer before this decision, as activations. */
static void
look(const Parser *parser, int16_t hidden[HIDDEN])
{
	enum { N_ROWS = 1 + N_SLOTS + N_MARKS };
	const ParseModel *model = parser->model;
	const Arcs *arcs = &parser->arcs;
	unsigned slots[N_SLOTS], marks[N_MARKS];
	const int32_t *rows[N_ROWS] = { model->hidden_bias };
	float scale = model->scales[MATRIX_SLOTS];

	arcs_look(arcs, slots, marks);
	for (unsigned s = 0; s < N_SLOTS; s++) {
		unsigned word = slots[s];

		if (word && word <= arcs->n)
			rows[1 + s] = parser->slots[word - 1] + s * HIDDEN;
		else
			rows[1 + s] = model->absent + (word ? N_SLOTS : s) * HIDDEN;
	}
	for (unsigned m = 0; m < N_MARKS; m++)
		rows[1 + N_SLOTS + m] = model->marks + marks[m] * HIDDEN;
	for (int k = 0; k < HIDDEN; k += N_LANES) {
		IntLanes sums = ints_load(rows[0] + k);

		for (int r = 1; r < N_ROWS; r++)
			sums += ints_load(rows[r] + k);
		Lanes x = lanes_above_zero(__builtin_convertvector(sums, Lanes) * scale);
		ints_to_shorts(hidden + k, lanes_activations(x));
	}
}

static void
score(const ParseModel *model, MatrixId id, const int16_t *hidden, float *scores, int n)
{
	int32_t sums[LABELS];

	matrix_sparse_product(sums, hidden, HIDDEN, model->weights[id], 1, HIDDEN,
	                      matrix_sizes[id].n_out);
	for (int i = 0; i < n; i++)
		scores[i] = (float)sums[i] * model->scales[id] + model->biases[id][i];
}

static Action
best_action(const Arcs *arcs, const float *scores)
{
	int best = -1;

	for (int a = 0; a < N_ACTIONS; a++)
		if (arcs_allows(arcs, a) && (best < 0 || scores[a] > scores[best]))
			best = a;
	return (Action)best;
}

static Relation
best_relation(const Parser *parser, Action action, const int16_t *hidden)
{
	MatrixId id = action == ACTION_LEFT ? MATRIX_LEFT : MATRIX_RIGHT;
	float scores[LABELS];
	int best = REL_DEP;

	if (action == ACTION_LEFT && parser->arcs.next > parser->arcs.n)
		return REL_ROOT;
	score(parser->model, id, hidden, scores, N_RELATIONS);
	for (int r = 0; r < N_RELATIONS; r++)
		if (r != REL_ROOT && scores[r] > scores[best])
			best = r;
	return (Relation)best;
}

void
parse_decide(Parser *parser, size_t n_words)
{
	int16_t hidden[HIDDEN];
	float scores[ACTIONS];

	arcs_start(&parser->arcs, n_words);
	while (!arcs_done(&parser->arcs)) {
		look(parser, hidden);
		score(parser->model, MATRIX_ACTIONS, hidden, scores, N_ACTIONS);
		Action action = best_action(&parser->arcs, scores);
		Relation relation = REL_DEP;
		if (action != ACTION_SHIFT)
			relation = best_relation(parser, action, hidden);
		arcs_apply(&parser->arcs, action, relation);
	}
}
