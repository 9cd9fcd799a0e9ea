/* An analysis as one JSON object.  Numbers are written so that they read as the very same; what
 * may be more than any integer (counts) is written out as an integer all the same. */
#include "base/json.h"
#include "tell/deal.h"

#include <math.h>
#include <string.h>

/* A comma and a line before all members but the first; the key. */
static void
begin(GString *out, const char *key)
{
	if (!strchr("{[", out->str[out->len - 1]))
		g_string_append(out, ", ");
	if (!key)
		return;
	json_append_text(out, key);
	g_string_append(out, ": ");
}

static void
append_number(GString *out, double number)
{
	if (isfinite(number))
		bargain_append_number(out, number);
	else
		g_string_append(out, "null");
}

static void
add_text(GString *out, const char *key, const char *text)
{
	begin(out, key);
	json_append_text(out, text);
}

static void
add_number(GString *out, const char *key, double number)
{
	begin(out, key);
	append_number(out, number);
}

static void
add_flag(GString *out, const char *key, bool flag)
{
	begin(out, key);
	g_string_append(out, flag ? "true" : "false");
}

static void
add_count(GString *out, const char *key, const DealCount *count)
{
	begin(out, key);
	if (g_str_equal(count->least, count->most))
		g_string_append(out, count->least);
	else
		g_string_append_printf(out, "{\"at_least\": %s, \"at_most\": %s}", count->least,
		                       count->most);
}

static void
add_numbers(GString *out, const char *key, const double *numbers, size_t n)
{
	begin(out, key);
	g_string_append_c(out, '[');
	for (size_t i = 0; i < n; i++) {
		begin(out, NULL);
		append_number(out, numbers[i]);
	}
	g_string_append_c(out, ']');
}

static void
add_package(GString *out, const EntenteDeal *deal, const char *key, const int *package)
{
	begin(out, key);
	g_string_append_c(out, '{');
	for (size_t i = 0; i < deal->model->n_issues; i++)
		if (package[i] >= 0)
			add_text(out, deal->model->issues[i].name,
			         deal->model->issues[i].options[package[i]].name);
	g_string_append_c(out, '}');
}

static void
add_priced(GString *out, const EntenteDeal *deal, const DealPackage *at)
{
	add_package(out, deal, "package", at->package);
	add_numbers(out, "utilities", at->utilities, deal->model->n_parties);
}

static void
add_front(GString *out, const EntenteDeal *deal)
{
	size_t n = deal->model->n_parties, n_issues = deal->model->n_issues;
	g_autofree int *package = g_new(int, n_issues);

	g_string_append(out, ",\n  \"front\": [");
	for (size_t i = 0; i < deal->n_front; i++) {
		for (size_t j = 0; j < n_issues; j++)
			package[j] = (int)deal->options[i * n_issues + j];
		g_string_append(out, i ? ",\n    {" : "\n    {");
		add_package(out, deal, "package", package);
		add_numbers(out, "utilities", &deal->front[i * n], n);
		add_number(out, deal->counts_ties ? "ties" : "ties_at_least", deal->ties[i]);
		add_flag(out, "accepted", deal->accepted[i]);
		g_string_append_c(out, '}');
	}
	g_string_append(out, deal->n_front ? "\n  ]" : "]");
}

static void
add_results(GString *out, const EntenteDeal *deal, const char *key, const DealResult *results,
            size_t n)
{
	g_string_append_printf(out, ",\n  \"%s\": {", key);
	for (size_t i = 0; i < n; i++) {
		const DealResult *one = &results[i];

		g_string_append(out, i ? ",\n    " : "\n    ");
		json_append_text(out, one->name);
		g_string_append(out, ": {");
		if (one->found) {
			add_number(out, "value", one->value);
			if (!deal->is_exact)
				add_flag(out, "exact", one->is_exact);
			add_priced(out, deal, &one->at);
		} else {
			g_string_append(out, "\"package\": null, \"utilities\": null");
		}
		add_text(out, "definition", one->definition);
		g_string_append_c(out, '}');
	}
	g_string_append(out, n ? "\n  }" : "}");
}

static void
add_division(GString *out, const EntenteDeal *deal)
{
	const DealDivision *division = &deal->division;

	if (!division->applies)
		return;
	g_string_append(out, ",\n  \"adjusted_winner\": {");
	add_number(out, "points", division->points);
	if (division->points_d > 1) {
		g_autofree char *text =
		    g_strdup_printf("%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT,
		                    division->points_n, division->points_d);

		add_text(out, "points_exactly", text);
	}
	begin(out, "shares");
	g_string_append_c(out, '{');
	for (size_t i = 0; i < deal->model->n_issues; i++) {
		const DealShare *share = &division->shares[i];
		double first = (double)share->n / (double)share->d;
		const double both[] = { first, 1 - first };
		g_autofree char *text =
		    share->d == 1 ? g_strdup_printf("%" G_GINT64_FORMAT, share->n)
				  : g_strdup_printf("%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT,
		                                    share->n, share->d);

		begin(out, deal->model->issues[i].name);
		g_string_append_c(out, '{');
		add_numbers(out, "shares", both, 2);
		add_text(out, "first", text);
		add_numbers(out, "points", share->points, 2);
		g_string_append_c(out, '}');
	}
	g_string_append_c(out, '}');
	add_text(
	    out, "definition",
	    "each issue to whom it matters more, then shares given back, the cheapest first, "
	    "until both have the same points of 100 (Brams and Taylor); issues are taken to be "
	    "divisible");
	g_string_append_c(out, '}');
}

