/* Each issue's line as a picture: parties where they stand, as large as their power times
 * salience, above the density of the forecast, with the compromise and the plain mean marked.
 */
#include "tell/forecast.h"
#include "tell/svg.h"

enum {
	WIDTH = 720,
	LEFT = 40,
	RIGHT = 40,
	HEAD = 45,
	ROW = 22,
	BINS = 60,
	TALL = 60,
	FOOT = 50
};

static double
place_of(const LineIssue *issue, double at)
{
	return LEFT + (at - issue->low) / (issue->high - issue->low) * (WIDTH - LEFT - RIGHT);
}

/* Masses spread over a tenth of the line to either side, so that the eye sees where they
 * gather. */
static void
draw_density(GString *out, const IssueForecast *issue, double base)
{
	double width = (issue->issue->high - issue->issue->low) / 20, height[BINS + 1],
	       most = 0;

	for (int bin = 0; bin <= BINS; bin++) {
		double at = issue->issue->low +
		            (issue->issue->high - issue->issue->low) * bin / (double)BINS;

		height[bin] = 0;
		for (guint k = 0; k < issue->distribution->len; k++) {
			ForecastMass mass = g_array_index(issue->distribution, ForecastMass, k);
			double away = (at - mass.at) / width;

			height[bin] += mass.mass * exp(-away * away / 2);
		}
		most = MAX(most, height[bin]);
	}
	g_string_append_printf(out, "<path fill=\"#cfe3f2\" stroke=\"#0072b2\" d=\"M%d %.1f",
	                       LEFT, base);
	for (int bin = 0; bin <= BINS; bin++)
		g_string_append_printf(out, "L%.1f %.1f",
		                       LEFT + (WIDTH - LEFT - RIGHT) * bin / (double)BINS,
		                       base - TALL * height[bin] / most);
	g_string_append_printf(out, "L%d %.1fz\"/>\n", WIDTH - RIGHT, base);
}

/* A row for each party in which no other one's name is in its way; returns how many there are.
 */
static guint
find_rows(const LineIssue *issue, guint *rows)
{
	enum { APART = 150 };
	guint n_rows = 0;

	for (size_t k = 0; k < issue->n_actors; k++) {
		double x = place_of(issue, line_middle(issue->actors[k].position));
		bool is_free = false;

		for (rows[k] = 0; !is_free; rows[k] += !is_free) {
			is_free = true;
			for (size_t m = 0; m < k && is_free; m++)
				is_free =
				    rows[m] != rows[k] ||
				    fabs(place_of(issue,
				                  line_middle(issue->actors[m].position)) -
				         x) > APART;
		}
		n_rows = MAX(n_rows, rows[k] + 1);
	}
	return n_rows;
}

static void
draw_actors(GString *out, const LineIssue *issue, const guint *rows, double top)
{
	double most = 0;

	for (size_t k = 0; k < issue->n_actors; k++)
		most = MAX(most, line_middle(issue->actors[k].power) *
		                     line_middle(issue->actors[k].salience));
	for (size_t k = 0; k < issue->n_actors; k++) {
		const LineActor *actor = &issue->actors[k];
		double weight = line_middle(actor->power) * line_middle(actor->salience);
		double x = place_of(issue, line_middle(actor->position));
		double y = top + HEAD + ROW * rows[k];
		bool is_right = x > WIDTH / 2.0;

		if (actor->position.high > actor->position.low)
			g_string_append_printf(out,
			                       "<path d=\"M%.1f %.1fH%.1f\" stroke=\"#333\"/>",
			                       place_of(issue, actor->position.low), y,
			                       place_of(issue, actor->position.high));
		g_string_append_printf(out,
		                       "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\" fill=\"%s\" "
		                       "fill-opacity=\"0.8\"/><text x=\"%.1f\" y=\"%.1f\" "
		                       "font-size=\"10\" text-anchor=\"%s\">",
		                       x, y, 2 + 9 * sqrt(most > 0 ? weight / most : 0),
		                       svg_colour((guint)k), x + (is_right ? -13 : 13), y + 4,
		                       is_right ? "end" : "start");
		svg_append_text(out, actor->name);
		g_string_append(out, "</text>\n");
	}
}

static void
draw_mark(GString *out, const LineIssue *issue, double at, double top, double base,
          const char *name, int drop)
{
	double x = place_of(issue, at);

	if (isnan(at))
		return;
	g_string_append_printf(
	    out,
	    "<path d=\"M%.1f %.1fV%.1f\" stroke=\"#333\" stroke-dasharray=\"3 2\"/>"
	    "<text x=\"%.1f\" y=\"%.1f\" font-size=\"10\" "
	    "text-anchor=\"middle\">%s %.2f</text>\n",
	    x, top + 25, base + drop - 9, x, base + drop, name, at);
}

/* Returns where the next one may begin. */
static double
draw_issue(GString *out, const IssueForecast *issue, double top)
{
	g_autofree guint *rows = g_new0(guint, issue->issue->n_actors);
	double base = top + HEAD + ROW * find_rows(issue->issue, rows) + TALL;

	g_string_append_printf(out, "<text x=\"%d\" y=\"%.1f\" font-weight=\"bold\">", LEFT,
	                       top + 18);
	svg_append_text(out, issue->issue->name);
	g_string_append(out, "</text>\n");
	draw_density(out, issue, base);
	g_string_append_printf(out,
	                       "<path d=\"M%d %.1fH%d\" stroke=\"#333\"/>\n"
	                       "<text x=\"%d\" y=\"%.1f\" text-anchor=\"middle\">%g</text>"
	                       "<text x=\"%d\" y=\"%.1f\" text-anchor=\"middle\">%g</text>\n",
	                       LEFT, base, WIDTH - RIGHT, LEFT, base + 14, issue->issue->low,
	                       WIDTH - RIGHT, base + 14, issue->issue->high);
	draw_actors(out, issue->issue, rows, top);
	for (size_t m = 0; forecast_methods[m].code; m++) {
		if (m == 0)
			draw_mark(out, issue->issue, issue->predicted[m], top, base,
			          "compromise", 26);
		if (g_str_equal(forecast_methods[m].code, "unweighted_mean"))
			draw_mark(out, issue->issue, issue->predicted[m], top, base,
			          "plain mean", 38);
	}
	return base + FOOT;
}

void
tell_forecast_svg(const Forecast *forecast, GString *out)
{
	g_autoptr(GString) panels = g_string_new(NULL);
	double height = 0;

	for (size_t i = 0; i < forecast->line->n_issues; i++)
		height = draw_issue(panels, &forecast->issues[i], height);
	g_string_append_printf(
	    out,
	    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %.0f\" "
	    "font-family=\"sans-serif\" font-size=\"12\">\n<title>",
	    WIDTH, height);
	svg_append_text(out, forecast->line->title ? forecast->line->title : "Forecast");
	g_string_append(out,
	                "</title>\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
	g_string_append_len(out, panels->str, (gssize)panels->len);
	g_string_append(out, "</svg>\n");
}
