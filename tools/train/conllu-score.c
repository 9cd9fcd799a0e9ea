/* conllu-score GOLD.conllu SYSTEM.conllu
 *
 * Scores a parse of raw text, whose words and sentences may differ from the treebank's, as the
 * CoNLL 2018 shared task does (conll18_ud_eval): words are aligned where they cover the same
 * characters, words of multiword tokens by the longest common subsequence of their forms, and
 * each figure is the F1 of the aligned words that agree.  With the treebank's own words this is
 * plain accuracy. */
#include "treebank.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A word: the characters that its token covers, its columns, its head (-1: root). */
typedef struct {
	size_t start, end;
	bool multiword;
	char *const *columns;
	ptrdiff_t head;
} Scored;

typedef struct {
	GString *characters; /* of all tokens, without white space */
	GArray *words;       /* Scored */
} Text;

static void
append_form(GString *characters, const char *form, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (!g_ascii_isspace(form[i]))
			g_string_append_c(characters, form[i]);
}

/* Words of the multiword token whose line is "4-5\tform\t...": they share its characters. */
static size_t
multiword_words(const char *line, Text *text)
{
	char *rest;
	unsigned long first = strtoul(line, &rest, 10), last;

	if (*line == '#' || rest == line || *rest != '-')
		return 0;
	last = strtoul(rest + 1, &rest, 10);
	if (*rest != '\t' || last < first)
		return 0;
	append_form(text->characters, rest + 1, strcspn(rest + 1, "\t"));
	return last - first + 1;
}

static void
add_sentence(Text *text, const ConlluSentence *sentence)
{
	size_t first = text->words->len, shared = 0, start = 0, word = 0;

	for (size_t l = 0; l < sentence->n_lines; l++) {
		char *const *columns = sentence->lines[l].columns;
		if (!columns[CONLLU_FORM]) {
			size_t before = text->characters->len;
			size_t n = multiword_words(columns[0], text);
			if (n) {
				shared = n;
				start = before;
			}
			continue;
		}
		Scored scored = { .multiword = shared > 0, .columns = columns };
		if (!shared) {
			start = text->characters->len;
			append_form(text->characters, columns[CONLLU_FORM],
			            strlen(columns[CONLLU_FORM]));
		}
		scored.start = start;
		scored.end = text->characters->len;
		unsigned head = conllu_head(sentence, word++);
		scored.head = head ? (ptrdiff_t)(first + head - 1) : -1;
		g_array_append_val(text->words, scored);
		shared -= shared > 0;
	}
}

static Text
read_text(const char *path)
{
	Text text = { g_string_new(NULL), g_array_new(FALSE, FALSE, sizeof(Scored)) };
	Conllu *conllu = conllu_read(path);

	for (size_t s = 0; s < conllu->sentences->len; s++)
		add_sentence(&text, conllu_sentence(conllu, s));
	return text;
}

static Scored *
word_at(const Text *text, size_t i)
{
	return &g_array_index(text->words, Scored, i);
}

static bool
same_form(const Scored *a, const Scored *b)
{
	return g_ascii_strcasecmp(a->columns[CONLLU_FORM], b->columns[CONLLU_FORM]) == 0;
}

/* Aligns gold words [g, g_end) with system words [s, s_end) by their forms. */
static void
align_forms(const Text *gold, size_t g, size_t g_end, const Text *system, size_t s,
            size_t s_end, ptrdiff_t *to_gold)
{
	size_t rows = g_end - g, columns = s_end - s;
	g_autofree unsigned *lcs = g_new0(unsigned, (rows + 1) * (columns + 1));

#define LCS(i, j) lcs[(i) * (columns + 1) + (j)]
	for (size_t i = rows; i-- > 0;)
		for (size_t j = columns; j-- > 0;)
			LCS(i, j) = same_form(word_at(gold, g + i), word_at(system, s + j))
			                ? LCS(i + 1, j + 1) + 1
			                : MAX(LCS(i + 1, j), LCS(i, j + 1));
	for (size_t i = 0, j = 0; i < rows && j < columns;) {
		if (same_form(word_at(gold, g + i), word_at(system, s + j)))
			to_gold[s + j++] = (ptrdiff_t)(g + i++);
		else if (LCS(i, j) == LCS(i + 1, j))
			i++;
		else
			j++;
	}
#undef LCS
}

