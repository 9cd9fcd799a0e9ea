/* Pictures of an analysis: the front of two parties as points, of more as parallel coordinates;
 * the package by issue and party as a map of shades. */
#include "tell/deal-page.h"

#include <math.h>

enum {
	WIDTH = 640,
	HEIGHT = 360,
	MARGIN = 48,
	CELL = 26,
	LABELS = 240,
	MOST_DRAWN = 1500, /* points; of more every so-manieth */
	MOST_ISSUES = 60,
};

static void
append_text(GString *out, double x, double y, const char *anchor, const char *text, int longest)
{
	g_autofree char *valid = g_utf8_make_valid(text, -1);
	bool cut = g_utf8_strlen(valid, -1) > longest;
	g_autofree char *shown =
	    cut ? g_utf8_substring(valid, 0, longest - 1) : g_strdup(valid);
	g_autofree char *escaped = g_markup_escape_text(shown, -1);

	g_string_append_printf(out,
	                       "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s%s</text>\n",
	                       x, y, anchor, escaped, cut ? "…" : "");
}

static void
begin(GString *out, int width, int height, const char *title)
{
	g_string_append_printf(
	    out,
	    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" "
	    "width=\"%d\" height=\"%d\" role=\"img\" font-family=\"sans-serif\" "
	    "font-size=\"11\" fill=\"currentColor\">\n<title>%s</title>\n",
	    width, height, width, height, title);
}

/* Where a party's utility lies between its worst and its best, from 0 to 1. */
static double
share(const EntenteDeal *deal, size_t party, double utility)
{
	double range = deal->best[party] - deal->worst[party];

	return range > 0 ? CLAMP((utility - deal->worst[party]) / range, 0, 1) : 1;
}

static double
across(double s)
{
	return MARGIN + s * (WIDTH - 2 * MARGIN);
}

static double
up(double s)
{
	return HEIGHT - MARGIN - s * (HEIGHT - 2 * MARGIN);
}

static const double *
point_of(const EntenteDeal *deal, size_t point)
{
	return &deal->front[point * deal->model->n_parties];
}

static size_t
stride_of(const EntenteDeal *deal)
{
	return deal->n_front / MOST_DRAWN + 1;
}

static void
draw_pairs(const EntenteDeal *deal, GString *out)
{
	const EntenteBargain *model = deal->model;

	g_string_append_printf(out,
	                       "<path d=\"M%d %d V%d H%d\" fill=\"none\" stroke=\"#888\"/>\n",
	                       MARGIN, MARGIN, HEIGHT - MARGIN, WIDTH - MARGIN);
	append_text(out, WIDTH / 2.0, HEIGHT - 12, "middle", model->parties[0].name, 60);
	append_text(out, MARGIN, MARGIN - 14, "start", model->parties[1].name, 60);
	for (size_t p = 0; p < 2; p++) {
		double at = share(deal, p, deal->threshold[p]);

		if (isnan(deal->threshold[p]))
			continue;
		if (p == 0)
			g_string_append_printf(out,
			                       "<path d=\"M%.1f %d V%d\" stroke=\"#c60\" "
			                       "stroke-dasharray=\"4\"/>\n",
			                       across(at), MARGIN, HEIGHT - MARGIN);
		else
			g_string_append_printf(out,
			                       "<path d=\"M%d %.1f H%d\" stroke=\"#c60\" "
			                       "stroke-dasharray=\"4\"/>\n",
			                       MARGIN, up(at), WIDTH - MARGIN);
	}
	for (size_t i = 0; i < deal->n_front; i += stride_of(deal)) {
		const double *u = point_of(deal, i);

		g_string_append_printf(
		    out, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>\n",
		    across(share(deal, 0, u[0])), up(share(deal, 1, u[1])),
		    deal->accepted[i] ? "#27c" : "#aaa");
	}
	if (deal->recommended)
		g_string_append_printf(
		    out,
		    "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"7\" fill=\"none\" "
		    "stroke=\"#c03\" stroke-width=\"2\"/>\n",
		    across(share(deal, 0, deal->recommended->at.utilities[0])),
		    up(share(deal, 1, deal->recommended->at.utilities[1])));
}

static void
draw_polyline(const EntenteDeal *deal, const double *u, const char *stroke, GString *out)
{
	size_t n = deal->model->n_parties;

	g_string_append(out, "<polyline fill=\"none\" points=\"");
	for (size_t p = 0; p < n; p++)
		g_string_append_printf(out, "%s%.1f,%.1f", p ? " " : "",
		                       across(n > 1 ? (double)p / (double)(n - 1) : 0.5),
		                       up(share(deal, p, u[p])));
	g_string_append_printf(out, "\" %s/>\n", stroke);
}

