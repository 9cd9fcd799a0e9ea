/* Forecasts of an issue: methods as a table, the distribution, levers.
 *
 * In what has been scored, no method does better than the plain weighted mean, so baselines
 * stand beside every forecast and the forecast itself is a distribution: half where parties
 * stand, weighed by salience, half where issues have ended before.  `entente backtest` scores
 * them. */
#include "analyse/forecast.h"

#include <string.h>

typedef enum { BY_NOTHING = 0, BY_SALIENCE = 1, BY_POWER = 2 } Weighing;

static double
weight_of(const LineActor *actor, Weighing by)
{
	return (by & BY_SALIENCE ? line_middle(actor->salience) : 1) *
	       (by & BY_POWER ? line_middle(actor->power) : 1);
}

static double
mean_of(const LineIssue *issue, Weighing by)
{
	double sum = 0, weight = 0;

	for (size_t k = 0; k < issue->n_actors; k++) {
		double own = weight_of(&issue->actors[k], by);

		sum += own * line_middle(issue->actors[k].position);
		weight += own;
	}
	return weight > 0 ? sum / weight : NAN;
}

static int
by_place(gconstpointer a, gconstpointer b)
{
	const ForecastMass *x = a, *y = b;

	return (x->at > y->at) - (x->at < y->at);
}

/* Sorted, masses of one place joined, brought to a sum of 1. */
static void
settle(GArray *masses)
{
	ForecastMass *at = (ForecastMass *)masses->data;
	double sum = 0;
	guint n = 0;

	g_array_sort(masses, by_place);
	for (guint k = 0; k < masses->len; k++)
		sum += at[k].mass;
	for (guint k = 0; k < masses->len; k++) {
		ForecastMass mass = { at[k].at, at[k].mass / sum };

		if (n && at[n - 1].at == mass.at)
			at[n - 1].mass += mass.mass;
		else
			at[n++] = mass;
	}
	g_array_set_size(masses, n);
}

GArray *
forecast_positions(const LineIssue *issue, bool by_salience, bool by_power)
{
	Weighing by = (by_salience ? BY_SALIENCE : 0) | (by_power ? BY_POWER : 0);
	GArray *masses = g_array_new(FALSE, FALSE, sizeof(ForecastMass));

	for (size_t k = 0; k < issue->n_actors; k++) {
		ForecastMass mass = { line_middle(issue->actors[k].position),
			              weight_of(&issue->actors[k], by) };

		if (mass.mass > 0)
			g_array_append_val(masses, mass);
	}
	settle(masses);
	return masses;
}

GArray *
forecast_mixture(const GArray *one, const GArray *other)
{
	GArray *masses = g_array_new(FALSE, FALSE, sizeof(ForecastMass));

	for (int half = 0; half < 2; half++) {
		const GArray *part = half ? other : one;

		for (guint k = 0; k < part->len; k++) {
			ForecastMass mass = g_array_index(part, ForecastMass, k);

			mass.mass /= 2;
			g_array_append_val(masses, mass);
		}
	}
	settle(masses);
	return masses;
}

/* Shares of 353 outcomes of European Union decisions, 1999 to 2019, by tenths of the line and
 * folded at its middle, since which end is which says nothing of another line.  Counted from
 * DEU III, doi:10.34810/data53, CC BY 4.0. */
static const double base_rate[] = { 16.1, 3.8, 7.5, 7.6, 7.9, 13.9, 7.9, 7.6, 7.5, 3.8, 16.1 };

GArray *
forecast_base_rate(const LineIssue *issue)
{
	GArray *masses = g_array_new(FALSE, FALSE, sizeof(ForecastMass));

	for (size_t k = 0; k < G_N_ELEMENTS(base_rate); k++) {
		const ForecastMass mass = {
			issue->low + (issue->high - issue->low) * (double)k /
					 (G_N_ELEMENTS(base_rate) - 1),
			base_rate[k],
		};

		g_array_append_val(masses, mass);
	}
	settle(masses);
	return masses;
}

