/* Forecasts on lines that can be reckoned by hand, and what must hold of any. */
#include "analyse/forecast.h"

#include <entente/error.h>
#include <string.h>

#define LINE(rest)                                                                             \
	"{\"kind\": \"spatial\", \"columns\": [\"actor\", \"capability\", \"position\", "      \
	"\"salience\"], " rest "}"

static const struct {
	const char *json, *message;
} bad[] = {
	{ "{", "line 1: string or '}' expected near end of file" },
	{ "{\"columns\": [\"actor\"]}", "columns: no 'capability'" },
	{ LINE("\"actors\": []"), "scale: not two numbers, the lower first" },
	{ LINE("\"scale\": [3, 3], \"actors\": []"),
	  "scale: not two numbers, the lower first" },
	{ LINE("\"scale\": [0, 9], \"actors\": [[\"a\", 1, 2, 3]]"),
	  "actors: 1, where 2 to 1000 make a forecast" },
	{ LINE("\"scale\": [0, 9], \"actors\": [[\"a\", 1, 2, 3], [\"b\", 1, 10, 3]]"),
	  "actors[1]: position is not on the scale" },
	{ LINE("\"scale\": [0, 9], \"actors\": [[\"a\", -1, 2, 3], [\"b\", 1, 1, 3]]"),
	  "actors[0]: capability is no number of 0 or more" },
	{ LINE("\"scale\": [0, 9], \"actors\": [[\"a\", 1, 2, [3, 2]], [\"b\", 1, 1, 3]]"),
	  "actors[0]: salience is no number of 0 or more" },
	{ LINE("\"scale\": [0, 9], \"actors\": [[\"a\", 0, 2, 3], [\"b\", 1, 1, 0]]"),
	  "actors: nobody is sure to have weight" },
};

static Line *
read_line(const char *json)
{
	g_autoptr(GError) error = NULL;
	Line *line = line_from_json(json, strlen(json), &error);

	g_assert_no_error(error);
	return line;
}

static void
test_bad(void)
{
	for (size_t k = 0; k < G_N_ELEMENTS(bad); k++) {
		g_autoptr(GError) error = NULL;

		g_assert_null(line_from_json(bad[k].json, strlen(bad[k].json), &error));
		g_assert_error(error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT);
		g_assert_cmpstr(error->message, ==, bad[k].message);
	}
}

static void
assert_near(double a, double b)
{
	g_assert_cmpfloat_with_epsilon(a, b, 1e-9);
}

/* Power times salience: 2, 1, 1. */
static const char *const canal = LINE("\"scale\": [0, 10], \"status_quo\": 8, \"actors\": ["
                                      "[\"miller\", 1, 2, 2], [\"skipper\", 1, 6, 1],"
                                      "[\"town\", 0.5, 10, 2]]");

static const struct {
	const char *code;
	double predicted;
} by_hand[] = {
	{ "capability_salience_weighted_mean", 5 }, /* (2*2 + 1*6 + 1*10) / 4 */
	{ "salience_weighted_mean", 6 },            /* (2*2 + 1*6 + 2*10) / 5 */
	{ "unweighted_mean", 6 },
	{ "weighted_median", 2 },
	{ "median", 6 },
	{ "status_quo", 8 },
	{ "middle", 5 },
	{ "procedural", 8 }, /* the miller proposes, all have to agree, and the town does not */
};

static void
test_by_hand(void)
{
	g_autoptr(Line) line = read_line(canal);
	g_autoptr(Forecast) forecast = forecast_make(line);

	for (size_t k = 0; k < G_N_ELEMENTS(by_hand); k++)
		for (size_t m = 0; forecast_methods[m].code; m++)
			if (g_str_equal(forecast_methods[m].code, by_hand[k].code))
				assert_near(forecast->issues[0].predicted[m],
				            by_hand[k].predicted);
}

/* A lever moved by one moves the compromise by its share. */
static void
test_levers(void)
{
	g_autoptr(Line) line = read_line(canal);
	g_autoptr(Forecast) before = forecast_make(line);
	ForecastLever lever = g_array_index(before->issues[0].levers, ForecastLever, 0);

	g_assert_cmpuint(lever.actor, ==, 0);
	assert_near(lever.share, 0.5);
	assert_near(lever.most_up, 9);
	line->issues[0].actors[0].position = (BargainRange){ 3, 3 };
	g_autoptr(Forecast) after = forecast_make(line);
	assert_near(after->issues[0].predicted[0] - before->issues[0].predicted[0],
	            lever.share);
}

