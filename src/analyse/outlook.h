#ifndef ANALYSE_OUTLOOK_H
#define ANALYSE_OUTLOOK_H

#include "model/conflict.h"
#include "model/stability.h"

/* A conflict as seen with some answers or ranks of its preferences other than they are told,
 * and one state's stability in it, found forwards from that state: for questions about few
 * states, where stability_solve() answers for all. */

typedef enum { COMPARED_NOT_BETTER, COMPARED_BETTER, COMPARED_UNKNOWN } Compared;

/* What if it were so: `party` prefers a, and all that is as good, to b, or it does not (and
 * does not prefer b either where `equal`, else prefers b). */
typedef struct {
	uint32_t party, a, b;
	int sign; /* 1: a is better; -1: b is; 0: neither */
} OutlookAnswer;

typedef struct {
	const Conflict *conflict;
	uint32_t *const *rank; /* by party, instead of the conflict's; or NULL */
	const OutlookAnswer *answers;
	size_t n_answers;
	UnknownType type;
} Outlook;

/* Whether the two are known to be as good for the party. */
bool outlook_alike(const Conflict *conflict, uint32_t party, uint32_t a, uint32_t b);

/* Whether the party prefers `x` to `s`. */
Compared outlook_compare(const Outlook *outlook, uint32_t party, uint32_t x, uint32_t s);

/* Whether the party may leave `s` for `t`; whether `x` deters it from having left `s`. */
bool outlook_leaves(const Outlook *outlook, uint32_t party, uint32_t s, uint32_t t);
bool outlook_deters(const Outlook *outlook, uint32_t party, uint32_t s, uint32_t x,
                    bool counter);

/* Whether the others answer the party's leaving `s` for `t`; `witness` says how, and is to be
 * cleared. */
bool outlook_answered(const Outlook *outlook, uint32_t party, Concept concept, uint32_t s,
                      uint32_t t, Witness *witness);

/* Whether `s` is stable for the party; for all parties. */
bool outlook_stable(const Outlook *outlook, uint32_t party, Concept concept, uint32_t s);
bool outlook_equilibrium(const Outlook *outlook, Concept concept, uint32_t s);

/* For each improvement of each party from `s`, the answer to it under the concept, appended to
 * `witnesses` (Witness). */
void outlook_witnesses(const Outlook *outlook, Concept concept, uint32_t s, GArray *witnesses);

/* Where members of `mask` (a bit a party) can come from `from` by a legal sequence of at least
 * one move, each of which improves for who makes it where `glad`: in how few moves, or
 * CONFLICT_NOWHERE; whether at all; by which steps (Step; NULL where they cannot). */
void outlook_distances(const Outlook *outlook, uint32_t mask, bool glad, uint32_t from,
                       uint32_t *distances);
void outlook_reach(const Outlook *outlook, uint32_t mask, bool glad, uint32_t from,
                   bool *reached);
GArray *outlook_path(const Outlook *outlook, uint32_t mask, bool glad, uint32_t from,
                     uint32_t to);

#endif
