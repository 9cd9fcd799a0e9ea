/* Meetings: who met whom, where, when, for how long; held, planned, proposed, cancelled.
 *
 * A verb of meeting has its subject and its object, a noun of meeting the names after
 * "between" and "with".  Several mentions of one encounter in an article are one record. */
#include "extract/clause.h"

#include <string.h>

typedef struct {
	Actors actors;
	const char *place, *when, *date;
	int32_t minutes;
	int status;
	uint32_t sentence;
	GArray *more; /* uint32_t: further sentences */
} Encounter;

typedef struct {
	Extraction *extraction;
	const Document *document;
	GArray *encounters; /* Encounter */
} Search;

static bool
is_class(const LexiconEntry *entry, const char *class)
{
	return g_str_equal(entry->cells[2], class);
}

static void
add_mention(const Extraction *extraction, const Mention *mention, Actors *actors)
{
	if (mention->kind == MENTION_PLACE || mention->kind == MENTION_ADJECTIVE)
		return;
	actors_add(actors, actor_of(extraction->cast, mention));
}

/* Words that may stand between a verb or noun of meeting and those who take part. */
static bool
leads_on(const Document *document, uint32_t word, bool found)
{
	static const char *const joints[] = { "with", "between", "of" };
	static const char *const before[] = { "in", "at", "on" };

	for (size_t i = 0; i < G_N_ELEMENTS(joints); i++)
		if (word_equals(document, word, joints[i]))
			return true;
	for (size_t i = 0; i < G_N_ELEMENTS(before) && !found; i++)
		if (word_equals(document, word, before[i]))
			return true;
	return false;
}

static bool
ends_naming(const Document *document, uint32_t word, bool found)
{
	if (word_is_punct(document, word)) {
		size_t length;
		const char *text = word_text(document, word, &length);

		return length != 1 || text[0] != ',';
	}
	return word_is(document, word, "aux") || word_is(document, word, "modal") ||
	       word_is(document, word, "neg") || word_is(document, word, "rel") ||
	       word_match(document, LEXICON_SPEECH, word) ||
	       (word_is(document, word, "prep") && !leads_on(document, word, found));
}

/* Everybody named from `word` on, up to a verb or the end of the clause. */
static void
add_named(const Extraction *extraction, uint32_t word, Actors *actors)
{
	const Document *document = extraction->document;
	uint32_t end = MIN(sentence_end(sentence_of(document, word)), word + 30);
	unsigned before = actors->n;

	for (; word < end; word++) {
		const Mention *mention = cast_mention(extraction->cast, word);

		if (mention) {
			uint32_t after = mention->first_word + mention->n_words;

			/* "met X, and Y rejected": Y is in another clause */
			if (actors->n > before && is_subject_like(document, mention))
				return;
			if (!mention->possessive || after + 1 >= end)
				add_mention(extraction, mention, actors);
			word = after - 1;
			continue;
		}
		if (word_is(document, word, "pron") && actors->n < 2)
			resolve(extraction, word, actors);
		if (ends_naming(document, word, actors->n > before))
			return;
	}
}

/* The first somebody between two words, with those joined to him: "A, B and C". */
static bool
add_first_between(const Extraction *extraction, uint32_t first, uint32_t end, Actors *actors)
{
	const Document *document = extraction->document;

	for (uint32_t at = first; at < end; at++) {
		const Mention *mention = cast_mention(extraction->cast, at);

		if (!mention || mention->first_word != at ||
		    !phrase_actors(extraction, at + mention->n_words, actors))
			continue;
		for (uint32_t next = at + mention->n_words; next + 1 < end; next++) {
			mention = cast_mention(extraction->cast, next);
			if (mention) {
				add_mention(extraction, mention, actors);
				next = mention->first_word + mention->n_words - 1;
			} else if (!word_equals(document, next, "and") && !word_equals(document, next, ",") &&
			           !word_is(document, next, "det")) {
				break;
			}
		}
		return true;
	}
	return false;
}

/* The first somebody of the clause before `word`, else of the sentence. */
static bool
add_first_named(const Extraction *extraction, uint32_t word, Actors *actors)
{
	const Document *document = extraction->document;
	uint32_t start = clause_start(document, word);

	return add_first_between(extraction, start, word, actors) ||
	       add_first_between(extraction, sentence_of(document, word)->first_word, start, actors);
}

