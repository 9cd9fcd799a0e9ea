#ifndef TEXT_PARSE_ARCS_H
#define TEXT_PARSE_ARCS_H

#include "text/parse.h"

#include <string.h>

/* The arc-hybrid transition system, shared by training and parsing.
 *
 * Words are 1..n and wait in a queue that ends with the root, n + 1.  SHIFT moves the first of
 * the queue on the stack; LEFT makes the top of the stack a dependent of the first of the
 * queue, RIGHT of the word below it on the stack; either takes it off.  A sentence of n words
 * takes 2n transitions.  M. Kuhlmann, C. Gomez-Rodriguez, G. Satta, ACL 2011. */

enum { PIECE_MAX = 400 }; /* words of a sentence read at once */

typedef enum { ACTION_SHIFT, ACTION_LEFT, ACTION_RIGHT, N_ACTIONS } Action;

/* The words that a decision looks at: the stack's top three and the first of the queue. */
enum { SLOT_S2, SLOT_S1, SLOT_S0, SLOT_B0, N_SLOTS };

/* What else it looks at, each one row of a table. */
enum {
	N_MARKS = 7,
	DISTANCES = 10,
	CHILD_LABELS = N_RELATIONS + 1,
	MARK_ROWS = 5 * CHILD_LABELS + 2 * DISTANCES
};

typedef struct {
	uint16_t n, next, depth;
	uint16_t stack[PIECE_MAX + 1];
	uint16_t head[PIECE_MAX + 2]; /* by word, from 1; n + 1 is the root */
	uint8_t relation[PIECE_MAX + 2];
	uint8_t left[PIECE_MAX + 2]; /* relation + 1 of the outermost dependent; 0: none */
	uint8_t right[PIECE_MAX + 2];
} Arcs;

static inline void
arcs_start(Arcs *arcs, size_t n)
{
	arcs->n = (uint16_t)n;
	arcs->next = 1;
	arcs->depth = 0;
	memset(arcs->left, 0, n + 2);
	memset(arcs->right, 0, n + 2);
	memset(arcs->head, 0, (n + 2) * sizeof(uint16_t));
}

static inline bool
arcs_done(const Arcs *arcs)
{
	return arcs->next > arcs->n && arcs->depth == 0;
}

/* The k-th word from the top of the stack, 0 where it is not so deep. */
static inline unsigned
arcs_stack(const Arcs *arcs, unsigned k)
{
	return arcs->depth > k ? arcs->stack[arcs->depth - 1 - k] : 0;
}

/* One root only: when the queue holds just the root, the stack is first reduced to one word. */
static inline bool
arcs_allows(const Arcs *arcs, Action action)
{
	switch (action) {
	case ACTION_SHIFT: return arcs->next <= arcs->n;
	case ACTION_LEFT: return arcs->depth == 1 || (arcs->depth > 1 && arcs->next <= arcs->n);
	default: return arcs->depth >= 2;
	}
}

static inline void
arcs_apply(Arcs *arcs, Action action, Relation relation)
{
	if (action == ACTION_SHIFT) {
		arcs->stack[arcs->depth++] = arcs->next++;
		return;
	}
	unsigned word = arcs->stack[--arcs->depth];
	unsigned head = action == ACTION_LEFT ? arcs->next : arcs->stack[arcs->depth - 1];
	arcs->head[word] = (uint16_t)head;
	arcs->relation[word] = (uint8_t)relation;
	if (action == ACTION_LEFT)
		arcs->left[head] = (uint8_t)(relation + 1);
	else
		arcs->right[head] = (uint8_t)(relation + 1);
}

static inline unsigned
distance_class(unsigned from, unsigned to)
{
	unsigned d = to - from;

	if (!from)
		return 0;
	return d <= 4 ? d : d <= 6 ? 5 : d <= 9 ? 6 : d <= 14 ? 7 : d <= 24 ? 8 : 9;
}

/* The words at the slots (0: none) and the rows of the marks. */
static inline void
arcs_look(const Arcs *arcs, unsigned slots[N_SLOTS], unsigned marks[N_MARKS])
{
	unsigned s0 = arcs_stack(arcs, 0), s1 = arcs_stack(arcs, 1), b0 = arcs->next;

	slots[SLOT_S2] = arcs_stack(arcs, 2);
	slots[SLOT_S1] = s1;
	slots[SLOT_S0] = s0;
	slots[SLOT_B0] = b0;
	marks[0] = arcs->left[s0];
	marks[1] = CHILD_LABELS + arcs->right[s0];
	marks[2] = 2 * CHILD_LABELS + arcs->left[s1];
	marks[3] = 3 * CHILD_LABELS + arcs->right[s1];
	marks[4] = 4 * CHILD_LABELS + arcs->left[b0];
	marks[5] = 5 * CHILD_LABELS + distance_class(s0, b0);
	marks[6] = 5 * CHILD_LABELS + DISTANCES + distance_class(s1, s0);
}

#endif
