/* From the words' states to verdicts.  Products run over integers, the rest over floats in a
 * fixed order, so that every processor judges the same. */
#include "extract/judge.h"

#include "base/chance.h"
#include "base/lanes.h"
#include "base/matrix.h"
#include "extract/judge-choices.h"
#include "extract/judge-features.h"
#include "extract/judge-pairs.h"
#include "extract/tree.h"

#include <string.h>

enum {
	WINDOW = 2048,      /* words in which the recurrence runs; few articles are longer */
	NEAR = 4,           /* words around a beginning that may be meant as well */
	MOST_STRETCHES = 12, /* of one kind in a sentence */
	LONGEST_PHRASE = 12,
};

/* The least chance with which a stretch begins, and a score against its being outside that is too
 * low for it. */
static const float least_chance = 0.04f, too_low = -3.3f;

/* The chances that such words begin or go on at a word. */
typedef struct {
	float begins, goes_on;
} Tag;

typedef struct {
	const Extraction *extraction;
	const JudgeModel *model;
	uint32_t n_words; /* those whose states were kept */
	int16_t (*z)[JUDGE_CONTEXT];
	float (*tags)[JUDGE_TAGS];
	GArray *holders; /* of the sentence in work */
	int32_t (*of_holders)[JUDGE_SPAN]; /* their words' part of the pairs' layer */
	bool holders_known;
	Cues *cues;
	GArray *verdicts;
} Judging;

static float
worth(const JudgeModel *model, JudgeMatrix id, const int32_t *sums, unsigned output)
{
	return (float)sums[output] * model->scales[id] + model->biases[id][output];
}

static void
product(const JudgeModel *model, JudgeMatrix id, int32_t *sums, const int16_t *rows, size_t n)
{
	size_t n_in = judge_sizes[id].n_in, n_out = judge_sizes[id].n_out;

	matrix_product(sums, rows, n_in, model->weights[id], n, n_in, n_out);
}

/* Of the hidden layer, nearly all of which is zero. */
static void
sparse_product(const JudgeModel *model, JudgeMatrix id, int32_t *sums, const int16_t *rows,
               size_t n)
{
	size_t n_in = judge_sizes[id].n_in, n_out = judge_sizes[id].n_out;

	matrix_sparse_product(sums, rows, n_in, model->weights[id], n, n_in, n_out);
}

/* The rows of a word's keys, which are its cues, too; returns how many. */
static size_t
know_word(const Judging *judging, uint32_t word, const int16_t *rows[MOST_KEYS])
{
	uint32_t keys[MOST_KEYS];
	size_t n_keys = judge_keys(judging->extraction, word, keys), n = 0;

	for (size_t k = 0; k < n_keys; k++) {
		const int16_t *row = judge_row(judging->model, keys[k]);

		if (!row)
			continue;
		weights_fetch(row, JUDGE_HIDDEN);
		rows[n++] = row;
	}
	cues_add(judging->cues, word, keys, n_keys);
	return n;
}

static void
hidden_layer(const Judging *judging, uint32_t first, uint32_t n, int32_t *sums,
             int16_t (*hidden)[JUDGE_HIDDEN])
{
	const JudgeModel *model = judging->model;
	const Document *document = judging->extraction->document;
	const float *bias = model->biases[JUDGE_MATRIX_STATE];
	float scale = model->scales[JUDGE_MATRIX_STATE];
	const int16_t *rows[MOST_KEYS];

	product(model, JUDGE_MATRIX_STATE, sums, document->states[first], n);
	for (uint32_t i = 0; i < n; i++, sums += JUDGE_HIDDEN) {
		size_t n_rows = know_word(judging, first + i, rows);

		for (int e = 0; e < JUDGE_HIDDEN; e += N_LANES) {
			Lanes own = __builtin_convertvector(ints_sum(rows, n_rows, e), Lanes);
			Lanes x = lanes_worth(sums + e, bias + e, scale) +
			          own * (1.0f / ACTIVATION_ONE);
			ints_to_shorts(hidden[i] + e, lanes_activations(lanes_above_zero(x)));
		}
	}
}

