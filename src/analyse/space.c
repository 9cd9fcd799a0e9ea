/* The bargaining model -> integers.  The test compares with sums of doubles. */
#include "analyse/space.h"

#include <string.h>

typedef __int128 Wide;

/* n / d in lowest terms; d 0: no such fraction was found. */
typedef struct {
	int64_t n, d;
} Fraction;

static const double LARGEST_DENOMINATOR = 1e9, ROUNDED_SCALE = 1e12;
enum { MOST_BITS = 60 }; /* of a sum, in units */

double
space_middle(BargainRange range)
{
	return bargain_middle(range);
}

double
space_value(const BargainStance *stance, const BargainIssue *issue, size_t option)
{
	return bargain_value(stance, issue, option);
}

/* The simplest fraction that is this double, by continued fractions.  A double holds 53 bits:
 * what lies within 2^-51 of it is meant by it. */
static Fraction
fraction_of(double x)
{
	double rest = fabs(x), target = rest;
	Wide n0 = 0, d0 = 1, n1 = 1, d1 = 0;

	for (int i = 0; i < 40; i++) {
		double whole = floor(rest);

		if (whole > 4e15)
			break;
		Wide n = (Wide)whole * n1 + n0, d = (Wide)whole * d1 + d0;
		if ((double)d > LARGEST_DENOMINATOR || (double)n > 4e15)
			break;
		n0 = n1, d0 = d1, n1 = n, d1 = d;
		if (fabs((double)n / (double)d - target) <= target * 0x1p-51)
			return (Fraction){ x < 0 ? -(int64_t)n : (int64_t)n, (int64_t)d };
		rest = 1 / (rest - whole);
	}
	return (Fraction){ 0, 0 };
}

static int64_t
gcd(int64_t a, int64_t b)
{
	while (b) {
		int64_t rest = a % b;

		a = b;
		b = rest;
	}
	return a < 0 ? -a : a;
}

static Fraction
times(Fraction a, Fraction b)
{
	int64_t across = gcd(a.n, b.d), back = gcd(b.n, a.d);
	Fraction product = { 0, 0 };

	if (!a.d || !b.d)
		return product;
	across = MAX(across, 1), back = MAX(back, 1);
	if (__builtin_mul_overflow(a.n / across, b.n / back, &product.n) ||
	    __builtin_mul_overflow(a.d / back, b.d / across, &product.d))
		product.d = 0;
	return product;
}

/* The numbers of one party, first looked at for their common unit, then written in it. */
typedef struct {
	int64_t scale; /* 0: there is no common unit */
	double most;   /* the largest sum possible, without sign */
	size_t n;      /* numbers in a sum, at most */
} Unit;

static void
meet(Unit *unit, Fraction fraction)
{
	if (!unit->scale)
		return;
	if (!fraction.d) {
		unit->scale = 0;
		return;
	}
	int64_t factor = fraction.d / gcd(unit->scale, fraction.d);
	if (__builtin_mul_overflow(unit->scale, factor, &unit->scale))
		unit->scale = 0;
}

static int64_t
in_units(int64_t scale, double rounded_scale, Fraction fraction, double number)
{
	if (scale)
		return fraction.n * (scale / fraction.d);
	return (int64_t)llround(number * rounded_scale);
}

static double
largest_value(const EntenteBargain *model, size_t party, size_t issue)
{
	const BargainStance *stance = bargain_stance(model, party, issue);
	double most = 0;

	for (size_t o = 0; o < model->issues[issue].n_options; o++)
		most = fmax(most, fabs(space_value(stance, &model->issues[issue], o)));
	return most * fabs(space_middle(stance->salience));
}

/* A unit in which this number is whole, too; where there is none, the unit as it is. */
static Unit
with_number(Unit unit, double number)
{
	Unit finer = unit;

	meet(&finer, fraction_of(number));
	return finer.scale &&
	               (double)finer.scale * fmax(unit.most, fabs(number)) <= exp2(MOST_BITS)
	           ? finer
	           : unit;
}

/* What gains count from, and what utilities are cut to: where it is no whole number of units,
 * the next above stands for it. */
static Unit
with_bounds(Unit unit, const BargainParty *party)
{
	if (party->fallback.kind == BARGAIN_FALLBACK_VALUE)
		unit = with_number(unit, space_middle(party->fallback.value));
	if (party->floor > -INFINITY)
		unit = with_number(unit, party->floor);
	if (party->cap < INFINITY)
		unit = with_number(unit, party->cap);
	return unit;
}

