/* What is concluded from a model, against every package of small ones and against what others
 * published of larger ones. */
#include "analyse/count.h"
#include "analyse/front.h"
#include "analyse/nash.h"
#include "random-model.h"

#include "model/deal.h"
#include <entente/entente.h>
#include <string.h>

#ifdef __SANITIZE_ADDRESS__
enum { N_MODELS = 60 };
#else
enum { N_MODELS = 1500 };
#endif

/* The number of packages that the rule accepts, one by one. */
static guint64
count_one_by_one(const Space *space, CountRule rule, gconstpointer user_data)
{
	g_autofree int *package = g_new0(int, space->n_issues);
	guint64 n = 0;

	do {
		n += space_allows(space, package) &&
		     (!rule || rule(space->model, count_accepting(space, package), user_data));
	} while (next_package(space->model, package));
	return n;
}

static void
check_count(const Space *space, CountRule rule)
{
	g_auto(Count) count =
	    count_packages(space, rule, NULL, &(CountLimits){ .looks = G_MAXUINT64 });
	g_auto(Count) bounds = count_packages(space, rule, NULL, &(CountLimits){ .looks = 20 });
	guint64 expected = count_one_by_one(space, rule, NULL);

	g_assert_cmpuint(g_ascii_strtoull(count.least, NULL, 10), ==, expected);
	g_assert_cmpstr(count.least, ==, count.most);
	g_assert_cmpuint(g_ascii_strtoull(bounds.least, NULL, 10), <=, expected);
	g_assert_cmpuint(g_ascii_strtoull(bounds.most, NULL, 10), >=, expected);
}

static void
test_counts(void)
{
	for (guint32 seed = 0; seed < N_MODELS; seed++) {
		g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
		g_autoptr(EntenteBargain) model = random_model(rand, 5, 4, 4, seed & 15);
		g_autoptr(Space) space = space_new(model, SPACE_PLAIN);

		check_count(space, NULL);
		check_count(space, count_by_rule);
		check_count(space, count_by_set);
	}
}

static guint64
accepted(const EntenteBargain *model)
{
	g_autoptr(Space) space = space_new(model, SPACE_PLAIN);
	g_auto(Count) count =
	    count_packages(space, count_by_rule, NULL, &(CountLimits){ .looks = G_MAXUINT64 });

	return g_ascii_strtoull(count.least, NULL, 10);
}

static void
test_vetoes(void)
{
	for (guint32 seed = 0; seed < N_MODELS; seed++) {
		g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
		g_autoptr(EntenteBargain) model = random_model(rand, 5, 4, 4, 8 | (seed & 7));
		guint64 before = accepted(model);

		for (size_t p = 0; p < model->n_parties; p++) {
			model->parties[p].veto = true;
			guint64 after = accepted(model);
			g_assert_cmpuint(after, <=, before);
			before = after;
		}
	}
}

static void
test_line_power(void)
{
	for (guint32 seed = 0; seed < N_MODELS / 5; seed++) {
		g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
		g_autoptr(EntenteBargain) model =
		    random_model(rand, 4, 4, 3, RANDOM_RED_LINES | (seed & RANDOM_CLAUSES));
		g_autoptr(EntenteDeal) deal = entente_deal_new(model, NULL, NULL);
		g_autoptr(Space) all = space_new(model, SPACE_PLAIN);
		g_autoptr(Space) inside = space_new(model, SPACE_RED_LINES);
		double sum = 0;

		if (!deal->line_shapley)
			continue;
		guint64 n_all = count_one_by_one(all, NULL, NULL);
		guint64 n_left = count_one_by_one(inside, NULL, NULL);
		for (size_t i = 0; i < model->n_red_lines; i++)
			sum += deal->line_shapley[i];
		g_assert_cmpfloat_with_epsilon(sum, (double)(n_all - n_left), 1e-6);
		g_assert_cmpfloat(deal->n_lost, ==, (double)(n_all - n_left));
		/* where nothing is left, lines clash, and giving up any relaxation reopens */
		g_assert_cmpint(deal->clashes != NULL, ==, n_all && !n_left);
	}
}

static double
log_product(const Space *space, const int *package)
{
	g_autofree int64_t *utilities = g_new(int64_t, space->n_parties);
	double sum = 0;

	space_utilities(space, package, utilities);
	for (size_t p = 0; p < space->n_parties; p++)
		sum += log(fmax(space_number(space, p, utilities[p] - space->origin[p]), 0));
	return sum;
}

