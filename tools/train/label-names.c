/* label-names MODEL LEXICON CUES.tsv TEXT.jsonl SENTENCES > NAMES.conllu
 *
 * Names for raw news text, to train the name finder on more than the little annotated text
 * there is.  A first model guesses; what the lexicon knows, what stands beside and inside a
 * name, what the same name is elsewhere in the article and in all articles, outvote it where it
 * errs.  Only sentences all of whose names are clear are printed. After M. Collins, Y. Singer,
 * EMNLP 1999 (spelling and context teach one another) and W. Gale, K. Church, D. Yarowsky, 1992
 * (one sense a discourse). */
#include "base/tsv.h"
#include "names.h"
#include "rough.h"
#include "text/parse-features.h"
#include "text/parse-model.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SENTENCE_MAX = 60, NAME_WORDS_MAX = 8 };

static const float CLEAR = 1.0f, SHARED = 2.0f, TITLED = 4, KNOWN = 8, KNOWN_ONE = 5, GIVEN = 3,
		   ACRONYM = 1, GUESSED = 1, GUESSED_PERSON = 0.6f, AGED = 2, COMMON = 2,
		   SURE = 2;

enum { ROUNDS = 3 };

typedef struct {
	float by_class[N_NAMES];
} Votes;

/* A name in a sentence, words [first, first + n). */
typedef struct {
	uint32_t sentence;
	uint16_t first, n;
	Votes votes;
} Found;

typedef struct {
	ParseWord *words;
	ParsedWord *parsed;
	size_t n;
} Sentence;

typedef struct {
	const Gazetteer *gazetteer;
	GHashTable *cues[4]; /* by position: word -> Votes */
	GHashTable *all;     /* name in lower case -> Votes, over all articles */
	GHashTable *given;   /* first word of persons' names -> Votes */
	GHashTable *lower;   /* word -> how often it begins in lower case less how often not */
	GArray *sentences, *found;
} Labeller;

enum { CUE_BEFORE, CUE_FIRST, CUE_LAST, CUE_AFTER };

static Votes *
votes_of(GHashTable *table, const char *key)
{
	Votes *votes = g_hash_table_lookup(table, key);

	if (!votes) {
		votes = g_new0(Votes, 1);
		g_hash_table_insert(table, g_strdup(key), votes);
	}
	return votes;
}

static const char *
phrase_of(const ParseWord *words, size_t n)
{
	static char phrase[NAME_WORDS_MAX * (FOLD_MAX + 1) + 1];
	size_t length = 0;

	for (size_t i = 0; i < n; i++) {
		if (i)
			phrase[length++] = ' ';
		length += fold_word(&words[i], FOLD_LETTERS, phrase + length);
	}
	phrase[length] = '\0';
	return phrase;
}

static void
add_votes(Votes *to, const Votes *from, float weight)
{
	for (int c = 0; from && c < N_NAMES; c++)
		to->by_class[c] += weight * from->by_class[c];
}

/* The share of each class in the votes that a name got elsewhere. */
static void
add_share(Votes *to, const Votes *from, float weight)
{
	float sum = 1;

	for (int c = 0; from && c < N_NAMES; c++)
		sum += from->by_class[c];
	add_votes(to, from, weight / sum);
}

static void
read_cues(Labeller *labeller, const char *path)
{
	static const char *const positions[] = { "before", "first", "last", "after" };
	g_autoptr(Arena) arena = arena_new();
	g_autoptr(GError) error = NULL;
	g_auto(Tsv) tsv = { 0 };

	if (!tsv_read(&tsv, path, arena, &error)) {
		fprintf(stderr, "%s\n", error->message);
		exit(1);
	}
	for (int p = 0; p < 4; p++)
		labeller->cues[p] = g_hash_table_new(g_str_hash, g_str_equal);
	for (guint r = 0; r < tsv.rows->len; r++) {
		const char *const *cells = tsv.rows->pdata[r];
		for (int p = 0; p < 4; p++)
			for (int c = 0; c < N_NAMES; c++)
				if (strcmp(cells[1], positions[p]) == 0 &&
				    strcmp(cells[2], name_name(c)) == 0)
					votes_of(labeller->cues[p], cells[0])->by_class[c] =
					    (float)g_ascii_strtod(cells[3], NULL);
	}
}

static bool
is_acronym(const ParseWord *word)
{
	for (uint32_t i = 0; i < word->length; i++)
		if (!g_ascii_isupper(word->text[i]))
			return false;
	return word->length >= 2 && word->length <= 6;
}

static void
vote_by_cue(Labeller *labeller, int position, const ParseWord *word, Votes *votes)
{
	add_votes(votes, g_hash_table_lookup(labeller->cues[position], phrase_of(word, 1)), 1);
}

