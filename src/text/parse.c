/* A sentence, piece by piece: encode, decide, then tags, names and lemmas read off. */
#include "text/parse.h"
#include "text/parse-internal.h"

#include <string.h>

enum { MOST_KEPT = 2048 }; /* words of a sentence whose states are kept */

Parser *
parser_new(const ParseModel *model)
{
	Parser *parser = g_new0(Parser, 1);

	parser->model = model;
	return parser;
}

void
parser_free(Parser *parser)
{
	if (!parser)
		return;
	g_free(parser->lemmas);
	g_free(parser->states);
	g_free(parser);
}

static unsigned
best(const int32_t *sums, const float *bias, float scale, unsigned n)
{
	unsigned top = 0;
	float most = (float)sums[0] * scale + bias[0];

	for (unsigned i = 1; i < n; i++) {
		float value = (float)sums[i] * scale + bias[i];
		if (value > most) {
			top = i;
			most = value;
		}
	}
	return top;
}

static void
read_tags(Parser *parser, const ParseWord *words, size_t n_words, ParsedWord *parsed)
{
	const ParseModel *model = parser->model;
	const float *bias = model->biases[MATRIX_TAGS];
	float scale = model->scales[MATRIX_TAGS];

	for (size_t i = 0; i < n_words; i++) {
		const int32_t *sums = parser->tags[i];
		char *lemma = parser->lemmas + parser->lemmas_used;
		parsed[i].upos = (uint8_t)best(sums, bias, scale, N_UPOS);
		parsed[i].xpos = (uint8_t)best(sums + N_UPOS, bias + N_UPOS, scale, N_XPOS);
		parsed[i].lemma = lemma;
		parsed[i].lemma_length = (uint32_t)parse_lemma(model, &words[i], parsed[i].upos,
		                                               parsed[i].xpos, lemma);
		parser->lemmas_used += parsed[i].lemma_length;
	}
}

static void
keep_states(Parser *parser, size_t first, size_t n_words, ParsedWord *parsed)
{
	for (size_t i = 0; i < n_words; i++) {
		parsed[i].state = NULL;
		if (first + i >= MOST_KEPT)
			continue;
		int16_t *state = parser->states[first + i];

		memcpy(state, parser->x[i + 1], sizeof parser->x[0]);
		memcpy(state + EMBED, parser->o[i], sizeof parser->o[0]);
		parsed[i].state = state;
	}
}

/* A name goes on only after a word of the same class. */
static void
read_names(Parser *parser, size_t n_words, ParsedWord *parsed)
{
	const ParseModel *model = parser->model;

	for (size_t i = 0; i < n_words; i++) {
		unsigned tag = best(parser->names[i], model->biases[MATRIX_NAMES],
		                    model->scales[MATRIX_NAMES], 2 * N_NAMES - 1);
		parsed[i].name = (uint8_t)((tag + 1) / 2);
		parsed[i].name_begins =
		    tag && (tag % 2 == 1 || i == 0 || parsed[i - 1].name != parsed[i].name);
	}
}

static void
read_tree(Parser *parser, size_t n_words, size_t first, ParsedWord *parsed)
{
	const Arcs *arcs = &parser->arcs;
	uint32_t root = 0;

	for (size_t i = 0; i < n_words; i++) {
		bool is_root = arcs->head[i + 1] > n_words;
		parsed[i].head = is_root ? 0 : (uint32_t)first + arcs->head[i + 1];
		parsed[i].relation = arcs->relation[i + 1];
		if (is_root)
			root = (uint32_t)i;
	}
	if (!first)
		return;
	uint32_t main_root = 0;
	while (parsed[-(ptrdiff_t)first + main_root].head)
		main_root++;
	parsed[root].head = main_root + 1;
	parsed[root].relation = REL_PARATAXIS;
}

static void
reserve(Parser *parser, const ParseWord *words, size_t n_words)
{
	size_t size = 0;

	if (!parser->states)
		parser->states = g_malloc_n(MOST_KEPT, sizeof parser->states[0]);
	for (size_t i = 0; i < n_words; i++)
		size += words[i].length * 2 + LEMMA_MAX;
	if (size > parser->lemmas_size) {
		g_free(parser->lemmas);
		parser->lemmas = g_malloc(size * 2);
		parser->lemmas_size = size * 2;
	}
	parser->lemmas_used = 0;
}

void
parse_sentence(Parser *parser, const ParseWord *words, size_t n_words, ParsedWord *parsed)
{
	reserve(parser, words, n_words);
	for (size_t first = 0; first < n_words;) {
		size_t n = MIN(n_words - first, (size_t)PIECE_MAX);
		parse_encode(parser, words + first, n);
		parse_decide(parser, n);
		read_tags(parser, words + first, n, parsed + first);
		read_names(parser, n, parsed + first);
		keep_states(parser, first, n, parsed + first);
		read_tree(parser, n, first, parsed + first);
		first += n;
	}
}
