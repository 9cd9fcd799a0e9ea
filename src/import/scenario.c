#include "import/scenario.h"

#include <entente/error.h>
#include <string.h>

typedef struct {
	char *name;
	BargainIssueKind kind;
	GPtrArray *options; /* char * */
	GArray *at;         /* double */
	GHashTable *known;  /* name -> index + 1 */
} Issue;

typedef struct {
	ScenarioBound *bounds;
	size_t n;
	double value;
} Box;

typedef struct {
	char *name, *file;
	GArray *weights;   /* double by issue */
	GPtrArray *values; /* GArray of double, by issue */
	GArray *boxes;     /* Box */
	GArray *fallback;  /* int by issue, 0: none, else the option + 1 */
	double threshold, cap, discount;
	bool has_package;
} Party;

typedef struct {
	char *file, *name;
	bool veto;
} Role;

struct Scenario {
	GPtrArray *issues, *parties; /* Issue, Party */
	GHashTable *known;           /* issue name -> index + 1 */
	GArray *roles;               /* Role */
	bool is_settled;
};

static void
issue_free(gpointer pointer)
{
	Issue *issue = pointer;

	g_free(issue->name);
	g_ptr_array_unref(issue->options);
	g_array_unref(issue->at);
	g_hash_table_unref(issue->known);
	g_free(issue);
}

static void
box_clear(gpointer pointer)
{
	g_free(((Box *)pointer)->bounds);
}

static void
party_free(gpointer pointer)
{
	Party *party = pointer;

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
	g_free(((Role *)pointer)->file);
	g_free(((Role *)pointer)->name);
}

Scenario *
scenario_new(void)
{
	Scenario *self = g_new0(Scenario, 1);

	self->issues = g_ptr_array_new_with_free_func(issue_free);
	self->parties = g_ptr_array_new_with_free_func(party_free);
	self->known = g_hash_table_new(g_str_hash, g_str_equal);
	self->roles = g_array_new(FALSE, TRUE, sizeof(Role));
	g_array_set_clear_func(self->roles, role_clear);
	return self;
}

void
scenario_free(Scenario *self)
{
	if (!self)
		return;
	g_hash_table_unref(self->known);
	g_ptr_array_unref(self->issues);
	g_ptr_array_unref(self->parties);
	g_array_unref(self->roles);
	g_free(self);
}

int
scenario_issue(Scenario *self, const char *name, BargainIssueKind kind)
{
	gpointer known = g_hash_table_lookup(self->known, name);

	if (known)
		return GPOINTER_TO_INT(known) - 1;
	if (self->is_settled || self->issues->len >= BARGAIN_MOST_ISSUES)
		return -1;
	Issue *issue = g_new0(Issue, 1);
	issue->name = g_strdup(name);
	issue->kind = kind;
	issue->options = g_ptr_array_new_with_free_func(g_free);
	issue->at = g_array_new(FALSE, FALSE, sizeof(double));
	issue->known = g_hash_table_new(g_str_hash, g_str_equal);
	g_ptr_array_add(self->issues, issue);
	g_hash_table_insert(self->known, issue->name, GINT_TO_POINTER((int)self->issues->len));
	return (int)self->issues->len - 1;
}

static int
add_option(Scenario *self, int issue, const char *name, double at)
{
	Issue *of = self->issues->pdata[issue];
	gpointer known = g_hash_table_lookup(of->known, name);

	if (known)
		return GPOINTER_TO_INT(known) - 1;
	if (self->is_settled || of->options->len >= BARGAIN_MOST_OPTIONS)
		return -1;
	char *own = g_strdup(name);
	g_ptr_array_add(of->options, own);
	g_array_append_val(of->at, at);
	g_hash_table_insert(of->known, own, GINT_TO_POINTER((int)of->options->len));
	return (int)of->options->len - 1;
}

int
scenario_option(Scenario *self, int issue, const char *name)
{
	const Issue *of = self->issues->pdata[issue];
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
	return ((const Issue *)self->issues->pdata[issue])->options->len;
}

size_t
scenario_count_issues(const Scenario *self)
{
	return self->issues->len;
}

const char *
scenario_issue_name(const Scenario *self, int issue)
{
	return ((const Issue *)self->issues->pdata[issue])->name;
}

double
scenario_at(const Scenario *self, int issue, int option)
{
	return g_array_index(((const Issue *)self->issues->pdata[issue])->at, double, option);
}

const char *
scenario_option_name(const Scenario *self, int issue, int option)
{
	return ((const Issue *)self->issues->pdata[issue])->options->pdata[option];
}

