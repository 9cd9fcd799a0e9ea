#include "analyse/envy.h"

#include "analyse/space.h"

static void
fill_issue(Envy *self, const EntenteBargain *model, size_t party, size_t index)
{
	const BargainStance *stance = bargain_stance(model, party, index);
	const BargainIssue *issue = &model->issues[index];
	double least = INFINITY, most = -INFINITY;

	for (size_t o = 0; o < issue->n_options; o++) {
		double value = space_value(stance, issue, o);

		least = fmin(least, value);
		most = fmax(most, value);
	}
	for (size_t o = 0; o < issue->n_options; o++)
		self->share[index][o * self->n_parties + party] =
		    most > least ? (space_value(stance, issue, o) - least) / (most - least) : 0;
	self->stake[party * self->n_issues + index] =
	    space_middle(stance->salience) * (most - least);
}

Envy *
envy_new(const EntenteBargain *model, Arena *arena)
{
	Envy *self = arena_new0(arena, Envy, 1);

	self->n_parties = model->n_parties;
	self->n_issues = model->n_issues;
	self->stake = arena_new0(arena, double, self->n_parties * self->n_issues);
	self->share = arena_new0(arena, double *, self->n_issues);
	for (size_t i = 0; i < self->n_issues; i++) {
		self->share[i] =
		    arena_new0(arena, double, model->issues[i].n_options * self->n_parties);
		for (size_t p = 0; p < self->n_parties; p++)
			fill_issue(self, model, p, i);
	}
	for (size_t p = 0; p < self->n_parties; p++) {
		double *stake = &self->stake[p * self->n_issues], sum = 0;

		for (size_t i = 0; i < self->n_issues; i++)
			sum += stake[i];
		if (!(sum > 0))
			return NULL;
		for (size_t i = 0; i < self->n_issues; i++)
			stake[i] = stake[i] / sum * 100;
	}
	return self;
}

double
envy_of(const Envy *self, const int *package, size_t p, size_t q)
{
	double more = 0;

	for (size_t i = 0; i < self->n_issues; i++) {
		const double *share = &self->share[i][(size_t)package[i] * self->n_parties];

		if (self->stake[q * self->n_issues + i] > 0)
			more += self->stake[p * self->n_issues + i] * (share[q] - share[p]);
	}
	/* what rounding leaves is none */
	return more > 1e-9 ? more : 0;
}

void
find_envy(EntenteDeal *deal)
{
	const Envy *envy = deal->recommended ? envy_new(deal->model, deal->arena) : NULL;
	size_t n = deal->model->n_parties;

	if (!envy)
		return;
	deal->envy_definition = "by how many of its 100 points, spread over the issues by how "
				"much hangs on each for "
				"it, a party would have more if it did as well on every issue "
				"as the other does, from "
				"0 for its worst option to 1 for its best; issues that the "
				"other does not mind do not "
				"count, nor do terms of several issues";
	deal->envy = arena_new0(deal->arena, double, n *n);
	for (size_t p = 0; p < n; p++)
		for (size_t q = 0; q < n; q++)
			deal->envy[p * n + q] =
			    envy_of(envy, deal->recommended->at.package, p, q);
}
