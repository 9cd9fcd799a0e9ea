/* Meetings: who met whom, where, when, for how long; held, planned, proposed, cancelled.
 *
 * A verb of meeting has its subject and its object, a noun of meeting the names after
 * "between" and "with".  Several mentions of one encounter in an article are one record. */
#include "extract/encounter.h"
#include "extract/tree.h"

static bool
is_class(const LexiconEntry *entry, const char *class)
{
	return g_str_equal(entry->cells[2], class);
}

/* "The five-hour meeting, which also included X": more about the encounter last told of. */
static void
add_to_last(Meetings *meetings, uint32_t word, const LexiconEntry *noun)
{
	const Document *document = meetings->document;
	Encounter more = { .sentence = document->words[word].sentence, .minutes = ENTENTE_UNKNOWN };

	encounter_minutes(document, &more, word);
	if (more.minutes == ENTENTE_UNKNOWN)
		return;
	Encounter *last = last_held_encounter(meetings, more.sentence);
	if (!last || (last->minutes != ENTENTE_UNKNOWN && last->minutes != more.minutes))
		return;
	uint32_t joined = participants_after(document, word + noun->n_words);
	if (joined)
		add_named_actors(meetings->extraction, joined + 1, &more.actors);
	encounter_place(meetings->extraction, &more, word);
	merge_encounter(last, &more);
}

static bool
is_denied(const Document *document, uint32_t word)
{
	uint32_t first = sentence_of(document, word)->first_word;

	for (uint32_t at = word; at > first && word - at < 4; at--)
		if (word_is(document, at - 1, "neg") && !word_is_punct(document, at - 1))
			return true;
	return false;
}

/* "by phone", "a video call": how they met, if not in person. */
static const char *
medium_of(const Document *document, uint32_t trigger)
{
	static const char *const media[] = { "phone", "video" };
	uint32_t end = clause_end(document, trigger);

	for (uint32_t word = MAX(clause_start(document, trigger), trigger > 3 ? trigger - 3 : 0);
	     word < end && word < trigger + 8; word++)
		for (size_t i = 0; i < G_N_ELEMENTS(media); i++)
			if (word_has_class(document, LEXICON_MEETINGS, word, media[i]))
				return media[i];
	return NULL;
}

static void
finish(Meetings *meetings, Encounter *encounter, uint32_t word)
{
	if (!is_encounter(&encounter->actors))
		return;
	encounter_place(meetings->extraction, encounter, word);
	encounter_date(meetings->document, encounter, word);
	encounter_minutes(meetings->document, encounter, word);
	encounter->medium = medium_of(meetings->document, word);
	settle_encounter(meetings, encounter);
}

/* "refused to meet": no meeting. */
static bool
is_refused(const Document *document, uint32_t start)
{
	uint32_t first = sentence_of(document, start)->first_word;
	const LexiconEntry *entry = start > first ? word_match(document, LEXICON_STANCES, start - 1) : NULL;

	return entry && g_str_equal(entry_cell(document, LEXICON_STANCES, entry, "stance"), "refuses");
}

static void
try_verb(Meetings *meetings, uint32_t word, const LexiconEntry *entry)
{
	const Document *document = meetings->document;
	Encounter encounter = { .sentence = document->words[word].sentence, .word = word,
		                .entry = entry, .minutes = ENTENTE_UNKNOWN };
	VerbGroup group = verb_group(document, word, entry->form);
	uint32_t after = word + entry->n_words;

	if (group.negated || (group.infinitive && is_refused(document, group.start)))
		return;
	clause_subject(meetings->extraction, &group, &encounter.actors);
	if (group.infinitive && !encounter.actors.n)
		add_first_actors(meetings->extraction, word, &encounter.actors);
	if (!encounter.actors.n)
		return;
	if (after < sentence_end(sentence_of(document, word)))
		add_named_actors(meetings->extraction, after, &encounter.actors);
	bool past = entry->form == FORM_PAST || entry->form == FORM_PARTICIPLE;
	encounter.status = past && !group.modal ? ENTENTE_HELD
	                                        : encounter_status(document, word, ENTENTE_PLANNED);
	finish(meetings, &encounter, word);
}

