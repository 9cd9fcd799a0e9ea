/* Learning how forms become lemmas.  For every tag and ending the edit that most forms take;
 * for forms that the endings get wrong, their own. */
#include "lemmas.h"
#include "text/parse-features.h"
#include "text/parse-lemma.h"

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

/* The edit from the form (or from the folded form, where the lemma has no capital). */
static bool
make_edit(const Form *form, const ParseWord *word, const char *lemma, Edit *edit)
{
	bool keeps = has_capital(lemma);
	const char *base = keeps ? word->text : form->folded;
	size_t length = keeps ? word->length : form->length, same = 0;

	while (same < length && lemma[same] == base[same])
		same++;
	if (strlen(lemma + same) > EDIT_ADDED || length - same > 255)
		return false;
	*edit = (Edit){ .removed = (uint8_t)(length - same), .keeps_case = keeps,
		        .n_added = (uint8_t)strlen(lemma + same) };
	memcpy(edit->added, lemma + same, edit->n_added);
	return true;
}

static void
vote(GHashTable *votes, guint edit, guint n)
{
	gpointer key = GUINT_TO_POINTER(edit + 1);

	g_hash_table_insert(votes, key,
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

static void
count_word(Lemmas *lemmas, GHashTable *forms, GPtrArray *order, const ConlluSentence *sentence,
           size_t i)
{
	char *const *columns = sentence->rows[i]->columns;
	Form *form = g_new0(Form, 1);
	Edit edit;

	form->length = fold_word(&sentence->words[i], FOLD_LETTERS, form->folded);
	form->upos = (Upos)upos_from_name(columns[CONLLU_UPOS]);
	form->xpos = (Xpos)xpos_from_name(columns[CONLLU_XPOS]);
	if (sentence->words[i].length > FOLD_MAX - 8 ||
	    !make_edit(form, &sentence->words[i], columns[CONLLU_LEMMA], &edit)) {
		g_free(form);
		return;
	}
	uint64_t key = lemma_form_key(form->folded, form->length, form->upos, form->xpos);
	Form *known = g_hash_table_lookup(forms, &key);
	if (known) {
		g_free(form);
	} else {
		known = form;
		known->votes = g_hash_table_new(NULL, NULL);
		g_hash_table_insert(forms, g_memdup2(&key, sizeof key), known);
		g_ptr_array_add(order, known);
	}
	vote(known->votes, edit_index(lemmas, &edit), 1);
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
			uint64_t key = lemma_ending_key(form->folded, form->length, e, form->xpos);
			GHashTable *votes = g_hash_table_lookup(endings, &key);
			if (!votes) {
				votes = g_hash_table_new(NULL, NULL);
				g_hash_table_insert(endings, g_memdup2(&key, sizeof key), votes);
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
		uint64_t key = lemma_ending_key(form->folded, form->length, e, form->xpos);
		guint found = GPOINTER_TO_UINT(g_hash_table_lookup(lemmas->found, &key));
		if (found)
			return found - 1;
	}
	return G_MAXUINT;
}

static void
keep(Lemmas *lemmas, uint64_t key, guint edit)
{
	g_hash_table_insert(lemmas->found, g_memdup2(&key, sizeof key), GUINT_TO_POINTER(edit + 1));
}

Lemmas *
lemmas_learn(Conllu *const *treebanks, int n_treebanks)
{
	Lemmas *lemmas = g_new0(Lemmas, 1);
	g_autoptr(GHashTable) forms = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	g_autoptr(GPtrArray) order = g_ptr_array_new();
	guint count;

	lemmas->edits = g_array_new(FALSE, FALSE, sizeof(Edit));
	lemmas->found = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	for (int t = 0; t < n_treebanks; t++)
		for (size_t s = 0; s < treebanks[t]->sentences->len; s++) {
			const ConlluSentence *sentence = conllu_sentence(treebanks[t], s);
			for (size_t i = 0; i < sentence->n_words; i++)
				count_word(lemmas, forms, order, sentence, i);
		}
	g_autoptr(GHashTable) endings = count_endings(order);
	for (size_t e = 0; e <= ENDING_MAX; e++)
		for (guint f = 0; f < order->len; f++) {
			const Form *form = order->pdata[f];
			if (e > form->length)
				continue;
			uint64_t key = lemma_ending_key(form->folded, form->length, e, form->xpos);
			guint edit = winner(g_hash_table_lookup(endings, &key), &count);
			if ((count >= LEAST_TYPES || e == 0) && edit != by_ending(lemmas, form, e))
				keep(lemmas, key, edit);
		}
	for (guint f = 0; f < order->len; f++) {
		const Form *form = order->pdata[f];
		guint edit = winner(form->votes, &count);
		if (edit != by_ending(lemmas, form, ENDING_MAX))
			keep(lemmas, lemma_form_key(form->folded, form->length, form->upos, form->xpos),
			     edit);
	}
	return lemmas;
}
