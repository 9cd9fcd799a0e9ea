/* The state graph as a picture: states in columns by how many moves they are from the status
 * quo, an arrow a move in the colour of who makes it, thick where it improves for that party;
 * states that hold are filled.  Colours tell apart for most who do not see all, and a list of
 * parties stands below. */
#include "tell/stable.h"
#include "tell/svg.h"

#include <math.h>

enum { MOST_STATES = 64, COLUMN = 170, ROW = 110, MARGIN = 80, RADIUS = 22, LINE = 18 };

bool
stable_fits_picture(const Conflict *conflict)
{
	return conflict->n_states <= MOST_STATES;
}

typedef struct {
	const StableReport *report;
	GString *out;
	double x[MOST_STATES], y[MOST_STATES];
	double width, height;
} Picture;

/* States that cannot be come to stand in a last column. */
static void
place_states(Picture *self)
{
	const Conflict *conflict = self->report->conflict;
	guint n_in[MOST_STATES + 1] = { 0 }, last = 0, most = 0;

	for (uint32_t s = 0; s < conflict->n_states; s++)
		if (self->report->by_moves[s] != CONFLICT_NOWHERE)
			last = MAX(last, self->report->by_moves[s]);
	for (uint32_t s = 0; s < conflict->n_states; s++) {
		guint column = MIN(self->report->by_moves[s], last + 1);

		self->x[s] = MARGIN + column * COLUMN;
		self->y[s] = MARGIN + n_in[column] * ROW + (column % 2) * ROW / 3.0;
		n_in[column]++;
		most = MAX(most, n_in[column]);
		self->width = MAX(self->width, self->x[s] + MARGIN + COLUMN / 2.0);
	}
	self->height = MARGIN + most * ROW;
}

static void
draw_move(Picture *self, uint32_t party, uint32_t from, uint32_t to)
{
	const uint32_t *rank = self->report->conflict->parties[party].rank;
	double dx = self->x[to] - self->x[from], dy = self->y[to] - self->y[from];
	double length = hypot(dx, dy), bend = 14 + 5 * (double)party;
	/* past what stands between two states of one column */
	bend += dx == 0 && fabs(dy) > ROW ? length / 4 : 0;
	bool improves = rank[to] < rank[from];
	const char *colour = svg_colour(party);
	double ux = dx / length, uy = dy / length;
	double mx = (self->x[from] + self->x[to]) / 2 - uy * bend;
	double my = (self->y[from] + self->y[to]) / 2 + ux * bend;

	g_string_append_printf(
	    self->out,
	    "<path d=\"M%.1f %.1fQ%.1f %.1f %.1f %.1f\" fill=\"none\" stroke=\"%s\" "
	    "stroke-width=\"%s\"%s marker-end=\"url(#a%u)\"/>\n",
	    self->x[from] + ux * RADIUS - uy * 4, self->y[from] + uy * RADIUS + ux * 4, mx, my,
	    self->x[to] - ux * (RADIUS + 4) - uy * 4, self->y[to] - uy * (RADIUS + 4) + ux * 4,
	    colour, improves ? "2.4" : "0.8", improves ? "" : " stroke-opacity=\"0.45\"",
	    party % (guint)G_N_ELEMENTS(svg_colours));
}

static void
draw_moves(Picture *self)
{
	const Conflict *conflict = self->report->conflict;

	for (uint32_t i = 0; i < conflict->n_parties; i++) {
		const ConflictMoves *moves = &conflict->parties[i].moves;

		for (uint32_t s = 0; s < conflict->n_states; s++)
			for (uint32_t e = moves->first[s]; e < moves->first[s + 1]; e++)
				draw_move(self, i, s, moves->to[e]);
	}
}

static void
draw_state(Picture *self, uint32_t s)
{
	const Conflict *conflict = self->report->conflict;
	uint8_t bits = stability_equilibria(self->report->stability, s);
	const char *fill = bits >> CONCEPT_R & 1 ? "#7fc97f" : bits ? "#d9f0d3" : "#ffffff";
	g_autoptr(GString) name = g_string_new(NULL);
	g_autoptr(GString) codes = g_string_new(NULL);

	stable_append_state(name, conflict, s);
	for (int concept = 0; concept < N_CONCEPTS; concept ++)
		if (bits >> concept & 1 && stable_is_told(conflict, (Concept) concept))
			g_string_append_printf(codes, "%s%s", codes->len ? " " : "",
			                       concept_facts[concept].code);
	g_string_append(self->out, "<g><title>");
	svg_append_text(self->out, name->str);
	g_string_append_printf(self->out,
	                       "</title><circle cx=\"%.1f\" cy=\"%.1f\" r=\"%d\" fill=\"%s\" "
	                       "stroke=\"#333\" stroke-width=\"%d\"/>",
	                       self->x[s], self->y[s], RADIUS, fill,
	                       s == conflict->start ? 3 : 1);
	g_string_append_printf(
	    self->out,
	    "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%" G_GINT64_FORMAT "</text>",
	    self->x[s], self->y[s] + 5, conflict->states[s].id);
	g_string_append_printf(self->out,
	                       "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\" "
	                       "font-size=\"9\" stroke=\"#fff\" stroke-width=\"3\" "
	                       "paint-order=\"stroke\">%s</text></g>\n",
	                       self->x[s], self->y[s] + RADIUS + 11, codes->str);
}

static void
draw_legend(Picture *self)
{
	const Conflict *conflict = self->report->conflict;

	for (uint32_t i = 0; i < conflict->n_parties; i++) {
		double y = self->height + LINE * (double)i;

		g_string_append_printf(
		    self->out,
		    "<path d=\"M20 %.1fH50\" stroke=\"%s\" stroke-width=\"2.4\"/>"
		    "<text x=\"58\" y=\"%.1f\">",
		    y, svg_colour(i), y + 4);
		svg_append_text(self->out, conflict->parties[i].name);
		g_string_append(self->out, "</text>\n");
	}
	g_string_append_printf(
	    self->out,
	    "<text x=\"20\" y=\"%.1f\" font-size=\"11\">thick: improves for who "
	    "moves; green: holds (dark: no improvement at all); bold ring: status "
	    "quo</text>\n",
	    self->height + LINE * (double)conflict->n_parties + 4);
}

void
tell_stable_svg(const StableReport *report, GString *out)
{
	Picture self = { .report = report, .out = out };
	const Conflict *conflict = report->conflict;

	place_states(&self);
	self.width = MAX(self.width, 560);
	g_string_append_printf(
	    out,
	    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %.0f %.0f\" "
	    "font-family=\"sans-serif\" font-size=\"13\">\n<title>",
	    self.width, self.height + LINE * (conflict->n_parties + 1.5));
	svg_append_text(out, conflict->title ? conflict->title : "State graph");
	g_string_append(
	    out, "</title>\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n<defs>\n");
	for (uint32_t i = 0; i < MIN(conflict->n_parties, G_N_ELEMENTS(svg_colours)); i++)
		g_string_append_printf(
		    out,
		    "<marker id=\"a%u\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" "
		    "markerWidth=\"8\" markerHeight=\"8\" "
		    "markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path "
		    "d=\"M0 0L8 4L0 8z\" fill=\"%s\"/></marker>\n",
		    i, svg_colour(i));
	g_string_append(out, "</defs>\n");
	draw_moves(&self);
	for (uint32_t s = 0; s < conflict->n_states; s++)
		draw_state(&self, s);
	draw_legend(&self);
	g_string_append(out, "</svg>\n");
}
