#ifndef EXTRACT_WORDS_H
#define EXTRACT_WORDS_H

#include "model/document.h"

#include <glib.h>

/* Short questions about a document's words, for all extractors. */

/* The entry of a table that begins at this word, within its sentence; NULL for none. */
const LexiconEntry *word_match(const Document *document, LexiconTableId table, uint32_t word);

/* Whether all words of the entry stand here, within one sentence. */
bool entry_stands(const Document *document, const LexiconEntry *entry, uint32_t word);

/* The cell of an entry's row in the column of this name. */
const char *entry_cell(const Document *document, LexiconTableId table, const LexiconEntry *entry,
                       const char *column);

/* Whether the function word has this class ("prep") or a finer one ("pron" fits "pron-he"). */
bool word_is(const Document *document, uint32_t word, const char *class);

/* Whether some entry of a table that begins at this word has this class. */
bool word_has_class(const Document *document, LexiconTableId table, uint32_t word,
                    const char *class);

/* Whether the word, lower-cased, is `text`. */
bool word_equals(const Document *document, uint32_t word, const char *text);

/* "administration", "ministry": with a state's name beside it, a word for that state. */
bool word_names_government(const Document *document, uint32_t word);

/* A copy of the text from word `first` up to word `end` (exclusive), in the article's arena. */
const char *words_text(const Document *document, uint32_t first, uint32_t end);

/* The text of one word, not terminated. */
const char *word_text(const Document *document, uint32_t word, size_t *length);

/* The dates and quantities of a sentence: the first one, and how many follow (0: none). */
const DateMention *sentence_dates(const Document *document, uint32_t sentence, size_t *n);
const Quantity *sentence_quantities(const Document *document, uint32_t sentence, size_t *n);

/* Whether the sentence tells something: it is no heading and does not repeat the title. */
bool sentence_tells(const Document *document, uint32_t sentence);

bool word_is_punct(const Document *document, uint32_t word);

static inline const Sentence *
sentence_of(const Document *document, uint32_t word)
{
	return &document->sentences[document->words[word].sentence];
}

#endif
