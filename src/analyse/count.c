/* Counting packages, depth first, with bounds on what each beginning may still come to. */
#include "analyse/count.h"

#include <gmp.h>
#include <string.h>

/* What is followed on the way down besides sums: a term of the space, or a red line. */
typedef struct {
	const bool **in; /* by depth; NULL: not concerned */
	size_t last;     /* the depth of its last issue */
	const SpaceTerm *term;
	bool red_line;
	size_t party;
} Watch;

typedef struct {
	const Space *space;
	CountRule rule;
	gconstpointer user_data;
	size_t *order;           /* issue by depth */
	int64_t **least, **most; /* by depth, then party: what is still to come */
	Watch *watches;
	size_t n_watches;
	bool **alive;       /* by depth, then watch: its conditions so far hold */
	int64_t **sum;      /* by depth, then party */
	PartySet *refusing; /* by depth: whose red lines are crossed */
	mpz_t *size;        /* by depth: packages that begin alike */
	const CountLimits *limits;
	uint64_t looks_left, asked_at; /* looks left when it was last asked whether to go on */
	mpz_t counted, undecided;
} Counting;

static PartySet
all_parties(size_t n)
{
	return n == 64 ? ~(PartySet)0 : ((PartySet)1 << n) - 1;
}

bool
count_by_set(const EntenteBargain *model, PartySet accepting, gconstpointer user_data)
{
	PartySet all = user_data ? *(const PartySet *)user_data : all_parties(model->n_parties);

	return (accepting & all) == all;
}

bool
count_by_rule(const EntenteBargain *model, PartySet accepting, gconstpointer user_data)
{
	size_t n = 0;
	double power = 0, all = 0;

	(void)user_data;
	for (size_t p = 0; p < model->n_parties; p++) {
		bool accepts = accepting >> p & 1;

		if (!accepts && model->parties[p].veto)
			return false;
		n += accepts;
		all += model->parties[p].power;
		power += accepts ? model->parties[p].power : 0;
	}
	switch (model->rule.kind) {
	case BARGAIN_UNANIMITY: return n == model->n_parties;
	case BARGAIN_ALL_BUT: return n + model->rule.missing >= model->n_parties;
	case BARGAIN_MAJORITY: break;
	}
	return power >= model->rule.quota * all;
}

void
count_clear(Count *count)
{
	g_free(count->least);
	g_free(count->most);
}

PartySet
count_accepting(const Space *space, const int *package)
{
	const EntenteBargain *model = space->model;
	g_autofree int64_t *utilities = g_new(int64_t, space->n_parties);
	PartySet accepting = 0;

	space_utilities(space, package, utilities);
	for (size_t p = 0; p < space->n_parties; p++)
		if (utilities[p] >= space->threshold[p])
			accepting |= (PartySet)1 << p;
	for (size_t i = 0; i < model->n_red_lines; i++)
		if (bargain_holds(model->red_lines[i].conditions,
		                  model->red_lines[i].n_conditions, package))
			accepting &= ~((PartySet)1 << model->red_lines[i].party);
	return accepting;
}

/* Issues with most at stake first: they decide most. */
static void
order_issues(Counting *self)
{
	const Space *space = self->space;
	g_autofree double *stake = g_new0(double, space->n_issues);

	for (size_t i = 0; i < space->n_issues; i++) {
		for (size_t p = 0; p < space->n_parties; p++) {
			int64_t least = INT64_MAX, most = INT64_MIN;

			for (size_t o = 0; o < space->n_options[i]; o++) {
				int64_t value = space->value[i][o * space->n_parties + p];

				least = MIN(least, value);
				most = MAX(most, value);
			}
			stake[i] += space_number(space, p, most - least);
		}
		size_t j = i;
		for (; j && stake[self->order[j - 1]] < stake[i]; j--)
			self->order[j] = self->order[j - 1];
		self->order[j] = i;
	}
}

