/* What is likely, in words: the distribution first, then every method beside the baselines, who
 * could move the outcome, and who could help whom. */
#include "tell/fold.h"
#include "tell/forecast.h"

enum { MOST_LEVERS = 10, WIDTH = 96 };

typedef struct {
	const Forecast *forecast;
	GString *out;
	bool explain;
} Telling;

static void
append_number(GString *out, double number)
{
	char text[32];

	g_snprintf(text, sizeof text, "%.2f", number);
	/* -0.00 is 0.00 */
	g_string_append(out, g_str_equal(text, "-0.00") ? "0.00" : text);
}

static void
tell_distribution(const Telling *self, const IssueForecast *issue)
{
	const GArray *masses = issue->distribution;

	g_string_append(self->out, "  likely: half a chance from ");
	append_number(self->out, forecast_quantile(masses, 0.25));
	g_string_append(self->out, " to ");
	append_number(self->out, forecast_quantile(masses, 0.75));
	g_string_append(self->out, ", nine in ten from ");
	append_number(self->out, forecast_quantile(masses, 0.05));
	g_string_append(self->out, " to ");
	append_number(self->out, forecast_quantile(masses, 0.95));
	g_string_append(self->out, "; as likely above as below ");
	append_number(self->out, forecast_quantile(masses, 0.5));
	g_string_append_c(self->out, '\n');
}

static void
tell_methods(const Telling *self, const IssueForecast *issue)
{
	for (size_t m = 0; forecast_methods[m].code; m++) {
		const ForecastMethod *method = &forecast_methods[m];
		g_autoptr(GString) value = g_string_new(NULL);

		if (isnan(issue->predicted[m]))
			g_string_append(value, "unknown");
		else
			append_number(value, issue->predicted[m]);
		g_string_append_printf(self->out, "  %-9s %-20s %10s",
		                       method->kind == FORECAST_NAIVE ? "baseline" : "",
		                       method->name, value->str);
		if (self->explain)
			g_string_append_printf(self->out, "  %s (%s)", method->definition,
			                       method->source);
		g_string_append_c(self->out, '\n');
	}
	if (issue->compromise.high > issue->compromise.low) {
		g_string_append(self->out,
		                "  whatever the true numbers in their intervals are, the "
		                "compromise lies from ");
		append_number(self->out, issue->compromise.low);
		g_string_append(self->out, " to ");
		append_number(self->out, issue->compromise.high);
		g_string_append_c(self->out, '\n');
	}
}

static void
tell_levers(const Telling *self, const IssueForecast *issue)
{
	g_string_append(self->out,
	                "  who has to move how far to shift the compromise by one\n");
	for (guint k = 0; k < issue->levers->len && k < MOST_LEVERS; k++) {
		const ForecastLever *lever = &g_array_index(issue->levers, ForecastLever, k);

		g_string_append_printf(self->out, "    %-28s ",
		                       issue->issue->actors[lever->actor].name);
		append_number(self->out, 1 / lever->share);
		g_string_append(self->out, "; it can bring it to between ");
		append_number(self->out, lever->most_down);
		g_string_append(self->out, " and ");
		append_number(self->out, lever->most_up);
		g_string_append_c(self->out, '\n');
	}
	if (issue->levers->len > MOST_LEVERS)
		g_string_append_printf(self->out, "    and %u more: --json has them all\n",
		                       issue->levers->len - MOST_LEVERS);
}

static void
append_move(const Telling *self, const LineIssue *issue, size_t mover, double move,
            double shift)
{
	g_string_append_printf(self->out, "%s moves by ", issue->actors[mover].name);
	append_number(self->out, move);
	g_string_append_printf(self->out, " on '%s' (the compromise by ", issue->name);
	append_number(self->out, shift);
	g_string_append_c(self->out, ')');
}

static void
tell_exchanges(const Telling *self)
{
	const GArray *exchanges = self->forecast->exchanges;

	if (self->forecast->line->n_issues < 2)
		return;
	g_string_append(self->out, "Exchanges that pay both sides alike\n");
	for (guint k = 0; k < exchanges->len; k++) {
		const ForecastExchange *made = &g_array_index(exchanges, ForecastExchange, k);
		const LineIssue *p = &self->forecast->line->issues[made->p];
		const LineIssue *q = &self->forecast->line->issues[made->q];

		g_string_append(self->out, "  - ");
		append_move(self, p, made->mover_p, made->move_p, made->shift_p);
		g_string_append(self->out, ", ");
		append_move(self, q, made->mover_q, made->move_q, made->shift_q);
		g_string_append_printf(self->out, "; each gains %.4f\n", made->gain);
	}
	if (!exchanges->len)
		g_string_append(self->out, "  none\n");
}