static LineIssue
random_issue(GRand *random, LineActor *actors, size_t n, const char *name)
{
	static const char *const names[] = { "a", "b", "c", "d", "e" };

	for (size_t k = 0; k < n; k++) {
		double at = g_rand_double_range(random, 0, 100),
		       wide = g_rand_double_range(random, 0, 9);
		double minds = g_rand_double_range(random, 1, 90);

		actors[k] = (LineActor){ names[k],
			                 { at, MIN(at + wide, 100) },
			                 { minds, minds + wide },
			                 { 1 + wide, 2 + wide },
			                 true };
	}
	return (LineIssue){ .name = name,
		            .actors = actors,
		            .n_actors = n,
		            .high = 100,
		            .status_quo = g_rand_double_range(random, 0, 100),
		            .quota = 0.6 };
}

/* No numbers within the intervals give a compromise outside its range, and the ends are met. */
static void
test_compromise_range(void)
{
	g_autoptr(GRand) random = g_rand_new_with_seed(2);

	for (int k = 0; k < 200; k++) {
		LineActor actors[4];
		LineIssue issue = random_issue(random, actors, 4, "i");
		BargainRange range = forecast_compromise_range(&issue);
		double least = INFINITY, most = -INFINITY;

		for (unsigned corner = 0; corner < 1u << 8; corner++) {
			double sum = 0, weight = 0;

			for (size_t a = 0; a < 4; a++) {
				bool up = corner >> a & 1, heavy = corner >> (4 + a) & 1;
				double own =
				    heavy ? actors[a].power.high * actors[a].salience.high
					  : actors[a].power.low * actors[a].salience.low;

				sum += own *
				       (up ? actors[a].position.high : actors[a].position.low);
				weight += own;
			}
			least = MIN(least, sum / weight);
			most = MAX(most, sum / weight);
		}
		assert_near(range.low, least);
		assert_near(range.high, most);
	}
}

/* Both sides of an exchange gain alike, and the compromises move as told. */
static void
test_exchanges(void)
{
	g_autoptr(GRand) random = g_rand_new_with_seed(4);
	guint n_found = 0;

	for (int k = 0; k < 50; k++) {
		LineActor first[4], second[4];
		LineIssue issues[2] = { random_issue(random, first, 4, "p"),
			                random_issue(random, second, 4, "q") };
		const Line line = { .issues = issues, .n_issues = 2 };
		g_autoptr(GArray) exchanges = forecast_exchanges(&line, 100);

		for (guint e = 0; e < exchanges->len; e++) {
			ForecastExchange made = g_array_index(exchanges, ForecastExchange, e);
			LineActor moved[4];
			LineIssue changed = issues[0];
			double before = forecast_methods[0].predict(&issues[0]);
			double ip = line_middle(first[made.actor_p].salience);
			double iq = line_middle(second[made.mover_q].salience);
			double jp = line_middle(first[made.mover_p].salience);
			double jq = line_middle(second[made.actor_q].salience);
			double d_p = fabs(made.shift_p) / 100, d_q = fabs(made.shift_q) / 100;

			g_assert_true(made.gain > 0);
			assert_near((ip * d_p - iq * d_q) / (ip + iq), made.gain);
			assert_near((jq * d_q - jp * d_p) / (jp + jq), made.gain);
			memcpy(moved, first, sizeof moved);
			changed.actors = moved;
			moved[made.mover_p].position.low += made.move_p;
			moved[made.mover_p].position.high += made.move_p;
			assert_near(forecast_methods[0].predict(&changed) - before,
			            made.shift_p);
			n_found++;
		}
	}
	g_assert_cmpuint(n_found, >, 20);
}

static void
test_distribution(void)
{
	g_autoptr(Line) line = read_line(canal);
	g_autoptr(Forecast) forecast = forecast_make(line);
	const GArray *masses = forecast->issues[0].distribution;
	double sum = 0;

	for (guint k = 0; k < masses->len; k++) {
		sum += g_array_index(masses, ForecastMass, k).mass;
		if (k)
			g_assert_cmpfloat(g_array_index(masses, ForecastMass, k - 1).at, <,
			                  g_array_index(masses, ForecastMass, k).at);
	}
	assert_near(sum, 1);
	g_assert_cmpfloat(forecast_quantile(masses, 0.25), <=, forecast_quantile(masses, 0.75));
}

