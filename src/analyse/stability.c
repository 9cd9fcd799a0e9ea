/* Stability of every state for every party, by sweeps against the moves.
 *
 * A party's improvement to t is deterred if the worst that its opponents can do from t is no
 * better than where it left: so one number a state decides, the worst value that legal
 * sequences (several moves, no party twice in a row) reach from t.  The value of a state is its
 * rank, or, where the party may answer, the best rank within one move of it.  States are taken
 * worst first; from each, moves are followed backwards over nodes (state, party that moved
 * there), each node once, so what a node is reached with first is its answer.  Of a state's
 * nodes either none is known, or all but one (who moves on may not have moved before), or all:
 * one byte.
 *
 * The tests compare with a solver in matrix form (tests/unit/test-stability.c); bench/stable.c
 * measures. */
#include "analyse/stability.h"

#include "base/crew.h"

#include <string.h>

/* What is known of a state's nodes: NONE, all but that of party j (1 + j), or ALL. */
enum { NONE = 0, ALL = 63, STARTED = 1 << 7, ANY = 255 };

/* A state whose nodes are to be followed back: all, all but one, or only one. */
typedef struct {
	uint32_t state;
	uint8_t but, only;
} Pending;

/* Of each party against the moves: who can come to a state, or who would gladly. */
typedef struct {
	const Conflict *conflict;
	const ConflictMoves *back[CONFLICT_MOST_PARTIES];
	uint32_t party;
	uint32_t *worst; /* 1 + the worst value reached from a state; 0: nothing is reached */
	uint8_t *known;  /* of each state's nodes; STARTED where `worst` is set */
	Pending *pending;
	size_t n_pending;
	uint32_t n_left; /* states whose `worst` will still be set */
} Sweep;

/* `mover` can go from `state` to a node whose worst value is known. */
static inline void
touch(Sweep *sweep, uint32_t state, uint8_t mover, uint32_t worst)
{
	uint8_t known = sweep->known[state], nodes = known & ALL;

	if (!(known & STARTED)) {
		sweep->worst[state] = worst;
		sweep->n_left--;
	}
	if (nodes == NONE) {
		sweep->pending[sweep->n_pending++] = (Pending){ state, mover, ANY };
		nodes = mover + 1;
	} else if (nodes != ALL && nodes != mover + 1) {
		sweep->pending[sweep->n_pending++] = (Pending){ state, ANY, nodes - 1 };
		nodes = ALL;
	}
	sweep->known[state] = STARTED | nodes;
}

/* All from which `mover` can go to `state`. */
static void
follow(Sweep *sweep, uint32_t state, uint32_t mover, uint32_t worst)
{
	const ConflictMoves *back = sweep->back[mover];
	uint32_t end = back->first[state + 1];

	for (uint32_t e = back->first[state]; e < end; e++)
		if (sweep->known[back->to[e]] != (STARTED | ALL))
			touch(sweep, back->to[e], (uint8_t)mover, worst);
}

/* Lists lie anywhere in memory, so they are asked for some steps before they are read: first
 * where they begin, then they themselves. */
static inline void
ask_ahead(const Sweep *sweep, size_t k)
{
	enum { FAR = 8, NEAR = 4, LINE = 64 / sizeof(uint32_t) };
	const Pending *far = &sweep->pending[MIN(k + FAR, sweep->n_pending - 1)];
	const Pending *near = &sweep->pending[MIN(k + NEAR, sweep->n_pending - 1)];

	for (uint32_t j = 0; j < sweep->conflict->n_parties; j++) {
		const ConflictMoves *back = sweep->back[j];

		__builtin_prefetch(&back->first[far->state]);
		if (j == sweep->party || j == near->but ||
		    (near->only != ANY && near->only != j))
			continue;
		__builtin_prefetch(&back->to[back->first[near->state]]);
		__builtin_prefetch(&back->to[back->first[near->state] + LINE]);
	}
}

static void
follow_pending(Sweep *sweep, uint32_t worst)
{
	for (size_t k = 0; k < sweep->n_pending; k++) {
		Pending at = sweep->pending[k];

		ask_ahead(sweep, k);
		for (uint32_t j = 0; j < sweep->conflict->n_parties; j++)
			if (j != sweep->party && j != at.but &&
			    (at.only == ANY || at.only == j))
				follow(sweep, at.state, j, worst);
	}
	sweep->n_pending = 0;
}

