/* Forward and backward through embedding, window and recurrences. */
#include "network.h"
#include "matrix.h"

#include <math.h>
#include <string.h>

static const float EMBED_DROPOUT = 0.3f, LAYER_DROPOUT = 0.3f, VECTOR_DROPOUT = 0.03f;

const BlockShape block_shapes[N_BLOCKS] = {
	[BLOCK_VECTOR] = { VECTOR_ALL, EMBED }, [BLOCK_CONV] = { 3 * EMBED, EMBED },
	[BLOCK_CONV_BIAS] = { 1, EMBED },       [BLOCK_GATES1] = { EMBED, GATES },
	[BLOCK_GATES1_BIAS] = { 1, GATES },     [BLOCK_GATES2] = { WIDTH, GATES },
	[BLOCK_GATES2_BIAS] = { 1, GATES },     [BLOCK_TAGS] = { WIDTH, TAGS },
	[BLOCK_TAGS_BIAS] = { 1, TAGS },        [BLOCK_NAMES] = { WIDTH, NAME_TAGS },
	[BLOCK_NAMES_BIAS] = { 1, NAME_TAGS },  [BLOCK_SLOTS] = { WIDTH, N_SLOTS *HIDDEN },
	[BLOCK_HIDDEN_BIAS] = { 1, HIDDEN },    [BLOCK_ABSENT] = { ABSENT_ROWS, HIDDEN },
	[BLOCK_MARKS] = { MARK_ROWS, HIDDEN },  [BLOCK_ACTIONS] = { HIDDEN, ACTIONS },
	[BLOCK_ACTIONS_BIAS] = { 1, ACTIONS },  [BLOCK_LEFT] = { HIDDEN, LABELS },
	[BLOCK_LEFT_BIAS] = { 1, LABELS },      [BLOCK_RIGHT] = { HIDDEN, LABELS },
	[BLOCK_RIGHT_BIAS] = { 1, LABELS },
};

size_t
block_offset(BlockId block)
{
	size_t offset = 0;

	for (int b = 0; b < (int)block; b++)
		offset += block_shapes[b].rows * block_shapes[b].columns;
	return offset;
}

static float
slope(float x)
{
	if (x > 3 || x < -3)
		return 0;
	float a = x * x - 9, b = 3 + x * x;
	return a * a / (9 * b * b);
}

void
network_init(Network *network, size_t n_rows, Random *random)
{
	size_t size = block_offset(N_BLOCKS);

	network->dense = g_new0(float, size);
	network->transposed = g_new0(float, size);
	network->n_rows = n_rows;
	network->rows = g_new(float, n_rows *EMBED);
	for (size_t i = 0; i < n_rows * EMBED; i++)
		network->rows[i] = (random_float(random) - 0.5f) * 0.16f;
	for (int b = 0; b < N_BLOCKS; b++) {
		const BlockShape *shape = &block_shapes[b];
		float *w = network->dense + block_offset(b);
		float range = sqrtf(6.0f / (float)(shape->rows + shape->columns));
		if (b == BLOCK_ABSENT || b == BLOCK_MARKS)
			range = 0.1f;
		if (b == BLOCK_SLOTS)
			range = sqrtf(6.0f / (WIDTH + HIDDEN)) * 0.5f;
		for (size_t i = 0; shape->rows > 1 && i < shape->rows * shape->columns; i++)
			w[i] = (2 * random_float(random) - 1) * range;
	}
	for (int layer = 0; layer < LAYERS; layer++) {
		float *bias = network->dense +
		              block_offset(layer ? BLOCK_GATES2_BIAS : BLOCK_GATES1_BIAS);
		for (int k = 0; k < UNITS; k++)
			bias[UNITS + k] = bias[4 * UNITS + k] = 0.5f;
	}
	network_transpose(network);
}

void
network_transpose(Network *network)
{
	for (int b = 0; b < N_BLOCKS; b++)
		if (block_shapes[b].rows > 1)
			matrix_transpose(network->transposed + block_offset(b),
			                 network->dense + block_offset(b), block_shapes[b].rows,
			                 block_shapes[b].columns);
}

void
pass_init(Pass *pass, const Network *network, uint64_t seed)
{
	memset(pass, 0, sizeof *pass);
	pass->network = network;
	pass->gradient = g_new0(float, block_offset(N_BLOCKS));
	pass->random.state = seed;
}