static void
test_nash(void)
{
	for (guint32 seed = 0; seed < N_MODELS; seed++) {
		g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
		g_autoptr(EntenteBargain) model =
		    random_model(rand, 6, 6, 4, seed % 2 ? RANDOM_FALLBACKS : 0);
		g_autoptr(Space) space = space_new(model, SPACE_PLAIN);
		g_autofree int *package = g_new0(int, space->n_issues);
		g_autofree int *found = g_new0(int, space->n_issues);
		double best = -INFINITY;

		do {
			bool gains = true;
			g_autofree int64_t *u = g_new(int64_t, space->n_parties);

			space_utilities(space, package, u);
			for (size_t p = 0; p < space->n_parties; p++)
				gains &= u[p] > space->origin[p];
			if (gains)
				best = fmax(best, log_product(space, package));
		} while (next_package(model, package));
		bool solved = nash_search(space, space->origin, 1000000, found);
		g_assert_cmpint(solved, ==, best > -INFINITY);
		if (solved)
			g_assert_cmpfloat_with_epsilon(log_product(space, found), best, 1e-9);
	}
}

/* Points of ten issues between the United States and Panama, 1974 (H. Raiffa, The art and
 * science of negotiation, 1982); each has 66, and one issue is shared 2 to 13. */
static void
test_adjusted_winner(void)
{
	static const double points[2][10] = { { 22, 22, 15, 14, 11, 6, 4, 2, 2, 2 },
		                              { 9, 15, 15, 3, 15, 5, 11, 7, 7, 13 } };
	g_autoptr(EntenteBargain) model = bargain_new();

	bargain_allot(model, 2, 10);
	for (size_t i = 0; i < 10; i++) {
		model->issues[i].name = arena_printf(model->arena, "%zu", i);
		bargain_allot_options(model, i, 2);
		for (size_t p = 0; p < 2; p++) {
			BargainStance *stance = bargain_stance(model, p, i);

			stance->salience = (BargainRange){ 1, 1 };
			stance->values[p] = (BargainRange){ points[p][i], points[p][i] };
		}
	}
	g_autoptr(EntenteDeal) deal = entente_deal_new(model, NULL, NULL);
	g_assert_true(deal->division.applies);
	g_assert_cmpfloat(deal->division.points, ==, 66);
	g_assert_cmpint(deal->division.shares[2].n, ==, 2);
	g_assert_cmpint(deal->division.shares[2].d, ==, 15);
}

/* Random models with intervals: the same is told, however many threads there are. */
static void
test_threads(void)
{
	static const unsigned threads[] = { 1, 2, 5 };
	const EntenteStyle style = { .format = ENTENTE_FORMAT_JSON };

	for (guint32 seed = 0; seed < 20; seed++) {
		g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
		g_autoptr(EntenteBargain) model = random_model(rand, 4, 4, 4, seed & 15);
		g_autofree char *first = NULL;

		for (size_t i = 0; i < model->n_parties * model->n_issues; i++)
			model->stances[i].salience.high += 0.3;
		for (size_t i = 0; i < G_N_ELEMENTS(threads); i++) {
			const EntenteDealOptions options = { .samples = 150,
				                             .threads = threads[i] };
			g_autoptr(EntenteDeal) deal = entente_deal_new(model, &options, NULL);
			g_autoptr(GString) out = g_string_new(NULL);

			g_assert_cmpuint(deal->n_samples, ==, 150);
			entente_tell_deal(deal, &style, true, out);
			g_assert_cmpint(first == NULL, ==, i == 0);
			if (first)
				g_assert_cmpstr(out->str, ==, first);
			else
				first = g_strdup(out->str);
		}
	}
}

static const DealResult *
find(const DealResult *results, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (g_str_equal(results[i].name, name))
			return &results[i];
	g_assert_not_reached();
}

/* Games of deliberation among six, with what their authors count. */
static const struct {
	const char *folder, *acceptable, *unanimous, *nash[5];
	size_t n_front;
} games[] = {
	{ "base", "55", "12", { "A2", "B3", "C3", "D2", "E3" }, 481 },
	{ "game1", "57", "21", { "A3", "B3", "C3", "D2", "E2" }, 241 },
};

