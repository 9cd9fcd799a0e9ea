/* Results of forecasting. */
#include "model/forecast.h"

void
forecast_free(Forecast *forecast)
{
	if (!forecast)
		return;
	for (size_t i = 0; i < forecast->line->n_issues; i++) {
		g_array_free(forecast->issues[i].distribution, TRUE);
		g_array_free(forecast->issues[i].levers, TRUE);
	}
	g_array_free(forecast->exchanges, TRUE);
	g_free(forecast->issues);
	g_free(forecast);
}

double
forecast_quantile(const GArray *distribution, double share)
{
	double sum = 0, at = NAN;

	for (guint k = 0; k < distribution->len && !(sum >= share); k++) {
		at = g_array_index(distribution, ForecastMass, k).at;
		sum += g_array_index(distribution, ForecastMass, k).mass;
	}
	return at;
}
