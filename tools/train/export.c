/* From the trained floats to the model file. */
#include "export.h"
#include "text/parse-model.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
	BlockId weights, bias;
	bool has_bias;
} matrix_blocks[N_MATRICES] = {
	[MATRIX_CONV] = { BLOCK_CONV, BLOCK_CONV_BIAS, true },
	[MATRIX_GATES1] = { BLOCK_GATES1, BLOCK_GATES1_BIAS, true },
	[MATRIX_GATES2] = { BLOCK_GATES2, BLOCK_GATES2_BIAS, true },
	[MATRIX_TAGS] = { BLOCK_TAGS, BLOCK_TAGS_BIAS, true },
	[MATRIX_NAMES] = { BLOCK_NAMES, BLOCK_NAMES_BIAS, true },
	[MATRIX_SLOTS] = { BLOCK_SLOTS, BLOCK_HIDDEN_BIAS, false },
	[MATRIX_ACTIONS] = { BLOCK_ACTIONS, BLOCK_ACTIONS_BIAS, true },
	[MATRIX_LEFT] = { BLOCK_LEFT, BLOCK_LEFT_BIAS, true },
	[MATRIX_RIGHT] = { BLOCK_RIGHT, BLOCK_RIGHT_BIAS, true },
};

static int32_t
rounded(float value, int32_t most)
{
	return (int32_t)lrintf(CLAMP(value, (float)-most, (float)most));
}

/* Integers a unit of weight: the largest for which no column's sum is over the limit. */
static float
weight_scale(const float *weights, const MatrixSize *size, float limit)
{
	float most = 1e-6f, largest = 0;

	for (unsigned j = 0; j < size->n_out; j++) {
		float sum = 0;
		for (unsigned k = 0; k < size->n_in; k++) {
			float weight = fabsf(weights[(size_t)k * size->n_out + j]);
			sum += weight;
			largest = MAX(largest, weight);
		}
		most = MAX(most, sum);
	}
	return 0.99f * MIN(limit / most, 32767 / MAX(largest, 1e-6f));
}

static void
add_matrix(GByteArray *bytes, const float *weights, const MatrixSize *size, float scale)
{
	for (size_t k = 0; k < size->n_in; k += 2)
		for (size_t j = 0; j < size->n_out; j++)
			for (size_t p = 0; p < 2; p++) {
				int16_t weight = (int16_t)rounded(
				    weights[(k + p) * size->n_out + j] * scale, 32767);
				g_byte_array_append(bytes, (const guint8 *)&weight,
				                    sizeof weight);
			}
}

static void
add_hidden(GByteArray *bytes, const Network *network, BlockId block, float scale)
{
	const float *values = network_block(network, block);

	for (size_t i = 0; i < block_shapes[block].rows * HIDDEN; i++) {
		int32_t value = rounded(values[i] * scale, HIDDEN_MOST);
		g_byte_array_append(bytes, (const guint8 *)&value, sizeof value);
	}
}

static void
make_matrices(GByteArray **sections, const Network *network)
{
	for (int m = 0; m < N_MATRICES; m++) {
		const float *weights = network_block(network, matrix_blocks[m].weights);
		float limit = m == MATRIX_SLOTS ? HIDDEN_COLUMN_MOST : COLUMN_MOST;
		float scale = weight_scale(weights, &matrix_sizes[m], limit);
		float worth = 1 / (scale * ACTIVATION_ONE);
		g_byte_array_append(sections[SECTION_SCALES], (const guint8 *)&worth,
		                    sizeof worth);
		add_matrix(sections[SECTION_MATRICES], weights, &matrix_sizes[m], scale);
		for (unsigned j = 0; j < matrix_sizes[m].n_out; j++) {
			float bias = matrix_blocks[m].has_bias
			                 ? network_block(network, matrix_blocks[m].bias)[j]
			                 : 0;
			g_byte_array_append(sections[SECTION_BIASES], (const guint8 *)&bias,
			                    sizeof bias);
		}
		if (m != MATRIX_SLOTS)
			continue;
		add_hidden(sections[SECTION_HIDDEN], network, BLOCK_HIDDEN_BIAS, 1 / worth);
		add_hidden(sections[SECTION_HIDDEN], network, BLOCK_ABSENT, 1 / worth);
		add_hidden(sections[SECTION_HIDDEN], network, BLOCK_MARKS, 1 / worth);
	}
}

/* The embedding of a key: its trained row, if it has one, plus its word vector through the
 * trained matrix, if it has one. */
static void
add_row(GByteArray *bytes, const Network *network, guint row, guint vector)
{
	const float *weights = network_block(network, BLOCK_VECTOR);

	for (int e = 0; e < EMBED; e++) {
		float sum = row ? network->rows[(size_t)(row - 1) * EMBED + (size_t)e] : 0;
		for (int k = 0; vector && k < VECTOR_ALL; k++)
			sum += network->vectors[vector - 1].values[k] * weights[k * EMBED + e];
		int16_t value = (int16_t)rounded(sum * ACTIVATION_ONE, ACTIVATION_MOST);
		g_byte_array_append(bytes, (const guint8 *)&value, sizeof value);
	}
}

