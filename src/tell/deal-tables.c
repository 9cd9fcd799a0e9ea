/* The tables after the answer. */
#include "tell/deal-parts.h"

#include <math.h>

enum { MOST_ROWS = 40 };

void
deal_table_results(const EntenteDeal *deal, DealSection *section, const DealResult *results,
                   size_t n, bool numbers)
{
	DealPart *table = deal_table(section, NULL, 1);
	GPtrArray *row = deal_row(table);

	deal_cell(row, g_strdup(numbers ? "measure" : "solution"));
	if (numbers)
		deal_cell(row, g_strdup("value"));
	for (size_t p = 0; p < deal->model->n_parties; p++)
		deal_cell(row, g_strdup(deal->model->parties[p].name));
	for (size_t i = 0; i < n; i++) {
		const DealResult *one = &results[i];

		row = deal_row(table);
		deal_cell(row, g_strdup(one->name));
		if (numbers)
			deal_cell(row, one->found ? deal_number(one->value) : g_strdup("–"));
		for (size_t p = 0; p < deal->model->n_parties; p++)
			deal_cell(row, one->found ? deal_number(one->at.utilities[p])
			                          : g_strdup("–"));
	}
	for (size_t i = 0; i < n; i++)
		deal_item(section, "%s: %s.", results[i].name, results[i].definition);
}

/* Whether the parties' utilities are counted on scales that differ much. */
static bool
are_scales_unlike(const EntenteDeal *deal)
{
	double least = INFINITY, most = 0;

	for (size_t p = 0; p < deal->model->n_parties; p++) {
		double range = deal->best[p] - deal->worst[p];

		least = fmin(least, range);
		most = fmax(most, range);
	}
	return most > 2 * least;
}

void
deal_table_solutions(const EntenteDeal *deal, DealSection *section)
{
	if (are_scales_unlike(deal))
		deal_say(section,
		         "The parties' utilities are on scales that differ much.  "
		         "egalitarian, utilitarian, equal and nearest compare them as "
		         "they are; share_of_best, sum_of_shares, equal_shares and "
		         "kalai_smorodinsky compare shares; Nash's are the same on any "
		         "scale.");
	deal_table_results(deal, section, deal->solutions, deal->n_solutions, false);
}

void
deal_table_envy(const EntenteDeal *deal, DealSection *section)
{
	const EntenteBargain *model = deal->model;
	DealPart *table =
	    deal_table(section, g_strdup("of the party of the row for that of the column"), 1);
	GPtrArray *row = deal_row(table);

	deal_cell(row, g_strdup("party"));
	for (size_t q = 0; q < model->n_parties; q++)
		deal_cell(row, g_strdup(model->parties[q].name));
	for (size_t p = 0; p < model->n_parties; p++) {
		row = deal_row(table);
		deal_cell(row, g_strdup(model->parties[p].name));
		for (size_t q = 0; q < model->n_parties; q++)
			deal_cell(row, p == q
			                   ? g_strdup("–")
			                   : deal_number(deal->envy[p * model->n_parties + q]));
	}
	deal_say(section, "Envy in the package above: %s.", deal->envy_definition);
}

void
deal_table_front(const EntenteDeal *deal, DealSection *section, bool whole)
{
	size_t n = deal->model->n_parties, n_issues = deal->model->n_issues;
	size_t shown = whole ? deal->n_front : MIN(deal->n_front, MOST_ROWS);

	if (deal->is_exact)
		deal_say(
		    section,
		    "%zu points are efficient: nobody can have more without somebody having "
		    "less.",
		    deal->n_front);
	else
		deal_say(
		    section,
		    "%zu points stand for the efficient ones: no package gives a party more "
		    "than one of them by more than the error below.",
		    deal->n_front);
	if (!whole && n_issues > 8) {
		deal_say(section, "entente deal --front lists them.");
		return;
	}
	if (!deal->is_exact) {
		DealPart *errors = deal_table(section, NULL, 1);
		GPtrArray *head = deal_row(errors), *row = deal_row(errors);

		deal_cell(head, g_strdup(""));
		deal_cell(row, g_strdup("error"));
		for (size_t p = 0; p < n; p++) {
			deal_cell(head, g_strdup(deal->model->parties[p].name));
			deal_cell(row, deal_number(deal->error[p]));
		}
	}
	DealPart *table = deal_table(section, NULL, 0);
	GPtrArray *row = deal_row(table);
	for (size_t p = 0; p < n; p++)
		deal_cell(row, g_strdup(deal->model->parties[p].name));
	deal_cell(row, g_strdup("accepted"));
	for (size_t i = 0; i < n_issues; i++)
		deal_cell(row, g_strdup(deal->model->issues[i].name));
	for (size_t i = 0; i < shown; i++) {
		row = deal_row(table);
		for (size_t p = 0; p < n; p++)
			deal_cell(row, deal_number(deal->front[i * n + p]));
		deal_cell(row, g_strdup(deal->accepted[i] ? "yes" : "no"));
		for (size_t j = 0; j < n_issues; j++)
			deal_cell(row, g_strdup(deal->model->issues[j]
			                            .options[deal->options[i * n_issues + j]]
			                            .name));
	}
	if (shown < deal->n_front)
		deal_say(section, "%zu more; entente deal --front lists all.",
		         deal->n_front - shown);
}

