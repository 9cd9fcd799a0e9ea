/* Learning how forms become lemmas.  For every tag and ending the edit that most forms take;
 * for forms that the endings get wrong, their own. */
#include "lemmas.h"
#include "base/tsv.h"
#include "text/parse-features.h"
#include "text/parse-lemma.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LEAST_TYPES = 2 };

/* A folded form with its tags, and how often each edit makes its lemma. */
typedef struct {
	char folded[FOLD_MAX];
	size_t length;
	Upos upos;
	Xpos xpos;
	GHashTable *votes; /* edit index + 1 -> count */
} Form;

typedef struct {
	Lemmas *lemmas;
	GHashTable *forms; /* key -> Form */
	GPtrArray *order;
} Learner;

static guint
edit_index(Lemmas *lemmas, const Edit *edit)
{
	for (guint i = 0; i < lemmas->edits->len; i++)
		if (memcmp(&g_array_index(lemmas->edits, Edit, i), edit, sizeof *edit) == 0)
			return i;
	g_array_append_val(lemmas->edits, *edit);
	return lemmas->edits->len - 1;
}

static bool
has_capital(const char *text)
{
	for (; *text; text++)
		if (g_ascii_isupper(*text))
			return true;
	return false;
}

/* The edit of the folded form, or of the form where the lemma has capitals. */
static bool
make_edit(const Form *form, const ParseWord *word, const char *lemma, Edit *edit)
{
	char base[FOLD_MAX];
	size_t length = form->length, same = 0;
	EditLetters letters = LETTERS_FOLDED;

	memcpy(base, form->folded, length);
	if (has_capital(lemma)) {
		length = word->length;
		memcpy(base, word->text, length);
		letters = LETTERS_KEPT;
		if (g_ascii_isupper(lemma[0])) {
			base[0] = g_ascii_toupper(base[0]);
			letters = LETTERS_CAPITAL;
		}
	}
	while (same < length && lemma[same] == base[same])
		same++;
	if (strlen(lemma + same) > EDIT_ADDED)
		return false;
	*edit = (Edit){ .removed = (uint8_t)(length - same),
		        .letters = letters,
		        .n_added = (uint8_t)strlen(lemma + same) };
	memcpy(edit->added, lemma + same, edit->n_added);
	return true;
}

static void
vote(GHashTable *votes, guint edit, guint n)
{
	gpointer key = GUINT_TO_POINTER(edit + 1);

	g_hash_table_insert(
	    votes, key,
	    GUINT_TO_POINTER(GPOINTER_TO_UINT(g_hash_table_lookup(votes, key)) + n));
}

/* The edit with most votes, the first learned among equals. */
static guint
winner(GHashTable *votes, guint *count)
{
	GHashTableIter iter;
	gpointer key, value;
	guint best = 0;

	*count = 0;
	g_hash_table_iter_init(&iter, votes);
	while (g_hash_table_iter_next(&iter, &key, &value)) {
		guint edit = GPOINTER_TO_UINT(key) - 1, n = GPOINTER_TO_UINT(value);
		if (n > *count || (n == *count && edit < best)) {
			best = edit;
			*count = n;
		}
	}
	return best;
}

/* Counts one form with its tags and lemma; those that no edit fits are left out. */
static void
count_form(Learner *learner, const char *text, const char *lemma, int upos, int xpos)
{
	ParseWord word = { text, (uint32_t)strlen(text) };
	Form *form = g_new0(Form, 1);
	Edit edit;

	form->length = fold_word(&word, FOLD_LETTERS, form->folded);
	form->upos = (Upos)upos;
	form->xpos = (Xpos)xpos;
	if (word.length > FOLD_MAX - 8 || strcmp(lemma, "_") == 0 ||
	    !make_edit(form, &word, lemma, &edit)) {
		g_free(form);
		return;
	}
	uint64_t key = lemma_form_key(form->folded, form->length, form->upos, form->xpos);
	Form *known = g_hash_table_lookup(learner->forms, &key);
	if (known) {
		g_free(form);
	} else {
		known = form;
		known->votes = g_hash_table_new(NULL, NULL);
		g_hash_table_insert(learner->forms, g_memdup2(&key, sizeof key), known);
		g_ptr_array_add(learner->order, known);
	}
	vote(known->votes, edit_index(learner->lemmas, &edit), 1);
}

static void
count_treebank(Learner *learner, const Conllu *conllu)
{
	for (size_t s = 0; s < conllu->sentences->len; s++) {
		const ConlluSentence *sentence = conllu_sentence(conllu, s);
		for (size_t i = 0; i < sentence->n_words; i++) {
			char *const *columns = sentence->rows[i]->columns;
			count_form(learner, columns[CONLLU_FORM], columns[CONLLU_LEMMA],
			           upos_from_name(columns[CONLLU_UPOS]),
			           xpos_from_name(columns[CONLLU_XPOS]));
		}
	}
}