/* Fills z and tags of the words [first, first + n). */
static void
encode(Judging *judging, uint32_t first, uint32_t n)
{
	const JudgeModel *model = judging->model;
	g_autofree int32_t *sums = g_new(int32_t, (size_t)n * RECURRENCE_GATES);
	g_autofree float *exact = g_new0(float, (size_t)n * JUDGE_CONTEXT);
	int16_t(*hidden)[JUDGE_HIDDEN] = g_malloc_n(n, sizeof *hidden);

	hidden_layer(judging, first, n, sums, hidden);
	sparse_product(model, JUDGE_MATRIX_GATES, sums, hidden[0], n);
	recurrence(sums, model->biases[JUDGE_MATRIX_GATES], model->scales[JUDGE_MATRIX_GATES], exact,
	           n);
	sparse_product(model, JUDGE_MATRIX_THROUGH, sums, hidden[0], n);
	const float *bias = model->biases[JUDGE_MATRIX_THROUGH];
	float scale = model->scales[JUDGE_MATRIX_THROUGH];
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < JUDGE_CONTEXT; k += N_LANES) {
			Lanes o = lanes_load(exact + i * JUDGE_CONTEXT + k) +
			          lanes_worth(sums + i * JUDGE_CONTEXT + k, bias + k, scale);
			ints_to_shorts(judging->z[first + i] + k, lanes_activations(o));
		}
	product(model, JUDGE_MATRIX_TAGS, sums, judging->z[first], n);
	for (uint32_t i = 0; i < n; i++)
		for (unsigned k = 0; k < JUDGE_TAGS; k++)
			judging->tags[first + i][k] =
			    worth(model, JUDGE_MATRIX_TAGS, sums + (size_t)i * JUDGE_TAGS, k);
	g_free(hidden);
}

/* Encodes the page in windows that end with sentences. */
static void
encode_page(Judging *judging)
{
	const Document *document = judging->extraction->document;
	uint32_t first = 0;

	for (size_t s = 0; s < document->n_sentences; s++) {
		uint32_t end = MIN(sentence_end(&document->sentences[s]), judging->n_words);
		uint32_t next = s + 1 < document->n_sentences
		                    ? MIN(sentence_end(&document->sentences[s + 1]), judging->n_words)
		                    : end;

		if (end > first && (next - first > WINDOW || next == end)) {
			encode(judging, first, end - first);
			first = end;
		}
	}
}

/* scores: outside, begins, goes on */
static Tag
tag_of(const float *scores)
{
	float outside = chance_exp(scores[0]), begins = chance_exp(scores[1]),
	      goes_on = chance_exp(scores[2]), all = outside + begins + goes_on;

	return (Tag){ begins / all, goes_on / all };
}

/* z at the words' ends, then their mean. */
static void
ends_and_mean(const Judging *judging, uint32_t first, uint32_t end, int16_t ends[JUDGE_ENDS])
{
	int32_t sums[JUDGE_CONTEXT] = { 0 }, n = (int32_t)(end - first);

	memcpy(ends, judging->z[first], sizeof judging->z[0]);
	memcpy(ends + JUDGE_CONTEXT, judging->z[end - 1], sizeof judging->z[0]);
	for (uint32_t word = first; word < end; word++)
		for (int k = 0; k < JUDGE_CONTEXT; k++)
			sums[k] += judging->z[word][k];
	for (int k = 0; k < JUDGE_CONTEXT; k++)
		ends[2 * JUDGE_CONTEXT + k] = (int16_t)(sums[k] / n);
}

