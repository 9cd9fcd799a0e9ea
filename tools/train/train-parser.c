/* train-parser OUT EPOCHS LEXICON VECTORS DEV.conllu TRAIN.conllu...
 *
 * Trains tagger, parser and name finder as one network and writes the model file.  Two threads
 * share each batch in a fixed way, so that the same command gives the same file. */
#include "decisions.h"
#include "examples.h"
#include "export.h"
#include "lemmas.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { THREADS = 2, SHARE = 12, BATCH = THREADS * SHARE };

static const float RATE = 2e-3f, MEAN_DECAY = 0.9f, SQUARE_DECAY = 0.99f, CLIP = 5,
		   EXPLORE = 0.9f;

typedef struct {
	float *mean, *square;
} Moments;

typedef struct {
	Network network;
	Pass passes[THREADS];
	Moments dense, rows;
	float *row_gradient;
	GArray *touched; /* uint32_t */
	uint32_t *row_steps;
	unsigned step;
	float rate, explore;
} Trainer;

typedef struct {
	Trainer *trainer;
	int thread;
	const Sample *const *samples;
	size_t n_samples;
} Work;

static void
learn_tags(Pass *pass, const Example *word, size_t i)
{
	const float *tags = pass->tags + i * TAGS;
	float *d_tags = pass->d_tags + i * TAGS;

	pass->loss += softmax_loss(tags, d_tags, N_UPOS, word->upos, NULL, NULL);
	pass->loss +=
	    softmax_loss(tags + N_UPOS, d_tags + N_UPOS, N_XPOS, word->xpos, NULL, NULL);
}

static void
learn_name(Pass *pass, const Example *word, size_t i)
{
	if (word->name != NAME_UNKNOWN)
		pass->loss +=
		    softmax_loss(pass->names + i * NAME_TAGS, pass->d_names + i * NAME_TAGS,
		                 2 * N_NAMES - 1, word->name, NULL, NULL);
}

static gpointer
work(gpointer user_data)
{
	Work *self = user_data;
	Pass *pass = &self->trainer->passes[self->thread];

	memset(pass->gradient, 0, block_offset(N_BLOCKS) * sizeof(float));
	pass_forward(pass, self->samples, self->n_samples, true);
	for (size_t s = 0, at = 0; s < self->n_samples; s++) {
		const Sample *sample = self->samples[s];
		for (size_t i = 0; i < sample->n; i++) {
			learn_name(pass, &sample->words[i], at + i);
			if (!sample->only_names)
				learn_tags(pass, &sample->words[i], at + i);
		}
		if (!sample->only_names)
			decisions_learn(pass, s, at, self->trainer->explore);
		at += sample->n;
	}
	pass_backward(pass);
	return NULL;
}

static inline void
adam(float *value, float *mean, float *square, float gradient, float rate)
{
	*mean = MEAN_DECAY * *mean + (1 - MEAN_DECAY) * gradient;
	*square = SQUARE_DECAY * *square + (1 - SQUARE_DECAY) * gradient * gradient;
	*value -= rate * *mean / (sqrtf(*square) + 1e-8f);
}

/* Gathers the words' gradients into those of their embedding rows. */
static void
gather_rows(Trainer *trainer, const Pass *pass)
{
	size_t at = 0;

	for (size_t s = 0; s < pass->n_samples; s++)
		for (size_t i = 0; i < pass->samples[s]->n; i++, at++) {
			const Example *word = &pass->samples[s]->words[i];
			for (unsigned r = pass->unseen[at]; r < word->n_rows; r++) {
				uint32_t row = word->rows[r];
				if (row == UINT32_MAX)
					continue;
				if (trainer->row_steps[row] != trainer->step) {
					trainer->row_steps[row] = trainer->step;
					g_array_append_val(trainer->touched, row);
				}
				float *gradient = trainer->row_gradient + (size_t)row * EMBED;
				for (int k = 0; k < EMBED; k++)
					gradient[k] += pass->d_x[at * EMBED + k];
			}
		}
}

