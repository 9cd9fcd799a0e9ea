/* The bargaining model -> JSON, one entry a line, so that a change of one is a line in a diff;
 * what is as it would be without saying so is left out. */
#include "base/json.h"
#include "model/bargain.h"

#include <string.h>

/* Members of an object after the first are parted by commas. */
static void
begin_member(GString *out, const char *key)
{
	if (out->str[out->len - 1] != '{')
		g_string_append(out, ", ");
	json_append_text(out, key);
	g_string_append(out, ": ");
}

static void
append_text(GString *out, const char *key, const char *text)
{
	if (!text)
		return;
	begin_member(out, key);
	json_append_text(out, text);
}

static void
append_number(GString *out, const char *key, double number)
{
	begin_member(out, key);
	bargain_append_number(out, number);
}

static void
append_range(GString *out, BargainRange range)
{
	if (bargain_is_known(range)) {
		bargain_append_number(out, range.low);
		return;
	}
	g_string_append_c(out, '[');
	bargain_append_number(out, range.low);
	g_string_append(out, ", ");
	bargain_append_number(out, range.high);
	g_string_append_c(out, ']');
}

static void
append_ground(GString *out, const BargainGround *ground)
{
	if (!ground->assumed && !ground->n_cited)
		return;
	begin_member(out, "evidence");
	if (!ground->n_cited) {
		g_string_append(out, "\"assumed\"");
		return;
	}
	g_string_append_c(out, '[');
	for (size_t i = 0; i < ground->n_cited; i++) {
		const BargainCitation *cited = &ground->cited[i];

		g_string_append(out, i ? ", {" : "{");
		append_text(out, "source", cited->source);
		append_number(out, "start", cited->start);
		append_number(out, "end", cited->end);
		append_text(out, "text", cited->text);
		g_string_append_c(out, '}');
	}
	g_string_append_c(out, ']');
}

static bool
is_grounded(const BargainGround *ground)
{
	return ground->assumed || ground->n_cited;
}

static void
append_package(const EntenteBargain *self, const int *package, GString *out)
{
	g_string_append_c(out, '{');
	for (size_t i = 0; i < self->n_issues; i++)
		if (package[i] >= 0)
			append_text(out, self->issues[i].name,
			            self->issues[i].options[package[i]].name);
	g_string_append_c(out, '}');
}

static void
append_conditions(const EntenteBargain *self, const char *key,
                  const BargainCondition *conditions, size_t n, GString *out)
{
	begin_member(out, key);
	g_string_append_c(out, '{');
	for (size_t i = 0; i < n; i++) {
		const BargainIssue *issue = &self->issues[conditions[i].issue];
		size_t n_in = 0;

		for (size_t j = 0; j < issue->n_options; j++)
			n_in += conditions[i].in[j];
		bool inside = n_in * 2 <= issue->n_options;
		begin_member(out, issue->name);
		g_string_append(out, inside ? "[" : "{\"not\": [");
		for (size_t j = 0; j < issue->n_options; j++) {
			if (conditions[i].in[j] != inside)
				continue;
			if (out->str[out->len - 1] != '[')
				g_string_append(out, ", ");
			json_append_text(out, issue->options[j].name);
		}
		g_string_append(out, inside ? "]" : "]}");
	}
	g_string_append_c(out, '}');
}

static void
append_party(const EntenteBargain *self, const BargainParty *party, GString *out)
{
	const BargainFallback *fallback = &party->fallback;

	append_text(out, "name", party->name);
	if (party->power != 1)
		append_number(out, "power", party->power);
	if (party->veto) {
		begin_member(out, "veto");
		g_string_append(out, "true");
	}
	if (party->floor > -INFINITY)
		append_number(out, "floor", party->floor);
	if (party->cap < INFINITY)
		append_number(out, "cap", party->cap);
	if (party->discount != 1)
		append_number(out, "discount", party->discount);
	if (fallback->kind != BARGAIN_FALLBACK_NONE) {
		begin_member(out, "fallback");
		g_string_append_c(out, '{');
		begin_member(out, fallback->package ? "package" : "value");
		if (fallback->package)
			append_package(self, fallback->package, out);
		else
			append_range(out, fallback->value);
		append_ground(out, &fallback->ground);
		g_string_append_c(out, '}');
	}
	append_ground(out, &party->ground);
}

static void
append_place(GString *out, double at)
{
	begin_member(out, "at");
	if (isnan(at))
		g_string_append(out, "null");
	else
		bargain_append_number(out, at);
}

