/* Genius XML: the domain (negotiation_template) and a party's profile (utility_space).
 *
 * As Genius' code has it, not as its documentation: the evaluation of a discrete option is
 * divided by the greatest of its issue, whatever that is (0 where it is less than 0.00001);
 * weights are used as they are; the sum counts no further than 1.  A discount that is not in
 * (0, 1] is 1.  A profile of type UNCERTAIN says what each option is worth like any other: the
 * number of comparisons in it is that of the packages which Genius draws and shows its agents
 * in order, and Genius itself reckons with the utilities told. */
#include "import/genius.h"

#include <string.h>

enum { REAL_STEPS = 21 };

/* The root of the tree of issues, in either kind of file. */
static xmlNode *
find_objective(const xmlDoc *document)
{
	xmlNode *root = xmlDocGetRootElement((xmlDoc *)document);

	if (root && genius_is_named(root, "negotiation_template"))
		root = genius_child(root, "utility_space");
	return root && genius_is_named(root, "utility_space") ? genius_child(root, "objective")
	                                                      : NULL;
}

static void
collect_issues(xmlNode *objective, GPtrArray *issues, int depth)
{
	for (xmlNode *at = objective->children; at && depth < GENIUS_DEEPEST; at = at->next) {
		if (genius_is_named(at, "issue"))
			g_ptr_array_add(issues, at);
		else if (genius_is_named(at, "objective"))
			collect_issues(at, issues, depth + 1);
	}
}

static char *
issue_type(const xmlNode *node)
{
	static const char *const names[] = { "vtype", "etype", "type" };

	for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
		char *type = genius_attribute(node, names[i]);

		if (type && *type)
			return type;
		g_free(type);
	}
	return g_strdup("discrete");
}

static double
bound(const xmlNode *issue, const char *name)
{
	double own = genius_number(issue, name, NAN);

	return isnan(own) ? genius_number(genius_child(issue, "range"), name, NAN) : own;
}

static bool
read_numbers(const ImportFile *file, const xmlNode *node, const char *name, bool is_real,
             Scenario *scenario, int issue, GError **error)
{
	double low = bound(node, "lowerbound"), high = bound(node, "upperbound");
	size_t n = is_real ? REAL_STEPS : 0;

	if (!(low <= high) || fabs(low) > 1e12 || fabs(high) > 1e12)
		return import_refuse(file, error, "issue '%s' has no range", name);
	if (!is_real && high - low >= BARGAIN_MOST_OPTIONS)
		return import_refuse(file, error, "issue '%s' has more than %d options", name,
		                     BARGAIN_MOST_OPTIONS);
	n = is_real ? REAL_STEPS : (size_t)(high - low) + 1;
	for (size_t i = 0; i < n; i++)
		scenario_number(scenario, issue,
		                is_real ? low + (high - low) * (double)i / (REAL_STEPS - 1)
		                        : low + (double)i);
	return true;
}

static bool
read_issue(const ImportFile *file, const xmlNode *node, Scenario *scenario, GError **error)
{
	g_autofree char *name = genius_attribute(node, "name");
	g_autofree char *type = issue_type(node);
	bool is_real = g_ascii_strcasecmp(type, "real") == 0;
	bool is_numeric = is_real || g_ascii_strcasecmp(type, "integer") == 0;

	if (!name || !*name)
		return import_refuse(file, error, "an issue without a name");
	int issue =
	    scenario_issue(scenario, name, is_numeric ? BARGAIN_NUMERIC : BARGAIN_NOMINAL);
	if (issue < 0)
		return import_refuse(file, error, "more than %d issues", BARGAIN_MOST_ISSUES);
	if (is_numeric)
		return scenario_count_options(scenario, issue) ||
		       read_numbers(file, node, name, is_real, scenario, issue, error);
	for (xmlNode *at = node->children; at; at = at->next) {
		g_autofree char *value =
		    genius_is_named(at, "item") ? genius_attribute(at, "value") : NULL;

		if (value && scenario_option(scenario, issue, value) < 0)
			return import_refuse(file, error, "issue '%s' has more than %d options",
			                     name, BARGAIN_MOST_OPTIONS);
	}
	return true;
}

