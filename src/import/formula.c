/* Formulas of boxes -> terms that add up.
 *
 * The model knows sums only.  A least or greatest of boxes is one number wherever it is known
 * of every box that matters whether the package lies in it; so packages are parted by one issue
 * after another - options that lie in the same boxes stay together - until it is.  Each part is
 * a box again, and no two overlap: the sum of them is the formula, exactly. */
#include "import/formula.h"

#include <string.h>

enum { MOST_WORK = 200000000 };

/* What a least begins at, and, below zero, a greatest: Genius takes these. */
static const double EMPTY = 2147483647;

Formula *
formula_new(Scenario *scenario, FormulaKind kind, Formula *whole)
{
	Formula *self = arena_new0(scenario_arena(scenario), Formula, 1);

	self->kind = kind;
	self->weight = 1;
	if (!whole)
		return self;
	if (whole->last)
		whole->last->next = self;
	else
		whole->parts = self;
	whole->last = self;
	return self;
}

void
formula_require(Scenario *scenario, Formula *box, int issue, const bool *in)
{
	Arena *arena = scenario_arena(scenario);
	size_t n = scenario_count_options(scenario, issue);
	BargainCondition *found = NULL;

	for (size_t i = 0; i < box->n_conditions; i++)
		if (box->conditions[i].issue == (size_t)issue)
			found = &box->conditions[i];
	if (found) {
		for (size_t o = 0; o < n; o++)
			found->in[o] = found->in[o] && in[o];
		return;
	}
	BargainCondition *more = arena_new0(arena, BargainCondition, box->n_conditions + 1);
	if (box->n_conditions)
		memcpy(more, box->conditions, box->n_conditions * sizeof *more);
	more[box->n_conditions].issue = (size_t)issue;
	more[box->n_conditions].in = arena_new0(arena, bool, n);
	memcpy(more[box->n_conditions++].in, in, n);
	box->conditions = more;
}

typedef struct {
	double low, high;
} Bounds;

/* What the formula may still be. */
static Bounds
find_bounds(const Formula *self)
{
	Bounds bounds = { 0, 0 };

	switch (self->kind) {
	case FORMULA_BOX:
		if (self->is_out)
			return (Bounds){ self->outside, self->outside };
		if (!self->n_open)
			return (Bounds){ self->inside, self->inside };
		return (Bounds){ fmin(self->inside, self->outside),
			         fmax(self->inside, self->outside) };
	case FORMULA_SUM: break;
	case FORMULA_LEAST: bounds = (Bounds){ EMPTY, EMPTY }; break;
	case FORMULA_GREATEST: bounds = (Bounds){ -EMPTY, -EMPTY }; break;
	}
	for (const Formula *part = self->parts; part; part = part->next) {
		Bounds own = find_bounds(part);
		double a = own.low * part->weight, b = own.high * part->weight;
		double low = fmin(a, b), high = fmax(a, b);

		if (self->kind == FORMULA_SUM)
			bounds = (Bounds){ bounds.low + low, bounds.high + high };
		else if (self->kind == FORMULA_LEAST)
			bounds = (Bounds){ fmin(bounds.low, low), fmin(bounds.high, high) };
		else
			bounds = (Bounds){ fmax(bounds.low, low), fmax(bounds.high, high) };
	}
	return bounds;
}

/* A least or greatest that is being parted. */
typedef struct {
	Scenario *scenario;
	const Formula *formula;
	GPtrArray *boxes; /* Formula */
	double factor;
	BargainCondition *chosen; /* what the part is that is looked at */
	size_t n_chosen, n_parts, work;
} Parting;

static void
collect_boxes(Formula *self, GPtrArray *boxes)
{
	self->n_open = self->n_conditions;
	self->is_out = false;
	if (self->kind == FORMULA_BOX)
		g_ptr_array_add(boxes, self);
	for (Formula *part = self->parts; part; part = part->next)
		collect_boxes(part, boxes);
}

static const bool *
set_of(const Formula *box, size_t issue)
{
	for (size_t i = 0; i < box->n_conditions; i++)
		if (box->conditions[i].issue == issue)
			return box->conditions[i].in;
	return NULL;
}

static bool
is_chosen(const Parting *self, size_t issue)
{
	for (size_t i = 0; i < self->n_chosen; i++)
		if (self->chosen[i].issue == issue)
			return true;
	return false;
}

