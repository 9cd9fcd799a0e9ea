/* What lies open between the issues that are settled and those that are not.  The order of the
 * issues: at first, next comes the one after which the fewest terms lie open; then issues are
 * moved about while that helps (seeded). */
#include "analyse/pending.h"

#include <limits.h>
#include <math.h>
#include <string.h>

enum { MANY_OPTIONS = 200 }; /* of so many all are looked at: to compare pairs takes too long */

static const SpaceCondition *
condition_on(const SpaceTerm *term, size_t issue)
{
	for (size_t i = 0; i < term->n_conditions; i++)
		if (term->conditions[i].issue == issue)
			return &term->conditions[i];
	return NULL;
}

/* The terms on each issue. */
static GArray **
list_terms(const Space *space)
{
	GArray **lists = g_new(GArray *, space->n_issues);

	for (size_t i = 0; i < space->n_issues; i++)
		lists[i] = g_array_new(FALSE, FALSE, sizeof(size_t));
	for (size_t t = 0; t < space->n_terms; t++)
		for (size_t i = 0; i < space->terms[t].n_conditions; i++)
			g_array_append_val(lists[space->terms[t].conditions[i].issue], t);
	return lists;
}

/* How many terms more lie open once this issue is settled. */
static long
count_opened(const Space *space, const GArray *terms, const size_t *left)
{
	long n = 0;

	for (guint i = 0; i < terms->len; i++) {
		size_t t = g_array_index(terms, size_t, i), all = space->terms[t].n_conditions;

		n += left[t] == all ? all > 1 : -(long)(left[t] == 1);
	}
	return n;
}

static void
order_issues(const Space *space, size_t *order)
{
	g_autofree size_t *left = g_new0(size_t, space->n_terms + 1);
	g_autofree bool *taken = g_new0(bool, space->n_issues);
	g_autofree GArray **terms = list_terms(space);

	for (size_t i = 0; i < space->n_terms; i++)
		left[i] = space->terms[i].n_conditions;
	for (size_t i = 0; i < space->n_issues; i++) {
		size_t best = SIZE_MAX;
		long least = LONG_MAX;

		for (size_t j = 0; j < space->n_issues; j++) {
			long n = taken[j] ? LONG_MAX : count_opened(space, terms[j], left);

			if (n < least)
				least = n, best = j;
		}
		order[i] = best;
		taken[best] = true;
		for (guint t = 0; t < terms[best]->len; t++)
			left[g_array_index(terms[best], size_t, t)]--;
	}
	for (size_t i = 0; i < space->n_issues; i++)
		g_array_free(terms[i], TRUE);
}

/* How large a diagram in this order is likely to be: nodes grow by about a fifth for each term
 * that lies open. */
static double
cost_of(const Space *space, const double *growth, const size_t *order, size_t *place,
        int *change)
{
	double cost = 0;
	int open = 0;

	memset(change, 0, (space->n_issues + 1) * sizeof *change);
	for (size_t d = 0; d < space->n_issues; d++)
		place[order[d]] = d;
	for (size_t i = 0; i < space->n_terms; i++) {
		const SpaceTerm *term = &space->terms[i];
		size_t first = SIZE_MAX, last = 0;

		for (size_t j = 0; j < term->n_conditions; j++) {
			first = MIN(first, place[term->conditions[j].issue]);
			last = MAX(last, place[term->conditions[j].issue]);
		}
		change[first]++;
		change[last]--;
	}
	for (size_t d = 0; d < space->n_issues; d++) {
		open += change[d];
		cost += growth[open];
	}
	return cost;
}

static void
move_issue(size_t *order, size_t from, size_t to)
{
	size_t issue = order[from];

	if (from < to)
		memmove(&order[from], &order[from + 1], (to - from) * sizeof *order);
	else
		memmove(&order[to + 1], &order[to], (from - to) * sizeof *order);
	order[to] = issue;
}

