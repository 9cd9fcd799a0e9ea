#include "treebank.h"

#include <stdlib.h>
#include <string.h>

static bool
has_entities(const ConlluSentence *sentence)
{
	for (size_t l = 0; l < sentence->n_lines; l++)
		if (strstr(sentence->lines[l].columns[0], "global.Entity"))
			return true;
	return false;
}

Conllu *
conllu_read(const char *path)
{
	g_autoptr(GError) error = NULL;
	g_auto(ConlluReader) reader = { 0 };
	ConlluSentence sentence;
	Conllu *conllu = g_new0(Conllu, 1);

	conllu->sentences = g_array_new(FALSE, FALSE, sizeof(ConlluSentence));
	if (conllu_open(&reader, path, &error))
		while (conllu_next(&reader, &sentence, &error)) {
			conllu->has_entities |= has_entities(&sentence);
			g_array_append_val(conllu->sentences, sentence);
		}
	if (error) {
		fprintf(stderr, "%s\n", error->message);
		exit(1);
	}
	return conllu;
}

void
conllu_free(Conllu *conllu)
{
	for (guint i = 0; i < conllu->sentences->len; i++)
		conllu_sentence_clear(&g_array_index(conllu->sentences, ConlluSentence, i));
	g_array_unref(conllu->sentences);
	g_free(conllu);
}

bool
conllu_only_names(const ConlluSentence *sentence)
{
	return strcmp(sentence->lines[0].columns[0], "# names only") == 0;
}

unsigned
conllu_head(const ConlluSentence *sentence, size_t i)
{
	unsigned long head = strtoul(sentence->rows[i]->columns[CONLLU_HEAD], NULL, 10);

	return head <= sentence->n_words ? (unsigned)head : 0;
}
