/* JSON -> the bargaining model.
 *
 * Whoever writes a model by hand wants to be told of every slip: an unknown key, an option that
 * the issue does not have, an interval the wrong way round is an error that names the line and
 * the entry.  Nothing is guessed; what is left out is documented in entente-model(5). */
#include "base/file.h"
#include "base/harmless.h"
#include "base/json-place.h"
#include "model/bargain.h"

#include <entente/error.h>
#include <jansson.h>
#include <string.h>

enum { LARGEST_FILE = 64 << 20 };

typedef struct {
	const char *json, *name;
	size_t length;
	EntenteBargain *model;
	GError **error;
	bool named; /* the error says where it is */
} Reading;

static bool G_GNUC_PRINTF(3, 4)
    refuse(Reading *self, const JsonPlace *place, const char *format, ...)
{
	g_autoptr(GString) what = g_string_new(NULL);
	va_list list;

	g_string_printf(what, "'%s': line %zu: ", self->name,
	                json_place_line(self->json, self->length, place));
	json_place_append(what, place);
	g_string_append(what, place ? ": " : "");
	va_start(list, format);
	g_string_append_vprintf(what, format, list);
	va_end(list);
	g_set_error_literal(self->error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT, what->str);
	return false;
}

/* That it is an object with none but these keys (ends with NULL). */
static bool
take_keys(Reading *self, const JsonPlace *place, const json_t *object, const char *const *keys)
{
	const char *key;
	json_t *value;

	if (!json_is_object(object))
		return refuse(self, place, "not an object");
	json_object_foreach((json_t *)object, key, value)
	{
		const JsonPlace member = { place, key, 0 };

		if (!g_strv_contains(keys, key))
			return refuse(self, &member, "unknown key");
	}
	return true;
}

/* The elements of a list that may be missing: `*n` of them. */
static bool
take_list(Reading *self, const JsonPlace *place, const json_t *list, size_t most, size_t *n)
{
	if (list && !json_is_array(list))
		return refuse(self, place, "not a list");
	*n = json_array_size(list);
	if (*n > most) {
		refuse(self, place, "%zu entries, more than %zu", *n, most);
		if (self->error && *self->error)
			(*self->error)->code = ENTENTE_ERROR_LIMIT;
		return false;
	}
	return true;
}

static bool
take_text(Reading *self, const JsonPlace *up, const json_t *object, const char *key,
          bool required, const char **text)
{
	const JsonPlace place = { up, key, 0 };
	const json_t *value = json_object_get(object, key);

	if (!value)
		return !required || refuse(self, up, "'%s' is missing", key);
	if (!json_is_string(value) || !*json_string_value(value))
		return refuse(self, &place, "not a text");
	*text = arena_strdup(self->model->arena, json_string_value(value));
	return true;
}

static bool
take_number(Reading *self, const JsonPlace *up, const json_t *object, const char *key,
            double least, double most, double *number)
{
	const JsonPlace place = { up, key, 0 };
	const json_t *value = json_object_get(object, key);
	double given = json_number_value(value);

	if (!value)
		return true;
	if (!json_is_number(value))
		return refuse(self, &place, "not a number");
	if (!(given >= least && given <= most))
		return refuse(self, &place, "%g is not from %g to %g", given, least, most);
	*number = given;
	return true;
}

static bool
take_flag(Reading *self, const JsonPlace *up, const json_t *object, const char *key, bool *flag)
{
	const JsonPlace place = { up, key, 0 };
	const json_t *value = json_object_get(object, key);

	if (value && !json_is_boolean(value))
		return refuse(self, &place, "not true or false");
	*flag = json_is_true(value);
	return true;
}

/* A number, or [low, high]. */
static bool
take_range(Reading *self, const JsonPlace *place, const json_t *value, double least,
           BargainRange *range)
{
	enum { MOST = 1000000000 };
	const json_t *low = json_is_array(value) ? json_array_get(value, 0) : value;
	const json_t *high = json_is_array(value) ? json_array_get(value, 1) : value;

	if (!json_is_number(low) || !json_is_number(high) ||
	    (json_is_array(value) && json_array_size(value) != 2))
		return refuse(self, place, "neither a number nor [low, high]");
	*range = (BargainRange){ json_number_value(low), json_number_value(high) };
	if (range->low > range->high)
		return refuse(self, place, "from %g down to %g", range->low, range->high);
	if (range->low < least)
		return refuse(self, place, "%g is less than %g", range->low, least);
	if (range->low < -MOST || range->high > MOST)
		return refuse(self, place, "beyond %d", MOST);
	return true;
}

