/* A conflict's states and moves from its options.
 *
 * Moves lie in two arrays a party, forwards and backwards, since stability is found by sweeps
 * against the moves; where every move can be undone both are the same arrays.  The tests
 * compare derived moves with written ones. */
#include "model/conflict.h"

#include <entente/error.h>
#include <string.h>

enum { MOST_MOVES = 1 << 27 }; /* tried, of all parties */

const char *const conflict_directions[] = { "both", "fwd", "back", NULL };

Conflict *
conflict_new(void)
{
	Arena *arena = arena_new();
	Conflict *conflict = arena_new0(arena, Conflict, 1);

	conflict->arena = arena;
	return conflict;
}

static void
moves_clear(ConflictParty *party)
{
	if (party->back.first != party->moves.first) {
		g_free(party->back.first);
		g_free(party->back.to);
	}
	g_free(party->moves.first);
	g_free(party->moves.to);
	party->moves = party->back = (ConflictMoves){ NULL, NULL };
}

void
conflict_free(Conflict *conflict)
{
	if (!conflict)
		return;
	for (uint32_t i = 0; i < conflict->n_parties; i++)
		moves_clear(&conflict->parties[i]);
	arena_free(conflict->arena);
}

uint32_t
conflict_find(const Conflict *conflict, int64_t id)
{
	for (uint32_t s = 0; s < conflict->n_states; s++)
		if (conflict->states[s].id == id)
			return s;
	return CONFLICT_NOWHERE;
}

static bool
fail(GError **error, const char *why, unsigned long long number)
{
	g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT, why, number);
	return false;
}

/* The first pattern of the list that this choice fits, or the list's length. */
static size_t
fit(uint64_t taken, const ConflictPattern *patterns, size_t n)
{
	size_t k = 0;

	while (k < n && !conflict_patterns_meet((ConflictPattern){ taken, 0 }, patterns[k]))
		k++;
	return k;
}

bool
conflict_derive_states(Conflict *conflict, const ConflictPattern *infeasible,
                       size_t n_infeasible, const ConflictPattern *same, size_t n_same,
                       GError **error)
{
	uint32_t n_options = conflict->n_options;
	g_autoptr(GArray) states = g_array_new(FALSE, TRUE, sizeof(ConflictState));
	g_autofree bool *met = g_new0(bool, n_same + 1);

	if (!n_options)
		return fail(error, "there are no options, and so no states", 0);
	if (n_options > CONFLICT_MOST_FREE)
		return fail(error,
		            "%llu options make more states than can be tried: give the states "
		            "themselves, or at most 22 options",
		            n_options);
	for (uint64_t taken = 0; taken < UINT64_C(1) << n_options; taken++) {
		size_t merged = fit(taken, same, n_same);
		ConflictState state = { .id = (int64_t)taken, .pattern = { taken, 0 } };

		if (fit(taken, infeasible, n_infeasible) < n_infeasible)
			continue;
		if (merged < n_same && met[merged])
			continue;
		if (merged < n_same)
			state.pattern = same[merged];
		met[merged] = true;
		g_array_append_val(states, state);
	}
	if (!states->len)
		return fail(error, "no state is feasible", 0);
	if (states->len > CONFLICT_MOST_STATES)
		return fail(error, "%llu states are too many", states->len);
	conflict->n_states = states->len;
	conflict->states = arena_new0(conflict->arena, ConflictState, states->len);
	memcpy(conflict->states, states->data, sizeof(ConflictState) * states->len);
	return true;
}

/* Against the moves: by counting, so that lists come out ascending. */
static ConflictMoves
reverse(const ConflictMoves *moves, uint32_t n_states)
{
	uint32_t n = moves->first[n_states];
	ConflictMoves back = { g_new0(uint32_t, n_states + 1), g_new(uint32_t, MAX(n, 1)) };
	g_autofree uint32_t *next = g_new(uint32_t, n_states + 1);

	for (uint32_t e = 0; e < n; e++)
		back.first[moves->to[e] + 1]++;
	for (uint32_t s = 0; s < n_states; s++)
		back.first[s + 1] += back.first[s];
	memcpy(next, back.first, sizeof *next * (n_states + 1));
	for (uint32_t s = 0; s < n_states; s++)
		for (uint32_t e = moves->first[s]; e < moves->first[s + 1]; e++)
			back.to[next[moves->to[e]]++] = s;
	return back;
}