static bool
read_domain(const ImportFile *file, Scenario *scenario, GError **error)
{
	xmlDoc *document = genius_parse(file, error);
	xmlNode *objective = document ? find_objective(document) : NULL;
	g_autoptr(GPtrArray) issues = g_ptr_array_new();
	bool taken = objective != NULL;

	if (!document)
		return false;
	if (objective)
		collect_issues(objective, issues, 0);
	else
		import_refuse(file, error, "no utility_space with an objective");
	for (guint i = 0; i < issues->len && taken; i++)
		taken = read_issue(file, issues->pdata[i], scenario, error);
	return genius_end(document, file, taken, error);
}

int
genius_issue(const GeniusProfile *self, const xmlNode *node)
{
	int index = (int)CLAMP(genius_number(node, "index", -1), -1, 1e6);

	return GPOINTER_TO_INT(g_hash_table_lookup(self->by_index, GINT_TO_POINTER(index))) - 1;
}

int
genius_option(GeniusProfile *self, int issue, const char *name)
{
	int option = scenario_option(self->scenario, issue, name);

	if (option < 0 && !self->n_unknown++)
		self->unknown = g_strdup_printf("'%s' of '%s'", name,
		                                scenario_issue_name(self->scenario, issue));
	return option;
}

static void
evaluate_discrete(GeniusProfile *self, const xmlNode *node, int issue)
{
	size_t n = scenario_count_options(self->scenario, issue), n_told = 0;
	g_autofree bool *told = g_new0(bool, n + 1);
	double most = 0;

	for (xmlNode *at = node->children; at; at = at->next)
		if (genius_is_named(at, "item"))
			most = fmax(most, genius_number(at, "evaluation", 0));
	for (xmlNode *at = node->children; at; at = at->next) {
		g_autofree char *value =
		    genius_is_named(at, "item") ? genius_attribute(at, "value") : NULL;
		int option = value ? genius_option(self, issue, value) : -1;
		double evaluation = genius_number(at, "evaluation", NAN);

		if (option < 0 || isnan(evaluation))
			continue;
		n_told += !told[option];
		told[option] = true;
		scenario_value(self->scenario, issue, option,
		               most < 0.00001 ? 0 : evaluation / most);
	}
	self->n_untold += n - n_told;
}

static double
triangle(double x, double low, double high, double top)
{
	if (x < low || (x >= top && x >= high))
		return 0;
	return x < top ? (x - low) / (top - low) : 1 - (x - top) / (high - top);
}

static double
evaluate_number(const xmlNode *evaluator, double x, double low, bool is_real)
{
	g_autofree char *type = genius_attribute(evaluator, "ftype");
	double a = genius_number(evaluator, "parameter0", 0),
	       b = genius_number(evaluator, "parameter1", 0);

	/* whatever it calls itself, a function of integers is linear */
	if (!is_real && !isnan(genius_number(evaluator, "slope", NAN)))
		return CLAMP(genius_number(evaluator, "offset", 0) +
		                 genius_number(evaluator, "slope", 0) * (x - low),
		             0, 1);
	if (type && g_ascii_strcasecmp(type, "constant") == 0)
		return a;
	if (type && g_ascii_strcasecmp(type, "triangular") == 0)
		return triangle(x, a, b, genius_number(evaluator, "parameter2", 0));
	return CLAMP(a + b * x, 0, 1);
}

static void
evaluate_numbers(const GeniusProfile *self, const xmlNode *node, int issue, bool is_real)
{
	const xmlNode *evaluator = genius_child(node, "evaluator");
	double low = bound(node, "lowerbound");

	for (size_t o = 0; evaluator && o < scenario_count_options(self->scenario, issue); o++)
		scenario_value(self->scenario, issue, (int)o,
		               evaluate_number(evaluator,
		                               scenario_at(self->scenario, issue, (int)o), low,
		                               is_real));
}

static bool
read_values(GeniusProfile *self, GPtrArray *issues)
{
	for (guint i = 0; i < issues->len; i++) {
		const xmlNode *node = issues->pdata[i];
		g_autofree char *name = genius_attribute(node, "name");
		g_autofree char *type = issue_type(node);
		int issue = name ? scenario_issue(self->scenario, name, BARGAIN_NOMINAL) : -1;
		int index = (int)CLAMP(genius_number(node, "index", -1), -1, 1e6);

		/* a profile that spells its issues otherwise goes by their order */
		if (issue < 0 && i < scenario_count_issues(self->scenario))
			issue = (int)i;
		if (issue < 0)
			return import_refuse(self->file, self->error,
			                     "issue '%s' is none of the domain's",
			                     name ? name : "");
		g_hash_table_insert(self->by_index, GINT_TO_POINTER(index),
		                    GINT_TO_POINTER(issue + 1));
		if (scenario_is_numeric(self->scenario, issue))
			evaluate_numbers(self, node, issue,
			                 g_ascii_strcasecmp(type, "real") == 0);
		else
			evaluate_discrete(self, node, issue);
	}
	return true;
}

