/* Opening the judge's model: no size and no index in it is trusted before it fits. */
#include "extract/judge-model.h"

#include "extract/judge-choices.h"
#include "extract/judge-pairs.h"

#include <string.h>

const JudgeSize judge_sizes[N_JUDGE_MATRICES] = {
	[JUDGE_MATRIX_STATE] = { SYNTAX_STATE, JUDGE_HIDDEN },
	[JUDGE_MATRIX_GATES] = { JUDGE_HIDDEN, RECURRENCE_GATES },
	[JUDGE_MATRIX_THROUGH] = { JUDGE_HIDDEN, JUDGE_CONTEXT },
	[JUDGE_MATRIX_TAGS] = { JUDGE_CONTEXT, JUDGE_TAGS },
	[JUDGE_MATRIX_SPAN] = { JUDGE_ENDS, JUDGE_SPAN },
	[JUDGE_MATRIX_WORD] = { JUDGE_CONTEXT, JUDGE_SPAN },
};

const int16_t *
judge_row(const JudgeModel *model, uint32_t key)
{
	uint64_t place = weights_place(model->keys, model->key_mask, (uint64_t)key + 1);

	return model->keys[place] ? model->rows + (size_t)model->key_rows[place] * JUDGE_ROW : NULL;
}

/* The issues' names; false unless every one of them ends within the section. */
static bool
point_issues(JudgeModel *model, const char *bytes, const WeightsSection *section)
{
	const char *at = bytes + section->offset, *end = at + section->size;
	unsigned n = 0;

	if (at == end || end[-1] != '\0')
		return false;
	for (; at < end && n < MOST_ISSUE_NAMES; at += strlen(at) + 1)
		model->issues[n++] = at;
	model->n_outputs[CHOICE_ISSUE] = n;
	return at == end;
}

static bool
check_sizes(const JudgeModel *model, const WeightsSection *sections)
{
	size_t weights = 0, biases = 0, choices = 0;

	for (int m = 0; m < N_JUDGE_MATRICES; m++) {
		weights += (size_t)judge_sizes[m].n_in * judge_sizes[m].n_out;
		biases += judge_sizes[m].n_out;
	}
	for (int c = 0; c < N_CHOICES; c++)
		choices += model->n_outputs[c] * (choice_features(model->n_cues) + 1);
	size_t places = weights_places(sections[JUDGE_SECTION_KEYS].size, sizeof(uint64_t));
	return places && model->n_cues <= MOST_CUES &&
	       sections[JUDGE_SECTION_KEY_ROWS].size == places * sizeof(uint32_t) &&
	       sections[JUDGE_SECTION_SCALES].size == N_JUDGE_MATRICES * sizeof(float) &&
	       sections[JUDGE_SECTION_MATRICES].size == weights * sizeof(int16_t) &&
	       sections[JUDGE_SECTION_BIASES].size == biases * sizeof(float) &&
	       sections[JUDGE_SECTION_PAIRS].size ==
	           (size_t)N_PAIR_FEATURES * JUDGE_SPAN * sizeof(float) &&
	       sections[JUDGE_SECTION_ROLES].size == N_ROLES * (JUDGE_SPAN + 1) * sizeof(float) &&
	       sections[JUDGE_SECTION_CUES].size == model->n_cues * sizeof(uint32_t) &&
	       sections[JUDGE_SECTION_CHOICES].size == choices * sizeof(float) &&
	       sections[JUDGE_SECTION_LIMITS].size == N_LIMITS * sizeof(float) &&
	       sections[JUDGE_SECTION_TRUST].size == 2 * N_TRUSTED * sizeof(float);
}

