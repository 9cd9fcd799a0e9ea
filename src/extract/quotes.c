/* Direct quotations and their speakers: before, after, in the middle, by role or pronoun.
 *
 * Four words or more between one pair of quotation marks are a record; fewer are scare quotes.
 * So a quotation split by "he said", or by the end of a paragraph, is one record a segment. */
#include "extract/explain.h"
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

/* The verb of saying, in the sentences of the quotation, whose subject is its speaker. */
static bool
explain_verb(const Hearing *hearing, EntenteRecord *record, const Quotation *quotation)
{
	const Document *document = hearing->extraction->document;
	uint32_t end = sentence_end(&document->sentences[quotation->last_sentence]);

	for (uint32_t word = document->sentences[quotation->first_sentence].first_word; word < end;
	     word++) {
		const LexiconEntry *entry = speech_verb(document, word);
		Speaker speaker = { .name = NULL };

		if (!entry || !speaker_of_verb(hearing, word, &speaker) ||
		    g_strcmp0(speaker.name, record->quote.speaker) != 0)
			continue;
		explain(hearing->extraction, record, "%s; who says it: %s",
		        explained_row(document, LEXICON_SPEECH, entry, word), speaker.name);
		return true;
	}
	return false;
}

static void
explain_quote(const Hearing *hearing, EntenteRecord *record, const Quotation *quotation)
{
	const Extraction *extraction = hearing->extraction;
	const char *text = extraction->document->article->text;
	uint32_t opens = quotation->span.start - quotation->outer.start;
	uint32_t closes = quotation->outer.end - quotation->span.end;

	explain(extraction, record, "marks %.*s %.*s", (int)opens, text + quotation->outer.start,
	        (int)closes, text + quotation->span.end);
	if (explain_verb(hearing, record, quotation))
		return;
	explain(extraction, record, "%s: %s",
	        quotation->continues ? "goes on from the quotation before it"
	                             : "said by whom the words around it tell of",
	        record->quote.speaker);
}

static void
add_quote(const Hearing *hearing, const Quotation *quotation, const char *speaker)
{
	const Extraction *extraction = hearing->extraction;
	const Document *document = extraction->document;
	EntenteRecord *record = add_record(extraction, ENTENTE_QUOTE, quotation->first_sentence,
	                                   quotation->first_sentence);
	EntenteQuote *quote = &record->quote;

	quote->speaker = speaker;
	quote->direct = true;
	quote->text = arena_strndup(extraction->records->arena,
	                            document->article->text + quotation->span.start,
	                            quotation->span.end - quotation->span.start);
	if (extraction->explaining)
		explain_quote(hearing, record, quotation);
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
			add_quote(&hearing, quotation, speaker->name);
	}
}