/* The holders of a sentence, and their words' part of the pairs' layer. */
static void
know_holders(Judging *judging, uint32_t sentence)
{
	if (judging->holders_known)
		return;
	judging->holders_known = true;
	holders_of(judging->extraction, sentence, judging->holders);
	for (guint i = judging->holders->len; i-- > 0;)
		if (g_array_index(judging->holders, Holder, i).word >= judging->n_words)
			g_array_remove_index(judging->holders, i);
	guint n = judging->holders->len;
	g_autofree int16_t *rows = g_new(int16_t, (size_t)n * JUDGE_CONTEXT + 1);
	for (guint i = 0; i < n; i++)
		memcpy(rows + (size_t)i * JUDGE_CONTEXT,
		       judging->z[g_array_index(judging->holders, Holder, i).word],
		       sizeof judging->z[0]);
	g_free(judging->of_holders);
	judging->of_holders = g_malloc_n(n + 1, sizeof judging->of_holders[0]);
	if (n)
		product(judging->model, JUDGE_MATRIX_WORD, judging->of_holders[0], rows, n);
}

/* Keeps the likeliest bearers in order; a side already there keeps its greater chance. */
static void
add_bearer(Bearers *bearers, Bearer bearer)
{
	unsigned at = 0;

	while (at < bearers->n && !g_str_equal(bearers->items[at].side, bearer.side))
		at++;
	if (at < bearers->n && bearers->items[at].chance >= bearer.chance)
		return;
	if (at == MOST_BEARERS) {
		if (bearers->items[--at].chance >= bearer.chance)
			return;
	} else if (at == bearers->n) {
		bearers->n++;
	}
	for (; at > 0 && bearers->items[at - 1].chance < bearer.chance; at--)
		bearers->items[at] = bearers->items[at - 1];
	bearers->items[at] = bearer;
}

/* The chances of one holder, by role, given the words' part of the pairs' layer. */
static void
weigh_holder(const Judging *judging, const Verdict *verdict, guint index, const float *of_words,
             float chances[N_ROLES])
{
	const JudgeModel *model = judging->model;
	const Holder *holder = &g_array_index(judging->holders, Holder, index);
	uint16_t features[MOST_PAIR_FEATURES];
	size_t n = pair_features(judging->extraction->document, verdict->sentence, verdict->first,
	                         verdict->end, holder, features);
	float hidden[JUDGE_SPAN];

	for (unsigned k = 0; k < JUDGE_SPAN; k++) {
		hidden[k] = of_words[k] +
		            worth(model, JUDGE_MATRIX_WORD, judging->of_holders[index], k);
		for (size_t f = 0; f < n; f++)
			hidden[k] += model->pairs[(size_t)features[f] * JUDGE_SPAN + k];
		hidden[k] = hidden[k] > 0 ? hidden[k] : 0;
	}
	for (int role = 0; role < N_ROLES; role++) {
		const float *weights = model->roles + (size_t)role * JUDGE_SPAN;
		float score = model->role_biases[role];

		for (int k = 0; k < JUDGE_SPAN; k++)
			score += weights[k] * hidden[k];
		chances[role] = chance_of(score);
	}
}

/* What is asked of each kind of verdict. */
static const struct {
	Choice choice; /* N_CHOICES for none */
	bool issue;
	int roles[2]; /* -1 for none */
} asked[N_VERDICTS] = {
	[VERDICT_PLUS] = { CHOICE_STANCE, true, { ROLE_HOLDER, -1 } },
	[VERDICT_REFUSES] = { N_CHOICES, true, { ROLE_HOLDER, -1 } },
	[VERDICT_OPEN] = { N_CHOICES, true, { ROLE_HOLDER, -1 } },
	[VERDICT_ASSESSMENT] = { CHOICE_TONE, false, { ROLE_ASSESSOR, -1 } },
	[VERDICT_DRAFT] = { N_CHOICES, false, { ROLE_AUTHOR, -1 } },
	[VERDICT_CLAIM] = { N_CHOICES, false, { ROLE_CLAIMANT, ROLE_DENIER } },
	[VERDICT_MEETING] = { CHOICE_MEETING, false, { ROLE_PARTICIPANT, -1 } },
};

