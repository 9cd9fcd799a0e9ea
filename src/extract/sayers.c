/* Who says what a verb of saying reports, by the tree or, where that has no subject, by the words
 * beside the verb. */
#include "extract/speakers.h"

#include "extract/clause.h"
#include "extract/tree.h"

enum { NEAREST_NAME = 8, NEAREST_CITED = 14 };

static bool
is_noun(const Document *document, uint32_t word)
{
	return document->syntax && (document->syntax[word].upos == UPOS_NOUN ||
	                            document->syntax[word].upos == UPOS_PROPN);
}

const LexiconEntry *
speech_verb(const Document *document, uint32_t word)
{
	const LexiconEntry *entry = word_match(document, LEXICON_SPEECH, word);

	return entry && entry->cells[1][0] == 'v' && !is_noun(document, word) &&
	               !(document->words[word].flags & WORD_QUOTED)
	           ? entry
	           : NULL;
}

/* "an agency quoted the envoy as saying", "the envoy was cited as saying by": the envoy, whether
 * `verb` is the one or the other.  The verb itself where there are no such words. */
static uint32_t
cited(const Document *document, uint32_t verb, bool passive)
{
	if (word_equals(document, verb, "saying") &&
	    verb > sentence_of(document, verb)->first_word &&
	    word_equals(document, verb - 1, "as")) {
		uint32_t citing = document->syntax[verb].head;
		uint32_t envoy = tree_child(document, citing, REL_OBJ);

		if (envoy == citing)
			envoy = tree_subject(document, citing);
		return citing == verb || envoy == citing ? verb : envoy;
	}
	uint32_t end = MIN(sentence_end(sentence_of(document, verb)), verb + NEAREST_CITED);

	for (uint32_t word = verb + 1; word + 1 < end; word++)
		if (word_equals(document, word, "as") && word_equals(document, word + 1, "saying"))
			return passive ? tree_subject(document, verb)
			               : tree_child(document, verb, REL_OBJ);
	return verb;
}

/* "issued a statement saying": who issued it.  The verb itself for none. */
static uint32_t
issuer(const Document *document, uint32_t verb)
{
	uint32_t noun = document->syntax[verb].head;

	if (noun == verb || document->syntax[verb].relation != REL_ACL ||
	    !word_has_class(document, LEXICON_SPEECH, noun, "document"))
		return verb;
	uint32_t issues = tree_governing_verb(document, noun);
	uint32_t subject = issues == noun ? noun : tree_subject(document, issues);
	return subject == issues ? noun : subject;
}

/* "told the envoys": whoever hears it; of a name the word on which its others hang. */
static bool
is_hearer(const Document *document, const Mention *mention, uint32_t word)
{
	uint32_t end = mention ? mention->first_word + mention->n_words : word + 1;

	for (; document->syntax && word < end; word++) {
		Relation relation = document->syntax[word].relation;

		if (relation == REL_OBJ || relation == REL_IOBJ || relation == REL_OBL)
			return true;
	}
	return false;
}

static bool
is_personal(const Document *document, uint32_t word)
{
	return word_is(document, word, "pron-he") || word_is(document, word, "pron-she") ||
	       word_is(document, word, "pron-they") || word_is(document, word, "pron-it");
}

/* The head of a phrase such as "one source familiar with the talks". */
static bool
ends_noun_phrase(const Document *document, uint32_t word, uint32_t end)
{
	return is_noun(document, word) && !(word + 1 < end && is_noun(document, word + 1)) &&
	       !(word + 1 < end && document->words[word + 1].flags & WORD_POSSESSIVE);
}

