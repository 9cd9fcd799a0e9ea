/* Two more concepts, which look at other answers than sequences of moves: the others move at
 * the same time; or two parties foresee a number of moves. */
#include "analyse/stability.h"

enum { MOST_JOINT = 1 << 20 }; /* joint choices tried for one improvement */

/* The bits of the options of the party. */
static uint64_t
options_of(const Conflict *conflict, uint32_t party)
{
	uint64_t mask = 0;

	for (uint32_t k = 0; k < conflict->n_options; k++)
		mask |= (uint64_t)(conflict->options[k].party == party) << k;
	return mask;
}

static ConflictPattern
with_part(ConflictPattern whole, ConflictPattern part, uint64_t mask)
{
	return (ConflictPattern){ (whole.taken & ~mask) | (part.taken & mask),
		                  (whole.open & ~mask) | (part.open & mask) };
}

/* One improvement of `party` from `state`, whose options are joined with the others' choices,
 * one party after the other. */
typedef struct {
	const Conflict *conflict;
	uint32_t party, state;
	size_t n_tried;
} Joint;

static bool
is_sanction(const Joint *joint, ConflictPattern pattern)
{
	const Conflict *conflict = joint->conflict;
	const uint32_t *rank = conflict->parties[joint->party].rank;

	for (uint32_t x = 0; x < conflict->n_states; x++)
		if (rank[x] >= rank[joint->state] &&
		    conflict_patterns_meet(conflict->states[x].pattern, pattern))
			return true;
	return false;
}

static bool
joins(Joint *joint, ConflictPattern pattern, uint32_t next)
{
	const Conflict *conflict = joint->conflict;

	while (next == joint->party)
		next++;
	if (next >= conflict->n_parties)
		return joint->n_tried++ < MOST_JOINT && is_sanction(joint, pattern);
	const ConflictParty *other = &conflict->parties[next];
	uint64_t mask = options_of(conflict, next);
	uint32_t s = joint->state;

	if (joins(joint, pattern, next + 1)) /* it stays */
		return true;
	for (uint32_t e = other->moves.first[s]; e < other->moves.first[s + 1]; e++) {
		uint32_t t = other->moves.to[e];

		if (other->rank[t] < other->rank[s] &&
		    joins(joint, with_part(pattern, conflict->states[t].pattern, mask),
		          next + 1))
			return true;
	}
	return false;
}

bool *
stability_simultaneous(const Conflict *conflict)
{
	if (!conflict->n_options)
		return NULL;
	bool *stable = g_new0(bool, (size_t)conflict->n_parties * conflict->n_states);

	for (uint32_t i = 0; i < conflict->n_parties; i++) {
		const ConflictParty *party = &conflict->parties[i];
		uint64_t mask = options_of(conflict, i);

		for (uint32_t s = 0; s < conflict->n_states; s++) {
			bool *verdict = &stable[(size_t)i * conflict->n_states + s];

			*verdict = true;
			for (uint32_t e = party->moves.first[s]; e < party->moves.first[s + 1];
			     e++) {
				uint32_t t = party->moves.to[e];
				Joint joint = { conflict, i, s, 0 };
				ConflictPattern start =
				    with_part(conflict->states[s].pattern,
				              conflict->states[t].pattern, mask);

				if (party->rank[t] < party->rank[s] && !joins(&joint, start, 0))
					*verdict = false;
			}
		}
	}
	return stable;
}

/* Where `mover` expects to end from each state, given where the other, moving next with one
 * move less to foresee, expects to. */
static void
foresee(const ConflictParty *mover, const uint32_t *other_ends, uint32_t n, uint32_t *ends)
{
	for (uint32_t s = 0; s < n; s++) {
		ends[s] = s;
		for (uint32_t e = mover->moves.first[s]; e < mover->moves.first[s + 1]; e++) {
			uint32_t end = other_ends[mover->moves.to[e]];

			if (mover->rank[end] < mover->rank[ends[s]])
				ends[s] = end;
		}
	}
}

uint8_t *
stability_horizon(const Conflict *conflict)
{
	uint32_t n = conflict->n_states;

	if (conflict->n_parties != 2)
		return NULL;
	uint8_t *stable = g_new0(uint8_t, 2 * (size_t)n);
	g_autofree uint32_t *ends = g_new(uint32_t, 4 * (size_t)n);
	uint32_t *before = ends, *after = ends + 2 * (size_t)n;

	for (uint32_t s = 0; s < n; s++)
		before[s] = before[n + s] = s;
	for (int h = 1; h <= MOST_HORIZON; h++) {
		for (uint32_t i = 0; i < 2; i++)
			foresee(&conflict->parties[i], before + (1 - i) * n, n, after + i * n);
		for (size_t k = 0; k < 2 * (size_t)n; k++)
			stable[k] |= (uint8_t)((after[k] == k % n) << h);
		uint32_t *kept = before;
		before = after;
		after = kept;
	}
	return stable;
}
