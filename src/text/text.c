#include "text/text.h"

const Document *
text_understand(const Article *article, const Lexicon *lexicon)
{
	Document *document = arena_new0(article->arena, Document, 1);

	document->article = article;
	document->lexicon = lexicon;
	return document;
}