static void
take_moves(ConflictParty *party, ConflictMoves moves, uint32_t n_states)
{
	size_t n = moves.first[n_states];
	ConflictMoves back = reverse(&moves, n_states);

	moves_clear(party);
	party->moves = moves;
	party->back = back;
	if (memcmp(moves.first, back.first, sizeof *back.first * (n_states + 1)) ||
	    memcmp(moves.to, back.to, sizeof *back.to * n))
		return;
	g_free(back.first);
	g_free(back.to);
	party->back = moves;
}

static int
by_pair(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;

	return x[0] != y[0] ? (x[0] > y[0]) - (x[0] < y[0]) : (x[1] > y[1]) - (x[1] < y[1]);
}

void
conflict_set_moves(Conflict *conflict, uint32_t party, uint32_t (*pairs)[2], size_t n)
{
	ConflictMoves moves = { g_new0(uint32_t, conflict->n_states + 1),
		                g_new(uint32_t, MAX(n, 1)) };
	uint32_t n_kept = 0;

	qsort(pairs, n, sizeof *pairs, by_pair);
	for (size_t k = 0; k < n; k++) {
		if (k && !by_pair(pairs[k - 1], pairs[k]))
			continue;
		moves.to[n_kept++] = pairs[k][1];
		moves.first[pairs[k][0] + 1]++;
	}
	for (uint32_t s = 0; s < conflict->n_states; s++)
		moves.first[s + 1] += moves.first[s];
	take_moves(&conflict->parties[party], moves, conflict->n_states);
}

/* Which state a choice makes: an array where all patterns fit one, else a table. */
typedef struct {
	uint32_t *array;
	GHashTable *table;
} Places;

static uint32_t
place(const Places *places, uint64_t taken)
{
	gpointer state;

	if (places->array)
		return places->array[taken];
	return g_hash_table_lookup_extended(places->table, &taken, NULL, &state)
	           ? GPOINTER_TO_UINT(state)
	           : CONFLICT_NOWHERE;
}

/* The next choice after `*taken` that fits the pattern; false after the last. */
static bool
next_choice(ConflictPattern pattern, uint64_t *taken)
{
	uint64_t next = ((*taken | ~pattern.open) + 1) & pattern.open;

	*taken = (pattern.taken & ~pattern.open) | next;
	return next != 0;
}

static uint64_t
first_choice(ConflictPattern pattern)
{
	return pattern.taken & ~pattern.open;
}

/* A pattern without open options, and the state that it is. */
typedef struct {
	uint64_t taken;
	uint32_t state;
} Choice;

static bool
note_places(const Conflict *conflict, const Places *places, GArray *choices, GError **error)
{
	for (uint32_t s = 0; s < conflict->n_states; s++) {
		ConflictPattern pattern = conflict->states[s].pattern;
		uint64_t taken = first_choice(pattern);

		if (__builtin_popcountll(pattern.open) > CONFLICT_MOST_FREE)
			return fail(error, "state %lld stands for too many patterns",
			            (unsigned long long)conflict->states[s].id);
		do {
			uint32_t other = place(places, taken);

			if (other != CONFLICT_NOWHERE) {
				g_set_error(
				    error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT,
				    "states %" G_GINT64_FORMAT " and %" G_GINT64_FORMAT
				    " are the same options: give the moves, or tell them apart",
				    conflict->states[other].id, conflict->states[s].id);
				return false;
			}
			if (choices->len >= CONFLICT_MOST_STATES)
				return fail(error,
				            "the states stand for more than %llu patterns",
				            CONFLICT_MOST_STATES);
			const Choice choice = { taken, s };
			g_array_append_val(choices, choice);
			if (places->array)
				places->array[taken] = s;
			else
				g_hash_table_insert(places->table,
				                    g_memdup2(&taken, sizeof taken),
				                    GUINT_TO_POINTER(s));
		} while (next_choice(pattern, &taken));
	}
	return true;
}

/* A party's options by how they may be changed. */
typedef struct {
	uint64_t by[CONFLICT_N_DIRECTIONS];
} Control;

static Control
control_of(const Conflict *conflict, uint32_t party)
{
	Control control = { { 0 } };

	for (uint32_t k = 0; k < conflict->n_options; k++)
		if (conflict->options[k].party == party)
			control.by[conflict->options[k].direction] |= UINT64_C(1) << k;
	return control;
}

