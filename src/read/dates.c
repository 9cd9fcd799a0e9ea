/* Dates of publication, as pages, feeds and people write them, to ISO 8601.
 *
 * Read: ISO 8601 in its basic and extended forms, RFC 5322 ("Tue, 02 Dec 2025 10:00:00 GMT"),
 * "December 2, 2025 10:30 a.m. EST", "2 Dec 2025", "2 Dec 25 10:00", "2025/12/02", "02/12/2025"
 * where one number is no month, and seconds or milliseconds since 1970.  A date that could be
 * two is none. */
#include "read/reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
	int year, month, day;
	int hour, minute, second; /* hour -1: a date alone */
	const char *zone;         /* "Z", "+hh:mm" or "" where none is given */
} Moment;

/* RFC 5322, 3.3 and the obsolete zones of 4.3. */
static const struct {
	const char *name, *zone;
} zones[] = {
	{ "Z", "Z" },         { "GMT", "Z" },       { "UTC", "Z" },       { "UT", "Z" },
	{ "EST", "-05:00" },  { "EDT", "-04:00" },  { "CST", "-06:00" },  { "CDT", "-05:00" },
	{ "MST", "-07:00" },  { "MDT", "-06:00" },  { "PST", "-08:00" },  { "PDT", "-07:00" },
	{ "CET", "+01:00" },  { "CEST", "+02:00" }, { "BST", "+01:00" },  { "WET", "Z" },
	{ "WEST", "+01:00" }, { "EET", "+02:00" },  { "EEST", "+03:00" }, { "MSK", "+03:00" },
	{ "IST", "+05:30" },  { "PKT", "+05:00" },  { "NPT", "+05:45" },  { "SGT", "+08:00" },
	{ "HKT", "+08:00" },  { "JST", "+09:00" },  { "KST", "+09:00" },  { "AEST", "+10:00" },
	{ "AEDT", "+11:00" }, { "NZST", "+12:00" }, { "NZDT", "+13:00" },
};

/* Zones of North America whose summer is not told apart, with the offset of their winter. */
static const struct {
	const char *name;
	int hours;
} american_zones[] = { { "ET", -5 }, { "CT", -6 }, { "MT", -7 }, { "PT", -8 } };

/* The month whose English name begins with the word, of three letters or more; 0 for none. */
static int
month_of(const char *word, size_t length)
{
	static const char *const names[] = { "january",   "february", "march",    "april",
		                             "may",       "june",     "july",     "august",
		                             "september", "october",  "november", "december" };

	for (int month = 0; length >= 3 && month < 12; month++)
		if (g_ascii_strncasecmp(word, names[month], length) == 0)
			return month + 1;
	return 0;
}

