/* What must be, will not be and is unacceptable: stances of those who say so. */
#include "extract/positions.h"
#include "extract/tree.h"

/* "India will not lower its tariffs": a refusal, unless the verb tells its own stance. */
void
try_will_not(Search *search, const Trigger *trigger)
{
	const Document *document = search->document;
	uint32_t after = trigger->word + trigger->entry->n_words;
	Finding finding = finding_at(document, trigger);
	VerbGroup group = { .verb = trigger->word, .start = trigger->word };
	double weight;

	if (after >= sentence_end(sentence_of(document, trigger->word)) ||
	    word_match(document, LEXICON_STANCES, after) || word_is(document, after, "aux") ||
	    in_condition(document, trigger->word) ||
	    !clause_subject(search->extraction, &group, &finding.holders) ||
	    is_doubted(document, finding.holders.first_word) ||
	    !object_after(document, after, "np", &finding.object))
		return;
	const char *issue = issue_of(document, finding.object.first, finding.object.end, &weight);
	if (issue && (weight >= 1.5 || g_str_equal(issue, "talks") || g_str_equal(issue, "the-deal")))
		add_finding(search, &finding);
}

/* The clause of the modal begins with its subject, where the tree tells it. */
static void
begin_at_subject(const Document *document, uint32_t modal, Object *object)
{
	uint32_t subject = document->syntax ? tree_subject(document, modal) : modal;
	uint32_t first, end = modal;

	if (subject >= modal)
		return;
	tree_phrase(document, subject, &first, &end);
	object->first = MAX(object->first, first);
}

/* "Russia must withdraw", said or reported: a demand of the speaker. */
void
try_modal(Search *search, const Trigger *trigger)
{
	const Extraction *extraction = search->extraction;
	const Document *document = search->document;
	uint32_t start = clause_start(document, trigger->word);
	uint32_t after = trigger->word + trigger->entry->n_words;
	uint32_t sentence_last = sentence_end(sentence_of(document, trigger->word));
	Finding finding = finding_at(document, trigger);
	double weight;

	/* "the assertion that it would have to commit": nobody here demands it */
	for (uint32_t word = start; word-- > sentence_of(document, start)->first_word && start - word < 4;)
		if (word_has_class(document, LEXICON_SPEECH, word, "claim-noun"))
			return;
	if (after >= sentence_last || document->words[trigger->word].flags & WORD_ALL_CAPS || in_condition(document, trigger->word) ||
	    !find_sayer(extraction, trigger->word, &finding.holders) ||
	    !object_after(document, after, "np", &finding.object))
		return;
	bool negated = word_is(document, after, "neg");
	finding.object.first = MAX(start, sentence_of(document, start)->first_word);
	for (uint32_t word = finding.object.first; word < trigger->word; word++)
		if (word_is_punct(document, word) || word_match(document, LEXICON_SPEECH, word) ||
		    word_equals(document, word, "that"))
			finding.object.first = word + 1;
	begin_at_subject(document, trigger->word, &finding.object);
	issue_of(document, finding.object.first, finding.object.end, &weight);
	if (weight < 1.5)
		return;
	if (negated)
		finding.stance = ENTENTE_REFUSES;
	finding.holders.first_word = finding.object.first;
	add_finding(search, &finding);
}

/* "the terms are unacceptable", "a non-starter": the sayer's stance on what stands before. */
void
try_verdict(Search *search, const Trigger *trigger)
{
	const Document *document = search->document;
	VerbGroup group = verb_group(document, trigger->word, FORM_BASE);
	Finding finding = finding_at(document, trigger);
	uint32_t before = group.start;

	while (before > sentence_of(document, before)->first_word &&
	       (word_is(document, before - 1, "det") || word_is(document, before - 1, "aux") ||
	        word_is(document, before - 1, "modal") ||
	        word_equals(document, before - 1, "as") || word_is(document, before - 1, "adv")))
		before--;
	if (before == trigger->word || before == sentence_of(document, before)->first_word ||
	    in_condition(document, trigger->word) ||
	    !find_sayer(search->extraction, trigger->word, &finding.holders))
		return;
	finding.object = object_before(document, before);
	const char *negated = entry_cell(document, LEXICON_STANCES, trigger->entry, "negated");
	if (group.negated)
		finding.stance = stance_from_name(negated);
	if (finding.stance >= 0)
		add_finding(search, &finding);
}

/* "there will be no concessions": refused by who says so. */
void
try_none_of(Search *search, const Trigger *trigger)
{
	const Document *document = search->document;
	Finding finding = finding_at(document, trigger);

	if (finding.after < sentence_end(sentence_of(document, trigger->word)) &&
	    find_sayer(search->extraction, trigger->word, &finding.holders) &&
	    object_after(document, finding.after, trigger->frame, &finding.object))
		add_finding(search, &finding);
}
