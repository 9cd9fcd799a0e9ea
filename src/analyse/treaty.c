/* A bargaining model as a conflict of signing, keeping, reneging and breaking off. */
#include "analyse/treaty.h"

#include "analyse/space.h"
#include "analyse/stability.h"
#include "base/harmless.h"
#include "model/preference.h"

#include <entente/error.h>
#include <string.h>

enum { MOST_CODES = 1 << 20, MOST_STATES = 2048 };

static const double hair = 1e-12; /* less is rounding */

/* What a state comes to: a package as it is kept, or nothing. */
typedef struct {
	int *package; /* NULL: each has its fallback */
} Outcome;

/* Choices are numbers: 0 to refuse, 1 + k to sign package k, 1 + n + k to renege on it. */
typedef struct {
	const EntenteBargain *model;
	const TreatyPackage *packages;
	size_t n_packages;
	Conflict *conflict;
	GArray *codes;     /* uint32_t: a digit a party, of each state but the last */
	GArray *outcomes;  /* Outcome */
	uint32_t *outcome; /* of each state */
	uint32_t *places;  /* of each code, its state */
} Treaty;

static uint32_t
n_choices(const Treaty *self)
{
	return (uint32_t)(2 * self->n_packages + 1);
}

static uint32_t
choice_of(const Treaty *self, uint32_t code, size_t party)
{
	for (size_t i = 0; i < party; i++)
		code /= n_choices(self);
	return code % n_choices(self);
}

static uint32_t
with_choice(const Treaty *self, uint32_t code, size_t party, uint32_t choice)
{
	uint32_t unit = 1;

	for (size_t i = 0; i < party; i++)
		unit *= n_choices(self);
	return code - choice_of(self, code, party) * unit + choice * unit;
}

static bool
has_signed(const Treaty *self, uint32_t code, size_t party, size_t package)
{
	uint32_t choice = choice_of(self, code, party);

	return choice == 1 + package || choice == 1 + self->n_packages + package;
}

/* Whether the package is in force: by the rule of the model. */
static bool
is_in_force(const Treaty *self, uint32_t code, size_t package)
{
	const EntenteBargain *model = self->model;
	double power = 0, all = 0;
	size_t n_missing = 0;

	for (size_t i = 0; i < model->n_parties; i++) {
		bool has = has_signed(self, code, i, package);

		if (!has && model->parties[i].veto)
			return false;
		n_missing += !has;
		all += model->parties[i].power;
		power += has ? model->parties[i].power : 0;
	}
	switch (model->rule.kind) {
	case BARGAIN_UNANIMITY: return !n_missing;
	case BARGAIN_ALL_BUT: return n_missing <= model->rule.missing;
	case BARGAIN_MAJORITY: return power >= model->rule.quota * all * (1 - hair);
	}
	return false;
}

/* The package in force, the number of packages for none; more than that: two are. */
static size_t
in_force(const Treaty *self, uint32_t code)
{
	size_t found = self->n_packages, n = 0;

	for (size_t k = 0; k < self->n_packages; k++)
		if (is_in_force(self, code, k)) {
			found = k;
			n++;
		}
	return n > 1 ? self->n_packages + 1 : found;
}

/* Nobody reneges on what is not in force. */
static bool
is_feasible(const Treaty *self, uint32_t code)
{
	size_t force = in_force(self, code);

	for (size_t i = 0; i < self->model->n_parties; i++) {
		uint32_t choice = choice_of(self, code, i);

		if (choice > self->n_packages && choice - 1 - self->n_packages != force)
			return false;
	}
	return force <= self->n_packages;
}

/* What the option may be worth to the party. */
static BargainRange
value_of(const EntenteBargain *model, size_t party, size_t issue, int option)
{
	const BargainStance *stance = bargain_stance(model, party, issue);

	if (!stance->rank && bargain_is_told(stance->values[option]))
		return stance->values[option];
	double middle = space_value(stance, &model->issues[issue], (size_t)option);
	return (BargainRange){ middle, middle };
}

