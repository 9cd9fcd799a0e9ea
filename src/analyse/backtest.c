/* Forecasts scored on issues that have ended.
 *
 * A method is worth what it adds to the plain mean of positions, so each is compared with that
 * on the same issues; distributions are scored by CRPS, the marginal with the issue itself left
 * out. */
#include "analyse/forecast.h"

#include <string.h>

enum { LEAST_ACTORS = 3 };

static const char *const plain_mean = "unweighted_mean";

static size_t
method_index(const char *code)
{
	size_t m = 0;

	while (!g_str_equal(forecast_methods[m].code, code))
		m++;
	return m;
}

static bool
is_scored(const LinePast *past)
{
	double salience = 0;

	for (size_t k = 0; k < past->issue.n_actors; k++)
		salience += line_middle(past->issue.actors[k].salience);
	return past->issue.n_actors >= LEAST_ACTORS && salience > 0;
}

/* What the method says of it; NAN where it is not asked. */
static double
ask(const ForecastMethod *method, const LinePast *past)
{
	bool needs_nobody =
	    g_str_equal(method->code, "middle") || g_str_equal(method->code, "status_quo");

	return needs_nobody || is_scored(past) ? method->predict(&past->issue) : NAN;
}

static int
by_size(gconstpointer a, gconstpointer b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double
mean_of(const GArray *numbers)
{
	double sum = 0;

	for (guint k = 0; k < numbers->len; k++)
		sum += g_array_index(numbers, double, k);
	return sum / numbers->len;
}

/* Half the width of the 95% interval of the mean, for as many issues as make it normal. */
static double
uncertainty(const GArray *numbers)
{
	double mean = mean_of(numbers), squares = 0;

	for (guint k = 0; k < numbers->len; k++)
		squares += pow(g_array_index(numbers, double, k) - mean, 2);
	return numbers->len > 1 ? 1.96 * sqrt(squares / (numbers->len - 1) / numbers->len)
	                        : NAN;
}

static BacktestScore
score(const LineHistory *history, const ForecastMethod *method)
{
	const ForecastMethod *plain = &forecast_methods[method_index(plain_mean)];
	g_autoptr(GArray) errors = g_array_new(FALSE, FALSE, sizeof(double));
	g_autoptr(GArray) against = g_array_new(FALSE, FALSE, sizeof(double));
	BacktestScore made = { 0 };

	for (size_t k = 0; k < history->n_pasts; k++) {
		const LinePast *past = &history->pasts[k];
		double error = fabs(ask(method, past) - past->outcome);
		double difference = error - fabs(ask(plain, past) - past->outcome);

		if (isnan(error))
			continue;
		g_array_append_val(errors, error);
		made.within_ten += error <= 10;
		if (!isnan(difference))
			g_array_append_val(against, difference);
	}
	made.n = errors->len;
	if (!errors->len)
		return made;
	made.mean = mean_of(errors);
	g_array_sort(errors, by_size);
	made.median = (g_array_index(errors, double, (errors->len - 1) / 2) +
	               g_array_index(errors, double, errors->len / 2)) /
	              2;
	made.within_ten /= errors->len;
	made.against = against->len ? mean_of(against) : NAN;
	made.against_low = made.against - uncertainty(against);
	made.against_high = made.against + uncertainty(against);
	return made;
}

/* Where the other scored issues ended. */
static GArray *
marginal_without(const LineHistory *history, size_t left_out)
{
	g_autoptr(GArray) none = g_array_new(FALSE, FALSE, sizeof(ForecastMass));
	GArray *masses = g_array_new(FALSE, FALSE, sizeof(ForecastMass));

	for (size_t k = 0; k < history->n_pasts; k++) {
		const ForecastMass mass = { history->pasts[k].outcome, 1 };

		if (k != left_out && is_scored(&history->pasts[k]))
			g_array_append_val(masses, mass);
	}
	if (!masses->len)
		return masses;
	/* a mixture with nothing is itself, sorted and brought to 1 */
	GArray *settled = forecast_mixture(masses, none);
	g_array_free(masses, TRUE);
	return settled;
}

static GArray *
uniform(void)
{
	GArray *masses = g_array_new(FALSE, FALSE, sizeof(ForecastMass));

	for (int k = 0; k < 1000; k++) {
		const ForecastMass mass = { (k + 0.5) / 10, 0.001 };

		g_array_append_val(masses, mass);
	}
	return masses;
}

static void
score_distributions(const LineHistory *history, Backtest *backtest)
{
	for (size_t k = 0; k < history->n_pasts; k++) {
		const LinePast *past = &history->pasts[k];

		if (!is_scored(past))
			continue;
		g_autoptr(GArray) positions = forecast_positions(&past->issue, true, false);
		g_autoptr(GArray) marginal = marginal_without(history, k);
		g_autoptr(GArray) mixture = forecast_mixture(positions, marginal);
		g_autoptr(GArray) even = uniform();
		const GArray *const all[N_CRPS] = { even, marginal, positions, mixture };

		for (int kind = 0; kind < N_CRPS; kind++)
			backtest->crps[kind] += forecast_crps(all[kind], past->outcome);
		backtest->n_crps++;
	}
	for (int kind = 0; kind < N_CRPS; kind++)
		backtest->crps[kind] /= (double)MAX(backtest->n_crps, 1);
}

Backtest
forecast_backtest(const LineHistory *history)
{
	Backtest backtest = { .n_issues = history->n_pasts, .has_power = history->has_power };

	for (size_t m = 0; forecast_methods[m].code; m++)
		backtest.scores[m] = score(history, &forecast_methods[m]);
	score_distributions(history, &backtest);
	backtest.n_scored = backtest.n_crps;
	return backtest;
}
