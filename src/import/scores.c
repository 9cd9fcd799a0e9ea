/* Score tables of the deliberation games: a line an issue, its options' scores parted by
 * commas, the last line the least that the party accepts; and the list of the roles, a line a
 * party: its name, its file, "p1" or "p2" for who has a veto.  Issues are A, B, …, options A1,
 * A2, … */
#include "import/scenario.h"

#include <string.h>

enum { MOST_ISSUES = 26, MOST_LINES = BARGAIN_MOST_PARTIES };

/* The lines that hold something, or the first of them where they are too many for any table. */
static char **
lines_of(const ImportFile *file)
{
	g_autoptr(GPtrArray) lines = g_ptr_array_new();
	const char *at = file->bytes, *end = at + strnlen(at, file->length);

	while (!file->json && at < end && lines->len <= MOST_LINES) {
		const char *stop = memchr(at, '\n', (size_t)(end - at));
		char *line;

		stop = stop ? stop : end;
		while (at < stop && g_ascii_isspace(*at))
			at++;
		line = at < stop ? g_strchomp(g_strndup(at, (gsize)(stop - at))) : NULL;
		if (line)
			g_ptr_array_add(lines, line);
		at = stop + 1;
	}
	g_ptr_array_add(lines, NULL);
	return (char **)g_ptr_array_free(g_steal_pointer(&lines), FALSE);
}

/* The cells of a line; the last one holds the rest where they are too many. */
static char **
cells_of(const char *line)
{
	return g_strsplit(line, ",", BARGAIN_MOST_OPTIONS + 1);
}

static bool
is_number(const char *text, double *number)
{
	char *end;

	*number = g_ascii_strtod(text, &end);
	while (g_ascii_isspace(*end))
		end++;
	return end != text && !*end && isfinite(*number);
}

static bool
is_scores(const ImportFile *file)
{
	g_auto(GStrv) lines = lines_of(file);
	guint n = g_strv_length(lines);
	double number;

	if (n < 2 || n > MOST_ISSUES + 1 || !is_number(lines[n - 1], &number))
		return false;
	for (guint i = 0; i < n; i++) {
		g_auto(GStrv) cells = cells_of(lines[i]);

		for (guint j = 0; cells[j]; j++)
			if (!is_number(cells[j], &number))
				return false;
	}
	return true;
}

static bool
read_domain(const ImportFile *file, Scenario *scenario, GError **error)
{
	g_auto(GStrv) lines = lines_of(file);

	(void)error;
	for (guint i = 0; lines[i + 1]; i++) {
		g_auto(GStrv) cells = cells_of(lines[i]);
		const char name[] = { (char)('A' + i), '\0' };
		int issue = scenario_issue(scenario, name, BARGAIN_NOMINAL);

		for (guint j = 0; issue >= 0 && cells[j]; j++) {
			g_autofree char *option = g_strdup_printf("%s%u", name, j + 1);

			scenario_option(scenario, issue, option);
		}
	}
	return true;
}

static bool
read_profile(const ImportFile *file, Scenario *scenario, GError **error)
{
	g_auto(GStrv) lines = lines_of(file);
	g_autofree char *stem = import_stem(file->path);
	double number = 0;
	guint i;

	scenario_party(scenario, stem);
	for (i = 0; lines[i + 1]; i++) {
		g_auto(GStrv) cells = cells_of(lines[i]);
		const char name[] = { (char)('A' + i), '\0' };
		int issue = scenario_issue(scenario, name, BARGAIN_NOMINAL);

		if (issue < 0 ||
		    scenario_count_options(scenario, issue) != g_strv_length(cells))
			return import_refuse(
			    file, error,
			    "line %u has %u scores, unlike the other parties' tables", i + 1,
			    g_strv_length(cells));
		scenario_weight(scenario, issue, 1);
		for (guint j = 0; cells[j]; j++) {
			is_number(cells[j], &number);
			scenario_value(scenario, issue, (int)j, number);
		}
	}
	is_number(lines[i], &number);
	scenario_fallback(scenario, number);
	return true;
}

/* name,file,role,… */
static bool
is_roles(const ImportFile *file)
{
	static const char *const roles[] = { "p1", "p2", "player", NULL };
	g_auto(GStrv) lines = lines_of(file);

	for (guint i = 0; lines[i]; i++) {
		g_auto(GStrv) cells = cells_of(lines[i]);

		if (g_strv_length(cells) < 3 || !g_strv_contains(roles, g_strstrip(cells[2])))
			return false;
	}
	return lines[0] && g_strv_length(lines) <= MOST_LINES;
}

static bool
read_roles(const ImportFile *file, Scenario *scenario, GError **error)
{
	g_auto(GStrv) lines = lines_of(file);

	(void)error;
	for (guint i = 0; lines[i]; i++) {
		g_auto(GStrv) cells = cells_of(lines[i]);

		scenario_role(scenario, g_strstrip(cells[1]), g_strstrip(cells[0]),
		              !g_str_equal(g_strstrip(cells[2]), "player"));
	}
	return true;
}

const ImportKind import_scores = { "score table", is_scores, read_domain, read_profile };
const ImportKind import_roles = { "list of roles", is_roles, read_roles, NULL };