/* The state ends a sequence: its nodes that nothing worse was known of are known now. */
static void
end_at(Sweep *sweep, uint32_t state, uint32_t value)
{
	uint8_t nodes = sweep->known[state] & ALL;

	if (nodes == ALL)
		return;
	sweep->known[state] |= ALL;
	sweep->pending[sweep->n_pending++] =
	    (Pending){ state, ANY, nodes == NONE ? ANY : nodes - 1 };
	follow_pending(sweep, value + 1);
}

/* Against the moves of the party, those that improve for it alone. */
static ConflictMoves
gladly(const ConflictParty *party, uint32_t n_states)
{
	const ConflictMoves *back = &party->back;
	ConflictMoves glad = { g_new(uint32_t, n_states + 1), NULL };
	uint32_t n = 0;

	for (uint32_t t = 0; t < n_states; t++)
		for (uint32_t e = back->first[t]; e < back->first[t + 1]; e++)
			n += party->rank[back->to[e]] > party->rank[t];
	glad.to = g_new(uint32_t, (size_t)n + 1); /* the one behind the end is written, too */
	n = 0;
	for (uint32_t t = 0; t < n_states; t++) {
		uint32_t here = party->rank[t];

		glad.first[t] = n;
		for (uint32_t e = back->first[t]; e < back->first[t + 1]; e++) {
			glad.to[n] = back->to[e];
			n += party->rank[back->to[e]] > here;
		}
	}
	glad.first[n_states] = n;
	return glad;
}

/* What all parties' analyses work with. */
typedef struct {
	const Conflict *conflict;
	ConflictMoves glad[CONFLICT_MOST_PARTIES];
	uint8_t *leaves; /* [n_parties * n_states]: the party would gladly go from there */
	Stability *stability;
} Job;

/* How many states some opponent can leave, by an improvement where it has to be one. */
static uint32_t
count_left(const Job *job, uint32_t party, bool credible)
{
	const Conflict *conflict = job->conflict;
	uint32_t n = 0;

	for (uint32_t s = 0; s < conflict->n_states; s++) {
		bool can = false;

		for (uint32_t j = 0; j < conflict->n_parties; j++) {
			const uint32_t *first = conflict->parties[j].moves.first;

			can |= j != party &&
			       (credible ? job->leaves[(size_t)j * conflict->n_states + s]
			                 : first[s] < first[s + 1]);
		}
		n += can;
	}
	return n;
}

/* The rank of each state, or the best within one more move. */
static void
set_values(const Conflict *conflict, const ConflictParty *party, bool counter, uint32_t *value)
{
	memcpy(value, party->rank, sizeof *value * conflict->n_states);
	for (uint32_t s = 0; counter && s < conflict->n_states; s++)
		for (uint32_t e = party->moves.first[s]; e < party->moves.first[s + 1]; e++)
			value[s] = MIN(value[s], party->rank[party->moves.to[e]]);
}

/* States by value, the worst (highest) first. */
static void
sort_by_value(const uint32_t *value, uint32_t n, uint32_t *order)
{
	g_autofree uint32_t *at = g_new0(uint32_t, n + 1);

	for (uint32_t s = 0; s < n; s++)
		at[value[s]]++;
	for (uint32_t v = n, sum = 0; v-- > 0;) {
		uint32_t here = at[v];

		at[v] = sum;
		sum += here;
	}
	for (uint32_t s = 0; s < n; s++)
		order[at[value[s]]++] = s;
}

static uint32_t *
bands_of_ranks(const ConflictParty *party, uint32_t n)
{
	uint32_t *bands = g_new0(uint32_t, n);

	for (uint32_t s = 0; party->band && s < n; s++)
		bands[party->rank[s]] = party->band[s];
	return bands;
}

/* Strikes out the states from which an improvement is not deterred. */
static void
strike(const Job *job, uint32_t i, Concept concept, const uint32_t *worst)
{
	const ConflictParty *party = &job->conflict->parties[i];
	const ConflictMoves *glad = &job->glad[i];
	uint32_t n = job->conflict->n_states;
	uint8_t *stable = job->stability->stable + (size_t)i * n;
	uint8_t *strong =
	    job->stability->strong ? job->stability->strong + (size_t)i * n : NULL;
	g_autofree uint32_t *bands = strong ? bands_of_ranks(party, n) : NULL;

	for (uint32_t t = 0; t < n; t++) {
		uint32_t worst_here = worst[t];

		for (uint32_t e = glad->first[t]; e < glad->first[t + 1]; e++) {
			uint32_t s = glad->to[e];
			bool held = worst_here > party->rank[s];

			stable[s] &= (uint8_t) ~((unsigned)!held << concept);
			if (strong &&
			    !(held && party->band && bands[worst_here - 1] > party->band[s]))
				strong[s] &= (uint8_t) ~(1u << concept);
		}
	}
}

