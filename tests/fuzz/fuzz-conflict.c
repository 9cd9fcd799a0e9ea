/* Conflicts and positions on lines from anybody: what is taken can be analysed and told, what is
 * not gets one line. */
#include "analyse/forecast.h"
#include "analyse/stability.h"
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
try_conflict(const char *bytes, size_t length)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(Conflict) conflict = conflict_from_json(bytes, length, &error);
	g_autoptr(GString) out = g_string_new(NULL);

	if (!conflict) {
		check_line(error);
		return;
	}
	if (conflict->n_states > MOST_STATES || conflict->n_parties > 4)
		return;
	g_autoptr(StableReport) report = stability_report(conflict, CONCEPT_SEQ, 0, 1);
	tell_stable_text(report, true, out);
	tell_stable_json(report, out);
	tell_stable_svg(report, out);
	if (!g_utf8_validate(out->str, (gssize)out->len, NULL))
		abort();
}

static void
try_line(const char *bytes, size_t length)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(Line) line = line_from_json(bytes, length, &error);
	g_autoptr(GString) out = g_string_new(NULL);

	if (!line) {
		check_line(error);
		return;
	}
	if (line->issues[0].n_actors > MOST_ACTORS)
		return;
	g_autoptr(Forecast) forecast = forecast_make(line);
	tell_forecast_text(forecast, true, out);
	tell_forecast_json(forecast, out);
	tell_forecast_svg(forecast, out);
	if (!g_utf8_validate(out->str, (gssize)out->len, NULL))
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	try_conflict((const char *)bytes, length);
	try_line((const char *)bytes, length);
	return 0;
}