/* The first name, pronoun or noun from `first` on: ", said Ushakov", "according to a source". */
static bool
named_from(const Hearing *hearing, uint32_t first, bool heard, Speaker *speaker)
{
	const Document *document = hearing->extraction->document;
	const Cast *cast = hearing->extraction->cast;
	uint32_t end = MIN(sentence_end(sentence_of(document, first - 1)), first + NEAREST_NAME);

	for (uint32_t word = first; word < end; word++) {
		const Mention *mention = cast_mention(cast, word);

		if (word_is_punct(document, word) || word_is(document, word, "subord") ||
		    word_is(document, word, "prep") || (!heard && is_hearer(document, mention, word)))
			return false;
		if (mention && mention->kind != MENTION_ADJECTIVE && mention->kind != MENTION_PLACE &&
		    !mention->possessive)
			return speaker_named(hearing, mention->first_word + mention->n_words - 1,
			                     speaker);
		if (is_personal(document, word) || ends_noun_phrase(document, word, end))
			return speaker_named(hearing, word, speaker);
	}
	return false;
}

/* What stands right before the verb group, where the tree has no subject. */
static bool
named_before(const Hearing *hearing, uint32_t verb, WordForm form, Speaker *speaker)
{
	const Document *document = hearing->extraction->document;
	VerbGroup group = verb_group(document, verb, form);
	Actors actors = { 0 };

	if (clause_subject(hearing->extraction, &group, &actors)) {
		uint32_t head = actors.end_word ? actors.end_word - 1 : actors.first_word;

		return speaker_named(hearing, head, speaker);
	}
	uint32_t first = sentence_of(document, verb)->first_word;
	if (group.start == first || word_is_punct(document, group.start - 1) ||
	    (document->syntax && !is_noun(document, group.start - 1)))
		return false;
	uint32_t start = phrase_start(document, group.start - 1);
	return (start == first || !word_is(document, start - 1, "prep")) &&
	       speaker_named(hearing, group.start - 1, speaker);
}

/* "Lind said", whatever the tree makes of it. */
static bool
person_right_before(const Hearing *hearing, uint32_t verb, Speaker *speaker)
{
	const Document *document = hearing->extraction->document;
	const Mention *mention = verb > sentence_of(document, verb)->first_word
	                             ? cast_mention(hearing->extraction->cast, verb - 1)
	                             : NULL;

	return mention && mention->kind == MENTION_NAME && mention->person != NOBODY &&
	       !mention->possessive && speaker_named(hearing, verb - 1, speaker);
}

bool
speaker_of_verb(const Hearing *hearing, uint32_t verb, Speaker *speaker)
{
	const Document *document = hearing->extraction->document;
	const LexiconEntry *entry = speech_verb(document, verb);
	WordForm form = entry ? entry->form : FORM_PAST;
	VerbGroup group = verb_group(document, verb, form);

	if (word_is(document, verb, "aux"))
		return false;
	if (!group.passive && person_right_before(hearing, verb, speaker))
		return true;
	if (!document->syntax)
		return named_before(hearing, verb, form, speaker) ||
		       named_from(hearing, verb + 1, false, speaker);
	uint32_t subject = cited(document, verb, group.passive);
	if (subject == verb && group.passive)
		subject = tree_agent(document, verb);
	if (subject == verb)
		subject = tree_subject(document, verb);
	if (subject == verb)
		subject = issuer(document, verb);
	if (subject != verb && document->words[subject].flags & WORD_QUOTED)
		subject = verb;
	if (subject != verb && speaker_named(hearing, subject, speaker))
		return true;
	return (!group.participle && named_before(hearing, verb, form, speaker)) ||
	       named_from(hearing, verb + (entry ? entry->n_words : 1), false, speaker);
}

bool
speaker_according(const Hearing *hearing, uint32_t first, uint32_t end, Speaker *speaker)
{
	const Document *document = hearing->extraction->document;

	for (uint32_t word = first; word < end; word++) {
		const LexiconEntry *according = word_match(document, LEXICON_SPEECH, word);

		if (according && g_str_equal(according->cells[2], "according") &&
		    !(document->words[word].flags & WORD_QUOTED))
			return named_from(hearing, word + according->n_words, true, speaker);
	}
	return false;
}