static void
solve_party(gpointer task, gpointer tools, gpointer user_data)
{
	static const Concept by_values[] = { CONCEPT_GMR, CONCEPT_SEQ, CONCEPT_SMR,
		                             CONCEPT_SSEQ };
	const Job *job = user_data;
	uint32_t i = GPOINTER_TO_UINT(task) - 1, n = job->conflict->n_states;
	g_autofree uint32_t *worst = g_new(uint32_t, n), *value = g_new(uint32_t, n);
	g_autofree uint32_t *order = g_new(uint32_t, n);
	g_autofree uint8_t *known = g_new(uint8_t, n);
	g_autofree Pending *pending = g_new(Pending, 2 * (size_t)n);
	Sweep sweep = { .conflict = job->conflict,
		        .party = i,
		        .worst = worst,
		        .known = known,
		        .pending = pending };

	(void)tools;
	for (size_t k = 0; k < G_N_ELEMENTS(by_values); k++) {
		const ConceptFacts *facts = &concept_facts[by_values[k]];

		for (uint32_t j = 0; j < job->conflict->n_parties; j++)
			sweep.back[j] =
			    facts->credible ? &job->glad[j] : &job->conflict->parties[j].back;
		if (!k || facts->counter != concept_facts[by_values[k - 1]].counter) {
			set_values(job->conflict, &job->conflict->parties[i], facts->counter,
			           value);
			sort_by_value(value, n, order);
		}
		sweep.n_left = count_left(job, i, facts->credible);
		memset(worst, 0, sizeof *worst * n);
		memset(known, 0, n);
		for (uint32_t s = 0; s < n && sweep.n_left; s++)
			end_at(&sweep, order[s], value[order[s]]);
		strike(job, i, by_values[k], worst);
	}
}

/* A state that the party would not gladly leave is stable whatever follows. */
static void
strike_nash(const Job *job, uint32_t i)
{
	const ConflictMoves *glad = &job->glad[i];
	uint32_t n = job->conflict->n_states;
	uint8_t *leaves = job->leaves + (size_t)i * n;

	for (uint32_t e = 0; e < glad->first[n]; e++)
		leaves[glad->to[e]] = 1;
	for (uint32_t s = 0; s < n; s++)
		job->stability->stable[(size_t)i * n + s] = (1 << N_CONCEPTS) - 1 - leaves[s];
}

static gpointer
take_no_tools(gpointer user_data)
{
	return user_data;
}

static void
drop_nothing(gpointer tools)
{
	(void)tools;
}

static bool
go_on(gpointer task, gpointer user_data)
{
	(void)task;
	(void)user_data;
	return true;
}

Stability *
stability_solve(const Conflict *conflict, unsigned n_threads)
{
	static const CrewPlan plan = { take_no_tools, drop_nothing, solve_party, go_on,
		                       drop_nothing };
	size_t size = (size_t)conflict->n_parties * conflict->n_states;
	Stability *stability = g_new0(Stability, 1);
	g_autofree uint8_t *leaves = g_new0(uint8_t, size);
	Job job = { .conflict = conflict, .leaves = leaves, .stability = stability };

	stability->n_states = conflict->n_states;
	stability->n_parties = conflict->n_parties;
	stability->stable = g_new0(uint8_t, size);
	for (uint32_t i = 0; i < conflict->n_parties; i++) {
		job.glad[i] = gladly(&conflict->parties[i], conflict->n_states);
		strike_nash(&job, i);
	}
	if (conflict->has_strength)
		stability->strong = g_memdup2(stability->stable, size);
	g_autoptr(Crew) crew = crew_new(&plan, MIN(n_threads, conflict->n_parties), &job);
	for (uint32_t i = 0; i < conflict->n_parties; i++)
		crew_give(crew, GUINT_TO_POINTER(i + 1), 1);
	crew_finish(crew);
	for (uint32_t i = 0; i < conflict->n_parties; i++) {
		g_free(job.glad[i].first);
		g_free(job.glad[i].to);
	}
	return stability;
}
