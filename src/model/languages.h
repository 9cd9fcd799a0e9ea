#ifndef MODEL_LANGUAGES_H
#define MODEL_LANGUAGES_H

#include "base/arena.h"

#include <glib.h>
#include <stddef.h>
#include <stdint.h>

/* The languages that a page may be in, from lexicon/languages.tsv: their names, and how to know
 * them. */
typedef struct Languages Languages;

enum {
	MAX_LANGUAGES = 255,
	MAX_LANGUAGE_WORD = 48 /* bytes of a word that tells a language */
};

/* Reads the file into `arena`, in which all of it lives.  Fails with ENTENTE_ERROR_LEXICON. */
Languages *languages_load(const char *path, Arena *arena,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
void languages_free(Languages *languages);

/* How many there are; they are numbered from 0. */
unsigned languages_count(const Languages *languages);
const char *languages_code(const Languages *languages, unsigned language);

/* The number of the language of this code (ISO 639, lower case), or -1. */
int languages_find(const Languages *languages, const char *code);

/* The name in English of the language of this code; the code itself where it is not known. */
const char *languages_name(const Languages *languages, const char *code);

/* The languages that have this lower-cased word among those that tell them; `*n` is set to how
 * many they are. */
const uint8_t *languages_of_word(const Languages *languages, const char *word, unsigned *n);

/* The only language written in this script, or -1. */
int languages_of_script(const Languages *languages, GUnicodeScript script);

#endif
