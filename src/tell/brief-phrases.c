/* Phrases that several sections of the brief use.  What a record does not give is not said. */
#include "tell/brief.h"
#include "tell/plain.h"

#include <stdio.h>
#include <string.h>

enum { LONGEST_WHAT = 80, MOST_PEOPLE = 5 };

static const char *
choice_word(EntenteKind kind, const char *field, int choice)
{
	const EntenteKindSpec *spec = entente_kind(kind);

	for (size_t i = 0; i < spec->n_fields; i++)
		if (g_str_equal(spec->fields[i].name, field))
			return spec->fields[i].choices[choice];
	return "";
}

const char *
meeting_status(const EntenteMeeting *meeting)
{
	return choice_word(ENTENTE_MEETING, "status", meeting->status);
}

/* "demanded by Ukraine" fits a party of any number. */
const char *
stance_past(EntenteStance stance)
{
	static const char *const words[] = {
		[ENTENTE_DEMANDS] = "demanded", [ENTENTE_OFFERS] = "offered",
		[ENTENTE_ACCEPTS] = "accepted", [ENTENTE_REFUSES] = "refused",
		[ENTENTE_OPEN] = "left open",
	};

	return words[stance];
}

void
say_position(Section *section, Line *line, const EntenteRecord *record,
             const EntenteRecord *before)
{
	const EntentePosition *position = &record->position;
	bool goes_on = before && before->position.stance == position->stance && position->what;

	if (before)
		line_say(section, line, TINT_PLAIN, "; ");
	if (!goes_on)
		line_say(section, line, tint_of_stance(position->stance),
		         choice_word(ENTENTE_POSITION, "stance", position->stance));
	if (position->what) {
		line_say(section, line, TINT_PLAIN, goes_on ? "" : ": ");
		line_clause(section, line, position->what, LONGEST_WHAT);
	}
	if (position->condition &&
	    !(position->what && strstr(position->what, position->condition))) {
		line_say(section, line, TINT_PLAIN, ", ");
		line_clause(section, line, position->condition, LONGEST_WHAT);
	}
	if (position->red_line)
		line_say(section, line, TINT_PLAIN, " (a red line)");
	if (position->reported_by) {
		line_say(section, line, TINT_FAINT, " (as told by ");
		line_name(section, line, TINT_FAINT, position->reported_by);
		line_say(section, line, TINT_FAINT, ")");
	}
	line_say(section, line, TINT_PLAIN, " ");
	line_cite_words(section, line, record, position->what);
}

/* Place, day and length, as far as known; says whether there was any. */
bool
say_when_where(Section *section, Line *line, const EntenteMeeting *meeting)
{
	Arena *arena = section->arena;
	const char *parts[4] = { NULL };
	guint n = 0;

	if (meeting->place)
		parts[n++] = plain_clause(arena, meeting->place, LONGEST_WHAT);
	if (meeting->date)
		parts[n++] = say_date(arena, meeting->date);
	else if (meeting->when)
		parts[n++] = arena_printf(arena, "“%s”",
		                          plain_clause(arena, meeting->when, LONGEST_WHAT));
	if (meeting->minutes > 0)
		parts[n++] = say_minutes(arena, meeting->minutes);
	g_autofree char *joined = g_strjoinv(", ", (char **)parts);
	line_say(section, line, TINT_PLAIN, joined);
	return n > 0;
}

/* "by phone"; NULL for a meeting in person, as far as told. */
const char *
say_medium(Arena *arena, const EntenteMeeting *meeting)
{
	if (!meeting->medium)
		return NULL;
	return arena_printf(arena, "by %s", plain_clause(arena, meeting->medium, LONGEST_WHAT));
}

void
say_meeting(Section *section, Line *line, const EntenteMeeting *meeting)
{
	const char *medium = say_medium(section->arena, meeting);
	bool is_set = meeting->place || meeting->date || meeting->when || meeting->minutes > 0;

	if (medium)
		line_sayf(section, line, TINT_PLAIN, "%s%s", medium, is_set ? ", " : "");
	bool said = say_when_where(section, line, meeting) || medium;
	if (meeting->people) {
		line_say(section, line, TINT_PLAIN, said ? ": " : "");
		line_names(section, line, TINT_PLAIN, meeting->people, MOST_PEOPLE);
	} else if (!said) {
		line_say(section, line, TINT_PLAIN, "place and day not told");
	}
}

void
say_more(Section *section, LineRole role, guint n, const char *one, const char *many,
         const char *where)
{
	Line *line = section_add(section, role, "more", NULL);

	line_sayf(section, line, TINT_FAINT, "and %u more %s: ", n, n == 1 ? one : many);
	line_say(section, line, TINT_FAINT, where);
}

const char *
say_date(Arena *arena, const char *iso)
{
	static const char *const months[] = {
		"January", "February", "March",     "April",   "May",      "June",
		"July",    "August",   "September", "October", "November", "December",
	};
	unsigned year, month, day;
	int n = sscanf(iso, "%4u-%2u-%2u", &year, &month, &day);

	if (n < 2 || month < 1 || month > 12)
		return plain_clause(arena, iso, LONGEST_WHAT);
	if (n == 2)
		return arena_printf(arena, "%s %u", months[month - 1], year);
	return arena_printf(arena, "%u %s %u", day, months[month - 1], year);
}

const char *
say_minutes(Arena *arena, int minutes)
{
	guint hours = (guint)minutes / 60, rest = (guint)minutes % 60;

	if (!hours)
		return counted(arena, rest, "minute", "minutes");
	const char *whole = counted(arena, hours, "hour", "hours");
	if (!rest)
		return whole;
	return arena_printf(arena, "%s %s", whole, counted(arena, rest, "minute", "minutes"));
}
