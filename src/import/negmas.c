/* NegMAS YAML or JSON: an outcome space, and utility functions that are sums of functions of
 * one issue each, or of numbers paid in boxes.  Types are names of Python classes, with or
 * without their modules. */
#include "import/scenario.h"

#include <string.h>

/* The last part of a class's name. */
static bool
has_type(const json_t *object, const char *type)
{
	const char *name = json_string_value(json_object_get(object, "type"));
	const char *dot = name ? strrchr(name, '.') : NULL;

	return name && strstr(dot ? dot + 1 : name, type);
}

static bool
is_domain(const ImportFile *file)
{
	const json_t *issues = json_object_get(file->json, "issues");

	return json_is_array(issues) &&
	       (has_type(file->json, "OutcomeSpace") ||
	        json_is_string(json_object_get(json_array_get(issues, 0), "name")));
}

static bool
is_boxes(const json_t *json)
{
	return has_type(json, "HyperRectangle");
}

static bool
is_profile(const ImportFile *file)
{
	return has_type(file->json, "UtilityFunction") || has_type(file->json, "Ufun") ||
	       (json_object_get(file->json, "values") &&
	        json_object_get(file->json, "weights"));
}

/* Names of values as texts: a number or truth value by how it is written. */
static char *
text_of(const json_t *value)
{
	g_autoptr(GString) text = g_string_new(NULL);

	if (json_is_string(value))
		return g_strdup(json_string_value(value));
	if (json_is_boolean(value))
		return g_strdup(json_is_true(value) ? "true" : "false");
	if (json_is_number(value)) {
		bargain_append_number(text, json_number_value(value));
		return g_string_free(g_steal_pointer(&text), FALSE);
	}
	return json_is_null(value) ? g_strdup("null") : NULL;
}

/* [low, high] of a range; continuous ones are cut into twenty steps. */
static bool
add_range(const ImportFile *file, const json_t *values, bool is_continuous, Scenario *scenario,
          int issue, GError **error)
{
	enum { STEPS = 20 };
	double low, high;

	if (!import_number(json_array_get(values, 0), &low) ||
	    !import_number(json_array_get(values, 1), &high) || !(low <= high) ||
	    (!is_continuous && high - low >= BARGAIN_MOST_OPTIONS))
		return import_refuse(file, error, "an issue whose range is none, or too long");
	size_t n = is_continuous ? STEPS + 1 : (size_t)(high - low) + 1;
	for (size_t i = 0; i < n; i++)
		scenario_number(scenario, issue,
		                is_continuous ? low + (high - low) * (double)i / STEPS
		                              : low + (double)i);
	return true;
}

static bool
add_options(const ImportFile *file, const json_t *values, Scenario *scenario, int issue,
            GError **error)
{
	for (size_t i = 0; i < json_array_size(values); i++) {
		const json_t *value = json_array_get(values, i);
		g_autofree char *text = text_of(value);

		if (!text || (json_is_number(value)
		                  ? scenario_number(scenario, issue, json_number_value(value))
		                  : scenario_option(scenario, issue, text)) < 0)
			return import_refuse(file, error,
			                     "an option that is no text, or too many");
	}
	return true;
}

static bool
is_numeric(const json_t *values)
{
	for (size_t i = 0; i < json_array_size(values); i++)
		if (!json_is_number(json_array_get(values, i)))
			return false;
	return json_array_size(values) > 0;
}

