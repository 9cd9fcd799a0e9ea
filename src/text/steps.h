#ifndef TEXT_STEPS_H
#define TEXT_STEPS_H

#include "model/document.h"
#include "text/parse.h"

#include <glib.h>
#include <string.h>

/* The steps of text_understand, in order.  Each fills its own array of the document and
 * may use those of the steps before it. */
void text_paragraphs(Document *document);
void text_words(Document *document);
void text_sentences(Document *document);
void text_quotations(Document *document);
void text_dates(Document *document);
void text_quantities(Document *document);
void text_trees(Document *document, Parser *parser);

/* A copy of the array's elements that lives as long as the article; NULL for none. */
static inline void *
article_copy(const Article *article, const GArray *array)
{
	size_t bytes = (size_t)array->len * g_array_get_element_size((GArray *)array);

	return bytes ? memcpy(arena_alloc(article->arena, bytes), array->data, bytes) : NULL;
}

#endif
