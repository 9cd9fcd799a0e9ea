/* Whom the subject of a verb of saying means: a name, "he", "it", a description.
 *
 * A pronoun means the sentence's topic that stands last before it and fits: a person for "he",
 * of the right sex where that is known; a side or a text for "it". */
#include "extract/speakers.h"

#include "extract/people.h"
#include "extract/tree.h"

enum { LONGEST_PHRASE = 9, MOST_BACK = 6 };

void
take_person(const Hearing *hearing, int person, Speaker *speaker)
{
	const Person *known = cast_person(hearing->extraction->cast, person);

	*speaker = (Speaker){ { person, known->party }, known->name, true };
}

/* A word that may stand before the head of a noun phrase, within it. */
static bool
may_precede_head(const Document *document, uint32_t word)
{
	static const char *const never[] = { "prep", "conj", "pron-he", "pron-they", "aux", "rel" };
	uint16_t flags = document->words[word].flags;

	if (flags & WORD_POSSESSIVE)
		return true;
	if (flags & WORD_PUNCT || word_match(document, LEXICON_CALENDAR, word))
		return false;
	for (size_t i = 0; i < G_N_ELEMENTS(never); i++)
		if (word_is(document, word, never[i]))
			return false;
	if (!document->syntax || word_is(document, word, "det"))
		return true;
	switch (document->syntax[word].upos) {
	case UPOS_ADJ:
	case UPOS_NOUN:
	case UPOS_PROPN:
	case UPOS_NUM: return true;
	case UPOS_PRON: return word_is(document, word, "poss");
	case UPOS_VERB: return document->syntax[word].relation == REL_AMOD;
	default: return false;
	}
}

uint32_t
phrase_start(const Document *document, uint32_t head)
{
	uint32_t first = sentence_of(document, head)->first_word, start = head;
	uint16_t quoted = document->words[head].flags & WORD_QUOTED;

	while (start > first && head - start < LONGEST_PHRASE &&
	       (document->words[start - 1].flags & WORD_QUOTED) == quoted &&
	       may_precede_head(document, start - 1)) {
		start--;
		if (word_is(document, start, "det") || word_is(document, start, "poss-he"))
			break;
	}
	return start;
}

static int
person_named_at(const Cast *cast, uint32_t word)
{
	const Mention *mention = cast_mention(cast, word);

	return mention && mention->kind == MENTION_NAME && !mention->possessive ? mention->person
	                                                                         : NOBODY;
}

int
person_beside(const Hearing *hearing, uint32_t head)
{
	const Document *document = hearing->extraction->document;
	const Cast *cast = hearing->extraction->cast;
	uint32_t end = sentence_end(sentence_of(document, head)), next = head + 1;
	uint32_t apposition = document->syntax ? tree_child(document, head, REL_APPOS) : head;

	if (apposition != head && person_named_at(cast, apposition) != NOBODY)
		return person_named_at(cast, apposition);
	if (next < end && word_equals(document, next, ","))
		next++;
	return next < end ? person_named_at(cast, next) : NOBODY;
}

static bool
fits(const Hearing *hearing, const Speaker *topic, uint32_t pronoun)
{
	const Document *document = hearing->extraction->document;
	bool he = word_is(document, pronoun, "pron-he"), she = word_is(document, pronoun, "pron-she");

	if (!topic->name || topic->human != (he || she))
		return false;
	if (!topic->human || topic->actor.person == NOBODY)
		return true;
	Sex sex = cast_person(hearing->extraction->cast, topic->actor.person)->sex;
	return sex == SEX_UNKNOWN || (sex == SEX_MALE) == he;
}

/* Of the people named before the word, the last one of the right sex. */
static bool
last_person(const Hearing *hearing, uint32_t pronoun, Speaker *speaker)
{
	const Cast *cast = hearing->extraction->cast;

	for (uint32_t word = pronoun, back = 0; word-- > 0 && back < 300; back++) {
		const Mention *mention = cast_mention(cast, word);
		Speaker found;

		if (!mention || mention->person == NOBODY || mention->kind != MENTION_NAME ||
		    mention->possessive)
			continue;
		take_person(hearing, mention->person, &found);
		if (fits(hearing, &found, pronoun)) {
			*speaker = found;
			return true;
		}
	}
	return false;
}

