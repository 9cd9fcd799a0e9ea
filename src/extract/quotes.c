/* Direct quotations and their speakers: before, after, in the middle, by role or pronoun.
 *
 * Four words or more between quotation marks; fewer are scare quotes.  Quoted sentences that
 * follow one another are one record, a quotation split by "he said" is one a segment. */
#include "extract/clause.h"

#include <string.h>

enum { SHORTEST_QUOTE = 4 };

typedef struct {
	Actor actor;
	const char *name; /* a description where nobody is named: "rebel officials" */
} Speaker;

static const LexiconEntry *
speech_verb(const Document *document, uint32_t word)
{
	const LexiconEntry *entry = word_match(document, LEXICON_SPEECH, word);

	return entry && entry->cells[1][0] == 'v' && !(document->words[word].flags & WORD_QUOTED) ? entry
	                                                                                          : NULL;
}

/* The words of a noun phrase that ends before `end`, for a speaker who is only described. */
static const char *
described(const Document *document, uint32_t first, uint32_t end)
{
	uint32_t start = end;

	while (start > first && end - start < 7 && !word_is_punct(document, start - 1) &&
	       !word_is(document, start - 1, "pron") && !word_is(document, start - 1, "conj") &&
	       !word_is(document, start - 1, "subord") && !word_is(document, start - 1, "aux"))
		start--;
	while (start < end && word_is(document, start, "det") && end - start > 1)
		start++;
	for (uint32_t word = start; word < end; word++)
		if (word_match(document, LEXICON_TITLES, word))
			return words_text(document, start, end);
	return NULL;
}

/* "senior Kenyan diplomat": somebody described, not the state as such. */
static const char *
group_name(const Extraction *extraction, const Mention *mention)
{
	const Document *document = extraction->document;
	uint32_t first = mention->first_word;

	while (first > sentence_of(document, first)->first_word &&
	       word_has_class(document, LEXICON_WORDS, first - 1, "rank"))
		first--;
	return words_text(document, first, mention->first_word + mention->n_words);
}

static bool
take(const Extraction *extraction, const Actors *actors, Speaker *speaker)
{
	if (!actors->n)
		return false;
	const Mention *mention = cast_mention(extraction->cast, actors->first_word);

	speaker->actor = actors->items[0];
	speaker->name = actor_name(extraction, speaker->actor);
	if (mention && mention->kind == MENTION_GROUP && speaker->actor.person == NOBODY)
		speaker->name = group_name(extraction, mention);
	return true;
}

/* Subject before the verb: "Ushakov told reporters". */
static bool
speaker_before_verb(const Extraction *extraction, uint32_t verb, WordForm form, Speaker *speaker)
{
	const Document *document = extraction->document;
	VerbGroup group = verb_group(document, verb, form);
	Actors actors = { 0 };

	if (group.passive)
		return passive_agent(extraction, verb + 1, &actors) && take(extraction, &actors, speaker);
	if (clause_subject(extraction, &group, &actors) && take(extraction, &actors, speaker))
		return true;
	uint32_t first = sentence_of(document, verb)->first_word;
	if (group.start > first && !(document->words[group.start - 1].flags & WORD_QUOTED))
		speaker->name = described(document, first, group.start);
	return speaker->name;
}

/* Subject after the verb: ", said Ushakov". */
static bool
speaker_after_verb(const Extraction *extraction, uint32_t verb, uint32_t n, Speaker *speaker)
{
	const Document *document = extraction->document;
	uint32_t end = sentence_end(sentence_of(document, verb));

	for (uint32_t word = verb + n; word < end && word < verb + n + 8; word++) {
		const Mention *mention = cast_mention(extraction->cast, word);
		Actors actors = { 0 };

		if (word_is_punct(document, word) || word_is(document, word, "subord") ||
		    word_is(document, word, "prep"))
			break;
		if (mention && mention->kind != MENTION_ADJECTIVE && !mention->possessive &&
		    mention->kind != MENTION_PLACE) {
			Actors named = { .first_word = mention->first_word };

			actors_add(&named, actor_of(extraction->cast, mention));
			return take(extraction, &named, speaker);
		}
		if (word_is(document, word, "pron") && resolve(extraction, word, &actors))
			return take(extraction, &actors, speaker);
	}
	return false;
}

/* The verb of saying right behind the quotation. */
static bool
speaker_behind(const Extraction *extraction, const Quotation *quotation, uint32_t sentence,
               Speaker *speaker)
{
	const Document *document = extraction->document;
	const Sentence *within = &document->sentences[sentence];
	uint32_t end = sentence_end(within), after = quotation->first_word + quotation->n_words;

	for (uint32_t word = MAX(after, within->first_word); word < end && word < after + 14; word++) {
		const LexiconEntry *verb = speech_verb(document, word);

		if (verb && (speaker_before_verb(extraction, word, verb->form, speaker) ||
		             speaker_after_verb(extraction, word, verb->n_words, speaker)))
			return true;
		if (word > after + 1 && document->words[word].flags & WORD_QUOTED)
			break;
	}
	return false;
}

