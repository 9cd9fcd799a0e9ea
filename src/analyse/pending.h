#ifndef ANALYSE_PENDING_H
#define ANALYSE_PENDING_H

#include "analyse/space.h"

/* What a beginning of a package leaves pending.
 *
 * Issues are settled one after the other, in an order that keeps few terms (interactions,
 * clauses) pending.  A term that lies open has a bit of its own from the issue that begins it
 * to the one that ends it; set: all its conditions so far hold.  Beginnings with the same bits
 * have the same to come. */

typedef uint64_t Word;
enum { WORD_BITS = 64 };

/* A term that ends with this issue: its bit, and what it does. */
typedef struct {
	size_t bit;
	const SpaceTerm *term;
} Ending;

typedef struct {
	const Space *space;
	size_t *order; /* the issues */
	size_t n_words;
	bool **needed; /* by issue, then option: no other one is better whatever the rest */
	/* Of the issue at hand. */
	size_t depth, issue;
	Word *keep;      /* by option: bits that are not cleared by it */
	Word *begin;     /* by option: bits of terms that begin here and hold */
	Word *end;       /* bits of terms that end here */
	Word *pays;      /* bits of terms that add something, and are not hard */
	GArray *endings; /* Ending */
	GArray *alone;   /* const SpaceTerm *: of this issue alone */
	size_t *bit_of;  /* by term */
	size_t *left;    /* by term: conditions from this issue on */
} Pending;

/* What an option leads to. */
typedef struct {
	uint32_t option;
	Word *state;
	int64_t *add;
	bool dropped;
} Way;

Pending *pending_new(const Space *space);
void pending_free(Pending *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Pending, pending_free)

/* To the first issue of the order, and to the next one. */
void pending_restart(Pending *self);
void pending_advance(Pending *self);

/* Room for the ways of the issue at hand; g_free() frees it. */
Way *pending_ways_new(const Pending *self);

/* The ways on from these bits; how many there are. */
size_t pending_ways(const Pending *self, const Word *before, Way *ways);

/* The same, less those that no point of the front needs. */
size_t pending_needed_ways(const Pending *self, const Word *before, Way *ways);

#endif
