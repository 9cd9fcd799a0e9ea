/* The fewest changes of preference that make a state hold.
 *
 * Sets of changes are tried, smaller ones first.  As long as a state does not hold, some
 * improvement from it is not answered, and any set that mends that has one of the changes that
 * bear on it; so only these are tried next, and none again once all sets with it were.  What is
 * found is the smallest; the test tries all smaller sets with another solver.  How far that can
 * go is bounded, and where the bound is met it is said. */
#include "analyse/outlook.h"
#include "analyse/stability.h"

#include <string.h>

enum { MOST_CHANGES = 8, MOST_TRIED = 300000, ROOM = 16 };

typedef struct {
	const Conflict *conflict;
	Concept concept;
	uint32_t state;
	GArray *pool; /* Change */
	bool *tried;  /* by change: chosen, or all sets with it were tried */
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

/* Sets an improvement that is not answered with the changes chosen; false where there is none:
 * the state holds.  Of the ways to take what is unknown a asks for most: what holds in it holds
 * in all. */
static bool
find_unanswered(Search *search, guint n, Witness *unanswered)
{
	OutlookAnswer answers[MOST_CHANGES];
	Outlook outlook = { .conflict = search->conflict, .type = UNKNOWN_A };
	uint32_t s = search->state;

	search->n_tried++;
	if (search->conflict->is_partial) {
		answer_with(search->chosen, n, s, answers);
		outlook.answers = answers;
		outlook.n_answers = n;
	} else {
		change_ranks(search->conflict, s, search->chosen, n, search->ranks);
		outlook.rank = search->rows;
	}
	for (uint32_t i = 0; i < search->conflict->n_parties; i++) {
		const ConflictMoves *moves = &search->conflict->parties[i].moves;

		for (uint32_t e = moves->first[s]; e < moves->first[s + 1]; e++) {
			if (!outlook_leaves(&outlook, i, s, moves->to[e]))
				continue;
			if (!outlook_answered(&outlook, i, search->concept, s, moves->to[e],
			                      unanswered))
				return true;
			witness_clear(unanswered);
		}
	}
	return false;
}

/* Whether the change makes that the improvement is none. */
static bool
undoes(const Search *search, const Change *change, const Witness *unanswered)
{
	return change->kind == CHANGE_SPOIL && change->party == unanswered->party &&
	       outlook_alike(search->conflict, change->party, change->state,
	                     unanswered->target);
}

/* Whether the change may make that the improvement is answered. */
static bool
bears_on(const Search *search, const Change *change, const Witness *unanswered)
{
	if (search->concept == CONCEPT_R)
		return false;
	return change->party == unanswered->party ? change->kind == CHANGE_SPOIL
	                                          : concept_facts[search->concept].credible;
}

/* Whether as many as `n` changes, those chosen among them, suffice; first with those that undo
 * the improvement that is not answered. */
static bool
try_sets(Search *search, guint n_chosen, guint n)
{
	Witness unanswered;
	bool found = false;

	if (!find_unanswered(search, n_chosen, &unanswered))
		return true;
	if (n_chosen == n)
		return false;
	g_autofree bool *before = g_memdup2(search->tried, search->pool->len + 1);
	for (guint turn = 0; turn < 2 * search->pool->len && !found; turn++) {
		guint k = turn % search->pool->len;
		const Change *change = &g_array_index(search->pool, Change, k);

		if (search->tried[k] || search->n_tried >= MOST_TRIED ||
		    !(turn < search->pool->len ? undoes(search, change, &unanswered)
		                               : bears_on(search, change, &unanswered)))
			continue;
		search->chosen[n_chosen] = *change;
		search->tried[k] = true;
		found = try_sets(search, n_chosen + 1, n);
	}
	memcpy(search->tried, before, search->pool->len);
	return found;
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
	g_autofree bool *tried = g_new0(bool, pool->len + 1);
	search.tried = tried;
	for (guint n = 0; n <= MOST_CHANGES && search.n_tried < MOST_TRIED; n++) {
		if (try_sets(&search, 0, n)) {
			guarantee.changes = g_array_new(FALSE, FALSE, sizeof(Change));
			g_array_append_vals(guarantee.changes, search.chosen, n);
			guarantee.is_confirmed = is_confirmed(&search, guarantee.changes);
			return guarantee;
		}
		if (search.n_tried < MOST_TRIED)
			guarantee.most = n;
	}
	guarantee.is_cut = search.n_tried >= MOST_TRIED;
	return guarantee;
}