/* "US-Russia talks": both halves of a compound. */
static void
add_compound(const Extraction *extraction, uint32_t word, Actors *actors)
{
	const Document *document = extraction->document;
	size_t length;
	const char *text = word_text(document, word, &length);
	const char *hyphen = memchr(text, '-', length);

	if (!hyphen)
		hyphen = g_strstr_len(text, (gssize)length, "\xe2\x80\x93");
	if (!hyphen || hyphen == text)
		return;
	size_t gap = *hyphen == '-' ? 1 : 3, first = (size_t)(hyphen - text);
	const char *halves[2] = { text, hyphen + gap };
	size_t lengths[2] = { first, length - first - gap };
	const char *names[2];

	for (int half = 0; half < 2; half++) {
		uint32_t id = lexicon_word(document->lexicon, halves[half], lengths[half]);
		const LexiconEntry *const *entries =
		    lexicon_entries(document->lexicon, LEXICON_COUNTRIES, id);

		while (entries && *entries && (*entries)->n_words > 1)
			entries++;
		if (!entries || !*entries)
			return;
		names[half] = entry_cell(document, LEXICON_COUNTRIES, *entries, "name");
	}
	for (int half = 0; half < 2; half++)
		actors_add(actors,
		           (Actor){ NOBODY, cast_add_party((Cast *)extraction->cast, names[half], "state") });
}

/* Two sides at least, or two people of whom not both are known to stand for one side. */
static bool
is_encounter(const Actors *actors)
{
	for (unsigned i = 0; i < actors->n; i++)
		for (unsigned j = 0; j < i; j++) {
			const Actor *a = &actors->items[i], *b = &actors->items[j];

			if (a->party != b->party)
				return true;
			if (a->party == NOBODY && a->person != b->person)
				return true;
		}
	return false;
}

/* The next noun of meeting after the trigger, or the end of the sentence: what comes later
 * tells of another encounter. */
static uint32_t
next_encounter(const Document *document, uint32_t trigger)
{
	uint32_t end = sentence_end(sentence_of(document, trigger)), word = trigger + 1;

	while (word < end && !word_has_class(document, LEXICON_MEETINGS, word, "meeting"))
		word++;
	return word;
}

/* Whether "in" tells where people met: it stands after a word of meeting, a participant, a
 * day or a comma, not after "the war". */
static bool
place_fits(const Extraction *extraction, uint32_t in)
{
	const Document *document = extraction->document;

	if (in == sentence_of(document, in)->first_word)
		return true;
	uint32_t before = in - 1;
	return cast_mention(extraction->cast, before) || word_is_punct(document, before) ||
	       word_match(document, LEXICON_MEETINGS, before) ||
	       word_match(document, LEXICON_CALENDAR, before) || word_is(document, before, "adv") ||
	       word_has_class(document, LEXICON_MEETINGS, before, "held") ||
	       word_has_class(document, LEXICON_TITLES, before, "office");
}

/* "in Moscow", "at the Kremlin", "in Florida": the first place named after "in" or "at". */
static void
find_place(const Extraction *extraction, Encounter *encounter, uint32_t trigger)
{
	const Document *document = extraction->document;
	uint32_t end = next_encounter(document, trigger);

	for (uint32_t word = sentence_of(document, trigger)->first_word; word + 1 < end; word++) {
		if ((!word_equals(document, word, "in") && !word_equals(document, word, "at")) ||
		    !place_fits(extraction, word))
			continue;
		uint32_t at = word + 1;
		while (at < end && word_is(document, at, "det"))
			at++;
		if (at >= end || !(document->words[at].flags & WORD_CAPITAL))
			continue;
		const LexiconEntry *place = word_match(document, LEXICON_PLACES, at);
		if (!place)
			place = word_match(document, LEXICON_COUNTRIES, at);
		if (!place)
			place = word_match(document, LEXICON_PARTIES, at);
		if (!place || document->words[at + place->n_words - 1].flags & WORD_QUOTED)
			continue;
		uint32_t after = at + place->n_words;
		if (after < end && document->words[after].flags & WORD_POSSESSIVE)
			continue;
		encounter->place = words_text(document, at, after);
		return;
	}
}

