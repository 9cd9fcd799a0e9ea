#ifndef TEXT_PARSE_SHAPE_H
#define TEXT_PARSE_SHAPE_H

#include "base/recurrence.h"
#include "text/parse-arcs.h"

/* The network's sizes and its two activations, shared by training and parsing.
 *
 *	x  = sum of the word's embedding rows                              EMBED
 *	y  = x + relu(window of three x)                                   EMBED
 *	o1 = forward and backward gated recurrence over y                  WIDTH
 *	o2 = o1 + the same over o1                                         WIDTH
 *	tags from o1; names and the parser's slots from o2
 *	a decision's hidden layer = relu(sum of four slots and the marks)  HIDDEN
 *
 * (base/recurrence.h) */

enum {
	EMBED = SYNTAX_EMBED,
	WIDTH = SYNTAX_CONTEXT,
	UNITS = RECURRENCE_UNITS,
	GATES = RECURRENCE_GATES,
	LAYERS = 2,
	HIDDEN = 128,
	TAGS = 72,                 /* N_UPOS + N_XPOS, filled up */
	NAME_TAGS = 16,            /* 1 + 2 for each class, filled up */
	ACTIONS = 8,               /* N_ACTIONS, filled up */
	LABELS = 56,               /* N_RELATIONS, filled up */
	ABSENT_ROWS = N_SLOTS + 1, /* hidden rows of an empty slot; the last: the root in B0 */
};

/* tanh by a Pade approximant that meets 1 at 3 with slope 0; only exact operations. */
static inline float
squash(float x)
{
	x = x > 3 ? 3 : x < -3 ? -3 : x;
	return x * (27 + x * x) / (27 + 9 * x * x);
}

static inline float
gate(float x)
{
	return 0.5f + 0.5f * squash(0.5f * x);
}

#endif
