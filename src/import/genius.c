/* Genius XML: the domain (negotiation_template) and a party's profile (utility_space).
 *
 * As Genius' code has it, not as its documentation: the evaluation of a discrete option is
 * divided by the greatest of its issue, whatever that is (0 where it is less than 0.00001);
 * weights are used as they are; the sum counts no further than 1.  A hyper-rectangle pays where
 * all bounds of INCLUDES hold, or where some bound of EXCLUDES does not; sum / maxutility
 * counts no further than 1.  A discount that is not in (0, 1] is 1.
 *
 * Many public files are not well-formed (a comment before the declaration, a bare ampersand);
 * what libxml2 can recover after these are mended is read. */
#include "import/scenario.h"

#include <libxml/parser.h>
#include <string.h>

enum { REAL_STEPS = 21, DEEPEST = 50 };

static bool
is_entity(const char *at, const char *end)
{
	const char *c = at + 1;

	c += c < end && *c == '#';
	const char *name = c;
	while (c < end && g_ascii_isalnum(*c) && c - name < 10)
		c++;
	return c > name && c < end && *c == ';';
}

/* The text without its XML declaration, and with bare ampersands escaped. */
static GString *
mend(const char *bytes, size_t length)
{
	GString *mended = g_string_sized_new(length + 64);
	const char *end = bytes + length;
	bool closes = true; /* some declaration further on may */

	for (const char *at = bytes; at < end; at++) {
		if (*at == '&' && !is_entity(at, end)) {
			g_string_append(mended, "&amp;");
		} else if (end - at > 6 && strncmp(at, "<?xml", 5) == 0 &&
		           g_ascii_isspace(at[5])) {
			const char *close = closes ? g_strstr_len(at, end - at, "?>") : NULL;

			closes = close != NULL;
			at = close ? close + 1 : at + 4;
		} else {
			g_string_append_c(mended, *at);
		}
	}
	return mended;
}

static void
ignore(void *context, const char *format, ...)
{
	(void)context;
	(void)format;
}

static xmlDoc *
parse(const ImportFile *file)
{
	g_autoptr(GString) mended = mend(file->bytes, file->length);
	xmlParserCtxt *context = xmlNewParserCtxt();

	if (!context)
		return NULL;
	context->sax->error = context->sax->warning = ignore;
	context->sax->serror = NULL;
	xmlDoc *document = xmlCtxtReadMemory(
	    context, mended->str, (int)mended->len, NULL, "UTF-8",
	    XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
	xmlFreeParserCtxt(context);
	return document;
}

static bool
is_named(const xmlNode *node, const char *name)
{
	return node->type == XML_ELEMENT_NODE &&
	       g_ascii_strcasecmp((const char *)node->name, name) == 0;
}

static xmlNode *
child(const xmlNode *node, const char *name)
{
	for (xmlNode *at = node ? node->children : NULL; at; at = at->next)
		if (is_named(at, name))
			return at;
	return NULL;
}

/* An attribute, to be freed; NULL for none. */
static char *
attribute(const xmlNode *node, const char *name)
{
	xmlChar *value = node ? xmlGetProp((xmlNode *)node, (const xmlChar *)name) : NULL;
	char *own = g_strdup((const char *)value);

	xmlFree(value);
	return own ? g_strstrip(own) : NULL;
}

static double
number(const xmlNode *node, const char *name, double otherwise)
{
	g_autofree char *text = attribute(node, name);
	char *end = NULL;
	double value = text ? g_ascii_strtod(text, &end) : NAN;

	return text && end != text && isfinite(value) ? value : otherwise;
}

/* The root of the tree of issues, in either kind of file. */
static xmlNode *
find_objective(const xmlDoc *document)
{
	xmlNode *root = xmlDocGetRootElement((xmlDoc *)document);

	if (root && is_named(root, "negotiation_template"))
		root = child(root, "utility_space");
	return root && is_named(root, "utility_space") ? child(root, "objective") : NULL;
}

static void
collect_issues(xmlNode *objective, GPtrArray *issues, int depth)
{
	for (xmlNode *at = objective->children; at && depth < DEEPEST; at = at->next) {
		if (is_named(at, "issue"))
			g_ptr_array_add(issues, at);
		else if (is_named(at, "objective"))
			collect_issues(at, issues, depth + 1);
	}
}

static char *
issue_type(const xmlNode *node)
{
	static const char *const names[] = { "vtype", "etype", "type" };

	for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
		char *type = attribute(node, names[i]);

		if (type && *type)
			return type;
		g_free(type);
	}
	return g_strdup("discrete");
}