static void
find_date(const Document *document, Encounter *encounter, uint32_t word)
{
	const DateMention *best = NULL;
	const Sentence *sentence = &document->sentences[encounter->sentence];
	uint32_t end = next_encounter(document, word);
	size_t n;
	const DateMention *dates = sentence_dates(document, encounter->sentence, &n);

	for (size_t i = 0; i < n; i++) {
		const DateMention *date = &dates[i];

		if (date->first_word < MAX(clause_start(document, word), sentence->content_word) ||
		    date->first_word >= end)
			continue;
		if (!best || (best->first_word < word && date->first_word > word))
			best = date;
	}
	if (!best)
		return;
	encounter->when = words_text(document, best->first_word, best->first_word + best->n_words);
	if (best->iso && strlen(best->iso) == 10)
		encounter->date = best->iso;
}

/* "five-hour" just before the noun, "for five hours" after the verb or noun with no other
 * encounter between. */
static void
find_minutes(const Document *document, Encounter *encounter, uint32_t trigger)
{
	size_t n;
	const Quantity *quantities = sentence_quantities(document, encounter->sentence, &n);

	for (size_t i = 0; i < n; i++) {
		const Quantity *quantity = &quantities[i];

		if (quantity->kind != QUANTITY_MINUTES ||
		    quantity->value < 5 || quantity->value > 24 * 60)
			continue;
		bool before = quantity->first_word < trigger && trigger - quantity->first_word <= 4;
		bool after = quantity->first_word > trigger &&
		             quantity->first_word + quantity->n_words < next_encounter(document, trigger);
		if (before || after)
			encounter->minutes = (int32_t)quantity->value;
	}
}

static int
status_from_class(const char *class)
{
	static const struct {
		const char *class;
		int status;
	} statuses[] = { { "cancelled", ENTENTE_CANCELLED },
		         { "proposed", ENTENTE_PROPOSED },
		         { "planned", ENTENTE_PLANNED },
		         { "ongoing", ENTENTE_ONGOING } };

	for (size_t i = 0; i < G_N_ELEMENTS(statuses); i++)
		if (g_str_equal(class, statuses[i].class))
			return statuses[i].status;
	return -1;
}

/* A modal after the noun counts only where it says that the meeting takes place: "talks will
 * be held", not "the talks may put pressure". */
static bool
modal_counts(const Document *document, uint32_t modal, uint32_t trigger, uint32_t end)
{
	if (modal < trigger || !word_is(document, modal, "modal"))
		return true;
	for (uint32_t word = modal + 1; word < end && word < modal + 4; word++)
		if (word_has_class(document, LEXICON_MEETINGS, word, "held"))
			return true;
	return false;
}

/* The status that the words of the clause around the trigger give. */
static int
status_of(const Document *document, uint32_t trigger, int otherwise)
{
	uint32_t start = clause_start(document, trigger), end = clause_end(document, trigger);

	start = MAX(start, trigger > 7 ? trigger - 7 : 0);
	end = MIN(end, trigger + 9);
	for (uint32_t at = start; at < end; at++) {
		const LexiconEntry *entry = word_match(document, LEXICON_MEETINGS, at);
		int status = entry ? status_from_class(entry->cells[2]) : -1;

		if (status >= 0 && modal_counts(document, at, trigger, end))
			return status;
	}
	return otherwise;
}

static bool
same_actor(const Actor *a, const Actor *b)
{
	return a->party != NOBODY ? a->party == b->party : a->person == b->person && b->party == NOBODY;
}

static unsigned
shared_sides(const Actors *a, const Actors *b)
{
	unsigned n = 0;

	for (unsigned i = 0; i < a->n; i++) {
		bool again = false, found = false;

		for (unsigned j = 0; j < i; j++)
			again = again || same_actor(&a->items[i], &a->items[j]);
		for (unsigned j = 0; j < b->n; j++)
			found = found || same_actor(&a->items[i], &b->items[j]);
		n += found && !again;
	}
	return n;
}

/* Two mentions of one encounter: two sides in common and nothing that speaks against it. */
static bool
same_encounter(const Encounter *a, const Encounter *b)
{
	bool past_a = a->status == ENTENTE_HELD || a->status == ENTENTE_ONGOING;
	bool past_b = b->status == ENTENTE_HELD || b->status == ENTENTE_ONGOING;

	return past_a == past_b && shared_sides(&a->actors, &b->actors) >= 2 &&
	       (!a->date || !b->date || g_str_equal(a->date, b->date)) &&
	       (!a->place || !b->place || g_str_equal(a->place, b->place) || a->minutes == b->minutes) &&
	       (a->minutes == ENTENTE_UNKNOWN || b->minutes == ENTENTE_UNKNOWN || a->minutes == b->minutes);
}

