/* GeniusWeb JSON: the domain, and profiles, whose reservation is a bid. */
#include "import/scenario.h"

static const json_t *
either(const json_t *object, const char *key, const char *older)
{
	const json_t *value = json_object_get(object, key);

	return value ? value : json_object_get(object, older);
}

/* The profile within its wrapper, or NULL: a sum over issues, or over groups of issues. */
static const json_t *
profile_of(const json_t *json)
{
	const json_t *profile = either(json, "LinearAdditiveUtilitySpace", "linearadditive");

	if (!profile)
		profile = json_object_get(json, "SumOfGroupsUtilitySpace");
	return json_is_object(profile) ? profile : NULL;
}

static bool
is_domain(const ImportFile *file)
{
	return json_is_object(json_object_get(file->json, "issuesValues"));
}

static bool
is_profile(const ImportFile *file)
{
	return profile_of(file->json) != NULL;
}

static bool
add_range(const ImportFile *file, const json_t *range, Scenario *scenario, int issue,
          GError **error)
{
	static const char *const keys[] = { "low", "high", "step" };
	double number[3] = { NAN, NAN, NAN };

	for (size_t i = 0; i < 3; i++)
		import_number(json_is_array(range) ? json_array_get(range, i)
		                                   : json_object_get(range, keys[i]),
		              &number[i]);
	double n = floor((number[1] - number[0]) / number[2] + 1e-9) + 1;
	if (!(n >= 1) || !(n <= BARGAIN_MOST_OPTIONS))
		return import_refuse(file, error,
		                     "a range without low, high and step, or of more "
		                     "than %d steps",
		                     BARGAIN_MOST_OPTIONS);
	for (size_t i = 0; i < (size_t)n; i++) {
		g_autofree char *text =
		    g_strdup_printf("%.12g", number[0] + (double)i * number[2]);

		scenario_number(scenario, issue, g_ascii_strtod(text, NULL));
	}
	return true;
}

static bool
add_issues(const ImportFile *file, const json_t *issues, Scenario *scenario, GError **error)
{
	const char *name;
	json_t *of;

	json_object_foreach((json_t *)issues, name, of)
	{
		const json_t *values = json_object_get(of, "values");
		const json_t *range = json_object_get(of, "range");
		int issue =
		    scenario_issue(scenario, name, range ? BARGAIN_NUMERIC : BARGAIN_NOMINAL);

		if (issue < 0)
			return import_refuse(file, error, "more than %d issues",
			                     BARGAIN_MOST_ISSUES);
		if (range && !add_range(file, range, scenario, issue, error))
			return false;
		for (size_t i = 0; i < json_array_size(values); i++) {
			const char *value = json_string_value(json_array_get(values, i));

			if (!value || scenario_option(scenario, issue, value) < 0)
				return import_refuse(file, error,
				                     "issue '%s' has an option that is "
				                     "no text, or too many",
				                     name);
		}
	}
	return true;
}

static bool
read_domain(const ImportFile *file, Scenario *scenario, GError **error)
{
	const json_t *profile = profile_of(file->json);
	const json_t *domain = profile ? json_object_get(profile, "domain") : file->json;
	const json_t *issues = json_object_get(domain, "issuesValues");

	if (!json_is_object(issues))
		return import_refuse(file, error, "no issuesValues");
	return add_issues(file, issues, scenario, error);
}

static bool
add_discrete(const ImportFile *file, const json_t *set, Scenario *scenario, int issue,
             GError **error)
{
	const json_t *utilities = json_object_get(set, "valueUtilities");
	const char *value;
	json_t *utility;
	double number;

	json_object_foreach((json_t *)utilities, value, utility)
	{
		int option = scenario_option(scenario, issue, value);

		if (!import_number(utility, &number))
			return import_refuse(file, error, "the utility of '%s' is no number",
			                     value);
		if (option >= 0)
			scenario_value(scenario, issue, option, number);
	}
	return true;
}

static bool
add_numbers(const ImportFile *file, const json_t *set, Scenario *scenario, int issue,
            GError **error)
{
	static const char *const keys[] = { "lowValue", "lowUtility", "highValue",
		                            "highUtility" };
	double number[4];

	for (size_t i = 0; i < 4; i++)
		if (!import_number(json_object_get(set, keys[i]), &number[i]))
			return import_refuse(file, error, "'%s' is no number", keys[i]);
	for (size_t o = 0; o < scenario_count_options(scenario, issue); o++) {
		double at = scenario_at(scenario, issue, (int)o);
		double share =
		    number[2] > number[0] ? (at - number[0]) / (number[2] - number[0]) : 0;

		scenario_value(scenario, issue, (int)o,
		               number[1] + share * (number[3] - number[1]));
	}
	return true;
}

