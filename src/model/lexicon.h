#ifndef MODEL_LEXICON_H
#define MODEL_LEXICON_H

#include "model/languages.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The words that Entente knows, from the TSV files of lexicon/LANG: loaded once a run, then only read.
 *
 * Every table's first column is a phrase: lower-case words with a space between tokens as the
 * tokenizer splits them ("do n't", "the kremlin", "russia 's").  Where a table has a column
 * `pos`, `v` adds the inflections of the phrase's first word and `n` the plural of its last;
 * irregular.tsv gives the forms that rules would get wrong.  Every word of every table has an
 * id; a text's words carry that id, so matching compares integers. */
typedef struct Lexicon Lexicon;

typedef enum {
	LEXICON_ABBREVIATIONS, /* text: what does not end a sentence */
	LEXICON_CALENDAR,      /* text: months, weekdays, relative days */
	LEXICON_NUMBERS,       /* text: number words */
	LEXICON_UNITS,         /* text: hours, points, percent */
	LEXICON_BOILERPLATE,   /* read: lines that are not the article */
	LEXICON_FUNCTION,      /* closed classes: determiners, prepositions, pronouns, … */
	LEXICON_COUNTRIES,     /* states with capital and demonyms */
	LEXICON_PARTIES,       /* other parties, metonyms, kinds of party */
	LEXICON_PLACES,        /* cities, regions, seas and where talks are held */
	LEXICON_WORDS,         /* small classes of words that rules ask for */
	LEXICON_NAMES,         /* given names, particles, what is never a name */
	LEXICON_LEADERS,       /* who led which side, and when */
	LEXICON_TITLES,        /* what stands before or after a person's name */
	LEXICON_TITLE_MARKS,   /* what makes another office of it: former, acting, deputy */
	LEXICON_SPEECH,        /* verbs and nouns of saying */
	LEXICON_STANCES,       /* verbs and nouns of wanting and refusing */
	LEXICON_ISSUES,        /* terms of each issue, weighted */
	LEXICON_DRAFTS,        /* plans, proposals, agreements, and what happens to them */
	LEXICON_MEETINGS,      /* verbs and nouns of meeting */
	LEXICON_TONES,         /* how talks are described */
	LEXICON_N_TABLES
} LexiconTableId;

typedef enum {
	FORM_BASE,       /* as the table has it */
	FORM_THIRD,      /* rejects */
	FORM_PAST,       /* rejected, took */
	FORM_PARTICIPLE, /* taken (where it differs from the past) */
	FORM_ING,        /* rejecting */
	FORM_PLURAL      /* proposals */
} WordForm;

typedef struct {
	const char *const *cells; /* one a column, "" where empty */
	WordForm form;            /* of the inflected word */
	uint32_t n_words;
	const uint32_t *words;
} LexiconEntry;

/* Loads every table of `lexicon_dir`/`language`, and the languages that it can tell from that one.
 * Fails with ENTENTE_ERROR_LEXICON. */
Lexicon *lexicon_load(const char *lexicon_dir, const char *language,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
void lexicon_free(Lexicon *lexicon);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Lexicon, lexicon_free)

/* The code of the language that the words are of. */
const char *lexicon_language(const Lexicon *lexicon);

const Languages *lexicon_languages(const Lexicon *lexicon);

/* The id of a lower-cased word, 0 if no table has it.  Typographic apostrophes count as '. */
uint32_t lexicon_word(const Lexicon *lexicon, const char *text, size_t length);

/* The word of this id. */
const char *lexicon_word_text(const Lexicon *lexicon, uint32_t id);

/* The longest entry of the table that matches the word ids from `words`; NULL if none does.
 * `stride` is the distance in bytes from one id to the next, so that an array of structs can
 * be matched in place. */
const LexiconEntry *lexicon_match(const Lexicon *lexicon, LexiconTableId table,
                                  const uint32_t *words, size_t n_words, size_t stride);

/* All entries that begin with this word, longest first; NULL-terminated, or NULL for none. */
const LexiconEntry *const *lexicon_entries(const Lexicon *lexicon, LexiconTableId table,
                                           uint32_t word);

/* The name of the table's file, and of the columns that it must have; NULL after the last. */
const char *lexicon_file(LexiconTableId table);
const char *const *lexicon_columns(LexiconTableId table);

/* The index of a column; the table must have it (checked when the lexicon is loaded). */
unsigned lexicon_column(const Lexicon *lexicon, LexiconTableId table, const char *column);

/* Every row of the table, in file order. */
size_t lexicon_n_rows(const Lexicon *lexicon, LexiconTableId table);
const char *const *lexicon_row(const Lexicon *lexicon, LexiconTableId table, size_t row);

/* The rows (const char *const *) whose cell in the table's second key is `value`, in file order;
 * NULL for none.  Only leaders have one: the surname. */
const GPtrArray *lexicon_rows_of(const Lexicon *lexicon, LexiconTableId table, const char *value);

#endif