static guint
lookup(GHashTable *table, uint64_t key)
{
	return GPOINTER_TO_UINT(g_hash_table_lookup(table, &key));
}

static uint64_t
places_for(size_t n)
{
	uint64_t places = 64;

	while (places < 2 * n)
		places *= 2;
	return places;
}

static void
make_keys(GByteArray **sections, const Network *network, const KeyTable *keys)
{
	g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(uint64_t));

	g_array_append_vals(all, keys->keys->data, keys->keys->len);
	for (size_t v = 0; v < network->n_vectors; v++)
		if (!lookup(keys->rows, network->vectors[v].key))
			g_array_append_val(all, network->vectors[v].key);
	uint64_t places = places_for(all->len);
	g_autofree uint64_t *table = g_new0(uint64_t, places);
	g_autofree uint32_t *rows = g_new0(uint32_t, places);
	for (guint i = 0; i < all->len; i++) {
		uint64_t key = g_array_index(all, uint64_t, i);
		uint64_t place = weights_place(table, places - 1, key);
		table[place] = key;
		rows[place] = i;
		add_row(sections[SECTION_ROWS], network, lookup(keys->rows, key),
		        lookup(keys->vectors, key));
	}
	g_byte_array_append(sections[SECTION_KEYS], (const guint8 *)table, (guint)(places * 8));
	g_byte_array_append(sections[SECTION_KEY_ROWS], (const guint8 *)rows,
	                    (guint)(places * 4));
}

static int
by_key(gconstpointer a, gconstpointer b)
{
	uint64_t x = **(const uint64_t *const *)a, y = **(const uint64_t *const *)b;

	return x < y ? -1 : x > y;
}

static void
make_lemmas(GByteArray **sections, const Lemmas *lemmas)
{
	guint n;
	g_autofree gpointer *keys = g_hash_table_get_keys_as_array(lemmas->found, &n);
	uint64_t places = places_for(n);
	g_autofree uint64_t *table = g_new0(uint64_t, places);
	g_autofree uint16_t *edits = g_new0(uint16_t, places);

	qsort(keys, n, sizeof *keys, by_key);
	for (guint i = 0; i < n; i++) {
		uint64_t key = *(const uint64_t *)keys[i];
		uint64_t place = weights_place(table, places - 1, key);
		table[place] = key;
		edits[place] = (uint16_t)(lookup(lemmas->found, key) - 1);
	}
	g_byte_array_append(sections[SECTION_LEMMA_KEYS], (const guint8 *)table,
	                    (guint)(places * 8));
	g_byte_array_append(sections[SECTION_LEMMA_EDITS], (const guint8 *)edits,
	                    (guint)(places * 2));
	g_byte_array_append(sections[SECTION_EDITS], (const guint8 *)lemmas->edits->data,
	                    (guint)(lemmas->edits->len * sizeof(Edit)));
}

static void
write_model(const char *path, GByteArray **sections)
{
	g_autoptr(GByteArray) file = g_byte_array_new();
	g_autoptr(GError) error = NULL;
	WeightsHeader header = { .version = MODEL_VERSION, .n_sections = N_SECTIONS };
	WeightsSection table[N_SECTIONS];
	static const guint8 zeroes[64];

	g_byte_array_set_size(file, sizeof header + sizeof table);
	for (int s = 0; s < N_SECTIONS; s++) {
		g_byte_array_append(file, zeroes, (64 - file->len % 64) % 64);
		table[s] = (WeightsSection){ file->len, sections[s]->len };
		g_byte_array_append(file, sections[s]->data, sections[s]->len);
	}
	memcpy(header.magic, MODEL_MAGIC, sizeof header.magic);
	memcpy(file->data + sizeof header, table, sizeof table);
	header.size = file->len;
	header.checksum = weights_checksum(file->data + sizeof header, file->len - sizeof header);
	memcpy(file->data, &header, sizeof header);
	if (!g_file_set_contents(path, (const char *)file->data, file->len, &error)) {
		fprintf(stderr, "%s\n", error->message);
		exit(1);
	}
}

void
export_model(const char *path, const Network *network, const KeyTable *keys,
             const Lemmas *lemmas)
{
	GByteArray *sections[N_SECTIONS];

	for (int s = 0; s < N_SECTIONS; s++)
		sections[s] = g_byte_array_new();
	make_matrices(sections, network);
	make_keys(sections, network, keys);
	make_lemmas(sections, lemmas);
	write_model(path, sections);
	for (int s = 0; s < N_SECTIONS; s++)
		g_byte_array_unref(sections[s]);
}