void
deal_table_power(const EntenteDeal *deal, DealSection *section)
{
	const EntenteBargain *model = deal->model;

	if (deal->shapley) {
		DealPart *table = deal_table(
		    section,
		    g_strdup("of a party under the rule: how often its agreement decides"), 1);
		GPtrArray *row = deal_row(table);

		deal_cell(row, g_strdup("party"));
		deal_cell(row, g_strdup("Shapley"));
		deal_cell(row, g_strdup("Banzhaf"));
		deal_cell(row, g_strdup("packages it accepts"));
		for (size_t p = 0; p < model->n_parties; p++) {
			row = deal_row(table);
			deal_cell(row, g_strdup(model->parties[p].name));
			deal_cell(row, deal_number(deal->shapley[p]));
			deal_cell(row, deal_number(deal->banzhaf[p]));
			deal_cell(row, deal_count(&deal->acceptable_to[p]));
		}
	}
	for (size_t i = 0; deal->blocking && deal->blocking[i] && i < 8; i++) {
		g_autofree char *names = deal_names(deal, deal->blocking[i]);

		deal_item(section, "%s can block%s.", names,
		          deal->blocking[i][1] < 0 ? " alone" : " together");
	}
	if (!deal->line_shapley)
		return;
	g_autofree char *lost = deal_number(deal->n_lost);
	g_autofree char *caption = g_strdup_printf(
	    "of a red line: its share of the %s packages that red lines cost", lost);
	DealPart *table = deal_table(section, g_steal_pointer(&caption), 1);
	GPtrArray *row = deal_row(table);
	deal_cell(row, g_strdup("red line"));
	deal_cell(row, g_strdup("Shapley"));
	deal_cell(row, g_strdup("Banzhaf"));
	for (size_t i = 0; i < model->n_red_lines; i++) {
		row = deal_row(table);
		deal_cell(row, deal_line(deal, i));
		deal_cell(row, deal_number(deal->line_shapley[i]));
		deal_cell(row, deal_number(deal->line_banzhaf[i]));
	}
}

void
deal_table_division(const EntenteDeal *deal, DealSection *section)
{
	const DealDivision *division = &deal->division;
	g_autofree char *points = deal_number(division->points);

	deal_say(
	    section,
	    "If issues can be divided, Adjusted Winner gives each party %s of 100 points%s:",
	    points, division->points_d > 1 ? " (exactly a fraction)" : "");
	DealPart *table = deal_table(section, NULL, 1);
	GPtrArray *row = deal_row(table);
	deal_cell(row, g_strdup("issue"));
	for (size_t p = 0; p < 2; p++)
		deal_cell(row, g_strdup_printf("share of %s", deal->model->parties[p].name));
	for (size_t i = 0; i < deal->model->n_issues; i++) {
		const DealShare *share = &division->shares[i];

		row = deal_row(table);
		deal_cell(row, g_strdup(deal->model->issues[i].name));
		deal_cell(row, share->d == 1
		                   ? g_strdup_printf("%" G_GINT64_FORMAT, share->n)
		                   : g_strdup_printf("%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT,
		                                     share->n, share->d));
		deal_cell(row, share->d == 1
		                   ? g_strdup_printf("%" G_GINT64_FORMAT, 1 - share->n)
		                   : g_strdup_printf("%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT,
		                                     share->d - share->n, share->d));
	}
}

void
deal_table_likely(const EntenteDeal *deal, DealSection *section)
{
	for (size_t i = 0; i < deal->n_likely; i++) {
		const DealLikely *one = &deal->likely[i];
		g_autoptr(GString) text = g_string_new(NULL);
		const double shares[] = { one->nash.share,       one->nash.error,
			                  one->acceptable.share, one->acceptable.error,
			                  one->efficient.share,  one->efficient.error };

		g_string_append_printf(
		    text,
		    "Nash's in %.1f %% (±%.1f), accepted in %.1f %% (±%.1f), efficient "
		    "in %.1f %% (±%.1f): ",
		    shares[0] * 100, shares[1] * 100, shares[2] * 100, shares[3] * 100,
		    shares[4] * 100, shares[5] * 100);
		for (size_t j = 0; j < deal->model->n_issues; j++)
			g_string_append_printf(
			    text, "%s%s: '%s'", j ? ", " : "", deal->model->issues[j].name,
			    deal->model->issues[j].options[one->at.package[j]].name);
		deal_item(section, "%s", text->str);
	}
}
