/* Days and months around the day of publication. */
#include "text/days.h"

#include <stdio.h>
#include <stdlib.h>

Publication
publication_of(const Article *article)
{
	Publication publication = { .arena = article->arena };
	int year, month, day;

	g_date_clear(&publication.date, 1);
	if (article->published &&
	    sscanf(article->published, "%4d-%2d-%2d", &year, &month, &day) == 3 &&
	    year >= FIRST_YEAR && year <= LAST_YEAR && month >= 1 && month <= 12 && day >= 1 &&
	    g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year))
		g_date_set_dmy(&publication.date, (GDateDay)day, (GDateMonth)month,
		               (GDateYear)year);
	return publication;
}

const char *
iso_date(const Publication *publication, const GDate *date)
{
	return arena_printf(publication->arena, "%04d-%02d-%02d", g_date_get_year(date),
	                    g_date_get_month(date), g_date_get_day(date));
}

const char *
iso_month(const Publication *publication, int year, int month)
{
	return arena_printf(publication->arena, "%04d-%02d", year, month);
}

const char *
iso_year(const Publication *publication, int year)
{
	return arena_printf(publication->arena, "%04d", year);
}

const char *
days_from_publication(const Publication *publication, int days)
{
	GDate date = publication->date;

	if (!g_date_valid(&date))
		return NULL;
	if (days < 0)
		g_date_subtract_days(&date, (guint)-days);
	else
		g_date_add_days(&date, (guint)days);
	return iso_date(publication, &date);
}

const char *
nearest_day(const Publication *publication, int year, int month, int day)
{
	GDate best;
	int least = G_MAXINT;

	g_date_clear(&best, 1);
	if (!year && !g_date_valid(&publication->date))
		return NULL;
	int from = year ? year : g_date_get_year(&publication->date) - 1;
	int to = year ? year : from + 2;
	for (int y = from; y <= to; y++) {
		if (!g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)y))
			continue;
		GDate date;
		g_date_clear(&date, 1);
		g_date_set_dmy(&date, (GDateDay)day, (GDateMonth)month, (GDateYear)y);
		int days = year ? 0 : abs(g_date_days_between(&publication->date, &date));
		if (days < least) {
			least = days;
			best = date;
		}
	}
	return least < G_MAXINT ? iso_date(publication, &best) : NULL;
}

const char *
nearest_month(const Publication *publication, int month, int shift, bool future)
{
	if (!g_date_valid(&publication->date))
		return NULL;
	int year = g_date_get_year(&publication->date);
	int current = g_date_get_month(&publication->date);
	if (shift > 0 ? month <= current : future && month < current)
		year++;
	else if (shift < 0 ? month >= current : !shift && !future && month > current)
		year--;
	return iso_month(publication, year, month);
}

const char *
nearest_weekday(const Publication *publication, int weekday, int shift, bool future)
{
	if (!g_date_valid(&publication->date))
		return NULL;
	int today = (int)g_date_get_weekday(&publication->date);
	int ahead = (weekday - today + 7) % 7, back = (today - weekday + 7) % 7;
	if (shift > 0)
		return days_from_publication(publication, ahead ? ahead : 7);
	if (shift < 0)
		return days_from_publication(publication, back ? -back : -7);
	return days_from_publication(publication, future ? ahead : -back);
}
