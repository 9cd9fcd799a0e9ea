#ifndef ENTENTE_PARSE_H
#define ENTENTE_PARSE_H

#include <entente/api.h>
#include <entente/engine.h>

#include <glib.h>
#include <stdbool.h>

G_BEGIN_DECLS

/* Parsing: the sentences that the text stage sees, with tags, lemmas, trees and names after
 * Universal Dependencies 2 for English (https://universaldependencies.org). */

typedef enum {
	/* CoNLL-U, ten columns a word.  The comments are `newdoc id` (the page's), `sent_id`
	 * (that, a hyphen, a number from 1) and `text`.  MISC has Start and End, the word's
	 * bytes in the page's text; SpaceAfter=No; and, in a name, Entity=B-CLASS for its first
	 * word and Entity=I-CLASS for the others, CLASS being person, place, organisation or
	 * nationality. */
	ENTENTE_PARSE_CONLLU,
	/* JSON Lines, an object a sentence: source (the page's id), start, end, text, and
	 * words: form, lemma, upos, xpos, head (from 1, 0 for the root), relation, name
	 * ("B-CLASS", "I-CLASS" or null), start, end. */
	ENTENTE_PARSE_JSON,
	ENTENTE_N_PARSE_FORMATS
} EntenteParseFormat;

/* The format of this name ("conllu", "json"), or -1. */
ENTENTE_API int entente_parse_format_from_name(const char *name);

/* What parsing hands out, in the order of the input.
 *
 * `sentence` gets the text of one sentence, `length` bytes and a NUL, its line feeds included;
 * it is the library's and lives until the function returns.  `problem` gets what could not be
 * read and why.  Either may return false to stop. */
typedef struct {
	bool (*sentence)(const char *text, size_t length, gpointer user_data);
	bool (*problem)(const GError *why, gpointer user_data);
} EntenteParseSink;

/* Parses the pages at `path`, which are read as by entente_engine_read; of one in a language
 * that the lexicon does not have, the sink gets a problem (ENTENTE_ERROR_FOREIGN).  Returns
 * false when the sink stopped it. */
ENTENTE_API bool entente_engine_parse(EntenteEngine *engine, const char *path,
                                      EntenteParseFormat format, const EntenteParseSink *sink,
                                      gpointer user_data);

/* Parses the sentences of a CoNLL-U file or, for "-", standard input, whose words are taken
 * as they stand; hands out CoNLL-U.  UPOS, XPOS, LEMMA, HEAD and DEPREL are the parser's; all
 * else, with comments, multiword tokens and empty nodes, is as it was.  Holds one sentence at
 * a time.  Where the file is not CoNLL-U (ENTENTE_ERROR_INPUT) or a sentence too long
 * (ENTENTE_ERROR_LIMIT), the sink gets one problem, which names the line, and the rest of the
 * file is left.  Returns false when the sink stopped it. */
ENTENTE_API bool entente_engine_parse_conllu(EntenteEngine *engine, const char *path,
                                             const EntenteParseSink *sink, gpointer user_data);

G_END_DECLS

#endif