static void
append_option(const BargainIssue *issue, const BargainOption *option, size_t index,
              GString *out)
{
	bool is_number = issue->kind == BARGAIN_NUMERIC;
	bool is_placed = option->at != (double)index || is_number;
	bool is_named = true;

	if (is_number) {
		g_autoptr(GString) name = g_string_new(NULL);

		bargain_append_number(name, option->at);
		is_named = !g_str_equal(name->str, option->name);
	}
	if (!option->text && !is_grounded(&option->ground) && is_placed == is_number &&
	    is_named != is_number) {
		if (is_number)
			bargain_append_number(out, option->at);
		else
			json_append_text(out, option->name);
		return;
	}
	g_string_append_c(out, '{');
	append_text(out, "name", option->name);
	append_text(out, "text", option->text);
	if (is_placed)
		append_place(out, option->at);
	append_ground(out, &option->ground);
	g_string_append_c(out, '}');
}

static void
append_issue(const EntenteBargain *self, const BargainIssue *issue, GString *out)
{
	static const char *const kinds[] = { "nominal", "ordered", "numeric" };

	(void)self;
	append_text(out, "name", issue->name);
	append_text(out, "text", issue->text);
	append_text(out, "kind", kinds[issue->kind]);
	begin_member(out, "options");
	g_string_append_c(out, '[');
	for (size_t i = 0; i < issue->n_options; i++) {
		if (i)
			g_string_append(out, ", ");
		append_option(issue, &issue->options[i], i, out);
	}
	g_string_append_c(out, ']');
	if (issue->status_quo >= 0)
		append_text(out, "status_quo", issue->options[issue->status_quo].name);
	append_ground(out, &issue->ground);
}

static void
append_order(const BargainIssue *issue, const BargainStance *stance, GString *out)
{
	unsigned n_ranks = 0;

	for (size_t i = 0; i < issue->n_options; i++)
		n_ranks = MAX(n_ranks, stance->rank[i]);
	begin_member(out, "order");
	g_string_append_c(out, '[');
	for (unsigned rank = 1; rank <= n_ranks; rank++) {
		g_string_append(out, rank > 1 ? ", [" : "[");
		for (size_t i = 0; i < issue->n_options; i++) {
			if (stance->rank[i] != rank)
				continue;
			if (out->str[out->len - 1] != '[')
				g_string_append(out, ", ");
			json_append_text(out, issue->options[i].name);
		}
		g_string_append_c(out, ']');
	}
	g_string_append_c(out, ']');
}

static void
append_stance(const BargainParty *party, const BargainIssue *issue, const BargainStance *stance,
              GString *out)
{
	append_text(out, "party", party->name);
	append_text(out, "issue", issue->name);
	begin_member(out, "salience");
	append_range(out, stance->salience);
	begin_member(out, "values");
	g_string_append_c(out, '{');
	for (size_t i = 0; i < issue->n_options; i++) {
		const BargainGround *ground = stance->grounds ? &stance->grounds[i] : NULL;
		bool is_wrapped = ground && is_grounded(ground);

		begin_member(out, issue->options[i].name);
		g_string_append(out, is_wrapped ? "{\"value\": " : "");
		append_range(out, stance->values[i]);
		if (is_wrapped) {
			append_ground(out, ground);
			g_string_append_c(out, '}');
		}
	}
	g_string_append_c(out, '}');
	if (stance->rank)
		append_order(issue, stance, out);
	if (bargain_is_told(stance->position)) {
		begin_member(out, "position");
		append_range(out, stance->position);
	}
	if (!isnan(stance->power))
		append_number(out, "power", stance->power);
	append_ground(out, &stance->ground);
}

static bool
says_nothing(const BargainIssue *issue, const BargainStance *stance)
{
	if (stance->salience.high > 0 || stance->rank || bargain_is_told(stance->position) ||
	    !isnan(stance->power) || stance->grounds || is_grounded(&stance->ground))
		return false;
	for (size_t i = 0; i < issue->n_options; i++)
		if (stance->values[i].low != 0 || stance->values[i].high != 0)
			return false;
	return true;
}

static void
append_rule(const BargainRule *rule, GString *out)
{
	static const char *const kinds[] = { "unanimity", "all-but", "majority" };

	append_text(out, "kind", kinds[rule->kind]);
	if (rule->kind == BARGAIN_ALL_BUT)
		append_number(out, "missing", (double)rule->missing);
	if (rule->kind == BARGAIN_MAJORITY)
		append_number(out, "quota", rule->quota);
}

