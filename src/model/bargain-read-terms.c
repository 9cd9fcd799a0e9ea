/* What names parties, issues and options: packages, conditions, and the terms made of them. */
#include "model/bargain-read.h"

bool
bargain_take_party_name(BargainReading *self, const JsonPlace *up, const json_t *object,
                        size_t *party)
{
	const JsonPlace place = { up, "party", 0 };
	const char *name = NULL;

	if (!bargain_take_text(self, up, object, "party", true, &name))
		return false;
	int found = bargain_find_party(self->model, name);
	*party = (size_t)found;
	return found >= 0 || bargain_refuse(self, &place, "no party is called '%s'", name);
}

bool
bargain_take_issue_name(BargainReading *self, const JsonPlace *place, const char *name,
                        size_t *issue)
{
	int found = bargain_find_issue(self->model, name);

	*issue = (size_t)found;
	return found >= 0 || bargain_refuse(self, place, "no issue is called '%s'", name);
}

/* An option by its name, or, of a numeric issue, by its number. */
bool
bargain_take_option_name(BargainReading *self, const JsonPlace *place, const json_t *value,
                         const BargainIssue *issue, int *option)
{
	if (json_is_number(value)) {
		double number = json_number_value(value);

		for (size_t i = 0; issue->kind == BARGAIN_NUMERIC && i < issue->n_options; i++)
			if (issue->options[i].at == number) {
				*option = (int)i;
				return true;
			}
		return bargain_refuse(self, place, "'%s' has no option %g", issue->name,
		                      number);
	}
	if (!json_is_string(value))
		return bargain_refuse(self, place, "not the name of an option");
	*option = bargain_find_option(issue, json_string_value(value));
	return *option >= 0 || bargain_refuse(self, place, "'%s' has no option '%s'",
	                                      issue->name, json_string_value(value));
}

/* {"issue": "option", …}; with `partial`, issues may be left out. */
bool
bargain_take_package(BargainReading *self, const JsonPlace *place, const json_t *object,
                     bool partial, int **package)
{
	size_t n = self->model->n_issues, issue;
	const char *key;
	json_t *value;

	if (!json_is_object(object))
		return bargain_refuse(self, place, "not an object of issues and options");
	*package = arena_new0(self->model->arena, int, n);
	for (size_t i = 0; i < n; i++)
		(*package)[i] = -1;
	json_object_foreach((json_t *)object, key, value)
	{
		const JsonPlace member = { place, key, 0 };

		if (!bargain_take_issue_name(self, &member, key, &issue) ||
		    !bargain_take_option_name(self, &member, value, &self->model->issues[issue],
		                              &(*package)[issue]))
			return false;
	}
	for (size_t i = 0; i < n && !partial; i++)
		if ((*package)[i] < 0)
			return bargain_refuse(self, place, "nothing of '%s'",
			                      self->model->issues[i].name);
	return true;
}

/* {"from": x, "to": y}, either may be missing. */
static bool
take_span(BargainReading *self, const JsonPlace *place, const json_t *value,
          const BargainIssue *issue, bool *in)
{
	static const char *const keys[] = { "from", "to", NULL };
	double from = -INFINITY, to = INFINITY;

	if (!bargain_take_keys(self, place, value, keys) ||
	    !bargain_take_number(self, place, value, "from", -1e300, 1e300, &from) ||
	    !bargain_take_number(self, place, value, "to", -1e300, 1e300, &to))
		return false;
	for (size_t i = 0; i < issue->n_options; i++)
		in[i] = issue->options[i].at >= from && issue->options[i].at <= to;
	return true;
}

/* "option", ["option", …], {"from": x, "to": y}, or {"not": any of these}. */
static bool
take_set(BargainReading *self, const JsonPlace *place, const json_t *value,
         const BargainIssue *issue, bool *in)
{
	static const char *const not_keys[] = { "not", NULL };
	const json_t *not = json_object_get(value, "not");
	int option;

	if (not ) {
		const JsonPlace member = { place, "not", 0 };

		if (!bargain_take_keys(self, place, value, not_keys))
			return false;
		if (json_object_get(not, "not"))
			return bargain_refuse(self, &member, "not of not");
		if (!take_set(self, &member, not, issue, in))
			return false;
		for (size_t i = 0; i < issue->n_options; i++)
			in[i] = !in[i];
		return true;
	}
	if (json_is_object(value))
		return take_span(self, place, value, issue, in);
	for (size_t i = 0; i < json_array_size(value); i++) {
		const JsonPlace item = { place, NULL, i };

		if (!bargain_take_option_name(self, &item, json_array_get(value, i), issue,
		                              &option))
			return false;
		in[option] = true;
	}
	if (json_is_array(value))
		return true;
	if (!bargain_take_option_name(self, place, value, issue, &option))
		return false;
	in[option] = true;
	return true;
}