static BargainRange
times(BargainRange salience, BargainRange value)
{
	if (!bargain_is_told(salience))
		salience = (BargainRange){ 1, 1 };
	return (BargainRange){ value.low * (value.low < 0 ? salience.high : salience.low),
		               value.high * (value.high > 0 ? salience.high : salience.low) };
}

/* The same of the middle of each interval, as the deal counts it. */
static double
middle_utility(const EntenteBargain *model, size_t party, const int *package)
{
	double sum = 0;

	for (size_t j = 0; j < model->n_issues; j++) {
		BargainRange salience = bargain_stance(model, party, j)->salience;

		sum += space_middle(value_of(model, party, j, package[j])) *
		       (bargain_is_told(salience) ? space_middle(salience) : 1);
	}
	for (size_t k = 0; k < model->n_interactions; k++) {
		const BargainInteraction *term = &model->interactions[k];

		if (term->party == party &&
		    bargain_holds(term->conditions, term->n_conditions, package))
			sum += term->value;
	}
	return sum;
}

/* How much more `a` may be worth to the party than `b`; with `b` NULL than nothing. */
static BargainRange
difference(const EntenteBargain *model, size_t party, const int *a, const int *b)
{
	BargainRange sum = { 0, 0 };

	for (size_t j = 0; j < model->n_issues; j++) {
		const BargainStance *stance = bargain_stance(model, party, j);

		if (b && a[j] == b[j])
			continue;
		BargainRange value = value_of(model, party, j, a[j]);
		if (b) {
			BargainRange other = value_of(model, party, j, b[j]);
			value.low -= other.high;
			value.high -= other.low;
			if (bargain_is_known(value_of(model, party, j, a[j])) &&
			    bargain_is_known(other))
				value.high = value.low;
		}
		BargainRange part = times(stance->salience, value);
		sum.low += part.low;
		sum.high += part.high;
	}
	for (size_t k = 0; k < model->n_interactions; k++) {
		const BargainInteraction *term = &model->interactions[k];

		if (term->party != party)
			continue;
		int sign = bargain_holds(term->conditions, term->n_conditions, a) -
		           (b && bargain_holds(term->conditions, term->n_conditions, b));
		sum.low += sign * term->value;
		sum.high += sign * term->value;
	}
	return sum;
}

/* What everyone has without a deal, if that is a package; else NULL. */
static const int *
status_quo(const EntenteBargain *model, int *package)
{
	for (size_t j = 0; j < model->n_issues; j++) {
		package[j] = model->issues[j].status_quo;
		if (package[j] < 0)
			return NULL;
	}
	return package;
}

/* How much more a package may be worth to the party than its fallback. */
static BargainRange
over_fallback(const EntenteBargain *model, size_t party, const int *package)
{
	const BargainFallback *fallback = &model->parties[party].fallback;
	g_autofree int *room = g_new(int, model->n_issues);
	const int *other = fallback->kind == BARGAIN_FALLBACK_PACKAGE ? fallback->package
	                                                              : status_quo(model, room);

	if (fallback->kind == BARGAIN_FALLBACK_VALUE) {
		BargainRange all = difference(model, party, package, NULL);
		return (BargainRange){ all.low - fallback->value.high,
			               all.high - fallback->value.low };
	}
	return other ? difference(model, party, package, other) : (BargainRange){ 1, 1 };
}

/* The same of the middle of each interval. */
static double
middle_over_fallback(const EntenteBargain *model, size_t party, const int *package)
{
	const BargainFallback *fallback = &model->parties[party].fallback;
	g_autofree int *room = g_new(int, model->n_issues);
	const int *other = fallback->kind == BARGAIN_FALLBACK_PACKAGE ? fallback->package
	                                                              : status_quo(model, room);
	double utility = middle_utility(model, party, package);

	if (fallback->kind == BARGAIN_FALLBACK_VALUE)
		return utility - space_middle(fallback->value);
	return other ? utility - middle_utility(model, party, other) : 1;
}

