/* Sentences: where a paragraph's words end one and begin the next.
 *
 * A full stop ends a sentence unless the next word begins in lower case; marks that close
 * (quotation marks, brackets) stay with what they close.  An abbreviation ends one only
 * before a capitalised function word, which no name begins with.  A line is never joined
 * to the next. */
#include "text/punct.h"
#include "text/steps.h"

enum {
	MOST_WORDS = 400,   /* a longer sentence is cut, so that later steps stay linear */
	HEADING_WORDS = 15, /* a longer line without a final mark is prose */
	DATELINE_WORDS = 24,
	MOST_CLOSERS = 8,
	ATTRIBUTION_WORDS = 10,
};

typedef struct {
	Document *document;
	GArray *sentences;
	uint32_t end; /* one past the paragraph's last word */
	uint32_t paragraph;
	unsigned class_column; /* of function.tsv */
} Splitter;

static Punct
punct_at(const Splitter *splitter, uint32_t i)
{
	const Word *word = &splitter->document->words[i];

	if (i >= splitter->end || !(word->flags & WORD_PUNCT))
		return PUNCT_OTHER;
	return punct_of(splitter->document->article->text, word->span);
}

static uint16_t
flags_at(const Splitter *splitter, uint32_t i)
{
	return i < splitter->end ? splitter->document->words[i].flags : 0;
}

static unsigned char
first_byte(const Splitter *splitter, uint32_t i)
{
	return (unsigned char)
	    splitter->document->article->text[splitter->document->words[i].span.start];
}

static unsigned char
last_byte(const Splitter *splitter, uint32_t i)
{
	return (unsigned char)
	    splitter->document->article->text[splitter->document->words[i].span.end - 1];
}

static bool
is_full_stop(const Splitter *splitter, uint32_t i)
{
	return first_byte(splitter, i) == '.';
}

static bool
is_function_word(const Splitter *splitter, uint32_t i)
{
	return lexicon_entries(splitter->document->lexicon, LEXICON_FUNCTION,
	                       splitter->document->words[i].form) != NULL;
}

/* Whether word i closes what stands before it. */
static bool
closes(const Splitter *splitter, uint32_t i)
{
	if (!(flags_at(splitter, i) & WORD_GLUED))
		return false;
	switch (punct_at(splitter, i)) {
	case PUNCT_CLOSE_BRACKET:
	case PUNCT_CLOSE_DOUBLE:
	case PUNCT_CLOSE_SINGLE: return true;
	case PUNCT_STRAIGHT_DOUBLE:
	case PUNCT_STRAIGHT_SINGLE:
		return i + 1 >= splitter->end || !(flags_at(splitter, i + 1) & WORD_GLUED) ||
		       flags_at(splitter, i + 1) & WORD_PUNCT;
	default: return false;
	}
}

static bool
opens(const Splitter *splitter, uint32_t i)
{
	switch (punct_at(splitter, i)) {
	case PUNCT_OPEN_BRACKET:
	case PUNCT_OPEN_DOUBLE:
	case PUNCT_OPEN_SINGLE:
	case PUNCT_STRAIGHT_DOUBLE:
	case PUNCT_STRAIGHT_SINGLE:
	case PUNCT_BULLET:
	case PUNCT_ELLIPSIS:
	case PUNCT_DASH: return true;
	default: return false;
	}
}

/* One past the marks that close what word i ends: quotation marks, brackets, and a full stop
 * behind them. */
static uint32_t
after_closers(const Splitter *splitter, uint32_t i)
{
	uint32_t next = i + 1;

	while (next <= i + MOST_CLOSERS &&
	       (closes(splitter, next) ||
	        (next > i + 1 && punct_at(splitter, next) == PUNCT_FINAL &&
	         flags_at(splitter, next) & WORD_GLUED)))
		next++;
	return next;
}

/* Whether the words from i say who said the quotation before them: "Smith asked."  Only words
 * up to a verb of saying that a mark or a preposition follows. */
