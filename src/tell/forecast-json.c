/* Forecasts as JSON Lines, an object an issue and one for exchanges; scores as one object.  The
 * schemas are docs/schema/forecast.schema.json and backtest.schema.json. */
#include "base/json.h"
#include "tell/forecast.h"

static void
append_number(GString *out, double number)
{
	char text[G_ASCII_DTOSTR_BUF_SIZE];

	if (isfinite(number))
		g_string_append(out, g_ascii_formatd(text, sizeof text, "%.10g", number));
	else
		g_string_append(out, "null");
}

static void
append_key(GString *out, const char *key, double number)
{
	g_string_append_printf(out, ", \"%s\": ", key);
	append_number(out, number);
}

static void
append_distribution(GString *out, const GArray *masses)
{
	static const int percents[] = { 5, 25, 50, 75, 95 };

	g_string_append(out, ", \"quantiles\": {");
	for (size_t k = 0; k < G_N_ELEMENTS(percents); k++) {
		g_string_append_printf(out, "%s\"%d\": ", k ? ", " : "", percents[k]);
		append_number(out, forecast_quantile(masses, percents[k] / 100.0));
	}
	g_string_append(out, "}, \"distribution\": [");
	for (guint k = 0; k < masses->len; k++) {
		g_string_append(out, k ? ", [" : "[");
		append_number(out, g_array_index(masses, ForecastMass, k).at);
		g_string_append(out, ", ");
		append_number(out, g_array_index(masses, ForecastMass, k).mass);
		g_string_append_c(out, ']');
	}
	g_string_append_c(out, ']');
}

static void
append_issue(GString *out, const IssueForecast *issue)
{
	g_string_append(out, "{\"issue\": ");
	json_append_text(out, issue->issue->name);
	append_key(out, "low", issue->issue->low);
	append_key(out, "high", issue->issue->high);
	for (size_t m = 0; forecast_methods[m].code; m++)
		append_key(out, forecast_methods[m].code, issue->predicted[m]);
	g_string_append(out, ", \"compromise_from\": ");
	append_number(out, issue->compromise.low);
	append_key(out, "compromise_to", issue->compromise.high);
	append_distribution(out, issue->distribution);
	g_string_append(out, ", \"levers\": [");
	for (guint k = 0; k < issue->levers->len; k++) {
		const ForecastLever *lever = &g_array_index(issue->levers, ForecastLever, k);

		g_string_append(out, k ? ", {\"actor\": " : "{\"actor\": ");
		json_append_text(out, issue->issue->actors[lever->actor].name);
		append_key(out, "share", lever->share);
		append_key(out, "move_for_one", 1 / lever->share);
		append_key(out, "least", lever->most_down);
		append_key(out, "most", lever->most_up);
		g_string_append_c(out, '}');
	}
	g_string_append(out, "]}\n");
}

static void
append_half(GString *out, const char *key, const LineIssue *issue, size_t mover, size_t winner,
            double move, double shift)
{
	g_string_append_printf(out, "\"%s\": {\"issue\": ", key);
	json_append_text(out, issue->name);
	g_string_append(out, ", \"mover\": ");
	json_append_text(out, issue->actors[mover].name);
	g_string_append(out, ", \"for\": ");
	json_append_text(out, issue->actors[winner].name);
	append_key(out, "move", move);
	append_key(out, "shift", shift);
	g_string_append_c(out, '}');
}

void
tell_forecast_json(const Forecast *forecast, GString *out)
{
	const GArray *exchanges = forecast->exchanges;

	for (size_t i = 0; i < forecast->line->n_issues; i++)
		append_issue(out, &forecast->issues[i]);
	if (forecast->line->n_issues < 2)
		return;
	g_string_append(out, "{\"exchanges\": [");
	for (guint k = 0; k < exchanges->len; k++) {
		const ForecastExchange *made = &g_array_index(exchanges, ForecastExchange, k);

		g_string_append(out, k ? ", {" : "{");
		append_half(out, "one", &forecast->line->issues[made->p], made->mover_p,
		            made->actor_p, made->move_p, made->shift_p);
		g_string_append(out, ", ");
		append_half(out, "other", &forecast->line->issues[made->q], made->mover_q,
		            made->actor_q, made->move_q, made->shift_q);
		append_key(out, "gain", made->gain);
		g_string_append_c(out, '}');
	}
	g_string_append(out, "]}\n");
}

void
tell_backtest_json(const Backtest *backtest, GString *out)
{
	bool first = true;

	g_string_append_printf(out, "{\"issues\": %zu, \"scored\": %zu, \"methods\": {",
	                       backtest->n_issues, backtest->n_scored);
	for (size_t m = 0; forecast_methods[m].code; m++) {
		const BacktestScore *score = &backtest->scores[m];

		if (!score->n)
			continue;
		g_string_append(out, first ? "\n  " : ",\n  ");
		first = false;
		json_append_text(out, forecast_methods[m].code);
		g_string_append_printf(out, ": {\"n\": %zu", score->n);
		append_key(out, "mae", score->mean);
		append_key(out, "median_ae", score->median);
		append_key(out, "within_10", score->within_ten);
		append_key(out, "against_plain_mean", score->against);
		append_key(out, "against_low", score->against_low);
		append_key(out, "against_high", score->against_high);
		g_string_append_c(out, '}');
	}
	g_string_append(out, "\n}, \"crps\": {");
	for (int kind = 0; kind < N_CRPS; kind++) {
		g_string_append_printf(out, "%s\"%s\": ", kind ? ", " : "", crps_names[kind]);
		append_number(out, backtest->crps[kind]);
	}
	g_string_append(out, "}}\n");
}