bool
scenario_is_numeric(const Scenario *self, int issue)
{
	return ((const Issue *)self->issues->pdata[issue])->kind == BARGAIN_NUMERIC;
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
		if (g_str_equal(((const Party *)self->parties->pdata[i])->name, name))
			return true;
	return false;
}

void
scenario_party(Scenario *self, const char *name)
{
	Party *party = g_new0(Party, 1);

	party->file = g_strdup(name);
	party->name = g_strdup(name);
	for (unsigned i = 2; is_taken(self, party->name); i++) {
		g_free(party->name);
		party->name = g_strdup_printf("%s-%u", name, i);
	}
	party->weights = g_array_new(FALSE, TRUE, sizeof(double));
	party->values = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
	party->boxes = g_array_new(FALSE, TRUE, sizeof(Box));
	g_array_set_clear_func(party->boxes, box_clear);
	party->fallback = g_array_new(FALSE, TRUE, sizeof(int));
	party->threshold = NAN;
	party->cap = INFINITY;
	party->discount = 1;
	g_ptr_array_add(self->parties, party);
}

static Party *
last_party(Scenario *self)
{
	return self->parties->pdata[self->parties->len - 1];
}

void
scenario_weight(Scenario *self, int issue, double weight)
{
	Party *party = last_party(self);

	if (party->weights->len <= (guint)issue)
		g_array_set_size(party->weights, (guint)issue + 1);
	g_array_index(party->weights, double, issue) = weight;
}

void
scenario_value(Scenario *self, int issue, int option, double value)
{
	Party *party = last_party(self);

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
	Party *party = last_party(self);

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
scenario_box(Scenario *self, const ScenarioBound *bounds, size_t n, double value)
{
	Box box = { g_memdup2(bounds, n * sizeof *bounds), n, value };

	g_array_append_val(last_party(self)->boxes, box);
}

void
scenario_role(Scenario *self, const char *file, const char *name, bool veto)
{
	Role role = { g_strdup(file), g_strdup(name), veto };

	g_array_append_val(self->roles, role);
}

static void
build_issue(const Issue *issue, EntenteBargain *model, size_t index)
{
	BargainIssue *to = &model->issues[index];

	to->name = arena_strdup(model->arena, issue->name);
	to->kind = issue->kind;
	bargain_allot_options(model, index, issue->options->len);
	for (guint o = 0; o < issue->options->len; o++) {
		to->options[o].name = arena_strdup(model->arena, issue->options->pdata[o]);
		to->options[o].at = g_array_index(issue->at, double, o);
	}
}

/* What the options that lie within its bounds need of room. */
static size_t
count_flags(const Scenario *self, const Box *box)
{
	size_t n = 0;

	for (size_t i = 0; i < box->n; i++)
		n += scenario_count_options(self, box->bounds[i].issue);
	return n;
}

static void
build_box(const Box *box, size_t party, EntenteBargain *model)
{
	BargainInteraction *to = &model->interactions[model->n_interactions++];

	to->party = party;
	to->value = box->value;
	to->n_conditions = box->n;
	to->conditions = arena_new0(model->arena, BargainCondition, box->n);
	for (size_t i = 0; i < box->n; i++) {
		const BargainIssue *issue = &model->issues[box->bounds[i].issue];
		BargainCondition *condition = &to->conditions[i];

		condition->issue = (size_t)box->bounds[i].issue;
		condition->in = arena_new0(model->arena, bool, issue->n_options);
		for (size_t o = 0; o < issue->n_options; o++)
			condition->in[o] = issue->options[o].at >= box->bounds[i].low &&
			                   issue->options[o].at <= box->bounds[i].high;
	}
}

static bool
build_fallback(const Party *party, BargainParty *to, const EntenteBargain *model,
               GError **error)
{
	BargainFallback *fallback = &to->fallback;

	if (!isnan(party->threshold)) {
		fallback->kind = BARGAIN_FALLBACK_VALUE;
		fallback->value = (BargainRange){ party->threshold, party->threshold };
	}
	if (!party->has_package)
		return true;
	fallback->kind = BARGAIN_FALLBACK_PACKAGE;
	fallback->package = arena_new0(model->arena, int, model->n_issues);
	for (size_t i = 0; i < model->n_issues; i++) {
		int option =
		    i < party->fallback->len ? g_array_index(party->fallback, int, i) : 0;

		if (!option) {
			g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT,
			            "'%s': the reservation bid says nothing of '%s'",
			            party->name, model->issues[i].name);
			return false;
		}
		fallback->package[i] = option - 1;
	}
	return true;
}

