/* NegoLog JSON: a profile that names its issues and options itself. */
#include "import/scenario.h"

static bool
is_kind(const ImportFile *file)
{
	return json_is_object(json_object_get(file->json, "issueWeights")) &&
	       json_is_object(json_object_get(file->json, "issues"));
}

static bool
read_domain(const ImportFile *file, Scenario *scenario, GError **error)
{
	const char *name, *value;
	json_t *values, *utility;

	json_object_foreach(json_object_get(file->json, "issues"), name, values)
	{
		int issue = scenario_issue(scenario, name, BARGAIN_NOMINAL);

		if (issue < 0)
			return import_refuse(file, error, "more than %d issues",
			                     BARGAIN_MOST_ISSUES);
		json_object_foreach(values, value, utility)
		{
			(void)utility;
			if (scenario_option(scenario, issue, value) < 0)
				return import_refuse(file, error,
				                     "issue '%s' has more than %d options",
				                     name, BARGAIN_MOST_OPTIONS);
		}
	}
	return true;
}

static bool
read_profile(const ImportFile *file, Scenario *scenario, GError **error)
{
	g_autofree char *stem = import_stem(file->path);
	const char *name, *value;
	json_t *values, *utility, *weight;
	double number;

	scenario_party(scenario, stem);
	json_object_foreach(json_object_get(file->json, "issues"), name, values)
	{
		int issue = scenario_issue(scenario, name, BARGAIN_NOMINAL);

		if (issue < 0)
			return import_refuse(file, error, "issue '%s' is none of the domain's",
			                     name);
		json_object_foreach(values, value, utility)
		{
			int option = scenario_option(scenario, issue, value);

			if (!import_number(utility, &number))
				return import_refuse(file, error,
				                     "the utility of '%s: %s' is no number",
				                     name, value);
			if (option >= 0)
				scenario_value(scenario, issue, option, number);
		}
	}
	json_object_foreach(json_object_get(file->json, "issueWeights"), name, weight)
	{
		int issue = scenario_issue(scenario, name, BARGAIN_NOMINAL);

		if (issue < 0 || !import_number(weight, &number))
			return import_refuse(file, error, "the weight of '%s' is no number",
			                     name);
		scenario_weight(scenario, issue, number);
	}
	if (import_number(json_object_get(file->json, "reservationValue"), &number))
		scenario_fallback(scenario, number);
	return true;
}

const ImportKind import_negolog = { "NegoLog profile", is_kind, read_domain, read_profile };
