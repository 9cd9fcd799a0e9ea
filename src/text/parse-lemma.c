/* Lemmas by edits learned from the treebanks: of the very form and tag where they have it,
 * else of the longest ending that they have with the tag and that makes a known word. */
#include "text/parse-lemma.h"
#include "text/parse-features.h"
#include "text/parse-internal.h"

#include <string.h>

uint64_t
lemma_form_key(const char *folded, size_t length, Upos upos, Xpos xpos)
{
	return feature_hash(LEMMA_KEY + (unsigned)upos * N_XPOS + xpos, folded, length);
}

uint64_t
lemma_ending_key(const char *folded, size_t length, size_t ending, Xpos xpos, unsigned rank)
{
	return feature_hash(ENDING_KEY + rank * N_XPOS + xpos, folded + length - ending,
	                    ending);
}

static const Edit *
find_edit(const ParseModel *model, uint64_t key)
{
	uint64_t place = weights_place(model->lemma_keys, model->lemma_mask, key);

	return model->lemma_keys[place] ? &model->edits[model->lemma_edits[place]] : NULL;
}

static bool
changes(const Edit *edit)
{
	return edit->removed || edit->n_added;
}

/* Whether the edit makes of the folded form a word that the model has seen. */
static bool
makes_known(const ParseModel *model, const Edit *edit, const char *folded, size_t length)
{
	char lemma[FOLD_MAX + EDIT_ADDED];

	if (edit->removed + 1u >= length)
		return false;
	memcpy(lemma, folded, length);
	memcpy(lemma + length - edit->removed, edit->added, edit->n_added);
	uint64_t key = form_key(lemma, length - edit->removed + edit->n_added);
	return model->keys[weights_place(model->keys, model->key_mask, key)];
}

/* The edit of the longest ending; where it makes no known word, another that does. */
static const Edit *
edit_by_ending(const ParseModel *model, const char *folded, size_t length, Xpos xpos)
{
	size_t longest = MIN(length, (size_t)ENDING_MAX);
	const Edit *first = NULL, *other;

	for (size_t ending = longest + 1; !first && ending-- > 0;)
		first = find_edit(model, lemma_ending_key(folded, length, ending, xpos, 0));
	if (!first || !changes(first) || makes_known(model, first, folded, length))
		return first;
	for (size_t ending = longest + 1; ending-- > 0;)
		for (unsigned rank = 0; rank < ENDING_RANKS; rank++) {
			other = find_edit(model,
			                  lemma_ending_key(folded, length, ending, xpos, rank));
			if (other && changes(other) && other->letters == first->letters &&
			    makes_known(model, other, folded, length))
				return other;
		}
	return first;
}

size_t
parse_lemma(const ParseModel *model, const ParseWord *word, Upos upos, Xpos xpos, char *lemma)
{
	char folded[FOLD_MAX];
	size_t length = fold_word(word, FOLD_LETTERS, folded);
	const Edit *edit = find_edit(model, lemma_form_key(folded, length, upos, xpos));

	if (!edit)
		edit = edit_by_ending(model, folded, length, xpos);
	if (word->length > FOLD_MAX - 8 || !edit || edit->letters != LETTERS_FOLDED) {
		memcpy(lemma, word->text, word->length);
		length = word->length;
		if (edit && edit->letters == LETTERS_CAPITAL)
			lemma[0] = g_ascii_toupper(lemma[0]);
	} else {
		memcpy(lemma, folded, length);
	}
	bool fits = edit && edit->removed <= length;
	bool splits = fits && edit->removed &&
	              ((unsigned char)lemma[length - edit->removed] & 0xC0) == 0x80;
	if (!fits || splits)
		return length;
	length -= edit->removed;
	memcpy(lemma + length, edit->added, edit->n_added);
	return length + edit->n_added;
}