static void
add_verdict(Judging *judging, VerdictKind kind, uint32_t sentence, uint32_t first, uint32_t end,
            float chance)
{
	const JudgeModel *model = judging->model;
	Verdict verdict = { kind, sentence, first, end, chance, .choice = -1 };
	int16_t ends[JUDGE_ENDS];
	int32_t sums[JUDGE_SPAN];
	float of_words[JUDGE_SPAN];
	g_autofree float *features = cues_features(judging->cues, sentence, first, end);

	ends_and_mean(judging, first, end, ends);
	product(model, JUDGE_MATRIX_SPAN, sums, ends, 1);
	for (unsigned k = 0; k < JUDGE_SPAN; k++)
		of_words[k] = worth(model, JUDGE_MATRIX_SPAN, sums, k);
	if (asked[kind].choice != N_CHOICES)
		verdict.choice = choose(model, asked[kind].choice, features);
	if (asked[kind].issue)
		verdict.issue = model->issues[choose(model, CHOICE_ISSUE, features)];
	know_holders(judging, sentence);
	for (guint i = 0; i < judging->holders->len; i++) {
		const Holder *holder = &g_array_index(judging->holders, Holder, i);
		float chances[N_ROLES];
		const char *side;

		weigh_holder(judging, &verdict, i, of_words, chances);
		for (unsigned a = 0; (side = holder_side(judging->extraction, holder, a)); a++) {
			Actor actor = holder->noun ? (Actor){ NOBODY, NOBODY } : holder->actors.items[a];

			for (int r = 0; r < 2 && asked[kind].roles[r] >= 0; r++)
				add_bearer(&verdict.bearers[r],
				           (Bearer){ side, actor, chances[asked[kind].roles[r]] });
		}
	}
	g_array_append_val(judging->verdicts, verdict);
}

/* Where a stretch from `word` on ends, whose chance to begin there is `chance`: where it is
 * likelier over than not, with words already taken, or where another surely begins. */
static uint32_t
stretch_end(const Tag *tags, const bool *taken, uint32_t word, uint32_t n, float chance)
{
	uint32_t end = word + 1;

	while (end < n && tags[end].goes_on > 0.5f * MIN(chance, 1) && !taken[end] &&
	       tags[end].begins <= 0.5f)
		end++;
	return end;
}

/* Where an article, adjectives or the like begin a phrase: its end, not far off. */
static uint32_t
phrase_end(const Document *document, uint32_t first, uint32_t end)
{
	for (uint32_t word = first; word < end; word++)
		if (has_content(document, word) && document->syntax[word].upos != UPOS_ADJ)
			return end;
	return MIN(MAX(tree_extent(document, first), end), first + LONGEST_PHRASE);
}

/* The chances that one begins at or near a word, added up. */
static float
chance_near(const Tag *tags, uint32_t first, uint32_t end)
{
	float chance = 0;

	for (uint32_t i = first; i < end; i++)
		chance += tags[i].begins;
	return chance;
}

/* Whether one may begin in the sentence: mostly none does, as the scores tell without powers. */
static bool
may_begin(const Judging *judging, uint32_t first, uint32_t n, VerdictKind kind)
{
	for (uint32_t word = first; word < first + n; word++) {
		const float *scores = judging->tags[word] + 3 * (size_t)kind;

		if (chance_cut(scores[1]) - chance_cut(scores[0]) > too_low)
			return true;
	}
	return false;
}

/* The stretches of a sentence, the likeliest first.  Readers differ about the word with which one
 * begins, so the chances of the words around it count together. */
