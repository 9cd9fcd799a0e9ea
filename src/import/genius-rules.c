/* Genius' constrained utility: the mean over issues of rank / greatest rank of the issue, where
 * a constraint takes an issue's share away, or all.
 *
 * What a constraint of one issue takes is what the option is worth, wherever any of that
 * issue's constraints holds.  What takes all takes 1, which no sum of shares is above, and
 * utility counts no lower than 0. */
#include "import/genius-rules.h"

static size_t
count_options(const GeniusRules *self, int issue)
{
	return scenario_count_options(self->scenario, issue);
}

/* The option that an element of ranks is of: by its name, else by its number. */
static int
ranked_option(const GeniusRules *self, const xmlNode *item, int issue)
{
	g_autofree char *value = genius_attribute(item, "value");
	double index = genius_number(item, "index", NAN) - 1;

	if (value)
		return genius_option(self->profile, issue, value);
	return index >= 0 && index < (double)count_options(self, issue) ? (int)index : -1;
}

static void
read_ranks(GeniusRules *self, const xmlNode *ranks, int issue)
{
	double *shares = self->shares[issue] = g_new0(double, count_options(self, issue) + 1);
	double most = 0;

	for (const xmlNode *at = ranks->children; at; at = at->next) {
		int option = genius_is_named(at, "item") ? ranked_option(self, at, issue) : -1;

		if (option >= 0)
			shares[option] =
			    genius_number(at, "rank", genius_number(at, "rating", 0));
	}
	for (size_t o = 0; o < count_options(self, issue); o++)
		most = fmax(most, shares[o]);
	for (size_t o = 0; o < count_options(self, issue); o++) {
		shares[o] = most > 0 ? shares[o] / most : 0;
		scenario_value(self->scenario, issue, (int)o, shares[o]);
	}
	self->n_ranked++;
}

/* Takes from the options of one worth what they give, wherever a constraint of the issue holds.
 */
static bool
take_share(const GeniusRules *self, int issue, double share)
{
	Formula *own = formula_new(self->scenario, FORMULA_GREATEST, NULL);
	bool *set = genius_new_set(self, issue);

	for (size_t o = 0; set && o < count_options(self, issue); o++)
		set[o] = self->shares[issue][o] == share;
	for (const Formula *box = self->taking[issue]->parts; set && box; box = box->next) {
		Formula *copy = genius_new_box(self, own);

		formula_require(self->scenario, copy, issue, set);
		for (size_t i = 0; i < box->n_conditions; i++)
			formula_require(self->scenario, copy, (int)box->conditions[i].issue,
			                box->conditions[i].in);
	}
	if (!set)
		return false;
	return formula_spread(own, -share / (double)self->n_ranked, self->scenario) ||
	       genius_refuse(self, "the constraints on '%s' fall into too many parts",
	                     scenario_issue_name(self->scenario, issue));
}

static bool
take_shares(const GeniusRules *self, int issue)
{
	const double *shares = self->shares[issue];
	bool taken = true;

	for (size_t o = 0; taken && o < count_options(self, issue); o++) {
		bool first = shares[o] != 0;

		for (size_t before = 0; first && before < o; before++)
			first = shares[before] != shares[o];
		if (first)
			taken = take_share(self, issue, shares[o]);
	}
	return taken;
}

static bool
read_rules(GeniusRules *self, const xmlNode *rules)
{
	const xmlNode *ranks = genius_child(rules, "ranks");
	size_t n_issues = scenario_count_issues(self->scenario), nth = 0;

	for (const xmlNode *at = ranks ? ranks->children : NULL; at; at = at->next) {
		if (!genius_is_named(at, "issue"))
			continue;
		int issue = isnan(genius_number(at, "index", NAN))
		                ? (nth < n_issues ? (int)nth : -1)
		                : genius_issue(self->profile, at);
		nth++;
		if (issue < 0 || self->shares[issue])
			return genius_refuse(
			    self, "ranks of an issue that is not there, or twice%s", "");
		read_ranks(self, at, issue);
	}
	if (!self->n_ranked)
		return genius_refuse(self, "no ranks of any issue%s", "");
	for (size_t i = 0; i < n_issues; i++)
		scenario_weight(self->scenario, (int)i,
		                self->shares[i] ? 1.0 / (double)self->n_ranked : 0);
	if (!genius_read_constraints(self, genius_child(rules, "constraints")))
		return false;
	for (size_t i = 0; i < n_issues; i++)
		if (self->taking[i] && self->shares[i] && !take_shares(self, (int)i))
			return false;
	return true;
}

bool
genius_read_rules(GeniusProfile *self, const xmlNode *objective)
{
	size_t n = scenario_count_issues(self->scenario);
	g_autofree Formula **taking = g_new0(Formula *, n + 1);
	g_autofree double **shares = g_new0(double *, n + 1);
	GeniusRules rules = { self, self->scenario, taking, shares, 0 };

	scenario_floor(self->scenario, 0);
	bool taken = read_rules(&rules, genius_child(objective, "rules"));
	for (size_t i = 0; i < n; i++)
		g_free(shares[i]);
	return taken;
}