static void
test_games(void)
{
	g_autofree char *data = g_build_filename(g_getenv("ENTENTE_ROOT"), "..", "shared",
	                                         "domains", "deliberation", NULL);

	if (!g_file_test(data, G_FILE_TEST_IS_DIR)) {
		g_test_skip("the games are not here");
		return;
	}
	for (size_t i = 0; i < G_N_ELEMENTS(games); i++) {
		g_autofree char *folder = g_build_filename(data, games[i].folder, NULL);
		const char *const paths[] = { folder, NULL };
		g_autoptr(GError) error = NULL;
		g_autoptr(EntenteBargain) model = entente_bargain_import(paths, &error);
		g_assert_no_error(error);
		g_autoptr(EntenteDeal) deal = entente_deal_new(model, NULL, &error);
		const DealResult *nash =
		    find(deal->solutions, deal->n_solutions, "nash_over_thresholds");

		g_assert_cmpstr(deal->outcomes.least, ==, "720");
		g_assert_cmpstr(deal->acceptable.least, ==, games[i].acceptable);
		g_assert_cmpstr(deal->unanimous.least, ==, games[i].unanimous);
		g_assert_cmpuint(deal->n_front, ==, games[i].n_front);
		for (size_t j = 0; j < 5; j++)
			g_assert_cmpstr(model->issues[j].options[nash->at.package[j]].name, ==,
			                games[i].nash[j]);
	}
}

/* The worst of a party is what the worst package is worth to it, whatever interacts. */
static void
test_worst(void)
{
	for (guint32 seed = 0; seed < N_MODELS; seed++) {
		g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
		g_autoptr(EntenteBargain) model = random_model(rand, 4, 4, 4, seed & 7);
		g_autoptr(Space) space = space_new(model, SPACE_PLAIN);
		g_autofree int64_t *worst = g_new(int64_t, space->n_parties);
		g_autofree int64_t *utilities = g_new(int64_t, space->n_parties);
		g_autofree int *package = g_new0(int, space->n_issues);
		const EntenteDealOptions options = { .samples = 1 };
		bool any = false;

		for (size_t p = 0; p < space->n_parties; p++)
			worst[p] = INT64_MAX;
		do {
			if (!space_allows(space, package))
				continue;
			any = true;
			space_utilities(space, package, utilities);
			for (size_t p = 0; p < space->n_parties; p++)
				worst[p] = MIN(worst[p], utilities[p]);
		} while (next_package(model, package));
		g_autoptr(EntenteDeal) deal = entente_deal_new(model, &options, NULL);
		for (size_t p = 0; any && p < space->n_parties; p++)
			g_assert_cmpfloat_with_epsilon(deal->worst[p],
			                               space_number(space, p, worst[p]), 1e-12);
	}
}

/* Of goods that go to one of two, a party envies the other where it holds less than half of
 * what all are worth to it, by what it lacks twice over. */
static void
test_envy(void)
{
	for (guint32 seed = 0; seed < N_MODELS / 10; seed++) {
		g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
		g_autoptr(EntenteBargain) model = bargain_new();
		static const char *const names[] = { "A", "B" };
		const EntenteDealOptions options = { .samples = 1 };

		bargain_allot(model, 2, 4);
		for (size_t i = 0; i < 4; i++) {
			model->issues[i].name = arena_printf(model->arena, "%zu", i);
			bargain_allot_options(model, i, 2);
			for (size_t o = 0; o < 2; o++) {
				double points = g_rand_int_range(rand, 1, 50);

				model->issues[i].options[o].name = names[o];
				bargain_stance(model, o, i)->salience =
				    (BargainRange){ points, points };
				bargain_stance(model, o, i)->values[o] = (BargainRange){ 1, 1 };
			}
		}
		for (size_t p = 0; p < 2; p++)
			model->parties[p].name = names[p];
		g_autoptr(EntenteDeal) deal = entente_deal_new(model, &options, NULL);
		for (size_t p = 0; p < 2; p++) {
			double own = deal->recommended->at.utilities[p] / deal->best[p] * 100;

			g_assert_cmpfloat_with_epsilon(deal->envy[p * 2 + 1 - p],
			                               fmax(0, 100 - 2 * own), 1e-9);
			g_assert_cmpfloat(deal->envy[p * 3], ==, 0);
		}
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/deal/counts", test_counts);
	g_test_add_func("/deal/vetoes", test_vetoes);
	g_test_add_func("/deal/line-power", test_line_power);
	g_test_add_func("/deal/nash", test_nash);
	g_test_add_func("/deal/threads", test_threads);
	g_test_add_func("/deal/adjusted-winner", test_adjusted_winner);
	g_test_add_func("/deal/games", test_games);
	g_test_add_func("/deal/worst", test_worst);
	g_test_add_func("/deal/envy", test_envy);
	return g_test_run();
}