/* "agree to continue discussions": none that is told to take place. */
static bool
is_intended(const Document *document, uint32_t noun)
{
	if (!document->syntax || document->syntax[noun].relation != REL_OBJ)
		return false;
	uint32_t verb = document->syntax[noun].head, mark = tree_child(document, verb, REL_MARK);
	return mark != verb && word_equals(document, mark, "to");
}

static void
try_noun(Meetings *meetings, uint32_t word, const LexiconEntry *entry)
{
	const Document *document = meetings->document;
	const Extraction *extraction = meetings->extraction;
	uint32_t after = word + entry->n_words;
	uint32_t first = sentence_of(document, word)->first_word;
	Encounter encounter = { .sentence = document->words[word].sentence, .word = word,
		                .entry = entry, .minutes = ENTENTE_UNKNOWN };

	if (is_denied(document, word))
		return;
	for (uint32_t at = word; at > first && word - at < 4; at--) {
		const Mention *mention = cast_mention(extraction->cast, at - 1);

		if (mention && (mention->possessive || mention->kind == MENTION_ADJECTIVE))
			actors_add(&encounter.actors,
			           actor_of(extraction->cast, mention));
		add_compound_actors(extraction, at - 1, &encounter.actors);
	}
	uint32_t joined = participants_after(document, after);
	bool owned = encounter.actors.n > 0;
	if (joined)
		add_named_actors(extraction, joined + 1, &encounter.actors);
	/* "talks with X": the other side is the clause's first, else who tells of them */
	if (joined && word_equals(document, joined, "with") && !owned &&
	    !add_first_actors(extraction, word, &encounter.actors))
		find_sayer(extraction, word, &encounter.actors);
	/* "A and B failed to agree in five hours of talks" */
	if (!joined && !encounter.actors.n && !is_intended(document, word))
		add_first_actors(extraction, word, &encounter.actors);
	encounter.status = encounter_status(document, word, ENTENTE_HELD);
	if (is_encounter(&encounter.actors))
		finish(meetings, &encounter, word);
	else
		add_to_last(meetings, word, entry);
}

/* "a five-hour meeting", "held talks with": nouns, though they look like forms of a verb. */
static bool
acts_as_verb(const Extraction *extraction, const LexiconEntry *entry, uint32_t word)
{
	const Document *document = extraction->document;
	Actors subject = { 0 };

	if (word == sentence_of(document, word)->first_word)
		return false;
	if (word_is(document, word - 1, "prep") && !word_equals(document, word - 1, "to"))
		return false;
	if (entry->form == FORM_ING)
		return word_is(document, word - 1, "aux-be");
	return entry->form != FORM_THIRD || word_is(document, word - 1, "rel") ||
	       phrase_actors(extraction, word, &subject);
}

static bool
person_follows(const Extraction *extraction, uint32_t word)
{
	const Mention *mention =
	    word < extraction->document->n_words ? cast_mention(extraction->cast, word) : NULL;

	return mention && mention->person != NOBODY && !mention->possessive;
}

static void
try_word(Meetings *meetings, uint32_t word)
{
	const Document *document = meetings->document;
	const LexiconEntry *const *entries =
	    lexicon_entries(document->lexicon, LEXICON_MEETINGS, document->words[word].form);
	bool after_noun_word = word > sentence_of(document, word)->first_word &&
	                       (word_is(document, word - 1, "det") || word_is(document, word - 1, "poss") ||
	                        document->words[word - 1].flags & WORD_POSSESSIVE);

	for (; entries && *entries; entries++) {
		const LexiconEntry *entry = *entries;

		if (!entry_stands(document, entry, word))
			continue;
		bool noun = is_class(entry, "meeting") || is_class(entry, "call");
		bool host = is_class(entry, "receive") && person_follows(meetings->extraction, word + 1);
		bool verb = host || is_class(entry, "meet") || is_class(entry, "contact") || is_class(entry, "hold");

		verb = verb && !after_noun_word && acts_as_verb(meetings->extraction, entry, word);
		if (verb)
			try_verb(meetings, word, entry);
		else if (noun && entry->form != FORM_ING)
			try_noun(meetings, word, entry);
		else
			continue;
		return;
	}
}