static void
note_sentence(Encounter *encounter, uint32_t sentence)
{
	for (guint i = 0; i < encounter->more->len; i++)
		if (g_array_index(encounter->more, uint32_t, i) == sentence)
			return;
	if (sentence != encounter->sentence && encounter->more->len < 8)
		g_array_append_val(encounter->more, sentence);
}

static void
merge_into(Encounter *known, const Encounter *encounter)
{
	for (unsigned i = 0; i < encounter->actors.n; i++)
		actors_add(&known->actors, encounter->actors.items[i]);
	if (!known->place)
		known->place = encounter->place;
	if (!known->when)
		known->when = encounter->when;
	if (!known->date)
		known->date = encounter->date;
	if (known->minutes == ENTENTE_UNKNOWN)
		known->minutes = encounter->minutes;
	note_sentence(known, encounter->sentence);
}

static void
settle(Search *search, Encounter *encounter)
{
	for (guint i = search->encounters->len; i-- > 0;) {
		Encounter *known = &g_array_index(search->encounters, Encounter, i);

		if (search->encounters->len - i < 40 && same_encounter(known, encounter)) {
			merge_into(known, encounter);
			return;
		}
	}
	encounter->more = g_array_new(false, false, sizeof(uint32_t));
	g_array_append_vals(search->encounters, encounter, 1);
}

/* The "between", "with" or "involving" that names who takes part, soon after the noun; 0 for
 * none. */
static uint32_t
participants_after(const Document *document, uint32_t after)
{
	static const char *const words[] = { "between", "with", "among", "involving", "included" };
	uint32_t end = MIN(sentence_end(sentence_of(document, after - 1)), after + 7);

	for (uint32_t word = after; word < end; word++)
		for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
			if (word_equals(document, word, words[i]))
				return word;
	return 0;
}

static Encounter *
last_held(const Search *search)
{
	for (guint i = search->encounters->len; i-- > 0;) {
		Encounter *encounter = &g_array_index(search->encounters, Encounter, i);

		if (encounter->status == ENTENTE_HELD)
			return encounter;
	}
	return NULL;
}

