/* Issues, options and parties as they come together from files. */
#include "import/scenario-parts.h"

#include <string.h>

static void
issue_free(gpointer pointer)
{
	ScenarioIssue *issue = pointer;

	g_free(issue->name);
	g_ptr_array_unref(issue->options);
	g_array_unref(issue->at);
	g_hash_table_unref(issue->known);
	g_hash_table_unref(issue->alike);
	g_free(issue);
}

static void
party_free(gpointer pointer)
{
	ScenarioParty *party = pointer;

	g_free(party->name);
	g_free(party->file);
	g_array_unref(party->weights);
	g_ptr_array_unref(party->values);
	g_array_unref(party->boxes);
	g_array_unref(party->fallback);
	g_free(party);
}

static void
role_clear(gpointer pointer)
{
	g_free(((ScenarioRole *)pointer)->file);
	g_free(((ScenarioRole *)pointer)->name);
}

/* Profiles that spell a name of the domain with other capitals or blanks mean it all the same.
 */
static char *
fold(const char *name)
{
	g_autofree char *folded = g_utf8_casefold(name, -1);
	g_auto(GStrv) words = g_strsplit_set(folded, " \t\r\n\v\f", -1);
	g_autoptr(GString) text = g_string_new(NULL);

	for (size_t i = 0; words[i]; i++)
		if (*words[i])
			g_string_append_printf(text, "%s%s", text->len ? " " : "", words[i]);
	return g_string_free(g_steal_pointer(&text), FALSE);
}