static void
improve_order(const Space *space, size_t *order)
{
	enum { MOVES = 30000, MANY_MOVES = 150000, MOST_WORK = 100000000 };
	static const double GROWTH = 0.2, SMALL = 20, LARGE = 1e6; /* a layer, of small ones */
	size_t n = space->n_issues;
	g_autoptr(GRand) rand = g_rand_new_with_seed(1);
	g_autofree size_t *place = g_new(size_t, n), *best = g_memdup2(order, n * sizeof *best);
	g_autofree int *change = g_new(int, n + 1);
	g_autofree double *growth = g_new(double, space->n_terms + 1);
	for (size_t i = 0; i <= space->n_terms; i++)
		growth[i] = exp(GROWTH * (double)i);
	double cost = cost_of(space, growth, order, place, change), least = cost;

	if (cost < SMALL * (double)n)
		return;
	size_t moves =
	    MIN(cost > LARGE ? MANY_MOVES : MOVES, MOST_WORK / (space->n_terms * 3 + n));

	for (size_t i = 0; i < moves && n > 2 && space->n_terms; i++) {
		/* annealing: less and less that is worse is taken */
		double heat = 0.3 * (1 - (double)i / (double)moves) + 1e-9;
		size_t from = (size_t)g_rand_int_range(rand, 0, (gint32)n);
		size_t to = (size_t)g_rand_int_range(rand, 0, (gint32)n);

		move_issue(order, from, to);
		double now = cost_of(space, growth, order, place, change);
		if (log(now / cost) > -heat * log(g_rand_double(rand) + 1e-12)) {
			move_issue(order, to, from);
			continue;
		}
		cost = now;
		if (cost < least) {
			least = cost;
			memcpy(best, order, n * sizeof *best);
		}
	}
	memcpy(order, best, n * sizeof *order);
}

static inline bool
get_bit(const Word *words, size_t bit)
{
	return words[bit / WORD_BITS] >> (bit % WORD_BITS) & 1;
}

static inline void
set_bit(Word *words, size_t bit)
{
	words[bit / WORD_BITS] |= (Word)1 << (bit % WORD_BITS);
}

/* Which bit each term gets (SIZE_MAX: none, it is of one issue), in this order of issues;
 * returns how many words they need. */
static size_t
allot_bits(const Space *space, const size_t *order, size_t *bit_of)
{
	g_autofree size_t *left = g_new0(size_t, space->n_terms + 1);
	g_autoptr(GArray) taken = g_array_new(FALSE, TRUE, sizeof(bool));
	g_autoptr(GArray) given_back = g_array_new(FALSE, FALSE, sizeof(size_t));

	for (size_t i = 0; i < space->n_terms; i++) {
		left[i] = space->terms[i].n_conditions;
		bit_of[i] = SIZE_MAX;
	}
	for (size_t d = 0; d < space->n_issues; d++) {
		g_array_set_size(given_back, 0);
		for (size_t i = 0; i < space->n_terms; i++) {
			size_t bit = 0;

			if (!condition_on(&space->terms[i], order[d]))
				continue;
			bool begins = left[i] == space->terms[i].n_conditions;
			if (--left[i] == 0 && !begins) /* free from the next layer on */
				g_array_append_val(given_back, bit_of[i]);
			if (!begins || !left[i])
				continue;
			while (bit < taken->len && g_array_index(taken, bool, bit))
				bit++;
			if (bit == taken->len)
				g_array_set_size(taken, (guint)bit + 1);
			g_array_index(taken, bool, bit) = true;
			bit_of[i] = bit;
		}
		for (guint i = 0; i < given_back->len; i++)
			g_array_index(taken, bool, g_array_index(given_back, size_t, i)) =
			    false;
	}
	return taken->len / WORD_BITS + 1;
}

