#ifndef COMPARE_WORDS_H
#define COMPARE_WORDS_H

#include <glib.h>
#include <stdbool.h>

/* The words of changes.tsv. */
typedef struct ChangeWords ChangeWords;

/* From `share`/lexicon/en.  Fails with ENTENTE_ERROR_LEXICON. */
ChangeWords *change_words_load(const char *share, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void change_words_free(ChangeWords *words);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ChangeWords, change_words_free)

/* Whether the word, in lower case, says nothing of an object. */
bool change_words_is_light(const ChangeWords *words, const char *word);

/* Whether the sentence says that what `wording` names is given up ("dropped its demand"), and
 * neither denies nor supposes it. */
bool change_words_give_up(const ChangeWords *words, const char *sentence, const char *wording);

/* Whether the words of a position begin with giving up: it was misread. */
bool change_words_begin(const ChangeWords *words, const char *text);

/* The words of a text in lower case; to be freed. */
char **words_split(const char *text);

#endif
