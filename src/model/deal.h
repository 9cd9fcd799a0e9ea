#ifndef MODEL_DEAL_H
#define MODEL_DEAL_H

#include "model/bargain.h"

#include <entente/deal.h>

/* What the analysis of a bargaining model comes to, in plain numbers; made by analyse/, told by
 * tell/.  All lives in the arena. */

/* How many there are, as decimals: equal where the count is exact, else bounds. */
typedef struct {
	const char *least, *most;
} DealCount;

/* A package, an option an issue, and what it is worth: one number a party. */
typedef struct {
	const int *package;
	const double *utilities;
} DealPackage;

/* A number or package that one of many definitions gives. */
typedef struct {
	const char *name, *definition;
	bool found, is_exact;
	double value; /* of a number */
	DealPackage at;
} DealResult;

/* A share of an issue, of two parties, as Adjusted Winner divides it. */
typedef struct {
	size_t issue;
	int64_t n, d;     /* the first party's share, n / d in lowest terms */
	double points[2]; /* what the whole is worth to each, of 100 */
} DealShare;

typedef struct {
	bool applies;
	DealShare *shares;          /* one an issue */
	double points;              /* what each party gets, of 100 */
	int64_t points_n, points_d; /* the same as a fraction; d 0: too long to print */
} DealDivision;

/* A set of parties, of red lines: by index, ends with -1. */
typedef const int *DealSet;

typedef struct {
	const BargainDraft *draft;
	int *package;    /* with the status quo for what it does not speak of */
	bool is_whole;   /* all issues are settled by it or by the status quo */
	bool is_allowed; /* by the clauses */
	const double *utilities;
	DealSet refusing; /* the parties that do not accept it */
	bool is_accepted, is_efficient;
	double distance; /* the most that an efficient package which is worse for nobody gives
	                    every party more, as shares of the ranges of their utilities; else
	                    the sum of these; 0 where it is efficient */
	bool has_better;
	DealPackage
	    better; /* no party has less, some more; the one that gives the least more most */
	bool has_change;
	DealPackage
	    change; /* accepted, with the fewest issues changed; then the best for the worst */
	size_t n_changed;
	bool has_efficient_change;
	DealPackage efficient_change; /* on the front, no party worse, fewest issues changed */
	size_t n_efficient_changed;
} DealDraft;

typedef struct {
	size_t a, b;       /* parties */
	size_t give, take; /* issues: what a gives up and what it gets for it */
	int give_option, take_option;
	double gain_a, gain_b;
} DealTrade;

/* Of one issue alone: which options no red line on it alone forbids. */
typedef struct {
	bool *open; /* by option */
	size_t n_open;
	DealSet clashing; /* where none is open: red lines that leave none; else NULL */
} DealZone;

/* A probability estimated from samples, with its standard error. */
typedef struct {
	double share, error;
} DealChance;

typedef struct {
	DealPackage at;
	DealChance acceptable, efficient, nash;
} DealLikely;

typedef struct {
	const char *text; /* the question */
	size_t party;
	int issue;      /* -1: the fallback */
	double matters; /* how much of the spread of the conclusion it explains, 0 to 1 */
	double share_low, share_high; /* chance of a zone where the number is low, and high */
} DealQuestion;

struct EntenteDeal {
	Arena *arena;
	const EntenteBargain *model;
	EntenteBargain *own; /* the model, where it had to be made; or NULL */
	bool is_stopped;
	DealCount outcomes, acceptable, unanimous;
	DealCount *acceptable_to; /* by party */
	bool is_exact, is_rounded;
	double *error; /* by party, where it is not exact */
	size_t n_front;
	double *front;     /* of point i to party p at i * n_parties + p */
	uint32_t *options; /* of point i on issue j at i * n_issues + j */
	double *ties;      /* by point: packages that come to it; no fewer, where not all … */
	bool counts_ties;  /* … were counted */
	bool *accepted;    /* by point */
	double *best, *worst; /* by party, over all packages */
	double *threshold;    /* by party; NAN for none */
	bool has_zone;        /* some accepted package gives someone more than the fallback */
	DealResult *solutions, *oppositions;
	size_t n_solutions, n_oppositions;
	const DealResult *recommended; /* NULL: there is none */
	double *envy; /* of party p for q in the recommended package at p * n_parties + q, in
	                 p's points of 100; or NULL */
	const char *envy_definition;
	DealDivision division;
	double *shapley, *banzhaf;   /* of parties; NULL: too many of them */
	DealSet *winning, *blocking; /* minimal sets of parties, ends with NULL; or NULL */
	DealSet *refusing; /* minimal sets of parties that alone stand against some package */
	/* Of red lines: packages lost, shared by who is needed for it; NULL: too many packages.
	 */
	double *line_shapley, *line_banzhaf;
	double n_lost;
	/* Where every package crosses a red line: minimal sets that leave none, and minimal
	 * sets without which some are left; each ends with NULL. */
	DealSet *clashes, *relaxations;
	DealDraft *drafts;
	size_t n_drafts;
	const int *base; /* the package from which trades are counted, or NULL */
	DealTrade *trades;
	size_t n_trades;
	DealZone *zones; /* by issue */
	bool is_uncertain;
	size_t n_samples;    /* 0: not drawn, as it would take too long */
	bool concludes_zone; /* what questions matter for: whether there is a zone; else whether
	                        the recommended package is accepted */
	uint32_t seed;
	DealChance zone;
	DealLikely *likely;
	size_t n_likely;
	DealQuestion *questions;
	size_t n_questions;
};

#endif