static void
plan(Pending *self)
{
	const Space *space = self->space;
	size_t issue = self->issue, n = space->n_options[issue], w = self->n_words;
	const size_t *bit_of = self->bit_of;
	size_t *left = self->left;

	self->keep = g_renew(Word, self->keep, n * w);
	self->begin = g_renew(Word, self->begin, n * w);
	memset(self->keep, 0xff, n * w * sizeof(Word));
	memset(self->begin, 0, n * w * sizeof(Word));
	memset(self->end, 0, w * sizeof(Word));
	g_array_set_size(self->endings, 0);
	g_array_set_size(self->alone, 0);
	for (size_t i = 0; i < space->n_terms; i++) {
		const SpaceTerm *term = &space->terms[i];
		const SpaceCondition *condition = condition_on(term, issue);
		size_t bit = bit_of[i];

		if (!condition)
			continue;
		bool begins = left[i] == term->n_conditions, ends = --left[i] == 0;
		if (begins && ends) {
			g_array_append_val(self->alone, term);
			continue;
		}
		for (size_t o = 0; o < n; o++) {
			if (begins && condition->in[o])
				set_bit(&self->begin[o * w], bit);
			if (!begins && !condition->in[o])
				self->keep[o * w + bit / WORD_BITS] &=
				    ~((Word)1 << (bit % WORD_BITS));
		}
		if (begins) {
			self->pays[bit / WORD_BITS] &= ~((Word)1 << (bit % WORD_BITS));
			if (!term->hard && term->value > 0)
				set_bit(self->pays, bit);
		}
		if (ends) {
			Ending ending = { bit, term };

			set_bit(self->end, bit);
			g_array_append_val(self->endings, ending);
		}
	}
}

/* False where the option is not allowed after this node. */
static bool
take_step(const Pending *self, const Word *before, size_t option, Way *way)
{
	size_t w = self->n_words, n_parties = self->space->n_parties;
	const Word *keep = &self->keep[option * w], *begin = &self->begin[option * w];

	memcpy(way->add, &self->space->value[self->issue][option * n_parties],
	       n_parties * sizeof *way->add);
	for (guint i = 0; i < self->alone->len; i++) {
		const SpaceTerm *term = g_array_index(self->alone, const SpaceTerm *, i);

		if (!term->conditions->in[option])
			continue;
		if (term->hard)
			return false;
		way->add[term->party] += term->value;
	}
	for (guint i = 0; i < self->endings->len; i++) {
		const Ending *ending = &g_array_index(self->endings, Ending, i);

		if (!get_bit(before, ending->bit) || !get_bit(keep, ending->bit))
			continue;
		if (ending->term->hard)
			return false;
		way->add[ending->term->party] += ending->term->value;
	}
	for (size_t i = 0; i < w; i++)
		way->state[i] = (before[i] & keep[i] & ~self->end[i]) | begin[i];
	way->option = (uint32_t)option;
	return true;
}

/* Whether whatever follows on `b` is no better for anybody than on `a`: it adds no more, and no
 * term that pays is pending on it alone, nor one that costs or forbids on `a` alone. */
static bool
makes_needless(const Pending *self, const Way *a, const Way *b)
{
	for (size_t p = 0; p < self->space->n_parties; p++)
		if (a->add[p] < b->add[p])
			return false;
	for (size_t i = 0; i < self->n_words; i++)
		if ((b->state[i] & ~a->state[i] & self->pays[i]) ||
		    (a->state[i] & ~b->state[i] & ~self->pays[i]))
			return false;
	return true;
}

static size_t
drop_needless(const Pending *self, Way *ways, size_t n)
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i++) {
		ways[i].dropped = false;
		for (size_t j = 0; j < n && !ways[i].dropped; j++)
			ways[i].dropped = i != j && (j > i || !ways[j].dropped) &&
			                  makes_needless(self, &ways[j], &ways[i]) &&
			                  (j < i || !makes_needless(self, &ways[i], &ways[j]));
	}
	for (size_t i = 0; i < n; i++) {
		Way way = ways[i];

		if (way.dropped)
			continue;
		ways[i] = ways[kept];
		ways[kept++] = way;
	}
	return kept;
}

/* Whether option `a` leaves nobody worse off than `b`, whatever the rest of a package. */
static bool
is_no_worse(const Space *space, size_t issue, const GArray *conditions, size_t a, size_t b)
{
	const int64_t *value = space->value[issue];

	for (size_t p = 0; p < space->n_parties; p++)
		if (value[a * space->n_parties + p] < value[b * space->n_parties + p])
			return false;
	for (guint i = 0; i < conditions->len; i++) {
		const SpaceTerm *term = g_array_index(conditions, const SpaceTerm *, i);
		const SpaceCondition *condition = condition_on(term, issue);
		bool pays = !term->hard && term->value > 0;

		if (pays ? condition->in[b] && !condition->in[a]
		         : condition->in[a] && !condition->in[b])
			return false;
	}
	return true;
}

