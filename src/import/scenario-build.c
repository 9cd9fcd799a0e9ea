/* A scenario -> the bargaining model. */
#include "import/scenario-parts.h"

#include <entente/error.h>
#include <string.h>

static void
build_issue(const ScenarioIssue *issue, EntenteBargain *model, size_t index)
{
	BargainIssue *to = &model->issues[index];

	to->name = arena_strdup(model->arena, issue->name);
	to->kind = issue->kind;
	bargain_allot_options(model, index, issue->options->len);
	for (guint o = 0; o < issue->options->len; o++) {
		to->options[o].name = arena_strdup(model->arena, issue->options->pdata[o]);
		to->options[o].at = g_array_index(issue->at, double, o);
	}
}

static void
build_box(const ScenarioBox *box, size_t party, EntenteBargain *model)
{
	BargainInteraction *to = &model->interactions[model->n_interactions++];

	to->party = party;
	to->value = box->value;
	to->n_conditions = box->n;
	to->conditions = arena_new0(model->arena, BargainCondition, box->n);
	for (size_t i = 0; i < box->n; i++) {
		size_t issue = box->conditions[i].issue, n = model->issues[issue].n_options;

		to->conditions[i].issue = issue;
		to->conditions[i].in = arena_new0(model->arena, bool, n);
		memcpy(to->conditions[i].in, box->conditions[i].in, n);
	}
}

static bool
build_fallback(const ScenarioParty *party, BargainParty *to, const EntenteBargain *model,
               GError **error)
{
	BargainFallback *fallback = &to->fallback;

	if (!isnan(party->threshold)) {
		fallback->kind = BARGAIN_FALLBACK_VALUE;
		fallback->value = (BargainRange){ party->threshold, party->threshold };
	}
	if (!party->has_package)
		return true;
	fallback->kind = BARGAIN_FALLBACK_PACKAGE;
	fallback->package = arena_new0(model->arena, int, model->n_issues);
	for (size_t i = 0; i < model->n_issues; i++) {
		int option =
		    i < party->fallback->len ? g_array_index(party->fallback, int, i) : 0;

		if (!option) {
			g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT,
			            "'%s': the reservation bid says nothing of '%s'",
			            party->name, model->issues[i].name);
			return false;
		}
		fallback->package[i] = option - 1;
	}
	return true;
}

static void
build_party(const Scenario *self, const ScenarioParty *party, EntenteBargain *model,
            size_t index)
{
	BargainParty *to = &model->parties[index];

	to->name = arena_strdup(model->arena, party->name);
	to->floor = party->floor;
	to->cap = party->cap;
	to->discount = party->discount;
	for (guint i = 0; i < self->roles->len; i++) {
		const ScenarioRole *role = &g_array_index(self->roles, ScenarioRole, i);

		if (!g_str_equal(role->file, party->file))
			continue;
		to->name = arena_strdup(model->arena, role->name);
		to->veto = role->veto;
		model->rule.kind = BARGAIN_ALL_BUT;
		model->rule.missing = 1;
	}
	for (size_t i = 0; i < model->n_issues; i++) {
		BargainStance *stance = bargain_stance(model, index, i);
		double weight =
		    i < party->weights->len ? g_array_index(party->weights, double, i) : 0;
		const GArray *values = i < party->values->len ? party->values->pdata[i] : NULL;

		stance->salience = (BargainRange){ weight, weight };
		for (size_t o = 0; values && o < values->len; o++) {
			double value = g_array_index(values, double, o);

			stance->values[o] = (BargainRange){ value, value };
		}
	}
	for (guint i = 0; i < party->boxes->len; i++)
		build_box(&g_array_index(party->boxes, ScenarioBox, i), index, model);
}

static bool
refuse(GError **error, const char *what)
{
	g_set_error_literal(error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT, what);
	return false;
}

static bool
check(const Scenario *self, GError **error)
{
	if (!self->issues->len)
		return refuse(error, "the files have no issue");
	if (!self->parties->len)
		return refuse(error, "the files have issues, but no party's profile");
	if (self->parties->len > BARGAIN_MOST_PARTIES) {
		g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_LIMIT,
		            "%u profiles, more than %d parties", self->parties->len,
		            BARGAIN_MOST_PARTIES);
		return false;
	}
	for (guint i = 0; i < self->issues->len; i++) {
		const ScenarioIssue *issue = self->issues->pdata[i];

		if (issue->options->len)
			continue;
		g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT,
		            "issue '%s' has no option", issue->name);
		return false;
	}
	return true;
}

EntenteBargain *
scenario_build(const Scenario *self, GError **error)
{
	g_autoptr(EntenteBargain) model = bargain_new();
	size_t n_boxes = 0;

	if (!check(self, error))
		return NULL;
	bargain_allot(model, self->parties->len, self->issues->len);
	for (guint i = 0; i < self->issues->len; i++) {
		const ScenarioIssue *issue = self->issues->pdata[i];

		if (!bargain_has_room(model, issue->options->len, error))
			return NULL;
		build_issue(issue, model, i);
	}
	for (guint i = 0; i < self->parties->len; i++)
		n_boxes += ((const ScenarioParty *)self->parties->pdata[i])->boxes->len;
	if (n_boxes > BARGAIN_MOST_TERMS) {
		g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_LIMIT,
		            "%zu terms of several issues, more than %d", n_boxes,
		            BARGAIN_MOST_TERMS);
		return NULL;
	}
	model->interactions = arena_new0(model->arena, BargainInteraction, n_boxes);
	for (guint i = 0; i < self->parties->len; i++) {
		const ScenarioParty *party = self->parties->pdata[i];

		build_party(self, party, model, i);
		if (!build_fallback(party, &model->parties[i], model, error))
			return NULL;
	}
	if (self->questions->len)
		model->questions = (const char **)arena_texts(model->arena, self->questions);
	return bargain_check(model, error) ? g_steal_pointer(&model) : NULL;
}