static bool
is_attribution(const Splitter *splitter, uint32_t i)
{
	const Lexicon *lexicon = splitter->document->lexicon;
	uint32_t limit = MIN(splitter->end, i + ATTRIBUTION_WORDS);

	for (uint32_t at = i; at < limit && !(flags_at(splitter, at) & WORD_PUNCT); at++) {
		const Word *word = &splitter->document->words[at];
		const LexiconEntry *entry =
		    lexicon_match(lexicon, LEXICON_SPEECH, &word->form, 1, sizeof *word);

		if (!entry || entry->form != FORM_PAST || word->flags & WORD_CAPITAL)
			continue;
		const LexiconEntry *next = at + 1 < splitter->end
		                               ? lexicon_match(lexicon, LEXICON_FUNCTION,
		                                               &word[1].form, 1, sizeof *word)
		                               : NULL;
		return flags_at(splitter, at + 1) & WORD_PUNCT ||
		       (next && g_str_has_prefix(next->cells[splitter->class_column], "prep"));
	}
	return false;
}

/* Whether a sentence may begin at `next`, word i being the final mark before it. */
static bool
begins_at(const Splitter *splitter, uint32_t i, uint32_t next)
{
	bool abbreviation = !(flags_at(splitter, i) & WORD_PUNCT);
	bool glued = flags_at(splitter, next) & WORD_GLUED;
	uint32_t word = next;

	while (opens(splitter, word) && word - next < MOST_CLOSERS)
		word++;
	uint16_t flags = flags_at(splitter, word);
	if (abbreviation)
		return flags & WORD_CAPITAL && !glued && is_function_word(splitter, word);
	if (glued) /* "talks.The": the space is missing */
		return flags & WORD_CAPITAL && (last_byte(splitter, i - 1) >= 'a' ||
		                                flags_at(splitter, i - 1) & WORD_PUNCT);
	if (flags & WORD_CAPITAL)
		return next == i + 1 || is_full_stop(splitter, i) || word > next ||
		       !is_attribution(splitter, next);
	return word >= splitter->end ||
	       (punct_at(splitter, i) == PUNCT_FINAL && !(flags & WORD_PUNCT) &&
	        g_ascii_isdigit(first_byte(splitter, word)));
}

/* One past the last word of the sentence that word i would end; 0 if it ends none. */
static uint32_t
end_after(const Splitter *splitter, uint32_t i)
{
	Punct punct = punct_at(splitter, i);
	bool abbreviation =
	    !(flags_at(splitter, i) & WORD_PUNCT) && last_byte(splitter, i) == '.';

	if (!abbreviation && punct != PUNCT_FINAL && punct != PUNCT_ELLIPSIS)
		return 0;
	uint32_t next = after_closers(splitter, i);
	if (next >= splitter->end)
		return splitter->end;
	if (punct == PUNCT_ELLIPSIS && next == i + 1)
		return 0; /* something left out, or a pause */
	Punct following = punct_at(splitter, next);
	if (following == PUNCT_FINAL || following == PUNCT_ELLIPSIS)
		return 0;
	return i > 0 && begins_at(splitter, i, next) ? next : 0;
}

/* "- ", "• ", "1. ", "2) ": the first word after the mark; `first` if there is none. */
static uint32_t
after_list_mark(const Splitter *splitter, uint32_t first)
{
	Punct punct = punct_at(splitter, first);

	if (first + 1 >= splitter->end)
		return first;
	if (punct == PUNCT_BULLET || punct == PUNCT_DASH)
		return flags_at(splitter, first + 1) & WORD_GLUED ? first : first + 1;
	const Word *word = &splitter->document->words[first];
	if (!(word->flags & WORD_NUMBER) || word->span.end - word->span.start > 3)
		return first;
	if (last_byte(splitter, first) == '.')
		return first + 1;
	if (last_byte(splitter, first + 1) == ')' && flags_at(splitter, first + 1) & WORD_GLUED)
		return first + 2 < splitter->end ? first + 2 : first;
	return first;
}

/* "LONDON (Agency) - ", "(MOSCOW, Russia) — ", "GENEVA, March 3 -- ", "(ABC) ": the first
 * word after the dateline; `first` if there is none.  Outside brackets a dateline has
 * only capitalised words, numbers, commas and slashes; it has brackets or a word in
 * capitals. */
