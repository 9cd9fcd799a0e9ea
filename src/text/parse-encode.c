/* The network's lower part: a sentence's words, each seen in its context.  Products run over
 * integers; the recurrence over floats, each operation rounded as IEEE 754 says. */
#include "text/parse-features.h"
#include "text/parse-internal.h"
#include "text/parse-matrix.h"

#include <string.h>

static inline int16_t
activation(float value)
{
	float scaled = value * ACTIVATION_ONE;

	scaled = scaled > ACTIVATION_MOST ? ACTIVATION_MOST : scaled;
	scaled = scaled < -ACTIVATION_MOST ? -ACTIVATION_MOST : scaled;
	return (int16_t)(int32_t)(scaled + (scaled < 0 ? -0.5f : 0.5f));
}

static inline size_t
in_fours(size_t n_words)
{
	return (n_words + 3) / 4 * 4;
}

static inline int16_t
cut(int32_t value)
{
	value = value > ACTIVATION_MOST ? ACTIVATION_MOST : value;
	return (int16_t)(value < -ACTIVATION_MOST ? -ACTIVATION_MOST : value);
}

static void
embed(Parser *parser, const ParseWord *words, size_t n_words)
{
	const ParseModel *model = parser->model;
	SentenceCase style = sentence_case(words, n_words);
	uint64_t keys[WORD_KEYS];

	memset(parser->x[0], 0, sizeof parser->x[0]);
	memset(parser->x[n_words + 1], 0, sizeof parser->x[0]);
	for (size_t i = 0; i < n_words; i++) {
		int32_t sums[EMBED] = { 0 };
		size_t n = word_keys(&words[i], i == 0, style, keys);
		for (size_t k = 0; k < n; k++) {
			uint64_t place = model_place(model->keys, model->key_mask, keys[k]);
			if (!model->keys[place])
				continue;
			const int16_t *row = model->rows + (size_t)model->key_rows[place] * EMBED;
			for (int e = 0; e < EMBED; e++)
				sums[e] += row[e];
		}
		for (int e = 0; e < EMBED; e++)
			parser->x[i + 1][e] = cut(sums[e]);
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
	matrix_product(sums, parser->x[0], EMBED, model->weights[MATRIX_CONV], in_fours(n_words),
	               3 * EMBED, EMBED);
	for (size_t i = 0; i < n_words; i++, sums += EMBED)
		for (int e = 0; e < EMBED; e++) {
			float value = (float)sums[e] * scale + bias[e];
			value = value > 0 ? value : 0;
			parser->y[i][e] = cut(parser->x[i + 1][e] + activation(value));
		}
}

/* Four lanes at once, on every processor in the same order. */
typedef float Four __attribute__((vector_size(16)));
typedef int32_t FourInts __attribute__((vector_size(16)));

static inline Four
four_from(const int32_t *sums, const float *bias, float scale)
{
	FourInts integers;
	Four biases;

	memcpy(&integers, sums, sizeof integers);
	memcpy(&biases, bias, sizeof biases);
	return __builtin_convertvector(integers, Four) * scale + biases;
}

/* `squash` on four lanes. */
static inline Four
four_squash(Four x)
{
	FourInts over = x > 3, under = x < -3;
	const Four three = { 3, 3, 3, 3 };

	x = (Four)(((FourInts)three & over) | ((FourInts)-three & under) |
	           ((FourInts)x & ~(over | under)));
	return x * (27 + x * x) / (27 + 9 * x * x);
}

/* `activation` of four values; in [-2, 2], as sums of two layers are, nothing needs a cut. */
static inline void
four_activations(int16_t *to, const float *from)
{
	typedef int16_t FourShorts __attribute__((vector_size(8)));
	const Four half = { 0.5f, 0.5f, 0.5f, 0.5f };
	Four x;

	memcpy(&x, from, sizeof x);
	x *= (float)ACTIVATION_ONE;
	x += (Four)((FourInts)half | ((FourInts)x & INT32_MIN));
	FourShorts rounded = __builtin_convertvector(__builtin_convertvector(x, FourInts), FourShorts);
	memcpy(to, &rounded, sizeof rounded);
}

static inline Four
four_gate(Four x)
{
	return 0.5f + 0.5f * four_squash(0.5f * x);
}

/* One direction: `step` is 1 or -1 words. */
static void
recur(const int32_t *sums, const float *bias, float scale, float *out, size_t n_words,
      ptrdiff_t step)
{
	Four cells[UNITS / 4] = { 0 };

	for (size_t i = 0; i < n_words; i++) {
		for (int k = 0; k < UNITS; k += 4) {
			Four u = four_squash(four_from(sums + k, bias + k, scale)), o;
			Four f = four_gate(four_from(sums + UNITS + k, bias + UNITS + k, scale));
			Four r = four_gate(
			    four_from(sums + 2 * UNITS + k, bias + 2 * UNITS + k, scale));
			cells[k / 4] = f * cells[k / 4] + (1 - f) * u;
			memcpy(&o, out + k, sizeof o);
			o += r * cells[k / 4];
			memcpy(out + k, &o, sizeof o);
		}
		sums += step * GATES;
		out += step * WIDTH;
	}
}

/* Adds a layer's output to `exact` and rounds it into `o`. */
static void
layer(Parser *parser, MatrixId gates, const int16_t *in, size_t n_words)
{
	const ParseModel *model = parser->model;
	const float *bias = model->biases[gates];
	size_t width = matrix_sizes[gates].n_in, last = n_words - 1;
	float scale = model->scales[gates];

	matrix_product(parser->sums[0], in, width, model->weights[gates], in_fours(n_words), width,
	               GATES);
	recur(parser->sums[0], bias, scale, parser->exact[0], n_words, 1);
	recur(parser->sums[last] + GATES / 2, bias + GATES / 2, scale, parser->exact[last] + UNITS,
	      n_words, -1);
	for (size_t i = 0; i < n_words; i++)
		for (int k = 0; k < WIDTH; k += 4)
			four_activations(parser->o[i] + k, parser->exact[i] + k);
}

static void
head(Parser *parser, MatrixId id, int32_t *out, size_t n_words)
{
	matrix_product(out, parser->o[0], WIDTH, parser->model->weights[id], in_fours(n_words),
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
