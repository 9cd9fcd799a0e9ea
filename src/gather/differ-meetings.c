/* One meeting told differently: how long it was, when, where, and with whom. */
#include "gather/differing.h"
#include "gather/discrepancies.h"
#include "gather/encounter.h"

#include <string.h>

enum { MINUTES_AN_HOUR = 60, TOLERANCE = 10 /* one part in so many */, MOST_COMPARED = 64 };

/* "the meeting of Norland and Sudland". */
static char *
describe_sides(const EntenteMeeting *meeting)
{
	const char *const *sides = meeting->parties ? meeting->parties : meeting->people;

	if (!sides)
		return g_strdup("the meeting");
	if (!sides[1])
		return g_strdup_printf("the meeting of %s", sides[0]);
	return g_strdup_printf("the meeting of %s and %s", sides[0], sides[1]);
}

/* "the meeting in Moscow", or by its sides where no place is told. */
static char *
describe(const EntenteMeeting *meeting)
{
	return meeting->place ? g_strdup_printf("the meeting in %s", meeting->place)
	                      : describe_sides(meeting);
}

typedef const char *(*Fact)(const Gathering *gathering, const Group *meeting,
                            const Mention *mention);

/* Reports where the fact differs among the meeting's mentions; NULL is no value. */
static void
check_fact(Gathering *gathering, const char *about, Fact fact,
           char *(*description)(const EntenteMeeting *))
{
	const GPtrArray *meetings = gathering->groups[ENTENTE_MEETING];

	for (guint i = 0; i < meetings->len; i++) {
		const Group *meeting = meetings->pdata[i];

		if (meeting->n_independent < 2)
			continue;
		g_autoptr(Differing) differing = differing_new(gathering);
		for (guint j = 0; j < meeting->members->len; j++) {
			const Mention *mention = group_at(meeting, j);
			const char *value = fact(gathering, meeting, mention);

			if (value)
				differing_add(differing, value, mention);
		}
		g_autofree char *what = description(&meeting->record->meeting);
		g_autofree char *phrase = g_strdup_printf("%s of %s", about, what);
		differing_report(differing, gathering, phrase);
	}
}

static const char *
length_in_words(Arena *arena, int32_t minutes)
{
	int32_t hours = minutes / MINUTES_AN_HOUR, rest = minutes % MINUTES_AN_HOUR;

	if (!hours)
		return arena_printf(arena, "%d minutes", minutes);
	if (!rest)
		return arena_printf(arena, hours == 1 ? "%d hour" : "%d hours", hours);
	return arena_printf(arena, "%d h %d min", hours, rest);
}

/* Lengths near the one most told ("almost five hours") are that one. */
static const char *
told_length(const Gathering *gathering, const Group *meeting, const Mention *mention)
{
	int32_t most_told = meeting->record->meeting.minutes;
	int32_t told = mention->record->meeting.minutes;

	if (told == ENTENTE_UNKNOWN)
		return NULL;
	bool near = TOLERANCE * ABS(told - most_told) <= most_told;
	return length_in_words(gathering->arena, near ? most_told : told);
}

/* Talks that go on have no one day. */
static const char *
told_date(const Gathering *gathering, const Group *meeting, const Mention *mention)
{
	const EntenteMeeting *told = &mention->record->meeting;
	bool one_day = told->status == ENTENTE_HELD && iso_day(told->date);

	(void)gathering;
	for (guint i = 0; one_day && i < meeting->members->len; i++)
		one_day = group_at(meeting, i)->record->meeting.status != ENTENTE_ONGOING;
	return one_day ? told->date : NULL;
}

/* A place that agrees with the one most told is that one, told with more or less detail. */
static const char *
told_place(const Gathering *gathering, const Group *meeting, const Mention *mention)
{
	const char *most_told = meeting->record->meeting.place;
	const char *told = mention->record->meeting.place;

	if (!told)
		return NULL;
	const EntenteMeeting one = { .place = most_told }, other = { .place = told };
	Encounter a = encounter_of(gathering, &one, mention->page);
	Encounter b = encounter_of(gathering, &other, mention->page);
	bool agree = places_agree(&a, &b);
	encounter_clear(&a);
	encounter_clear(&b);
	return agree ? most_told : told;
}

void
check_meeting_lengths(Gathering *gathering)
{
	check_fact(gathering, "length", told_length, describe);
}

void
check_meeting_dates(Gathering *gathering)
{
	check_fact(gathering, "date", told_date, describe);
}

