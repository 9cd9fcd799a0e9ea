#include "base/paths.h"

#include <entente/error.h>

char *
display_name(const char *path)
{
	char *name = g_filename_display_name(path);

	for (char *at = name; *at; at++)
		if ((guchar)*at < 0x20 || *at == 0x7f)
			*at = '?';
	return name;
}

bool
is_web_address(const char *text)
{
	return g_ascii_strncasecmp(text, "http://", 7) == 0 ||
	       g_ascii_strncasecmp(text, "https://", 8) == 0;
}

void
set_errno_error(GError **error, const char *name, int number)
{
	g_autofree char *why = g_strdup(g_strerror(number));

	why[0] = g_ascii_tolower(why[0]);
	g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT, "'%s': %s", name, why);
}
