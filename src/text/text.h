#ifndef TEXT_TEXT_H
#define TEXT_TEXT_H

#include "model/document.h"
#include "text/parse.h"

#include <entente/parse.h>

/* Understanding an article's text: paragraphs, sentences, words, quotations, dates, quantities
 * and, with a parser, trees.  The document lives in the article's arena.  Never fails: any valid
 * UTF-8 has a reading. */
const Document *text_understand(const Article *article, const Lexicon *lexicon, Parser *parser);

/* Parses the document, which needs no trees, and hands out its sentences as entente_engine_parse
 * does.  Returns false when the sink stopped it. */
bool text_print(const Document *document, Parser *parser, EntenteParseFormat format,
                const EntenteParseSink *sink, gpointer user_data);

/* entente_engine_parse_conllu with a parser. */
bool text_parse_conllu(const char *path, Parser *parser, const EntenteParseSink *sink,
                       gpointer user_data);

#endif
