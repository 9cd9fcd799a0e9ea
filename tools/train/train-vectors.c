/* train-vectors OUT TEXT.jsonl TREEBANK.conllu...
 *
 * Word vectors by skip-gram with negative sampling, with an output table for each distance, so
 * that the vectors tell word classes rather than topics.
 * T. Mikolov et al., NIPS 2013; W. Ling et al., NAACL 2015 (structured skip-gram).
 * One thread and a fixed seed: the same texts give the same file. */
#include "treebank.h"
#include "random.h"
#include "rough.h"
#include "text/parse-features.h"
#include "vectors.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	WINDOW = 3,
	OFFSETS = 2 * WINDOW,
	NEGATIVE = 5,
	LEAST_COUNT = 4,
	EPOCHS = 8,
	NOISE_SIZE = 1 << 20
};

static const float RATE = 0.025f, KEEP = 1e-3f;

typedef struct {
	char *folded;
	uint32_t count, capital, shouted, id;
} Entry;

typedef struct {
	GHashTable *table; /* folded word -> Entry */
	GPtrArray *entries;
	GArray *stream; /* uint32_t: vocabulary index + 1, 0 ends a sentence */
	uint64_t total;
} Corpus;

typedef float Wide __attribute__((vector_size(32), aligned(4)));
enum { WIDES = VECTOR_SIZE / 8 };

static Entry *
entry_of(Corpus *corpus, const ParseWord *word, bool create)
{
	char folded[FOLD_MAX + 1];
	size_t length = fold_word(word, FOLD_DIGITS, folded);

	folded[length] = '\0';
	Entry *entry = g_hash_table_lookup(corpus->table, folded);
	if (!entry && create) {
		entry = g_new0(Entry, 1);
		entry->folded = g_strdup(folded);
		g_hash_table_insert(corpus->table, entry->folded, entry);
		g_ptr_array_add(corpus->entries, entry);
	}
	return entry;
}

static void
count_words(Corpus *corpus, const ParseWord *words, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		Entry *entry = entry_of(corpus, &words[i], true);
		const char *text = words[i].text;
		entry->count++;
		entry->capital += i > 0 && g_ascii_isupper(text[0]);
		entry->shouted +=
		    words[i].length > 1 && g_ascii_isupper(text[0]) && g_ascii_isupper(text[1]);
	}
}

static void
add_stream(Corpus *corpus, const ParseWord *words, size_t n)
{
	uint32_t end = 0;

	for (size_t i = 0; i < n; i++) {
		Entry *entry = entry_of(corpus, &words[i], false);
		if (!entry->id)
			continue;
		g_array_append_val(corpus->stream, entry->id);
		corpus->total++;
	}
	g_array_append_val(corpus->stream, end);
}

typedef void (*SentenceFunc)(Corpus *corpus, const ParseWord *words, size_t n);

static void
each_sentence(Corpus *corpus, const Rough *rough, Conllu **treebanks, int n_treebanks,
              SentenceFunc visit)
{
	const ParseWord *words = (const ParseWord *)(void *)rough->words->data;

	for (guint s = 0; s + 1 < rough->sentences->len; s++) {
		uint32_t from = g_array_index(rough->sentences, uint32_t, s);
		uint32_t to = g_array_index(rough->sentences, uint32_t, s + 1);
		visit(corpus, words + from, to - from);
	}
	for (int t = 0; t < n_treebanks; t++)
		for (size_t s = 0; s < treebanks[t]->sentences->len; s++) {
			const ConlluSentence *sentence = conllu_sentence(treebanks[t], s);
			visit(corpus, sentence->words, sentence->n_words);
		}
}

static int
by_count(gconstpointer a, gconstpointer b)
{
	const Entry *x = *(const Entry *const *)a, *y = *(const Entry *const *)b;

	if (x->count != y->count)
		return x->count < y->count ? 1 : -1;
	return strcmp(x->folded, y->folded);
}

/* Words seen often enough, most frequent first. */
static void
cut_vocabulary(Corpus *corpus)
{
	guint n = 0;

	g_ptr_array_sort(corpus->entries, by_count);
	while (n < corpus->entries->len &&
	       ((Entry *)corpus->entries->pdata[n])->count >= LEAST_COUNT) {
		((Entry *)corpus->entries->pdata[n])->id = n + 1;
		n++;
	}
	g_ptr_array_set_size(corpus->entries, (gint)n);
}

static uint32_t *
make_noise(const Corpus *corpus)
{
	uint32_t *noise = g_new(uint32_t, NOISE_SIZE);
	double sum = 0, reached = 0;
	size_t at = 0;

	for (guint i = 0; i < corpus->entries->len; i++)
		sum += pow(((Entry *)corpus->entries->pdata[i])->count, 0.75);
	for (guint i = 0; i < corpus->entries->len; i++) {
		reached += pow(((Entry *)corpus->entries->pdata[i])->count, 0.75) / sum;
		while (at < NOISE_SIZE && (double)at / NOISE_SIZE < reached)
			noise[at++] = i;
	}
	while (at < NOISE_SIZE)
		noise[at++] = 0;
	return noise;
}