/* Whether the word stands in lower case more often than not. */
static bool
is_common(const Labeller *labeller, const ParseWord *word)
{
	return GPOINTER_TO_INT(g_hash_table_lookup(labeller->lower, phrase_of(word, 1))) > 0;
}

static void
count_case(Labeller *labeller, const ParseWord *words, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		const char *key = phrase_of(&words[i], 1);
		gpointer known, count;
		int step = g_ascii_isupper(words[i].text[0]) ? -1 : 1;
		if (g_hash_table_lookup_extended(labeller->lower, key, &known, &count))
			g_hash_table_insert(labeller->lower, known,
			                    GINT_TO_POINTER(GPOINTER_TO_INT(count) + step));
		else
			g_hash_table_insert(labeller->lower, g_strdup(key),
			                    GINT_TO_POINTER(step));
	}
}

/* What the name itself and its neighbours say. */
static void
vote_locally(Labeller *labeller, Found *found)
{
	const Sentence *sentence =
	    &g_array_index(labeller->sentences, Sentence, found->sentence);
	const ParseWord *words = sentence->words + found->first;
	size_t n = found->n, before = found->first, after = sentence->n - found->first - n;
	Votes *votes = &found->votes;

	*votes = (Votes){ 0 };
	Name guess = sentence->parsed[found->first + n - 1].name;
	votes->by_class[guess] += guess == NAME_PERSON ? GUESSED_PERSON : GUESSED;
	if (n == 1 && is_common(labeller, words))
		votes->by_class[NAME_NONE] += COMMON;
	Name known = gazetteer_find(labeller->gazetteer, words, n);
	if (known)
		votes->by_class[known] +=
		    n > 1 || known == NAME_NATIONALITY ? KNOWN : KNOWN_ONE;
	vote_by_cue(labeller, CUE_LAST, &words[n - 1], votes);
	if (n > 1)
		vote_by_cue(labeller, CUE_FIRST, &words[0], votes);
	if (before && gazetteer_is_title(labeller->gazetteer, &words[-1]))
		votes->by_class[NAME_PERSON] += TITLED;
	if (before)
		vote_by_cue(labeller, CUE_BEFORE, &words[-1], votes);
	if (after)
		vote_by_cue(labeller, CUE_AFTER, &words[n], votes);
	if (after > 1 && words[n].text[0] == ',') {
		vote_by_cue(labeller, CUE_AFTER, &words[n + 1], votes);
		if (sentence->parsed[found->first + n + 1].upos == UPOS_NUM && n > 1 &&
		    words[n + 1].length == 2)
			votes->by_class[NAME_PERSON] += AGED;
	}
	if (n == 1 && is_acronym(words))
		votes->by_class[NAME_ORGANISATION] += ACRONYM;
	if (n > 1 && n < 4) {
		const Votes *given = g_hash_table_lookup(labeller->given, phrase_of(words, 1));
		add_share(votes, given, GIVEN);
	}
}

static bool
is_proper(const ParsedWord *parsed)
{
	return parsed->xpos == XPOS_NNP || parsed->xpos == XPOS_NNPS;
}

/* Whether word `i` belongs to a name: by its tag or by the model's guess.  A nationality is a
 * name of its own, but not in "Russian Federation". */
static bool
is_part(const Labeller *labeller, const Sentence *sentence, size_t i)
{
	const ParsedWord *parsed = &sentence->parsed[i];

	if (parsed->name == NAME_NATIONALITY)
		return is_proper(parsed) && i + 1 < sentence->n && is_proper(&parsed[1]) &&
		       parsed[1].name != NAME_PERSON &&
		       !gazetteer_is_title(labeller->gazetteer, &sentence->words[i + 1]);
	if (parsed->upos == UPOS_CCONJ && parsed->name != NAME_ORGANISATION)
		return false;
	return is_proper(parsed) || (parsed->name && !parsed->name_begins);
}

static bool
is_word(const ParseWord *word, const char *text)
{
	return word->length == strlen(text) && memcmp(word->text, text, word->length) == 0;
}

/* "Ministry of", "Centers for": the name goes on behind the preposition. */
static size_t
bridge(const Labeller *labeller, const Sentence *sentence, size_t end)
{
	const ParseWord *words = sentence->words;
	size_t next = end + 1;

	if (next >= sentence->n ||
	    (!is_word(&words[end], "of") && !is_word(&words[end], "for")) ||
	    !g_hash_table_contains(labeller->cues[CUE_FIRST], phrase_of(&words[end - 1], 1)))
		return end;
	if (next + 1 < sentence->n && sentence->parsed[next].upos == UPOS_DET)
		next++;
	return is_part(labeller, sentence, next) ? next : end;
}

