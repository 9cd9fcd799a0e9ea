/* Nouns of wanting and refusing: "Oslo's demands", "its refusal to sign", "opposition from". */
#include "extract/positions.h"
#include "extract/tree.h"

bool
is_noun_here(const Extraction *extraction, uint32_t word)
{
	const Document *document = extraction->document;
	if (document->syntax) /* what has an object is a verb: "Oslo demands smaller quotas" */
		return (document->syntax[word].upos == UPOS_NOUN &&
		        tree_child(document, word, REL_OBJ) == word) ||
		       document->syntax[word].upos == UPOS_PROPN;

	if (word == sentence_of(document, word)->first_word)
		return false;
	const Mention *before = cast_mention(extraction->cast, word - 1);
	return word_is(document, word - 1, "det") || word_is(document, word - 1, "poss") ||
	       document->words[word - 1].flags & WORD_POSSESSIVE ||
	       (word_is(document, word - 1, "prep") &&
	        !word_equals(document, word - 1, "to")) ||
	       (before && before->kind == MENTION_ADJECTIVE);
}

/* "…'s demands, which include ceding territory": the object is what they include. */
bool
included_object(const Document *document, uint32_t after, Object *object)
{
	uint32_t end = sentence_end(sentence_of(document, after - 1));
	uint32_t word = after;

	if (word < end && word_equals(document, word, ","))
		word++;
	if (word < end && word_is(document, word, "rel"))
		word++;
	else if (word > after)
		return false;
	const LexiconEntry *entry =
	    word < end ? word_match(document, LEXICON_DRAFTS, word) : NULL;
	if (!entry || entry->form == FORM_ING ||
	    !word_has_class(document, LEXICON_DRAFTS, word, "include"))
		return false;
	return object_after(document, word + 1, "np|that|to", object);
}

/* "Russia's demands", "Russian demands", "its refusal", "opposition from Kyiv"; "those
 * demands" are the last ones again. */
static bool
find_possessor(const Search *search, uint32_t noun, uint32_t after, Finding *finding)
{
	const Extraction *extraction = search->extraction;
	const Document *document = search->document;
	uint32_t first = sentence_of(document, noun)->first_word, word = noun;

	/* step over a few adjectives: "core demands" */
	while (word > first && noun - word < 3 && !word_is_punct(document, word - 1) &&
	       !cast_mention(extraction->cast, word - 1) &&
	       !word_is(document, word - 1, "det") && !word_is(document, word - 1, "poss") &&
	       !word_is(document, word - 1, "prep") && !word_is(document, word - 1, "conj") &&
	       !word_is(document, word - 1, "aux") &&
	       !(document->words[word - 1].flags & WORD_POSSESSIVE))
		word--;
	if (word > first && document->words[word - 1].flags & WORD_POSSESSIVE)
		word--;
	if (word == first)
		return false;
	const Mention *mention = cast_mention(extraction->cast, word - 1);
	if (mention && (mention->possessive || mention->kind == MENTION_ADJECTIVE)) {
		actors_add(&finding->holders, actor_of(extraction->cast, mention));
		finding->holders.first_word = mention->first_word;
		return finding->holders.n > 0;
	}
	if (word_is(document, word - 1, "poss"))
		return resolve(extraction, word - 1, &finding->holders);
	if (search->demands.known && finding->sentence - search->demands.sentence <= 2 &&
	    (word_equals(document, word - 1, "those") ||
	     word_equals(document, word - 1, "these"))) {
		finding->holders = search->demands.holder;
		finding->second = search->demands.sentence;
		return true;
	}
	uint32_t end = sentence_end(sentence_of(document, noun));
	if (after < end &&
	    (word_equals(document, after, "from") || word_equals(document, after, "by")))
		for (uint32_t at = after + 1; at < end && at < after + 4; at++) {
			mention = cast_mention(extraction->cast, at);
			if (mention && mention->kind != MENTION_ADJECTIVE &&
			    !mention->possessive) {
				actors_add(&finding->holders,
				           actor_of(extraction->cast, mention));
				finding->holders.first_word = mention->first_word;
				finding->holders.end_word =
				    mention->first_word + mention->n_words;
				return finding->holders.n > 0;
			}
		}
	return false;
}

enum { NEAR = 5 }; /* words from giving up to what is given up */

/* The verb of giving up at this word, or NULL. */
static const LexiconEntry *
gives_up(const Document *document, uint32_t word)
{
	const LexiconEntry *const *entries =
	    lexicon_entries(document->lexicon, LEXICON_STANCES, document->words[word].form);

	for (; entries && *entries; entries++)
		if (g_str_equal((*entries)->cells[2], "gives-up") &&
		    entry_stands(document, *entries, word))
			return *entries;
	return NULL;
}

