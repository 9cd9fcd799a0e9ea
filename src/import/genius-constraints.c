/* The constraints of Genius' constrained utility.  Kinds that Genius' reader does not know it
 * passes over; so does this one, and says so. */
#include "import/genius-rules.h"

#include <string.h>

bool
genius_refuse(const GeniusRules *self, const char *what, const char *name)
{
	return import_refuse(self->profile->file, self->profile->error, what, name);
}

static const char *
option_name(const GeniusRules *self, int issue, size_t option)
{
	return scenario_option_name(self->scenario, issue, (int)option);
}

static size_t
count_options(const GeniusRules *self, int issue)
{
	return scenario_count_options(self->scenario, issue);
}

/* The whole number that the option is, as Genius takes it. */
static bool
whole_number(const GeniusRules *self, int issue, size_t option, gint64 *number)
{
	const char *name = option_name(self, issue, option);

	return g_ascii_string_to_signed(name + (*name == '+'), 10, G_MININT32, G_MAXINT32,
	                                number, NULL) ||
	       genius_refuse(
		   self, "a constraint counts the option '%s', which is no whole number", name);
}

bool *
genius_new_set(const GeniusRules *self, int issue)
{
	bool *set = scenario_set(self->scenario, issue);

	if (!set)
		genius_refuse(self, "the constraints hold too much%s", "");
	return set;
}

static bool
name_issue(const GeniusRules *self, const xmlNode *node, int *issue)
{
	*issue = genius_issue(self->profile, node);
	return *issue >= 0 ||
	       genius_refuse(self, "a constraint names an issue that is not there%s", "");
}

/* Of the elements of this name, where they give an issue a second time the last counts. */
static bool
is_last(const xmlNode *node)
{
	double own = genius_number(node, "index", NAN);

	for (const xmlNode *at = node->next; at; at = at->next)
		if (genius_is_named(at, (const char *)node->name) &&
		    genius_number(at, "index", NAN) == own)
			return false;
	return true;
}

/* That each issue assigned has the very option. */
static bool
require_values(const GeniusRules *self, const xmlNode *constraint, Formula *box)
{
	for (const xmlNode *at = constraint->children; at; at = at->next) {
		int issue;

		if (!genius_is_named(at, "valueassignment") || !is_last(at))
			continue;
		if (!name_issue(self, at, &issue))
			return false;
		g_autofree char *value = genius_attribute(at, "value");
		bool *in = genius_new_set(self, issue);
		if (!in)
			return false;
		for (size_t o = 0; value && o < count_options(self, issue); o++)
			in[o] = g_str_equal(option_name(self, issue, o), value);
		formula_require(self->scenario, box, issue, in);
	}
	return true;
}

/* That the option's name has this text in it; or has it not. */
static bool
require_text(const GeniusRules *self, Formula *box, int issue, const char *text, bool has)
{
	bool *in = genius_new_set(self, issue);

	for (size_t o = 0; in && o < count_options(self, issue); o++)
		in[o] = (strstr(option_name(self, issue, o), text ? text : "") != NULL) == has;
	if (in)
		formula_require(self->scenario, box, issue, in);
	return in != NULL;
}

Formula *
genius_new_box(const GeniusRules *self, Formula *whole)
{
	Formula *box = formula_new(self->scenario, FORMULA_BOX, whole);

	box->inside = 1;
	return box;
}

/* The boxes of an issue that gives no share take nothing. */
static Formula *
taking_from(const GeniusRules *self, int issue)
{
	if (!self->taking[issue])
		self->taking[issue] = formula_new(self->scenario, FORMULA_GREATEST, NULL);
	return self->taking[issue];
}

static bool
read_zero(const GeniusRules *self, const xmlNode *constraint, int issue)
{
	return require_values(self, constraint, genius_new_box(self, taking_from(self, issue)));
}

static bool
read_conditional(const GeniusRules *self, const xmlNode *constraint, int issue)
{
	Formula *box = genius_new_box(self, taking_from(self, issue));
	g_autofree char *text = genius_attribute(constraint, "value");

	return require_values(self, constraint, box) &&
	       require_text(self, box, issue, text, false);
}

/* A constraint on the sum of what the options of some issues say. */
typedef struct {
	const GeniusRules *rules;
	GArray *issues; /* int */
	double least, most;
	int issue;            /* whose share is taken */
	const bool *affected; /* with these options */
	size_t n_boxes;
} Total;

