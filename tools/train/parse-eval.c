/* parse-eval MODEL GOLD.conllu [--time N]
 *
 * Reads a treebank's words and sentences as they stand, tags and parses them, and scores itself
 * as the CoNLL 2018 evaluation does: relations without their subtypes, punctuation counted.
 * `entente parse --from conllu` prints the same trees. */
#include "text/parse-model.h"
#include "treebank.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct {
	size_t words, upos, xpos, lemma, heads, labels, full_labels;
} Score;

static bool
same_main(const char *a, const char *b)
{
	size_t n = strcspn(a, ":");

	return n == strcspn(b, ":") && strncmp(a, b, n) == 0;
}

static bool
same_lemma(const ParsedWord *parsed, const char *lemma)
{
	if (strcmp(lemma, "_") == 0)
		return true;
	return strlen(lemma) == parsed->lemma_length &&
	       memcmp(lemma, parsed->lemma, parsed->lemma_length) == 0;
}

static void
score_sentence(Score *score, const ConlluSentence *gold, const ParsedWord *parsed)
{
	for (size_t i = 0; i < gold->n_words; i++) {
		char *const *columns = gold->rows[i]->columns;
		const char *relation = relation_name(parsed[i].relation);
		bool head = conllu_head(gold, i) == parsed[i].head;
		score->words++;
		score->upos += strcmp(columns[CONLLU_UPOS], upos_name(parsed[i].upos)) == 0;
		score->xpos += strcmp(columns[CONLLU_XPOS], xpos_name(parsed[i].xpos)) == 0;
		score->lemma += same_lemma(&parsed[i], columns[CONLLU_LEMMA]);
		score->heads += head;
		score->labels += head && same_main(relation, columns[CONLLU_DEPREL]);
		score->full_labels += head && strcmp(relation, columns[CONLLU_DEPREL]) == 0;
	}
}

static void
print_score(const Score *score)
{
	double all = (double)score->words / 100;

	printf("words %zu  UPOS %.2f  XPOS %.2f  Lemma %.2f  UAS %.2f  LAS %.2f  with subtypes "
	       "%.2f\n",
	       score->words, (double)score->upos / all, (double)score->xpos / all,
	       (double)score->lemma / all, (double)score->heads / all,
	       (double)score->labels / all, (double)score->full_labels / all);
}

int
main(int argc, char **argv)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GArray) parsed = g_array_new(FALSE, TRUE, sizeof(ParsedWord));
	Score score = { 0 };

	if (argc < 3) {
		fprintf(stderr, "usage: parse-eval MODEL GOLD.conllu [--time N]\n");
		return 2;
	}
	int rounds = argc > 4 && strcmp(argv[3], "--time") == 0 ? atoi(argv[4]) : 1;
	g_autoptr(ParseModel) model = parse_model_open(argv[1], &error);
	if (!model) {
		fprintf(stderr, "%s\n", error->message);
		return 1;
	}
	Conllu *gold = conllu_read(argv[2]);
	Parser *parser = parser_new(model);
	clock_t start = clock();
	for (size_t i = 0; i < gold->sentences->len * (size_t)rounds; i++) {
		const ConlluSentence *sentence =
		    conllu_sentence(gold, i % gold->sentences->len);
		g_array_set_size(parsed, (guint)sentence->n_words);
		ParsedWord *words = (ParsedWord *)(void *)parsed->data;
		parse_sentence(parser, sentence->words, sentence->n_words, words);
		score_sentence(&score, sentence, words);
	}
	double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
	print_score(&score);
	if (rounds > 1)
		printf("%.0f words a second of processor time\n",
		       (double)score.words / seconds);
	parser_free(parser);
	conllu_free(gold);
	return 0;
}
