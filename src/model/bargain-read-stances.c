/* What a party makes of an issue. */
#include "model/bargain-read.h"

static bool
take_value(BargainReading *self, const JsonPlace *place, const json_t *value,
           BargainStance *stance, const BargainIssue *issue, int option)
{
	static const char *const keys[] = { "value", "evidence", NULL };
	const JsonPlace member = { place, "value", 0 };

	if (!json_is_object(value))
		return bargain_take_range(self, place, value, -INFINITY,
		                          &stance->values[option]);
	if (!stance->grounds)
		stance->grounds =
		    arena_new0(self->model->arena, BargainGround, issue->n_options);
	return bargain_take_keys(self, place, value, keys) &&
	       bargain_take_range(self, &member, json_object_get(value, "value"), -INFINITY,
	                          &stance->values[option]) &&
	       bargain_take_ground(self, place, value, &stance->grounds[option]);
}

/* Of a numeric issue, what lies between two options whose values are given lies on the line
 * between these. */
static bool
fill_between(BargainReading *self, const JsonPlace *place, BargainStance *stance,
             const BargainIssue *issue, const bool *given)
{
	const BargainOption *options = issue->options;
	size_t last = issue->n_options - 1, from = 0;

	if (!given[0] || !given[last])
		return bargain_refuse(
		    self, place, "the values of '%s' and '%s', the ends of '%s', are needed",
		    options[0].name, options[last].name, issue->name);
	for (size_t i = 1; i <= last; i++) {
		if (!given[i])
			continue;
		BargainRange a = stance->values[from], b = stance->values[i];
		for (size_t j = from + 1; j < i; j++) {
			double t = (options[j].at - options[from].at) /
			           (options[i].at - options[from].at);

			stance->values[j] = (BargainRange){ a.low + t * (b.low - a.low),
				                            a.high + t * (b.high - a.high) };
		}
		from = i;
	}
	return true;
}

static bool
take_values(BargainReading *self, const JsonPlace *up, const json_t *object,
            BargainStance *stance, const BargainIssue *issue)
{
	const JsonPlace place = { up, "values", 0 };
	const json_t *values = json_object_get(object, "values");
	g_autofree bool *given = g_new0(bool, issue->n_options);
	const char *key;
	json_t *value;

	for (size_t i = 0; i < issue->n_options; i++)
		stance->values[i] = (BargainRange){ 0, 1 };
	if (values && !json_is_object(values))
		return bargain_refuse(self, &place, "not an object of options and values");
	json_object_foreach((json_t *)values, key, value)
	{
		const JsonPlace member = { &place, key, 0 };
		int option = bargain_find_option(issue, key);

		if (option < 0)
			return bargain_refuse(self, &member, "'%s' has no such option",
			                      issue->name);
		if (!take_value(self, &member, value, stance, issue, option))
			return false;
		given[option] = true;
	}
	if (issue->kind != BARGAIN_NUMERIC || json_object_size(values) == 0)
		return true;
	return fill_between(self, &place, stance, issue, given);
}

/* ["best", ["next", "as good"], "worst"]: all options, each once. */
static bool
take_order(BargainReading *self, const JsonPlace *up, const json_t *object,
           BargainStance *stance, const BargainIssue *issue)
{
	const JsonPlace place = { up, "order", 0 };
	const json_t *order = json_object_get(object, "order");
	size_t n, n_ranked = 0;

	if (!order)
		return true;
	if (!bargain_take_list(self, &place, order, issue->n_options, &n))
		return false;
	stance->rank = arena_new0(self->model->arena, unsigned, issue->n_options);
	for (size_t i = 0; i < n; i++) {
		const JsonPlace item = { &place, NULL, i };
		const json_t *tied = json_array_get(order, i);
		size_t n_tied = json_is_array(tied) ? json_array_size(tied) : 1;

		for (size_t j = 0; j < n_tied; j++) {
			int option;

			if (!bargain_take_option_name(
				self, &item,
				json_is_array(tied) ? json_array_get(tied, j) : tied, issue,
				&option))
				return false;
			if (stance->rank[option])
				return bargain_refuse(self, &item, "'%s' a second time",
				                      issue->options[option].name);
			stance->rank[option] = (unsigned)i + 1;
			n_ranked++;
		}
	}
	for (size_t i = 0; i < issue->n_options; i++)
		if (!stance->rank[i])
			return bargain_refuse(self, &place, "'%s' is missing",
			                      issue->options[i].name);
	return true;
}

static bool
take_stance(BargainReading *self, const JsonPlace *place, const json_t *object, bool *seen)
{
	static const char *const keys[] = { "party",    "issue", "salience", "values", "order",
		                            "position", "power", "evidence", NULL };
	const JsonPlace issue_place = { place, "issue", 0 },
			salience_place = { place, "salience", 0 },
			position_place = { place, "position", 0 };
	const json_t *salience = json_object_get(object, "salience");
	const json_t *position = json_object_get(object, "position");
	const char *name = NULL;
	size_t party, issue;

	if (!bargain_take_keys(self, place, object, keys) ||
	    !bargain_take_party_name(self, place, object, &party) ||
	    !bargain_take_text(self, place, object, "issue", true, &name) ||
	    !bargain_take_issue_name(self, &issue_place, name, &issue))
		return false;
	BargainStance *stance = bargain_stance(self->model, party, issue);
	size_t index = party * self->model->n_issues + issue;
	if (seen[index])
		return bargain_refuse(self, place, "'%s' on '%s' a second time",
		                      self->model->parties[party].name, name);
	seen[index] = true;
	stance->salience = (BargainRange){ 1, 1 };
	return (!salience ||
	        bargain_take_range(self, &salience_place, salience, 0, &stance->salience)) &&
	       (!position || bargain_take_range(self, &position_place, position, -INFINITY,
	                                        &stance->position)) &&
	       bargain_take_number(self, place, object, "power", 0, 1e12, &stance->power) &&
	       take_values(self, place, object, stance, &self->model->issues[issue]) &&
	       take_order(self, place, object, stance, &self->model->issues[issue]) &&
	       bargain_take_ground(self, place, object, &stance->ground);
}

bool
bargain_take_stances(BargainReading *self, const json_t *list)
{
	const JsonPlace place = { NULL, "stances", 0 };
	size_t most = self->model->n_parties * self->model->n_issues, n;
	g_autofree bool *seen = g_new0(bool, most);

	if (!bargain_take_list(self, &place, list, most, &n))
		return false;
	for (size_t i = 0; i < n; i++) {
		const JsonPlace item = { &place, NULL, i };

		if (!take_stance(self, &item, json_array_get(list, i), seen))
			return false;
	}
	return true;
}