static double
bound(const xmlNode *issue, const char *name)
{
	double own = number(issue, name, NAN);

	return isnan(own) ? number(child(issue, "range"), name, NAN) : own;
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
	g_autofree char *name = attribute(node, "name");
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
		g_autofree char *value = is_named(at, "item") ? attribute(at, "value") : NULL;

		if (value && scenario_option(scenario, issue, value) < 0)
			return import_refuse(file, error, "issue '%s' has more than %d options",
			                     name, BARGAIN_MOST_OPTIONS);
	}
	return true;
}

static bool
read_domain(const ImportFile *file, Scenario *scenario, GError **error)
{
	xmlDoc *document = parse(file);
	xmlNode *objective = document ? find_objective(document) : NULL;
	g_autoptr(GPtrArray) issues = g_ptr_array_new();
	bool taken = objective != NULL;

	if (objective)
		collect_issues(objective, issues, 0);
	else
		import_refuse(file, error, "no utility_space with an objective");
	for (guint i = 0; i < issues->len && taken; i++)
		taken = read_issue(file, issues->pdata[i], scenario, error);
	xmlFreeDoc(document);
	return taken;
}

/* The issues of one profile by their index there. */
typedef struct {
	const ImportFile *file;
	Scenario *scenario;
	GHashTable *by_index; /* int -> issue + 1 */
	GError **error;
} Profile;

static int
issue_of(const Profile *self, const xmlNode *node)
{
	int index = (int)CLAMP(number(node, "index", -1), -1, 1e6);

	return GPOINTER_TO_INT(g_hash_table_lookup(self->by_index, GINT_TO_POINTER(index))) - 1;
}

static void
evaluate_discrete(const Profile *self, const xmlNode *node, int issue)
{
	double most = 0;

	for (xmlNode *at = node->children; at; at = at->next)
		if (is_named(at, "item"))
			most = fmax(most, number(at, "evaluation", 0));
	for (xmlNode *at = node->children; at; at = at->next) {
		g_autofree char *value = is_named(at, "item") ? attribute(at, "value") : NULL;
		int option = value ? scenario_option(self->scenario, issue, value) : -1;

		if (option >= 0)
			scenario_value(self->scenario, issue, option,
			               most < 0.00001 ? 0 : number(at, "evaluation", 0) / most);
	}
}

static double
triangle(double x, double low, double high, double top)
{
	if (x < low || x > high)
		return 0;
	if (x < top)
		return top > low ? (x - low) / (top - low) : 1;
	return high > top ? 1 - (x - top) / (high - top) : 1;
}

static double
evaluate_number(const xmlNode *evaluator, double x, double low, bool is_real)
{
	g_autofree char *type = attribute(evaluator, "ftype");
	double a = number(evaluator, "parameter0", 0), b = number(evaluator, "parameter1", 0);

	/* whatever it calls itself, a function of integers is linear */
	if (!is_real && !isnan(number(evaluator, "slope", NAN)))
		return CLAMP(number(evaluator, "offset", 0) +
		                 number(evaluator, "slope", 0) * (x - low),
		             0, 1);
	if (type && g_ascii_strcasecmp(type, "constant") == 0)
		return a;
	if (type && g_ascii_strcasecmp(type, "triangular") == 0)
		return triangle(x, a, b, number(evaluator, "parameter2", 0));
	return CLAMP(a + b * x, 0, 1);
}

static void
evaluate_numbers(const Profile *self, const xmlNode *node, int issue, bool is_real)
{
	const xmlNode *evaluator = child(node, "evaluator");
	double low = bound(node, "lowerbound");

	for (size_t o = 0; evaluator && o < scenario_count_options(self->scenario, issue); o++)
		scenario_value(self->scenario, issue, (int)o,
		               evaluate_number(evaluator,
		                               scenario_at(self->scenario, issue, (int)o), low,
		                               is_real));
}

