#include "analyse/obstacles.h"

#include "analyse/count.h"

#include <math.h>
#include <string.h>

enum {
	MOST_PACKAGES = 20000000,
	MOST_LINES = 64,
	MOST_VOTERS = 16,
	MOST_SETS = 64, /* that are told of one kind */
};

typedef uint64_t Bits;

static DealSet
bits_list(Arena *arena, Bits bits)
{
	int *list = arena_new0(arena, int, (size_t)__builtin_popcountll(bits) + 1), n = 0;

	for (int i = 0; i < 64; i++)
		if (bits >> i & 1)
			list[n++] = i;
	list[n] = -1;
	return list;
}

static int
compare_bits(const void *a, const void *b)
{
	Bits x = *(const Bits *)a, y = *(const Bits *)b;
	int n = __builtin_popcountll(x), m = __builtin_popcountll(y);

	return n != m ? n - m : (x > y) - (x < y);
}

/* Keeps the sets that hold no other one, the smallest first. */
static void
keep_minimal(GArray *sets)
{
	guint n = 0;

	g_array_sort(sets, compare_bits);
	for (guint i = 0; i < sets->len; i++) {
		Bits one = g_array_index(sets, Bits, i);
		bool minimal = true;

		for (guint j = 0; j < n && minimal; j++)
			minimal = (g_array_index(sets, Bits, j) & one) !=
			          g_array_index(sets, Bits, j);
		if (minimal)
			g_array_index(sets, Bits, n++) = one;
	}
	g_array_set_size(sets, n);
}

static DealSet *
list_sets(Arena *arena, const GArray *sets)
{
	guint n = MIN(sets->len, MOST_SETS);
	DealSet *list = arena_new0(arena, DealSet, n + 1);

	for (guint i = 0; i < n; i++)
		list[i] = bits_list(arena, g_array_index(sets, Bits, i));
	return list;
}

/* The minimal sets that share something with each of `sets` (Berge's way). */
static void
find_transversals(const GArray *sets, GArray *transversals)
{
	Bits none = 0;

	g_array_set_size(transversals, 0);
	g_array_append_val(transversals, none);
	for (guint i = 0; i < sets->len; i++) {
		Bits one = g_array_index(sets, Bits, i);
		g_autoptr(GArray) next = g_array_new(FALSE, FALSE, sizeof(Bits));

		for (guint j = 0; j < transversals->len; j++) {
			Bits before = g_array_index(transversals, Bits, j);

			if (before & one) {
				g_array_append_val(next, before);
				continue;
			}
			for (int k = 0; k < 64; k++) {
				Bits more = before | (Bits)1 << k;

				if (one >> k & 1)
					g_array_append_val(next, more);
			}
		}
		keep_minimal(next);
		if (next->len > 4096)
			g_array_set_size(next, 4096);
		g_array_set_size(transversals, 0);
		g_array_append_vals(transversals, next->data, next->len);
	}
}

/* Which red lines the package crosses. */
static Bits
crossed_by(const EntenteBargain *model, const int *package)
{
	Bits crossed = 0;

	for (size_t i = 0; i < model->n_red_lines; i++)
		if (bargain_holds(model->red_lines[i].conditions,
		                  model->red_lines[i].n_conditions, package))
			crossed |= (Bits)1 << i;
	return crossed;
}

static bool
next_package(const Space *space, int *package)
{
	for (size_t i = space->n_issues; i-- > 0;) {
		if ((size_t)++package[i] < space->n_options[i])
			return true;
		package[i] = 0;
	}
	return false;
}

static void
share_loss(EntenteDeal *deal, Bits crossed)
{
	int n = __builtin_popcountll(crossed);

	deal->n_lost++;
	for (size_t i = 0; i < deal->model->n_red_lines; i++)
		if (crossed >> i & 1) {
			deal->line_shapley[i] += 1.0 / n;
			deal->line_banzhaf[i] += exp2(1 - n);
		}
}

static void
find_line_power(EntenteDeal *deal, const Space *space)
{
	const EntenteBargain *model = deal->model;
	g_autofree int *package = g_new0(int, space->n_issues);
	g_autoptr(GArray) minimal = g_array_new(FALSE, FALSE, sizeof(Bits));
	bool some_left = false;

	deal->line_shapley = arena_new0(deal->arena, double, model->n_red_lines);
	deal->line_banzhaf = arena_new0(deal->arena, double, model->n_red_lines);
	do {
		if (!space_allows(space, package))
			continue;
		Bits crossed = crossed_by(model, package);
		if (!crossed) {
			some_left = true;
			continue;
		}
		share_loss(deal, crossed);
		if (some_left)
			continue;
		g_array_append_val(minimal, crossed);
		if (minimal->len > 4096)
			keep_minimal(minimal);
	} while (next_package(space, package));
	if (some_left || !deal->n_lost)
		return;
	g_autoptr(GArray) clashes = g_array_new(FALSE, FALSE, sizeof(Bits));
	keep_minimal(minimal);
	find_transversals(minimal, clashes);
	deal->relaxations = list_sets(deal->arena, minimal);
	deal->clashes = list_sets(deal->arena, clashes);
}