static bool
take_citation(Reading *self, const JsonPlace *place, const json_t *item,
              BargainCitation *citation)
{
	static const char *const keys[] = { "source", "start", "end", "text", NULL };
	double start = 0, end = 0;

	if (!take_keys(self, place, item, keys) ||
	    !take_text(self, place, item, "source", true, &citation->source) ||
	    !take_text(self, place, item, "text", false, &citation->text) ||
	    !take_number(self, place, item, "start", 0, UINT32_MAX, &start) ||
	    !take_number(self, place, item, "end", start, UINT32_MAX, &end))
		return false;
	citation->start = (uint32_t)start;
	citation->end = (uint32_t)end;
	return true;
}

/* "evidence": "assumed", or a list of sentences; may be missing. */
static bool
take_ground(Reading *self, const JsonPlace *up, const json_t *object, BargainGround *ground)
{
	const JsonPlace place = { up, "evidence", 0 };
	const json_t *value = json_object_get(object, "evidence");

	if (json_is_string(value)) {
		ground->assumed = g_str_equal(json_string_value(value), "assumed");
		return ground->assumed ||
		       refuse(self, &place, "neither \"assumed\" nor a list of sentences");
	}
	if (!take_list(self, &place, value, BARGAIN_MOST_TERMS, &ground->n_cited))
		return false;
	BargainCitation *cited =
	    arena_new0(self->model->arena, BargainCitation, ground->n_cited);
	ground->cited = cited;
	for (size_t i = 0; i < ground->n_cited; i++) {
		const JsonPlace item = { &place, NULL, i };

		if (!take_citation(self, &item, json_array_get(value, i), &cited[i]))
			return false;
	}
	return true;
}

static bool
take_party_name(Reading *self, const JsonPlace *up, const json_t *object, size_t *party)
{
	const JsonPlace place = { up, "party", 0 };
	const char *name = NULL;

	if (!take_text(self, up, object, "party", true, &name))
		return false;
	int found = bargain_find_party(self->model, name);
	*party = (size_t)found;
	return found >= 0 || refuse(self, &place, "no party is called '%s'", name);
}

static bool
find_issue(Reading *self, const JsonPlace *place, const char *name, size_t *issue)
{
	int found = bargain_find_issue(self->model, name);

	*issue = (size_t)found;
	return found >= 0 || refuse(self, place, "no issue is called '%s'", name);
}

/* An option by its name, or, of a numeric issue, by its number. */
static bool
find_option(Reading *self, const JsonPlace *place, const json_t *value,
            const BargainIssue *issue, int *option)
{
	if (json_is_number(value)) {
		double number = json_number_value(value);

		for (size_t i = 0; issue->kind == BARGAIN_NUMERIC && i < issue->n_options; i++)
			if (issue->options[i].at == number) {
				*option = (int)i;
				return true;
			}
		return refuse(self, place, "'%s' has no option %g", issue->name, number);
	}
	if (!json_is_string(value))
		return refuse(self, place, "not the name of an option");
	*option = bargain_find_option(issue, json_string_value(value));
	return *option >= 0 || refuse(self, place, "'%s' has no option '%s'", issue->name,
	                              json_string_value(value));
}

/* {"issue": "option", …}; with `partial`, issues may be left out. */
static bool
take_package(Reading *self, const JsonPlace *place, const json_t *object, bool partial,
             int **package)
{
	size_t n = self->model->n_issues, issue;
	const char *key;
	json_t *value;

	if (!json_is_object(object))
		return refuse(self, place, "not an object of issues and options");
	*package = arena_new0(self->model->arena, int, n);
	for (size_t i = 0; i < n; i++)
		(*package)[i] = -1;
	json_object_foreach((json_t *)object, key, value)
	{
		const JsonPlace member = { place, key, 0 };

		if (!find_issue(self, &member, key, &issue) ||
		    !find_option(self, &member, value, &self->model->issues[issue],
		                 &(*package)[issue]))
			return false;
	}
	for (size_t i = 0; i < n && !partial; i++)
		if ((*package)[i] < 0)
			return refuse(self, place, "nothing of '%s'",
			              self->model->issues[i].name);
	return true;
}