void
tell_forecast_text(const Forecast *forecast, bool explain, GString *out)
{
	g_autoptr(GString) text = g_string_new(NULL);
	const Telling self = { forecast, text, explain };

	for (size_t i = 0; i < forecast->line->n_issues; i++) {
		const IssueForecast *issue = &forecast->issues[i];

		g_string_append_printf(text, "%s: a line from ", issue->issue->name);
		append_number(text, issue->issue->low);
		g_string_append(text, " to ");
		append_number(text, issue->issue->high);
		g_string_append_printf(text, ", %zu parties\n", issue->issue->n_actors);
		tell_distribution(&self, issue);
		tell_methods(&self, issue);
		tell_levers(&self, issue);
		g_string_append_c(text, '\n');
	}
	tell_exchanges(&self);
	g_string_append(
	    text,
	    "Where parties say they stand is not what they would refuse.  Scored on issues "
	    "that have ended, nothing elaborate was better than the weighted mean: "
	    "'entente backtest'.\n");
	if (explain)
		g_string_append(
		    text, "The distribution is half the parties' positions, weighed by "
			  "salience, half "
			  "where 353 issues of European Union decisions ended on their lines "
			  "(DEU III, doi:10.34810/data53).\n");
	fold_append(out, text->str, WIDTH);
}

const char *const crps_names[N_CRPS] = {
	[CRPS_UNIFORM] = "uniform",
	[CRPS_MARGINAL] = "marginal",
	[CRPS_POSITIONS] = "positions",
	[CRPS_MIXTURE] = "mixture",
};

static const char *const crps_definitions[N_CRPS] = {
	[CRPS_UNIFORM] = "any place alike",
	[CRPS_MARGINAL] = "where the other issues ended",
	[CRPS_POSITIONS] = "where parties stand, weighed by salience",
	[CRPS_MIXTURE] = "half and half of the last two",
};

/* The method of this kind that does best, SIZE_MAX for none. */
static size_t
best_of(const Backtest *backtest, ForecastKind kind)
{
	size_t best = SIZE_MAX;

	for (size_t m = 0; forecast_methods[m].code; m++)
		if (forecast_methods[m].kind == kind && backtest->scores[m].n &&
		    (best == SIZE_MAX ||
		     backtest->scores[m].mean < backtest->scores[best].mean))
			best = m;
	return best;
}

static void
append_against(GString *out, const Backtest *backtest, size_t m)
{
	const BacktestScore *score = &backtest->scores[m];

	g_string_append_printf(
	    out,
	    "%s is %.2f %s than the plain mean, 95%% interval of the difference "
	    "%+.2f to %+.2f",
	    forecast_methods[m].name, fabs(score->against),
	    score->against < 0 ? "better" : "worse", score->against_low, score->against_high);
}

static void
tell_verdict(const Backtest *backtest, GString *out)
{
	size_t mean = best_of(backtest, FORECAST_MEAN);
	size_t elaborate = best_of(backtest, FORECAST_ELABORATE);

	if (mean == SIZE_MAX || elaborate == SIZE_MAX)
		return;
	bool beats = backtest->scores[elaborate].mean < backtest->scores[mean].mean;
	g_string_append_printf(
	    out, "\n%s\n  the best of the elaborate methods: ",
	    beats ? "An elaborate method does better than the weighted mean here."
		  : "Nothing elaborate beats the weighted mean.");
	append_against(out, backtest, elaborate);
	g_string_append(out, "\n  the best of the weighted means: ");
	append_against(out, backtest, mean);
	g_string_append(out, "\n");
}

void
tell_backtest_text(const Backtest *backtest, bool explain, GString *out)
{
	g_autoptr(GString) text = g_string_new(NULL);

	g_string_append_printf(
	    text,
	    "%zu issues that have ended, %zu of them with three parties or more that "
	    "have a position and a salience\n\n",
	    backtest->n_issues, backtest->n_scored);
	g_string_append_printf(text, "%-9s %-20s %5s %7s %7s %7s  %s\n", "", "method", "n",
	                       "mean", "median", "within", "against the plain mean,");
	g_string_append_printf(text, "%-9s %-20s %5s %7s %7s %7s  %s\n", "", "", "", "error",
	                       "error", "10", "95% interval");
	for (size_t m = 0; forecast_methods[m].code; m++) {
		const BacktestScore *score = &backtest->scores[m];

		if (!score->n)
			continue;
		g_string_append_printf(
		    text, "%-9s %-20s %5zu %7.2f %7.2f %7.3f  %+.2f  %+.2f to %+.2f\n",
		    forecast_methods[m].kind == FORECAST_NAIVE ? "baseline" : "",
		    forecast_methods[m].name, score->n, score->mean, score->median,
		    score->within_ten, score->against, score->against_low, score->against_high);
		if (explain)
			g_string_append_printf(text, "          %s\n          %s\n",
			                       forecast_methods[m].definition,
			                       forecast_methods[m].source);
	}
	g_string_append_printf(text, "\n%-9s %-20s %5s %7s\n", "", "distribution", "n", "CRPS");
	for (int kind = 0; kind < N_CRPS; kind++)
		g_string_append_printf(text, "%-9s %-20s %5zu %7.2f  %s\n", "",
		                       crps_names[kind], backtest->n_crps, backtest->crps[kind],
		                       crps_definitions[kind]);
	tell_verdict(backtest, text);
	if (!backtest->has_power)
		g_string_append(text, "The table tells no power: all parties have the same.\n");
	fold_append(out, text->str, WIDTH);
}
