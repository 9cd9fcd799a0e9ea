/* Mentions of one encounter become one record. */
#include "extract/encounter.h"
#include "extract/explain.h"

enum {
	MOST_COMPARED = 40, /* the last encounters, of which a further mention may be */
	REACH = 6,          /* sentences after an encounter in which more is told of it */
};

/* Two sides at least, or two people of whom not both are known to stand for one side. */
bool
is_encounter(const Actors *actors)
{
	for (unsigned i = 0; i < actors->n; i++)
		for (unsigned j = 0; j < i; j++) {
			const Actor *a = &actors->items[i], *b = &actors->items[j];

			bool known = a->party != NOBODY && b->party != NOBODY;
			bool unknown = a->party == NOBODY && b->party == NOBODY;
			if (known ? a->party != b->party : unknown && a->person != b->person)
				return true;
		}
	return false;
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

void
merge_encounter(Encounter *known, const Encounter *encounter)
{
	if (encounter->entry && known->verdict) { /* a rule bears the judge out */
		known->verdict = NULL;
		known->entry = encounter->entry;
		known->word = encounter->word;
	}
	/* what the judge adds to an encounter that is known is a sentence, no further people */
	for (unsigned i = 0; i < encounter->actors.n && !encounter->verdict; i++)
		actors_add(&known->actors, encounter->actors.items[i]);
	if (!known->place)
		known->place = encounter->place;
	if (!known->medium)
		known->medium = encounter->medium;
	if (!known->when)
		known->when = encounter->when;
	if (!known->date)
		known->date = encounter->date;
	if (known->minutes == ENTENTE_UNKNOWN)
		known->minutes = encounter->minutes;
	note_sentence(known, encounter->sentence);
}

void
settle_encounter(Meetings *meetings, Encounter *encounter)
{
	guint n = meetings->encounters->len;

	for (guint i = n; i-- > 0 && n - i < MOST_COMPARED;) {
		Encounter *known = &g_array_index(meetings->encounters, Encounter, i);

		if (same_encounter(known, encounter)) {
			merge_encounter(known, encounter);
			return;
		}
	}
	encounter->more = g_array_new(false, false, sizeof(uint32_t));
	g_array_append_vals(meetings->encounters, encounter, 1);
}

Encounter *
last_held_encounter(const Meetings *meetings, uint32_t sentence)
{
	for (guint i = meetings->encounters->len; i-- > 0;) {
		Encounter *encounter = &g_array_index(meetings->encounters, Encounter, i);

		if (sentence - encounter->sentence > REACH)
			return NULL;
		if (encounter->status == ENTENTE_HELD)
			return encounter;
	}
	return NULL;
}

static void
explain_encounter(const Extraction *extraction, EntenteRecord *record,
                  const Encounter *encounter)
{
	explain(extraction, record, "%s",
	        explained_row(extraction->document, LEXICON_MEETINGS, encounter->entry,
	                      encounter->word));
	for (unsigned i = 0; i < encounter->actors.n; i++)
		explain(extraction, record, "takes part: %s",
		        explained_mention(extraction, encounter->sentence,
		                          encounter->actors.items[i]));
	if (encounter->more->len)
		explain(extraction, record, "told again in %u more", encounter->more->len);
}

/* The judge's, that one of its sentences tells of an encounter. */
static float
encounter_chance(const Extraction *extraction, const Encounter *encounter)
{
	float greatest = -1;

	for (guint i = 0; i <= encounter->more->len; i++) {
		uint32_t index = i ? g_array_index(encounter->more, uint32_t, i - 1)
		                   : encounter->sentence;
		const Sentence *sentence = &extraction->document->sentences[index];

		greatest = MAX(greatest, rule_chance(extraction, RULE_MEETING, sentence->first_word,
		                                     sentence_end(sentence)));
	}
	return greatest;
}

void
write_encounter(const Extraction *extraction, const Encounter *encounter)
{
	Arena *arena = extraction->records->arena;
	float chance = encounter->verdict ? 0 : encounter_chance(extraction, encounter);
	if (!encounter->verdict && !rule_holds(extraction, RULE_MEETING, chance))
		return;
	g_autoptr(GPtrArray) parties = g_ptr_array_new();
	g_autoptr(GPtrArray) people = g_ptr_array_new();
	EntenteRecord *record =
	    add_record(extraction, ENTENTE_MEETING, encounter->sentence, encounter->sentence);

	for (unsigned i = 0; i < encounter->actors.n; i++) {
		Actor actor = encounter->actors.items[i];

		const char *name = actor.person != NOBODY ? actor_name(extraction, actor) : NULL;

		if (name && !g_ptr_array_find_with_equal_func(people, name, g_str_equal, NULL))
			g_ptr_array_add(people, (gpointer)name);
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
	record->meeting.medium = encounter->medium;
	record->meeting.status = encounter->status;
	EntenteEvidence *evidence = arena_new0(arena, EntenteEvidence, encounter->more->len + 1);
	evidence[0] = record->evidence[0];
	for (guint i = 0; i < encounter->more->len; i++)
		evidence[i + 1] = sentence_evidence(extraction, g_array_index(encounter->more, uint32_t, i));
	record->evidence = evidence;
	record->n_evidence = encounter->more->len + 1;
	if (encounter->verdict) {
		set_confidence(extraction, record, encounter->verdict, encounter->verdict->chance);
		return;
	}
	set_rule_confidence(extraction, record, RULE_MEETING, chance);
	if (extraction->explaining)
		explain_encounter(extraction, record, encounter);
}
