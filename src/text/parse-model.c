/* Opening the model file.  Nothing in it is trusted before its checksum fits, and no index
 * before it is in range. */
#include "text/parse-model.h"

#include <entente/error.h>

#include <math.h>
#include <string.h>

const MatrixSize matrix_sizes[N_MATRICES] = {
	[MATRIX_CONV] = { 3 * EMBED, EMBED },   [MATRIX_GATES1] = { EMBED, GATES },
	[MATRIX_GATES2] = { WIDTH, GATES },     [MATRIX_TAGS] = { WIDTH, TAGS },
	[MATRIX_NAMES] = { WIDTH, NAME_TAGS },  [MATRIX_SLOTS] = { WIDTH, N_SLOTS *HIDDEN },
	[MATRIX_ACTIONS] = { HIDDEN, ACTIONS }, [MATRIX_LEFT] = { HIDDEN, LABELS },
	[MATRIX_RIGHT] = { HIDDEN, LABELS },
};

/* Four lanes of multiply and rotate over 32-byte blocks, then the rest by bytes. */
uint64_t
model_checksum(const void *bytes, size_t size)
{
	const uint64_t prime = 0x9e3779b97f4a7c15u;
	uint64_t lanes[4] = { 1, 2, 3, 4 }, sum = size;
	const unsigned char *at = bytes;

	for (; size >= 32; size -= 32, at += 32)
		for (int l = 0; l < 4; l++) {
			uint64_t block;
			memcpy(&block, at + 8 * l, 8);
			lanes[l] = (lanes[l] ^ block) * prime;
			lanes[l] ^= lanes[l] >> 31;
		}
	for (int l = 0; l < 4; l++)
		sum = (sum ^ lanes[l]) * prime;
	for (; size; size--, at++)
		sum = (sum ^ *at) * prime;
	return sum ^ (sum >> 32);
}

static bool
damaged(const char *path, const char *why, GError **error)
{
	g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_LEXICON, "'%s': %s", path, why);
	return false;
}

static bool
check_header(const char *path, const char *bytes, size_t size, GError **error)
{
	ModelHeader header;

	if (size < sizeof header + N_SECTIONS * sizeof(ModelSection))
		return damaged(path, "not a model of the parser", error);
	memcpy(&header, bytes, sizeof header);
	if (memcmp(header.magic, MODEL_MAGIC, sizeof header.magic) != 0)
		return damaged(path, "not a model of the parser", error);
	if (header.version != MODEL_VERSION || header.n_sections != N_SECTIONS)
		return damaged(path, "a model of another version", error);
	if (header.size != size)
		return damaged(path, "the model is cut short", error);
	if (header.checksum != model_checksum(bytes + sizeof header, size - sizeof header))
		return damaged(path, "the model is damaged", error);
	return true;
}

static size_t
power_of_two(uint64_t size, size_t each)
{
	uint64_t n = size / each;

	return size % each == 0 && n && (n & (n - 1)) == 0 ? (size_t)n : 0;
}

static bool
check_sizes(const ModelSection *sections, size_t size)
{
	size_t weights = 0, outputs = 0;

	for (int m = 0; m < N_MATRICES; m++) {
		weights += (size_t)matrix_sizes[m].n_in * matrix_sizes[m].n_out;
		outputs += matrix_sizes[m].n_out;
	}
	for (int s = 0; s < N_SECTIONS; s++)
		if (sections[s].offset % 64 || sections[s].offset > size ||
		    sections[s].size > size - sections[s].offset)
			return false;
	size_t places = power_of_two(sections[SECTION_KEYS].size, sizeof(uint64_t));
	size_t lemmas = power_of_two(sections[SECTION_LEMMA_KEYS].size, sizeof(uint64_t));
	return places && lemmas &&
	       sections[SECTION_KEY_ROWS].size == places * sizeof(uint32_t) &&
	       sections[SECTION_LEMMA_EDITS].size == lemmas * sizeof(uint16_t) &&
	       sections[SECTION_SCALES].size == N_MATRICES * sizeof(float) &&
	       sections[SECTION_MATRICES].size == weights * sizeof(int16_t) &&
	       sections[SECTION_BIASES].size == outputs * sizeof(float) &&
	       sections[SECTION_HIDDEN].size ==
	           (1 + ABSENT_ROWS + MARK_ROWS) * HIDDEN * sizeof(int32_t);
}

static bool
check_floats(const float *values, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!isfinite(values[i]))
			return false;
	return true;
}

/* Every row and edit in range, every table with an empty place to end a search. */
static bool
check_indices(const ParseModel *model, const ModelSection *sections)
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
	return gap && lemma_gap && check_floats(model->scales, N_MATRICES) &&
	       check_floats(model->biases[0], n_biases);
}

static void
point(ParseModel *model, const char *bytes, const ModelSection *sections)
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
	g_autoptr(GError) why = NULL;
	ModelSection sections[N_SECTIONS];

	model->file = g_mapped_file_new(path, FALSE, &why);
	if (!model->file) {
		damaged(path, "the model cannot be opened", error);
		return NULL;
	}
	const char *bytes = g_mapped_file_get_contents(model->file);
	size_t size = g_mapped_file_get_length(model->file);
	if (!check_header(path, bytes, size, error))
		return NULL;
	memcpy(sections, bytes + sizeof(ModelHeader), sizeof sections);
	if (!check_sizes(sections, size)) {
		damaged(path, "the model's sections do not fit", error);
		return NULL;
	}
	point(model, bytes, sections);
	if (!check_indices(model, sections)) {
		damaged(path, "the model's tables do not fit", error);
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
