#ifndef TRAIN_NETWORK_H
#define TRAIN_NETWORK_H

#include "random.h"
#include "text/parse-features.h"
#include "text/parse-shape.h"
#include "vectors.h"

#include <glib.h>

/* The network in floats, with its gradients. */

/* clang-format off */
typedef enum {
	BLOCK_VECTOR, /* word vector -> EMBED */
	BLOCK_CONV, BLOCK_CONV_BIAS,
	BLOCK_GATES1, BLOCK_GATES1_BIAS,
	BLOCK_GATES2, BLOCK_GATES2_BIAS,
	BLOCK_TAGS, BLOCK_TAGS_BIAS,
	BLOCK_NAMES, BLOCK_NAMES_BIAS,
	BLOCK_SLOTS, BLOCK_HIDDEN_BIAS,
	BLOCK_ABSENT, BLOCK_MARKS,
	BLOCK_ACTIONS, BLOCK_ACTIONS_BIAS,
	BLOCK_LEFT, BLOCK_LEFT_BIAS,
	BLOCK_RIGHT, BLOCK_RIGHT_BIAS,
	N_BLOCKS
} BlockId;
/* clang-format on */

typedef struct {
	size_t rows, columns;
} BlockShape;

extern const BlockShape block_shapes[N_BLOCKS];

size_t block_offset(BlockId block); /* in floats; of N_BLOCKS: the size of all */

/* Dense weights in one array, embedding rows in another, word vectors fixed in a third. */
typedef struct {
	float *dense, *transposed;
	float *rows;
	size_t n_rows;
	const WordVector *vectors;
	size_t n_vectors;
} Network;

/* A training word after its keys are looked up. */
typedef struct {
	uint32_t rows[WORD_KEYS]; /* the form's row first, UINT32_MAX for none */
	uint32_t vector;          /* UINT32_MAX for none */
	uint8_t n_rows;
	uint8_t upos, xpos, relation;
	uint8_t name; /* 0 outside, 2 name - 1 first, 2 name within; 255 not annotated */
	uint16_t head;
	float form_dropout;
} Example;

typedef struct {
	Example *words;
	size_t n;
	bool only_names; /* tags and tree are a guess: not to be learned */
} Sample;

/* One thread's buffers for a few sentences at a time. */
typedef struct {
	const Network *network;
	float *gradient; /* as `dense` */
	size_t n, capacity, n_samples;
	const Sample *const *samples;
	float *vectors, *x, *x_mask, *window, *y, *conv, *gates[LAYERS], *cells[LAYERS];
	float *o[LAYERS], *o_mask[LAYERS], *tags, *names, *slots;
	float *d_x, *d_window, *d_y, *d_gates, *d_o[LAYERS], *d_tags, *d_names, *d_slots;
	bool *unseen; /* the form's row was dropped: no gradient for it */
	Random random;
	bool training;
	double loss;
} Pass;

void network_init(Network *network, size_t n_rows, Random *random);

/* Call after the dense weights change. */
void network_transpose(Network *network);

void pass_init(Pass *pass, const Network *network, uint64_t seed);

/* Embeds and encodes the sentences, up to tags, names and slots. */
void pass_forward(Pass *pass, const Sample *const *samples, size_t n_samples, bool training);

/* From d_tags, d_names and d_slots down to `gradient` and d_x. */
void pass_backward(Pass *pass);

static inline const float *
network_block(const Network *network, BlockId block)
{
	return network->dense + block_offset(block);
}

static inline float *
pass_gradient(const Pass *pass, BlockId block)
{
	return pass->gradient + block_offset(block);
}

#endif