/* Of each party for each, in their order. */
static void
add_envy(GString *out, const EntenteDeal *deal)
{
	size_t n = deal->model->n_parties;
	bool free = true;

	if (!deal->envy)
		return;
	g_string_append(out, ",\n  \"envy\": {");
	begin(out, "points");
	g_string_append_c(out, '[');
	for (size_t p = 0; p < n; p++) {
		add_numbers(out, NULL, &deal->envy[p * n], n);
		for (size_t q = 0; q < n; q++)
			free = free && !(deal->envy[p * n + q] > 0);
	}
	g_string_append_c(out, ']');
	add_flag(out, "free", free);
	add_package(out, deal, "package", deal->recommended->at.package);
	add_text(out, "definition", deal->envy_definition);
	g_string_append_c(out, '}');
}

static void
add_parties(GString *out, const EntenteDeal *deal)
{
	g_string_append(out, ",\n  \"parties\": [");
	for (size_t p = 0; p < deal->model->n_parties; p++) {
		g_string_append(out, p ? ",\n    {" : "\n    {");
		add_text(out, "name", deal->model->parties[p].name);
		if (deal->best) {
			add_number(out, "threshold", deal->threshold[p]);
			add_number(out, "best", deal->best[p]);
			add_number(out, "worst", deal->worst[p]);
		}
		add_count(out, "acceptable", &deal->acceptable_to[p]);
		g_string_append_c(out, '}');
	}
	g_string_append(out, "\n  ]");
}

static void
add_names(GString *out, const EntenteDeal *deal, const char *key, DealSet set)
{
	begin(out, key);
	g_string_append_c(out, '[');
	for (size_t i = 0; set[i] >= 0; i++) {
		begin(out, NULL);
		json_append_text(out, deal->model->parties[set[i]].name);
	}
	g_string_append_c(out, ']');
}

static void
add_sets(GString *out, const EntenteDeal *deal, const char *key, DealSet *sets, bool of_parties)
{
	if (!sets)
		return;
	begin(out, key);
	g_string_append_c(out, '[');
	for (size_t i = 0; sets[i]; i++) {
		if (of_parties) {
			add_names(out, deal, NULL, sets[i]);
			continue;
		}
		begin(out, NULL);
		g_string_append_c(out, '[');
		for (size_t j = 0; sets[i][j] >= 0; j++)
			g_string_append_printf(out, "%s%d", j ? ", " : "", sets[i][j]);
		g_string_append_c(out, ']');
	}
	g_string_append_c(out, ']');
}

static void
add_power(GString *out, const EntenteDeal *deal)
{
	g_string_append(out, ",\n  \"power\": {");
	if (deal->shapley) {
		add_numbers(out, "shapley", deal->shapley, deal->model->n_parties);
		add_numbers(out, "banzhaf", deal->banzhaf, deal->model->n_parties);
	}
	add_sets(out, deal, "winning", deal->winning, true);
	add_sets(out, deal, "blocking", deal->blocking, true);
	add_sets(out, deal, "refusing", deal->refusing, true);
	g_string_append_c(out, '}');
	if (!deal->model->n_red_lines)
		return;
	g_string_append(out, ",\n  \"red_lines\": {");
	if (deal->line_shapley) {
		add_number(out, "lost", deal->n_lost);
		add_numbers(out, "shapley", deal->line_shapley, deal->model->n_red_lines);
		add_numbers(out, "banzhaf", deal->line_banzhaf, deal->model->n_red_lines);
	}
	add_sets(out, deal, "clashes", deal->clashes, false);
	add_sets(out, deal, "relaxations", deal->relaxations, false);
	g_string_append_c(out, '}');
}

static void
add_draft(GString *out, const EntenteDeal *deal, const DealDraft *draft)
{
	add_text(out, "name", draft->draft->name);
	add_package(out, deal, "package", draft->package);
	add_flag(out, "whole", draft->is_whole);
	if (!draft->is_whole)
		return;
	add_numbers(out, "utilities", draft->utilities, deal->model->n_parties);
	add_flag(out, "accepted", draft->is_accepted);
	add_flag(out, "efficient", draft->is_efficient);
	add_names(out, deal, "refused_by", draft->refusing);
	add_number(out, "distance", draft->distance);
	if (draft->has_better)
		add_package(out, deal, "better_for_all", draft->better.package);
	if (draft->has_change)
		add_package(out, deal, "nearest_accepted", draft->change.package);
	if (draft->has_efficient_change)
		add_package(out, deal, "nearest_efficient", draft->efficient_change.package);
}