double
forecast_crps(const GArray *distribution, double outcome)
{
	double away = 0, apart = 0, mass = 0, moment = 0;

	for (guint k = 0; k < distribution->len; k++) {
		ForecastMass at = g_array_index(distribution, ForecastMass, k);

		away += at.mass * fabs(at.at - outcome);
		apart += at.mass * (at.at * mass - moment);
		mass += at.mass;
		moment += at.mass * at.at;
	}
	return away - apart; /* each pair counts once, so this is half the mean distance */
}

static double
predict_compromise(const LineIssue *issue)
{
	return mean_of(issue, BY_SALIENCE | BY_POWER);
}

static double
predict_salience_mean(const LineIssue *issue)
{
	return mean_of(issue, BY_SALIENCE);
}

static double
predict_mean(const LineIssue *issue)
{
	return mean_of(issue, BY_NOTHING);
}

static double
predict_weighted_median(const LineIssue *issue)
{
	g_autoptr(GArray) masses = forecast_positions(issue, true, true);

	/* a hair less than half: sums of exact halves may round either way */
	return masses->len ? forecast_quantile(masses, 0.5 - 1e-12) : NAN;
}

/* Between the two in the middle where they are even in number. */
static double
predict_median(const LineIssue *issue)
{
	g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(ForecastMass));
	guint n = (guint)issue->n_actors;

	for (size_t k = 0; k < n; k++) {
		const ForecastMass mass = { line_middle(issue->actors[k].position), 1 };

		g_array_append_val(places, mass);
	}
	g_array_sort(places, by_place);
	return n ? (g_array_index(places, ForecastMass, (n - 1) / 2).at +
	            g_array_index(places, ForecastMass, n / 2).at) /
	               2
	         : NAN;
}

/* Votes for x over y: each party's power times salience for what is nearer. */
static bool
beats(const LineIssue *issue, double x, double y)
{
	double margin = 0;

	for (size_t k = 0; k < issue->n_actors; k++) {
		double at = line_middle(issue->actors[k].position);
		double nearer = fabs(at - y) - fabs(at - x);

		margin += weight_of(&issue->actors[k], BY_SALIENCE | BY_POWER) *
		          ((nearer > 0) - (nearer < 0));
	}
	return margin > 0;
}

static double
predict_condorcet(const LineIssue *issue)
{
	for (size_t k = 0; k < issue->n_actors; k++) {
		double x = line_middle(issue->actors[k].position);
		bool wins = true;

		for (size_t m = 0; m < issue->n_actors && wins; m++) {
			double y = line_middle(issue->actors[m].position);

			wins = x == y || beats(issue, x, y);
		}
		if (wins)
			return x;
	}
	return NAN;
}

static double
predict_status_quo(const LineIssue *issue)
{
	return issue->status_quo;
}

static double
predict_middle(const LineIssue *issue)
{
	return issue->low + (issue->high - issue->low) / 2;
}

const ForecastMethod forecast_methods[] = {
	{ "capability_salience_weighted_mean", "compromise",
	  "mean position, weighed by power times salience",
	  "B. Bueno de Mesquita and F. N. Stokman, European Community Decision Making (1994)",
	  FORECAST_MEAN, predict_compromise },
	{ "salience_weighted_mean", "salience mean", "mean position, weighed by salience",
	  "R. Thomson et al., The European Union Decides (2006)", FORECAST_MEAN,
	  predict_salience_mean },
	{ "weighted_median", "weighted median",
	  "position that half of power times salience lies on either side of",
	  "D. Black, The Theory of Committees and Elections (1958)", FORECAST_ELABORATE,
	  predict_weighted_median },
	{ "condorcet_position", "pairwise winner",
	  "position that wins a vote by power times salience against every other",
	  "D. Black, The Theory of Committees and Elections (1958)", FORECAST_ELABORATE,
	  predict_condorcet },
	{ "median", "median actor", "position in the middle of all parties",
	  "D. Black, The Theory of Committees and Elections (1958)", FORECAST_ELABORATE,
	  predict_median },
	{ "challenge", "challenge",
	  "weighted median once nobody gives way to a challenge any more",
	  "J. B. Scholz, G. J. Calbert and G. A. Smith, J. Theoretical Politics 23 (2011)",
	  FORECAST_ELABORATE, forecast_challenge },
	{ "procedural", "procedural",
	  "best point for the proposer that enough power prefers to the status quo",
	  "T. Romer and H. Rosenthal, Public Choice 33 (1978)", FORECAST_ELABORATE,
	  forecast_procedural },
	{ "unweighted_mean", "plain mean", "mean position, all parties alike", "baseline",
	  FORECAST_NAIVE, predict_mean },
	{ "status_quo", "status quo", "as it is without a deal", "baseline", FORECAST_NAIVE,
	  predict_status_quo },
	{ "middle", "middle of the line", "whatever the parties want", "baseline",
	  FORECAST_NAIVE, predict_middle },
	{ NULL, NULL, NULL, NULL, FORECAST_NAIVE, NULL },
};

