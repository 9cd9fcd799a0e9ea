/* The network's lower part: a sentence's words, each seen in its context.  Products run over
 * integers; the recurrence over floats, each operation rounded as IEEE 754 says. */
#include "text/parse-features.h"
#include "text/parse-internal.h"
#include "base/lanes.h"
#include "base/matrix.h"
#include "base/recurrence.h"

#include <string.h>

/* The rows of the word's keys; returns how many. */
static size_t
find_rows(const ParseModel *model, const uint64_t *keys, size_t n_keys, const int16_t **rows)
{
	size_t n = 0;

	for (size_t k = 0; k < n_keys; k++) {
		uint64_t place = weights_place(model->keys, model->key_mask, keys[k]);

		if (!model->keys[place])
			continue;
		rows[n] = model->rows + (size_t)model->key_rows[place] * EMBED;
		weights_fetch(rows[n++], EMBED);
	}
	return n;
}

static void
embed(Parser *parser, const ParseWord *words, size_t n_words)
{
	SentenceCase style = sentence_case(words, n_words);
	uint64_t keys[WORD_KEYS];
	const int16_t *rows[WORD_KEYS];

	memset(parser->x[0], 0, sizeof parser->x[0]);
	memset(parser->x[n_words + 1], 0, sizeof parser->x[0]);
	for (size_t i = 0; i < n_words; i++) {
		size_t n_keys = word_keys(&words[i], i == 0, style, keys);
		size_t n = find_rows(parser->model, keys, n_keys, rows);

		for (int e = 0; e < EMBED; e += N_LANES)
			ints_to_shorts(parser->x[i + 1] + e, ints_cut(ints_sum(rows, n, e)));
	}
}

static void
convolve(Parser *parser, size_t n_words)
{
	const ParseModel *model = parser->model;
	const float *bias = model->biases[MATRIX_CONV];
	float scale = model->scales[MATRIX_CONV];
	int32_t *sums = parser->sums[0];

	/* three rows of x beside one another are the window */
	matrix_product(sums, parser->x[0], EMBED, model->weights[MATRIX_CONV],
	               n_words, 3 * EMBED, EMBED);
	for (size_t i = 0; i < n_words; i++, sums += EMBED)
		for (int e = 0; e < EMBED; e += N_LANES) {
			IntLanes x = ints_from_shorts(parser->x[i + 1] + e);
			x += lanes_activations(
			    lanes_above_zero(lanes_worth(sums + e, bias + e, scale)));
			ints_to_shorts(parser->y[i] + e, ints_cut(x));
		}
}

/* Adds a layer's output to `exact` and rounds it into `o`. */
static void
layer(Parser *parser, MatrixId gates, const int16_t *in, size_t n_words)
{
	const ParseModel *model = parser->model;
	const float *bias = model->biases[gates];
	size_t width = matrix_sizes[gates].n_in;
	float scale = model->scales[gates];

	matrix_product(parser->sums[0], in, width, model->weights[gates], n_words,
	               width, GATES);
	recurrence(parser->sums[0], bias, scale, parser->exact[0], n_words);
	for (size_t i = 0; i < n_words; i++)
		for (int k = 0; k < WIDTH; k += N_LANES)
			ints_to_shorts(parser->o[i] + k,
			               lanes_activations(lanes_load(parser->exact[i] + k)));
}

static void
head(Parser *parser, MatrixId id, int32_t *out, size_t n_words)
{
	matrix_product(out, parser->o[0], WIDTH, parser->model->weights[id], n_words,
	               WIDTH, matrix_sizes[id].n_out);
}

void
parse_encode(Parser *parser, const ParseWord *words, size_t n_words)
{
	embed(parser, words, n_words);
	convolve(parser, n_words);
	memset(parser->exact, 0, n_words * sizeof parser->exact[0]);
	layer(parser, MATRIX_GATES1, parser->y[0], n_words);
	head(parser, MATRIX_TAGS, parser->tags[0], n_words);
	layer(parser, MATRIX_GATES2, parser->o[0], n_words);
	head(parser, MATRIX_NAMES, parser->names[0], n_words);
	head(parser, MATRIX_SLOTS, parser->slots[0], n_words);
}
