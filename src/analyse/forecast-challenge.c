/* Two models of how an outcome comes about: parties challenge one another, or one proposes and
 * the others vote. */
#include "analyse/forecast.h"

enum { MOST_ROUNDS = 20 };

/* The parties as a round finds them. */
typedef struct {
	size_t n;
	double range;
	double *x, *salience, *weight, *risk; /* weight: power times salience */
	double *utility;                      /* of i challenging j: i * n + j */
} Challenge;

/* The chance that i wins against j, where the others side with who is nearer. */
static double
chance(const Challenge *self, size_t i, size_t j)
{
	double with = 0, all = 0;

	for (size_t k = 0; k < self->n; k++) {
		double nearer = fabs(self->x[k] - self->x[j]) - fabs(self->x[k] - self->x[i]);

		with += nearer > 0 ? self->weight[k] * nearer : 0;
		all += self->weight[k] * fabs(nearer);
	}
	return all > 0 ? with / all : 0.5;
}

static double
expected_utility(const Challenge *self, size_t i, size_t j)
{
	double risk = self->risk[i], away = fabs(self->x[i] - self->x[j]) / self->range;
	double succeed = 2 - 4 * pow(0.5 - 0.5 * away, risk);
	double fail = 2 - 4 * pow(0.5 + 0.5 * away, risk);
	double stay = 2 - 4 * pow(0.5, risk);
	double p = chance(self, i, j), s = self->salience[j];

	return s * (p * succeed + (1 - p) * fail) + (1 - s) * succeed - stay;
}

static void
find_utilities(Challenge *self)
{
	for (size_t i = 0; i < self->n; i++)
		for (size_t j = 0; j < self->n; j++)
			self->utility[i * self->n + j] =
			    i == j ? 0 : expected_utility(self, i, j);
}

/* Who has much to fear of the others dares little. */
static void
find_risks(Challenge *self)
{
	g_autofree double *threat = g_new0(double, self->n);
	double least = INFINITY, most = -INFINITY;

	for (size_t i = 0; i < self->n; i++) {
		for (size_t j = 0; j < self->n; j++)
			threat[i] += self->utility[j * self->n + i];
		least = MIN(least, threat[i]);
		most = MAX(most, threat[i]);
	}
	for (size_t i = 0; i < self->n; i++) {
		double risk =
		    most > least ? (2 * threat[i] - most - least) / (most - least) : 0;

		self->risk[i] = (1 - risk / 3) / (1 + risk / 3);
	}
}

/* How far j goes towards i where i challenges it; 0: it does not. */
static double
yields(const Challenge *self, size_t i, size_t j)
{
	double ours = self->utility[i * self->n + j], theirs = self->utility[j * self->n + i];
	double way = self->x[i] - self->x[j];

	/* who stands in one place, but for rounding, has nothing to ask of one another */
	if (ours <= 0 || fabs(way) < self->range * 1e-9)
		return 0;
	if (theirs > 0) /* both would: the stronger carries it */
		return ours > theirs ? way : 0;
	return fabs(ours) > fabs(theirs) ? way * fabs(theirs / ours) : way;
}

/* Everyone moves at once, as little as any challenge makes it; false where nobody does. */
static bool
play_round(Challenge *self)
{
	g_autofree double *moves = g_new0(double, self->n);
	bool moved = false;

	for (size_t i = 0; i < self->n; i++)
		self->risk[i] = 1;
	find_utilities(self);
	find_risks(self);
	find_utilities(self);
	for (size_t j = 0; j < self->n; j++)
		for (size_t i = 0; i < self->n; i++) {
			double move = i == j ? 0 : yields(self, i, j);

			if (move != 0 && (moves[j] == 0 || fabs(move) < fabs(moves[j])))
				moves[j] = move;
		}
	for (size_t j = 0; j < self->n; j++) {
		self->x[j] += moves[j];
		moved |= fabs(moves[j]) > self->range / 1000;
	}
	return moved;
}

static int
by_x(gconstpointer a, gconstpointer b)
{
	const ForecastMass *x = a, *y = b;

	return (x->at > y->at) - (x->at < y->at);
}

static double
median_of(const Challenge *self)
{
	g_autoptr(GArray) masses = g_array_new(FALSE, FALSE, sizeof(ForecastMass));
	double all = 0;

	for (size_t k = 0; k < self->n; k++)
		all += self->weight[k];
	for (size_t k = 0; k < self->n; k++) {
		const ForecastMass mass = { self->x[k], self->weight[k] / all };

		g_array_append_val(masses, mass);
	}
	g_array_sort(masses, by_x);
	return forecast_quantile(masses, 0.5 - 1e-12);
}

double
forecast_challenge(const LineIssue *issue)
{
	size_t n = issue->n_actors;
	g_autofree double *numbers = g_new0(double, 4 * n + n * n);
	Challenge self = { n,
		           issue->high - issue->low,
		           numbers,
		           numbers + n,
		           numbers + 2 * n,
		           numbers + 3 * n,
		           numbers + 4 * n };
	double most = 0;

	for (size_t k = 0; k < n; k++)
		most = MAX(most, line_middle(issue->actors[k].salience));
	double scale = most <= 1 ? 1 : MAX(most, 100);
	for (size_t k = 0; k < n; k++) {
		const LineActor *actor = &issue->actors[k];

		/* as a share, of 1 or of 100: it says how likely a party is to answer */
		self.salience[k] = line_middle(actor->salience) / scale;
		self.x[k] = line_middle(actor->position);
		self.weight[k] = line_middle(actor->power) * self.salience[k];
	}
	if (n < 2 || !(most > 0))
		return NAN;
	for (int round = 0; round < MOST_ROUNDS && play_round(&self); round++)
		;
	return median_of(&self);
}

/* Whether parties of enough power prefer the point to the status quo; the proposer is one. */
static bool
is_adopted(const LineIssue *issue, double point)
{
	double with = 0, all = 0;

	for (size_t k = 0; k < issue->n_actors; k++) {
		double at = line_middle(issue->actors[k].position);
		double power = line_middle(issue->actors[k].power);

		if (!issue->actors[k].votes)
			continue;
		all += power;
		with += fabs(at - point) < fabs(at - issue->status_quo) ? power : 0;
	}
	return with >= issue->quota * all * (1 - 1e-12);
}

double
forecast_procedural(const LineIssue *issue)
{
	if (isnan(issue->status_quo) || issue->setter >= issue->n_actors)
		return NAN;
	double ideal = line_middle(issue->actors[issue->setter].position);
	double best = issue->status_quo, hair = (issue->high - issue->low) * 1e-9;

	if (is_adopted(issue, ideal))
		return ideal;
	/* each party's limit: just short of as far beyond where it stands as the status quo is
	 */
	for (size_t k = 0; k < issue->n_actors; k++) {
		double at = line_middle(issue->actors[k].position);
		double mirrored = 2 * at - issue->status_quo;
		double limit = mirrored + (mirrored > issue->status_quo ? -hair : hair);

		if (limit >= issue->low && limit <= issue->high &&
		    fabs(limit - ideal) < fabs(best - ideal) && is_adopted(issue, limit))
			best = limit;
	}
	return best;
}