static bool
crosses_red_line(const EntenteBargain *model, size_t party, const int *package)
{
	for (size_t k = 0; k < model->n_red_lines; k++) {
		const BargainRedLine *line = &model->red_lines[k];

		if (line->party == party &&
		    bargain_holds(line->conditions, line->n_conditions, package))
			return true;
	}
	return false;
}

/* 1: a is better, -1: b is, 0: alike, 2: not known. */
static int
compare(const EntenteBargain *model, size_t party, const Outcome *a, const Outcome *b)
{
	bool bad_a = a->package && crosses_red_line(model, party, a->package);
	bool bad_b = b->package && crosses_red_line(model, party, b->package);
	BargainRange more = { 0, 0 };

	if (bad_a || bad_b)
		return bad_b - bad_a;
	if (a->package && b->package) {
		more = difference(model, party, a->package, b->package);
	} else if (a->package) {
		more = over_fallback(model, party, a->package);
	} else if (b->package) {
		BargainRange less = over_fallback(model, party, b->package);
		more = (BargainRange){ -less.high, -less.low };
	}
	return more.low > hair                          ? 1
	       : more.high < -hair                      ? -1
	       : more.low >= -hair && more.high <= hair ? 0
	                                                : 2;
}

/* The package as it is when these renege on it. */
static int *
kept_package(const Treaty *self, const int *package, uint32_t code)
{
	const EntenteBargain *model = self->model;
	int *kept = arena_new0(self->conflict->arena, int, model->n_issues);

	for (size_t j = 0; j < model->n_issues; j++) {
		int before = model->issues[j].status_quo;

		kept[j] = package[j];
		for (size_t i = 0; i < model->n_parties && before >= 0; i++) {
			BargainRange now = value_of(model, i, j, package[j]);
			BargainRange then = value_of(model, i, j, before);

			if (choice_of(self, code, i) > self->n_packages &&
			    space_middle(then) > space_middle(now) + hair)
				kept[j] = before;
		}
	}
	return kept;
}

static uint32_t
note_outcome(Treaty *self, int *package)
{
	const Outcome outcome = { package };
	size_t size = sizeof *package * self->model->n_issues;

	for (guint k = 0; k < self->outcomes->len; k++) {
		const int *known = g_array_index(self->outcomes, Outcome, k).package;

		if ((!known && !package) || (known && package && !memcmp(known, package, size)))
			return k;
	}
	g_array_append_val(self->outcomes, outcome);
	return self->outcomes->len - 1;
}

/* "X and Y renege on 'draft'", "'draft' in force", "X signs 'draft'; the rest refuse". */
static const char *
label_of(const Treaty *self, uint32_t code)
{
	g_autoptr(GString) label = g_string_new(NULL);
	size_t force = in_force(self, code), n = 0;

	if (force < self->n_packages)
		g_string_append_printf(label, "'%s' in force", self->packages[force].name);
	for (size_t i = 0; i < self->model->n_parties; i++) {
		const char *name = self->model->parties[i].name;
		uint32_t choice = choice_of(self, code, i);

		if (choice > self->n_packages)
			g_string_append_printf(label, ", %s reneges", name);
		else if (force < self->n_packages && !has_signed(self, code, i, force))
			g_string_append_printf(label, ", %s stays out", name);
		else if (force == self->n_packages && choice)
			g_string_append_printf(label, "%s%s signs '%s'", n++ ? ", " : "", name,
			                       self->packages[choice - 1].name);
	}
	if (!label->len)
		g_string_append(label, "no deal, nobody signs");
	return harmless_copy(self->conflict->arena, label->str);
}

