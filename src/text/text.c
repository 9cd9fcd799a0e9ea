/* The order of the steps. */
#include "text/text.h"

#include "text/steps.h"

const Document *
text_understand(const Article *article, const Lexicon *lexicon, Parser *parser)
{
	Document *document = arena_new0(article->arena, Document, 1);

	document->article = article;
	document->lexicon = lexicon;
	text_paragraphs(document);
	text_words(document);
	text_sentences(document);
	text_quotations(document);
	text_dates(document);
	text_quantities(document);
	if (parser)
		text_trees(document, parser);
	return document;
}
