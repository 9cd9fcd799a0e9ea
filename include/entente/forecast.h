#ifndef ENTENTE_FORECAST_H
#define ENTENTE_FORECAST_H

#include <entente/api.h>

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

G_BEGIN_DECLS

typedef enum {
	ENTENTE_FORECAST_TEXT,
	ENTENTE_FORECAST_JSON, /* JSON Lines, an object an issue; of a back-test one object */
	ENTENTE_FORECAST_SVG   /* not of a back-test */
} EntenteForecastForm;

/* Appends where each issue of a model is likely to end, always beside naive baselines.  The
 * file
 * ("-": standard input) is a bargaining model (entente-model(5)) or a table of positions
 * (entente-conflict(5)).  `*caution` is what was passed over, to be freed, or NULL.  Fails with
 * ENTENTE_ERROR_INPUT or ENTENTE_ERROR_LIMIT in one line that names the file and the place. */
ENTENTE_API bool entente_forecast(const char *path, EntenteForecastForm form, bool explain,
                                  GString *out, char **caution,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same of such a file's text; `name` stands for the file in messages. */
ENTENTE_API bool entente_forecast_text(const char *text, size_t length, const char *name,
                                       EntenteForecastForm form, bool explain, GString *out,
                                       char **caution,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Appends how far each method was off on issues that have ended, of a table
 * (entente-backtest(1)). */
ENTENTE_API bool entente_backtest(const char *path, EntenteForecastForm form, bool explain,
                                  GString *out, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

#endif
