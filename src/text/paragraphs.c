/* Paragraphs: the lines of the text that are not blank, without surrounding white space.
 */
#include "text/steps.h"

#include <string.h>

/* Moves the ends inwards past spaces, no-break spaces among them. */
static EntenteSpan
trim(const char *text, EntenteSpan line)
{
	while (line.start < line.end) {
		if (text[line.start] == ' ' || text[line.start] == '\t')
			line.start++;
		else if (line.end - line.start > 1 && !memcmp(text + line.start, "\xC2\xA0", 2))
			line.start += 2;
		else
			break;
	}
	while (line.start < line.end) {
		if (text[line.end - 1] == ' ' || text[line.end - 1] == '\t')
			line.end--;
		else if (line.end - line.start > 1 &&
		         !memcmp(text + line.end - 2, "\xC2\xA0", 2))
			line.end -= 2;
		else
			break;
	}
	return line;
}

void
text_paragraphs(Document *document)
{
	const Article *article = document->article;
	g_autoptr(GArray) paragraphs = g_array_new(FALSE, TRUE, sizeof(Paragraph));

	for (uint32_t start = 0, end; start < article->length; start = end + 1) {
		const char *feed = memchr(article->text + start, '\n', article->length - start);

		end = feed ? (uint32_t)(feed - article->text) : article->length;
		Paragraph paragraph = { .span =
			                    trim(article->text, (EntenteSpan){ start, end }) };
		if (paragraph.span.start < paragraph.span.end)
			g_array_append_val(paragraphs, paragraph);
	}
	document->paragraphs = article_copy(article, paragraphs);
	document->n_paragraphs = paragraphs->len;
}