static Unit
find_unit(const EntenteBargain *model, size_t party)
{
	Unit unit = { 1, 1, model->n_issues };

	for (size_t i = 0; i < model->n_issues; i++) {
		const BargainStance *stance = bargain_stance(model, party, i);
		Fraction salience = fraction_of(space_middle(stance->salience));

		for (size_t o = 0; o < model->issues[i].n_options; o++)
			meet(&unit,
			     times(salience,
			           fraction_of(space_value(stance, &model->issues[i], o))));
		unit.most += largest_value(model, party, i);
	}
	for (size_t i = 0; i < model->n_interactions; i++)
		if (model->interactions[i].party == party) {
			meet(&unit, fraction_of(model->interactions[i].value));
			unit.most += fabs(model->interactions[i].value);
			unit.n++;
		}
	if ((double)unit.scale * unit.most > exp2(MOST_BITS))
		unit.scale = 0;
	return with_bounds(unit, &model->parties[party]);
}

static void
compile_party(Space *self, size_t party)
{
	const EntenteBargain *model = self->model;
	Unit unit = find_unit(model, party);
	double rounded = fmin(ROUNDED_SCALE, exp2(floor(log2(exp2(MOST_BITS) / unit.most))));

	self->scale[party] = unit.scale ? (double)unit.scale : rounded;
	self->is_rounded |= !unit.scale;
	/* half a unit a number, and four roundings of a double that is no larger than the sum
	 */
	if (!unit.scale)
		self->slack[party] =
		    (int64_t)(unit.n + 1) / 2 + (int64_t)ceil(unit.most * rounded * 0x1p-51);
	for (size_t i = 0; i < model->n_issues; i++) {
		const BargainStance *stance = bargain_stance(model, party, i);
		double salience = space_middle(stance->salience);

		for (size_t o = 0; o < model->issues[i].n_options; o++) {
			double value = space_value(stance, &model->issues[i], o);

			self->value[i][o * self->n_parties + party] = in_units(
			    unit.scale, rounded,
			    times(fraction_of(salience), fraction_of(value)), salience * value);
		}
	}
	for (size_t i = 0; i < model->n_interactions; i++) {
		const BargainInteraction *one = &model->interactions[i];

		if (one->party == party)
			self->terms[i].value =
			    in_units(unit.scale, rounded, fraction_of(one->value), one->value);
	}
}

/* The least number of units that is no less than this number; where units are rounded, what
 * rounding may have taken away counts as there. */
static int64_t
at_least(const Space *self, size_t party, double number)
{
	double scale = self->scale[party], units = number * scale;

	if (fabs(units) > exp2(MOST_BITS + 1))
		return units > 0 ? INT64_MAX / 4 : -(INT64_MAX / 4);
	if (self->slack[party])
		return (int64_t)floor(units) - self->slack[party];
	Fraction fraction = fraction_of(number);
	if (!fraction.d)
		return (int64_t)ceil(units);
	Wide n = (Wide)fraction.n * (Wide)scale;
	Wide whole = n / fraction.d;
	return (int64_t)(whole + (whole * fraction.d < n));
}

static void
compile_fallback(Space *self, size_t party)
{
	const BargainParty *of = &self->model->parties[party];
	const BargainFallback *fallback = &of->fallback;

	self->floor[party] =
	    of->floor > -INFINITY ? at_least(self, party, of->floor) : INT64_MIN;
	self->cap[party] = of->cap < INFINITY ? at_least(self, party, of->cap) : INT64_MAX;
	self->threshold[party] = INT64_MIN;
	if (fallback->kind == BARGAIN_FALLBACK_VALUE) {
		self->threshold[party] = at_least(self, party, space_middle(fallback->value));
		self->origin[party] = self->threshold[party];
	} else if (fallback->kind == BARGAIN_FALLBACK_PACKAGE) {
		g_autofree int64_t *utilities = g_new0(int64_t, self->n_parties);

		space_utilities(self, fallback->package, utilities);
		self->threshold[party] = self->origin[party] = utilities[party];
	}
}

bool
space_conditions(const Space *self, const BargainCondition *conditions, size_t n,
                 SpaceTerm *term)
{
	term->conditions = arena_new0(self->arena, SpaceCondition, n);
	for (size_t i = 0; i < self->n_issues; i++) {
		bool *in = NULL, holds = false;

		for (size_t j = 0; j < n; j++) {
			if (conditions[j].issue != i)
				continue;
			if (!in) {
				in = arena_new0(self->arena, bool, self->n_options[i]);
				memcpy(in, conditions[j].in, self->n_options[i]);
			}
			for (size_t o = 0; o < self->n_options[i]; o++)
				in[o] = in[o] && conditions[j].in[o];
		}
		if (!in)
			continue;
		for (size_t o = 0; o < self->n_options[i]; o++)
			holds |= in[o];
		if (!holds)
			return false;
		term->conditions[term->n_conditions++] = (SpaceCondition){ (uint32_t)i, in };
	}
	return true;
}

void
space_forbid(Space *self, const BargainCondition *conditions, size_t n)
{
	SpaceTerm *term = &self->terms[self->n_terms];

	*term = (SpaceTerm){ .hard = true };
	self->n_terms += space_conditions(self, conditions, n, term);
}