/* Somebody with his side: who meets in his own name is of it all the same. */
static Actor
with_side(const Extraction *extraction, Actor actor)
{
	if (actor.person != NOBODY && actor.party == NOBODY)
		actor.party = cast_person(extraction->cast, actor.person)->party;
	return actor;
}

static bool
tells_of_encounter(const Meetings *meetings, uint32_t sentence)
{
	for (guint i = meetings->encounters->len; i-- > 0;) {
		const Encounter *encounter = &g_array_index(meetings->encounters, Encounter, i);

		if (encounter->sentence == sentence)
			return true;
		for (guint k = 0; k < encounter->more->len; k++)
			if (g_array_index(encounter->more, uint32_t, k) == sentence)
				return true;
		if (encounter->sentence + 40 < sentence)
			break;
	}
	return false;
}

/* "no direct talks are planned" */
static bool
denies_meeting(const Document *document, const Verdict *verdict)
{
	for (uint32_t word = verdict->first; word < verdict->end; word++)
		if (word_match(document, LEXICON_MEETINGS, word) && is_denied(document, word))
			return true;
	return false;
}

/* Where and when the sentence tells that they met, beside its first word of meeting. */
static void
add_facts(const Extraction *extraction, const Verdict *verdict, Encounter *encounter)
{
	const Document *document = extraction->document;
	uint32_t word = verdict->first;

	while (word < verdict->end && !word_match(document, LEXICON_MEETINGS, word))
		word++;
	if (word == verdict->end)
		return;
	encounter_place(extraction, encounter, word);
	encounter_date(document, encounter, word);
	encounter_minutes(document, encounter, word);
	encounter->medium = medium_of(document, word);
}

/* A sentence that the judge takes for an encounter, and in which no rule found one. */
static void
add_judged(Meetings *meetings, const Verdict *verdict)
{
	float least = verdict_limit(meetings->extraction, LIMIT_PARTICIPANT);
	Encounter encounter = { .verdict = verdict,
		                .sentence = verdict->sentence,
		                .status = verdict->choice,
		                .minutes = ENTENTE_UNKNOWN };

	/* the likely ones, or as many more as an encounter needs */
	for (unsigned i = 0; i < verdict->bearers[0].n; i++)
		if (verdict->bearers[0].items[i].chance >= least ||
		    (verdict->bearers[0].items[i].chance >= least / 3 && !is_encounter(&encounter.actors)))
			actors_add(&encounter.actors,
			           with_side(meetings->extraction, verdict->bearers[0].items[i].actor));
	if (!is_encounter(&encounter.actors) || denies_meeting(meetings->document, verdict))
		return;
	add_facts(meetings->extraction, verdict, &encounter);
	settle_encounter(meetings, &encounter);
}

void
extract_meetings(Extraction *extraction)
{
	Meetings meetings = { extraction, extraction->document, g_array_new(false, true, sizeof(Encounter)) };

	const Verdict *verdict = next_verdict(extraction, VERDICT_MEETING, NULL);

	for (uint32_t i = 0; i < meetings.document->n_sentences; i++) {
		const Sentence *sentence = &meetings.document->sentences[i];

		if (!sentence_tells(meetings.document, i))
			continue;
		for (uint32_t word = sentence->first_word; word < sentence_end(sentence); word++)
			if (!(meetings.document->words[word].flags & WORD_QUOTED))
				try_word(&meetings, word);
		if (!verdict || verdict->sentence != i)
			continue;
		if (!tells_of_encounter(&meetings, i))
			add_judged(&meetings, verdict);
		verdict = next_verdict(extraction, VERDICT_MEETING, verdict);
	}
	for (guint i = 0; i < meetings.encounters->len; i++) {
		Encounter *encounter = &g_array_index(meetings.encounters, Encounter, i);

		write_encounter(extraction, encounter);
		g_array_unref(encounter->more);
	}
	g_array_unref(meetings.encounters);
}
