/* Opening the parser's model: no index in it is trusted before it is in range. */
#include "text/parse-model.h"

#include <entente/error.h>

#include <string.h>

const MatrixSize matrix_sizes[N_MATRICES] = {
	[MATRIX_CONV] = { 3 * EMBED, EMBED },   [MATRIX_GATES1] = { EMBED, GATES },
	[MATRIX_GATES2] = { WIDTH, GATES },     [MATRIX_TAGS] = { WIDTH, TAGS },
	[MATRIX_NAMES] = { WIDTH, NAME_TAGS },  [MATRIX_SLOTS] = { WIDTH, N_SLOTS *HIDDEN },
	[MATRIX_ACTIONS] = { HIDDEN, ACTIONS }, [MATRIX_LEFT] = { HIDDEN, LABELS },
	[MATRIX_RIGHT] = { HIDDEN, LABELS },
};

static bool
check_sizes(const WeightsSection *sections)
{
	size_t weights = 0, outputs = 0;

	for (int m = 0; m < N_MATRICES; m++) {
		weights += (size_t)matrix_sizes[m].n_in * matrix_sizes[m].n_out;
		outputs += matrix_sizes[m].n_out;
	}
	size_t places = weights_places(sections[SECTION_KEYS].size, sizeof(uint64_t));
	size_t lemmas = weights_places(sections[SECTION_LEMMA_KEYS].size, sizeof(uint64_t));
	return places && lemmas &&
	       sections[SECTION_KEY_ROWS].size == places * sizeof(uint32_t) &&
	       sections[SECTION_LEMMA_EDITS].size == lemmas * sizeof(uint16_t) &&
	       sections[SECTION_SCALES].size == N_MATRICES * sizeof(float) &&
	       sections[SECTION_MATRICES].size == weights * sizeof(int16_t) &&
	       sections[SECTION_BIASES].size == outputs * sizeof(float) &&
	       sections[SECTION_HIDDEN].size ==
	           (1 + ABSENT_ROWS + MARK_ROWS) * HIDDEN * sizeof(int32_t);
}

/* Every row and edit in range, every table with an empty place to end a search. */
static bool
check_indices(const ParseModel *model, const WeightsSection *sections)
{
	size_t n_rows = sections[SECTION_ROWS].size / (EMBED * sizeof(int16_t));
	size_t n_edits = sections[SECTION_EDITS].size / sizeof(Edit);
	bool gap = false, lemma_gap = false;

	for (uint64_t i = 0; i <= model->key_mask; i++) {
		if (model->keys[i] && model->key_rows[i] >= n_rows)
			return false;
		gap |= !model->keys[i];
	}
	for (uint64_t i = 0; i <= model->lemma_mask; i++) {
		if (model->lemma_keys[i] && model->lemma_edits[i] >= n_edits)
			return false;
		lemma_gap |= !model->lemma_keys[i];
	}
	for (size_t i = 0; i < n_edits; i++)
		if (model->edits[i].n_added > EDIT_ADDED)
			return false;
	size_t n_biases = sections[SECTION_BIASES].size / sizeof(float);
	return gap && lemma_gap && weights_are_finite(model->scales, N_MATRICES) &&
	       weights_are_finite(model->biases[0], n_biases);
}

static void
point(ParseModel *model, const char *bytes, const WeightsSection *sections)
{
#define AT(section) ((const void *)(bytes + sections[section].offset))
	const int16_t *weights = AT(SECTION_MATRICES);
	const float *biases = AT(SECTION_BIASES);

	model->scales = AT(SECTION_SCALES);
	model->keys = AT(SECTION_KEYS);
	model->key_rows = AT(SECTION_KEY_ROWS);
	model->key_mask = sections[SECTION_KEYS].size / sizeof(uint64_t) - 1;
	model->rows = AT(SECTION_ROWS);
	for (int m = 0; m < N_MATRICES; m++) {
		model->weights[m] = weights;
		model->biases[m] = biases;
		weights += (size_t)matrix_sizes[m].n_in * matrix_sizes[m].n_out;
		biases += matrix_sizes[m].n_out;
	}
	model->hidden_bias = AT(SECTION_HIDDEN);
	model->absent = model->hidden_bias + HIDDEN;
	model->marks = model->absent + ABSENT_ROWS * HIDDEN;
	model->lemma_keys = AT(SECTION_LEMMA_KEYS);
	model->lemma_edits = AT(SECTION_LEMMA_EDITS);
	model->lemma_mask = sections[SECTION_LEMMA_KEYS].size / sizeof(uint64_t) - 1;
	model->edits = AT(SECTION_EDITS);
#undef AT
}

ParseModel *
parse_model_open(const char *path, GError **error)
{
	g_autoptr(ParseModel) model = g_new0(ParseModel, 1);
	WeightsSection sections[N_SECTIONS];

	model->file = weights_open(path, MODEL_MAGIC, MODEL_VERSION, N_SECTIONS, sections, error);
	if (!model->file)
		return NULL;
	const char *bytes = g_mapped_file_get_contents(model->file);
	if (!check_sizes(sections)) {
		weights_refuse(path, "the model's sections do not fit", error);
		return NULL;
	}
	point(model, bytes, sections);
	if (!check_indices(model, sections)) {
		weights_refuse(path, "the model's tables do not fit", error);
		return NULL;
	}
	return g_steal_pointer(&model);
}

void
parse_model_free(ParseModel *model)
{
	if (!model)
		return;
	if (model->file)
		g_mapped_file_unref(model->file);
	g_free(model);
}
