#ifndef TEXT_PIECES_H
#define TEXT_PIECES_H

#include "model/document.h"
#include "text/parse.h"

#include <glib.h>

/* A sentence of a document as the parser reads it.
 *
 * The treebanks split compounds at their hyphens, the document does not: each word is one
 * piece or several. */
typedef struct {
	GArray *words;  /* ParseWord */
	GArray *parsed; /* ParsedWord, one a piece; lemmas live until the next sentence */
	GArray *owners; /* uint32_t, one a piece: its word in the document */
} Pieces;

void pieces_init(Pieces *pieces);
void pieces_clear(Pieces *pieces);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Pieces, pieces_clear)

/* Splits and parses the sentence in place of the one before. */
void pieces_parse(Pieces *pieces, const Document *document, const Sentence *sentence,
                  Parser *parser);

static inline const ParsedWord *
piece_parsed(const Pieces *pieces, guint piece)
{
	return &g_array_index(pieces->parsed, ParsedWord, piece);
}

static inline uint32_t
piece_owner(const Pieces *pieces, guint piece)
{
	return g_array_index(pieces->owners, uint32_t, piece);
}

#endif
