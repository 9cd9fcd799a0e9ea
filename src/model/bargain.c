/* The bargaining model: making one, finding things in it, what no model may be. */
#include "model/bargain.h"

#include <entente/error.h>
#include <string.h>

EntenteBargain *
bargain_new(void)
{
	Arena *arena = arena_new();
	EntenteBargain *self = arena_new0(arena, EntenteBargain, 1);

	self->arena = arena;
	return self;
}

void
entente_bargain_free(EntenteBargain *self)
{
	if (self)
		arena_free(self->arena);
}

void
bargain_allot(EntenteBargain *self, size_t n_parties, size_t n_issues)
{
	self->parties = arena_new0(self->arena, BargainParty, n_parties);
	self->n_parties = n_parties;
	self->issues = arena_new0(self->arena, BargainIssue, n_issues);
	self->n_issues = n_issues;
	self->stances = arena_new0(self->arena, BargainStance, n_parties * n_issues);
	for (size_t i = 0; i < n_parties; i++) {
		BargainParty *party = &self->parties[i];

		party->power = 1;
		party->floor = -INFINITY;
		party->cap = INFINITY;
		party->discount = 1;
	}
	for (size_t i = 0; i < n_issues; i++)
		self->issues[i].status_quo = -1;
	for (size_t i = 0; i < n_parties * n_issues; i++) {
		self->stances[i].position = (BargainRange){ NAN, NAN };
		self->stances[i].power = NAN;
	}
}

bool
bargain_has_room(const EntenteBargain *self, size_t n_options, GError **error)
{
	size_t n = n_options;

	for (size_t i = 0; i < self->n_issues; i++)
		n += self->issues[i].n_options;
	if (n * (self->n_parties + 5) <= BARGAIN_MOST_VALUES)
		return true;
	g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_LIMIT,
	            "%zu options of all issues are too many for %zu parties", n,
	            self->n_parties);
	return false;
}

void
bargain_allot_options(EntenteBargain *self, size_t issue, size_t n_options)
{
	self->issues[issue].options = arena_new0(self->arena, BargainOption, n_options);
	self->issues[issue].n_options = n_options;
	for (size_t i = 0; i < n_options; i++)
		self->issues[issue].options[i].at = (double)i;
	for (size_t i = 0; i < self->n_parties; i++)
		bargain_stance(self, i, issue)->values =
		    arena_new0(self->arena, BargainRange, n_options);
}

int
bargain_find_party(const EntenteBargain *self, const char *name)
{
	for (size_t i = 0; i < self->n_parties; i++)
		if (g_strcmp0(self->parties[i].name, name) == 0)
			return (int)i;
	return -1;
}

int
bargain_find_issue(const EntenteBargain *self, const char *name)
{
	for (size_t i = 0; i < self->n_issues; i++)
		if (g_strcmp0(self->issues[i].name, name) == 0)
			return (int)i;
	return -1;
}

int
bargain_find_option(const BargainIssue *issue, const char *name)
{
	for (size_t i = 0; i < issue->n_options; i++)
		if (g_strcmp0(issue->options[i].name, name) == 0)
			return (int)i;
	return -1;
}

double
bargain_value(const BargainStance *stance, const BargainIssue *issue, size_t option)
{
	BargainRange range = stance->values[option];
	unsigned last = 1;

	if (!stance->rank)
		return bargain_middle(range);
	for (size_t i = 0; i < issue->n_options; i++)
		last = MAX(last, stance->rank[i]);
	double step = last > 1 ? (double)(last - stance->rank[option]) / (last - 1) : 1;
	return CLAMP(step, range.low, range.high);
}

static bool G_GNUC_PRINTF(2, 3) refuse(GError **error, const char *format, ...)
{
	va_list list;

	va_start(list, format);
	g_autofree char *what = g_strdup_vprintf(format, list);
	va_end(list);
	g_set_error_literal(error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT, what);
	return false;
}

/* Options as the nodes of a graph in which an edge leads from what requires to what is
 * required, where both are one option alone. */