/* `"key": [` before the first entry of a list, a comma before the others. */
static void
begin_entry(GString *out, const char *key, bool first)
{
	if (first) {
		g_string_append_printf(out, ",\n  \"%s\": [", key);
	} else {
		g_string_append_c(out, ',');
	}
	g_string_append(out, "\n    {");
}

static void
append_stances(const EntenteBargain *self, GString *out)
{
	bool first = true;

	for (size_t i = 0; i < self->n_parties; i++)
		for (size_t j = 0; j < self->n_issues; j++) {
			const BargainStance *stance = bargain_stance(self, i, j);

			if (says_nothing(&self->issues[j], stance))
				continue;
			begin_entry(out, "stances", first);
			append_stance(&self->parties[i], &self->issues[j], stance, out);
			g_string_append_c(out, '}');
			first = false;
		}
	g_string_append(out, first ? "" : "\n  ]");
}

static void
append_interactions(const EntenteBargain *self, GString *out)
{
	for (size_t i = 0; i < self->n_interactions; i++) {
		const BargainInteraction *one = &self->interactions[i];

		begin_entry(out, "interactions", i == 0);
		append_text(out, "party", self->parties[one->party].name);
		append_conditions(self, "when", one->conditions, one->n_conditions, out);
		append_number(out, "value", one->value);
		append_ground(out, &one->ground);
		g_string_append_c(out, '}');
	}
	g_string_append(out, self->n_interactions ? "\n  ]" : "");
}

static void
append_clauses(const EntenteBargain *self, GString *out)
{
	for (size_t i = 0; i < self->n_clauses; i++) {
		const BargainClause *one = &self->clauses[i];

		begin_entry(out, "clauses", i == 0);
		append_conditions(self, one->n_then ? "if" : "exclude", one->when, one->n_when,
		                  out);
		if (one->n_then)
			append_conditions(self, "then", one->then, one->n_then, out);
		append_text(out, "text", one->text);
		append_ground(out, &one->ground);
		g_string_append_c(out, '}');
	}
	g_string_append(out, self->n_clauses ? "\n  ]" : "");
}

static void
append_red_lines(const EntenteBargain *self, GString *out)
{
	for (size_t i = 0; i < self->n_red_lines; i++) {
		const BargainRedLine *one = &self->red_lines[i];

		begin_entry(out, "red_lines", i == 0);
		append_text(out, "party", self->parties[one->party].name);
		append_conditions(self, "refuses", one->conditions, one->n_conditions, out);
		append_text(out, "text", one->text);
		append_ground(out, &one->ground);
		g_string_append_c(out, '}');
	}
	g_string_append(out, self->n_red_lines ? "\n  ]" : "");
}

static void
append_drafts(const EntenteBargain *self, GString *out)
{
	for (size_t i = 0; i < self->n_drafts; i++) {
		const BargainDraft *one = &self->drafts[i];

		begin_entry(out, "drafts", i == 0);
		append_text(out, "name", one->name);
		append_text(out, "by", one->by);
		begin_member(out, "package");
		append_package(self, one->package, out);
		append_ground(out, &one->ground);
		g_string_append_c(out, '}');
	}
	g_string_append(out, self->n_drafts ? "\n  ]" : "");
}

void
entente_bargain_json(const EntenteBargain *self, GString *out)
{
	g_string_append_c(out, '{');
	if (self->title) {
		g_string_append(out, "\n  \"title\": ");
		json_append_text(out, self->title);
		g_string_append_c(out, ',');
	}
	g_string_append(out, "\n  \"rule\": {");
	append_rule(&self->rule, out);
	g_string_append_c(out, '}');
	for (size_t i = 0; i < self->n_parties; i++) {
		begin_entry(out, "parties", i == 0);
		append_party(self, &self->parties[i], out);
		g_string_append_c(out, '}');
	}
	g_string_append(out, "\n  ]");
	for (size_t i = 0; i < self->n_issues; i++) {
		begin_entry(out, "issues", i == 0);
		append_issue(self, &self->issues[i], out);
		g_string_append_c(out, '}');
	}
	g_string_append(out, "\n  ]");
	append_stances(self, out);
	append_interactions(self, out);
	append_clauses(self, out);
	append_red_lines(self, out);
	append_drafts(self, out);
	for (size_t i = 0; self->questions && self->questions[i]; i++) {
		g_string_append(out, i ? ",\n    " : ",\n  \"questions\": [\n    ");
		json_append_text(out, self->questions[i]);
		g_string_append(out, self->questions[i + 1] ? "" : "\n  ]");
	}
	g_string_append(out, "\n}\n");
}
