/* Where the speaker of a quotation is named: behind it (", she said"), before it ("he added:"),
 * or in the sentence before.
 *
 * Behind goes first where the quotation opens its sentence or ends in a comma.  Before it the
 * verb of saying counts that all others hang on: in "X said that Z called it …" it is X's. */
#include "extract/speakers.h"

#include "extract/tree.h"

enum { MOST_STEPS = 12, NEAREST_VERB = 5 };

/* "…," countered the envoy: any finite verb right behind a quotation. */
static bool
is_finite(const Document *document, uint32_t word)
{
	return document->syntax && document->syntax[word].upos == UPOS_VERB &&
	       (document->syntax[word].xpos == XPOS_VBD || document->syntax[word].xpos == XPOS_VBZ);
}

/* The word at which what stands behind the quotation ends: the next quotation or the sentence. */
static uint32_t
behind_end(const Document *document, const Quotation *quotation)
{
	uint32_t end = sentence_end(&document->sentences[quotation->last_sentence]);

	for (uint32_t word = quotation->first_word + quotation->n_words + 1; word < end; word++)
		if (document->words[word].flags & WORD_QUOTED)
			return word;
	return end;
}

static bool
is_infinitive(const Document *document, uint32_t verb)
{
	return verb > sentence_of(document, verb)->first_word &&
	       word_equals(document, verb - 1, "to");
}

static bool
speaker_behind(const Hearing *hearing, const Quotation *quotation, bool opens, Speaker *speaker)
{
	const Document *document = hearing->extraction->document;
	uint32_t first = quotation->first_word + quotation->n_words;
	uint32_t end = behind_end(document, quotation);

	for (uint32_t word = first; word < end; word++) {
		const LexiconEntry *verb = speech_verb(document, word);
		bool says = verb || (word < first + NEAREST_VERB && is_finite(document, word));

		/* "X said '…,' an agency reported": X says it */
		if (!opens && verb && g_str_equal(verb->cells[0], "report"))
			return false;
		if (says && !is_infinitive(document, word) && speaker_of_verb(hearing, word, speaker))
			return true;
	}
	return false;
}

/* The word of the quotation on which its others hang. */
static uint32_t
quotation_head(const Document *document, const Quotation *quotation)
{
	uint32_t end = quotation->first_word + quotation->n_words;

	for (uint32_t word = quotation->first_word; word < end; word++) {
		uint32_t head = document->syntax[word].head;

		if (!word_is_punct(document, word) && (head < quotation->first_word || head >= end))
			return word;
	}
	return quotation->first_word;
}

/* "added: '…'": whoever is named nearest. */
static bool
is_introduced(const Document *document, const Quotation *quotation)
{
	return quotation->first_word > 1 && word_equals(document, quotation->first_word - 2, ":");
}

/* Up the tree from the quotation: who says the outermost of what it is said within. */
static bool
speaker_above(const Hearing *hearing, const Quotation *quotation, Speaker *speaker)
{
	const Document *document = hearing->extraction->document;
	uint32_t at = quotation_head(document, quotation);
	bool found = false;

	for (int step = 0; step < MOST_STEPS; step++) {
		uint32_t head = document->syntax[at].head;
		Relation relation = document->syntax[at].relation;
		Speaker sayer;

		if (head == at)
			break;
		if (found && (relation == REL_ADVCL || relation == REL_ACL_RELCL ||
		              (relation == REL_CONJ && tree_child(document, at, REL_NSUBJ) != at)))
			break;
		at = head;
		if (at < quotation->first_word && speech_verb(document, at) &&
		    speaker_of_verb(hearing, at, &sayer)) {
			*speaker = sayer;
			found = true;
			if (is_introduced(document, quotation))
				break;
		}
	}
	return found;
}

enum { MOST_ASKED = 6 }; /* verbs before a quotation that are asked for their subject */

