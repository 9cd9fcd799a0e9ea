/* The fewest changes of preference that make a state hold.
 *
 * All sets of changes are tried, smaller ones first, in one order, each by solving the state
 * again; so what is found is the smallest, and the test tries all smaller ones with another
 * solver.  How far that can go is bounded, and where the bound is met it is said. */
#include "analyse/outlook.h"
#include "analyse/stability.h"

#include <string.h>

enum { MOST_CHANGES = 4, MOST_TRIED = 300000, ROOM = 16 };

typedef struct {
	const Conflict *conflict;
	Concept concept;
	uint32_t state;
	GArray *pool; /* Change */
	Change chosen[MOST_CHANGES];
	uint32_t *ranks;
	uint32_t *rows[CONFLICT_MOST_PARTIES];
	guint n_tried;
} Search;

/* Commitments first, each from what was made of those before it; then what is spoilt comes down
 * to the chosen state. */
static void
change_ranks(const Conflict *conflict, uint32_t state, const Change *changes, size_t n_changes,
             uint32_t *ranks)
{
	uint32_t n = conflict->n_states;

	for (uint32_t i = 0; i < conflict->n_parties; i++)
		for (uint32_t s = 0; s < n; s++)
			ranks[(size_t)i * n + s] = (conflict->parties[i].rank[s] + 1) * ROOM;
	for (size_t k = 0; k < n_changes; k++) {
		uint32_t *row = ranks + (size_t)changes[k].party * n;

		if (changes[k].kind == CHANGE_COMMIT)
			row[changes[k].state] = row[changes[k].from] - 1;
	}
	for (size_t k = 0; k < n_changes; k++) {
		uint32_t *row = ranks + (size_t)changes[k].party * n;

		if (changes[k].kind == CHANGE_SPOIL)
			row[changes[k].state] = MAX(row[changes[k].state], row[state]);
	}
}