static void
point(JudgeModel *model, const char *bytes, const WeightsSection *sections)
{
#define AT(section) ((const void *)(bytes + sections[section].offset))
	const int16_t *weights = AT(JUDGE_SECTION_MATRICES);
	const float *biases = AT(JUDGE_SECTION_BIASES), *choices = AT(JUDGE_SECTION_CHOICES);

	model->scales = AT(JUDGE_SECTION_SCALES);
	model->keys = AT(JUDGE_SECTION_KEYS);
	model->key_rows = AT(JUDGE_SECTION_KEY_ROWS);
	model->key_mask = sections[JUDGE_SECTION_KEYS].size / sizeof(uint64_t) - 1;
	model->rows = AT(JUDGE_SECTION_ROWS);
	model->pairs = AT(JUDGE_SECTION_PAIRS);
	model->limits = AT(JUDGE_SECTION_LIMITS);
	model->trust = AT(JUDGE_SECTION_TRUST);
	for (int m = 0; m < N_JUDGE_MATRICES; m++) {
		model->weights[m] = weights;
		model->biases[m] = biases;
		weights += (size_t)judge_sizes[m].n_in * judge_sizes[m].n_out;
		biases += judge_sizes[m].n_out;
	}
	model->roles = AT(JUDGE_SECTION_ROLES);
	model->role_biases = model->roles + N_ROLES * JUDGE_SPAN;
	model->cues = AT(JUDGE_SECTION_CUES);
	for (int c = 0; c < N_CHOICES; c++) {
		model->choices[c] = choices;
		choices += model->n_outputs[c] * (choice_features(model->n_cues) + 1);
	}
#undef AT
}

/* Every row in range, the table with an empty place to end a search, every float a number. */
static bool
check_values(const JudgeModel *model, const WeightsSection *sections)
{
	size_t n_rows = sections[JUDGE_SECTION_ROWS].size / (JUDGE_ROW * sizeof(int16_t));
	bool gap = false;

	for (size_t i = 1; i < model->n_cues; i++)
		if (model->cues[i - 1] >= model->cues[i])
			return false;
	for (uint64_t i = 0; i <= model->key_mask; i++) {
		if (model->keys[i] && model->key_rows[i] >= n_rows)
			return false;
		gap |= !model->keys[i];
	}
	static const JudgeSection floats[] = { JUDGE_SECTION_SCALES, JUDGE_SECTION_BIASES,
		                               JUDGE_SECTION_PAIRS, JUDGE_SECTION_ROLES,
		                               JUDGE_SECTION_CHOICES,
		                               JUDGE_SECTION_LIMITS, JUDGE_SECTION_TRUST };
	const char *bytes = g_mapped_file_get_contents(model->file);
	for (size_t i = 0; i < G_N_ELEMENTS(floats); i++) {
		const WeightsSection *section = &sections[floats[i]];

		if (!weights_are_finite((const void *)(bytes + section->offset),
		                        section->size / sizeof(float)))
			return false;
	}
	return gap;
}

JudgeModel *
judge_model_open(const char *path, GError **error)
{
	g_autoptr(JudgeModel) model = g_new0(JudgeModel, 1);
	WeightsSection sections[N_JUDGE_SECTIONS];

	model->file =
	    weights_open(path, JUDGE_MAGIC, JUDGE_VERSION, N_JUDGE_SECTIONS, sections, error);
	if (!model->file)
		return NULL;
	const char *bytes = g_mapped_file_get_contents(model->file);
	model->n_outputs[CHOICE_STANCE] = N_STANCES_PLUS;
	model->n_outputs[CHOICE_TONE] = N_TONES;
	model->n_outputs[CHOICE_DRAFT] = N_DRAFT_STATUSES;
	model->n_outputs[CHOICE_MEETING] = N_MEETING_STATUSES;
	model->n_cues = sections[JUDGE_SECTION_CUES].size / sizeof(uint32_t);
	if (!point_issues(model, bytes, &sections[JUDGE_SECTION_ISSUES]) ||
	    !check_sizes(model, sections)) {
		weights_refuse(path, "the model's sections do not fit", error);
		return NULL;
	}
	point(model, bytes, sections);
	if (!check_values(model, sections)) {
		weights_refuse(path, "the model's tables do not fit", error);
		return NULL;
	}
	return g_steal_pointer(&model);
}

void
judge_model_free(JudgeModel *model)
{
	if (!model)
		return;
	if (model->file)
		g_mapped_file_unref(model->file);
	g_free(model);
}