/* The issue by which most boxes are open, and those boxes. */
static size_t
choose_issue(Parting *self, GPtrArray *open)
{
	size_t n_issues = scenario_count_issues(self->scenario), best = 0;
	g_autofree size_t *n = g_new0(size_t, n_issues);

	for (guint i = 0; i < self->boxes->len; i++) {
		const Formula *box = self->boxes->pdata[i];

		for (size_t j = 0; !box->is_out && box->n_open && j < box->n_conditions; j++)
			n[box->conditions[j].issue]++;
	}
	for (size_t i = 1; i < n_issues; i++)
		if (!is_chosen(self, i) && (is_chosen(self, best) || n[i] > n[best]))
			best = i;
	for (guint i = 0; i < self->boxes->len; i++) {
		Formula *box = self->boxes->pdata[i];

		if (!box->is_out && set_of(box, best))
			g_ptr_array_add(open, box);
	}
	return best;
}

/* The options by which of the open boxes they lie in: sets, in the order of their first. */
static bool
part_options(Parting *self, size_t issue, const GPtrArray *open, GPtrArray *sets)
{
	size_t n = scenario_count_options(self->scenario, (int)issue);
	g_autofree const bool **in = g_new(const bool *, open->len + 1);
	g_autoptr(GHashTable) known = g_hash_table_new_full(
	    g_bytes_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref, NULL);

	self->work += n * (open->len + self->boxes->len);
	if (self->work > MOST_WORK)
		return false;
	for (guint i = 0; i < open->len; i++)
		in[i] = set_of(open->pdata[i], issue);
	for (size_t o = 0; o < n; o++) {
		g_autofree char *flags = g_new(char, open->len + 1);

		for (guint i = 0; i < open->len; i++)
			flags[i] = in[i][o];
		g_autoptr(GBytes) key = g_bytes_new(flags, open->len);
		bool *set = g_hash_table_lookup(known, key);
		if (!set) {
			set = scenario_set(self->scenario, (int)issue);
			if (!set)
				return false;
			g_hash_table_insert(known, g_steal_pointer(&key), set);
			g_ptr_array_add(sets, set);
		}
		set[o] = true;
	}
	return true;
}

static size_t
first_of(const bool *set)
{
	size_t o = 0;

	while (!set[o])
		o++;
	return o;
}

static bool
keep_part(Parting *self, double value)
{
	g_autofree BargainCondition *real = g_new(BargainCondition, self->n_chosen + 1);
	size_t n = 0;

	if (value == 0)
		return true;
	for (size_t i = 0; i < self->n_chosen; i++) {
		size_t issue = self->chosen[i].issue;

		/* all options are no condition */
		if (memchr(self->chosen[i].in, false,
		           scenario_count_options(self->scenario, (int)issue)))
			real[n++] = self->chosen[i];
	}
	scenario_box(self->scenario, real, n, value * self->factor);
	return ++self->n_parts <= BARGAIN_MOST_TERMS;
}

static bool
part(Parting *self)
{
	Bounds bounds = find_bounds(self->formula);
	g_autoptr(GPtrArray) open = g_ptr_array_new(), sets = g_ptr_array_new();
	bool done = true;

	if (!(bounds.low < bounds.high))
		return keep_part(self, bounds.low);
	size_t issue = choose_issue(self, open);
	if (!part_options(self, issue, open, sets))
		return false;
	for (guint s = 0; s < sets->len && done; s++) {
		bool *set = sets->pdata[s];
		size_t option = first_of(set);

		for (guint i = 0; i < open->len; i++) {
			Formula *box = open->pdata[i];

			box->n_open--;
			box->is_out = !set_of(box, issue)[option];
		}
		self->chosen[self->n_chosen++] = (BargainCondition){ issue, set };
		done = part(self);
		self->n_chosen--;
		for (guint i = 0; i < open->len; i++) {
			Formula *box = open->pdata[i];

			box->n_open++;
			box->is_out = false;
		}
	}
	return done;
}

static void
spread_box(const Formula *box, double factor, Scenario *scenario)
{
	if (box->outside != 0)
		scenario_box(scenario, NULL, 0, box->outside * factor);
	if (box->inside != box->outside)
		scenario_box(scenario, box->conditions, box->n_conditions,
		             (box->inside - box->outside) * factor);
}

bool
formula_spread(Formula *self, double factor, Scenario *scenario)
{
	bool done = true;

	if (self->kind == FORMULA_BOX) {
		spread_box(self, factor, scenario);
		return true;
	}
	if (self->kind == FORMULA_SUM) {
		for (Formula *one = self->parts; one && done; one = one->next)
			done = formula_spread(one, factor * one->weight, scenario);
		return done;
	}
	g_autoptr(GPtrArray) boxes = g_ptr_array_new();
	g_autofree BargainCondition *chosen =
	    g_new(BargainCondition, scenario_count_issues(scenario) + 1);
	Parting parting = { scenario, self, boxes, factor, chosen, 0, 0, 0 };
	collect_boxes(self, boxes);
	return part(&parting);
}