/* The subject of the pronoun's own sentence: "Xu, who had waited, said: '…,' he said." */
static bool
subject_before(const Hearing *hearing, uint32_t pronoun, Speaker *speaker)
{
	const Document *document = hearing->extraction->document;

	if (!document->syntax)
		return false;
	for (uint32_t word = sentence_of(document, pronoun)->first_word; word < pronoun; word++) {
		int person = person_named_at(hearing->extraction->cast, word);
		Speaker found;

		if (person == NOBODY || document->syntax[word].relation != REL_NSUBJ ||
		    document->words[word].flags & WORD_QUOTED)
			continue;
		take_person(hearing, person, &found);
		if (fits(hearing, &found, pronoun)) {
			*speaker = found;
			return true;
		}
	}
	return false;
}

static bool
speaker_of_pronoun(const Hearing *hearing, uint32_t word, Speaker *speaker)
{
	const Document *document = hearing->extraction->document;
	uint32_t sentence = document->words[word].sentence;
	bool human = word_is(document, word, "pron-he") || word_is(document, word, "pron-she");

	if (!human && !word_is(document, word, "pron-it") && !word_is(document, word, "pron-they"))
		return false;
	if (human && subject_before(hearing, word, speaker))
		return true;
	for (uint32_t back = 0; back <= MOST_BACK && back <= sentence; back++) {
		uint32_t at = sentence - back;

		if (at < hearing->n_topics && fits(hearing, &hearing->topics[at], word)) {
			*speaker = hearing->topics[at];
			return true;
		}
	}
	return human && last_person(hearing, word, speaker);
}

/* "senior Kenyan diplomat": somebody described, not the state as such. */
static const char *
group_name(const Document *document, const Mention *mention)
{
	uint32_t first = mention->first_word;

	while (first > sentence_of(document, first)->first_word &&
	       word_has_class(document, LEXICON_WORDS, first - 1, "rank"))
		first--;
	return words_text(document, first, mention->first_word + mention->n_words);
}

/* A party by its name, a group as it is described. */
static bool
take_party(const Hearing *hearing, const Mention *mention, uint32_t head, Speaker *speaker)
{
	const Document *document = hearing->extraction->document;
	uint32_t first = phrase_start(document, head);
	Actor actor = actor_of(hearing->extraction->cast, mention);

	if (mention->kind == MENTION_GROUP) {
		Speaker described;

		if (speaker_described(hearing, first, head, &described)) {
			*speaker = described;
			return true;
		}
		*speaker = (Speaker){ actor, group_name(document, mention), false };
		return true;
	}
	if (mention->kind == MENTION_PLACE || mention->possessive)
		return false;
	*speaker = (Speaker){ actor, actor_name(hearing->extraction, actor), false };
	return speaker->name;
}

/* "the Florida Republican", "Jane Roe": the tree hangs the later words on the first. */
static uint32_t
last_of_name(const Document *document, uint32_t head)
{
	uint32_t end = sentence_end(sentence_of(document, head)), last = head;

	while (last + 1 < end && document->syntax[last + 1].head == head &&
	       document->syntax[last + 1].relation == REL_FLAT)
		last++;
	return last;
}

bool
speaker_named(const Hearing *hearing, uint32_t head, Speaker *speaker)
{
	const Document *document = hearing->extraction->document;
	const Mention *mention = cast_mention(hearing->extraction->cast, head);
	int person = NOBODY;

	*speaker = (Speaker){ { NOBODY, NOBODY }, NULL, false };
	if (document->words[head].flags & WORD_QUOTED)
		return false;
	if (mention && mention->kind == MENTION_NAME && mention->person != NOBODY &&
	    !mention->possessive)
		person = mention->person;
	else if (document->syntax && document->syntax[head].upos != UPOS_PRON)
		person = person_beside(hearing, head);
	if (person != NOBODY) {
		take_person(hearing, person, speaker);
		return true;
	}
	if (mention && mention->kind != MENTION_ADJECTIVE)
		return take_party(hearing, mention, head, speaker);
	if (document->syntax)
		head = last_of_name(document, head);
	if (word_is(document, head, "pron"))
		return speaker_of_pronoun(hearing, head, speaker);
	return speaker_described(hearing, phrase_start(document, head), head, speaker);
}