static void
update(Trainer *trainer)
{
	size_t size = block_offset(N_BLOCKS), n_words = 0;
	float *gradient = trainer->passes[0].gradient;
	double norm = 0;

	for (int t = 0; t < THREADS; t++) {
		n_words += trainer->passes[t].n;
		gather_rows(trainer, &trainer->passes[t]);
		for (size_t i = 0; t && i < size; i++)
			gradient[i] += trainer->passes[t].gradient[i];
	}
	for (size_t i = 0; i < size; i++)
		norm += (double)gradient[i] * gradient[i];
	float scale = 1 / (float)n_words, warm = 1 - powf(SQUARE_DECAY, (float)trainer->step);
	norm = sqrt(norm) * scale;
	if (norm > CLIP)
		scale *= CLIP / (float)norm;
	float rate = trainer->rate * sqrtf(warm) / (1 - powf(MEAN_DECAY, (float)trainer->step));
	for (size_t i = 0; i < size; i++)
		adam(&trainer->network.dense[i], &trainer->dense.mean[i],
		     &trainer->dense.square[i], gradient[i] * scale, rate);
	for (guint t = 0; t < trainer->touched->len; t++) {
		size_t from = (size_t)g_array_index(trainer->touched, uint32_t, t) * EMBED;
		for (size_t i = from; i < from + EMBED; i++) {
			adam(&trainer->network.rows[i], &trainer->rows.mean[i],
			     &trainer->rows.square[i], trainer->row_gradient[i] * scale, rate);
			trainer->row_gradient[i] = 0;
		}
	}
	g_array_set_size(trainer->touched, 0);
	network_transpose(&trainer->network);
}

static void
learn_batch(Trainer *trainer, const Sample *const *samples, size_t n_samples)
{
	Work works[THREADS];
	GThread *threads[THREADS];
	size_t half = (n_samples + THREADS - 1) / THREADS;

	trainer->step++;
	for (int t = 0; t < THREADS; t++) {
		size_t from = MIN((size_t)t * half, n_samples),
		       to = MIN(from + half, n_samples);
		works[t] = (Work){ trainer, t, samples + from, to - from };
		threads[t] = g_thread_new(NULL, work, &works[t]);
	}
	for (int t = 0; t < THREADS; t++)
		g_thread_join(threads[t]);
	update(trainer);
}

static int
best(const float *scores, int n)
{
	int top = 0;

	for (int i = 1; i < n; i++)
		if (scores[i] > scores[top])
			top = i;
	return top;
}

static bool
same_relation(Relation a, Relation b)
{
	const char *x = relation_name(a), *y = relation_name(b);
	size_t n = strcspn(x, ":");

	return n == strcspn(y, ":") && strncmp(x, y, n) == 0;
}

static void
evaluate(Trainer *trainer, const GPtrArray *samples, unsigned epoch, double seconds)
{
	Pass *pass = &trainer->passes[0];
	size_t words = 0, upos = 0, xpos = 0, heads = 0, labels = 0;
	double loss = 0;

	for (int t = 0; t < THREADS; t++) {
		loss += trainer->passes[t].loss;
		trainer->passes[t].loss = 0;
	}
	for (guint s = 0; s < samples->len; s++) {
		const Sample *sample = samples->pdata[s];
		Arcs arcs;
		pass_forward(pass, &sample, 1, false);
		decisions_parse(pass, 0, 0, &arcs);
		for (size_t i = 0; i < sample->n; i++) {
			const Example *word = &sample->words[i];
			unsigned head = arcs.head[i + 1] > sample->n ? 0 : arcs.head[i + 1];
			upos += best(pass->tags + i * TAGS, N_UPOS) == word->upos;
			xpos += best(pass->tags + i * TAGS + N_UPOS, N_XPOS) == word->xpos;
			heads += head == word->head;
			labels += head == word->head &&
			          same_relation(arcs.relation[i + 1], word->relation);
		}
		words += sample->n;
	}
	double all = (double)words / 100;
	fprintf(stderr,
	        "epoch %2u  loss %.0f  UPOS %.2f  XPOS %.2f  UAS %.2f  LAS %.2f  %.0f s\n",
	        epoch, loss, (double)upos / all, (double)xpos / all, (double)heads / all,
	        (double)labels / all, seconds);
}