/* Each thing required becomes a package forbidden: all of `when`, and not this. */
static void
compile_clause(Space *self, const BargainClause *clause)
{
	g_autofree BargainCondition *all = g_new0(BargainCondition, clause->n_when + 1);

	if (clause->n_when)
		memcpy(all, clause->when, clause->n_when * sizeof *all);
	if (!clause->n_then)
		space_forbid(self, all, clause->n_when);
	for (size_t i = 0; i < clause->n_then; i++) {
		const BargainCondition *then = &clause->then[i];
		g_autofree bool *out = g_new0(bool, self->n_options[then->issue]);

		for (size_t o = 0; o < self->n_options[then->issue]; o++)
			out[o] = !then->in[o];
		all[clause->n_when] = (BargainCondition){ then->issue, out };
		space_forbid(self, all, clause->n_when + 1);
	}
}

static size_t
count_terms(const EntenteBargain *model)
{
	size_t n = model->n_interactions + model->n_red_lines;

	for (size_t i = 0; i < model->n_clauses; i++)
		n += MAX(model->clauses[i].n_then, 1);
	return n;
}

/* Interactions that always or never hold are constants. */
static void
settle_interactions(Space *self, size_t n)
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i++) {
		const BargainInteraction *one = &self->model->interactions[i];
		SpaceTerm term = self->terms[i];

		term.party = one->party;
		if (!space_conditions(self, one->conditions, one->n_conditions, &term))
			continue;
		if (!term.n_conditions)
			self->constant[term.party] += term.value;
		else
			self->terms[kept++] = term;
	}
	self->n_terms = kept;
}

Space *
space_new(const EntenteBargain *model, SpaceFlags flags)
{
	Arena *arena = arena_new();
	Space *self = arena_new0(arena, Space, 1);
	size_t n_parties = model->n_parties, n_issues = model->n_issues;

	*self = (Space){ .arena = arena,
		         .model = model,
		         .n_parties = n_parties,
		         .n_issues = n_issues,
		         .n_options = arena_new0(arena, size_t, n_issues),
		         .value = arena_new0(arena, int64_t *, n_issues),
		         .constant = arena_new0(arena, int64_t, n_parties),
		         .floor = arena_new0(arena, int64_t, n_parties),
		         .cap = arena_new0(arena, int64_t, n_parties),
		         .threshold = arena_new0(arena, int64_t, n_parties),
		         .origin = arena_new0(arena, int64_t, n_parties),
		         .scale = arena_new0(arena, double, n_parties),
		         .slack = arena_new0(arena, int64_t, n_parties),
		         /* one more than there are, for whoever forbids another package */
		         .terms = arena_new0(arena, SpaceTerm, count_terms(model) + 1) };
	for (size_t i = 0; i < n_issues; i++) {
		self->n_options[i] = model->issues[i].n_options;
		self->value[i] = arena_new0(arena, int64_t, self->n_options[i] * n_parties);
	}
	for (size_t i = 0; i < n_parties; i++)
		compile_party(self, i);
	settle_interactions(self, model->n_interactions);
	for (size_t i = 0; i < n_parties; i++)
		compile_fallback(self, i);
	for (size_t i = 0; i < model->n_clauses; i++)
		compile_clause(self, &model->clauses[i]);
	for (size_t i = 0; flags & SPACE_RED_LINES && i < model->n_red_lines; i++)
		space_forbid(self, model->red_lines[i].conditions,
		             model->red_lines[i].n_conditions);
	return self;
}

void
space_free(Space *self)
{
	if (self)
		arena_free(self->arena);
}

static bool
term_holds(const SpaceTerm *term, const int *package)
{
	for (size_t i = 0; i < term->n_conditions; i++)
		if (!term->conditions[i].in[package[term->conditions[i].issue]])
			return false;
	return true;
}

void
space_utilities(const Space *self, const int *package, int64_t *utilities)
{
	for (size_t p = 0; p < self->n_parties; p++)
		utilities[p] = self->constant[p];
	for (size_t i = 0; i < self->n_issues; i++)
		for (size_t p = 0; p < self->n_parties; p++)
			utilities[p] +=
			    self->value[i][(size_t)package[i] * self->n_parties + p];
	for (size_t i = 0; i < self->n_terms; i++)
		if (!self->terms[i].hard && term_holds(&self->terms[i], package))
			utilities[self->terms[i].party] += self->terms[i].value;
	for (size_t p = 0; p < self->n_parties; p++)
		utilities[p] = space_clip(self, p, utilities[p]);
}

bool
space_allows(const Space *self, const int *package)
{
	for (size_t i = 0; i < self->n_terms; i++)
		if (self->terms[i].hard && term_holds(&self->terms[i], package))
			return false;
	return true;
}