static void
add_found(Labeller *labeller, uint32_t index, size_t first, size_t end)
{
	const Sentence *sentence = &g_array_index(labeller->sentences, Sentence, index);

	while (first + 1 < end &&
	       gazetteer_is_title(labeller->gazetteer, &sentence->words[first]))
		first++;
	Found found = { .sentence = index,
		        .first = (uint16_t)first,
		        .n = (uint16_t)(end - first) };
	if (end > first && end - first <= NAME_WORDS_MAX &&
	    !(end - first == 1 &&
	      gazetteer_is_title(labeller->gazetteer, &sentence->words[first])))
		g_array_append_val(labeller->found, found);
}

/* Runs of words that belong to names; a title within cuts the run in two. */
static void
find_names(Labeller *labeller, uint32_t index)
{
	const Sentence *sentence = &g_array_index(labeller->sentences, Sentence, index);

	for (size_t i = 0, end; i < sentence->n; i = end) {
		size_t first = i;
		end = i + 1;
		if (!is_part(labeller, sentence, i)) {
			if (sentence->parsed[i].name == NAME_NATIONALITY)
				add_found(labeller, index, i, end);
			continue;
		}
		for (size_t next; end < sentence->n; end = next) {
			bool part = is_part(labeller, sentence, end);
			next = part ? end + 1 : bridge(labeller, sentence, end);
			if (next == end)
				break;
			if (part && next < sentence->n && is_part(labeller, sentence, next) &&
			    gazetteer_is_title(labeller->gazetteer, &sentence->words[end])) {
				size_t before = end;
				while (before > first &&
				       gazetteer_is_title_part(labeller->gazetteer,
				                               &sentence->words[before - 1]))
					before--;
				add_found(labeller, index, first, before);
				first = next;
			}
		}
		add_found(labeller, index, first, end);
	}
}

static Name
winner(const Votes *votes, float *margin)
{
	int best = 0;
	float second = 0;

	for (int c = 1; c < N_NAMES; c++)
		if (votes->by_class[c] > votes->by_class[best])
			best = c;
	for (int c = 0; c < N_NAMES; c++)
		if (c != best)
			second = MAX(second, votes->by_class[c]);
	*margin = votes->by_class[best] - second;
	return (Name)best;
}

/* Adds up what each name got, in an article or in all; a person's last word stands for him. */
static void
share_votes(Labeller *labeller, GHashTable *table, guint from, guint to)
{
	for (guint f = from; f < to; f++) {
		const Found *found = &g_array_index(labeller->found, Found, f);
		const Sentence *sentence =
		    &g_array_index(labeller->sentences, Sentence, found->sentence);
		const ParseWord *words = sentence->words + found->first;
		float margin;
		add_votes(votes_of(table, phrase_of(words, found->n)), &found->votes, 1);
		if (winner(&found->votes, &margin) != NAME_PERSON || found->n < 2 ||
		    found->n > 3 || margin < SURE)
			continue;
		votes_of(table, phrase_of(&words[found->n - 1], 1))->by_class[NAME_PERSON] +=
		    margin;
		if (table == labeller->all)
			votes_of(labeller->given, phrase_of(words, 1))->by_class[NAME_PERSON] +=
			    1;
	}
}

/* The names of one article, settled. */
static void
settle(Labeller *labeller, guint from, guint to, uint8_t **tags, bool *clear)
{
	g_autoptr(GHashTable) article =
	    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);

	share_votes(labeller, article, from, to);
	for (guint f = from; f < to; f++) {
		const Found *found = &g_array_index(labeller->found, Found, f);
		const Sentence *sentence =
		    &g_array_index(labeller->sentences, Sentence, found->sentence);
		const char *phrase = phrase_of(sentence->words + found->first, found->n);
		Votes votes = found->votes;
		float margin;
		add_share(&votes, g_hash_table_lookup(article, phrase), SHARED);
		add_share(&votes, g_hash_table_lookup(labeller->all, phrase), SHARED);
		Name name = winner(&votes, &margin);
		names_mark(tags[found->sentence], found->first, found->n, name);
		if (margin < CLEAR)
			clear[found->sentence] = false;
	}
}

static void
print_sentence(const Sentence *sentence, const uint8_t *tags)
{
	puts("# names only");
	for (size_t i = 0; i < sentence->n; i++) {
		const ParsedWord *parsed = &sentence->parsed[i];
		printf("%zu\t%.*s\t_\t%s\t%s\t_\t%u\t%s\t_\t", i + 1,
		       (int)sentence->words[i].length, sentence->words[i].text,
		       upos_name(parsed->upos), xpos_name(parsed->xpos), parsed->head,
		       relation_name(parsed->relation));
		if (tags[i])
			printf("Name=%c-%s\n", tags[i] % 2 ? 'B' : 'I',
			       name_name((tags[i] + 1) / 2));
		else
			puts("_");
	}
	puts("");
}