static GHashTable *
new_alike(void)
{
	return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

static void
note_alike(GHashTable *alike, const char *name, guint index)
{
	char *folded = fold(name);

	if (g_hash_table_contains(alike, folded))
		g_free(folded);
	else
		g_hash_table_insert(alike, folded, GUINT_TO_POINTER(index + 1));
}

/* The index of the name, or of one like it; -1 for none. */
static int
find_alike(GHashTable *alike, const char *name)
{
	g_autofree char *folded = fold(name);

	return GPOINTER_TO_INT(g_hash_table_lookup(alike, folded)) - 1;
}

Scenario *
scenario_new(void)
{
	Scenario *self = g_new0(Scenario, 1);

	self->issues = g_ptr_array_new_with_free_func(issue_free);
	self->parties = g_ptr_array_new_with_free_func(party_free);
	self->known = g_hash_table_new(g_str_hash, g_str_equal);
	self->alike = new_alike();
	self->roles = g_array_new(FALSE, TRUE, sizeof(ScenarioRole));
	g_array_set_clear_func(self->roles, role_clear);
	self->questions = g_ptr_array_new_with_free_func(g_free);
	self->arena = arena_new();
	return self;
}

void
scenario_free(Scenario *self)
{
	if (!self)
		return;
	g_hash_table_unref(self->known);
	g_hash_table_unref(self->alike);
	g_ptr_array_unref(self->issues);
	g_ptr_array_unref(self->parties);
	g_array_unref(self->roles);
	g_ptr_array_unref(self->questions);
	arena_free(self->arena);
	g_free(self);
}

int
scenario_issue(Scenario *self, const char *name, BargainIssueKind kind)
{
	gpointer known = g_hash_table_lookup(self->known, name);

	if (known)
		return GPOINTER_TO_INT(known) - 1;
	if (self->is_settled)
		return find_alike(self->alike, name);
	if (self->issues->len >= BARGAIN_MOST_ISSUES)
		return -1;
	ScenarioIssue *issue = g_new0(ScenarioIssue, 1);
	issue->name = g_strdup(name);
	issue->kind = kind;
	issue->options = g_ptr_array_new_with_free_func(g_free);
	issue->at = g_array_new(FALSE, FALSE, sizeof(double));
	issue->known = g_hash_table_new(g_str_hash, g_str_equal);
	issue->alike = new_alike();
	note_alike(self->alike, name, self->issues->len);
	g_ptr_array_add(self->issues, issue);
	g_hash_table_insert(self->known, issue->name, GINT_TO_POINTER((int)self->issues->len));
	return (int)self->issues->len - 1;
}

static int
add_option(Scenario *self, int issue, const char *name, double at)
{
	ScenarioIssue *of = self->issues->pdata[issue];
	gpointer known = g_hash_table_lookup(of->known, name);

	if (known)
		return GPOINTER_TO_INT(known) - 1;
	if (self->is_settled)
		return find_alike(of->alike, name);
	if (of->options->len >= BARGAIN_MOST_OPTIONS)
		return -1;
	char *own = g_strdup(name);
	note_alike(of->alike, name, of->options->len);
	g_ptr_array_add(of->options, own);
	g_array_append_val(of->at, at);
	g_hash_table_insert(of->known, own, GINT_TO_POINTER((int)of->options->len));
	return (int)of->options->len - 1;
}

int
scenario_option(Scenario *self, int issue, const char *name)
{
	const ScenarioIssue *of = self->issues->pdata[issue];
	char *end;
	double number = g_ascii_strtod(name, &end);

	/* "2.0" is the number 2 where options are numbers */
	if (of->kind == BARGAIN_NUMERIC && *name && !*end)
		return scenario_number(self, issue, number);
	return add_option(self, issue, name, (double)of->options->len);
}

int
scenario_number(Scenario *self, int issue, double number)
{
	g_autoptr(GString) name = g_string_new(NULL);

	bargain_append_number(name, number);
	return add_option(self, issue, name->str, number);
}

size_t
scenario_count_options(const Scenario *self, int issue)
{
	return ((const ScenarioIssue *)self->issues->pdata[issue])->options->len;
}

size_t
scenario_count_issues(const Scenario *self)
{
	return self->issues->len;
}

const char *
scenario_issue_name(const Scenario *self, int issue)
{
	return ((const ScenarioIssue *)self->issues->pdata[issue])->name;
}

double
scenario_at(const Scenario *self, int issue, int option)
{
	return g_array_index(((const ScenarioIssue *)self->issues->pdata[issue])->at, double,
	                     option);
}

const char *
scenario_option_name(const Scenario *self, int issue, int option)
{
	return ((const ScenarioIssue *)self->issues->pdata[issue])->options->pdata[option];
}

bool
scenario_is_numeric(const Scenario *self, int issue)
{
	return ((const ScenarioIssue *)self->issues->pdata[issue])->kind == BARGAIN_NUMERIC;
}

bool
scenario_is_alike(const Scenario *self, const Scenario *other)
{
	bool alike = self->issues->len == other->issues->len;

	for (guint i = 0; i < self->issues->len && alike; i++) {
		const ScenarioIssue *issue = self->issues->pdata[i];
		int found = find_alike(other->alike, issue->name);

		alike =
		    found >= 0 && scenario_count_options(other, found) == issue->options->len;
	}
	return alike;
}

void
scenario_settle(Scenario *self)
{
	self->is_settled = true;
}

static bool
is_taken(const Scenario *self, const char *name)
{
	for (guint i = 0; i < self->parties->len; i++)
		if (g_str_equal(((const ScenarioParty *)self->parties->pdata[i])->name, name))
			return true;
	return false;
}

void
scenario_party(Scenario *self, const char *name)
{
	ScenarioParty *party = g_new0(ScenarioParty, 1);

	party->file = g_strdup(name);
	party->name = g_strdup(name);
	for (unsigned i = 2; is_taken(self, party->name); i++) {
		g_free(party->name);
		party->name = g_strdup_printf("%s-%u", name, i);
	}
	party->weights = g_array_new(FALSE, TRUE, sizeof(double));
	party->values = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
	party->boxes = g_array_new(FALSE, TRUE, sizeof(ScenarioBox));
	party->fallback = g_array_new(FALSE, TRUE, sizeof(int));
	party->threshold = NAN;
	party->floor = -INFINITY;
	party->cap = INFINITY;
	party->discount = 1;
	g_ptr_array_add(self->parties, party);
}

static ScenarioParty *
last_party(Scenario *self)
{
	return self->parties->pdata[self->parties->len - 1];
}

void
scenario_weight(Scenario *self, int issue, double weight)
{
	ScenarioParty *party = last_party(self);

	if (party->weights->len <= (guint)issue)
		g_array_set_size(party->weights, (guint)issue + 1);
	g_array_index(party->weights, double, issue) = weight;
}

void
scenario_value(Scenario *self, int issue, int option, double value)
{
	ScenarioParty *party = last_party(self);

	while (party->values->len <= (guint)issue)
		g_ptr_array_add(party->values, g_array_new(FALSE, TRUE, sizeof(double)));
	GArray *values = party->values->pdata[issue];
	if (values->len <= (guint)option)
		g_array_set_size(values, (guint)option + 1);
	g_array_index(values, double, option) = value;
}

void
scenario_fallback(Scenario *self, double value)
{
	last_party(self)->threshold = value;
}

void
scenario_fallback_option(Scenario *self, int issue, int option)
{
	ScenarioParty *party = last_party(self);

	party->has_package = true;
	if (party->fallback->len <= (guint)issue)
		g_array_set_size(party->fallback, (guint)issue + 1);
	g_array_index(party->fallback, int, issue) = option + 1;
}

void
scenario_cap(Scenario *self, double cap)
{
	last_party(self)->cap = cap;
}

void
scenario_discount(Scenario *self, double discount)
{
	last_party(self)->discount = discount > 0 && discount <= 1 ? discount : 1;
}

void
scenario_floor(Scenario *self, double floor)
{
	last_party(self)->floor = floor;
}

Arena *
scenario_arena(Scenario *self)
{
	return self->arena;
}

bool *
scenario_set(Scenario *self, int issue)
{
	size_t n = scenario_count_options(self, issue);

	self->n_flags += n;
	return self->n_flags <= BARGAIN_MOST_VALUES ? arena_new0(self->arena, bool, n) : NULL;
}

void
scenario_box(Scenario *self, const BargainCondition *conditions, size_t n, double value)
{
	ScenarioBox box = { arena_new0(self->arena, BargainCondition, n), n, value };

	if (n)
		memcpy(box.conditions, conditions, n * sizeof *conditions);
	g_array_append_val(last_party(self)->boxes, box);
}

void
scenario_ask(Scenario *self, const char *format, ...)
{
	va_list list;

	va_start(list, format);
	g_ptr_array_add(self->questions, g_strdup_vprintf(format, list));
	va_end(list);
}

void
scenario_role(Scenario *self, const char *file, const char *name, bool veto)
{
	ScenarioRole role = { g_strdup(file), g_strdup(name), veto };

	g_array_append_val(self->roles, role);
}