static bool
add_issue(const ImportFile *file, const json_t *of, size_t index, Scenario *scenario,
          GError **error)
{
	const json_t *values = json_object_get(of, "values");
	const char *given = json_string_value(json_object_get(of, "name"));
	g_autofree char *name = given ? g_strdup(given) : g_strdup_printf("%zu", index);
	bool is_continuous = has_type(of, "Continuous"), is_range = has_type(of, "Contiguous");
	double count;

	bool numeric = is_numeric(values) || json_is_number(values);
	int issue = scenario_issue(scenario, name, numeric ? BARGAIN_NUMERIC : BARGAIN_NOMINAL);
	if (issue < 0)
		return import_refuse(file, error, "more than %d issues", BARGAIN_MOST_ISSUES);
	if (json_is_number(values)) { /* n stands for 0 to n - 1 */
		json_t *range = json_array();

		import_number(values, &count);
		json_array_append_new(range, json_integer(0));
		json_array_append_new(range, json_real(count - 1));
		bool added = add_range(file, range, false, scenario, issue, error);
		json_decref(range);
		return added;
	}
	if ((is_continuous || is_range) && json_array_size(values) == 2)
		return add_range(file, values, is_continuous, scenario, issue, error);
	return add_options(file, values, scenario, issue, error);
}

static bool
read_domain(const ImportFile *file, Scenario *scenario, GError **error)
{
	const json_t *space = json_object_get(file->json, "outcome_space");
	const json_t *issues = json_object_get(space ? space : file->json, "issues");

	for (size_t i = 0; i < json_array_size(issues); i++)
		if (!add_issue(file, json_array_get(issues, i), i, scenario, error))
			return false;
	return true;
}

/* The entry of an option in a mapping; of a number it may be written otherwise ("3.0"). */
static const json_t *
mapped(const json_t *map, const Scenario *scenario, int issue, int option)
{
	const json_t *found =
	    json_object_get(map, scenario_option_name(scenario, issue, option));
	const char *key;
	json_t *value;

	if (found || !scenario_is_numeric(scenario, issue))
		return found;
	json_object_foreach((json_t *)map, key, value)
	{
		char *end;
		double number = g_ascii_strtod(key, &end);

		if (end != key && !*end && number == scenario_at(scenario, issue, option))
			return value;
	}
	return NULL;
}

/* What a function of one issue makes of one option. */
static bool
evaluate(const json_t *function, const Scenario *scenario, int issue, int option, double *value)
{
	const json_t *mapping = json_object_get(function, "mapping");
	double x = scenario_at(scenario, issue, option), slope = 1, bias = 0;

	if (mapping || !json_object_get(function, "type")) {
		const json_t *map = mapping ? mapping : function;
		const json_t *found = json_is_array(map) ? json_array_get(map, (size_t)option)
		                                         : mapped(map, scenario, issue, option);

		*value = 0;
		import_number(json_object_get(function, "default"), value);
		return !found || import_number(found, value);
	}
	import_number(json_object_get(function, "slope"), &slope);
	import_number(json_object_get(function, "bias"), &bias);
	if (has_type(function, "ConstFun")) {
		*value = 0;
		return import_number(json_object_get(function, "bias"), value) ||
		       import_number(json_object_get(function, "value"), value);
	}
	if (has_type(function, "IdentityFun") || has_type(function, "LinearFun") ||
	    has_type(function, "AffineFun")) {
		*value = slope * x + bias;
		return true;
	}
	return false;
}

/* The entry of this issue in a list by order or an object by name. */
static const json_t *
entry(const json_t *entries, const char *name, size_t index)
{
	return json_is_array(entries) ? json_array_get(entries, index)
	                              : json_object_get(entries, name);
}

/* Whether the option lies in this: two numbers are a range with both ends, other lists hold
 * values or ranges. */
static bool
lies_in(const json_t *range, const Scenario *scenario, int issue, int option)
{
	double at = scenario_at(scenario, issue, option), low, high;

	if (json_array_size(range) == 2 && scenario_is_numeric(scenario, issue) &&
	    json_is_number(json_array_get(range, 0)) &&
	    json_is_number(json_array_get(range, 1))) {
		low = json_number_value(json_array_get(range, 0));
		high = json_number_value(json_array_get(range, 1));
		return at >= low && at <= high;
	}
	for (size_t i = 0; i < json_array_size(range); i++)
		if (lies_in(json_array_get(range, i), scenario, issue, option))
			return true;
	if (json_is_number(range) && scenario_is_numeric(scenario, issue))
		return json_number_value(range) == at;
	g_autofree char *text = text_of(range);
	return text && g_str_equal(text, scenario_option_name(scenario, issue, option));
}

