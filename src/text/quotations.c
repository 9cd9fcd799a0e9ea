/* Quotations: stretches between double marks, single marks or guillemets, one level of
 * each at a time.
 *
 * A double quotation that its paragraph does not close runs on where the next paragraph
 * is opened anew; else it is bounded by its paragraph (when it opens it) or by its
 * sentence.  A single one without a closing mark was an apostrophe. */
#include "text/punct.h"
#include "text/steps.h"

enum { SPLIT_WORDS = 15 }; /* at most, in "…," he said, "…" */

typedef enum { DOUBLE, SINGLE, N_LEVELS } Level;

typedef struct {
	bool is_open;
	uint32_t mark;      /* the word that opens it */
	guint index;        /* its place among the quotations */
	uint32_t tentative; /* a mark that may close it or be a possessive; 0: none */
} Open;

typedef struct {
	Document *document;
	GArray *quotations; /* n_words is 0 while open, and stays so in what was none */
	Open open[N_LEVELS];
	uint32_t first, end; /* the paragraph's words */
	bool runs_on;        /* the paragraph before left a double quotation open */
} Finder;

static uint16_t
flags_at(const Finder *finder, uint32_t i)
{
	return i < finder->end ? finder->document->words[i].flags : 0;
}

static Punct
punct_at(const Finder *finder, uint32_t i)
{
	if (i >= finder->end || !(flags_at(finder, i) & WORD_PUNCT))
		return PUNCT_OTHER;
	return punct_of(finder->document->article->text, finder->document->words[i].span);
}

static void
open_mark(Finder *finder, Level level, uint32_t mark)
{
	Quotation quotation = { .outer = { .start =
		                               finder->document->words[mark].span.start } };

	finder->open[level] = (Open){ true, mark, finder->quotations->len, 0 };
	g_array_append_val(finder->quotations, quotation);
}

/* Ends the open quotation before the word `end`, or with that word as its closing mark.
 */
static void
close_mark(Finder *finder, Level level, uint32_t end, bool marked)
{
	Open *open = &finder->open[level];
	Word *words = finder->document->words;
	Quotation *quotation = &g_array_index(finder->quotations, Quotation, open->index);
	uint32_t first = open->mark + 1;

	open->is_open = false;
	if (end <= first)
		return;
	quotation->span = (EntenteSpan){ words[first].span.start, words[end - 1].span.end };
	quotation->outer.end = words[marked ? end : end - 1].span.end;
	quotation->first_word = first;
	quotation->n_words = end - first;
	quotation->first_sentence = words[first].sentence;
	quotation->last_sentence = words[end - 1].sentence;
	if (marked)
		words[end].flags &= (uint16_t)~WORD_POSSESSIVE;
}

/* Drops or ends what is open when its paragraph, or another opening mark, ends its reach.
 */
static void
give_up(Finder *finder, Level level, uint32_t limit)
{
	Open *open = &finder->open[level];

	if (!open->is_open)
		return;
	if (level == SINGLE) {
		if (open->tentative)
			close_mark(finder, level, open->tentative, true);
		open->is_open = false;
		return;
	}
	const Word *mark = &finder->document->words[open->mark];
	uint32_t sentence = sentence_end(&finder->document->sentences[mark->sentence]);
	close_mark(finder, level, open->mark == finder->first ? limit : MIN(limit, sentence),
	           false);
}

/* Whether the mark at i stands where a quotation begins: after white space, a bracket, a
 * dash or another mark, and close before a word. */
static bool
may_open(const Finder *finder, uint32_t i)
{
	if (i + 1 >= finder->end || !(flags_at(finder, i + 1) & WORD_GLUED))
		return false;
	if (i == finder->first || !(flags_at(finder, i) & WORD_GLUED))
		return true;
	switch (punct_at(finder, i - 1)) {
	case PUNCT_OPEN_BRACKET:
	case PUNCT_DASH:
	case PUNCT_SLASH:
	case PUNCT_OPEN_DOUBLE:
	case PUNCT_OPEN_SINGLE:
	case PUNCT_STRAIGHT_DOUBLE:
	case PUNCT_STRAIGHT_SINGLE: return true;
	default: return false;
	}
}

static bool
may_close(const Finder *finder, uint32_t i)
{
	if (i == finder->first || !(flags_at(finder, i) & WORD_GLUED))
		return false;
	return i + 1 >= finder->end || !(flags_at(finder, i + 1) & WORD_GLUED) ||
	       flags_at(finder, i + 1) & WORD_PUNCT;
}

static void
meet_double(Finder *finder, uint32_t i, Punct punct)
{
	bool is_open = finder->open[DOUBLE].is_open;
	bool opening = (punct == PUNCT_OPEN_DOUBLE &&
	                !(is_open && may_close(finder, i) && !may_open(finder, i))) ||
	               (punct == PUNCT_STRAIGHT_DOUBLE && may_open(finder, i) &&
	                !(is_open && may_close(finder, i)));

	if (opening) {
		give_up(finder, DOUBLE, i);
		open_mark(finder, DOUBLE, i);
	} else if (is_open) {
		close_mark(finder, DOUBLE, i, true);
	} else if (punct == PUNCT_STRAIGHT_DOUBLE && !may_close(finder, i)) {
		open_mark(finder, DOUBLE, i); /* spaced on both sides, or glued to both */
	}
}