typedef struct {
	const EntenteBargain *model;
	size_t *first; /* the node of each issue's first option */
	GArray **required;
	char *state; /* 0 not seen, 1 on the way, 2 done */
	GString *way;
} Requirements;

/* The only option in the set, or -1. */
static int
only_option(const BargainIssue *issue, const BargainCondition *condition)
{
	int only = -1;

	for (size_t i = 0; i < issue->n_options; i++)
		if (condition->in[i]) {
			if (only >= 0)
				return -1;
			only = (int)i;
		}
	return only;
}

static int
node_of(const Requirements *self, const BargainCondition *condition)
{
	int option = only_option(&self->model->issues[condition->issue], condition);

	return option < 0 ? -1 : (int)(self->first[condition->issue] + (size_t)option);
}

static void
name_node(const Requirements *self, size_t node, GString *out)
{
	size_t issue = 0;

	while (issue + 1 < self->model->n_issues && self->first[issue + 1] <= node)
		issue++;
	const BargainIssue *of = &self->model->issues[issue];
	g_string_append_printf(out, "'%s: %s'", of->name,
	                       of->options[node - self->first[issue]].name);
}

/* Whether what this node requires leads back to a node on the way, which is then told. */
static bool
find_circle(Requirements *self, size_t node)
{
	GArray *required = self->required[node];

	self->state[node] = 1;
	for (guint i = 0; required && i < required->len; i++) {
		size_t next = g_array_index(required, size_t, i);

		if (self->state[next] == 2)
			continue;
		if (self->state[next] == 0 && !find_circle(self, next))
			continue;
		g_string_prepend(self->way, " requires ");
		g_autoptr(GString) name = g_string_new(NULL);
		name_node(self, node, name);
		if (self->way->len == strlen(" requires "))
			name_node(self, next, self->way);
		g_string_prepend(self->way, name->str);
		return true;
	}
	self->state[node] = 2;
	return false;
}

static void
add_requirement(Requirements *self, const BargainClause *clause)
{
	int from = clause->n_when == 1 ? node_of(self, clause->when) : -1;

	for (size_t i = 0; from >= 0 && i < clause->n_then; i++) {
		int to = node_of(self, &clause->then[i]);
		size_t node = (size_t)to;

		if (to < 0)
			continue;
		if (!self->required[from])
			self->required[from] = g_array_new(FALSE, FALSE, sizeof(size_t));
		g_array_append_val(self->required[from], node);
	}
}

static bool
check_requirements(const EntenteBargain *model, GError **error)
{
	g_autofree size_t *first = g_new0(size_t, model->n_issues + 1);
	size_t n = 0;

	for (size_t i = 0; i < model->n_issues; i++) {
		first[i] = n;
		n += model->issues[i].n_options;
	}
	g_autofree GArray **required = g_new0(GArray *, n + 1);
	g_autofree char *state = g_new0(char, n + 1);
	g_autoptr(GString) way = g_string_new(NULL);
	Requirements self = { model, first, required, state, way };
	bool circle = false;

	for (size_t i = 0; i < model->n_clauses; i++)
		add_requirement(&self, &model->clauses[i]);
	for (size_t i = 0; i < n && !circle; i++)
		circle = !state[i] && find_circle(&self, i);
	for (size_t i = 0; i < n; i++)
		if (required[i])
			g_array_unref(required[i]);
	return !circle || refuse(error, "clauses: a circle of requirements: %s", way->str);
}

/* Whether the party minds anything at all. */
static bool
minds(const EntenteBargain *model, size_t party)
{
	for (size_t i = 0; i < model->n_issues; i++)
		if (bargain_stance(model, party, i)->salience.high > 0)
			return true;
	for (size_t i = 0; i < model->n_interactions; i++)
		if (model->interactions[i].party == party)
			return true;
	return false;
}

