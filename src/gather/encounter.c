/* Whether two records tell the same meeting: specific facts that agree (day, length, place,
 * people of both sides) speak for it, those that differ against it, and some forbid it: sides
 * of which neither contains the other, days far apart.
 *
 * A place may be told as a country, a town or a building: places differ where both are known
 * towns, or lie in different countries as far as the lexicon knows. */
#include "gather/encounter.h"

#include <stdio.h>
#include <string.h>

enum { DAYS_APART = 3, MOST_PEOPLE = 3, MOST_SIDES = 2 };

int
iso_day(const char *iso)
{
	unsigned year, month, day;
	GDate date;

	if (!iso || strlen(iso) < 10 || sscanf(iso, "%4u-%2u-%2u", &year, &month, &day) != 3 ||
	    !g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year))
		return 0;
	g_date_set_dmy(&date, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
	return (int)g_date_get_julian(&date);
}

static bool
has_text(const GPtrArray *texts, const char *text)
{
	for (guint i = 0; i < texts->len; i++)
		if (g_str_equal(texts->pdata[i], text))
			return true;
	return false;
}

guint
count_common(const GPtrArray *a, const GPtrArray *b)
{
	guint n = 0;

	for (guint i = 0; i < a->len; i++)
		n += has_text(b, a->pdata[i]);
	return n;
}

/* The first cell of that column that a word or phrase of the place leads to, or NULL. */
static const char *
find_cell(const Lexicon *lexicon, const WordIds *ids, LexiconTableId table, const char *column)
{
	for (guint i = 0; i < ids->n; i++) {
		const LexiconEntry *entry =
		    lexicon_match(lexicon, table, ids->ids + i, ids->n - i, sizeof *ids->ids);
		const char *cell =
		    entry ? entry->cells[lexicon_column(lexicon, table, column)] : "";

		if (*cell)
			return cell;
	}
	return NULL;
}

static void
locate(Encounter *encounter, const Gathering *gathering, const char *place)
{
	const Lexicon *lexicon = gathering->lexicon;
	WordIds ids = word_ids(lexicon, place);
	g_autofree char *folded = fold_text(place);

	encounter->place = arena_strdup(gathering->arena, folded);
	encounter->town = find_cell(lexicon, &ids, LEXICON_PLACES, "name");
	encounter->country = find_cell(lexicon, &ids, LEXICON_PLACES, "country");
	if (!encounter->country)
		encounter->country = find_cell(lexicon, &ids, LEXICON_COUNTRIES, "name");
	if (!encounter->country)
		encounter->country = find_cell(lexicon, &ids, LEXICON_PARTIES, "name");
}

static void
add_text(GPtrArray *texts, const char *text)
{
	if (text && !has_text(texts, text))
		g_ptr_array_add(texts, (char *)text);
}

Encounter
encounter_of(const Gathering *gathering, const EntenteMeeting *meeting, uint32_t page)
{
	Encounter encounter = { .meeting = meeting, .sides = g_ptr_array_new() };

	for (const char *const *party = meeting->parties; party && *party; party++)
		add_text(encounter.sides, *party);
	for (const char *const *person = meeting->people; person && *person; person++)
		add_text(encounter.sides, person_party(gathering, *person));
	if (meeting->place)
		locate(&encounter, gathering, meeting->place);
	encounter.day = iso_day(meeting->date);
	encounter.published = iso_day(gathering->pages[page].source.published);
	encounter.took_place =
	    meeting->status == ENTENTE_HELD || meeting->status == ENTENTE_ONGOING;
	return encounter;
}

void
encounter_clear(Encounter *encounter)
{
	g_ptr_array_unref(encounter->sides);
}

bool
places_agree(const Encounter *a, const Encounter *b)
{
	if (strstr(a->place, b->place) || strstr(b->place, a->place))
		return true;
	if (a->town && b->town)
		return g_str_equal(a->town, b->town);
	return a->country && b->country && g_str_equal(a->country, b->country);
}

static int
agree_on_sides(const Encounter *a, const Encounter *b)
{
	guint common = count_common(a->sides, b->sides);

	if (common < MIN(a->sides->len, b->sides->len))
		return AGREE_NEVER;
	if (!common)
		return 0;
	return MIN((int)common - 1, MOST_SIDES);
}

static int
agree_on_people(const Encounter *a, const Encounter *b)
{
	int common = 0;

	for (const char *const *person = a->meeting->people; person && *person; person++)
		if (b->meeting->people && g_strv_contains(b->meeting->people, *person))
			common++;
	return MIN(common, MOST_PEOPLE);
}

static int
agree_on_place(const Encounter *a, const Encounter *b)
{
	if (!a->place || !b->place)
		return 0;
	return places_agree(a, b) ? 2 : -2;
}

static int
agree_on_day(const Encounter *a, const Encounter *b)
{
	const char *a_when = a->meeting->when, *b_when = b->meeting->when;

	if (!a->day || !b->day)
		return a_when && b_when && g_ascii_strcasecmp(a_when, b_when) == 0;
	if (ABS(a->day - b->day) > DAYS_APART)
		return AGREE_NEVER;
	if (a->day == b->day)
		return 3;
	return a->meeting->status == ENTENTE_ONGOING || b->meeting->status == ENTENTE_ONGOING
	           ? 0
	           : -1;
}

static int
agree_on_length(const Encounter *a, const Encounter *b)
{
	if (a->meeting->minutes == ENTENTE_UNKNOWN || b->meeting->minutes == ENTENTE_UNKNOWN)
		return 0;
	return a->meeting->minutes == b->meeting->minutes ? 3 : -1;
}

/* A call is no meeting; but a page that tells of one may leave open that it was. */
static int
agree_on_medium(const Encounter *a, const Encounter *b)
{
	return g_strcmp0(a->meeting->medium, b->meeting->medium) ? -1 : 0;
}

/* What was planned and what took place are one only if on one day. */
static int
agree_on_status(const Encounter *a, const Encounter *b)
{
	if (a->took_place == b->took_place)
		return 0;
	return a->day && a->day == b->day ? 0 : AGREE_NEVER;
}

int
encounters_agree(const Encounter *a, const Encounter *b)
{
	static int (*const aspects[])(const Encounter *, const Encounter *) = {
		agree_on_sides,  agree_on_people, agree_on_place,  agree_on_day,
		agree_on_length, agree_on_medium, agree_on_status,
	};
	int sum = 0;

	for (size_t i = 0; i < G_N_ELEMENTS(aspects); i++)
		sum += aspects[i](a, b);
	return sum;
}