static int
by_number(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

/* From 0 without gaps, as everywhere. */
static void
close_gaps(uint32_t *row, uint32_t n)
{
	g_autofree uint32_t *sorted = g_memdup2(row, sizeof *row * n);
	uint32_t n_apart = 0;

	qsort(sorted, n, sizeof *sorted, by_number);
	for (uint32_t k = 0; k < n; k++)
		if (!k || sorted[k] != sorted[k - 1])
			sorted[n_apart++] = sorted[k];
	for (uint32_t s = 0; s < n; s++)
		row[s] = (uint32_t)((uint32_t *)bsearch(&row[s], sorted, n_apart,
		                                        sizeof *sorted, by_number) -
		                    sorted);
}

uint32_t *
stability_changed_ranks(const Conflict *conflict, uint32_t state, const Change *changes,
                        size_t n_changes)
{
	uint32_t *ranks = g_new(uint32_t, (size_t)conflict->n_parties * conflict->n_states);

	change_ranks(conflict, state, changes, n_changes, ranks);
	for (uint32_t i = 0; i < conflict->n_parties; i++)
		close_gaps(ranks + (size_t)i * conflict->n_states, conflict->n_states);
	return ranks;
}

/* Where preferences are unknown, no ranks tell all of them: changes are answers instead. */
static void
answer_with(const Change *changes, guint n, uint32_t state, OutlookAnswer *answers)
{
	for (guint k = 0; k < n; k++) {
		bool is_spoil = changes[k].kind == CHANGE_SPOIL;

		answers[k] =
		    (OutlookAnswer){ changes[k].party, changes[k].state,
			             is_spoil ? state : changes[k].from, is_spoil ? 0 : 1 };
	}
}

/* Whether the state is an equilibrium with the changes, in this way to take what is unknown. */
static bool
holds_with_answers(const Search *search, const Change *changes, guint n, UnknownType type)
{
	OutlookAnswer answers[MOST_CHANGES];
	const Outlook outlook = {
		.conflict = search->conflict, .answers = answers, .n_answers = n, .type = type
	};

	answer_with(changes, n, search->state, answers);
	return outlook_equilibrium(&outlook, search->concept, search->state);
}

/* Type a asks for most: what holds in it holds in all. */
static bool
works(Search *search, guint n)
{
	const Outlook outlook = { .conflict = search->conflict, .rank = search->rows };

	search->n_tried++;
	if (search->conflict->is_partial)
		return holds_with_answers(search, search->chosen, n, UNKNOWN_A);
	change_ranks(search->conflict, search->state, search->chosen, n, search->ranks);
	return outlook_equilibrium(&outlook, search->concept, search->state);
}

/* Tries sets of `n` changes that begin as chosen, with others from `from` on. */
static bool
try_sets(Search *search, guint n_chosen, guint n, guint from)
{
	if (n_chosen == n)
		return works(search, n);
	for (guint k = from; k < search->pool->len && search->n_tried < MOST_TRIED; k++) {
		search->chosen[n_chosen] = g_array_index(search->pool, Change, k);
		if (try_sets(search, n_chosen + 1, n, k + 1))
			return true;
	}
	return false;
}

/* What might be changed: of states that can be come to from the chosen one. */
static void
fill_pool(Search *search)
{
	const Conflict *conflict = search->conflict;
	const Outlook outlook = { .conflict = conflict };
	g_autofree bool *near = g_new(bool, conflict->n_states);

	outlook_reach(&outlook, UINT32_MAX, false, search->state, near);
	near[search->state] = true;
	for (uint32_t i = 0; i < conflict->n_parties; i++)
		for (uint32_t x = 0; x < conflict->n_states; x++) {
			const ConflictMoves *moves = &conflict->parties[i].moves;
			const Change spoil = { CHANGE_SPOIL, i, x, x };

			if (!near[x])
				continue;
			if (outlook_compare(&outlook, i, x, search->state) !=
			    COMPARED_NOT_BETTER)
				g_array_append_val(search->pool, spoil);
			for (uint32_t e = moves->first[x]; e < moves->first[x + 1]; e++) {
				const Change commit = { CHANGE_COMMIT, i, moves->to[e], x };

				if (concept_facts[search->concept].credible &&
				    x != search->state && moves->to[e] != search->state &&
				    outlook_compare(&outlook, i, moves->to[e], x) ==
				        COMPARED_NOT_BETTER)
					g_array_append_val(search->pool, commit);
			}
		}
}

/* The whole conflict solved again with the changes. */
static bool
is_confirmed(const Search *search, const GArray *changes)
{
	Conflict changed = *search->conflict;

	if (changed.is_partial) {
		bool holds = true;

		for (UnknownType type = 0; type < N_UNKNOWN_TYPES; type++)
			holds &= holds_with_answers(search, (const Change *)changes->data,
			                            changes->len, type);
		return holds;
	}
	g_autofree ConflictParty *parties =
	    g_memdup2(changed.parties, sizeof *parties * changed.n_parties);
	g_autofree uint32_t *ranks = stability_changed_ranks(
	    search->conflict, search->state, (const Change *)changes->data, changes->len);

	changed.parties = parties;
	changed.has_strength = false;
	for (uint32_t i = 0; i < changed.n_parties; i++)
		parties[i].rank = ranks + (size_t)i * changed.n_states;
	g_autoptr(Stability) stability = stability_solve(&changed, 1);
	return stability_equilibria(stability, search->state) >> search->concept & 1;
}

Guarantee
stability_guarantee(const Conflict *conflict, Concept concept, uint32_t state)
{
	Guarantee guarantee = { .state = state, .concept = concept };
	g_autoptr(GArray) pool = g_array_new(FALSE, FALSE, sizeof(Change));
	g_autofree uint32_t *ranks =
	    g_new(uint32_t, (size_t)conflict->n_parties * conflict->n_states);
	Search search = { .conflict = conflict,
		          .concept = concept,
		          .state = state,
		          .pool = pool,
		          .ranks = ranks };

	for (uint32_t i = 0; i < conflict->n_parties; i++)
		search.rows[i] = ranks + (size_t)i * conflict->n_states;
	fill_pool(&search);
	for (guint n = 0; n <= MOST_CHANGES && search.n_tried < MOST_TRIED; n++) {
		if (try_sets(&search, 0, n, 0)) {
			guarantee.changes = g_array_new(FALSE, FALSE, sizeof(Change));
			g_array_append_vals(guarantee.changes, search.chosen, n);
			guarantee.is_confirmed = is_confirmed(&search, guarantee.changes);
			return guarantee;
		}
		guarantee.most = n;
	}
	guarantee.is_cut = search.n_tried >= MOST_TRIED;
	return guarantee;
}