/* "The five-hour meeting, which also included X": more about the encounter last told of. */
static void
add_to_last(Search *search, uint32_t word, const LexiconEntry *noun)
{
	const Document *document = search->document;
	Encounter more = { .sentence = document->words[word].sentence, .minutes = ENTENTE_UNKNOWN };

	find_minutes(document, &more, word);
	if (more.minutes == ENTENTE_UNKNOWN)
		return;
	Encounter *last = last_held(search);
	if (!last || (last->minutes != ENTENTE_UNKNOWN && last->minutes != more.minutes) ||
	    more.sentence - last->sentence > 6)
		return;
	uint32_t joined = participants_after(document, word + noun->n_words);
	if (joined)
		add_named(search->extraction, joined + 1, &more.actors);
	find_place(search->extraction, &more, word);
	merge_into(last, &more);
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

static void
finish(Search *search, Encounter *encounter, uint32_t word)
{
	if (!is_encounter(&encounter->actors))
		return;
	find_place(search->extraction, encounter, word);
	find_date(search->document, encounter, word);
	find_minutes(search->document, encounter, word);
	settle(search, encounter);
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
try_verb(Search *search, uint32_t word, const LexiconEntry *entry)
{
	const Document *document = search->document;
	Encounter encounter = { .sentence = document->words[word].sentence, .minutes = ENTENTE_UNKNOWN };
	VerbGroup group = verb_group(document, word, entry->form);
	uint32_t after = word + entry->n_words;

	if (group.negated || (group.infinitive && is_refused(document, group.start)))
		return;
	clause_subject(search->extraction, &group, &encounter.actors);
	if (group.infinitive && !encounter.actors.n)
		add_first_named(search->extraction, word, &encounter.actors);
	if (!encounter.actors.n)
		return;
	if (after < sentence_end(sentence_of(document, word)))
		add_named(search->extraction, after, &encounter.actors);
	bool past = entry->form == FORM_PAST || entry->form == FORM_PARTICIPLE;
	encounter.status = past && !group.modal ? ENTENTE_HELD
	                                        : status_of(document, word, ENTENTE_PLANNED);
	finish(search, &encounter, word);
}

static void
try_noun(Search *search, uint32_t word, const LexiconEntry *entry)
{
	const Document *document = search->document;
	const Extraction *extraction = search->extraction;
	uint32_t after = word + entry->n_words;
	uint32_t first = sentence_of(document, word)->first_word;
	Encounter encounter = { .sentence = document->words[word].sentence, .minutes = ENTENTE_UNKNOWN };

	if (is_denied(document, word))
		return;
	for (uint32_t at = word; at > first && word - at < 4; at--) {
		const Mention *mention = cast_mention(extraction->cast, at - 1);

		if (mention && (mention->possessive || mention->kind == MENTION_ADJECTIVE))
			actors_add(&encounter.actors,
			           actor_of(extraction->cast, mention));
		add_compound(extraction, at - 1, &encounter.actors);
	}
	uint32_t joined = participants_after(document, after);
	bool owned = encounter.actors.n > 0;
	if (joined)
		add_named(extraction, joined + 1, &encounter.actors);
	/* "talks with X": the other side is the clause's first, else who tells of them */
	if (joined && word_equals(document, joined, "with") && !owned &&
	    !add_first_named(extraction, word, &encounter.actors))
		find_sayer(extraction, word, &encounter.actors);
	/* "A and B failed to agree in five hours of talks" */
	if (!joined && !encounter.actors.n)
		add_first_named(extraction, word, &encounter.actors);
	encounter.status = status_of(document, word, ENTENTE_HELD);
	if (is_encounter(&encounter.actors))
		finish(search, &encounter, word);
	else
		add_to_last(search, word, entry);
}

static void
write_record(const Extraction *extraction, const Encounter *encounter)
{
	Arena *arena = extraction->records->arena;
	g_autoptr(GPtrArray) parties = g_ptr_array_new();
	g_autoptr(GPtrArray) people = g_ptr_array_new();
	EntenteRecord *record =
	    add_record(extraction, ENTENTE_MEETING, encounter->sentence, encounter->sentence);

	for (unsigned i = 0; i < encounter->actors.n; i++) {
		Actor actor = encounter->actors.items[i];

		if (actor.person != NOBODY)
			g_ptr_array_add(people, (gpointer)actor_name(extraction, actor));
		if (actor.party == NOBODY)
			continue;
		const char *side = cast_party(extraction->cast, actor.party)->name;
		if (!g_ptr_array_find_with_equal_func(parties, side, g_str_equal, NULL))
			g_ptr_array_add(parties, (gpointer)side);
	}
	record->meeting.parties = arena_texts(arena, parties);
	record->meeting.people = arena_texts(arena, people);
	record->meeting.place = encounter->place;
	record->meeting.when = encounter->when;
	record->meeting.date = encounter->date;
	record->meeting.minutes = encounter->minutes;
	record->meeting.status = encounter->status;
	EntenteEvidence *evidence = arena_new0(arena, EntenteEvidence, encounter->more->len + 1);
	evidence[0] = record->evidence[0];
	for (guint i = 0; i < encounter->more->len; i++)
		evidence[i + 1] = sentence_evidence(extraction, g_array_index(encounter->more, uint32_t, i));
	record->evidence = evidence;
	record->n_evidence = encounter->more->len + 1;
}

static bool
person_follows(const Extraction *extraction, uint32_t word)
{
	const Mention *mention =
	    word < extraction->document->n_words ? cast_mention(extraction->cast, word) : NULL;

	return mention && mention->person != NOBODY && !mention->possessive;
}

static void
try_word(Search *search, uint32_t word)
{
	const Document *document = search->document;
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
		bool host = is_class(entry, "receive") && person_follows(search->extraction, word + 1);
		bool verb = host || is_class(entry, "meet") || is_class(entry, "contact") || is_class(entry, "hold");

		if (verb && !after_noun_word)
			try_verb(search, word, entry);
		else if (noun && entry->form != FORM_ING)
			try_noun(search, word, entry);
		else
			continue;
		return;
	}
}

void
extract_meetings(Extraction *extraction)
{
	Search search = { extraction, extraction->document, g_array_new(false, true, sizeof(Encounter)) };

	for (uint32_t i = 0; i < search.document->n_sentences; i++) {
		const Sentence *sentence = &search.document->sentences[i];

		if (!sentence_tells(search.document, i))
			continue;
		for (uint32_t word = sentence->first_word; word < sentence_end(sentence); word++)
			if (!(search.document->words[word].flags & WORD_QUOTED))
				try_word(&search, word);
	}
	for (guint i = 0; i < search.encounters->len; i++) {
		Encounter *encounter = &g_array_index(search.encounters, Encounter, i);

		write_record(extraction, encounter);
		g_array_unref(encounter->more);
	}
	g_array_unref(search.encounters);
}