void
check_meeting_places(Gathering *gathering)
{
	check_fact(gathering, "place", told_place, describe_sides);
}

/* Those of the mention's people who are of this side, in the meeting's order, with commas. */
static const char *
people_of_side(const Gathering *gathering, const Group *meeting, const Mention *mention,
               const char *side)
{
	const char *const *told = mention->record->meeting.people;
	const char *const *person = meeting->record->meeting.people;
	g_autoptr(GString) names = g_string_new(NULL);

	for (; told && person && *person; person++)
		if (g_strv_contains(told, *person) &&
		    !g_strcmp0(person_party(gathering, *person), side))
			g_string_append_printf(names, names->len ? ", %s" : "%s", *person);
	return names->len ? arena_strdup(gathering->arena, names->str) : NULL;
}

static const char *
surname(const char *name)
{
	const char *space = strrchr(name, ' ');

	return space ? space + 1 : name;
}

/* The person or, by another first name, one of the surname. */
static bool
tells_person(const Mention *mention, const char *person)
{
	const char *const *people = mention->record->meeting.people;

	for (; people && *people; people++)
		if (g_str_equal(surname(*people), surname(person)))
			return true;
	return false;
}

/* Whether the pages that tell of the person agree with the mention on somebody of another side.
 */
static bool
agrees_else(const Gathering *gathering, const Group *meeting, const Mention *mention,
            const char *person)
{
	const char *side = person_party(gathering, person);
	const char *const *people = mention->record->meeting.people;

	for (; people && *people; people++) {
		if (!g_strcmp0(person_party(gathering, *people), side))
			continue;
		for (guint i = 0; i < MIN(meeting->members->len, (guint)MOST_COMPARED); i++) {
			const Mention *other = group_at(meeting, i);

			if (tells_person(other, person) && tells_person(other, *people))
				return true;
		}
	}
	return false;
}

/* The person of the side whom most tell of, where another source has others of the side
 * in that person's stead.  NULL if there is none. */
static const char *
missed_person(const Gathering *gathering, const Group *meeting, const char *side)
{
	const char *const *person = meeting->record->meeting.people;

	for (; person && *person; person++) {
		if (g_strcmp0(person_party(gathering, *person), side))
			continue;
		for (guint i = 0; i < meeting->members->len; i++) {
			const Mention *mention = group_at(meeting, i);

			if (!tells_person(mention, *person) &&
			    people_of_side(gathering, meeting, mention, side) &&
			    agrees_else(gathering, meeting, mention, *person))
				return *person;
		}
		return NULL;
	}
	return NULL;
}

/* The pages that tell, in whichever record of the meeting, that the person was there. */
static GHashTable *
pages_with(const Group *meeting, const char *person)
{
	GHashTable *pages = g_hash_table_new(NULL, NULL);

	for (guint i = 0; i < meeting->members->len; i++) {
		const Mention *mention = group_at(meeting, i);

		if (tells_person(mention, person))
			g_hash_table_add(pages, GUINT_TO_POINTER(mention->page));
	}
	return pages;
}

static void
check_side(Gathering *gathering, const Group *meeting, const char *side)
{
	const char *person = missed_person(gathering, meeting, side);

	if (!person)
		return;
	g_autoptr(Differing) differing = differing_new(gathering);
	g_autoptr(GHashTable) with = pages_with(meeting, person);
	for (guint i = 0; i < meeting->members->len; i++) {
		const Mention *mention = group_at(meeting, i);
		const char *value = g_hash_table_contains(with, GUINT_TO_POINTER(mention->page))
		                        ? person
		                        : people_of_side(gathering, meeting, mention, side);

		if (value)
			differing_add(differing, value, mention);
	}
	g_autofree char *what = describe(&meeting->record->meeting);
	g_autofree char *about = g_strdup_printf(
	    "who took part in %s for %s (with %s or without)", what, side, person);
	differing_report(differing, gathering, about);
}

/* A side's delegation told with one person and told, person by person, without. */
void
check_participants(Gathering *gathering)
{
	const GPtrArray *meetings = gathering->groups[ENTENTE_MEETING];

	for (guint i = 0; i < meetings->len; i++) {
		const Group *meeting = meetings->pdata[i];
		const char *const *side = meeting->record->meeting.parties;

		for (; meeting->n_independent > 1 && side && *side; side++)
			check_side(gathering, meeting, *side);
	}
}