static bool
take_conditions(BargainReading *self, const JsonPlace *up, const json_t *object,
                const char *key, BargainCondition **conditions, size_t *n)
{
	const JsonPlace place = { up, key, 0 };
	const json_t *given = json_object_get(object, key);
	const char *name;
	json_t *value;

	if (!given)
		return true;
	if (!json_is_object(given))
		return bargain_refuse(self, &place, "not an object of issues and options");
	*conditions = arena_new0(self->model->arena, BargainCondition, json_object_size(given));
	json_object_foreach((json_t *)given, name, value)
	{
		const JsonPlace member = { &place, name, 0 };
		BargainCondition *condition = &(*conditions)[(*n)++];

		if (!bargain_take_issue_name(self, &member, name, &condition->issue))
			return false;
		const BargainIssue *issue = &self->model->issues[condition->issue];
		condition->in = arena_new0(self->model->arena, bool, issue->n_options);
		if (!take_set(self, &member, value, issue, condition->in))
			return false;
	}
	return true;
}

bool
bargain_take_interaction(BargainReading *self, const JsonPlace *place, const json_t *object,
                         BargainInteraction *interaction)
{
	static const char *const keys[] = { "party", "when", "value", "evidence", NULL };

	if (!json_object_get(object, "value"))
		return bargain_refuse(self, place, "'value' is missing");
	return bargain_take_keys(self, place, object, keys) &&
	       bargain_take_party_name(self, place, object, &interaction->party) &&
	       take_conditions(self, place, object, "when", &interaction->conditions,
	                       &interaction->n_conditions) &&
	       bargain_take_number(self, place, object, "value", -1e9, 1e9,
	                           &interaction->value) &&
	       bargain_take_ground(self, place, object, &interaction->ground);
}

bool
bargain_take_clause(BargainReading *self, const JsonPlace *place, const json_t *object,
                    BargainClause *clause)
{
	static const char *const keys[] = { "if", "then", "exclude", "text", "evidence", NULL };
	bool excludes = json_object_get(object, "exclude") != NULL;

	if (!bargain_take_keys(self, place, object, keys) ||
	    !take_conditions(self, place, object, excludes ? "exclude" : "if", &clause->when,
	                     &clause->n_when) ||
	    !take_conditions(self, place, object, "then", &clause->then, &clause->n_then) ||
	    !bargain_take_text(self, place, object, "text", false, &clause->text) ||
	    !bargain_take_ground(self, place, object, &clause->ground))
		return false;
	if (excludes ? clause->n_then || json_object_get(object, "if") || !clause->n_when
	             : !clause->n_when || !clause->n_then)
		return bargain_refuse(self, place, "give either 'if' and 'then', or 'exclude'");
	return true;
}

bool
bargain_take_red_line(BargainReading *self, const JsonPlace *place, const json_t *object,
                      BargainRedLine *red_line)
{
	static const char *const keys[] = { "party", "refuses", "text", "evidence", NULL };

	if (!bargain_take_keys(self, place, object, keys) ||
	    !bargain_take_party_name(self, place, object, &red_line->party) ||
	    !take_conditions(self, place, object, "refuses", &red_line->conditions,
	                     &red_line->n_conditions) ||
	    !bargain_take_text(self, place, object, "text", false, &red_line->text) ||
	    !bargain_take_ground(self, place, object, &red_line->ground))
		return false;
	return red_line->n_conditions ||
	       bargain_refuse(self, place, "'refuses' names no issue");
}

bool
bargain_take_draft(BargainReading *self, const JsonPlace *up, const json_t *object,
                   BargainDraft *draft)
{
	static const char *const keys[] = { "name", "by", "package", "evidence", NULL };
	const JsonPlace place = { up, "package", 0 };

	return bargain_take_keys(self, up, object, keys) &&
	       bargain_take_text(self, up, object, "name", true, &draft->name) &&
	       bargain_take_text(self, up, object, "by", false, &draft->by) &&
	       bargain_take_package(self, &place, json_object_get(object, "package"), true,
	                            &draft->package) &&
	       bargain_take_ground(self, up, object, &draft->ground);
}
