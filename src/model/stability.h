#ifndef MODEL_STABILITY_H
#define MODEL_STABILITY_H

#include "model/conflict.h"

/* What an analysis of a conflict found; src/analyse/ makes it, src/tell/ tells it. */

/* A state is stable for a party if each of its improvements (moves to a state that it prefers)
 * is deterred.  The concepts differ in what deters. */
typedef enum {
	CONCEPT_R,    /* nothing: there is no improvement */
	CONCEPT_GMR,  /* the others can make it no better than it was */
	CONCEPT_SMR,  /* and the party cannot mend that by one more move */
	CONCEPT_SEQ,  /* the others can, by moves that each improve for who makes them */
	CONCEPT_SSEQ, /* both */
	N_CONCEPTS
} Concept;

typedef struct {
	const char *code; /* as in files */
	const char *name;
	const char *definition; /* "A state is stable if …" */
	const char *source;
	bool credible; /* the others make moves that improve for the mover alone */
	bool counter;  /* the party may move once more */
} ConceptFacts;

extern const ConceptFacts concept_facts[N_CONCEPTS];

/* Bits 1 << concept for each state. */
typedef struct {
	uint8_t *stable; /* [n_parties * n_states] */
	uint8_t *strong; /* the same where every sanction is greatly less preferred, or NULL */
	uint32_t n_states, n_parties;
} Stability;

void stability_free(Stability *stability);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Stability, stability_free)

static inline bool
stability_is(const Stability *stability, uint32_t party, uint32_t state, Concept concept)
{
	return stability->stable[(size_t)party * stability->n_states + state] >> concept & 1;
}

/* The concepts (bits) under which a state is stable for all. */
uint8_t stability_equilibria(const Stability *stability, uint32_t state);
uint8_t stability_strong_equilibria(const Stability *stability, uint32_t state);

#endif
