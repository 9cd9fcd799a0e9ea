#ifndef TELL_FORECAST_H
#define TELL_FORECAST_H

#include "model/forecast.h"

#include <glib.h>

/* Forecasts and their scores as text, JSON and pictures. */
void tell_forecast_text(const Forecast *forecast, bool explain, GString *out);
void tell_forecast_json(const Forecast *forecast,
                        GString *out); /* an object an issue, a line each */
void tell_forecast_svg(const Forecast *forecast, GString *out);
void tell_backtest_text(const Backtest *backtest, bool explain, GString *out);
void tell_backtest_json(const Backtest *backtest, GString *out);

extern const char *const crps_names[N_CRPS];

#endif