/* A box more for each way in which the issues from `at` on come to such a sum. */
static bool
count_on(Total *self, size_t at, double sum, bool **chosen)
{
	int issue = g_array_index(self->issues, int, at);
	size_t n = count_options(self->rules, issue);
	bool last = at + 1 == self->issues->len, some = false;
	g_autofree bool *set = g_new0(bool, n);
	gint64 number;

	chosen[at] = set;
	for (size_t o = 0; o < n; o++) {
		if (!whole_number(self->rules, issue, o, &number))
			return false;
		if (last) {
			set[o] = sum + (double)number >= self->least &&
			         sum + (double)number <= self->most;
			some |= set[o];
			continue;
		}
		set[o] = true;
		if (!count_on(self, at + 1, sum + (double)number, chosen))
			return false;
		set[o] = false;
	}
	if (!last || !some)
		return true;
	if (++self->n_boxes > BARGAIN_MOST_TERMS)
		return genius_refuse(self->rules, "a constraint's sums are too many%s", "");
	Formula *box = genius_new_box(self->rules, taking_from(self->rules, self->issue));
	formula_require(self->rules->scenario, box, self->issue, self->affected);
	for (size_t i = 0; i <= at; i++)
		formula_require(self->rules->scenario, box, g_array_index(self->issues, int, i),
		                chosen[i]);
	return true;
}

/* `affected` of the options of the issue lose their share where the sum lies within bounds. */
static bool
read_total(const GeniusRules *self, const xmlNode *constraint, int issue, const bool *affected)
{
	g_autoptr(GArray) issues = g_array_new(FALSE, FALSE, sizeof(int));
	Total total = { self,
		        issues,
		        genius_number(constraint, "min", -INFINITY),
		        genius_number(constraint, "max", INFINITY),
		        issue,
		        affected,
		        0 };

	for (const xmlNode *at = constraint->children; at; at = at->next) {
		int one;

		if (!genius_is_named(at, "item"))
			continue;
		if (!name_issue(self, at, &one))
			return false;
		for (guint i = 0; i < issues->len; i++)
			if (g_array_index(issues, int, i) == one)
				return genius_refuse(self, "a constraint counts '%s' twice",
				                     scenario_issue_name(self->scenario, one));
		g_array_append_val(issues, one);
	}
	if (!issues->len)
		return genius_refuse(self, "a constraint on a sum of no issue%s", "");
	g_autofree bool **chosen = g_new0(bool *, issues->len);
	return count_on(&total, 0, 0, chosen);
}

/* Options that have one of the texts in them: the constraint's own, or those of its conditions.
 */
static bool *
find_affected(const GeniusRules *self, const xmlNode *constraint, int issue, bool listed)
{
	bool *affected = genius_new_set(self, issue);
	g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);

	if (!listed)
		g_ptr_array_add(texts, genius_attribute(constraint, "value"));
	for (const xmlNode *at = constraint->children; listed && at; at = at->next)
		if (genius_is_named(at, "condition"))
			g_ptr_array_add(texts, genius_attribute(at, "value"));
	for (size_t o = 0; affected && o < count_options(self, issue); o++)
		for (guint i = 0; i < texts->len && !affected[o]; i++)
			affected[o] = strstr(option_name(self, issue, o),
			                     texts->pdata[i] ? texts->pdata[i] : "") != NULL;
	return affected;
}

static bool
read_sum(const GeniusRules *self, const xmlNode *constraint, int issue)
{
	bool *affected = find_affected(self, constraint, issue, false);

	return affected && read_total(self, constraint, issue, affected);
}

static bool
read_sum_not(const GeniusRules *self, const xmlNode *constraint, int issue)
{
	bool *affected = find_affected(self, constraint, issue, false);

	for (size_t o = 0; affected && o < count_options(self, issue); o++)
		affected[o] = !affected[o];
	return affected && read_total(self, constraint, issue, affected);
}

static bool
read_sum_list(const GeniusRules *self, const xmlNode *constraint, int issue)
{
	bool *affected = find_affected(self, constraint, issue, true);

	return affected && read_total(self, constraint, issue, affected);
}

/* The sign that a condition asks for: 1, -1; 0: it asks for a text. */
static int
sign_of(const char *condition)
{
	if (!condition || !strstr(condition, "numeric"))
		return 0;
	return strstr(condition, "positive") ? 1 : strstr(condition, "negative") ? -1 : 0;
}

static bool
is_numeric(const char *condition)
{
	return condition && strstr(condition, "numeric");
}