static bool
make_states(Treaty *self, GError **error)
{
	Conflict *conflict = self->conflict;
	uint64_t n_codes = 1;

	for (size_t i = 0; i < self->model->n_parties && n_codes <= MOST_CODES; i++)
		n_codes *= n_choices(self);
	self->places = arena_new0(conflict->arena, uint32_t, MIN(n_codes, MOST_CODES));
	for (uint32_t code = 0; n_codes <= MOST_CODES && code < n_codes; code++) {
		self->places[code] = CONFLICT_NOWHERE;
		if (!is_feasible(self, code))
			continue;
		self->places[code] = self->codes->len;
		g_array_append_val(self->codes, code);
	}
	if (n_codes > MOST_CODES || self->codes->len + 1 > MOST_STATES) {
		g_set_error(
		    error, ENTENTE_ERROR, ENTENTE_ERROR_LIMIT,
		    "%zu parties and %zu packages make more than %d states: choose fewer "
		    "packages",
		    self->model->n_parties, self->n_packages, MOST_STATES);
		return false;
	}
	conflict->n_states = self->codes->len + 1;
	conflict->states = arena_new0(conflict->arena, ConflictState, conflict->n_states);
	self->outcome = arena_new0(conflict->arena, uint32_t, conflict->n_states);
	for (uint32_t s = 0; s < conflict->n_states; s++) {
		bool broken = s + 1 == conflict->n_states;
		uint32_t code = broken ? 0 : g_array_index(self->codes, uint32_t, s);
		size_t force = broken ? self->n_packages : in_force(self, code);

		conflict->states[s].id = s;
		conflict->states[s].label = broken ? "all is broken off" : label_of(self, code);
		self->outcome[s] = note_outcome(
		    self, force < self->n_packages
			      ? kept_package(self, self->packages[force].package, code)
			      : NULL);
	}
	return true;
}

/* Whether the party may change its choice so: what is in force cannot be unsigned. */
static bool
may_change(const Treaty *self, uint32_t code, uint32_t target, size_t party)
{
	size_t force = in_force(self, code);

	if (force == self->n_packages || !has_signed(self, code, party, force))
		return true;
	return has_signed(self, target, party, force);
}

static void
make_moves(Treaty *self, uint32_t party)
{
	Conflict *conflict = self->conflict;
	uint32_t broken = conflict->n_states - 1;
	g_autoptr(GArray) pairs = g_array_new(FALSE, FALSE, sizeof(uint32_t[2]));

	for (uint32_t s = 0; s < broken; s++) {
		uint32_t code = g_array_index(self->codes, uint32_t, s);
		const uint32_t off[2] = { s, broken };

		for (uint32_t choice = 0; choice < n_choices(self); choice++) {
			uint32_t target = with_choice(self, code, party, choice);
			const uint32_t pair[2] = { s, self->places[target] };

			if (target != code && pair[1] != CONFLICT_NOWHERE &&
			    may_change(self, code, target, party))
				g_array_append_val(pairs, pair);
		}
		g_array_append_val(pairs, off);
	}
	conflict_set_moves(conflict, party, (uint32_t(*)[2])(void *)pairs->data, pairs->len);
}

/* Outcomes are compared, then their states stand as they do. */
static void
make_preference(Treaty *self, uint32_t party)
{
	Conflict *conflict = self->conflict;
	ConflictParty *made = &conflict->parties[party];
	uint32_t n = self->outcomes->len, n_states = conflict->n_states, unused;
	g_autoptr(Preference) preference = preference_new(n);
	g_autofree uint32_t *rank = g_new0(uint32_t, n);
	g_autofree uint64_t *unknown = g_new0(uint64_t, (size_t)n * n / 64 + 1);
	bool is_partial = false;

	for (uint32_t a = 0; a < n; a++)
		for (uint32_t b = a + 1; b < n; b++) {
			int sign = compare(self->model, party,
			                   &g_array_index(self->outcomes, Outcome, a),
			                   &g_array_index(self->outcomes, Outcome, b));

			if (sign == 2)
				is_partial = true;
			else
				preference_add(preference, sign < 0 ? b : a, sign < 0 ? a : b,
				               sign != 0);
		}
	/* rounding alone could make a circle, and then the ranks are still in order */
	if (!preference_close(preference, rank, unknown, &unused))
		is_partial = false;
	made->rank = arena_new0(conflict->arena, uint32_t, n_states);
	for (uint32_t s = 0; s < n_states; s++)
		made->rank[s] = rank[self->outcome[s]];
	if (!is_partial)
		return;
	conflict->is_partial = true;
	made->unknown =
	    arena_new0(conflict->arena, uint64_t, (size_t)n_states * n_states / 64 + 1);
	for (uint32_t s = 0; s < n_states; s++)
		for (uint32_t t = 0; t < n_states; t++) {
			size_t bit = (size_t)self->outcome[s] * n + self->outcome[t];
			size_t own = (size_t)s * n_states + t;

			if (unknown[bit / 64] >> (bit % 64) & 1)
				made->unknown[own / 64] |= UINT64_C(1) << (own % 64);
		}
}