static void
judge_words(Judging *judging, uint32_t sentence, uint32_t first, uint32_t n, VerdictKind kind)
{
	float least = judging->model->limits[LIMIT_PLUS + kind];
	const Document *document = judging->extraction->document;

	if (!may_begin(judging, first, n, kind))
		return;
	g_autofree Tag *tags = g_new(Tag, n);
	g_autofree bool *taken = g_new0(bool, n);
	for (uint32_t i = 0; i < n; i++)
		tags[i] = tag_of(judging->tags[first + i] + 3 * (size_t)kind);
	for (int found = 0; found < MOST_STRETCHES; found++) {
		uint32_t start = 0;

		for (uint32_t i = 1; i < n; i++)
			if (tags[i].begins > tags[start].begins)
				start = i;
		if (taken[start] || tags[start].begins < MAX(least_chance, least / 6))
			return;
		uint32_t from = start > NEAR ? start - NEAR : 0, to = MIN(n, start + NEAR + 1);
		float chance = chance_near(tags, from, to);
		uint32_t end = stretch_end(tags, taken, start, n, chance);
		for (uint32_t i = from; i < MAX(to, end); i++) {
			tags[i].begins = 0;
			taken[i] = taken[i] || (i >= start && i < end);
		}
		if (chance >= least)
			add_verdict(judging, kind, sentence, first + start,
			            phrase_end(document, first + start, first + end), MIN(chance, 1));
	}
}

static void
judge_sentence(Judging *judging, uint32_t sentence)
{
	const Sentence *at = &judging->extraction->document->sentences[sentence];
	uint32_t first = at->first_word, end = sentence_end(at);
	float meeting = 0;

	if (end > judging->n_words || first == end)
		return;
	judging->holders_known = false;
	for (int kind = 0; kind < N_TAGGED; kind++)
		judge_words(judging, sentence, first, end - first, (VerdictKind)kind);
	for (uint32_t word = first; word < end; word++)
		meeting = MAX(meeting, chance_of(judging->tags[word][3 * VERDICT_MEETING]));
	if (meeting >= judging->model->limits[LIMIT_PLUS + VERDICT_MEETING])
		add_verdict(judging, VERDICT_MEETING, sentence, first, end, meeting);
}

static int
in_text_order(gconstpointer a, gconstpointer b)
{
	const Verdict *left = a, *right = b;

	if (left->first != right->first)
		return left->first < right->first ? -1 : 1;
	return (int)left->kind - (int)right->kind;
}

void
judge(Extraction *extraction, const JudgeModel *model)
{
	const Document *document = extraction->document;
	Judging judging = {
		.extraction = extraction,
		.model = model,
		.n_words = (uint32_t)document->n_states,
		.holders = g_array_new(false, true, sizeof(Holder)),
		.verdicts = g_array_new(false, true, sizeof(Verdict)),
	};

	judging.z = g_malloc_n(judging.n_words + 1, sizeof judging.z[0]);
	judging.tags = g_malloc_n(judging.n_words + 1, sizeof judging.tags[0]);
	judging.cues = cues_new(document, model, judging.n_words);
	encode_page(&judging);
	for (uint32_t i = 0; i < document->n_sentences; i++)
		if (sentence_tells(document, i))
			judge_sentence(&judging, i);
	g_array_sort(judging.verdicts, in_text_order);
	g_array_unref(judging.holders);
	cues_free(judging.cues);
	g_free(judging.of_holders);
	g_free(judging.z);
	extraction->verdicts = judging.verdicts;
	extraction->scores = judging.tags[0];
	extraction->n_scored = judging.n_words;
}

float
judge_chance(const Extraction *extraction, VerdictKind kind, uint32_t first, uint32_t end)
{
	float greatest = 0;

	for (uint32_t word = first; word < MIN(end, extraction->n_scored); word++) {
		const float *scores = extraction->scores + (size_t)word * JUDGE_TAGS + 3 * (size_t)kind;
		Tag tag = kind < N_TAGGED ? tag_of(scores) : (Tag){ chance_of(scores[0]), 0 };

		greatest = MAX(greatest, tag.begins + tag.goes_on);
	}
	return greatest;
}
