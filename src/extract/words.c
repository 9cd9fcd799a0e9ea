#include "extract/words.h"

#include <string.h>

const LexiconEntry *
word_match(const Document *document, LexiconTableId table, uint32_t word)
{
	uint32_t end = sentence_end(sentence_of(document, word));

	return lexicon_match(document->lexicon, table, &document->words[word].form, end - word,
	                     sizeof(Word));
}

bool
entry_stands(const Document *document, const LexiconEntry *entry, uint32_t word)
{
	if (entry->n_words > sentence_end(sentence_of(document, word)) - word)
		return false;
	for (uint32_t i = 0; i < entry->n_words; i++)
		if (document->words[word + i].form != entry->words[i])
			return false;
	return true;
}

const char *
entry_cell(const Document *document, LexiconTableId table, const LexiconEntry *entry,
           const char *column)
{
	return entry->cells[lexicon_column(document->lexicon, table, column)];
}

/* Whether a list of classes ("det pron-he") holds `class` or a finer one ("pron"). */
static bool
list_has(const char *list, const char *class, size_t length)
{
	for (const char *at = list; at && *at; at = strchr(at, ' ')) {
		at += *at == ' ';
		if (strncmp(at, class, length) == 0 && strchr(" -", at[length]))
			return true;
	}
	return false;
}

bool
word_is(const Document *document, uint32_t word, const char *class)
{
	const LexiconEntry *const *entries =
	    lexicon_entries(document->lexicon, LEXICON_FUNCTION, document->words[word].form);

	for (; entries && *entries; entries++)
		if ((*entries)->n_words == 1 &&
		    list_has((*entries)->cells[1], class, strlen(class)))
			return true;
	return false;
}

bool
word_has_class(const Document *document, LexiconTableId table, uint32_t word, const char *class)
{
	const LexiconEntry *const *entries =
	    lexicon_entries(document->lexicon, table, document->words[word].form);

	for (; entries && *entries; entries++)
		if (g_str_equal(entry_cell(document, table, *entries, "class"), class) &&
		    entry_stands(document, *entries, word))
			return true;
	return false;
}

const char *
word_text(const Document *document, uint32_t word, size_t *length)
{
	EntenteSpan span = document->words[word].span;

	*length = span.end - span.start;
	return document->article->text + span.start;
}

bool
word_names_government(const Document *document, uint32_t word)
{
	const LexiconEntry *const *entries =
	    lexicon_entries(document->lexicon, LEXICON_PARTIES, document->words[word].form);

	for (; entries && *entries; entries++)
		if ((*entries)->n_words == 1 &&
		    g_str_equal(entry_cell(document, LEXICON_PARTIES, *entries, "class"),
		                "government-word"))
			return true;
	return false;
}

bool
word_equals(const Document *document, uint32_t word, const char *text)
{
	size_t length;
	const char *at = word_text(document, word, &length);

	return strlen(text) == length && g_ascii_strncasecmp(at, text, length) == 0;
}

const char *
words_text(const Document *document, uint32_t first, uint32_t end)
{
	uint32_t from = document->words[first].span.start;
	uint32_t to = document->words[end - 1].span.end;

	return arena_strndup(document->article->arena, document->article->text + from, to - from);
}

/* Dates and quantities are sorted by sentence: finds the run of one sentence by bisection in
 * an array of `count` structs of `size` bytes whose `sentence` lies at `offset`. */
static size_t
run_of(const void *array, size_t count, size_t size, size_t offset, uint32_t sentence, size_t *n)
{
	const char *bytes = array;
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (*(const uint32_t *)(bytes + middle * size + offset) < sentence)
			low = middle + 1;
		else
			high = middle;
	}
	*n = 0;
	while (low + *n < count &&
	       *(const uint32_t *)(bytes + (low + *n) * size + offset) == sentence)
		++*n;
	return low;
}

const DateMention *
sentence_dates(const Document *document, uint32_t sentence, size_t *n)
{
	return document->dates + run_of(document->dates, document->n_dates, sizeof(DateMention),
	                                offsetof(DateMention, sentence), sentence, n);
}

const Quantity *
sentence_quantities(const Document *document, uint32_t sentence, size_t *n)
{
	return document->quantities + run_of(document->quantities, document->n_quantities,
	                                     sizeof(Quantity), offsetof(Quantity, sentence),
	                                     sentence, n);
}

bool
sentence_tells(const Document *document, uint32_t sentence)
{
	const Sentence *at = &document->sentences[sentence];
	const char *title = document->article->title;

	if (at->kind == SENTENCE_HEADING)
		return false;
	size_t length = at->span.end - at->span.start, of_title = title ? strlen(title) : 0;
	const char *text = document->article->text + at->span.start;
	while (length && g_ascii_ispunct(text[length - 1]))
		length--;
	while (of_title && g_ascii_ispunct(title[of_title - 1]))
		of_title--;
	return !of_title || length != of_title || memcmp(text, title, length) != 0;
}

bool
word_is_punct(const Document *document, uint32_t word)
{
	return document->words[word].flags & WORD_PUNCT;
}