static void
learn_pair(Wide *in, Wide *gradient, Wide *out, float label, float rate)
{
	Wide sums = { 0 };
	float dot = 0;

	for (int k = 0; k < WIDES; k++)
		sums += in[k] * out[k];
	for (int k = 0; k < 8; k++)
		dot += sums[k];
	float g = (label - 1 / (1 + expf(-dot))) * rate;
	for (int k = 0; k < WIDES; k++) {
		gradient[k] += g * out[k];
		out[k] += g * in[k];
	}
}

static void
learn(const Corpus *corpus, float *in, float *out)
{
	g_autofree uint32_t *noise = make_noise(corpus), *kept = g_new(uint32_t, 1 << 16);
	const uint32_t *stream = (const uint32_t *)(void *)corpus->stream->data;
	size_t n_words = corpus->entries->len, length = corpus->stream->len, at = 0, done = 0;
	Random random = { 1 };

	while (at < length * EPOCHS) {
		size_t n = 0;
		for (uint32_t id; (id = stream[at++ % length]);) {
			Entry *entry = corpus->entries->pdata[id - 1];
			double share = (double)entry->count / (double)corpus->total;
			done++;
			if (n < 1 << 16 &&
			    random_float(&random) < sqrt(KEEP / share) + KEEP / share)
				kept[n++] = id - 1;
		}
		float rate =
		    RATE * MAX(1 - (float)done / (float)(corpus->total * EPOCHS), 1e-3f);
		for (size_t i = 0; i < n; i++)
			for (int o = 0; o < OFFSETS; o++) {
				ptrdiff_t j =
				    (ptrdiff_t)i + (o < WINDOW ? o - WINDOW : o - WINDOW + 1);
				if (j < 0 || j >= (ptrdiff_t)n)
					continue;
				Wide gradient[WIDES] = { 0 };
				float *table = out + (size_t)o * n_words * VECTOR_SIZE;
				Wide *word =
				    (Wide *)(void *)(in + (size_t)kept[i] * VECTOR_SIZE);
				for (int k = 0; k <= NEGATIVE; k++) {
					uint32_t other =
					    k ? noise[random_next(&random) % NOISE_SIZE]
					      : kept[j];
					if (k && other == kept[j])
						continue;
					learn_pair(word, gradient,
					           (Wide *)(void *)(table + (size_t)other *
					                                        VECTOR_SIZE),
					           k ? 0 : 1, rate);
				}
				for (int k = 0; k < WIDES; k++)
					word[k] += gradient[k];
			}
	}
}

static void
write_vectors(const char *path, const Corpus *corpus, const float *in)
{
	size_t n = corpus->entries->len;
	g_autofree WordVector *vectors = g_new0(WordVector, n);
	g_autoptr(GError) error = NULL;
	double sum = 0;

	for (size_t i = 0; i < n * VECTOR_SIZE; i++)
		sum += (double)in[i] * in[i];
	float scale = (float)(0.5 / sqrt(sum / (double)(n * VECTOR_SIZE)));
	for (size_t i = 0; i < n; i++) {
		const Entry *entry = corpus->entries->pdata[i];
		float *values = vectors[i].values;
		vectors[i].key = form_key(entry->folded, strlen(entry->folded));
		vectors[i].count = entry->count;
		for (size_t k = 0; k < VECTOR_SIZE; k++)
			values[k] = in[i * VECTOR_SIZE + k] * scale;
		values[VECTOR_SIZE] = (logf((float)entry->count) - 4) / 3;
		values[VECTOR_SIZE + 1] =
		    2.0f * (float)entry->capital / (float)entry->count - 1;
		values[VECTOR_SIZE + 2] = (float)entry->shouted / (float)entry->count;
		values[VECTOR_SIZE + 3] = 1;
	}
	if (!g_file_set_contents(path, (const char *)vectors, (gssize)(n * sizeof(WordVector)),
	                         &error)) {
		fprintf(stderr, "%s\n", error->message);
		exit(1);
	}
	fprintf(stderr, "%zu words with vectors, from %zu words of text\n", n,
	        (size_t)corpus->total);
}

int
main(int argc, char **argv)
{
	Corpus corpus = { .table = g_hash_table_new(g_str_hash, g_str_equal),
		          .entries = g_ptr_array_new(),
		          .stream = g_array_new(FALSE, FALSE, sizeof(uint32_t)) };
	Conllu *treebanks[16];
	int n_treebanks = 0;
	Random random = { 7 };

	if (argc < 3 || argc > 18) {
		fprintf(stderr, "usage: train-vectors OUT TEXT.jsonl TREEBANK.conllu...\n");
		return 2;
	}
	Rough *rough = rough_read(argv[2]);
	for (int a = 3; a < argc; a++)
		treebanks[n_treebanks++] = conllu_read(argv[a]);
	each_sentence(&corpus, rough, treebanks, n_treebanks, count_words);
	cut_vocabulary(&corpus);
	each_sentence(&corpus, rough, treebanks, n_treebanks, add_stream);

	size_t size = (size_t)corpus.entries->len * VECTOR_SIZE;
	float *in = g_new(float, size), *out = g_new0(float, size *OFFSETS);
	for (size_t i = 0; i < size; i++)
		in[i] = (random_float(&random) - 0.5f) / VECTOR_SIZE;
	learn(&corpus, in, out);
	write_vectors(argv[1], &corpus, in);
	return 0;
}