static void
shuffle(GPtrArray *samples, Random *random)
{
	for (guint i = samples->len; i > 1; i--) {
		guint j = (guint)(random_next(random) % i);
		gpointer other = samples->pdata[j];
		samples->pdata[j] = samples->pdata[i - 1];
		samples->pdata[i - 1] = other;
	}
}

static void
train(Trainer *trainer, GPtrArray *samples, const GPtrArray *dev, unsigned epochs,
      Random *random)
{
	unsigned batches = (samples->len + BATCH - 1) / BATCH;
	time_t start = time(NULL);

	for (unsigned epoch = 0; epoch < epochs; epoch++) {
		shuffle(samples, random);
		trainer->explore = epoch ? EXPLORE : 0;
		for (unsigned b = 0; b < batches; b++) {
			float done = (float)(epoch * batches + b) / (float)(epochs * batches);
			size_t from = (size_t)b * BATCH, n = MIN(BATCH, samples->len - from);
			trainer->rate = RATE * MIN(1, done * 50) * (1 - done);
			learn_batch(trainer, (const Sample *const *)samples->pdata + from, n);
		}
		evaluate(trainer, dev, epoch + 1, difftime(time(NULL), start));
	}
}

static Moments
moments_new(size_t size)
{
	return (Moments){ g_new0(float, size), g_new0(float, size) };
}

static GPtrArray *
make_samples(const KeyTable *keys, const Gazetteer *gazetteer, Conllu *const *treebanks,
             int n_treebanks)
{
	GPtrArray *samples = g_ptr_array_new();

	for (int t = 0; t < n_treebanks; t++)
		for (size_t s = 0; s < treebanks[t]->sentences->len; s++)
			g_ptr_array_add(samples, sample_new(keys, gazetteer, treebanks[t],
			                                    conllu_sentence(treebanks[t], s)));
	return samples;
}

int
main(int argc, char **argv)
{
	Conllu *dev, *treebanks[16];
	Gazetteer *gazetteer;
	Trainer trainer = { 0 };
	Random random = { 11 };
	int n_treebanks = 0;

	if (argc < 7 || argc > 21) {
		fprintf(stderr, "usage: train-parser OUT EPOCHS LEXICON VECTORS DEV.conllu "
		                "TRAIN.conllu...\n");
		return 2;
	}
	trainer.network.vectors = vectors_read(argv[4], &trainer.network.n_vectors);
	gazetteer = gazetteer_load(argv[3]);
	dev = conllu_read(argv[5]);
	for (int a = 6; a < argc; a++)
		treebanks[n_treebanks++] = conllu_read(argv[a]);
	KeyTable *keys = key_table_new(treebanks, n_treebanks, trainer.network.vectors,
	                               trainer.network.n_vectors);
	network_init(&trainer.network, keys->keys->len, &random);
	trainer.dense = moments_new(block_offset(N_BLOCKS));
	trainer.rows = moments_new(trainer.network.n_rows * EMBED);
	trainer.row_gradient = g_new0(float, trainer.network.n_rows *EMBED);
	trainer.row_steps = g_new0(uint32_t, trainer.network.n_rows);
	trainer.touched = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	for (int t = 0; t < THREADS; t++)
		pass_init(&trainer.passes[t], &trainer.network, 100 + (uint64_t)t);
	fprintf(stderr, "%zu embedding rows, %zu dense weights\n", trainer.network.n_rows,
	        block_offset(N_BLOCKS));
	train(&trainer, make_samples(keys, gazetteer, treebanks, n_treebanks),
	      make_samples(keys, gazetteer, &dev, 1), (unsigned)atoi(argv[2]), &random);
	export_model(argv[1], &trainer.network, keys,
	             lemmas_learn(argv[3], treebanks, n_treebanks));
	return 0;
}
