#include "base/days.h"

#include <glib.h>
#include <string.h>

static bool
parse(const char *text, GDate *date)
{
	g_auto(GStrv) parts = g_strsplit(text, "-", 4);
	guint64 year, month, day;

	g_date_clear(date, 1);
	if (g_strv_length(parts) != 3 || strlen(text) != strlen("2000-01-01") ||
	    !g_ascii_string_to_unsigned(parts[0], 10, 1000, 9999, &year, NULL) ||
	    !g_ascii_string_to_unsigned(parts[1], 10, 1, 12, &month, NULL) ||
	    !g_ascii_string_to_unsigned(parts[2], 10, 1, 31, &day, NULL) ||
	    !g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year))
		return false;
	g_date_set_dmy(date, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
	return true;
}

bool
day_is_valid(const char *text)
{
	GDate date;

	return parse(text, &date);
}

char *
day_after(const char *day)
{
	GDate date;

	if (!parse(day, &date))
		return g_strdup(day);
	g_date_add_days(&date, 1);
	return g_strdup_printf("%04u-%02u-%02u", g_date_get_year(&date),
	                       (guint)g_date_get_month(&date), g_date_get_day(&date));
}