static uint32_t
after_dateline(const Splitter *splitter, uint32_t first)
{
	uint32_t depth = 0, limit = MIN(splitter->end, first + DATELINE_WORDS);
	bool marked = false;

	for (uint32_t i = first; i + 1 < limit; i++) {
		uint16_t flags = flags_at(splitter, i);
		Punct punct = punct_at(splitter, i);

		if (punct == PUNCT_OPEN_BRACKET) {
			depth++;
		} else if (punct == PUNCT_CLOSE_BRACKET && depth) {
			marked = true;
			if (--depth == 0 && i - first <= 3 &&
			    flags_at(splitter, first + 1) & WORD_ALL_CAPS &&
			    punct_at(splitter, first) == PUNCT_OPEN_BRACKET &&
			    flags_at(splitter, i + 1) & WORD_CAPITAL)
				return i + 1;
		} else if (punct == PUNCT_DASH && !depth) {
			return marked && i > first ? i + 1 : first;
		} else if (punct != PUNCT_COMMA && punct != PUNCT_SLASH && !depth &&
		           !(flags & (WORD_CAPITAL | WORD_NUMBER))) {
			return first;
		}
		marked = marked || (flags & WORD_ALL_CAPS && last_byte(splitter, i) != '.');
	}
	return first;
}

static void
add_sentence(Splitter *splitter, uint32_t first, uint32_t end, SentenceKind kind)
{
	Word *words = splitter->document->words;
	Sentence sentence = {
		.span = { words[first].span.start, words[end - 1].span.end },
		.first_word = first,
		.n_words = end - first,
		.content_word = first,
		.paragraph = splitter->paragraph,
		.kind = kind,
	};
	Paragraph *paragraph = &splitter->document->paragraphs[splitter->paragraph];

	if (!paragraph->n_sentences++) {
		paragraph->first_sentence = splitter->sentences->len;
		sentence.content_word = kind == SENTENCE_LIST_ITEM
		                            ? after_list_mark(splitter, first)
		                            : after_dateline(splitter, first);
	}
	for (uint32_t i = first; i < end; i++)
		words[i].sentence = splitter->sentences->len;
	uint32_t content = sentence.content_word;
	while (content < end && words[content].flags & WORD_PUNCT)
		content++;
	if (content < end)
		words[content].flags |= WORD_FIRST;
	g_array_append_val(splitter->sentences, sentence);
}

/* A list item, a heading (a short line that no final mark ends) or prose. */
static SentenceKind
kind_of(const Splitter *splitter, uint32_t first)
{
	uint32_t last = splitter->end - 1;

	if (after_list_mark(splitter, first) > first)
		return SENTENCE_LIST_ITEM;
	if (splitter->end - first > HEADING_WORDS)
		return SENTENCE_PROSE;
	while (last > first && closes(splitter, last))
		last--;
	Punct punct = punct_at(splitter, last);
	bool final = punct == PUNCT_FINAL || punct == PUNCT_ELLIPSIS || punct == PUNCT_COLON ||
	             punct == PUNCT_DASH || last_byte(splitter, last) == '.';
	return final ? SENTENCE_PROSE : SENTENCE_HEADING;
}

static void
split_paragraph(Splitter *splitter, uint32_t first)
{
	SentenceKind kind = kind_of(splitter, first);
	uint32_t i = kind == SENTENCE_LIST_ITEM ? after_list_mark(splitter, first) : first;

	for (uint32_t start = first; start < splitter->end;) {
		uint32_t end = i < splitter->end ? end_after(splitter, i) : splitter->end;

		if (!end && i + 1 - start >= MOST_WORDS)
			end = i + 1;
		if (end) {
			add_sentence(splitter, start, end, kind);
			start = i = end;
		} else {
			i++;
		}
	}
}

void
text_sentences(Document *document)
{
	g_autoptr(GArray) sentences = g_array_new(FALSE, TRUE, sizeof(Sentence));
	Splitter splitter = {
		.document = document,
		.sentences = sentences,
		.class_column = lexicon_column(document->lexicon, LEXICON_FUNCTION, "class"),
	};

	for (uint32_t word = 0; splitter.paragraph < document->n_paragraphs;
	     splitter.paragraph++) {
		const Paragraph *paragraph = &document->paragraphs[splitter.paragraph];

		splitter.end = word;
		while (splitter.end < document->n_words &&
		       document->words[splitter.end].span.start < paragraph->span.end)
			splitter.end++;
		if (splitter.end > word)
			split_paragraph(&splitter, word);
		word = splitter.end;
	}
	document->sentences = article_copy(document->article, sentences);
	document->n_sentences = sentences->len;
}