/* Of options that are alike the first is needed. */
static void
find_needed(Pending *self, size_t issue)
{
	const Space *space = self->space;
	size_t n = space->n_options[issue];
	g_autoptr(GArray) terms = g_array_new(FALSE, FALSE, sizeof(const SpaceTerm *));
	bool *needed = self->needed[issue] = g_new(bool, n);

	memset(needed, true, n);
	if (n > MANY_OPTIONS)
		return;
	for (size_t i = 0; i < space->n_terms; i++) {
		const SpaceTerm *term = &space->terms[i];

		if (condition_on(term, issue))
			g_array_append_val(terms, term);
	}
	for (size_t b = 0; b < n; b++)
		for (size_t a = 0; a < n && needed[b]; a++)
			needed[b] = a == b || !needed[a] ||
			            !is_no_worse(space, issue, terms, a, b) ||
			            (a > b && is_no_worse(space, issue, terms, b, a));
}

Pending *
pending_new(const Space *space)
{
	Pending *self = g_new0(Pending, 1);

	self->space = space;
	self->order = g_new0(size_t, space->n_issues);
	self->bit_of = g_new0(size_t, space->n_terms + 1);
	self->left = g_new0(size_t, space->n_terms + 1);
	self->endings = g_array_new(FALSE, FALSE, sizeof(Ending));
	self->alone = g_array_new(FALSE, FALSE, sizeof(const SpaceTerm *));
	self->needed = g_new0(bool *, space->n_issues);
	order_issues(space, self->order);
	improve_order(space, self->order);
	self->n_words = allot_bits(space, self->order, self->bit_of);
	self->end = g_new0(Word, self->n_words);
	self->pays = g_new0(Word, self->n_words);
	for (size_t i = 0; i < space->n_issues; i++)
		find_needed(self, i);
	pending_restart(self);
	return self;
}

void
pending_free(Pending *self)
{
	if (!self)
		return;
	for (size_t i = 0; i < self->space->n_issues; i++)
		g_free(self->needed[i]);
	g_free(self->needed);
	g_free(self->order);
	g_free(self->bit_of);
	g_free(self->left);
	g_free(self->keep);
	g_free(self->begin);
	g_free(self->end);
	g_free(self->pays);
	g_array_free(self->endings, TRUE);
	g_array_free(self->alone, TRUE);
	g_free(self);
}

static void
go_to(Pending *self, size_t depth)
{
	self->depth = depth;
	if (depth == self->space->n_issues)
		return;
	self->issue = self->order[depth];
	plan(self);
}

void
pending_restart(Pending *self)
{
	for (size_t i = 0; i < self->space->n_terms; i++)
		self->left[i] = self->space->terms[i].n_conditions;
	go_to(self, 0);
}

void
pending_advance(Pending *self)
{
	go_to(self, self->depth + 1);
}

Way *
pending_ways_new(const Pending *self)
{
	size_t n = self->space->n_options[self->issue], n_parties = self->space->n_parties;
	Way *ways = g_malloc0(
	    n * (sizeof *ways + self->n_words * sizeof(Word) + n_parties * sizeof(int64_t)));
	Word *states = (Word *)(ways + n);
	int64_t *adds = (int64_t *)(states + n * self->n_words);

	for (size_t o = 0; o < n; o++) {
		ways[o].state = &states[o * self->n_words];
		ways[o].add = &adds[o * n_parties];
	}
	return ways;
}

size_t
pending_ways(const Pending *self, const Word *before, Way *ways)
{
	size_t n = 0;

	for (size_t o = 0; o < self->space->n_options[self->issue]; o++)
		n += take_step(self, before, o, &ways[n]);
	return n;
}

size_t
pending_needed_ways(const Pending *self, const Word *before, Way *ways)
{
	const bool *needed = self->needed[self->issue];
	size_t n = 0;

	for (size_t o = 0; o < self->space->n_options[self->issue]; o++)
		n += needed[o] && take_step(self, before, o, &ways[n]);
	return n > MANY_OPTIONS ? n : drop_needless(self, ways, n);
}