/* {"from": x, "to": y}, either may be missing. */
static bool
take_span(Reading *self, const JsonPlace *place, const json_t *value, const BargainIssue *issue,
          bool *in)
{
	static const char *const keys[] = { "from", "to", NULL };
	double from = -INFINITY, to = INFINITY;

	if (!take_keys(self, place, value, keys) ||
	    !take_number(self, place, value, "from", -1e300, 1e300, &from) ||
	    !take_number(self, place, value, "to", -1e300, 1e300, &to))
		return false;
	for (size_t i = 0; i < issue->n_options; i++)
		in[i] = issue->options[i].at >= from && issue->options[i].at <= to;
	return true;
}

/* "option", ["option", …], {"from": x, "to": y}, or {"not": any of these}. */
static bool
take_set(Reading *self, const JsonPlace *place, const json_t *value, const BargainIssue *issue,
         bool *in)
{
	static const char *const not_keys[] = { "not", NULL };
	const json_t *not = json_object_get(value, "not");
	int option;

	if (not ) {
		const JsonPlace member = { place, "not", 0 };

		if (!take_keys(self, place, value, not_keys))
			return false;
		if (json_object_get(not, "not"))
			return refuse(self, &member, "not of not");
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

		if (!find_option(self, &item, json_array_get(value, i), issue, &option))
			return false;
		in[option] = true;
	}
	if (json_is_array(value))
		return true;
	if (!find_option(self, place, value, issue, &option))
		return false;
	in[option] = true;
	return true;
}

static bool
take_conditions(Reading *self, const JsonPlace *up, const json_t *object, const char *key,
                BargainCondition **conditions, size_t *n)
{
	const JsonPlace place = { up, key, 0 };
	const json_t *given = json_object_get(object, key);
	const char *name;
	json_t *value;

	if (!given)
		return true;
	if (!json_is_object(given))
		return refuse(self, &place, "not an object of issues and options");
	*conditions = arena_new0(self->model->arena, BargainCondition, json_object_size(given));
	json_object_foreach((json_t *)given, name, value)
	{
		const JsonPlace member = { &place, name, 0 };
		BargainCondition *condition = &(*conditions)[(*n)++];

		if (!find_issue(self, &member, name, &condition->issue))
			return false;
		const BargainIssue *issue = &self->model->issues[condition->issue];
		condition->in = arena_new0(self->model->arena, bool, issue->n_options);
		if (!take_set(self, &member, value, issue, condition->in))
			return false;
	}
	return true;
}

/* A number; or null, where an option is on no place of a line. */
static bool
take_place(Reading *self, const JsonPlace *up, const json_t *object, const BargainIssue *issue,
           double *at)
{
	if (issue->kind == BARGAIN_ORDERED && json_is_null(json_object_get(object, "at"))) {
		*at = NAN;
		return true;
	}
	return take_number(self, up, object, "at", -1e300, 1e300, at);
}

static bool
take_option(Reading *self, const JsonPlace *place, const json_t *value,
            const BargainIssue *issue, BargainOption *option)
{
	static const char *const keys[] = { "name", "text", "at", "evidence", NULL };
	g_autoptr(GString) name = g_string_new(NULL);

	if (json_is_number(value) && issue->kind == BARGAIN_NUMERIC) {
		option->at = json_number_value(value);
	} else if (json_is_string(value) && *json_string_value(value) &&
	           issue->kind != BARGAIN_NUMERIC) {
		option->name = arena_strdup(self->model->arena, json_string_value(value));
	} else if (!json_is_object(value)) {
		return refuse(self, place, "not an option");
	} else if (!take_keys(self, place, value, keys) ||
	           !take_text(self, place, value, "name", issue->kind != BARGAIN_NUMERIC,
	                      &option->name) ||
	           !take_text(self, place, value, "text", false, &option->text) ||
	           !take_place(self, place, value, issue, &option->at) ||
	           !take_ground(self, place, value, &option->ground)) {
		return false;
	}
	if (option->name)
		return true;
	bargain_append_number(name, option->at);
	option->name = arena_strdup(self->model->arena, name->str);
	return true;
}