static bool
check_names(const EntenteBargain *model, GError **error)
{
	for (size_t i = 0; i < model->n_parties; i++)
		if (bargain_find_party(model, model->parties[i].name) != (int)i)
			return refuse(error, "parties[%zu]: a second '%s'", i,
			              model->parties[i].name);
	for (size_t i = 0; i < model->n_issues; i++) {
		const BargainIssue *issue = &model->issues[i];
		g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);

		if (bargain_find_issue(model, issue->name) != (int)i)
			return refuse(error, "issues[%zu]: a second '%s'", i, issue->name);
		for (size_t j = 0; j < issue->n_options; j++)
			if (!g_hash_table_add(seen, (gpointer)issue->options[j].name))
				return refuse(error, "issues[%zu].options[%zu]: a second '%s'",
				              i, j, issue->options[j].name);
	}
	return true;
}

static bool
is_number(double number, double least)
{
	return number >= least && number <= BARGAIN_LARGEST;
}

static bool
is_range(BargainRange range, double least)
{
	return is_number(range.low, least) && is_number(range.high, range.low);
}

static bool
check_stance(const EntenteBargain *model, size_t party, size_t issue, GError **error)
{
	const BargainStance *stance = bargain_stance(model, party, issue);
	const BargainIssue *of = &model->issues[issue];
	const char *name = model->parties[party].name;

	if (!is_range(stance->salience, 0))
		return refuse(error, "'%s' minds about '%s' by %g, which is not from 0 to %g",
		              name, of->name, stance->salience.low, BARGAIN_LARGEST);
	for (size_t o = 0; o < of->n_options; o++)
		if (!is_range(stance->values[o], -BARGAIN_LARGEST))
			return refuse(error,
			              "'%s: %s' is worth %g to '%s', more than %g from 0",
			              of->name, of->options[o].name, stance->values[o].low,
			              name, BARGAIN_LARGEST);
	return true;
}

static bool
has_place(const BargainIssue *issue, size_t option)
{
	double at = issue->options[option].at;

	return isfinite(at) || (isnan(at) && issue->kind == BARGAIN_ORDERED);
}

/* That numbers are such as can be summed up. */
static bool
check_numbers(const EntenteBargain *model, GError **error)
{
	for (size_t i = 0; i < model->n_issues; i++)
		for (size_t o = 0; o < model->issues[i].n_options; o++)
			if (!has_place(&model->issues[i], o))
				return refuse(
				    error, "issues[%zu].options[%zu]: its place is no number",
				    i, o);
	for (size_t p = 0; p < model->n_parties; p++) {
		const BargainFallback *fallback = &model->parties[p].fallback;

		if (fallback->kind == BARGAIN_FALLBACK_VALUE &&
		    !is_range(fallback->value, -BARGAIN_LARGEST))
			return refuse(error, "'%s' has a fallback of %g, more than %g from 0",
			              model->parties[p].name, fallback->value.low,
			              BARGAIN_LARGEST);
		for (size_t i = 0; i < model->n_issues; i++)
			if (!check_stance(model, p, i, error))
				return false;
	}
	for (size_t i = 0; i < model->n_interactions; i++)
		if (!is_number(model->interactions[i].value, -BARGAIN_LARGEST))
			return refuse(error, "interactions[%zu]: %g is more than %g from 0", i,
			              model->interactions[i].value, BARGAIN_LARGEST);
	return true;
}

bool
bargain_check(const EntenteBargain *self, GError **error)
{
	if (!check_names(self, error) || !check_numbers(self, error))
		return false;
	for (size_t i = 0; i < self->n_parties; i++)
		if (!minds(self, i))
			return refuse(error,
			              "parties[%zu]: '%s' minds nothing: its saliences are all "
			              "zero",
			              i, self->parties[i].name);
	return check_requirements(self, error);
}

void
bargain_append_number(GString *out, double number)
{
	char digits[G_ASCII_DTOSTR_BUF_SIZE];

	if (number == floor(number) && fabs(number) < 1e15) {
		g_string_append_printf(out, "%.0f", number == 0 ? 0.0 : number);
		return;
	}
	for (int precision = 15; precision <= 17; precision++) {
		char format[8];

		g_snprintf(format, sizeof format, "%%.%dg", precision);
		g_ascii_formatd(digits, sizeof digits, format, number);
		if (g_ascii_strtod(digits, NULL) == number)
			break;
	}
	g_string_append(out, digits);
}