/* A mass alone is as far off as it is; two alike, of which one is right, half of that. */
static void
test_crps(void)
{
	const ForecastMass masses[] = { { 20, 0.5 }, { 60, 0.5 } };
	g_autoptr(GArray) one = g_array_new(FALSE, FALSE, sizeof(ForecastMass));
	g_autoptr(GArray) two = g_array_new(FALSE, FALSE, sizeof(ForecastMass));
	const ForecastMass sure = { 20, 1 };

	g_array_append_val(one, sure);
	g_array_append_vals(two, masses, 2);
	assert_near(forecast_crps(one, 50), 30);
	assert_near(forecast_crps(one, 20), 0);
	assert_near(forecast_crps(two, 20), 10);
	assert_near(forecast_crps(two, 40), 10);
}

/* Whoever is named and numbered otherwise, the forecast is the same. */
static void
test_relabelling_changes_nothing(void)
{
	g_autoptr(GRand) random = g_rand_new_with_seed(6);

	for (int k = 0; k < 100; k++) {
		LineActor actors[5], turned[5];
		LineIssue issue = random_issue(random, actors, 5, "i"), other = issue;

		for (size_t a = 0; a < 5; a++)
			turned[(a + 2) % 5] = actors[a];
		other.actors = turned;
		other.setter = (issue.setter + 2) % 5;
		for (size_t m = 0; forecast_methods[m].code; m++) {
			double one = forecast_methods[m].predict(&issue);
			double two = forecast_methods[m].predict(&other);

			if (!isnan(one) || !isnan(two))
				assert_near(one, two);
		}
	}
}

#define TABLE                                                                                  \
	"id\tcounvte\tpx\tpy\tpz\tsx\tsy\tsz\trp\tout\n"                                       \
	"\t\t1\t2\t1\t\t\t\t\t\n"                                                              \
	"1\tQMV\t0\t50\t100\t10\t10\t10\t0\t50\n"                                              \
	"2\tUnan\t20\t20\t80\t50\t25\t25\t\t20\n"                                              \
	"3\tQMV\t0\t\t100\t10\t10\t10\t0\t100\n"                                               \
	"4\tQMV\t0\t10\t100\t10\t10\t10\t0\t\n"

static void
test_backtest(void)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(LineHistory) history = line_history_from_csv(TABLE, strlen(TABLE), &error);

	g_assert_no_error(error);
	Backtest backtest = forecast_backtest(history);
	g_assert_cmpuint(backtest.n_issues, ==, 3);
	g_assert_cmpuint(backtest.n_scored, ==, 2); /* of the third two have a position */
	g_assert_true(backtest.has_power);
	for (size_t m = 0; forecast_methods[m].code; m++) {
		const char *code = forecast_methods[m].code;
		BacktestScore score = backtest.scores[m];

		if (g_str_equal(code, "unweighted_mean"))
			assert_near(score.mean, 10); /* 0 and 20 */
		if (g_str_equal(code, "salience_weighted_mean"))
			assert_near(score.mean, 7.5); /* 0 and 15 */
		if (g_str_equal(code, "middle"))
			assert_near(score.mean, (0 + 30 + 50) / 3.0);
		if (g_str_equal(code, "status_quo"))
			assert_near(score.mean, (50 + 100) / 2.0);
	}
}

static const struct {
	const char *csv, *message;
} bad_tables[] = {
	{ "", "it is empty" },
	{ "a\tb\n", "row 1: no column 'out', or not two pairs of columns pX and sX" },
	{ "px\tpy\tsx\tsy\tout\n1\t2\t3\t4\t101\n", "row 2: 'out' is no number from 0 to 100" },
	{ "px\tpy\tsx\tsy\tout\n1\tmuch\t3\t4\t5\n",
	  "row 2: a position is no number from 0 to 100, or a salience none of 0 or more" },
	{ "px\tpy\tsx\tsy\tout\n1\t2\t3\t4\t\n", "no row has an outcome" },
};

static void
test_bad_tables(void)
{
	for (size_t k = 0; k < G_N_ELEMENTS(bad_tables); k++) {
		g_autoptr(GError) error = NULL;

		g_assert_null(line_history_from_csv(bad_tables[k].csv,
		                                    strlen(bad_tables[k].csv), &error));
		g_assert_cmpstr(error->message, ==, bad_tables[k].message);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/forecast/bad", test_bad);
	g_test_add_func("/forecast/by-hand", test_by_hand);
	g_test_add_func("/forecast/levers", test_levers);
	g_test_add_func("/forecast/compromise-range", test_compromise_range);
	g_test_add_func("/forecast/exchanges", test_exchanges);
	g_test_add_func("/forecast/distribution", test_distribution);
	g_test_add_func("/forecast/crps", test_crps);
	g_test_add_func("/forecast/relabelling", test_relabelling_changes_nothing);
	g_test_add_func("/forecast/backtest", test_backtest);
	g_test_add_func("/forecast/bad-tables", test_bad_tables);
	return g_test_run();
}
