#include "extract/judge-choices.h"

#include "base/lanes.h"
#include "extract/tree.h"

enum { MOST_CUES_A_WORD = 8 };

typedef struct {
	uint16_t cues[MOST_CUES_A_WORD];
	unsigned n;
	const int16_t *vector; /* of the word's form, or NULL */
	bool content;          /* a noun, a verb, an adjective, an adverb, a name */
} WordCues;

struct Cues {
	const Document *document;
	const JudgeModel *model;
	WordCues *words;
	uint32_t n_words;
	float *page; /* how often each cue is on the page */
	float all;   /* and all of them */
};

/* The place of a key among the cues; -1 for none. */
static int
cue_of(const JudgeModel *model, uint32_t key)
{
	size_t low = 0, high = model->n_cues;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (model->cues[middle] < key)
			low = middle + 1;
		else
			high = middle;
	}
	return low < model->n_cues && model->cues[low] == key ? (int)low : -1;
}

bool
has_content(const Document *document, uint32_t word)
{
	switch (document->syntax[word].upos) {
	case UPOS_ADJ:
	case UPOS_ADV:
	case UPOS_NOUN:
	case UPOS_PROPN:
	case UPOS_VERB:
		return true;
	default:
		return false;
	}
}

Cues *
cues_new(const Document *document, const JudgeModel *model, uint32_t n_words)
{
	Cues *cues = g_new(Cues, 1);

	*cues = (Cues){ document, model, g_new0(WordCues, n_words + 1), n_words,
		        g_new0(float, model->n_cues + 1), 0 };
	return cues;
}

void
cues_add(Cues *cues, uint32_t word, const uint32_t *keys, size_t n_keys)
{
	WordCues *at = &cues->words[word];
	const int16_t *row = judge_row(cues->model, keys[0]);

	at->vector = row ? row + JUDGE_HIDDEN : NULL;
	at->content = has_content(cues->document, word);
	for (size_t k = 1; k < n_keys && at->n < MOST_CUES_A_WORD; k++) {
		int cue = cue_of(cues->model, keys[k]);

		if (cue < 0)
			continue;
		at->cues[at->n++] = (uint16_t)cue;
		cues->page[cue]++;
		cues->all++;
	}
}

void
cues_free(Cues *cues)
{
	g_free(cues->words);
	g_free(cues->page);
	g_free(cues);
}

static void
count(const Cues *cues, uint32_t first, uint32_t end, float *counts)
{
	for (uint32_t i = first; i < end; i++)
		for (unsigned c = 0; c < cues->words[i].n; c++)
			counts[cues->words[i].cues[c]]++;
}

static void
mean_vector(const Cues *cues, uint32_t first, uint32_t end, float *mean)
{
	int32_t sums[JUDGE_VECTOR] = { 0 };
	float n = 0;

	for (uint32_t i = first; i < end; i++) {
		const WordCues *word = &cues->words[i];

		n += word->content;
		for (int k = 0; word->content && word->vector && k < JUDGE_VECTOR; k++)
			sums[k] += word->vector[k];
	}
	for (int k = 0; k < JUDGE_VECTOR; k++)
		mean[k] = (float)sums[k] / (ACTIVATION_ONE * MAX(n, 1));
}

float *
cues_features(const Cues *cues, uint32_t sentence, uint32_t first, uint32_t end)
{
	const Sentence *within = &cues->document->sentences[sentence];
	size_t n = cues->model->n_cues;
	float *features = g_new0(float, choice_features(n)), *vectors = features + 4 * n;
	uint32_t governor = tree_governor(cues->document, first, end);

	count(cues, first, end, features);
	count(cues, within->first_word, sentence_end(within), features + n);
	for (size_t c = 0; c < n; c++)
		features[2 * n + c] = cues->page[c] / MAX(cues->all, 1);
	mean_vector(cues, first, end, vectors);
	mean_vector(cues, within->first_word, sentence_end(within), vectors + JUDGE_VECTOR);
	if (governor >= cues->n_words)
		return features;
	count(cues, governor, governor + 1, features + 3 * n);
	for (int k = 0; cues->words[governor].vector && k < JUDGE_VECTOR; k++)
		vectors[2 * JUDGE_VECTOR + k] =
		    (float)cues->words[governor].vector[k] * (1.0f / ACTIVATION_ONE);
	return features;
}

static void
add_weighed(float *restrict scores, float feature, const float *restrict weights, size_t n)
{
	for (size_t i = 0; i < n; i++)
		scores[i] += feature * weights[i];
}

int
choose(const JudgeModel *model, Choice choice, const float *features)
{
	size_t n = choice_features(model->n_cues), n_outputs = model->n_outputs[choice];
	const float *weights = model->choices[choice], *biases = weights + n * n_outputs;
	g_autofree float *scores = g_memdup2(biases, n_outputs * sizeof *biases);
	size_t best = 0;

	for (size_t f = 0; f < n; f++)
		if (features[f] != 0)
			add_weighed(scores, features[f], weights + f * n_outputs, n_outputs);
	for (size_t o = 1; o < n_outputs; o++)
		if (scores[o] > scores[best])
			best = o;
	return (int)best;
}
