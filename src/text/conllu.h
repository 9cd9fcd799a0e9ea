#ifndef TEXT_CONLLU_H
#define TEXT_CONLLU_H

#include "text/parse.h"

#include <glib.h>
#include <stdio.h>

/* CoNLL-U (https://universaldependencies.org/format.html), a sentence at a time. */

enum {
	CONLLU_ID,
	CONLLU_FORM,
	CONLLU_LEMMA,
	CONLLU_UPOS,
	CONLLU_XPOS,
	CONLLU_FEATS,
	CONLLU_HEAD,
	CONLLU_DEPREL,
	CONLLU_DEPS,
	CONLLU_MISC,
	CONLLU_COLUMNS
};

/* A line: a word's columns, or (columns[CONLLU_FORM] NULL) a comment, a multiword token, an
 * empty node, whole in the first. */
typedef struct {
	char *columns[CONLLU_COLUMNS];
} ConlluLine;

typedef struct {
	char *text; /* what the columns and words point into */
	ConlluLine *lines;
	ConlluLine **rows; /* the lines that are words */
	ParseWord *words;
	size_t n_lines, n_words;
} ConlluSentence;

void conllu_sentence_clear(ConlluSentence *sentence);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ConlluSentence, conllu_sentence_clear)

typedef struct {
	FILE *file;
	char *name;
	size_t line;  /* of the file, from 1: the last one read */
	size_t first; /* the line with which the sentence began */
} ConlluReader;

/* Opens a file or, for "-", standard input.  Fails with ENTENTE_ERROR_INPUT. */
bool conllu_open(ConlluReader *reader, const char *path,
                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
void conllu_close(ConlluReader *reader);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ConlluReader, conllu_close)

/* Reads the next sentence, which the caller clears.  Returns false at the end, and with `error`
 * set where the file cannot be read (ENTENTE_ERROR_INPUT), is not CoNLL-U (the same; names the
 * line) or has a line over a mebibyte or a sentence over 64, or over a million lines
 * (ENTENTE_ERROR_LIMIT).
 *
 * Checked: UTF-8 without control characters, ten columns, none of them empty, numbers of
 * words, multiword tokens and empty nodes in order.  What the columns say of tags and heads is
 * not looked at.  Lines may end in CR LF; one byte order mark is left out. */
bool conllu_next(ConlluReader *reader, ConlluSentence *sentence,
                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Appends the line of one word as the parser reads it.  `kept` gives its number, features,
 * enhanced dependencies and miscellany; where one is NULL, "_" stands. */
void conllu_append_word(GString *out, const ParseWord *word, const ParsedWord *parsed,
                        const ConlluLine *kept);

/* Appends the sentence and the blank line after it, the words with the parser's tags, lemmas,
 * heads and relations, all else as it was read. */
void conllu_append_sentence(GString *out, const ConlluSentence *sentence,
                            const ParsedWord *parsed);

#endif