/* The last verb of saying before the quotation. */
static bool
speaker_ahead(const Extraction *extraction, const Quotation *quotation, uint32_t sentence,
              Speaker *speaker)
{
	const Document *document = extraction->document;
	const Sentence *within = &document->sentences[sentence];

	for (uint32_t word = MIN(quotation->first_word, sentence_end(within));
	     word-- > within->first_word;) {
		const LexiconEntry *verb = speech_verb(document, word);
		const LexiconEntry *according = word_match(document, LEXICON_SPEECH, word);

		if (verb && (speaker_before_verb(extraction, word, verb->form, speaker)))
			return true;
		if (according && g_str_equal(according->cells[2], "according") &&
		    speaker_after_verb(extraction, word, according->n_words, speaker))
			return true;
	}
	return false;
}

static bool
same_paragraph(const Document *document, uint32_t a, uint32_t b)
{
	return document->sentences[a].paragraph == document->sentences[b].paragraph;
}

/* A quotation that fills its sentence, next to one whose speaker is known. */
static bool
speaker_of_neighbour(const Extraction *extraction, size_t index, Speaker *speaker)
{
	const Document *document = extraction->document;
	const Quotation *quotation = &document->quotations[index];

	if (index == 0 || !extraction->speaker_names[index - 1])
		return false;
	const Quotation *before = &document->quotations[index - 1];
	if (!quotation->continues &&
	    !(same_paragraph(document, before->last_sentence, quotation->first_sentence) &&
	      quotation->first_sentence <= before->last_sentence + 1))
		return false;
	speaker->actor = extraction->speakers[index - 1];
	speaker->name = extraction->speaker_names[index - 1];
	return true;
}

static bool
find_speaker(const Extraction *extraction, size_t index, Speaker *speaker)
{
	const Document *document = extraction->document;
	const Quotation *quotation = &document->quotations[index];

	*speaker = (Speaker){ { NOBODY, NOBODY }, NULL };
	for (uint32_t sentence = quotation->first_sentence; sentence <= quotation->last_sentence;
	     sentence += MAX(1, quotation->last_sentence - quotation->first_sentence)) {
		if (speaker_behind(extraction, quotation, sentence, speaker))
			return true;
		if (quotation->continues && speaker_of_neighbour(extraction, index, speaker))
			return true;
		if (speaker_ahead(extraction, quotation, sentence, speaker))
			return true;
	}
	return speaker_of_neighbour(extraction, index, speaker);
}

/* The quotation goes on from the one before it with nothing but a closing and an opening mark
 * between, so that both are one record. */
static bool
joins(const Document *document, size_t index)
{
	if (index == 0)
		return false;
	const Quotation *before = &document->quotations[index - 1];
	const Quotation *quotation = &document->quotations[index];
	const char *text = document->article->text;

	for (uint32_t at = before->outer.end; at < quotation->outer.start; at++)
		if (!g_ascii_isspace(text[at]))
			return false;
	return quotation->first_sentence != before->first_sentence || quotation->continues;
}

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

/* The record to which quotations that go on are added.  Its text is copied once, at its end: a
 * page can be one long quotation. */
typedef struct {
	EntenteQuote *quote; /* NULL for none */
	GString *text;
} OpenQuote;

static void
close_quote(OpenQuote *open, Arena *arena)
{
	if (open->quote)
		open->quote->text = arena_strndup(arena, open->text->str, open->text->len);
	open->quote = NULL;
	g_string_truncate(open->text, 0);
}

void
extract_quotes(Extraction *extraction)
{
	const Document *document = extraction->document;
	Arena *arena = extraction->records->arena;
	OpenQuote open = { NULL, g_string_new(NULL) };

	for (size_t i = 0; i < document->n_quotations; i++) {
		const Quotation *quotation = &document->quotations[i];
		Speaker speaker;
		bool nested = i && quotation->span.end <= document->quotations[i - 1].span.end;

		extraction->speakers[i] = (Actor){ NOBODY, NOBODY };
		if (find_speaker(extraction, i, &speaker)) {
			extraction->speakers[i] = speaker.actor;
			extraction->speaker_names[i] = speaker.name;
		}
		const char *text = document->article->text + quotation->span.start;
		gssize length = quotation->span.end - quotation->span.start;
		if (open.quote && joins(document, i) &&
		    extraction->speaker_names[i] == open.quote->speaker) {
			g_string_append_c(open.text, ' ');
			g_string_append_len(open.text, text, length);
			continue;
		}
		close_quote(&open, arena);
		if (nested || !extraction->speaker_names[i] || word_count(document, quotation) < SHORTEST_QUOTE ||
		    is_title_of_work(document, quotation))
			continue;
		open.quote = &add_record(extraction, ENTENTE_QUOTE, quotation->first_sentence,
		                         quotation->first_sentence)->quote;
		open.quote->speaker = extraction->speaker_names[i];
		open.quote->direct = true;
		g_string_append_len(open.text, text, length);
	}
	close_quote(&open, arena);
	g_string_free(open.text, TRUE);
}