bool
gives_up_noun(const Document *document, uint32_t verb)
{
	const LexiconEntry *entry = gives_up(document, verb);
	uint32_t end = sentence_end(sentence_of(document, verb));

	if (!entry)
		return false;
	for (uint32_t word = verb + entry->n_words; word < MIN(end, verb + NEAR); word++) {
		const LexiconEntry *const *nouns = lexicon_entries(
		    document->lexicon, LEXICON_STANCES, document->words[word].form);

		for (; nouns && *nouns; nouns++)
			if (g_str_equal((*nouns)->cells[1], "n") &&
			    entry_stands(document, *nouns, word))
				return true;
	}
	return false;
}

static bool
is_held_by(const Extraction *extraction, const Actors *holders, const Actors *subject)
{
	for (unsigned i = 0; i < holders->n; i++)
		for (unsigned j = 0; j < subject->n; j++) {
			Actor a = holders->items[i], b = subject->items[j];

			if ((a.person != NOBODY && a.person == b.person) ||
			    g_strcmp0(actor_side(extraction, a), actor_side(extraction, b)) ==
			        0)
				return true;
		}
	return false;
}

/* The verb by which the stance of the noun is given up, before it ("dropped its demand",
 * "lifted its objection"); UINT32_MAX for none. */
static uint32_t
giving_up_before(const Document *document, uint32_t noun)
{
	uint32_t first = sentence_of(document, noun)->first_word;

	for (uint32_t word = noun, back = 0; word-- > first && back < NEAR; back++)
		if (gives_up(document, word))
			return word;
	return UINT32_MAX;
}

/* The same behind its object, in the passive: "Oslo's demand for inspections was dropped".  The
 * object ends before. */
static uint32_t
giving_up_behind(const Document *document, Object *object)
{
	uint32_t end =
	    MIN(sentence_end(sentence_of(document, object->first)), object->end + NEAR);

	for (uint32_t word = object->first; word < end; word++) {
		const LexiconEntry *entry = gives_up(document, word);
		VerbGroup group;

		if (!entry)
			continue;
		group = verb_group(document, word, entry->form);
		if (!group.passive || group.start <= object->first || group.negated ||
		    group.modal)
			return UINT32_MAX;
		object->end = MIN(object->end, group.start);
		return word;
	}
	return UINT32_MAX;
}

/* Whether whose stance it is gave it up by this verb, in fact and altogether. */
static bool
gave_up(const Extraction *extraction, uint32_t verb, Finding *finding)
{
	const Document *document = extraction->document;
	VerbGroup group = verb_group(document, verb, gives_up(document, verb)->form);
	Actors subject = { 0 };

	if (group.negated || group.infinitive || group.modal || group.passive ||
	    group.participle || in_condition(document, verb) ||
	    !clause_subject(extraction, &group, &subject) ||
	    is_doubted(document, subject.first_word) ||
	    (finding->holders.n && !is_held_by(extraction, &finding->holders, &subject)))
		return false;
	if (!finding->holders.n)
		finding->holders = subject;
	give_up(finding, verb);
	return true;
}

/* A noun adds its object by a preposition, "to" or "that": "their demands have not changed"
 * tells none. */
static bool
takes_object(const Document *document, uint32_t after)
{
	return after < sentence_end(sentence_of(document, after - 1)) &&
	       (word_is(document, after, "prep") || word_equals(document, after, "to") ||
	        word_equals(document, after, "that"));
}

void
try_noun(Search *search, const Trigger *trigger)
{
	const Document *document = search->document;
	uint32_t after = trigger->word + trigger->entry->n_words;
	Finding finding = finding_at(document, trigger);
	uint32_t verb = giving_up_before(document, trigger->word);

	finding.holders.first_word = trigger->word;
	bool held = find_possessor(search, trigger->word, after, &finding);
	if (verb != UINT32_MAX ? !gave_up(search->extraction, verb, &finding) : !held)
		return;
	if (finding.holders.first_word > trigger->word)
		after = finding.holders.end_word;
	if (included_object(document, after, &finding.object) ||
	    (takes_object(document, after) &&
	     object_after(document, after, trigger->frame, &finding.object))) {
		if (verb == UINT32_MAX &&
		    (verb = giving_up_behind(document, &finding.object)) != UINT32_MAX) {
			give_up(&finding, verb);
			finding.after = verb + gives_up(document, verb)->n_words;
		}
		add_finding(search, &finding);
	} else if (finding.stance == ENTENTE_DEMANDS) {
		/* "Moscow's demands": what they are may follow */
		search->demands = (Demands){ .holder = finding.holders,
			                     .sentence = finding.sentence,
			                     .known = true };
	}
}