/* As bargain_allot_options, where that is not too much. */
static bool
make_room(Reading *self, const JsonPlace *place, size_t issue, size_t n)
{
	g_autoptr(GError) much = NULL;

	if (bargain_has_room(self->model, n, &much)) {
		bargain_allot_options(self->model, issue, n);
		return true;
	}
	refuse(self, place, "%s", much->message);
	if (self->error && *self->error)
		(*self->error)->code = ENTENTE_ERROR_LIMIT;
	return false;
}

static bool
take_numbers(Reading *self, const JsonPlace *up, const json_t *range, size_t issue)
{
	static const char *const keys[] = { "from", "to", "step", NULL };
	const JsonPlace place = { up, "range", 0 };
	double from = NAN, to = NAN, step = 1;

	if (!take_keys(self, &place, range, keys) ||
	    !take_number(self, &place, range, "from", -1e15, 1e15, &from) ||
	    !take_number(self, &place, range, "to", -1e15, 1e15, &to) ||
	    !take_number(self, &place, range, "step", 1e-9, 1e15, &step))
		return false;
	if (!(from <= to))
		return refuse(self, &place, "not {\"from\": low, \"to\": high}");
	double n = floor((to - from) / step + 1e-9) + 1;
	if (n > BARGAIN_MOST_OPTIONS)
		return refuse(self, &place, "%.0f options, more than %d", n,
		              BARGAIN_MOST_OPTIONS);
	if (!make_room(self, &place, issue, (size_t)n))
		return false;
	for (size_t i = 0; i < (size_t)n; i++) {
		BargainOption *option = &self->model->issues[issue].options[i];
		g_autoptr(GString) name = g_string_new(NULL);

		/* as a decimal of twelve digits, lest 0.1 three times be 0.30000000000000004 */
		g_string_printf(name, "%.12g", from + (double)i * step);
		option->at = g_ascii_strtod(name->str, NULL);
		option->name = arena_strdup(self->model->arena, name->str);
	}
	return true;
}

static bool
take_options(Reading *self, const JsonPlace *up, const json_t *object, size_t index)
{
	const JsonPlace place = { up, "options", 0 };
	const json_t *list = json_object_get(object, "options");
	const json_t *range = json_object_get(object, "range");
	BargainIssue *issue = &self->model->issues[index];
	size_t n;

	if (!list == !range)
		return refuse(self, up, "give either 'options' or 'range'");
	if (range) {
		issue->kind = BARGAIN_NUMERIC;
		return take_numbers(self, up, range, index);
	}
	if (!take_list(self, &place, list, BARGAIN_MOST_OPTIONS, &n))
		return false;
	if (!n)
		return refuse(self, &place, "empty: an issue needs an option");
	if (!make_room(self, &place, index, n))
		return false;
	for (size_t i = 0; i < n; i++) {
		const JsonPlace item = { &place, NULL, i };

		if (!take_option(self, &item, json_array_get(list, i), issue,
		                 &issue->options[i]))
			return false;
	}
	return true;
}

/* Which of these words (ends with NULL) the member is; `*choice` stays where it is missing. */
static bool
take_choice(Reading *self, const JsonPlace *up, const json_t *object, const char *key,
            const char *const *words, int *choice)
{
	const JsonPlace place = { up, key, 0 };
	const json_t *value = json_object_get(object, key);
	g_autoptr(GString) all = g_string_new(NULL);

	if (!value)
		return true;
	for (int i = 0; words[i]; i++) {
		if (g_strcmp0(json_string_value(value), words[i]) == 0) {
			*choice = i;
			return true;
		}
		g_string_append_printf(all, "%s\"%s\"", i ? ", " : "", words[i]);
	}
	return refuse(self, &place, "not one of %s", all->str);
}