/* Per issue, what red lines on that issue alone leave. */
static void
find_zones(EntenteDeal *deal)
{
	const EntenteBargain *model = deal->model;

	deal->zones = arena_new0(deal->arena, DealZone, model->n_issues);
	for (size_t i = 0; i < model->n_issues; i++) {
		DealZone *zone = &deal->zones[i];
		size_t n = model->issues[i].n_options;
		g_autofree Bits *refused = g_new0(Bits, n);
		g_autoptr(GArray) sets = g_array_new(FALSE, FALSE, sizeof(Bits));
		g_autoptr(GArray) clashes = g_array_new(FALSE, FALSE, sizeof(Bits));

		zone->open = arena_new0(deal->arena, bool, n);
		for (size_t j = 0; j < MIN(model->n_red_lines, MOST_LINES); j++) {
			const BargainRedLine *line = &model->red_lines[j];

			if (line->n_conditions != 1 || line->conditions->issue != i)
				continue;
			for (size_t o = 0; o < n; o++)
				refused[o] |= line->conditions->in[o] ? (Bits)1 << j : 0;
		}
		for (size_t o = 0; o < n; o++) {
			zone->open[o] = !refused[o];
			zone->n_open += !refused[o];
			g_array_append_val(sets, refused[o]);
		}
		if (zone->n_open)
			continue;
		keep_minimal(sets);
		find_transversals(sets, clashes);
		zone->clashing = bits_list(deal->arena, g_array_index(clashes, Bits, 0));
	}
}

/* Shapley's and Banzhaf's indices of the rule, and its minimal winning and blocking sets: a set
 * blocks where the others do not win.  2^n sets. */
static void
find_votes(EntenteDeal *deal)
{
	const EntenteBargain *model = deal->model;
	size_t n = model->n_parties;
	g_autoptr(GArray) winning = g_array_new(FALSE, FALSE, sizeof(Bits));
	g_autoptr(GArray) blocking = g_array_new(FALSE, FALSE, sizeof(Bits));
	double factorial[MOST_VOTERS + 1] = { 1 };

	if (n > MOST_VOTERS)
		return;
	for (size_t i = 1; i <= n; i++)
		factorial[i] = factorial[i - 1] * (double)i;
	deal->shapley = arena_new0(deal->arena, double, n);
	deal->banzhaf = arena_new0(deal->arena, double, n);
	Bits all = ((Bits)1 << n) - 1;
	for (Bits set = 0; set <= all; set++) {
		bool wins = count_by_rule(model, set, NULL), minimal = wins;
		bool blocks = !count_by_rule(model, all & ~set, NULL), least = blocks;
		int size = __builtin_popcountll(set);

		for (size_t p = 0; p < n; p++) {
			Bits bit = (Bits)1 << p;

			if (!(set & bit))
				continue;
			bool without = count_by_rule(model, set & ~bit, NULL);
			minimal &= !without;
			least &= count_by_rule(model, (all & ~set) | bit, NULL);
			if (!wins || without)
				continue;
			deal->shapley[p] +=
			    factorial[size - 1] * factorial[n - (size_t)size] / factorial[n];
			deal->banzhaf[p] += 1 / exp2((double)n - 1);
		}
		if (minimal && wins)
			g_array_append_val(winning, set);
		if (least && blocks)
			g_array_append_val(blocking, set);
	}
	keep_minimal(winning);
	keep_minimal(blocking);
	deal->winning = list_sets(deal->arena, winning);
	deal->blocking = list_sets(deal->arena, blocking);
}

/* Of the efficient packages, the minimal sets of parties that alone refuse one. */
static void
find_refusing(EntenteDeal *deal, const Space *space, const Front *front)
{
	g_autofree int *package = g_new(int, space->n_issues);
	g_autoptr(GArray) sets = g_array_new(FALSE, FALSE, sizeof(Bits));
	Bits all = space->n_parties == 64 ? ~(Bits)0 : ((Bits)1 << space->n_parties) - 1;

	for (size_t i = 0; i < front->n; i++) {
		front_package(front, space, i, package);
		Bits refusing = all & ~count_accepting(space, package);
		g_array_append_val(sets, refusing);
		if (sets->len > 4096)
			keep_minimal(sets);
	}
	keep_minimal(sets);
	deal->refusing = list_sets(deal->arena, sets);
}

void
find_obstacles(EntenteDeal *deal, const Space *space, const Front *front)
{
	double n = 1;

	for (size_t i = 0; i < space->n_issues; i++)
		n *= (double)space->n_options[i];
	if (deal->model->n_red_lines) {
		find_zones(deal);
		if (n <= MOST_PACKAGES && deal->model->n_red_lines <= MOST_LINES)
			find_line_power(deal, space);
	}
	find_votes(deal);
	find_refusing(deal, space, front);
}