/* Room for n words in every buffer, all cleared. */
static void
pass_reserve(Pass *pass, size_t n)
{
	struct {
		float **buffer;
		size_t width;
	} buffers[] = {
		{ &pass->vectors, VECTOR_ALL },
		{ &pass->x, EMBED },
		{ &pass->x_mask, EMBED },
		{ &pass->window, 3 * EMBED },
		{ &pass->y, EMBED },
		{ &pass->conv, EMBED },
		{ &pass->gates[0], GATES },
		{ &pass->gates[1], GATES },
		{ &pass->cells[0], WIDTH },
		{ &pass->cells[1], WIDTH },
		{ &pass->o[0], WIDTH },
		{ &pass->o[1], WIDTH },
		{ &pass->o_mask[0], WIDTH },
		{ &pass->o_mask[1], WIDTH },
		{ &pass->tags, TAGS },
		{ &pass->names, NAME_TAGS },
		{ &pass->slots, N_SLOTS * HIDDEN },
		{ &pass->d_x, EMBED },
		{ &pass->d_window, 3 * EMBED },
		{ &pass->d_y, EMBED },
		{ &pass->d_gates, GATES },
		{ &pass->d_o[0], WIDTH },
		{ &pass->d_o[1], WIDTH },
		{ &pass->d_tags, TAGS },
		{ &pass->d_names, NAME_TAGS },
		{ &pass->d_slots, N_SLOTS * HIDDEN },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(buffers); i++) {
		if (n > pass->capacity) {
			g_free(*buffers[i].buffer);
			*buffers[i].buffer = g_new(float, 2 * n * buffers[i].width);
		}
		memset(*buffers[i].buffer, 0, n * buffers[i].width * sizeof(float));
	}
	if (n <= pass->capacity)
		return;
	pass->capacity = 2 * n;
	pass->unseen = g_renew(bool, pass->unseen, pass->capacity);
}

static void
drop(Pass *pass, float *values, float *mask, size_t n, float share)
{
	float kept = 1 / (1 - share);

	if (!pass->training)
		return;
	for (size_t i = 0; i < n; i++) {
		mask[i] = random_float(&pass->random) < share ? 0 : kept;
		values[i] *= mask[i];
	}
}

static void
add_bias(float *c, const float *bias, size_t n, size_t m)
{
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < m; j++)
			c[i * m + j] += bias[j];
}

static void
embed(Pass *pass)
{
	const Network *network = pass->network;
	size_t at = 0;

	for (size_t s = 0; s < pass->n_samples; s++)
		for (size_t i = 0; i < pass->samples[s]->n; i++, at++) {
			const Example *word = &pass->samples[s]->words[i];
			float *x = pass->x + at * EMBED;
			bool unseen =
			    pass->training && random_float(&pass->random) < word->form_dropout;
			bool no_vector =
			    pass->training && random_float(&pass->random) < VECTOR_DROPOUT;
			pass->unseen[at] = unseen;
			for (unsigned r = unseen; r < word->n_rows; r++) {
				if (word->rows[r] == UINT32_MAX)
					continue;
				const float *row =
				    network->rows + (size_t)word->rows[r] * EMBED;
				for (int k = 0; k < EMBED; k++)
					x[k] += row[k];
			}
			if (word->vector != UINT32_MAX && !no_vector)
				memcpy(pass->vectors + at * VECTOR_ALL,
				       network->vectors[word->vector].values,
				       VECTOR_ALL * sizeof(float));
		}
	matrix_multiply(pass->x, pass->vectors, VECTOR_ALL,
	                network_block(network, BLOCK_VECTOR), pass->n, VECTOR_ALL, EMBED);
	drop(pass, pass->x, pass->x_mask, pass->n * EMBED, EMBED_DROPOUT);
}

/* Copies each word's neighbours beside it, or adds their gradients back. */
static void
window(Pass *pass, bool back)
{
	size_t at = 0;

	for (size_t s = 0; s < pass->n_samples; s++) {
		size_t n = pass->samples[s]->n;
		for (size_t i = 0; i < n; i++)
			for (size_t o = 0; o < 3; o++) {
				if (i + o < 1 || i + o > n)
					continue;
				size_t to = (at + i) * 3 * EMBED + o * EMBED;
				size_t from = (at + i + o - 1) * EMBED;
				if (!back)
					memcpy(pass->window + to, pass->x + from,
					       EMBED * sizeof(float));
				else
					for (int k = 0; k < EMBED; k++)
						pass->d_x[from + k] += pass->d_window[to + k];
			}
		at += n;
	}
}

