/* Lemmas by edits learned from the treebanks: of the very form and tag where they have it,
 * else of the longest ending that they have with the tag. */
#include "text/parse-features.h"
#include "text/parse-internal.h"
#include "text/parse-lemma.h"

#include <string.h>

uint64_t
lemma_form_key(const char *folded, size_t length, Upos upos, Xpos xpos)
{
	return feature_hash(LEMMA_KEY + (unsigned)upos * N_XPOS + xpos, folded, length);
}

uint64_t
lemma_ending_key(const char *folded, size_t length, size_t ending, Xpos xpos)
{
	return feature_hash(ENDING_KEY + xpos, folded + length - ending, ending);
}

static const Edit *
find_edit(const ParseModel *model, uint64_t key)
{
	uint64_t place = model_place(model->lemma_keys, model->lemma_mask, key);

	return model->lemma_keys[place] ? &model->edits[model->lemma_edits[place]] : NULL;
}

static const Edit *
choose_edit(const ParseModel *model, const char *folded, size_t length, Upos upos, Xpos xpos)
{
	const Edit *edit = find_edit(model, lemma_form_key(folded, length, upos, xpos));

	for (size_t ending = MIN(length, ENDING_MAX); !edit && ending != SIZE_MAX; ending--)
		edit = find_edit(model, lemma_ending_key(folded, length, ending, xpos));
	return edit;
}

size_t
parse_lemma(const ParseModel *model, const ParseWord *word, Upos upos, Xpos xpos, char *lemma)
{
	char folded[FOLD_MAX];
	size_t length = fold_word(word, FOLD_LETTERS, folded);
	const Edit *edit = choose_edit(model, folded, length, upos, xpos);

	if (word->length > FOLD_MAX - 8 || !edit || edit->keeps_case) {
		memcpy(lemma, word->text, word->length);
		length = word->length;
	} else {
		memcpy(lemma, folded, length);
	}
	if (!edit || edit->removed > length)
		return length;
	length -= edit->removed;
	memcpy(lemma + length, edit->added, edit->n_added);
	return length + edit->n_added;
}