static void
build_party(const Scenario *self, const Party *party, EntenteBargain *model, size_t index)
{
	BargainParty *to = &model->parties[index];

	to->name = arena_strdup(model->arena, party->name);
	to->cap = party->cap;
	to->discount = party->discount;
	for (guint i = 0; i < self->roles->len; i++) {
		const Role *role = &g_array_index(self->roles, Role, i);

		if (!g_str_equal(role->file, party->file))
			continue;
		to->name = arena_strdup(model->arena, role->name);
		to->veto = role->veto;
		model->rule.kind = BARGAIN_ALL_BUT;
		model->rule.missing = 1;
	}
	for (size_t i = 0; i < model->n_issues; i++) {
		BargainStance *stance = bargain_stance(model, index, i);
		double weight =
		    i < party->weights->len ? g_array_index(party->weights, double, i) : 0;
		const GArray *values = i < party->values->len ? party->values->pdata[i] : NULL;

		stance->salience = (BargainRange){ weight, weight };
		for (size_t o = 0; values && o < values->len; o++) {
			double value = g_array_index(values, double, o);

			stance->values[o] = (BargainRange){ value, value };
		}
	}
	for (guint i = 0; i < party->boxes->len; i++)
		build_box(&g_array_index(party->boxes, Box, i), index, model);
}

static bool
refuse(GError **error, const char *what)
{
	g_set_error_literal(error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT, what);
	return false;
}

static bool
check(const Scenario *self, GError **error)
{
	if (!self->issues->len)
		return refuse(error, "the files have no issue");
	if (!self->parties->len)
		return refuse(error, "the files have issues, but no party's profile");
	if (self->parties->len > BARGAIN_MOST_PARTIES) {
		g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_LIMIT,
		            "%u profiles, more than %d parties", self->parties->len,
		            BARGAIN_MOST_PARTIES);
		return false;
	}
	for (guint i = 0; i < self->issues->len; i++) {
		const Issue *issue = self->issues->pdata[i];

		if (issue->options->len)
			continue;
		g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT,
		            "issue '%s' has no option", issue->name);
		return false;
	}
	return true;
}

EntenteBargain *
scenario_build(const Scenario *self, GError **error)
{
	g_autoptr(EntenteBargain) model = bargain_new();
	size_t n_boxes = 0, n_flags = 0;

	if (!check(self, error))
		return NULL;
	bargain_allot(model, self->parties->len, self->issues->len);
	for (guint i = 0; i < self->issues->len; i++) {
		const Issue *issue = self->issues->pdata[i];

		if (!bargain_has_room(model, issue->options->len, error))
			return NULL;
		build_issue(issue, model, i);
	}
	for (guint i = 0; i < self->parties->len; i++) {
		const GArray *boxes = ((const Party *)self->parties->pdata[i])->boxes;

		n_boxes += boxes->len;
		for (guint j = 0; j < boxes->len; j++)
			n_flags += count_flags(self, &g_array_index(boxes, Box, j));
	}
	if (n_boxes > BARGAIN_MOST_TERMS || n_flags > BARGAIN_MOST_VALUES) {
		g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_LIMIT,
		            "%zu hyper-rectangles of %zu options are too many", n_boxes,
		            n_flags);
		return NULL;
	}
	model->interactions = arena_new0(model->arena, BargainInteraction, n_boxes);
	for (guint i = 0; i < self->parties->len; i++) {
		const Party *party = self->parties->pdata[i];

		build_party(self, party, model, i);
		if (!build_fallback(party, &model->parties[i], model, error))
			return NULL;
	}
	return bargain_check(model, error) ? g_steal_pointer(&model) : NULL;
}

char *
import_stem(const char *path)
{
	g_autofree char *base = g_path_get_basename(path);
	char *dot = strrchr(base, '.');

	return dot && dot != base ? g_strndup(base, (gsize)(dot - base)) : g_strdup(base);
}

bool
import_refuse(const ImportFile *file, GError **error, const char *format, ...)
{
	va_list list;

	va_start(list, format);
	g_autofree char *what = g_strdup_vprintf(format, list);
	va_end(list);
	g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT, "'%s': %s", file->path, what);
	return false;
}

bool
import_number(const json_t *value, double *number)
{
	const char *text = json_string_value(value);
	char *end;

	if (json_is_number(value)) {
		*number = json_number_value(value);
		return true;
	}
	if (!text || !*text)
		return false;
	*number = g_ascii_strtod(text, &end);
	return !*end && isfinite(*number);
}