static void
draw_parallel(const EntenteDeal *deal, GString *out)
{
	size_t n = deal->model->n_parties;

	for (size_t i = 0; i < deal->n_front; i += stride_of(deal))
		draw_polyline(deal, point_of(deal, i),
		              deal->accepted[i] ? "stroke=\"#27c\" stroke-opacity=\".5\""
		                                : "stroke=\"#aaa\" stroke-opacity=\".25\"",
		              out);
	if (deal->recommended)
		draw_polyline(deal, deal->recommended->at.utilities,
		              "stroke=\"#c03\" stroke-width=\"2.5\"", out);
	for (size_t p = 0; p < n; p++) {
		double x = across(n > 1 ? (double)p / (double)(n - 1) : 0.5);

		g_string_append_printf(out, "<path d=\"M%.1f %d V%d\" stroke=\"#888\"/>\n", x,
		                       MARGIN, HEIGHT - MARGIN);
		if (!isnan(deal->threshold[p]))
			g_string_append_printf(out,
			                       "<path d=\"M%.1f %.1f h12\" stroke=\"#c60\" "
			                       "stroke-width=\"2\"/>\n",
			                       x - 6, up(share(deal, p, deal->threshold[p])));
		append_text(out, x, HEIGHT - MARGIN + 16 + (p % 2) * 13.0, "middle",
		            deal->model->parties[p].name, 18);
	}
}

char *
deal_picture_front(const EntenteDeal *deal)
{
	GString *out = g_string_new(NULL);
	bool two = deal->model->n_parties == 2;

	begin(out, WIDTH, HEIGHT,
	      two ? "Efficient packages: the utility of each party from its worst to its best"
	          : "Efficient packages: a line each, across the parties, from worst to best");
	if (two)
		draw_pairs(deal, out);
	else
		draw_parallel(deal, out);
	g_string_append(out, "</svg>\n");
	return g_string_free(out, FALSE);
}

/* How good the option is for the party among all of the issue, from 0 to 1; -1: it does not
 * mind. */
static double
option_share(const BargainStance *stance, size_t n_options, size_t option)
{
	double least = INFINITY, most = -INFINITY;

	for (size_t o = 0; o < n_options; o++) {
		double middle = (stance->values[o].low + stance->values[o].high) / 2;

		if (stance->rank)
			middle = -(double)stance->rank[o];
		least = fmin(least, middle);
		most = fmax(most, middle);
	}
	double own = stance->rank
	                 ? -(double)stance->rank[option]
	                 : (stance->values[option].low + stance->values[option].high) / 2;
	if (stance->salience.high <= 0 || most <= least)
		return -1;
	return (own - least) / (most - least);
}

char *
deal_picture_package(const EntenteDeal *deal)
{
	const EntenteBargain *model = deal->model;
	size_t n_issues = MIN(model->n_issues, MOST_ISSUES);
	GString *out = g_string_new(NULL);
	int width = LABELS + (int)model->n_parties * 3 * CELL + MARGIN;

	if (!deal->recommended)
		return g_string_free(out, TRUE);
	begin(out, width, (int)n_issues * CELL + 40,
	      "What each party gets of each issue: dark is its best option there, light its "
	      "worst");
	for (size_t p = 0; p < model->n_parties; p++)
		append_text(out, LABELS + ((double)p * 3 + 1.5) * CELL, 18, "middle",
		            model->parties[p].name, 12);
	for (size_t i = 0; i < n_issues; i++) {
		size_t option = (size_t)deal->recommended->at.package[i];
		double y = 28 + (double)i * CELL;

		append_text(out, LABELS - 8, y + CELL / 2.0 + 4, "end", model->issues[i].name,
		            36);
		for (size_t p = 0; p < model->n_parties; p++) {
			double s = option_share(bargain_stance(model, p, i),
			                        model->issues[i].n_options, option);

			g_string_append_printf(out,
			                       "<rect x=\"%.1f\" y=\"%.1f\" width=\"%d\" "
			                       "height=\"%d\" fill=\"%s\" "
			                       "fill-opacity=\"%.2f\" stroke=\"#fff\"/>\n",
			                       LABELS + (double)p * 3 * CELL, y, 3 * CELL, CELL,
			                       s < 0 ? "#999" : "#27c",
			                       s < 0 ? 0.15 : 0.1 + 0.85 * s);
		}
	}
	g_string_append(out, "</svg>\n");
	return g_string_free(out, FALSE);
}