static void
meet_single(Finder *finder, uint32_t i, Punct punct)
{
	Open *open = &finder->open[SINGLE];
	char after_next =
	    i + 1 < finder->end
		? finder->document->article->text[finder->document->words[i + 1].span.start]
		: ' ';

	if (open->is_open && may_close(finder, i)) {
		if (!(flags_at(finder, i) & WORD_POSSESSIVE))
			close_mark(finder, SINGLE, i, true);
		else if (!open->tentative)
			open->tentative = i;
	} else if (punct != PUNCT_CLOSE_SINGLE && may_open(finder, i) &&
	           !g_ascii_isdigit(after_next)) {
		give_up(finder, SINGLE, i);
		open_mark(finder, SINGLE, i);
	}
}

static void
meet(Finder *finder, uint32_t i)
{
	Punct punct = punct_at(finder, i);

	switch (punct) {
	case PUNCT_OPEN_DOUBLE:
	case PUNCT_CLOSE_DOUBLE:
	case PUNCT_STRAIGHT_DOUBLE: meet_double(finder, i, punct); break;
	case PUNCT_OPEN_SINGLE:
	case PUNCT_CLOSE_SINGLE:
	case PUNCT_STRAIGHT_SINGLE: meet_single(finder, i, punct); break;
	default: break;
	}
}

static void
read_paragraph(Finder *finder, uint32_t next_first, uint32_t next_end)
{
	guint before = finder->quotations->len;

	for (uint32_t i = finder->first; i < finder->end; i++)
		meet(finder, i);
	give_up(finder, SINGLE, finder->end);
	if (finder->runs_on && finder->quotations->len > before)
		g_array_index(finder->quotations, Quotation, before).continues = true;
	finder->runs_on = false;
	if (!finder->open[DOUBLE].is_open)
		return;
	Finder next = { .document = finder->document, .first = next_first, .end = next_end };
	Punct punct = punct_at(&next, next_first);
	finder->runs_on = punct == PUNCT_OPEN_DOUBLE || punct == PUNCT_STRAIGHT_DOUBLE;
	if (finder->runs_on)
		close_mark(finder, DOUBLE, finder->end, false);
	else
		give_up(finder, DOUBLE, finder->end);
}

/* Whether `later` goes on from `earlier` in the same paragraph: nothing stands between
 * them, or a short clause that follows a comma, as "he said" does, and ends in a mark. */
static bool
goes_on(const Document *document, const Quotation *earlier, const Quotation *later)
{
	const char *text = document->article->text;
	uint32_t from = earlier->first_word + earlier->n_words + 1, to = later->first_word - 1;

	if (document->sentences[earlier->last_sentence].paragraph !=
	        document->sentences[later->first_sentence].paragraph ||
	    from > to || to - from > SPLIT_WORDS)
		return false;
	if (from == to)
		return true;
	char ending = text[earlier->span.end - 1],
	     opening = text[document->words[from].span.start];
	char closing = text[document->words[to - 1].span.start];
	if (!strchr(",?!", ending) && opening != ',')
		return false;
	if (!strchr(",.:;", closing))
		return false;
	for (uint32_t i = from; i + 1 < to; i++)
		if (document->words[i].sentence != document->words[i + 1].sentence)
			return false;
	return true;
}

/* Leaves out what turned out to be none, ties what belongs together and marks the words.
 */
static void
settle(Finder *finder)
{
	Document *document = finder->document;
	Quotation *quotations = (Quotation *)finder->quotations->data;
	const Quotation *earlier = NULL;
	guint n = 0;

	for (guint i = 0; i < finder->quotations->len; i++) {
		if (!quotations[i].n_words)
			continue;
		Quotation *quotation = &quotations[n++];
		*quotation = quotations[i];
		if (earlier && quotation->span.start < earlier->outer.end)
			continue; /* within another: its words are marked */
		if (earlier && goes_on(document, earlier, quotation))
			quotation->continues = true;
		for (uint32_t w = 0; w < quotation->n_words; w++)
			document->words[quotation->first_word + w].flags |= WORD_QUOTED;
		earlier = quotation;
	}
	g_array_set_size(finder->quotations, n);
}

static uint32_t
paragraph_end(const Document *document, size_t index)
{
	const Paragraph *paragraph = &document->paragraphs[index];

	if (!paragraph->n_sentences)
		return 0;
	return sentence_end(
	    &document->sentences[paragraph->first_sentence + paragraph->n_sentences - 1]);
}

void
text_quotations(Document *document)
{
	g_autoptr(GArray) quotations = g_array_new(FALSE, TRUE, sizeof(Quotation));
	Finder finder = { .document = document, .quotations = quotations };

	for (size_t i = 0; i < document->n_paragraphs; i++) {
		finder.first = finder.end;
		finder.end = MAX(finder.first, paragraph_end(document, i));
		uint32_t next = i + 1 < document->n_paragraphs ? paragraph_end(document, i + 1)
		                                               : finder.end;

		if (finder.end > finder.first)
			read_paragraph(&finder, finder.end, MAX(finder.end, next));
	}
	settle(&finder);
	document->quotations = article_copy(document->article, quotations);
	document->n_quotations = quotations->len;
}