typedef struct {
	double at, least, most; /* weight */
} Weighed;

static int
by_at(const void *a, const void *b)
{
	const Weighed *x = a, *y = b;

	return (x->at > y->at) - (x->at < y->at);
}

/* The greatest weighted mean: everyone at its upper end, and, of those in order, the ones from
 * some place on at their greatest weight, the ones before at their least. */
static double
greatest_mean(Weighed *actors, size_t n)
{
	double best = -INFINITY;

	qsort(actors, n, sizeof *actors, by_at);
	for (size_t cut = 0; cut <= n; cut++) {
		double sum = 0, weight = 0;

		for (size_t k = 0; k < n; k++) {
			double own = k >= cut ? actors[k].most : actors[k].least;

			sum += own * actors[k].at;
			weight += own;
		}
		if (weight > 0)
			best = MAX(best, sum / weight);
	}
	return best;
}

BargainRange
forecast_compromise_range(const LineIssue *issue)
{
	size_t n = issue->n_actors;
	g_autofree Weighed *up = g_new(Weighed, n), *down = g_new(Weighed, n);

	for (size_t k = 0; k < n; k++) {
		const LineActor *actor = &issue->actors[k];

		up[k] = (Weighed){ actor->position.high, actor->power.low * actor->salience.low,
			           actor->power.high * actor->salience.high };
		down[k] = up[k];
		down[k].at = -actor->position.low;
	}
	return (BargainRange){ -greatest_mean(down, n), greatest_mean(up, n) };
}

static int
by_share(gconstpointer a, gconstpointer b)
{
	const ForecastLever *x = a, *y = b;

	return x->share != y->share ? (x->share < y->share) - (x->share > y->share)
	                            : (x->actor > y->actor) - (x->actor < y->actor);
}

static GArray *
find_levers(const LineIssue *issue)
{
	GArray *levers = g_array_new(FALSE, FALSE, sizeof(ForecastLever));
	double weight = 0, compromise = predict_compromise(issue);

	for (size_t k = 0; k < issue->n_actors; k++)
		weight += weight_of(&issue->actors[k], BY_SALIENCE | BY_POWER);
	for (size_t k = 0; k < issue->n_actors && weight > 0; k++) {
		double share = weight_of(&issue->actors[k], BY_SALIENCE | BY_POWER) / weight;
		double at = line_middle(issue->actors[k].position);
		const ForecastLever lever = { k, share, compromise + share * (issue->low - at),
			                      compromise + share * (issue->high - at) };

		if (share > 0)
			g_array_append_val(levers, lever);
	}
	g_array_sort(levers, by_share);
	return levers;
}

Forecast *
forecast_make(const Line *line)
{
	enum { MOST_EXCHANGES = 20 };
	Forecast *forecast = g_new0(Forecast, 1);

	forecast->line = line;
	forecast->issues = g_new0(IssueForecast, line->n_issues);
	for (size_t i = 0; i < line->n_issues; i++) {
		IssueForecast *made = &forecast->issues[i];
		g_autoptr(GArray) positions = forecast_positions(&line->issues[i], true, false);
		g_autoptr(GArray) base = forecast_base_rate(&line->issues[i]);

		made->issue = &line->issues[i];
		for (size_t m = 0; forecast_methods[m].code; m++)
			made->predicted[m] = forecast_methods[m].predict(made->issue);
		made->compromise = forecast_compromise_range(made->issue);
		made->distribution = forecast_mixture(positions, base);
		made->levers = find_levers(made->issue);
	}
	forecast->exchanges = forecast_exchanges(line, MOST_EXCHANGES);
	return forecast;
}