/* Options of this sign, or of the other one. */
static bool
require_sign(const GeniusRules *self, Formula *box, int issue, int sign, bool or_zero)
{
	bool *in = genius_new_set(self, issue);
	gint64 number;

	for (size_t o = 0; in && o < count_options(self, issue); o++) {
		if (!whole_number(self, issue, o, &number))
			return false;
		in[o] = number * sign > 0 || (or_zero && number == 0);
	}
	if (in)
		formula_require(self->scenario, box, issue, in);
	return in != NULL;
}

/* All is lost where every condition holds; a number of 0 has either sign. */
static bool
read_inclusive(const GeniusRules *self, const xmlNode *constraint, int issue)
{
	Formula *box = genius_new_box(self, NULL);

	for (const xmlNode *at = constraint->children; at; at = at->next) {
		if (!genius_is_named(at, "checkassignment") || !is_last(at))
			continue;
		g_autofree char *condition = genius_attribute(at, "condition");
		int sign = sign_of(condition);
		if (!name_issue(self, at, &issue))
			return false;
		if (is_numeric(condition) ? sign && !require_sign(self, box, issue, sign, true)
		                          : !require_text(self, box, issue, condition, true))
			return false;
	}
	return formula_spread(box, -1, self->scenario);
}

/* All is lost where the first of two issues, a number, has the sign and the second lacks the
 * text. First is the issue that Genius' table of the two has first: by the last four bits of
 * its index.
 */
static bool
read_outcome_conditional(const GeniusRules *self, const xmlNode *constraint, int issue)
{
	const xmlNode *both[2] = { NULL, NULL };
	size_t n = 0;

	for (const xmlNode *at = constraint->children; at; at = at->next)
		if (genius_is_named(at, "checkassignment") && is_last(at)) {
			if (n < 2)
				both[n] = at;
			n++;
		}
	if (n != 2)
		return genius_refuse(
		    self, "a conditional constraint that is not of two issues%s", "");
	if (((int)genius_number(both[0], "index", 0) & 15) >
	    ((int)genius_number(both[1], "index", 0) & 15)) {
		const xmlNode *first = both[1];

		both[1] = both[0];
		both[0] = first;
	}
	g_autofree char *sign = genius_attribute(both[0], "condition");
	g_autofree char *text = genius_attribute(both[1], "condition");
	Formula *box = genius_new_box(self, NULL);
	int asked = g_strcmp0(sign, "numeric=positive") == 0   ? 1
	            : g_strcmp0(sign, "numeric=negative") == 0 ? -1
	                                                       : 0;
	if (!asked)
		return true; /* it never takes anything */
	return name_issue(self, both[0], &issue) &&
	       require_sign(self, box, issue, asked, false) &&
	       name_issue(self, both[1], &issue) &&
	       require_text(self, box, issue, text, false) &&
	       formula_spread(box, -1, self->scenario);
}

static const struct {
	const char *type;
	bool (*read)(const GeniusRules *self, const xmlNode *constraint, int issue);
	bool of_all; /* not of one issue, which its index names */
} kinds[] = {
	{ "zeroConstraint", read_zero, false },
	{ "conditionalZeroConstraint", read_conditional, false },
	{ "sumZeroConstraint", read_sum, false },
	{ "sumZeroNotConstraint", read_sum_not, false },
	{ "sumZeroConstraintList", read_sum_list, false },
	{ "inclusiveZeroOutcomeConstraint", read_inclusive, true },
	{ "conditionalZeroOutcomeConstraint", read_outcome_conditional, true },
};

static bool
read_constraint(const GeniusRules *self, const xmlNode *constraint, size_t *n_left_out)
{
	g_autofree char *type = genius_attribute(constraint, "type");
	int issue = genius_issue(self->profile, constraint);

	for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
		if (g_strcmp0(type, kinds[i].type) == 0 && (kinds[i].of_all || issue >= 0))
			return kinds[i].read(self, constraint, issue);
	++*n_left_out;
	return true;
}

bool
genius_read_constraints(const GeniusRules *self, const xmlNode *constraints)
{
	size_t n_left_out = 0;

	for (const xmlNode *at = constraints ? constraints->children : NULL; at; at = at->next)
		if (genius_is_named(at, "constraint") &&
		    !read_constraint(self, at, &n_left_out))
			return false;
	if (n_left_out)
		scenario_ask(
		    self->scenario,
		    "'%s' has %zu constraints of a kind that Genius passes over, or of "
		    "no issue; they are left out: do they matter?",
		    self->profile->file->path, n_left_out);
	return true;
}