static void
add_drafts(GString *out, const EntenteDeal *deal)
{
	g_string_append(out, ",\n  \"drafts\": [");
	for (size_t i = 0; i < deal->n_drafts; i++) {
		g_string_append(out, i ? ",\n    {" : "\n    {");
		add_draft(out, deal, &deal->drafts[i]);
		g_string_append_c(out, '}');
	}
	g_string_append(out, deal->n_drafts ? "\n  ]" : "]");
	g_string_append(out, ",\n  \"trades\": [");
	for (size_t i = 0; i < deal->n_trades; i++) {
		const DealTrade *trade = &deal->trades[i];
		const BargainIssue *give = &deal->model->issues[trade->give];
		const BargainIssue *take = &deal->model->issues[trade->take];

		g_string_append(out, i ? ",\n    {" : "\n    {");
		add_text(out, "from", deal->model->parties[trade->a].name);
		add_text(out, "to", deal->model->parties[trade->b].name);
		begin(out, "changes");
		g_string_append_c(out, '{');
		add_text(out, give->name, give->options[trade->give_option].name);
		add_text(out, take->name, take->options[trade->take_option].name);
		g_string_append_c(out, '}');
		add_number(out, "gain_from", trade->gain_a);
		add_number(out, "gain_to", trade->gain_b);
		g_string_append_c(out, '}');
	}
	g_string_append(out, deal->n_trades ? "\n  ]" : "]");
}

static void
add_chance(GString *out, const char *key, const DealChance *chance)
{
	begin(out, key);
	g_string_append_c(out, '{');
	add_number(out, "share", chance->share);
	add_number(out, "standard_error", chance->error);
	g_string_append_c(out, '}');
}

static void
add_uncertainty(GString *out, const EntenteDeal *deal)
{
	if (!deal->n_samples)
		return;
	g_string_append(out, ",\n  \"uncertainty\": {");
	add_number(out, "samples", (double)deal->n_samples);
	add_number(out, "seed", deal->seed);
	add_chance(out, "zone", &deal->zone);
	g_string_append(out, ",\n    \"packages\": [");
	for (size_t i = 0; i < deal->n_likely; i++) {
		g_string_append(out, i ? ",\n      {" : "\n      {");
		add_priced(out, deal, &deal->likely[i].at);
		add_chance(out, "acceptable", &deal->likely[i].acceptable);
		add_chance(out, "efficient", &deal->likely[i].efficient);
		add_chance(out, "nash", &deal->likely[i].nash);
		g_string_append_c(out, '}');
	}
	g_string_append(out, "],\n    \"questions\": [");
	for (size_t i = 0; i < deal->n_questions; i++) {
		g_string_append(out, i ? ",\n      {" : "\n      {");
		add_text(out, "question", deal->questions[i].text);
		add_number(out, "matters", deal->questions[i].matters);
		add_number(out, "share_where_low", deal->questions[i].share_low);
		add_number(out, "share_where_high", deal->questions[i].share_high);
		g_string_append_c(out, '}');
	}
	g_string_append(out, "]}");
}

/* The error as a share of the way from each party's worst to its best package. */
static void
add_error_share(GString *out, const EntenteDeal *deal)
{
	size_t n = deal->model->n_parties;
	g_autofree double *shares = g_new0(double, n);

	for (size_t p = 0; p < n; p++) {
		double way = deal->best[p] - deal->worst[p];

		shares[p] = way > 0 ? deal->error[p] / way : 0;
	}
	add_numbers(out, "error_share", shares, n);
}

void
tell_deal_json(const EntenteDeal *deal, GString *out)
{
	g_string_append(out, "{");
	add_count(out, "outcomes", &deal->outcomes);
	add_count(out, "acceptable", &deal->acceptable);
	add_count(out, "unanimous", &deal->unanimous);
	begin(out, "exact");
	if (deal->is_exact) {
		g_string_append(out, "true");
	} else if (deal->error) {
		g_string_append_c(out, '{');
		add_numbers(out, "error", deal->error, deal->model->n_parties);
		add_error_share(out, deal);
		add_text(
		    out, "definition",
		    "for every package there is a listed one that gives no party less by more "
		    "than this");
		g_string_append_c(out, '}');
	} else {
		g_string_append(out, "false");
	}
	if (deal->is_rounded)
		add_number(out, "resolution", 1e-12);
	if (deal->is_stopped)
		add_flag(out, "stopped", true);
	add_parties(out, deal);
	add_results(out, deal, "solutions", deal->solutions, deal->n_solutions);
	add_results(out, deal, "opposition", deal->oppositions, deal->n_oppositions);
	add_envy(out, deal);
	add_division(out, deal);
	if (deal->best) {
		begin(out, "zone");
		g_string_append(out, deal->has_zone ? "true" : "false");
		add_power(out, deal);
		add_drafts(out, deal);
		add_uncertainty(out, deal);
	}
	add_front(out, deal);
	g_string_append(out, "\n}\n");
}