static void
parse_all(Labeller *labeller, const ParseModel *model, const Rough *rough)
{
	Parser *parser = parser_new(model);
	ParseWord *words = (ParseWord *)(void *)rough->words->data;

	for (guint s = 0; s + 1 < rough->sentences->len; s++) {
		uint32_t from = g_array_index(rough->sentences, uint32_t, s);
		size_t n = g_array_index(rough->sentences, uint32_t, s + 1) - from;
		Sentence sentence = { words + from, NULL, n > SENTENCE_MAX ? 0 : n };
		sentence.parsed = g_new0(ParsedWord, sentence.n + 1);
		parse_sentence(parser, sentence.words, sentence.n, sentence.parsed);
		count_case(labeller, sentence.words, sentence.n);
		g_array_append_val(labeller->sentences, sentence);
	}
	parser_free(parser);
}

/* Prints every so many of the clear sentences that have a name. */
static void
print_clear(const Labeller *labeller, uint8_t *const *tags, const bool *clear, guint wanted)
{
	guint usable = 0, seen = 0;
	size_t n = labeller->sentences->len;
	g_autofree bool *use = g_new0(bool, n);

	for (size_t s = 0; s < n; s++) {
		const Sentence *sentence = &g_array_index(labeller->sentences, Sentence, s);
		if (sentence->n < 6 || !clear[s] ||
		    sentence_case(sentence->words, sentence->n) != CASE_NORMAL)
			continue;
		for (size_t i = 0; i < sentence->n; i++)
			use[s] |= tags[s][i] != 0;
		usable += use[s];
	}
	for (size_t s = 0; s < n; s++) {
		if (!use[s])
			continue;
		if ((guint64)(seen + 1) * wanted / usable > (guint64)seen * wanted / usable)
			print_sentence(&g_array_index(labeller->sentences, Sentence, s),
			               tags[s]);
		seen++;
	}
	fprintf(stderr, "%u sentences with clear names\n", usable);
}

int
main(int argc, char **argv)
{
	Labeller labeller = { 0 };
	g_autoptr(GError) error = NULL;

	if (argc != 6) {
		fprintf(stderr,
		        "usage: label-names MODEL LEXICON CUES.tsv TEXT.jsonl SENTENCES\n");
		return 2;
	}
	g_autoptr(ParseModel) model = parse_model_open(argv[1], &error);
	if (!model) {
		fprintf(stderr, "%s\n", error->message);
		return 1;
	}
	labeller.gazetteer = gazetteer_load(argv[2]);
	read_cues(&labeller, argv[3]);
	Rough *rough = rough_read(argv[4]);
	labeller.all = g_hash_table_new(g_str_hash, g_str_equal);
	labeller.given = g_hash_table_new(g_str_hash, g_str_equal);
	labeller.lower = g_hash_table_new(g_str_hash, g_str_equal);
	labeller.sentences = g_array_new(FALSE, FALSE, sizeof(Sentence));
	labeller.found = g_array_new(FALSE, FALSE, sizeof(Found));
	parse_all(&labeller, model, rough);
	guint n = labeller.sentences->len;
	uint8_t **tags = g_new(uint8_t *, n);
	bool *clear = g_new(bool, n);
	g_autoptr(GArray) ends = g_array_new(FALSE, FALSE, sizeof(guint));
	for (guint s = 0, article = 1; s < n; s++) {
		tags[s] = g_new0(uint8_t, g_array_index(labeller.sentences, Sentence, s).n + 1);
		clear[s] = true;
		find_names(&labeller, s);
		for (; article < rough->articles->len &&
		       s + 1 >= g_array_index(rough->articles, uint32_t, article);
		     article++)
			g_array_append_val(ends, labeller.found->len);
	}
	for (int round = 0; round < ROUNDS; round++) {
		g_hash_table_remove_all(labeller.all);
		for (guint f = 0; f < labeller.found->len; f++)
			vote_locally(&labeller, &g_array_index(labeller.found, Found, f));
		share_votes(&labeller, labeller.all, 0, labeller.found->len);
	}
	for (guint a = 0, from = 0; a < ends->len; a++) {
		settle(&labeller, from, g_array_index(ends, guint, a), tags, clear);
		from = g_array_index(ends, guint, a);
	}
	print_clear(&labeller, tags, clear, (guint)atoi(argv[5]));
	return 0;
}