Conflict *
treaty_conflict(const EntenteBargain *model, const TreatyPackage *packages, size_t n_packages,
                GError **error)
{
	g_autoptr(Conflict) conflict = conflict_new();
	g_autoptr(GArray) codes = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	g_autoptr(GArray) outcomes = g_array_new(FALSE, FALSE, sizeof(Outcome));
	Treaty treaty = { .model = model,
		          .packages = packages,
		          .n_packages = n_packages,
		          .conflict = conflict,
		          .codes = codes,
		          .outcomes = outcomes };

	if (model->n_parties > CONFLICT_MOST_PARTIES) {
		g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_LIMIT,
		            "%zu parties are more than %d", model->n_parties,
		            CONFLICT_MOST_PARTIES);
		return NULL;
	}
	conflict->title = harmless_copy(conflict->arena, model->title);
	conflict->n_parties = (uint32_t)model->n_parties;
	conflict->parties = arena_new0(conflict->arena, ConflictParty, model->n_parties);
	for (size_t i = 0; i < model->n_parties; i++)
		conflict->parties[i].name =
		    harmless_copy(conflict->arena, model->parties[i].name);
	if (!make_states(&treaty, error))
		return NULL;
	for (uint32_t i = 0; i < conflict->n_parties; i++) {
		make_moves(&treaty, i);
		make_preference(&treaty, i);
	}
	return g_steal_pointer(&conflict);
}

/* The code by which this party alone reneges on the package and all others keep it. */
static uint32_t
lone_breach(const Treaty *self, size_t party, size_t package)
{
	uint32_t code = 0;

	for (size_t i = 0; i < self->model->n_parties; i++)
		code =
		    with_choice(self, code, i,
		                (uint32_t)(1 + package + (i == party ? self->n_packages : 0)));
	return code;
}

GArray *
treaty_pacts(const EntenteBargain *model, const TreatyPackage *packages, size_t n_packages)
{
	g_autoptr(Conflict) conflict = conflict_new();
	const Treaty treaty = { .model = model,
		                .packages = packages,
		                .n_packages = n_packages,
		                .conflict = conflict };
	GArray *pacts = g_array_new(FALSE, FALSE, sizeof(Pact));
	g_autofree int *room = g_new(int, model->n_issues);
	const int *without = status_quo(model, room);

	for (size_t k = 0; k < n_packages; k++)
		for (size_t i = 0; i < model->n_parties; i++) {
			const int *kept = packages[k].package;
			const int *broken =
			    kept_package(&treaty, kept, lone_breach(&treaty, i, k));
			double gain =
			    middle_utility(model, i, broken) - middle_utility(model, i, kept);
			double loss = middle_over_fallback(model, i, kept);
			Pact pact = { packages[k].name,
				      model->parties[i].name,
				      gain,
				      loss,
				      0,
				      0,
				      model->parties[i].discount };

			if (model->parties[i].fallback.kind == BARGAIN_FALLBACK_NONE &&
			    !without)
				continue;
			/* from the breakdown: keeping is worth `loss`, breaking `gain` more */
			pact.patience = stability_patience(loss, loss + gain, 0, 0);
			pact.patience_guaranteed =
			    stability_patience(loss, loss + gain, 0, MAX(gain, 0) / 2);
			g_array_append_val(pacts, pact);
		}
	return pacts;
}