static void
read_weights(const GeniusProfile *self, const xmlNode *objective, int depth)
{
	for (xmlNode *at = objective->children; at && depth < GENIUS_DEEPEST; at = at->next) {
		if (genius_is_named(at, "objective"))
			read_weights(self, at, depth + 1);
		int issue = genius_is_named(at, "weight") ? genius_issue(self, at) : -1;

		if (issue >= 0)
			scenario_weight(self->scenario, issue, genius_number(at, "value", 0));
	}
}

static bool
fill_profile(GeniusProfile *self, const xmlDoc *document)
{
	xmlNode *root = xmlDocGetRootElement((xmlDoc *)document);
	xmlNode *objective = find_objective(document);
	g_autofree char *type = root ? genius_attribute(root, "type") : NULL;
	g_autoptr(GPtrArray) issues = g_ptr_array_new();
	double reservation =
	    genius_number(root ? genius_child(root, "reservation") : NULL, "value", NAN);

	if (!objective)
		return import_refuse(self->file, self->error, "no objective");
	collect_issues(objective, issues, 0);
	scenario_cap(self->scenario, 1);
	scenario_discount(self->scenario,
	                  genius_number(genius_child(root, "discount_factor"), "value", 1));
	if (!isnan(reservation))
		scenario_fallback(self->scenario, reservation);
	if (!read_values(self, issues))
		return false;
	if (genius_child(objective, "utility"))
		return genius_read_function(self, objective);
	if (genius_child(objective, "rules") ||
	    (type && g_ascii_strcasecmp(type, "constraint") == 0))
		return genius_read_rules(self, objective);
	if (self->n_untold)
		scenario_ask(self->scenario,
		             "'%s' says nothing of %zu options; they are taken to be worth 0: "
		             "are they?",
		             self->file->path, self->n_untold);
	read_weights(self, objective, 0);
	return true;
}

static bool
read_profile(const ImportFile *file, Scenario *scenario, GError **error)
{
	xmlDoc *document = genius_parse(file, error);
	g_autofree char *stem = import_stem(file->path);
	g_autoptr(GHashTable) by_index = g_hash_table_new(NULL, NULL);
	GeniusProfile profile = {
		.file = file, .scenario = scenario, .by_index = by_index, .error = error
	};

	if (!document)
		return false;
	scenario_party(scenario, stem);
	bool taken = fill_profile(&profile, document);
	if (profile.n_unknown)
		scenario_ask(scenario,
		             "'%s' says something of %zu options that the domain lacks, the "
		             "first %s; it is left out: are they misspelt?",
		             file->path, profile.n_unknown, profile.unknown);
	g_free(profile.unknown);
	return genius_end(document, file, taken, error);
}

static bool
begins_with(const ImportFile *file, const char *tag)
{
	const char *end = file->bytes + file->length, *at = file->bytes;

	/* the first element, whatever comments and declarations come before */
	while (at < end) {
		at = memchr(at, '<', (size_t)(end - at));
		if (!at)
			return false;
		if (end - at > 4 && strncmp(at, "<!--", 4) == 0) {
			at = g_strstr_len(at, end - at, "-->");
			if (!at)
				return false;
		} else if (end - at > 1 && !strchr("!?", at[1])) {
			return g_ascii_strncasecmp(
				   at + 1, tag, MIN(strlen(tag), (size_t)(end - at - 1))) == 0;
		}
		at++;
	}
	return false;
}

static bool
is_domain(const ImportFile *file)
{
	return begins_with(file, "negotiation_template");
}

static bool
is_profile(const ImportFile *file)
{
	return begins_with(file, "utility_space");
}

const ImportKind import_genius_domain = { "Genius domain", is_domain, read_domain, NULL };
const ImportKind import_genius_profile = { "Genius profile", is_profile, read_domain,
	                                   read_profile };
