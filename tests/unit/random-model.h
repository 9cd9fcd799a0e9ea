/* Small bargaining models by chance, for tests that try every package. */
#ifndef RANDOM_MODEL_H
#define RANDOM_MODEL_H

#include "model/bargain.h"

enum { RANDOM_TERMS = 1, RANDOM_CLAUSES = 2, RANDOM_RED_LINES = 4, RANDOM_FALLBACKS = 8 };

static double
random_tenth(GRand *rand)
{
	return g_rand_int_range(rand, 0, 11) / 10.0;
}

static BargainCondition *
random_conditions(GRand *rand, EntenteBargain *model, size_t n)
{
	BargainCondition *conditions = arena_new0(model->arena, BargainCondition, n);

	for (size_t i = 0; i < n; i++) {
		BargainCondition *one = &conditions[i];

		one->issue = (size_t)g_rand_int_range(rand, 0, (gint32)model->n_issues);
		size_t n_options = model->issues[one->issue].n_options;
		one->in = arena_new0(model->arena, bool, n_options);
		for (size_t o = 0; o < n_options; o++)
			one->in[o] = g_rand_boolean(rand);
	}
	return conditions;
}

static void
random_terms(GRand *rand, EntenteBargain *model)
{
	model->n_interactions = (size_t)g_rand_int_range(rand, 1, 5);
	model->interactions =
	    arena_new0(model->arena, BargainInteraction, model->n_interactions);
	for (size_t i = 0; i < model->n_interactions; i++) {
		BargainInteraction *one = &model->interactions[i];

		one->party = (size_t)g_rand_int_range(rand, 0, (gint32)model->n_parties);
		one->n_conditions = (size_t)g_rand_int_range(rand, 0, 4);
		one->conditions = random_conditions(rand, model, one->n_conditions);
		one->value = random_tenth(rand) - 0.3;
	}
	if (g_rand_boolean(rand))
		model->parties[0].cap = 1.5;
}

static void
random_clauses(GRand *rand, EntenteBargain *model)
{
	model->n_clauses = (size_t)g_rand_int_range(rand, 1, 4);
	model->clauses = arena_new0(model->arena, BargainClause, model->n_clauses);
	for (size_t i = 0; i < model->n_clauses; i++) {
		BargainClause *one = &model->clauses[i];

		one->n_when = (size_t)g_rand_int_range(rand, 1, 3);
		one->when = random_conditions(rand, model, one->n_when);
		one->n_then = (size_t)g_rand_int_range(rand, 0, 3);
		one->then = random_conditions(rand, model, one->n_then);
	}
}

static void
random_red_lines(GRand *rand, EntenteBargain *model)
{
	model->n_red_lines = (size_t)g_rand_int_range(rand, 1, 4);
	model->red_lines = arena_new0(model->arena, BargainRedLine, model->n_red_lines);
	for (size_t i = 0; i < model->n_red_lines; i++) {
		BargainRedLine *one = &model->red_lines[i];

		one->party = (size_t)g_rand_int_range(rand, 0, (gint32)model->n_parties);
		one->n_conditions = (size_t)g_rand_int_range(rand, 1, 3);
		one->conditions = random_conditions(rand, model, one->n_conditions);
	}
}

static G_GNUC_UNUSED EntenteBargain *
random_model(GRand *rand, size_t most_parties, size_t most_issues, size_t most_options,
             unsigned what)
{
	EntenteBargain *model = bargain_new();

	bargain_allot(model, (size_t)g_rand_int_range(rand, 1, (gint32)most_parties + 1),
	              (size_t)g_rand_int_range(rand, 1, (gint32)most_issues + 1));
	for (size_t i = 0; i < model->n_issues; i++) {
		size_t n = (size_t)g_rand_int_range(rand, 1, (gint32)most_options + 1);

		model->issues[i].name = arena_printf(model->arena, "i%zu", i);
		bargain_allot_options(model, i, n);
		for (size_t o = 0; o < n; o++)
			model->issues[i].options[o].name =
			    arena_printf(model->arena, "o%zu", o);
		for (size_t p = 0; p < model->n_parties; p++) {
			BargainStance *stance = bargain_stance(model, p, i);
			double salience = random_tenth(rand);

			stance->salience = (BargainRange){ salience, salience };
			for (size_t o = 0; o < n; o++) {
				double value = random_tenth(rand);

				stance->values[o] = (BargainRange){ value, value };
			}
		}
	}
	for (size_t p = 0; p < model->n_parties; p++) {
		BargainParty *party = &model->parties[p];

		party->name = arena_printf(model->arena, "p%zu", p);
		if (what & RANDOM_FALLBACKS && g_rand_boolean(rand)) {
			double value = random_tenth(rand);

			party->fallback.kind = BARGAIN_FALLBACK_VALUE;
			party->fallback.value = (BargainRange){ value, value };
		}
		party->veto = what & RANDOM_FALLBACKS && g_rand_boolean(rand);
	}
	if (what & RANDOM_TERMS)
		random_terms(rand, model);
	if (what & RANDOM_CLAUSES)
		random_clauses(rand, model);
	if (what & RANDOM_RED_LINES)
		random_red_lines(rand, model);
	if (what & RANDOM_FALLBACKS) {
		model->rule.kind = (BargainRuleKind)g_rand_int_range(rand, 0, 3);
		model->rule.missing = model->rule.kind == BARGAIN_ALL_BUT;
		model->rule.quota = 0.5;
	}
	return model;
}

/* The next package in the order of an odometer; false after the last. */
static G_GNUC_UNUSED bool
next_package(const EntenteBargain *model, int *package)
{
	for (size_t i = model->n_issues; i-- > 0;) {
		if ((size_t)++package[i] < model->issues[i].n_options)
			return true;
		package[i] = 0;
	}
	return false;
}

#endif