static bool
add_utilities(const ImportFile *file, const json_t *issues, Scenario *scenario, GError **error)
{
	const char *name;
	json_t *of;

	json_object_foreach((json_t *)issues, name, of)
	{
		const json_t *discrete =
		    either(of, "DiscreteValueSetUtilities", "discreteutils");
		const json_t *numbers = either(of, "NumberValueSetUtilities", "numberutils");
		int issue = scenario_issue(scenario, name, BARGAIN_NOMINAL);

		if (issue < 0)
			return import_refuse(file, error, "issue '%s' is none of the domain's",
			                     name);
		if (!discrete && !numbers)
			return import_refuse(file, error, "no utilities of issue '%s'", name);
		if (!(discrete ? add_discrete(file, discrete, scenario, issue, error)
		               : add_numbers(file, numbers, scenario, issue, error)))
			return false;
	}
	return true;
}

/* The option of an issue that the value is; -1 for none. */
static int
option_of(Scenario *scenario, int issue, const json_t *value)
{
	if (json_is_number(value))
		return scenario_number(scenario, issue, json_number_value(value));
	return json_is_string(value)
	           ? scenario_option(scenario, issue, json_string_value(value))
	           : -1;
}

/* One combination of options of a group of issues, and what it is worth. */
static bool
add_combination(const json_t *issues, const json_t *one, Scenario *scenario)
{
	const json_t *values = json_object_get(one, "values");
	size_t n = json_array_size(issues), n_conditions = 0;
	g_autofree BargainCondition *conditions = g_new0(BargainCondition, n + 1);
	double worth;

	if (!n || json_array_size(values) != n ||
	    !import_number(json_object_get(one, "util"), &worth))
		return false;
	for (size_t i = 0; i < n; i++) {
		const char *name = json_string_value(json_array_get(issues, i));
		const json_t *value = json_array_get(values, i);
		int issue = name ? scenario_issue(scenario, name, BARGAIN_NOMINAL) : -1;
		int option = issue >= 0 ? option_of(scenario, issue, value) : -1;
		bool *in = option >= 0 ? scenario_set(scenario, issue) : NULL;

		if (!in)
			return false;
		in[option] = true;
		conditions[n_conditions++] = (BargainCondition){ (size_t)issue, in };
	}
	scenario_box(scenario, conditions, n_conditions, worth);
	return true;
}

static bool
add_groups(const ImportFile *file, const json_t *groups, Scenario *scenario, GError **error)
{
	const char *name;
	json_t *group;

	json_object_foreach((json_t *)groups, name, group)
	{
		const json_t *parts = either(group, "partsutils", "PartsUtilities");
		const json_t *issues = json_object_get(parts, "issues");
		const json_t *list = json_object_get(parts, "utilslist");

		for (size_t i = 0; i < json_array_size(list); i++)
			if (!add_combination(issues, json_array_get(list, i), scenario))
				return import_refuse(file, error,
				                     "combination %zu of group '%s' is not of "
				                     "options of its issues, or too many",
				                     i + 1, name);
	}
	return true;
}

static bool
add_reservation(const ImportFile *file, const json_t *bid, Scenario *scenario, GError **error)
{
	const json_t *values = either(bid, "issuevalues", "issueValues");
	const char *name;
	json_t *value;

	json_object_foreach((json_t *)values, name, value)
	{
		int issue = scenario_issue(scenario, name, BARGAIN_NOMINAL), option = -1;

		if (issue >= 0)
			option = option_of(scenario, issue, value);
		if (option < 0)
			return import_refuse(file, error,
			                     "the reservation bid has no known option of '%s'",
			                     name);
		scenario_fallback_option(scenario, issue, option);
	}
	return true;
}

static bool
read_profile(const ImportFile *file, Scenario *scenario, GError **error)
{
	const json_t *profile = profile_of(file->json);
	g_autofree char *stem = import_stem(file->path);
	const char *name;
	json_t *weight;
	double number;

	scenario_party(scenario, stem);
	if (!add_groups(file, json_object_get(profile, "partUtilities"), scenario, error) ||
	    !add_utilities(file, either(profile, "issueUtilities", "utils"), scenario, error))
		return false;
	json_object_foreach((json_t *)either(profile, "issueWeights", "weights"), name, weight)
	{
		int issue = scenario_issue(scenario, name, BARGAIN_NOMINAL);

		if (issue < 0 || !import_number(weight, &number))
			return import_refuse(file, error, "the weight of '%s' is no number",
			                     name);
		scenario_weight(scenario, issue, number);
	}
	return add_reservation(file, either(profile, "reservationBid", "reservationbid"),
	                       scenario, error);
}

const ImportKind import_geniusweb_domain = { "GeniusWeb domain", is_domain, read_domain, NULL };
const ImportKind import_geniusweb_profile = { "GeniusWeb profile", is_profile, read_domain,
	                                      read_profile };