/* One direction of one sentence: words first, first + step, ... */
static void
recur(const float *gates, float *cells, float *o, size_t n, ptrdiff_t step)
{
	float zero[UNITS] = { 0 };
	const float *before = zero;

	for (size_t i = 0; i < n; i++) {
		for (int k = 0; k < UNITS; k++) {
			float u = squash(gates[k]), f = gate(gates[UNITS + k]);
			float r = gate(gates[2 * UNITS + k]);
			cells[k] = f * before[k] + (1 - f) * u;
			o[k] = r * cells[k];
		}
		before = cells;
		gates += step * GATES;
		cells += step * WIDTH;
		o += step * WIDTH;
	}
}

/* Backward through recur; the pointers stand at the direction's last word. */
static void
recur_back(const float *gates, const float *cells, const float *d_o, float *d_gates, size_t n,
           ptrdiff_t step)
{
	float d_c[UNITS] = { 0 }, zero[UNITS] = { 0 };

	for (size_t i = n; i-- > 0;) {
		const float *before = i ? cells - step * WIDTH : zero;
		for (int k = 0; k < UNITS; k++) {
			float u = squash(gates[k]), f = gate(gates[UNITS + k]);
			float r = gate(gates[2 * UNITS + k]);
			float d = d_c[k] + d_o[k] * r;
			d_gates[2 * UNITS + k] =
			    d_o[k] * cells[k] * 0.25f * slope(0.5f * gates[2 * UNITS + k]);
			d_gates[k] = d * (1 - f) * slope(gates[k]);
			d_gates[UNITS + k] =
			    d * (before[k] - u) * 0.25f * slope(0.5f * gates[UNITS + k]);
			d_c[k] = d * f;
		}
		gates -= step * GATES;
		cells -= step * WIDTH;
		d_o -= step * WIDTH;
		d_gates -= step * GATES;
	}
}

static const BlockId gate_blocks[LAYERS] = { BLOCK_GATES1, BLOCK_GATES2 };

static void
layer_forward(Pass *pass, int layer, const float *in, size_t in_width)
{
	const float *weights = network_block(pass->network, gate_blocks[layer]);
	float *gates = pass->gates[layer], *cells = pass->cells[layer], *o = pass->o[layer];

	matrix_multiply(gates, in, in_width, weights, pass->n, in_width, GATES);
	add_bias(gates, network_block(pass->network, gate_blocks[layer] + 1), pass->n, GATES);
	for (size_t s = 0, at = 0; s < pass->n_samples; s++) {
		size_t n = pass->samples[s]->n, last = at + n - 1;
		recur(gates + at * GATES, cells + at * WIDTH, o + at * WIDTH, n, 1);
		recur(gates + last * GATES + GATES / 2, cells + last * WIDTH + UNITS,
		      o + last * WIDTH + UNITS, n, -1);
		at += n;
	}
	if (in_width == WIDTH)
		for (size_t i = 0; i < pass->n * WIDTH; i++)
			o[i] += in[i];
	drop(pass, o, pass->o_mask[layer], pass->n * WIDTH, LAYER_DROPOUT);
}

static void
bias_back(float *gradient, const float *d, size_t n, size_t m)
{
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < m; j++)
			gradient[j] += d[i * m + j];
}

static void
linear_back(Pass *pass, BlockId block, const float *in, float *d_in, const float *d_out)
{
	const BlockShape *shape = &block_shapes[block];
	size_t k = shape->rows, m = shape->columns;

	matrix_outer(pass_gradient(pass, block), in, k, d_out, pass->n, k, m);
	matrix_multiply(d_in, d_out, m, pass->network->transposed + block_offset(block),
	                pass->n, m, k);
}

