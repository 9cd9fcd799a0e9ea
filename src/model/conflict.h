#ifndef MODEL_CONFLICT_H
#define MODEL_CONFLICT_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

/* A conflict as the graph model for conflict resolution has it: decision makers with options,
 * the states that their choices make, who can move where, and what each prefers.
 * L. Fang, K. W. Hipel, D. M. Kilgour, Interactive Decision Making (1993). */

enum {
	CONFLICT_MOST_PARTIES = 16,
	CONFLICT_MOST_OPTIONS = 62, /* a choice is a bit */
	CONFLICT_MOST_FREE = 22,    /* options of which all patterns are tried */
	CONFLICT_MOST_STATES = 1u << 22,
	CONFLICT_MOST_PARTIAL = 2048, /* states between which preference may be unknown */
};

#define CONFLICT_NOWHERE UINT32_MAX

typedef enum {
	CONFLICT_BOTH,    /* reversible */
	CONFLICT_FORWARD, /* from N to Y only */
	CONFLICT_BACK,    /* from Y to N only */
	CONFLICT_N_DIRECTIONS
} ConflictDirection;

/* By the words of a conflict file. */
extern const char *const conflict_directions[];

typedef struct {
	const char *name;
	uint32_t party;
	ConflictDirection direction;
} ConflictOption;

/* Which options are taken: bit k of `taken` for option k; those in `open` are either, where
 * several patterns are one state. */
typedef struct {
	uint64_t taken, open;
} ConflictPattern;

typedef struct {
	int64_t id; /* any number, no index */
	ConflictPattern pattern;
	const char *label; /* or NULL */
} ConflictState;

/* From state s to each of to[first[s]] … to[first[s + 1] - 1], ascending. */
typedef struct {
	uint32_t *first, *to;
} ConflictMoves;

typedef struct {
	const char *name;
	ConflictMoves moves;
	ConflictMoves back; /* who can come here; the same arrays where all can be undone */
	uint32_t *rank;     /* of each state: 0 best, ties alike */
	uint32_t *band;     /* NULL; else a state of a higher one is greatly less preferred */
	uint64_t *unknown;  /* NULL; else bit a * n_states + b: not known which is better */
	const char **statements; /* NULL-terminated, most important first; NULL */
} ConflictParty;

typedef struct {
	Arena *arena;
	const char *title; /* or NULL */
	ConflictOption *options;
	uint32_t n_options;
	ConflictState *states;
	uint32_t n_states;
	ConflictParty *parties;
	uint32_t n_parties;
	uint32_t start;  /* the status quo */
	bool is_partial; /* some preference is unknown */
	bool has_strength;
	const char *caution; /* what of the file was passed over, or NULL */
} Conflict;

/* An empty conflict with its arena. */
Conflict *conflict_new(void);
void conflict_free(Conflict *conflict);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Conflict, conflict_free)

/* Makes the states that the options allow: all patterns but those that fit one of `infeasible`;
 * patterns that fit one of `same` are one state.  The id of a state is the sum of 2^k over its
 * options taken.  Fails with ENTENTE_ERROR_INPUT where these are too many or none. */
bool conflict_derive_states(Conflict *conflict, const ConflictPattern *infeasible,
                            size_t n_infeasible, const ConflictPattern *same, size_t n_same,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Makes each party's moves: any change of its own options that their directions allow and that
 * leads to another state.  Fails with ENTENTE_ERROR_INPUT where two states fit one pattern, or
 * where there are too many. */
bool conflict_derive_moves(Conflict *conflict, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Sets a party's moves, pairs of indices of states, in any order, more than once or not. */
void conflict_set_moves(Conflict *conflict, uint32_t party, uint32_t (*pairs)[2], size_t n);

/* Whether a choice that fits one may fit the other. */
static inline bool
conflict_patterns_meet(ConflictPattern a, ConflictPattern b)
{
	return !((a.taken ^ b.taken) & ~(a.open | b.open));
}

static inline bool
conflict_is_unknown(const Conflict *conflict, const ConflictParty *party, uint32_t a,
                    uint32_t b)
{
	size_t bit = (size_t)a * conflict->n_states + b;

	return party->unknown && (party->unknown[bit / 64] >> (bit % 64) & 1);
}

/* The index of the state of this id, or CONFLICT_NOWHERE. */
uint32_t conflict_find(const Conflict *conflict, int64_t id);

#endif
