/* What the readers of formats share. */
#include "import/scenario.h"

#include <entente/error.h>
#include <string.h>

char *
import_stem(const char *path)
{
	g_autofree char *base = g_path_get_basename(path);
	char *dot = strrchr(base, '.');

	return dot && dot != base ? g_strndup(base, (gsize)(dot - base)) : g_strdup(base);
}

bool
import_refuse(const ImportFile *file, GError **error, const char *format, ...)
{
	va_list list;

	va_start(list, format);
	g_autofree char *what = g_strdup_vprintf(format, list);
	va_end(list);
	g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT, "'%s': %s", file->path, what);
	return false;
}

bool
import_number(const json_t *value, double *number)
{
	const char *text = json_string_value(value);
	char *end;

	if (json_is_number(value)) {
		*number = json_number_value(value);
		return true;
	}
	if (!text || !*text)
		return false;
	*number = g_ascii_strtod(text, &end);
	return !*end && isfinite(*number);
}