/* The options that the party may change where these are taken. */
static uint64_t
changeable(const Control *control, uint64_t taken)
{
	return control->by[CONFLICT_BOTH] | (control->by[CONFLICT_FORWARD] & ~taken) |
	       (control->by[CONFLICT_BACK] & taken);
}

/* How many patterns are tried for changes of these options: all of them, or all that are
 * states. */
static uint64_t
n_tried(uint64_t mask, const GArray *choices)
{
	int n = __builtin_popcountll(mask);

	return n < 32 ? MIN(UINT64_C(1) << n, choices->len) : choices->len;
}

static bool
check_number(const Conflict *conflict, const GArray *choices, GError **error)
{
	uint64_t n = 0;

	for (uint32_t i = 0; i < conflict->n_parties; i++) {
		Control control = control_of(conflict, i);

		for (guint k = 0; k < choices->len; k++)
			n += n_tried(
			    changeable(&control, g_array_index(choices, Choice, k).taken),
			    choices);
	}
	return n <= MOST_MOVES ||
	       fail(error, "more than %llu would have to be tried", MOST_MOVES);
}

static int
by_number(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

static bool
is_sorted(const uint32_t *numbers, size_t n)
{
	for (size_t k = 1; k < n; k++)
		if (numbers[k - 1] > numbers[k])
			return false;
	return true;
}

static void
add_target(GArray *to, uint32_t from, uint32_t target)
{
	if (target != CONFLICT_NOWHERE && target != from)
		g_array_append_val(to, target);
}

/* Where the party can go from a choice: ascending where states are in the order of their
 * options. */
static void
add_targets(const Places *places, const GArray *choices, uint64_t taken, uint64_t mask,
            uint32_t from, GArray *to)
{
	uint64_t kept = taken & ~mask, chosen = 0;

	if (n_tried(mask, choices) == choices->len) {
		for (guint k = 0; k < choices->len; k++) {
			const Choice *choice = &g_array_index(choices, Choice, k);

			if ((choice->taken & ~mask) == kept)
				add_target(to, from, choice->state);
		}
		return;
	}
	do {
		add_target(to, from, place(places, kept | chosen));
		chosen = (chosen - mask) & mask;
	} while (chosen);
}

static void
derive(Conflict *conflict, uint32_t party, const Places *places, const GArray *choices)
{
	g_autoptr(GArray) to = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	uint32_t *first = g_new0(uint32_t, conflict->n_states + 1);
	Control control = control_of(conflict, party);

	for (uint32_t s = 0; s < conflict->n_states; s++) {
		ConflictPattern pattern = conflict->states[s].pattern;
		uint64_t taken = first_choice(pattern);
		guint start = to->len, n_kept = start;

		do
			add_targets(places, choices, taken, changeable(&control, taken), s, to);
		while (next_choice(pattern, &taken));
		uint32_t *list = (uint32_t *)(void *)to->data;
		if (to->len > start && !is_sorted(list + start, to->len - start))
			qsort(list + start, to->len - start, sizeof *list, by_number);
		for (guint e = start; e < to->len; e++)
			if (e == start || list[e] != list[e - 1])
				list[n_kept++] = list[e];
		g_array_set_size(to, n_kept);
		first[s + 1] = n_kept;
	}
	guint n = to->len;
	take_moves(&conflict->parties[party],
	           (ConflictMoves){ first, n ? g_memdup2(to->data, sizeof(uint32_t) * n)
	                                     : g_new(uint32_t, 1) },
	           conflict->n_states);
}

bool
conflict_derive_moves(Conflict *conflict, GError **error)
{
	g_autoptr(GArray) choices = g_array_new(FALSE, FALSE, sizeof(Choice));
	g_autoptr(GHashTable) table = NULL;
	g_autofree uint32_t *array = NULL;

	if (conflict->n_options <= CONFLICT_MOST_FREE) {
		array = g_new(uint32_t, (size_t)1 << conflict->n_options);
		memset(array, 0xff, sizeof *array << conflict->n_options);
	} else {
		table = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	}
	const Places places = { array, table };
	if (!note_places(conflict, &places, choices, error) ||
	    !check_number(conflict, choices, error))
		return false;
	for (uint32_t i = 0; i < conflict->n_parties; i++)
		derive(conflict, i, &places, choices);
	return true;
}