static void
layer_back(Pass *pass, int layer, const float *in, float *d_in, size_t in_width)
{
	float *d_o = pass->d_o[layer], *d_gates = pass->d_gates;
	const float *gates = pass->gates[layer], *cells = pass->cells[layer];

	for (size_t i = 0; i < pass->n * WIDTH; i++)
		d_o[i] *= pass->o_mask[layer][i];
	for (size_t s = 0, at = 0; s < pass->n_samples; s++) {
		size_t n = pass->samples[s]->n, last = at + n - 1;
		recur_back(gates + last * GATES, cells + last * WIDTH, d_o + last * WIDTH,
		           d_gates + last * GATES, n, 1);
		recur_back(gates + at * GATES + GATES / 2, cells + at * WIDTH + UNITS,
		           d_o + at * WIDTH + UNITS, d_gates + at * GATES + GATES / 2, n, -1);
		at += n;
	}
	if (in_width == WIDTH)
		for (size_t i = 0; i < pass->n * WIDTH; i++)
			d_in[i] += d_o[i];
	bias_back(pass_gradient(pass, gate_blocks[layer] + 1), d_gates, pass->n, GATES);
	linear_back(pass, gate_blocks[layer], in, d_in, d_gates);
}

static void
head_forward(Pass *pass, BlockId block, const float *in, float *out)
{
	size_t m = block_shapes[block].columns;

	matrix_multiply(out, in, WIDTH, network_block(pass->network, block), pass->n, WIDTH, m);
	if (block != BLOCK_SLOTS)
		add_bias(out, network_block(pass->network, block + 1), pass->n, m);
}

void
pass_forward(Pass *pass, const Sample *const *samples, size_t n_samples, bool training)
{
	const Network *network = pass->network;

	pass->samples = samples;
	pass->n_samples = n_samples;
	pass->training = training;
	pass->n = 0;
	for (size_t s = 0; s < n_samples; s++)
		pass->n += samples[s]->n;
	pass_reserve(pass, pass->n);
	embed(pass);
	window(pass, false);
	matrix_multiply(pass->conv, pass->window, 3 * EMBED, network_block(network, BLOCK_CONV),
	                pass->n, 3 * EMBED, EMBED);
	add_bias(pass->conv, network_block(network, BLOCK_CONV_BIAS), pass->n, EMBED);
	for (size_t i = 0; i < pass->n * EMBED; i++) {
		pass->conv[i] = pass->conv[i] > 0 ? pass->conv[i] : 0;
		pass->y[i] = pass->x[i] + pass->conv[i];
	}
	layer_forward(pass, 0, pass->y, EMBED);
	layer_forward(pass, 1, pass->o[0], WIDTH);
	head_forward(pass, BLOCK_TAGS, pass->o[0], pass->tags);
	head_forward(pass, BLOCK_NAMES, pass->o[1], pass->names);
	head_forward(pass, BLOCK_SLOTS, pass->o[1], pass->slots);
}

void
pass_backward(Pass *pass)
{
	float *d_conv = pass->conv; /* from here on */

	linear_back(pass, BLOCK_SLOTS, pass->o[1], pass->d_o[1], pass->d_slots);
	linear_back(pass, BLOCK_NAMES, pass->o[1], pass->d_o[1], pass->d_names);
	bias_back(pass_gradient(pass, BLOCK_NAMES_BIAS), pass->d_names, pass->n, NAME_TAGS);
	linear_back(pass, BLOCK_TAGS, pass->o[0], pass->d_o[0], pass->d_tags);
	bias_back(pass_gradient(pass, BLOCK_TAGS_BIAS), pass->d_tags, pass->n, TAGS);
	layer_back(pass, 1, pass->o[0], pass->d_o[0], WIDTH);
	memset(pass->d_gates, 0, pass->n * GATES * sizeof(float));
	layer_back(pass, 0, pass->y, pass->d_y, EMBED);
	for (size_t i = 0; i < pass->n * EMBED; i++) {
		d_conv[i] = pass->conv[i] > 0 ? pass->d_y[i] : 0;
		pass->d_x[i] = pass->d_y[i];
	}
	bias_back(pass_gradient(pass, BLOCK_CONV_BIAS), d_conv, pass->n, EMBED);
	linear_back(pass, BLOCK_CONV, pass->window, pass->d_window, d_conv);
	window(pass, true);
	for (size_t i = 0; i < pass->n * EMBED; i++)
		pass->d_x[i] *= pass->x_mask[i];
	matrix_outer(pass_gradient(pass, BLOCK_VECTOR), pass->vectors, VECTOR_ALL, pass->d_x,
	             pass->n, VECTOR_ALL, EMBED);
}
