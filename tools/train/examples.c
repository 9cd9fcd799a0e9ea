/* From treebank sentences to training samples. */
#include "examples.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LEAST_FORM = 2, LEAST_AFFIX = 3 };

static const float FORM_DROPOUT = 0.5f; /* of a word seen once; less the more it is seen */

static guint
count_of(GHashTable *table, const uint64_t *key)
{
	return GPOINTER_TO_UINT(g_hash_table_lookup(table, key));
}

static uint64_t *
copy_key(uint64_t key)
{
	return g_memdup2(&key, sizeof key);
}

static void
count_keys(KeyTable *keys, const ConlluSentence *sentence, GArray *order)
{
	SentenceCase style = sentence_case(sentence->words, sentence->n_words);
	uint64_t found[WORD_KEYS];

	if (conllu_only_names(sentence))
		return;
	for (size_t i = 0; i < sentence->n_words; i++) {
		size_t n = word_keys(&sentence->words[i], i == 0, style, found);
		for (size_t k = 0; k < n; k++) {
			guint count = count_of(keys->counts, &found[k]) + 1;
			g_hash_table_replace(keys->counts, copy_key(found[k]),
			                     GUINT_TO_POINTER(count));
			if (count == (k ? LEAST_AFFIX : LEAST_FORM))
				g_array_append_val(order, found[k]);
		}
	}
}

KeyTable *
key_table_new(Conllu *const *treebanks, int n_treebanks, const WordVector *vectors,
              size_t n_vectors)
{
	KeyTable *keys = g_new0(KeyTable, 1);

	keys->rows = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	keys->vectors = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	keys->counts = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	keys->keys = g_array_new(FALSE, FALSE, sizeof(uint64_t));
	for (int t = 0; t < n_treebanks; t++)
		for (size_t s = 0; s < treebanks[t]->sentences->len; s++)
			count_keys(keys, conllu_sentence(treebanks[t], s), keys->keys);
	for (guint r = 0; r < keys->keys->len; r++)
		g_hash_table_insert(keys->rows,
		                    copy_key(g_array_index(keys->keys, uint64_t, r)),
		                    GUINT_TO_POINTER(r + 1));
	for (size_t v = 0; v < n_vectors; v++)
		g_hash_table_insert(keys->vectors, copy_key(vectors[v].key),
		                    GUINT_TO_POINTER(v + 1));
	return keys;
}

static int
tag_or_exit(int tag, const char *name)
{
	if (tag < 0) {
		fprintf(stderr, "unknown tag or relation '%s'\n", name);
		exit(1);
	}
	return tag;
}

static void
set_tags(Example *word, char *const *columns)
{
	const char *xpos = columns[CONLLU_XPOS];

	word->upos =
	    (uint8_t)tag_or_exit(upos_from_name(columns[CONLLU_UPOS]), columns[CONLLU_UPOS]);
	word->xpos = (uint8_t)tag_or_exit(xpos_from_name(xpos), xpos);
	word->relation = (uint8_t)tag_or_exit(relation_from_name(columns[CONLLU_DEPREL]),
	                                      columns[CONLLU_DEPREL]);
}

Sample *
sample_new(const KeyTable *keys, const Gazetteer *gazetteer, const Conllu *conllu,
           const ConlluSentence *sentence)
{
	g_autofree uint8_t *names = g_new(uint8_t, sentence->n_words);
	Sample *sample = g_new0(Sample, 1);
	SentenceCase style = sentence_case(sentence->words, sentence->n_words);
	uint64_t found[WORD_KEYS];

	names_read(gazetteer, conllu, sentence, names);
	sample->n = sentence->n_words;
	sample->only_names = conllu_only_names(sentence);
	sample->words = g_new0(Example, sentence->n_words);
	for (size_t i = 0; i < sentence->n_words; i++) {
		Example *word = &sample->words[i];
		word->n_rows = (uint8_t)word_keys(&sentence->words[i], i == 0, style, found);
		for (size_t k = 0; k < word->n_rows; k++)
			word->rows[k] = count_of(keys->rows, &found[k]) - 1;
		word->vector = count_of(keys->vectors, &found[0]) - 1;
		word->form_dropout =
		    FORM_DROPOUT / (FORM_DROPOUT + (float)count_of(keys->counts, &found[0]));
		word->head = (uint16_t)conllu_head(sentence, i);
		word->name = names[i];
		set_tags(word, sentence->rows[i]->columns);
	}
	return sample;
}