static void
add_watch(Counting *self, Watch watch, const SpaceCondition *conditions, size_t n)
{
	size_t n_issues = self->space->n_issues;

	watch.in = arena_new0(self->space->arena, const bool *, n_issues);
	for (size_t d = 0; d < n_issues; d++)
		for (size_t i = 0; i < n; i++)
			if (conditions[i].issue == self->order[d]) {
				watch.in[d] = conditions[i].in;
				watch.last = d;
			}
	self->watches[self->n_watches++] = watch;
}

static void
collect_watches(Counting *self)
{
	const Space *space = self->space;
	const EntenteBargain *model = space->model;

	self->watches = g_new0(Watch, space->n_terms + model->n_red_lines + 1);
	for (size_t i = 0; i < space->n_terms; i++) {
		const SpaceTerm *term = &space->terms[i];

		if (term->hard || self->rule)
			add_watch(self, (Watch){ .term = term, .party = term->party },
			          term->conditions, term->n_conditions);
	}
	for (size_t i = 0; self->rule && i < model->n_red_lines; i++) {
		const BargainRedLine *line = &model->red_lines[i];
		SpaceTerm term = { 0 };

		if (space_conditions(space, line->conditions, line->n_conditions, &term))
			add_watch(self, (Watch){ .red_line = true, .party = line->party },
			          term.conditions, term.n_conditions);
	}
}

/* What depths from each on may add to each party, terms included whether they still hold or
 * not. */
static void
bound_rest(Counting *self)
{
	const Space *space = self->space;
	size_t n = space->n_issues, n_parties = space->n_parties;

	for (size_t d = n + 1; d-- > 0;) {
		self->least[d] = g_new0(int64_t, n_parties);
		self->most[d] = g_new0(int64_t, n_parties);
		if (d == n)
			continue;
		for (size_t p = 0; p < n_parties; p++) {
			int64_t least = INT64_MAX, most = INT64_MIN;

			for (size_t o = 0; o < space->n_options[self->order[d]]; o++) {
				int64_t value = space->value[self->order[d]][o * n_parties + p];

				least = MIN(least, value);
				most = MAX(most, value);
			}
			self->least[d][p] = self->least[d + 1][p] + least;
			self->most[d][p] = self->most[d + 1][p] + most;
		}
		for (size_t i = 0; i < self->n_watches; i++) {
			const Watch *watch = &self->watches[i];

			if (!watch->term || watch->term->hard || watch->last != d)
				continue;
			self->least[d][watch->party] += MIN(watch->term->value, 0);
			self->most[d][watch->party] += MAX(watch->term->value, 0);
		}
	}
}

typedef enum { ALL, NONE, SOME } Verdict;

/* Of the packages that begin as far as this depth: whether all, none or some are counted. */
static Verdict
judge(const Counting *self, size_t depth)
{
	const Space *space = self->space;
	PartySet sure = 0, possible = 0;
	bool open = false;

	for (size_t i = 0; i < self->n_watches && !open; i++)
		open = self->watches[i].term && self->watches[i].term->hard &&
		       self->watches[i].last >= depth && self->alive[depth][i];
	if (!self->rule)
		return open ? SOME : ALL;
	for (size_t p = 0; p < space->n_parties; p++) {
		int64_t sum = self->sum[depth][p];
		PartySet bit = (PartySet)1 << p;

		if (space_clip(space, p, sum + self->most[depth][p]) >= space->threshold[p])
			possible |= bit;
		if (space_clip(space, p, sum + self->least[depth][p]) >= space->threshold[p])
			sure |= bit;
	}
	possible &= ~self->refusing[depth];
	sure &= possible;
	for (size_t i = 0; i < self->n_watches; i++)
		if (self->watches[i].red_line && self->watches[i].last >= depth &&
		    self->alive[depth][i])
			sure &= ~((PartySet)1 << self->watches[i].party);
	if (!self->rule(space->model, possible, self->user_data))
		return NONE;
	return !open && self->rule(space->model, sure, self->user_data) ? ALL : SOME;
}

