/* Of whom each sentence tells, for the pronouns and descriptions in the ones after it: who is
 * quoted there, else whoever says something, else the subject of its main clause. */
#include "extract/speakers.h"

#include "extract/clause.h"
#include "extract/tree.h"

/* The last quotation of the sentence whose speaker is known. */
static bool
quoted_in(const Hearing *hearing, uint32_t sentence, Speaker *topic)
{
	const Document *document = hearing->extraction->document;

	for (size_t i = hearing->n_said; i-- > 0;) {
		const Quotation *quotation = &document->quotations[i];

		if (quotation->first_sentence > sentence)
			continue;
		if (quotation->last_sentence < sentence)
			return false;
		if (!hearing->said[i].name)
			continue;
		*topic = hearing->said[i];
		return true;
	}
	return false;
}

static uint32_t
root_of(const Document *document, const Sentence *sentence)
{
	for (uint32_t word = sentence->first_word; word < sentence_end(sentence); word++)
		if (document->syntax[word].head == word)
			return word;
	return sentence->first_word;
}

static bool
subject_of(const Hearing *hearing, uint32_t verb, Speaker *topic)
{
	uint32_t subject = tree_subject(hearing->extraction->document, verb);

	return subject != verb && speaker_named(hearing, subject, topic);
}

static void
find_topic(Hearing *hearing, uint32_t index, Speaker *topic)
{
	const Document *document = hearing->extraction->document;
	const Sentence *sentence = &document->sentences[index];

	if (sentence->kind == SENTENCE_HEADING || !sentence->n_words ||
	    quoted_in(hearing, index, topic) || !document->syntax)
		return;
	uint32_t root = root_of(document, sentence);
	uint32_t aside = tree_child(document, root, REL_PARATAXIS);
	if (aside != root && speaker_of_verb(hearing, aside, topic))
		return;
	bool says = word_match(document, LEXICON_SPEECH, root);
	if ((says ? speaker_of_verb(hearing, root, topic) : subject_of(hearing, root, topic)) &&
	    topic->human)
		return;
	Speaker source;
	if (speaker_according(hearing, sentence->first_word, sentence_end(sentence), &source))
		*topic = source;
	else if (!topic->name)
		*topic = (Speaker){ { NOBODY, NOBODY }, NULL, false };
}

void
hear_until(Hearing *hearing, uint32_t sentence)
{
	for (; hearing->n_topics < sentence; hearing->n_topics++) {
		Speaker topic = { { NOBODY, NOBODY }, NULL, false };

		find_topic(hearing, hearing->n_topics, &topic);
		hearing->topics[hearing->n_topics] = topic;
	}
}
