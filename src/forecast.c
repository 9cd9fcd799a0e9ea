/* What is likely: a file becomes lines with parties on them, methods are asked, what they say
 * is told. */
#include "analyse/forecast.h"
#include "base/file.h"
#include "tell/forecast.h"

#include <entente/error.h>
#include <entente/forecast.h>
#include <jansson.h>

enum { LARGEST_FILE = 64 << 20 };

/* A table of positions says so; all else is for the reader of models to judge. */
static bool
is_spatial(const GString *json)
{
	json_t *root = json_loadb(json->str, json->len, JSON_REJECT_DUPLICATES, NULL);
	const char *kind = json_string_value(json_object_get(root, "kind"));
	bool spatial = kind && g_str_equal(kind, "spatial");

	json_decref(root);
	return spatial;
}

static Line *
read_line(const GString *json, const char *name, EntenteBargain **model, GError **error)
{
	if (!is_spatial(json)) {
		*model = entente_bargain_parse(json->str, json->len, name, error);
		if (!*model)
			return NULL;
	}
	Line *line = *model ? line_from_bargain(*model, error)
	                    : line_from_json(json->str, json->len, error);
	if (!line)
		g_prefix_error(error, "'%s': ", name);
	return line;
}

static bool
tell(const GString *json, const char *name, EntenteForecastForm form, bool explain,
     GString *out, char **caution, GError **error)
{
	g_autoptr(EntenteBargain) model = NULL;
	g_autoptr(Line) line = read_line(json, name, &model, error);

	if (!line)
		return false;
	g_autoptr(Forecast) forecast = forecast_make(line);
	*caution = g_strdup(line->caution);
	switch (form) {
	case ENTENTE_FORECAST_TEXT: tell_forecast_text(forecast, explain, out); break;
	case ENTENTE_FORECAST_JSON: tell_forecast_json(forecast, out); break;
	case ENTENTE_FORECAST_SVG: tell_forecast_svg(forecast, out); break;
	}
	return true;
}

bool
entente_forecast(const char *path, EntenteForecastForm form, bool explain, GString *out,
                 char **caution, GError **error)
{
	g_autoptr(GString) json = file_read(path, LARGEST_FILE, error);

	return json && tell(json, path, form, explain, out, caution, error);
}

bool
entente_forecast_text(const char *text, size_t length, const char *name,
                      EntenteForecastForm form, bool explain, GString *out, char **caution,
                      GError **error)
{
	g_autoptr(GString) json = g_string_new_len(text, (gssize)length);

	return tell(json, name, form, explain, out, caution, error);
}

bool
entente_backtest(const char *path, EntenteForecastForm form, bool explain, GString *out,
                 GError **error)
{
	g_autoptr(GString) csv = file_read(path, LARGEST_FILE, error);

	if (!csv)
		return false;
	g_autoptr(LineHistory) history = line_history_from_csv(csv->str, csv->len, error);
	if (!history) {
		g_prefix_error(error, "'%s': ", path);
		return false;
	}
	const Backtest backtest = forecast_backtest(history);
	if (form == ENTENTE_FORECAST_JSON)
		tell_backtest_json(&backtest, out);
	else
		tell_backtest_text(&backtest, explain, out);
	return true;
}
