/* Direct quotations and their speakers: before, after, in the middle, by role or pronoun.
 *
 * Four words or more between one pair of quotation marks are a record; fewer are scare quotes.
 * So a quotation split by "he said", or by the end of a paragraph, is one record a segment. */
#include "extract/speakers.h"

enum { SHORTEST_QUOTE = 4 };

static bool
is_title_of_work(const Document *document, const Quotation *quotation)
{
	unsigned capitals = 0, words = 0;

	for (uint32_t i = 0; i < quotation->n_words; i++) {
		uint32_t word = quotation->first_word + i;

		if (word_is_punct(document, word) || word_is(document, word, "det") ||
		    word_is(document, word, "prep") || word_is(document, word, "conj"))
			continue;
		words++;
		capitals += document->words[word].flags & WORD_CAPITAL ? 1 : 0;
	}
	return words && capitals == words;
}

static unsigned
word_count(const Document *document, const Quotation *quotation)
{
	unsigned n = 0;

	for (uint32_t i = 0; i < quotation->n_words; i++)
		n += !word_is_punct(document, quotation->first_word + i);
	return n;
}

/* 'Dead for now': a line of its own that no mark ends. */
static bool
is_heading(const Document *document, const Quotation *quotation)
{
	const Sentence *sentence = &document->sentences[quotation->first_sentence];
	const Paragraph *paragraph = &document->paragraphs[sentence->paragraph];
	char last = document->article->text[quotation->span.end - 1];

	return paragraph->span.start == quotation->outer.start &&
	       paragraph->span.end == quotation->outer.end && g_ascii_isalnum(last);
}

/* Whether the quotation stands within the one before it. */
static bool
is_nested(const Document *document, size_t index)
{
	const Quotation *quotation = &document->quotations[index];

	return index && quotation->span.end <= document->quotations[index - 1].span.end;
}

static void
add_quote(const Extraction *extraction, const Quotation *quotation, const char *speaker)
{
	const Document *document = extraction->document;
	EntenteQuote *quote = &add_record(extraction, ENTENTE_QUOTE, quotation->first_sentence,
	                                  quotation->first_sentence)->quote;

	quote->speaker = speaker;
	quote->direct = true;
	quote->text = arena_strndup(extraction->records->arena,
	                            document->article->text + quotation->span.start,
	                            quotation->span.end - quotation->span.start);
}

void
extract_quotes(Extraction *extraction)
{
	const Document *document = extraction->document;
	Arena *arena = extraction->records->arena;
	Hearing hearing = {
		.extraction = extraction,
		.said = arena_new0(arena, Speaker, document->n_quotations),
		.topics = arena_new0(arena, Speaker, document->n_sentences),
	};

	for (size_t i = 0; i < document->n_quotations; i++) {
		const Quotation *quotation = &document->quotations[i];
		Speaker *speaker = &hearing.said[i];

		if (!find_speaker(&hearing, i, speaker))
			*speaker = (Speaker){ { NOBODY, NOBODY }, NULL, false };
		extraction->speakers[i] = speaker->actor;
		extraction->speaker_names[i] = speaker->name;
		if (speaker->name && !is_nested(document, i) && !is_heading(document, quotation) &&
		    word_count(document, quotation) >= SHORTEST_QUOTE &&
		    (opens_sentence(document, quotation) || !is_title_of_work(document, quotation)))
			add_quote(extraction, quotation, speaker->name);
	}
}