/* The day of the week of a valid date, 1 for Monday. */
static int
iso_weekday(int year, int month, int day)
{
	GDate date;

	g_date_clear(&date, 1);
	g_date_set_dmy(&date, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
	return (int)g_date_get_weekday(&date);
}

static bool
is_date(const Moment *moment)
{
	return moment->year >= 1000 && moment->year <= 9999 && moment->month >= 1 &&
	       moment->month <= 12 && moment->day >= 1 &&
	       g_date_valid_dmy((GDateDay)moment->day, (GDateMonth)moment->month,
	                        (GDateYear)moment->year);
}

static bool
is_valid(const Moment *moment)
{
	return is_date(moment) && moment->hour < 24 && moment->minute < 60 &&
	       moment->second <= 60;
}

static const char *
print(Arena *arena, const Moment *moment)
{
	if (!is_valid(moment))
		return NULL;
	if (moment->hour < 0)
		return arena_printf(arena, "%04d-%02d-%02d", moment->year, moment->month,
		                    moment->day);
	return arena_printf(arena, "%04d-%02d-%02dT%02d:%02d:%02d%s", moment->year,
	                    moment->month, moment->day, moment->hour, moment->minute,
	                    moment->second, moment->zone);
}

/* Exactly `n` digits; moves `*at` past them. */
static bool
digits(const char **at, int n, int *value)
{
	*value = 0;
	for (int i = 0; i < n; i++) {
		if (!g_ascii_isdigit((*at)[i]))
			return false;
		*value = *value * 10 + ((*at)[i] - '0');
	}
	*at += n;
	return true;
}

/* The day of the month on which its nth Sunday falls. */
static int
nth_sunday(int year, int month, int n)
{
	return 7 * n + 1 - iso_weekday(year, month, 1);
}

/* Whether clocks in North America are an hour ahead on that day: from the second Sunday in
 * March to the first in November. */
static bool
is_summer(const Moment *moment)
{
	int month = moment->month;

	if (month == 3)
		return moment->day >= nth_sunday(moment->year, 3, 2);
	if (month == 11)
		return moment->day < nth_sunday(moment->year, 11, 1);
	return month > 3 && month < 11;
}

/* "+0100", "+01:00", "-05", "Z", "GMT"; sets the zone, which lives in `arena`. */
static void
read_zone(const char *at, Moment *moment, Arena *arena)
{
	int hours, minutes = 0;
	char sign = *at;
	size_t length = 0;

	if (sign == '+' || sign == '-') {
		at++;
		if (!digits(&at, 2, &hours) || hours > 14)
			return;
		at += *at == ':';
		if (!digits(&at, 2, &minutes) || minutes > 59)
			minutes = 0;
		moment->zone = arena_printf(arena, "%c%02d:%02d", sign, hours, minutes);
		return;
	}
	while (g_ascii_isalpha(at[length]))
		length++;
	for (unsigned i = 0; i < G_N_ELEMENTS(zones); i++)
		if (length == strlen(zones[i].name) &&
		    g_ascii_strncasecmp(at, zones[i].name, length) == 0)
			moment->zone = zones[i].zone;
	for (unsigned i = 0; i < G_N_ELEMENTS(american_zones) && length == 2; i++)
		if (strncmp(at, american_zones[i].name, 2) == 0 && is_date(moment))
			moment->zone = arena_printf(
			    arena, "-%02d:00", -(american_zones[i].hours + is_summer(moment)));
}

/* "10:30", "10:30:15.123", "10.30 a.m."; false where there is no time. */
static bool
read_time(const char *at, Moment *moment, Arena *arena)
{
	int hour, minute, second = 0;

	if (!digits(&at, g_ascii_isdigit(at[0]) && g_ascii_isdigit(at[1]) ? 2 : 1, &hour) ||
	    *at++ != ':' || !digits(&at, 2, &minute))
		return false;
	if (*at == ':') {
		at++;
		if (!digits(&at, 2, &second))
			return false;
	}
	if (*at == '.' && g_ascii_isdigit(at[1]))
		for (at++; g_ascii_isdigit(*at); at++)
			;
	while (*at == ' ')
		at++;
	char half = g_ascii_tolower(*at);
	if ((half == 'a' || half == 'p') && strchr("mM.", at[1]) && at[1]) {
		hour = hour % 12 + (half == 'p' ? 12 : 0);
		while (g_ascii_isalpha(*at) || *at == '.' || *at == ' ')
			if (*at++ == ' ')
				break;
	}
	moment->hour = hour;
	moment->minute = minute;
	moment->second = second;
	read_zone(at, moment, arena);
	return true;
}

/* 2025-12-02, 2025/12/02, 20251202, with a time after "T" or a space. */
static bool
read_iso(const char *at, Moment *moment, Arena *arena)
{
	if (!digits(&at, 4, &moment->year))
		return false;
	char mark = *at == '-' || *at == '/' || *at == '.' ? *at : '\0';
	at += mark != '\0';
	if (!digits(&at, 2, &moment->month) || (mark && *at++ != mark) ||
	    !digits(&at, 2, &moment->day))
		return false;
	if (g_ascii_isdigit(*at))
		return false;
	if (*at == 'T' || *at == 't' || *at == ' ') {
		while (*at == ' ' || *at == 'T' || *at == 't')
			at++;
		if (*at && !read_time(at, moment, arena) && g_ascii_isdigit(*at)) {
			int time; /* the basic form: 101500 or 1015 */
			const char *start = at;

			if (digits(&at, 6, &time) || (at = start, digits(&at, 4, &time))) {
				time *= at - start == 4 ? 100 : 1;
				moment->hour = time / 10000;
				moment->minute = time / 100 % 100;
				moment->second = time % 100;
				read_zone(at, moment, arena);
			}
		}
	}
	return true;
}

/* The day of the week with whose English name the text begins, 1 for Monday; 0 for none. */
static int
weekday_of(const char *text)
{
	static const char *const names[] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };

	for (int i = 0; i < (int)G_N_ELEMENTS(names); i++)
		if (g_ascii_strncasecmp(text, names[i], 3) == 0)
			return i + 1;
	return 0;
}

static bool
is_on(int year, int month, int day, int weekday)
{
	return g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year) &&
	       iso_weekday(year, month, day) == weekday;
}

/* "02/12/2025", "17.4.2026": which is the month is known where points part them (the second),
 * where the other is above twelve or equal, or the day of the week fits only one. */