/* The end of the words that overlap the multiword token beginning here, on both sides. */
static void
overlap_end(const Text *gold, size_t *g, const Text *system, size_t *s)
{
	size_t end = 0;

	if (word_at(gold, *g)->multiword)
		end = word_at(gold, *g)->end;
	if (word_at(system, *s)->multiword)
		end = MAX(end, word_at(system, *s)->end);
	for (bool grew = true; grew;) {
		grew = false;
		for (; *g < gold->words->len && word_at(gold, *g)->start < end; (*g)++)
			if (word_at(gold, *g)->multiword && word_at(gold, *g)->end > end) {
				end = word_at(gold, *g)->end;
				grew = true;
			}
		for (; *s < system->words->len && word_at(system, *s)->start < end; (*s)++)
			if (word_at(system, *s)->multiword && word_at(system, *s)->end > end) {
				end = word_at(system, *s)->end;
				grew = true;
			}
	}
}

/* For each system word the gold word it is, or -1. */
static ptrdiff_t *
align(const Text *gold, const Text *system)
{
	ptrdiff_t *to_gold = g_new(ptrdiff_t, system->words->len + 1);
	size_t g = 0, s = 0;

	for (size_t i = 0; i < system->words->len; i++)
		to_gold[i] = -1;
	while (g < gold->words->len && s < system->words->len) {
		const Scored *a = word_at(gold, g), *b = word_at(system, s);
		bool overlap = a->start < b->end && b->start < a->end;
		if ((a->multiword || b->multiword) && overlap) {
			size_t g_end = g, s_end = s;
			overlap_end(gold, &g_end, system, &s_end);
			align_forms(gold, g, g_end, system, s, s_end, to_gold);
			g = g_end;
			s = s_end;
		} else if (a->start == b->start && a->end == b->end) {
			to_gold[s++] = (ptrdiff_t)g++;
		} else if (a->start <= b->start) {
			g++;
		} else {
			s++;
		}
	}
	return to_gold;
}

static bool
same_main(const char *a, const char *b)
{
	size_t n = strcspn(a, ":");

	return n == strcspn(b, ":") && strncmp(a, b, n) == 0;
}

static bool
same_head(const Scored *gold, const Scored *system, const ptrdiff_t *to_gold)
{
	if (system->head < 0)
		return gold->head < 0;
	return gold->head >= 0 && to_gold[system->head] == gold->head;
}

static void
print_f1(const char *name, size_t right, const Text *gold, const Text *system)
{
	printf("%-8s %6.2f\n", name,
	       200.0 * (double)right / (double)(gold->words->len + system->words->len));
}

int
main(int argc, char **argv)
{
	size_t words = 0, upos = 0, xpos = 0, lemma = 0, heads = 0, labels = 0;

	if (argc != 3) {
		fprintf(stderr, "usage: conllu-score GOLD.conllu SYSTEM.conllu\n");
		return 2;
	}
	Text gold = read_text(argv[1]), system = read_text(argv[2]);
	if (strcmp(gold.characters->str, system.characters->str) != 0) {
		fprintf(stderr, "the two texts differ in more than white space\n");
		return 1;
	}
	ptrdiff_t *to_gold = align(&gold, &system);
	for (size_t s = 0; s < system.words->len; s++) {
		if (to_gold[s] < 0)
			continue;
		const Scored *a = word_at(&gold, (size_t)to_gold[s]), *b = word_at(&system, s);
		bool head = same_head(a, b, to_gold);
		words++;
		upos += strcmp(a->columns[CONLLU_UPOS], b->columns[CONLLU_UPOS]) == 0;
		xpos += strcmp(a->columns[CONLLU_XPOS], b->columns[CONLLU_XPOS]) == 0;
		lemma += strcmp(a->columns[CONLLU_LEMMA], "_") == 0 ||
		         strcmp(a->columns[CONLLU_LEMMA], b->columns[CONLLU_LEMMA]) == 0;
		heads += head;
		labels +=
		    head && same_main(a->columns[CONLLU_DEPREL], b->columns[CONLLU_DEPREL]);
	}
	print_f1("Words", words, &gold, &system);
	print_f1("UPOS", upos, &gold, &system);
	print_f1("XPOS", xpos, &gold, &system);
	print_f1("Lemmas", lemma, &gold, &system);
	print_f1("UAS", heads, &gold, &system);
	print_f1("LAS", labels, &gold, &system);
	return 0;
}
