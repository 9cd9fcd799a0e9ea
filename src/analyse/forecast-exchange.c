/* Exchanges: two parties that stand on opposite sides on two issues, each of which minds
 * another one more.  Each moves on what it minds less, by so much that both gain alike:
 *
 *   s_ip d_p - s_iq d_q = s_jq d_q - s_jp d_p, so d_q / d_p = (s_ip + s_jp) / (s_iq + s_jq)
 *
 * where i wins d_p of the outcome of p and j wins d_q of that of q; and as far as the first of
 * them is where the other stands. */
#include "analyse/forecast.h"

typedef struct {
	const LineIssue *issue;
	double outcome, weight, range;
} Side;

static Side
side_of(const LineIssue *issue)
{
	Side side = { issue, 0, 0, issue->high - issue->low };

	for (size_t k = 0; k < issue->n_actors; k++) {
		double own = line_middle(issue->actors[k].power) *
		             line_middle(issue->actors[k].salience);

		side.weight += own;
		side.outcome += own * line_middle(issue->actors[k].position);
	}
	side.outcome /= side.weight;
	return side;
}

static size_t
actor_named(const LineIssue *issue, const char *name)
{
	size_t k = 0;

	while (k < issue->n_actors && !g_str_equal(issue->actors[k].name, name))
		k++;
	return k;
}

/* Salience as a share of all that the party minds about the two issues, so that parties
 * compare. */
static void
shares(const Side *p, size_t in_p, const Side *q, size_t in_q, double *of_p, double *of_q)
{
	double a = line_middle(p->issue->actors[in_p].salience);
	double b = line_middle(q->issue->actors[in_q].salience);

	*of_p = a / (a + b);
	*of_q = b / (a + b);
}

/* How much of the line the outcome moves where `mover` goes to where `winner` stands. */
static double
most_shift(const Side *side, size_t mover, size_t winner)
{
	const LineActor *a = &side->issue->actors[mover], *b = &side->issue->actors[winner];
	double own = line_middle(a->power) * line_middle(a->salience);

	return fabs(line_middle(b->position) - line_middle(a->position)) * own / side->weight /
	       side->range;
}

static bool
are_opposed(const Side *side, size_t a, size_t b)
{
	double x = line_middle(side->issue->actors[a].position) - side->outcome;
	double y = line_middle(side->issue->actors[b].position) - side->outcome;

	return x * y < 0;
}

/* `i` gains on p, `j` on q: indices in p and in q. */
static bool
exchange(const Side *p, const Side *q, const size_t i[2], const size_t j[2],
         ForecastExchange *made)
{
	double s_ip, s_iq, s_jp, s_jq;

	shares(p, i[0], q, i[1], &s_ip, &s_iq);
	shares(p, j[0], q, j[1], &s_jp, &s_jq);
	if (!(s_ip > s_jp) || !are_opposed(p, i[0], j[0]) || !are_opposed(q, i[1], j[1]))
		return false;
	double ratio = (s_ip + s_jp) / (s_iq + s_jq);
	double d_p = MIN(most_shift(p, j[0], i[0]), most_shift(q, i[1], j[1]) / ratio);
	double d_q = ratio * d_p;
	double up_p = line_middle(p->issue->actors[i[0]].position) > p->outcome ? 1 : -1;
	double up_q = line_middle(q->issue->actors[j[1]].position) > q->outcome ? 1 : -1;
	const LineActor *mover_p = &p->issue->actors[j[0]], *mover_q = &q->issue->actors[i[1]];

	*made = (ForecastExchange){
		.actor_p = i[0],
		.actor_q = j[1],
		.mover_p = j[0],
		.mover_q = i[1],
		.shift_p = up_p * d_p * p->range,
		.shift_q = up_q * d_q * q->range,
		.move_p = up_p * d_p * p->range * p->weight /
		          (line_middle(mover_p->power) * line_middle(mover_p->salience)),
		.move_q = up_q * d_q * q->range * q->weight /
		          (line_middle(mover_q->power) * line_middle(mover_q->salience)),
		.gain = s_ip * d_p - s_iq * d_q,
	};
	return made->gain > 1e-12;
}

static int
by_gain(gconstpointer a, gconstpointer b)
{
	const ForecastExchange *x = a, *y = b;

	if (x->gain != y->gain)
		return (x->gain < y->gain) - (x->gain > y->gain);
	if (x->p != y->p || x->q != y->q)
		return x->p != y->p ? (x->p > y->p) - (x->p < y->p)
		                    : (x->q > y->q) - (x->q < y->q);
	return x->actor_p != y->actor_p ? (x->actor_p > y->actor_p) - (x->actor_p < y->actor_p)
	                                : (x->actor_q > y->actor_q) - (x->actor_q < y->actor_q);
}

static void
exchange_all(const Line *line, size_t p, size_t q, GArray *exchanges)
{
	Side sides[2] = { side_of(&line->issues[p]), side_of(&line->issues[q]) };
	const LineIssue *issue = &line->issues[p], *other = &line->issues[q];

	for (size_t a = 0; a < issue->n_actors; a++)
		for (size_t b = 0; b < issue->n_actors; b++) {
			const size_t i[2] = { a, actor_named(other, issue->actors[a].name) };
			const size_t j[2] = { b, actor_named(other, issue->actors[b].name) };
			ForecastExchange made;

			if (a == b || i[1] == other->n_actors || j[1] == other->n_actors ||
			    !exchange(&sides[0], &sides[1], i, j, &made))
				continue;
			made.p = p;
			made.q = q;
			g_array_append_val(exchanges, made);
		}
}

GArray *
forecast_exchanges(const Line *line, guint most)
{
	enum { MOST_ISSUES = 50 };
	GArray *exchanges = g_array_new(FALSE, FALSE, sizeof(ForecastExchange));
	size_t n = MIN(line->n_issues, MOST_ISSUES);

	for (size_t p = 0; p < n; p++)
		for (size_t q = p + 1; q < n; q++)
			exchange_all(line, p, q, exchanges);
	g_array_sort(exchanges, by_gain);
	g_array_set_size(exchanges, MIN(exchanges->len, most));
	return exchanges;
}