static bool
take_issue(Reading *self, const JsonPlace *place, const json_t *object, size_t index)
{
	static const char *const keys[] = { "name",  "text",       "kind",     "options",
		                            "range", "status_quo", "evidence", NULL };
	static const char *const kinds[] = { "nominal", "ordered", "numeric", NULL };
	const JsonPlace quo = { place, "status_quo", 0 };
	BargainIssue *issue = &self->model->issues[index];
	const json_t *status_quo = json_object_get(object, "status_quo");
	int kind = BARGAIN_NOMINAL;

	if (!take_keys(self, place, object, keys) ||
	    !take_text(self, place, object, "name", true, &issue->name) ||
	    !take_text(self, place, object, "text", false, &issue->text) ||
	    !take_choice(self, place, object, "kind", kinds, &kind))
		return false;
	issue->kind = (BargainIssueKind)kind;
	return take_options(self, place, object, index) &&
	       (!status_quo ||
	        find_option(self, &quo, status_quo, issue, &issue->status_quo)) &&
	       take_ground(self, place, object, &issue->ground);
}

static bool
take_party(Reading *self, const JsonPlace *place, const json_t *object, BargainParty *party)
{
	static const char *const keys[] = { "name",     "power",    "veto",     "floor", "cap",
		                            "discount", "fallback", "evidence", NULL };

	return take_keys(self, place, object, keys) &&
	       take_text(self, place, object, "name", true, &party->name) &&
	       take_number(self, place, object, "power", 0, 1e12, &party->power) &&
	       take_flag(self, place, object, "veto", &party->veto) &&
	       take_number(self, place, object, "floor", -1e12, 1e12, &party->floor) &&
	       take_number(self, place, object, "cap", -1e12, 1e12, &party->cap) &&
	       take_number(self, place, object, "discount", 1e-9, 1, &party->discount) &&
	       take_ground(self, place, object, &party->ground);
}

/* A number, an interval, or {"package": …} or {"value": …} with evidence. */
static bool
take_fallback(Reading *self, const JsonPlace *up, const json_t *object, BargainParty *party)
{
	static const char *const keys[] = { "value", "package", "evidence", NULL };
	const JsonPlace place = { up, "fallback", 0 };
	const JsonPlace value_place = { &place, "value", 0 },
			package_place = { &place, "package", 0 };
	const json_t *given = json_object_get(object, "fallback");
	BargainFallback *fallback = &party->fallback;

	if (!given)
		return true;
	fallback->kind = BARGAIN_FALLBACK_VALUE;
	if (!json_is_object(given))
		return take_range(self, &place, given, -INFINITY, &fallback->value);
	const json_t *package = json_object_get(given, "package");
	const json_t *value = json_object_get(given, "value");
	if (!take_keys(self, &place, given, keys) ||
	    !take_ground(self, &place, given, &fallback->ground))
		return false;
	if (!package == !value)
		return refuse(self, &place, "give either 'value' or 'package'");
	if (value)
		return take_range(self, &value_place, value, -INFINITY, &fallback->value);
	fallback->kind = BARGAIN_FALLBACK_PACKAGE;
	return take_package(self, &package_place, package, false, &fallback->package);
}

static bool
take_value(Reading *self, const JsonPlace *place, const json_t *value, BargainStance *stance,
           const BargainIssue *issue, int option)
{
	static const char *const keys[] = { "value", "evidence", NULL };
	const JsonPlace member = { place, "value", 0 };

	if (!json_is_object(value))
		return take_range(self, place, value, -INFINITY, &stance->values[option]);
	if (!stance->grounds)
		stance->grounds =
		    arena_new0(self->model->arena, BargainGround, issue->n_options);
	return take_keys(self, place, value, keys) &&
	       take_range(self, &member, json_object_get(value, "value"), -INFINITY,
	                  &stance->values[option]) &&
	       take_ground(self, place, value, &stance->grounds[option]);
}

/* Of a numeric issue, what lies between two options whose values are given lies on the line
 * between these. */
