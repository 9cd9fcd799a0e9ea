/* Genius' non-linear utility: functions of hyper-rectangles, summed up or the least or greatest
 * of them, nested.
 *
 * A rectangle pays where all bounds of INCLUDES hold, or where some bound of EXCLUDES does not;
 * without bounds it always pays.  A function of a kind that Genius does not know is a sum. */
#include "import/formula.h"
#include "import/genius.h"

#include <string.h>

static bool
require_bound(const GeniusProfile *self, const xmlNode *node, Formula *box)
{
	double low = genius_number(node, "min", -INFINITY);
	double high = genius_number(node, "max", INFINITY);
	int issue = genius_issue(self, node);

	if (issue < 0)
		return import_refuse(self->file, self->error,
		                     "a hyper-rectangle names an issue that is not there");
	bool *in = scenario_set(self->scenario, issue);
	if (!in)
		return import_refuse(self->file, self->error,
		                     "the bounds of hyper-rectangles are too many");
	for (size_t o = 0; o < scenario_count_options(self->scenario, issue); o++) {
		double at = scenario_at(self->scenario, issue, (int)o);

		in[o] = at >= low && at <= high;
	}
	formula_require(self->scenario, box, issue, in);
	return true;
}

static bool
read_rectangle(const GeniusProfile *self, const xmlNode *node, Formula *whole)
{
	Formula *box = formula_new(self->scenario, FORMULA_BOX, whole);
	double pays = genius_number(node, "utility", 0) * genius_number(node, "weight", 1);
	bool excludes = genius_child(node, "EXCLUDES") != NULL;
	size_t n = 0;

	for (const xmlNode *at = node->children; at; at = at->next) {
		if (!genius_is_named(at, excludes ? "EXCLUDES" : "INCLUDES"))
			continue;
		if (++n > scenario_count_issues(self->scenario))
			return import_refuse(
			    self->file, self->error,
			    "a hyper-rectangle has more bounds than there are issues");
		if (!require_bound(self, at, box))
			return false;
	}
	*(excludes ? &box->outside : &box->inside) = pays;
	return true;
}

static FormulaKind
kind_of(const xmlNode *function)
{
	static const struct {
		const char *aggregation;
		FormulaKind kind;
	} kinds[] = { { "min", FORMULA_LEAST }, { "max", FORMULA_GREATEST } };
	g_autofree char *aggregation = genius_attribute(function, "aggregation");

	for (size_t i = 0; aggregation && i < G_N_ELEMENTS(kinds); i++)
		if (g_ascii_strcasecmp(aggregation, kinds[i].aggregation) == 0)
			return kinds[i].kind;
	return FORMULA_SUM;
}

/* The rectangles of a function count before the functions in it. */
static bool
read_parts(const GeniusProfile *self, const xmlNode *node, Formula *function, int depth)
{
	if (depth > GENIUS_DEEPEST)
		return import_refuse(self->file, self->error, "functions nested too deeply");
	for (const xmlNode *at = node->children; at; at = at->next)
		if (genius_is_named(at, "hyperRectangle") &&
		    !read_rectangle(self, at, function))
			return false;
	for (const xmlNode *at = node->children; at; at = at->next) {
		if (!genius_is_named(at, "ufun"))
			continue;
		Formula *part = formula_new(self->scenario, kind_of(at), function);
		part->weight = genius_number(at, "weight", 1);
		if (!read_parts(self, at, part, depth + 1))
			return false;
	}
	return true;
}

bool
genius_read_function(const GeniusProfile *self, const xmlNode *objective)
{
	const xmlNode *utility = genius_child(objective, "utility");
	const xmlNode *node = genius_child(utility, "ufun");
	double most = genius_number(utility, "maxutility", NAN);

	if (!node || !(most > 0))
		return import_refuse(self->file, self->error,
		                     "no utility with a maxutility and a ufun");
	Formula *function = formula_new(self->scenario, kind_of(node), NULL);
	if (!read_parts(self, node, function, 0))
		return false;
	/* the weight of the outermost function does not count */
	return formula_spread(function, 1 / most, self->scenario) ||
	       import_refuse(self->file, self->error,
	                     "the least or greatest of hyper-rectangles falls into more than "
	                     "%d parts",
	                     BARGAIN_MOST_TERMS);
}
