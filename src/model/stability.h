#ifndef MODEL_STABILITY_H
#define MODEL_STABILITY_H

#include "model/bargain.h"
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

/* Four ways to take what is not known, after K. W. Li, K. W. Hipel, D. M. Kilgour, L. Fang,
 * IEEE Trans. SMC A 34 (2004). */
typedef enum { UNKNOWN_A, UNKNOWN_B, UNKNOWN_C, UNKNOWN_D, N_UNKNOWN_TYPES } UnknownType;

typedef struct {
	const char *code;
	const char *definition;
	bool leaves;   /* a party leaves for what may be better */
	bool deterred; /* and is deterred by what may be better */
} UnknownFacts;

extern const UnknownFacts unknown_facts[N_UNKNOWN_TYPES];

typedef struct {
	uint32_t party, state;
} Step;

/* What follows if `party` leaves `state` for `target`. */
typedef struct {
	uint32_t party, state, target;
	Concept concept;
	bool answered; /* the others can make it no better: by these steps */
	GArray *steps; /* Step; NULL where it is not answered */
} Witness;

void witness_clear(Witness *witness);

/* A state that all of a coalition prefer, and that they can reach together. */
typedef struct {
	uint32_t mask, from, to; /* a bit a member */
} CoalitionMove;

typedef struct {
	GArray *moves;   /* CoalitionMove: by size of coalition, members, state */
	uint8_t *stable; /* by state: bits of the concepts under which no coalition leaves it */
} Coalitions;

void coalitions_free(Coalitions *coalitions);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Coalitions, coalitions_free)

/* A change of what a party prefers. */
typedef enum {
	CHANGE_SPOIL,  /* `state` is no better for it than the chosen one: a sanction, an
	                  enforcement, a side payment for staying */
	CHANGE_COMMIT, /* it would go from `from` to `state`: a guarantee to answer */
} ChangeKind;

typedef struct {
	ChangeKind kind;
	uint32_t party, state, from;
} Change;

typedef struct {
	uint32_t state;
	Concept concept;
	GArray
	    *changes; /* Change; empty where it is stable as it is, NULL where none was found */
	bool is_confirmed; /* solved again as a whole */
	bool is_cut;       /* not all was tried: there may be a set of up to `most` changes */
	guint most;
} Guarantee;

void guarantee_clear(Guarantee *guarantee);

/* A comparison whose answer changes which verdicts hold. */
typedef struct {
	uint32_t party, a, b;
	bool is_unknown; /* else the answer is told, and the other one would change it */
	uint8_t
	    types[3]; /* bits of UnknownType: equilibrium if a is better, alike, b is better */
} Flip;

/* I. W. Zartman, The timing of peace initiatives, Global Review of Ethnopolitics 1 (2001): the
 * status quo is a stalemate that nobody can leave alone for the better, and there is a way out
 * that is better for all and holds. */
typedef struct {
	bool is_ripe;
	bool is_stalemate;
	uint32_t leaver, leaves_to; /* where it is none */
	uint32_t exit;              /* or CONFLICT_NOWHERE */
	GArray *steps;              /* the way there; NULL */
	Concept concept;            /* under which the way out holds */
} Ripeness;

void ripeness_clear(Ripeness *ripeness);

/* What a party would have to find of a state for another to be stable for it: `target`, or one
 * of the sanctions, no better than that. */
typedef struct {
	uint32_t party, target;
	GArray *sanctions, *credible; /* uint32_t: reached by the others' moves, by their
	                                 improvements */
} Condition;

void condition_clear(Condition *condition);

/* A package of a bargaining model that may be signed. */
typedef struct {
	const char *name;
	const int *package; /* an option an issue */
} TreatyPackage;

/* Whether a package enforces itself between parties that meet again and again. */
typedef struct {
	const char *package, *party;
	double temptation; /* what reneging alone adds to keeping it */
	double surplus;    /* what keeping it adds to the breakdown */
	double patience;   /* the least discount factor at which it keeps it; infinite: none */
	double patience_guaranteed; /* the same where half the temptation is taken away */
	double discount;            /* the party's, as the model tells */
} Pact;

enum { MOST_HORIZON = 6 };

/* All that is told of a conflict. */
typedef struct {
	const Conflict *conflict;
	Concept concept; /* for what is told of one state */
	Stability *stability;
	Stability *types[N_UNKNOWN_TYPES]; /* NULL unless some preference is unknown */
	bool *simultaneous; /* [n_parties * n_states]; NULL where options do not say what two
	                       moves make together */
	uint8_t *horizon; /* [2 * n_states]: bit h: stable when h moves are foreseen; or NULL */
	Coalitions *coalitions;               /* or NULL */
	bool is_stopped; /* before coalitions were looked at */
	uint32_t *by_moves, *by_improvements; /* by state: in how many moves from the status
	                                         quo; or CONFLICT_NOWHERE */
	Ripeness ripeness;
	GArray *witnesses; /* Witness, of the states that are told of */
	uint32_t focus;    /* a chosen state, or CONFLICT_NOWHERE */
	Guarantee guarantee;
	GArray *flips;                 /* Flip */
	GArray *conditions;            /* Condition */
	const EntenteBargain *model;   /* that the conflict was made of, or NULL */
	const TreatyPackage *packages; /* of it */
	size_t n_packages;
	GArray *pacts; /* Pact, of a bargaining model; or NULL */
	bool is_large; /* nothing but `stability` */
} StableReport;

void stable_report_free(StableReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StableReport, stable_report_free)

#endif
