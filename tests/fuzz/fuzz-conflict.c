/* Conflicts, positions on lines and bargaining models from anybody: what is taken can be
 * analysed and told, what is not gets one line. */
#include "analyse/forecast.h"
#include "analyse/stability.h"
#include "analyse/treaty.h"
#include "model/conflict-json.h"
#include "tell/forecast.h"
#include "tell/stable.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

enum { MOST_STATES = 40, MOST_ACTORS = 40 }; /* more take long, and are no other */

static void
check_line(const GError *error)
{
	if (!error || strchr(error->message, '\n'))
		abort();
}

static void
tell_conflict(const Conflict *conflict)
{
	g_autoptr(GString) out = g_string_new(NULL);

	if (conflict->n_states > MOST_STATES || conflict->n_parties > 4)
		return;
	g_autoptr(StableReport) report = stability_report(conflict, CONCEPT_SEQ, 0, 1, NULL, NULL);
	tell_stable_text(report, true, out);
	tell_stable_json(report, out);
	tell_stable_svg(report, out);
	if (!g_utf8_validate(out->str, (gssize)out->len, NULL))
		abort();
}

static void
tell_line(const Line *line)
{
	g_autoptr(GString) out = g_string_new(NULL);

	for (size_t i = 0; i < line->n_issues; i++)
		if (line->issues[i].n_actors > MOST_ACTORS)
			return;
	g_autoptr(Forecast) forecast = forecast_make(line);
	tell_forecast_text(forecast, true, out);
	tell_forecast_json(forecast, out);
	tell_forecast_svg(forecast, out);
	if (!g_utf8_validate(out->str, (gssize)out->len, NULL))
		abort();
}

static void
try_conflict(const char *bytes, size_t length)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(Conflict) conflict = conflict_from_json(bytes, length, &error);

	if (conflict)
		tell_conflict(conflict);
	else
		check_line(error);
}

static void
try_line(const char *bytes, size_t length)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(Line) line = line_from_json(bytes, length, &error);

	if (line)
		tell_line(line);
	else
		check_line(error);
}

/* The first option of each issue, signed or not. */
static void
try_model(const char *bytes, size_t length)
{
	g_autoptr(GError) error = NULL, no_line = NULL, no_treaty = NULL;
	g_autoptr(EntenteBargain) model = entente_bargain_parse(bytes, length, "model", &error);

	if (!model) {
		check_line(error);
		return;
	}
	g_autofree int *package = g_new0(int, model->n_issues + 1);
	const TreatyPackage packages[] = { { "first", package } };
	g_autoptr(Line) line = line_from_bargain(model, &no_line);
	g_autoptr(Conflict) conflict = treaty_conflict(model, packages, 1, &no_treaty);

	if (line)
		tell_line(line);
	else
		check_line(no_line);
	if (!conflict) {
		check_line(no_treaty);
		return;
	}
	tell_conflict(conflict);
	g_array_unref(treaty_pacts(model, packages, 1));
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	try_conflict((const char *)bytes, length);
	try_line((const char *)bytes, length);
	try_model((const char *)bytes, length);
	return 0;
}