/* A box: {issue by number or name: what its option lies in, …}. */
static bool
add_box(const json_t *ranges, double worth, Scenario *scenario)
{
	g_autofree BargainCondition *conditions =
	    g_new0(BargainCondition, json_object_size(ranges) + 1);
	size_t n = 0;
	const char *key;
	json_t *range;

	json_object_foreach((json_t *)ranges, key, range)
	{
		guint64 number = G_MAXUINT64;
		bool by_number =
		    g_ascii_string_to_unsigned(key, 10, 0, G_MAXUINT32, &number, NULL) &&
		    number < scenario_count_issues(scenario);
		int issue =
		    by_number ? (int)number : scenario_issue(scenario, key, BARGAIN_NOMINAL);
		bool *in = issue >= 0 ? scenario_set(scenario, issue) : NULL;

		if (!in)
			return false;
		for (size_t o = 0; o < scenario_count_options(scenario, issue); o++)
			in[o] = lies_in(range, scenario, issue, (int)o);
		conditions[n++] = (BargainCondition){ (size_t)issue, in };
	}
	scenario_box(scenario, conditions, n, worth);
	return true;
}

static bool
read_boxes(const ImportFile *file, Scenario *scenario, GError **error)
{
	const json_t *ranges = json_object_get(file->json, "outcome_ranges");
	const json_t *utilities = json_object_get(file->json, "utilities");
	const json_t *weights = json_object_get(file->json, "weights");

	if (!utilities)
		utilities = json_object_get(file->json, "mappings");
	for (size_t i = 0; i < json_array_size(ranges); i++) {
		double worth, weight = 1;

		import_number(json_array_get(weights, i), &weight);
		if (!import_number(json_array_get(utilities, i), &worth))
			return import_refuse(file, error,
			                     "only boxes that are worth a number are read");
		if (!add_box(json_array_get(ranges, i), worth * weight, scenario))
			return import_refuse(file, error,
			                     "box %zu names an issue that is not there", i + 1);
	}
	return true;
}

/* What is added to all packages, and the threshold. */
static void
read_constants(const ImportFile *file, Scenario *scenario)
{
	double number;

	if (import_number(json_object_get(file->json, "bias"), &number) && number != 0)
		scenario_box(scenario, NULL, 0, number);
	if (import_number(json_object_get(file->json, "reserved_value"), &number) &&
	    number > -1e9)
		scenario_fallback(scenario, number);
}

static bool
read_profile(const ImportFile *file, Scenario *scenario, GError **error)
{
	const json_t *values = json_object_get(file->json, "values");
	const json_t *weights = json_object_get(file->json, "weights");
	g_autofree char *stem = import_stem(file->path);
	double number;

	scenario_party(scenario, stem);
	if (is_boxes(file->json)) {
		read_constants(file, scenario);
		return read_boxes(file, scenario, error);
	}
	if (!values || has_type(file->json, "Nonlinear"))
		return import_refuse(file, error,
		                     "only sums of functions of one issue, or of boxes, are "
		                     "read");
	for (size_t i = 0; i < scenario_count_issues(scenario); i++) {
		const char *name = scenario_issue_name(scenario, (int)i);
		const json_t *function = entry(values, name, i);

		number = 1;
		import_number(entry(weights, name, i), &number);
		scenario_weight(scenario, (int)i, number);
		for (size_t o = 0; function && o < scenario_count_options(scenario, (int)i);
		     o++) {
			if (!evaluate(function, scenario, (int)i, (int)o, &number))
				return import_refuse(file, error,
				                     "the function of '%s' is none of "
				                     "table, affine, linear, identity "
				                     "and constant",
				                     name);
			scenario_value(scenario, (int)i, (int)o, number);
		}
	}
	read_constants(file, scenario);
	return true;
}

const ImportKind import_negmas_domain = { "NegMAS outcome space", is_domain, read_domain,
	                                  NULL };
const ImportKind import_negmas_profile = { "NegMAS utility function", is_profile, read_domain,
	                                   read_profile };
