#include "filtering.h"

#include "arguments.h"
#include "terminal.h"

#include <string.h>

const char *const *
filtering_kinds(void)
{
	static const char *names[ENTENTE_N_KINDS + 1];

	for (int kind = 0; kind < ENTENTE_N_KINDS; kind++)
		names[kind] = entente_kind((EntenteKind)kind)->plural;
	return names;
}

int
filtering_kind(const Command *self, const char *name)
{
	int kind = entente_kind_from_name(name);
	g_autoptr(GString) message = g_string_new(NULL);

	if (kind >= 0)
		return kind;
	g_string_printf(message, "%s: unknown kind '%s'", self->name, name);
	suggest_nearest(message, name, filtering_kinds());
	complain("%s", message->str);
	return -1;
}

static bool
is_day(const char *text)
{
	g_auto(GStrv) parts = g_strsplit(text, "-", 4);
	guint64 year, month, day;

	return g_strv_length(parts) == 3 && strlen(text) == strlen("2000-01-01") &&
	       g_ascii_string_to_unsigned(parts[0], 10, 1000, 9999, &year, NULL) &&
	       g_ascii_string_to_unsigned(parts[1], 10, 1, 12, &month, NULL) &&
	       g_ascii_string_to_unsigned(parts[2], 10, 1, 31, &day, NULL) &&
	       g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year);
}

bool
filtering_day(const Command *self, const char *option, const char *day)
{
	if (!day || is_day(day))
		return true;
	usage_error(self, "--%s takes a day as YYYY-MM-DD, not '%s'", option, day);
	return false;
}
