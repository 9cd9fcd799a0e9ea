#ifndef TEXT_TEXT_H
#define TEXT_TEXT_H

#include "model/document.h"
#include "text/parse.h"

/* Understanding an article's text: paragraphs, sentences, words, quotations, dates, quantities
 * and, with a parser, trees.  The document lives in the article's arena.  Never fails: any valid
 * UTF-8 has a reading. */
const Document *text_understand(const Article *article, const Lexicon *lexicon, Parser *parser);

#endif