/* Takes an option at this depth; false where a clause forbids it. */
static bool
descend(Counting *self, size_t depth, size_t option)
{
	const Space *space = self->space;
	size_t n_parties = space->n_parties;
	const int64_t *value = &space->value[self->order[depth]][option * n_parties];

	for (size_t p = 0; p < n_parties; p++)
		self->sum[depth + 1][p] = self->sum[depth][p] + value[p];
	self->refusing[depth + 1] = self->refusing[depth];
	for (size_t i = 0; i < self->n_watches; i++) {
		const Watch *watch = &self->watches[i];
		bool alive =
		    self->alive[depth][i] && (!watch->in[depth] || watch->in[depth][option]);

		self->alive[depth + 1][i] = alive;
		if (!alive || watch->last != depth)
			continue;
		if (watch->red_line)
			self->refusing[depth + 1] |= (PartySet)1 << watch->party;
		else if (watch->term->hard)
			return false;
		else
			self->sum[depth + 1][watch->party] += watch->term->value;
	}
	return true;
}

static void
ask_at_times(Counting *self)
{
	enum { BETWEEN = 1 << 16 };
	const CountLimits *limits = self->limits;

	if (!limits->goes_on || self->asked_at - self->looks_left < BETWEEN)
		return;
	self->asked_at = self->looks_left;
	if (!limits->goes_on(limits->user_data))
		self->looks_left = 0;
}

static void
count_from(Counting *self, size_t depth)
{
	Verdict verdict = judge(self, depth);

	if (verdict == NONE)
		return;
	if (verdict == ALL) {
		mpz_add(self->counted, self->counted, self->size[depth]);
		return;
	}
	if (!self->looks_left) {
		mpz_add(self->undecided, self->undecided, self->size[depth]);
		return;
	}
	size_t n_options = self->space->n_options[self->order[depth]];
	self->looks_left -= MIN(self->looks_left, n_options);
	ask_at_times(self);
	for (size_t o = 0; o < n_options; o++)
		if (descend(self, depth, o))
			count_from(self, depth + 1);
}

static Count
make_count(Counting *self)
{
	char *least = mpz_get_str(NULL, 10, self->counted);

	mpz_add(self->undecided, self->undecided, self->counted);
	char *most = mpz_get_str(NULL, 10, self->undecided);
	Count count = { g_strdup(least), g_strdup(most) };
	free(least);
	free(most);
	return count;
}

Count
count_packages(const Space *space, CountRule rule, gconstpointer user_data,
               const CountLimits *limits)
{
	size_t n = space->n_issues;
	Counting self = { .space = space,
		          .rule = rule,
		          .user_data = user_data,
		          .limits = limits,
		          .looks_left = limits->looks,
		          .asked_at = limits->looks };
	g_autofree size_t *order = self.order = g_new0(size_t, n);
	g_autofree int64_t **least = self.least = g_new0(int64_t *, n + 1);
	g_autofree int64_t **most = self.most = g_new0(int64_t *, n + 1);
	g_autofree bool **alive = self.alive = g_new0(bool *, n + 1);
	g_autofree int64_t **sum = self.sum = g_new0(int64_t *, n + 1);
	g_autofree G_GNUC_UNUSED PartySet *refusing = self.refusing = g_new0(PartySet, n + 1);
	g_autofree mpz_t *size = self.size = g_new0(mpz_t, n + 1);

	mpz_inits(self.counted, self.undecided, NULL);
	order_issues(&self);
	collect_watches(&self);
	g_autofree G_GNUC_UNUSED Watch *watches = self.watches;
	bound_rest(&self);
	for (size_t d = n + 1; d-- > 0;) {
		mpz_init_set_ui(size[d], 1);
		if (d < n)
			mpz_mul_ui(size[d], size[d + 1], space->n_options[order[d]]);
		alive[d] = g_new(bool, self.n_watches + 1);
		memset(alive[d], true, self.n_watches + 1);
		sum[d] = g_memdup2(space->constant, space->n_parties * sizeof **sum);
	}
	count_from(&self, 0);
	Count count = make_count(&self);
	mpz_clears(self.counted, self.undecided, NULL);
	for (size_t d = 0; d <= n; d++) {
		mpz_clear(size[d]);
		g_free(alive[d]);
		g_free(sum[d]);
		g_free(least[d]);
		g_free(most[d]);
	}
	return count;
}