static bool
fill_between(Reading *self, const JsonPlace *place, BargainStance *stance,
             const BargainIssue *issue, const bool *given)
{
	const BargainOption *options = issue->options;
	size_t last = issue->n_options - 1, from = 0;

	if (!given[0] || !given[last])
		return refuse(self, place,
		              "the values of '%s' and '%s', the ends of '%s', are needed",
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
take_values(Reading *self, const JsonPlace *up, const json_t *object, BargainStance *stance,
            const BargainIssue *issue)
{
	const JsonPlace place = { up, "values", 0 };
	const json_t *values = json_object_get(object, "values");
	g_autofree bool *given = g_new0(bool, issue->n_options);
	const char *key;
	json_t *value;

	for (size_t i = 0; i < issue->n_options; i++)
		stance->values[i] = (BargainRange){ 0, 1 };
	if (values && !json_is_object(values))
		return refuse(self, &place, "not an object of options and values");
	json_object_foreach((json_t *)values, key, value)
	{
		const JsonPlace member = { &place, key, 0 };
		int option = bargain_find_option(issue, key);

		if (option < 0)
			return refuse(self, &member, "'%s' has no such option", issue->name);
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
take_order(Reading *self, const JsonPlace *up, const json_t *object, BargainStance *stance,
           const BargainIssue *issue)
{
	const JsonPlace place = { up, "order", 0 };
	const json_t *order = json_object_get(object, "order");
	size_t n, n_ranked = 0;

	if (!order)
		return true;
	if (!take_list(self, &place, order, issue->n_options, &n))
		return false;
	stance->rank = arena_new0(self->model->arena, unsigned, issue->n_options);
	for (size_t i = 0; i < n; i++) {
		const JsonPlace item = { &place, NULL, i };
		const json_t *tied = json_array_get(order, i);
		size_t n_tied = json_is_array(tied) ? json_array_size(tied) : 1;

		for (size_t j = 0; j < n_tied; j++) {
			int option;

			if (!find_option(self, &item,
			                 json_is_array(tied) ? json_array_get(tied, j) : tied,
			                 issue, &option))
				return false;
			if (stance->rank[option])
				return refuse(self, &item, "'%s' a second time",
				              issue->options[option].name);
			stance->rank[option] = (unsigned)i + 1;
			n_ranked++;
		}
	}
	for (size_t i = 0; i < issue->n_options; i++)
		if (!stance->rank[i])
			return refuse(self, &place, "'%s' is missing", issue->options[i].name);
	return true;
}

static bool
take_stance(Reading *self, const JsonPlace *place, const json_t *object, bool *seen)
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

	if (!take_keys(self, place, object, keys) ||
	    !take_party_name(self, place, object, &party) ||
	    !take_text(self, place, object, "issue", true, &name) ||
	    !find_issue(self, &issue_place, name, &issue))
		return false;
	BargainStance *stance = bargain_stance(self->model, party, issue);
	size_t index = party * self->model->n_issues + issue;
	if (seen[index])
		return refuse(self, place, "'%s' on '%s' a second time",
		              self->model->parties[party].name, name);
	seen[index] = true;
	stance->salience = (BargainRange){ 1, 1 };
	return (!salience ||
	        take_range(self, &salience_place, salience, 0, &stance->salience)) &&
	       (!position ||
	        take_range(self, &position_place, position, -INFINITY, &stance->position)) &&
	       take_number(self, place, object, "power", 0, 1e12, &stance->power) &&
	       take_values(self, place, object, stance, &self->model->issues[issue]) &&
	       take_order(self, place, object, stance, &self->model->issues[issue]) &&
	       take_ground(self, place, object, &stance->ground);
}

static bool
take_interaction(Reading *self, const JsonPlace *place, const json_t *object,
                 BargainInteraction *interaction)
{
	static const char *const keys[] = { "party", "when", "value", "evidence", NULL };

	if (!json_object_get(object, "value"))
		return refuse(self, place, "'value' is missing");
	return take_keys(self, place, object, keys) &&
	       take_party_name(self, place, object, &interaction->party) &&
	       take_conditions(self, place, object, "when", &interaction->conditions,
	                       &interaction->n_conditions) &&
	       take_number(self, place, object, "value", -1e9, 1e9, &interaction->value) &&
	       take_ground(self, place, object, &interaction->ground);
}

static bool
take_clause(Reading *self, const JsonPlace *place, const json_t *object, BargainClause *clause)
{
	static const char *const keys[] = { "if", "then", "exclude", "text", "evidence", NULL };
	bool excludes = json_object_get(object, "exclude") != NULL;

	if (!take_keys(self, place, object, keys) ||
	    !take_conditions(self, place, object, excludes ? "exclude" : "if", &clause->when,
	                     &clause->n_when) ||
	    !take_conditions(self, place, object, "then", &clause->then, &clause->n_then) ||
	    !take_text(self, place, object, "text", false, &clause->text) ||
	    !take_ground(self, place, object, &clause->ground))
		return false;
	if (excludes ? clause->n_then || json_object_get(object, "if") || !clause->n_when
	             : !clause->n_when || !clause->n_then)
		return refuse(self, place, "give either 'if' and 'then', or 'exclude'");
	return true;
}

static bool
take_red_line(Reading *self, const JsonPlace *place, const json_t *object,
              BargainRedLine *red_line)
{
	static const char *const keys[] = { "party", "refuses", "text", "evidence", NULL };

	if (!take_keys(self, place, object, keys) ||
	    !take_party_name(self, place, object, &red_line->party) ||
	    !take_conditions(self, place, object, "refuses", &red_line->conditions,
	                     &red_line->n_conditions) ||
	    !take_text(self, place, object, "text", false, &red_line->text) ||
	    !take_ground(self, place, object, &red_line->ground))
		return false;
	return red_line->n_conditions || refuse(self, place, "'refuses' names no issue");
}

static bool
take_draft(Reading *self, const JsonPlace *up, const json_t *object, BargainDraft *draft)
{
	static const char *const keys[] = { "name", "by", "package", "evidence", NULL };
	const JsonPlace place = { up, "package", 0 };

	return take_keys(self, up, object, keys) &&
	       take_text(self, up, object, "name", true, &draft->name) &&
	       take_text(self, up, object, "by", false, &draft->by) &&
	       take_package(self, &place, json_object_get(object, "package"), true,
	                    &draft->package) &&
	       take_ground(self, up, object, &draft->ground);
}

static bool
take_rule(Reading *self, const json_t *object)
{
	static const char *const keys[] = { "kind", "missing", "quota", NULL };
	static const char *const kinds[] = { "unanimity", "all-but", "majority", NULL };
	const JsonPlace place = { NULL, "rule", 0 };
	double missing = 1;
	int kind = BARGAIN_UNANIMITY;

	self->model->rule.quota = 0.5;
	if (!object)
		return true;
	if (!take_keys(self, &place, object, keys) ||
	    !take_choice(self, &place, object, "kind", kinds, &kind) ||
	    !take_number(self, &place, object, "missing", 0, (double)self->model->n_parties,
	                 &missing) ||
	    !take_number(self, &place, object, "quota", 0, 1, &self->model->rule.quota))
		return false;
	self->model->rule.kind = (BargainRuleKind)kind;
	self->model->rule.missing = kind == BARGAIN_ALL_BUT ? (size_t)missing : 0;
	return true;
}

static bool
take_questions(Reading *self, const json_t *list)
{
	const JsonPlace place = { NULL, "questions", 0 };
	size_t n;

	if (!take_list(self, &place, list, BARGAIN_MOST_TERMS, &n))
		return false;
	self->model->questions = n ? arena_new0(self->model->arena, const char *, n + 1) : NULL;
	for (size_t i = 0; i < n; i++) {
		const JsonPlace item = { &place, NULL, i };
		const json_t *text = json_array_get(list, i);

		if (!json_is_string(text))
			return refuse(self, &item, "not a text");
		self->model->questions[i] =
		    arena_strdup(self->model->arena, json_string_value(text));
	}
	return true;
}

static bool
take_parties_and_issues(Reading *self, const json_t *root)
{
	const JsonPlace parties = { NULL, "parties", 0 }, issues = { NULL, "issues", 0 };
	const json_t *party_list = json_object_get(root, "parties");
	const json_t *issue_list = json_object_get(root, "issues");
	size_t n_parties, n_issues;

	if (!take_list(self, &parties, party_list, BARGAIN_MOST_PARTIES, &n_parties) ||
	    !take_list(self, &issues, issue_list, BARGAIN_MOST_ISSUES, &n_issues))
		return false;
	if (!n_parties)
		return refuse(self, party_list ? &parties : NULL, "no party");
	if (!n_issues)
		return refuse(self, issue_list ? &issues : NULL, "no issue");
	bargain_allot(self->model, n_parties, n_issues);
	for (size_t i = 0; i < n_issues; i++) {
		const JsonPlace item = { &issues, NULL, i };

		if (!take_issue(self, &item, json_array_get(issue_list, i), i))
			return false;
	}
	for (size_t i = 0; i < n_parties; i++) {
		const JsonPlace item = { &parties, NULL, i };
		const json_t *party = json_array_get(party_list, i);

		if (!take_party(self, &item, party, &self->model->parties[i]) ||
		    !take_fallback(self, &item, party, &self->model->parties[i]))
			return false;
	}
	return true;
}

static bool
take_stances(Reading *self, const json_t *list)
{
	const JsonPlace place = { NULL, "stances", 0 };
	size_t most = self->model->n_parties * self->model->n_issues, n;
	g_autofree bool *seen = g_new0(bool, most);

	if (!take_list(self, &place, list, most, &n))
		return false;
	for (size_t i = 0; i < n; i++) {
		const JsonPlace item = { &place, NULL, i };

		if (!take_stance(self, &item, json_array_get(list, i), seen))
			return false;
	}
	return true;
}

/* The lists whose entries are of one kind each. */
#define TAKE_ALL(self, root, key, type, take)                                                  \
	({                                                                                     \
		const JsonPlace place = { NULL, #key, 0 };                                     \
		const json_t *list = json_object_get(root, #key);                              \
		EntenteBargain *model = (self)->model;                                         \
		bool taken =                                                                   \
		    take_list(self, &place, list, BARGAIN_MOST_TERMS, &model->n_##key);        \
		model->key = arena_new0(model->arena, type, taken ? model->n_##key : 0);       \
		for (size_t i = 0; taken && i < model->n_##key; i++) {                         \
			const JsonPlace item = { &place, NULL, i };                            \
			taken = take(self, &item, json_array_get(list, i), &model->key[i]);    \
		}                                                                              \
		taken;                                                                         \
	})

static bool
take_model(Reading *self, const json_t *root)
{
	static const char *const keys[] = { "$schema",      "title",   "parties",   "issues",
		                            "stances",      "clauses", "red_lines", "drafts",
		                            "interactions", "rule",    "questions", NULL };
	g_autoptr(GError) wrong = NULL;

	if (!take_keys(self, NULL, root, keys) ||
	    !take_text(self, NULL, root, "title", false, &self->model->title) ||
	    !take_parties_and_issues(self, root) ||
	    !take_stances(self, json_object_get(root, "stances")) ||
	    !TAKE_ALL(self, root, interactions, BargainInteraction, take_interaction) ||
	    !TAKE_ALL(self, root, clauses, BargainClause, take_clause) ||
	    !TAKE_ALL(self, root, red_lines, BargainRedLine, take_red_line) ||
	    !TAKE_ALL(self, root, drafts, BargainDraft, take_draft) ||
	    !take_rule(self, json_object_get(root, "rule")) ||
	    !take_questions(self, json_object_get(root, "questions")))
		return false;
	if (bargain_check(self->model, &wrong))
		return true;
	g_set_error(self->error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT, "'%s': %s", self->name,
	            wrong->message);
	return false;
}

EntenteBargain *
entente_bargain_parse(const char *json, size_t length, const char *name, GError **error)
{
	json_error_t why;
	json_t *root = json_loadb(json, length, JSON_REJECT_DUPLICATES, &why);

	if (!root) {
		g_autofree char *reason = harmless_line(why.text);

		g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT, "'%s': line %d: %s",
		            name, MAX(why.line, 1), reason);
		return NULL;
	}
	g_autoptr(EntenteBargain) model = bargain_new();
	g_autoptr(GError) wrong = NULL;
	Reading reading = { json, name, length, model, &wrong, false };
	bool taken = take_model(&reading, root);
	json_decref(root);
	if (taken)
		return g_steal_pointer(&model);
	for (char *c = wrong->message; *c; c++)
		*c = *c == '\n' ? ' ' : *c;
	g_propagate_error(error, g_steal_pointer(&wrong));
	return NULL;
}

EntenteBargain *
entente_bargain_load(const char *path, GError **error)
{
	g_autoptr(GString) json = file_read(path, LARGEST_FILE, error);

	return json ? entente_bargain_parse(json->str, json->len, path, error) : NULL;
}
