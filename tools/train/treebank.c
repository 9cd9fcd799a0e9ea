/* Reading CoNLL-U (https://universaldependencies.org/format.html). */
#include "conllu.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *
read_all(const char *path)
{
	g_autoptr(GError) error = NULL;
	char *text = NULL;

	if (strcmp(path, "-") == 0) {
		GString *all = g_string_new(NULL);
		char block[65536];
		size_t got;
		while ((got = fread(block, 1, sizeof block, stdin)) > 0)
			g_string_append_len(all, block, (gssize)got);
		return g_string_free(all, FALSE);
	}
	if (!g_file_get_contents(path, &text, NULL, &error)) {
		fprintf(stderr, "%s\n", error->message);
		exit(1);
	}
	return text;
}

/* Splits a word's line into its columns; other lines stay whole in columns[0]. */
static void
split_line(char *line, ConlluLine *split, const char *path)
{
	char *id_end = line + strspn(line, "0123456789");

	*split = (ConlluLine){ .columns = { line } };
	if (id_end == line || *id_end != '\t')
		return;
	for (unsigned c = 1; c < CONLLU_COLUMNS; c++) {
		char *tab = strchr(split->columns[c - 1], '\t');
		if (!tab) {
			fprintf(stderr, "'%s': a word has fewer than ten columns: %s\n", path,
			        line);
			exit(1);
		}
		*tab = '\0';
		split->columns[c] = tab + 1;
	}
}

static void
end_sentence(Conllu *conllu, GArray *lines)
{
	ConlluSentence sentence = { .n_lines = lines->len };

	if (!lines->len)
		return;
	sentence.lines = g_memdup2(lines->data, lines->len * sizeof(ConlluLine));
	sentence.rows = g_new(ConlluLine *, lines->len);
	sentence.words = g_new(ParseWord, lines->len);
	for (size_t i = 0; i < lines->len; i++) {
		const char *form = sentence.lines[i].columns[CONLLU_FORM];
		if (!form)
			continue;
		sentence.rows[sentence.n_words] = &sentence.lines[i];
		sentence.words[sentence.n_words++] =
		    (ParseWord){ form, (uint32_t)strlen(form) };
	}
	g_array_append_val(conllu->sentences, sentence);
	g_array_set_size(lines, 0);
}

Conllu *
conllu_read(const char *path)
{
	Conllu *conllu = g_new0(Conllu, 1);
	g_autoptr(GArray) lines = g_array_new(FALSE, FALSE, sizeof(ConlluLine));

	conllu->text = read_all(path);
	conllu->has_entities = strstr(conllu->text, "global.Entity");
	conllu->sentences = g_array_new(FALSE, FALSE, sizeof(ConlluSentence));
	for (char *line = conllu->text, *next; *line; line = next) {
		char *end = strchrnul(line, '\n');
		next = *end ? end + 1 : end;
		*end = '\0';
		if (end > line && end[-1] == '\r')
			end[-1] = '\0';
		if (!*line) {
			end_sentence(conllu, lines);
			continue;
		}
		ConlluLine split;
		split_line(line, &split, path);
		g_array_append_val(lines, split);
	}
	end_sentence(conllu, lines);
	return conllu;
}

void
conllu_free(Conllu *conllu)
{
	for (size_t i = 0; i < conllu->sentences->len; i++) {
		ConlluSentence *sentence = &g_array_index(conllu->sentences, ConlluSentence, i);
		g_free(sentence->lines);
		g_free(sentence->rows);
		g_free(sentence->words);
	}
	g_array_unref(conllu->sentences);
	g_free(conllu->text);
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
