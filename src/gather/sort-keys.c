/* The order of merged records, as a key in each: its kind, then what counts first in that kind,
 * then where the pages tell of it.  Numbers have as many digits as sort them. */
#include "gather/sort-keys.h"

enum { MOST = 999999 };

#define LAST_INSTANT G_GINT64_CONSTANT(999999999999)

/* A day or time in twelve digits; the last of all for what is none. */
static gint64
in_digits(const char *iso)
{
	gint64 seconds = instant(iso), half = LAST_INSTANT / 2;

	return seconds == G_MAXINT64 ? LAST_INSTANT : CLAMP(seconds, -half, half) + half;
}

static int32_t
up(int32_t number)
{
	return number == ENTENTE_UNKNOWN ? 0 : CLAMP(number + 1, 0, MOST);
}

static int32_t
down(int32_t number)
{
	return MOST - CLAMP(number, 0, MOST);
}

static void
add_kind(GString *key, EntenteKind kind)
{
	g_string_append_printf(key, "%d", (int)kind);
}

/* A page's, by day of publication, then by id. */
static void
add_page(GString *key, const EntenteSource *source)
{
	g_string_append_printf(key, " %012" G_GINT64_FORMAT " %s", in_digits(source->published),
	                       source->id);
}

static void
add_sources(GString *key, const EntenteRecord *record)
{
	g_string_append_printf(key, " %06d", down(record->n_sources));
}

/* Of as many sources, the latest comes first. */
static void
add_position(GString *key, const EntenteRecord *record)
{
	gint64 told = in_digits(record->position.date);

	add_sources(key, record);
	g_string_append_printf(key, " %012" G_GINT64_FORMAT,
	                       told < LAST_INSTANT ? LAST_INSTANT - told : LAST_INSTANT);
}

/* Round by round from the latest, and in each by date, those without one last. */
static void
add_meeting(GString *key, const EntenteRecord *record)
{
	g_string_append_printf(key, " %06d %012" G_GINT64_FORMAT, up(record->meeting.round),
	                       in_digits(record->meeting.date));
	add_sources(key, record);
}

static void
add_assessment(GString *key, const EntenteRecord *record)
{
	g_string_append_printf(key, " %06d", up(record->assessment.round));
	add_sources(key, record);
}

/* NULL: in the order in which they were found. */
static void (*const orders[ENTENTE_N_KINDS])(GString *, const EntenteRecord *) = {
	[ENTENTE_PERSON] = add_sources,  [ENTENTE_PARTY] = add_sources,
	[ENTENTE_MEETING] = add_meeting, [ENTENTE_POSITION] = add_position,
	[ENTENTE_DRAFT] = add_sources,   [ENTENTE_QUOTE] = add_sources,
	[ENTENTE_CLAIM] = add_sources,   [ENTENTE_ASSESSMENT] = add_assessment,
};

static void
set_key(const Gathering *gathering, EntenteRecord *record, const GString *key)
{
	record->sort_key = arena_strndup(gathering->arena, key->str, key->len);
}

void
give_source_key(const Gathering *gathering, EntenteRecord *record)
{
	g_autoptr(GString) key = g_string_new(NULL);

	add_kind(key, record->kind);
	add_page(key, &record->source);
	set_key(gathering, record, key);
}

void
give_group_key(const Gathering *gathering, Group *group, guint found)
{
	g_autoptr(GString) key = g_string_new(NULL);
	EntenteRecord *record = group->record;

	add_kind(key, record->kind);
	if (orders[record->kind]) {
		const Mention *first = group_at(group, 0);

		orders[record->kind](key, record);
		add_page(key, &gathering->pages[first->page].source);
		g_string_append_printf(key, " %06u", first->in_page);
	} else {
		g_string_append_printf(key, " %06u", found);
	}
	set_key(gathering, record, key);
}