/* The last verb of saying before the quotation, or "according to". */
static bool
speaker_ahead(const Hearing *hearing, const Quotation *quotation, Speaker *speaker)
{
	const Document *document = hearing->extraction->document;
	const Sentence *within = &document->sentences[quotation->first_sentence];

	if (document->syntax && speaker_above(hearing, quotation, speaker))
		return true;
	unsigned asked = 0;
	for (uint32_t word = MIN(quotation->first_word, sentence_end(within));
	     word-- > within->first_word && asked < MOST_ASKED;)
		if (speech_verb(document, word) && !is_infinitive(document, word) && ++asked &&
		    speaker_of_verb(hearing, word, speaker))
			return true;
	return speaker_according(hearing, within->first_word, quotation->first_word, speaker);
}

/* Somebody of whom the sentence tells, who does what needs no verb of saying to be words of
 * his: "X thanked Z for …". */
static bool
speaker_by_deed(const Hearing *hearing, const Quotation *quotation, Speaker *speaker)
{
	const Document *document = hearing->extraction->document;

	if (!document->syntax)
		return false;
	uint32_t at = quotation_head(document, quotation), verb = at;
	for (int step = 0; step < MOST_STEPS && document->syntax[at].head != at; step++) {
		at = document->syntax[at].head;
		if (document->syntax[at].upos == UPOS_VERB && at < quotation->first_word)
			verb = at;
	}
	uint32_t subject = verb < quotation->first_word ? tree_subject(document, verb) : verb;
	return subject != verb && subject < quotation->first_word &&
	       speaker_named(hearing, subject, speaker) && speaker->human;
}

bool
opens_sentence(const Document *document, const Quotation *quotation)
{
	const Sentence *sentence = &document->sentences[quotation->first_sentence];

	for (uint32_t word = sentence->content_word; word + 1 < quotation->first_word; word++)
		if (!word_is_punct(document, word) && !word_is(document, word, "conj"))
			return false;
	return true;
}

static bool
ends_in_comma(const Document *document, const Quotation *quotation)
{
	return quotation->span.end > quotation->span.start &&
	       document->article->text[quotation->span.end - 1] == ',';
}

/* The quotation before it, where this one goes on from it and no colon introduces it. */
static bool
speaker_before(const Hearing *hearing, size_t index, Speaker *speaker)
{
	const Document *document = hearing->extraction->document;
	const Quotation *quotation = &document->quotations[index];

	if (index == 0 || !quotation->continues || !hearing->said[index - 1].name ||
	    is_introduced(document, quotation))
		return false;
	*speaker = hearing->said[index - 1];
	return true;
}

/* A quotation that stands alone: of whom the sentence before tells. */
static bool
speaker_of_context(const Hearing *hearing, const Quotation *quotation, Speaker *speaker)
{
	uint32_t sentence = quotation->first_sentence;

	if (sentence == 0 || !hearing->topics[sentence - 1].name)
		return false;
	*speaker = hearing->topics[sentence - 1];
	return true;
}

/* Whether the sentence before the quotation's stands in the same paragraph. */
static bool
follows(const Document *document, const Quotation *quotation)
{
	const Sentence *sentence = &document->sentences[quotation->first_sentence];

	return quotation->first_sentence && sentence[-1].paragraph == sentence->paragraph;
}

bool
find_speaker(Hearing *hearing, size_t index, Speaker *speaker)
{
	const Document *document = hearing->extraction->document;
	const Quotation *quotation = &document->quotations[index];
	bool opens = opens_sentence(document, quotation);

	hearing->n_said = index;
	hear_until(hearing, quotation->first_sentence);
	*speaker = (Speaker){ { NOBODY, NOBODY }, NULL, false };
	if ((opens || ends_in_comma(document, quotation)) &&
	    speaker_behind(hearing, quotation, opens, speaker))
		return true;
	if (speaker_before(hearing, index, speaker))
		return true;
	if (opens)
		return speaker_of_context(hearing, quotation, speaker);
	return speaker_ahead(hearing, quotation, speaker) ||
	       speaker_behind(hearing, quotation, opens, speaker) ||
	       speaker_by_deed(hearing, quotation, speaker) ||
	       (follows(document, quotation) && speaker_of_context(hearing, quotation, speaker));
}