static bool
read_values(Profile *self, GPtrArray *issues)
{
	for (guint i = 0; i < issues->len; i++) {
		const xmlNode *node = issues->pdata[i];
		g_autofree char *name = attribute(node, "name");
		g_autofree char *type = issue_type(node);
		int issue = name ? scenario_issue(self->scenario, name, BARGAIN_NOMINAL) : -1;
		int index = (int)CLAMP(number(node, "index", -1), -1, 1e6);

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
read_weights(const Profile *self, const xmlNode *objective, int depth)
{
	for (xmlNode *at = objective->children; at && depth < DEEPEST; at = at->next) {
		if (is_named(at, "objective"))
			read_weights(self, at, depth + 1);
		int issue = is_named(at, "weight") ? issue_of(self, at) : -1;

		if (issue >= 0)
			scenario_weight(self->scenario, issue, number(at, "value", 0));
	}
}

/* Its bounds of one kind (INCLUDES, EXCLUDES). */
static bool
read_bounds(const Profile *self, const xmlNode *rectangle, const char *kind, GArray *bounds)
{
	for (xmlNode *at = rectangle->children; at; at = at->next) {
		ScenarioBound one = {
			-1, number(at->type == XML_ELEMENT_NODE ? at : NULL, "min", -INFINITY),
			number(at->type == XML_ELEMENT_NODE ? at : NULL, "max", INFINITY)
		};

		if (!is_named(at, kind))
			continue;
		one.issue = issue_of(self, at);
		if (one.issue < 0)
			return import_refuse(
			    self->file, self->error,
			    "a hyper-rectangle names an issue that is not there");
		g_array_append_val(bounds, one);
	}
	return true;
}

static bool
read_rectangle(const Profile *self, const xmlNode *node, double factor)
{
	g_autoptr(GArray) included = g_array_new(FALSE, TRUE, sizeof(ScenarioBound));
	g_autoptr(GArray) excluded = g_array_new(FALSE, TRUE, sizeof(ScenarioBound));
	double value = number(node, "utility", 0) * number(node, "weight", 1) * factor;

	if (!read_bounds(self, node, "INCLUDES", included) ||
	    !read_bounds(self, node, "EXCLUDES", excluded))
		return false;
	if (MAX(included->len, excluded->len) > scenario_count_issues(self->scenario))
		return import_refuse(self->file, self->error,
		                     "a hyper-rectangle has more bounds than there are issues");
	if (!excluded->len) {
		scenario_box(self->scenario, (const ScenarioBound *)included->data,
		             included->len, value);
		return true;
	}
	/* what lies outside: everywhere, less what lies inside */
	scenario_box(self->scenario, NULL, 0, value);
	scenario_box(self->scenario, (const ScenarioBound *)excluded->data, excluded->len,
	             -value);
	return true;
}

static bool
read_function(const Profile *self, const xmlNode *node, double factor, int depth)
{
	g_autofree char *aggregation = attribute(node, "aggregation");
	bool taken = true;

	if (depth > DEEPEST)
		return import_refuse(self->file, self->error, "functions nested too deeply");
	if (aggregation && g_ascii_strcasecmp(aggregation, "sum") != 0)
		return import_refuse(self->file, self->error,
		                     "aggregation '%s' is not read, only sums are",
		                     aggregation);
	for (xmlNode *at = node->children; at && taken; at = at->next) {
		if (is_named(at, "hyperRectangle"))
			taken = read_rectangle(self, at, factor);
		else if (is_named(at, "ufun"))
			taken = read_function(self, at, factor * number(at, "weight", 1),
			                      depth + 1);
	}
	return taken;
}

static bool
read_nonlinear(const Profile *self, const xmlNode *objective)
{
	const xmlNode *utility = child(objective, "utility");
	const xmlNode *function = utility ? child(utility, "ufun") : NULL;
	double most = number(utility, "maxutility", NAN);

	if (!function || !(most > 0))
		return import_refuse(self->file, self->error,
		                     "no utility with a maxutility and a ufun");
	return read_function(self, function, 1 / most, 0);
}

static bool
fill_profile(Profile *self, const xmlDoc *document)
{
	xmlNode *root = xmlDocGetRootElement((xmlDoc *)document);
	xmlNode *objective = find_objective(document);
	g_autofree char *type = root ? attribute(root, "type") : NULL;
	g_autoptr(GPtrArray) issues = g_ptr_array_new();
	double reservation = number(root ? child(root, "reservation") : NULL, "value", NAN);

	if (!objective)
		return import_refuse(self->file, self->error, "no objective");
	collect_issues(objective, issues, 0);
	scenario_cap(self->scenario, 1);
	scenario_discount(self->scenario, number(child(root, "discount_factor"), "value", 1));
	if (!isnan(reservation))
		scenario_fallback(self->scenario, reservation);
	if (type && g_ascii_strcasecmp(type, "constraint") == 0)
		return import_refuse(self->file, self->error,
		                     "utility spaces of type 'constraint' are not read");
	if (!read_values(self, issues))
		return false;
	if (child(objective, "utility"))
		return read_nonlinear(self, objective);
	read_weights(self, objective, 0);
	return true;
}

static bool
read_profile(const ImportFile *file, Scenario *scenario, GError **error)
{
	xmlDoc *document = parse(file);
	g_autofree char *stem = import_stem(file->path);
	g_autoptr(GHashTable) by_index = g_hash_table_new(NULL, NULL);
	Profile profile = { file, scenario, by_index, error };

	if (!document)
		return import_refuse(file, error, "not to be read as XML");
	scenario_party(scenario, stem);
	bool taken = fill_profile(&profile, document);
	xmlFreeDoc(document);
	return taken;
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