static bool
read_slashed(const char *text, Moment *moment, Arena *arena)
{
	int weekday = weekday_of(text), first, second, year, end = 0;
	char mark, again;

	while (weekday && *text && !g_ascii_isdigit(*text))
		text++;
	if (sscanf(text, "%2d%c%2d%c%4d%n", &first, &mark, &second, &again, &year, &end) != 5 ||
	    !end || mark != again || !strchr("/.-", mark) || year < 1000)
		return false;
	bool day_first = first > 12 || mark == '.', month_first = second > 12;
	if (!day_first && !month_first && first != second) {
		bool a = weekday && is_on(year, second, first, weekday);
		bool b = weekday && is_on(year, first, second, weekday);

		if (a == b)
			return false;
		day_first = a;
	}
	*moment = (Moment){ .year = year,
		            .month = day_first ? second : first,
		            .day = day_first ? first : second,
		            .hour = -1,
		            .zone = "" };
	text += end;
	while (*text && !g_ascii_isdigit(*text))
		text++;
	read_time(text, moment, arena);
	return true;
}

static bool
read_epoch(const char *text, Moment *moment)
{
	size_t length = strspn(text, "0123456789");

	if (text[length] || (length != 10 && length != 13))
		return false;
	gint64 seconds = g_ascii_strtoll(text, NULL, 10) / (length == 13 ? 1000 : 1);
	g_autoptr(GDateTime) date = g_date_time_new_from_unix_utc(seconds);
	if (!date)
		return false;
	*moment = (Moment){ g_date_time_get_year(date),
		            g_date_time_get_month(date),
		            g_date_time_get_day_of_month(date),
		            g_date_time_get_hour(date),
		            g_date_time_get_minute(date),
		            g_date_time_get_second(date),
		            "Z" };
	return true;
}

/* A year of two digits, by RFC 5322, 4.3; 0 where the text from the day on is not in that form,
 * "2 Dec 25 10:00", since others have their numbers in other orders. */
static int
short_year(const char *day, Arena *arena)
{
	Moment time = { .zone = "" };
	char year[3] = "";
	int end = 0;

	sscanf(day, "%*2[0-9]%*1[ -]%*3[A-Za-z]%*1[ -]%2[0-9] %n", year, &end);
	if (strlen(year) != 2 || !read_time(day + end, &time, arena))
		return 0;
	return atoi(year) + (atoi(year) < 50 ? 2000 : 1900);
}

/* A month by name with a day and a year, in any order; then a time. */
static bool
read_named(const char *text, Moment *moment, Arena *arena)
{
	const char *time = NULL, *day = NULL;

	for (const char *at = text; *at;) {
		size_t letters = 0, figures = strspn(at, "0123456789");

		while (g_ascii_isalpha(at[letters]))
			letters++;
		if (letters && !moment->month)
			moment->month = month_of(at, letters);
		else if (figures && at[figures] == ':' && !time) {
			time = at;
			figures = strspn(at, "0123456789:");
		} else if (figures == 4 && !moment->year && !(time && strchr("+-", at[-1])))
			moment->year = atoi(at);
		else if (figures && figures <= 2 && !moment->day) {
			moment->day = atoi(at);
			day = at;
		}
		at += letters ? letters : figures ? figures : 1;
	}
	if (day && moment->month && !moment->year)
		moment->year = short_year(day, arena);
	if (time && moment->month)
		read_time(time, moment, arena);
	return moment->month && moment->day && moment->year;
}

/* "14:20 19.02.2026" with the time last, as elsewhere; to be freed. */
static char *
time_last(char *taken)
{
	g_autofree char *text = taken;
	size_t time = strspn(text, "0123456789:");

	if (time < 4 || time > 8 || !memchr(text, ':', time) || text[time] != ' ' ||
	    !g_ascii_isdigit(text[time + 1]))
		return g_steal_pointer(&text);
	return g_strdup_printf("%s %.*s", text + time + 1, (int)time, text);
}

const char *
date_to_iso(Arena *arena, const char *text)
{
	Moment moment = { .hour = -1, .zone = "" };
	g_autofree char *stripped = time_last(g_strstrip(g_strndup(text, 80)));

	if (read_epoch(stripped, &moment))
		return print(arena, &moment);
	if (read_iso(stripped, &moment, arena))
		return print(arena, &moment);
	if (read_slashed(stripped, &moment, arena))
		return print(arena, &moment);
	moment = (Moment){ .hour = -1, .zone = "" };
	return read_named(stripped, &moment, arena) ? print(arena, &moment) : NULL;
}