/* The irregular forms that the lexicon has. */
static void
count_irregular(Learner *learner, const char *lexicon_dir)
{
	static const struct {
		const char *column;
		Upos upos;
		Xpos xpos;
	} forms[] = {
		{ "third", UPOS_VERB, XPOS_VBZ },      { "past", UPOS_VERB, XPOS_VBD },
		{ "participle", UPOS_VERB, XPOS_VBN }, { "ing", UPOS_VERB, XPOS_VBG },
		{ "plural", UPOS_NOUN, XPOS_NNS },
	};
	g_autoptr(Arena) arena = arena_new();
	g_autoptr(GError) error = NULL;
	g_autofree char *path = g_build_filename(lexicon_dir, "irregular.tsv", NULL);
	g_auto(Tsv) tsv = { 0 };

	if (!tsv_read(&tsv, path, arena, &error)) {
		fprintf(stderr, "%s\n", error->message);
		exit(1);
	}
	for (guint r = 0; r < tsv.rows->len; r++)
		for (size_t f = 0; f < G_N_ELEMENTS(forms); f++) {
			const char *const *cells = tsv.rows->pdata[r];
			const char *form = cells[tsv_column(&tsv, forms[f].column)];
			if (*form && !strpbrk(form, " ,"))
				count_form(learner, form, cells[0], forms[f].upos,
				           forms[f].xpos);
		}
}

static GHashTable *
count_endings(const GPtrArray *forms)
{
	GHashTable *endings = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free,
	                                            (GDestroyNotify)g_hash_table_unref);

	for (guint f = 0; f < forms->len; f++) {
		const Form *form = forms->pdata[f];
		guint count, edit = winner(form->votes, &count);
		for (size_t e = 0; e <= MIN(form->length, (size_t)ENDING_MAX); e++) {
			uint64_t key =
			    lemma_ending_key(form->folded, form->length, e, form->xpos, 0);
			GHashTable *votes = g_hash_table_lookup(endings, &key);
			if (!votes) {
				votes = g_hash_table_new(NULL, NULL);
				g_hash_table_insert(endings, g_memdup2(&key, sizeof key),
				                    votes);
			}
			vote(votes, edit, 1);
		}
	}
	return endings;
}

/* The edit that the endings give, up to `most` bytes; UINT_MAX for none. */
static guint
by_ending(const Lemmas *lemmas, const Form *form, size_t most)
{
	for (size_t e = MIN(form->length, most) + 1; e-- > 0;) {
		uint64_t key = lemma_ending_key(form->folded, form->length, e, form->xpos, 0);
		guint found = GPOINTER_TO_UINT(g_hash_table_lookup(lemmas->found, &key));
		if (found)
			return found - 1;
	}
	return G_MAXUINT;
}

static void
keep(Lemmas *lemmas, uint64_t key, guint edit)
{
	g_hash_table_insert(lemmas->found, g_memdup2(&key, sizeof key),
	                    GUINT_TO_POINTER(edit + 1));
}

/* For short endings, the edits that come after the commonest. */
static void
keep_ranks(Lemmas *lemmas, GHashTable *votes, const Form *form, size_t ending)
{
	guint count;

	for (unsigned rank = 0; rank < ENDING_RANKS; rank++) {
		guint edit = winner(votes, &count);
		if (count < LEAST_TYPES)
			return;
		g_hash_table_remove(votes, GUINT_TO_POINTER(edit + 1));
		if (rank)
			keep(lemmas,
			     lemma_ending_key(form->folded, form->length, ending, form->xpos,
			                      rank),
			     edit);
	}
}

static void
learn_endings(Learner *learner)
{
	g_autoptr(GHashTable) endings = count_endings(learner->order);
	Lemmas *lemmas = learner->lemmas;
	guint count;

	for (size_t e = 0; e <= ENDING_MAX; e++)
		for (guint f = 0; f < learner->order->len; f++) {
			const Form *form = learner->order->pdata[f];
			if (e > form->length)
				continue;
			uint64_t key =
			    lemma_ending_key(form->folded, form->length, e, form->xpos, 0);
			GHashTable *votes = g_hash_table_lookup(endings, &key);
			guint edit = winner(votes, &count);
			if ((count >= LEAST_TYPES || e == 0) &&
			    edit != by_ending(lemmas, form, e))
				keep(lemmas, key, edit);
		}
	for (size_t e = 2; e <= 4; e++)
		for (guint f = 0; f < learner->order->len; f++) {
			const Form *form = learner->order->pdata[f];
			if (e > form->length)
				continue;
			uint64_t key =
			    lemma_ending_key(form->folded, form->length, e, form->xpos, 0);
			keep_ranks(lemmas, g_hash_table_lookup(endings, &key), form, e);
			g_hash_table_remove_all(g_hash_table_lookup(endings, &key));
		}
}

Lemmas *
lemmas_learn(const char *lexicon_dir, Conllu *const *treebanks, int n_treebanks)
{
	Lemmas *lemmas = g_new0(Lemmas, 1);
	g_autoptr(GHashTable) forms =
	    g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	g_autoptr(GPtrArray) order = g_ptr_array_new();
	Learner learner = { lemmas, forms, order };
	guint count;

	lemmas->edits = g_array_new(FALSE, FALSE, sizeof(Edit));
	lemmas->found = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	for (int t = 0; t < n_treebanks; t++)
		count_treebank(&learner, treebanks[t]);
	count_irregular(&learner, lexicon_dir);
	learn_endings(&learner);
	/* every form is kept: what a treebank has of it needs no known lemma */
	for (guint f = 0; f < order->len; f++) {
		const Form *form = order->pdata[f];
		keep(lemmas, lemma_form_key(form->folded, form->length, form->upos, form->xpos),
		     winner(form->votes, &count));
	}
	return lemmas;
}
