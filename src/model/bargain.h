#ifndef MODEL_BARGAIN_H
#define MODEL_BARGAIN_H

#include "base/arena.h"

#include <entente/bargain.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>

/* The bargaining model: who decides about what, what each party makes of each option, and what
 * it will not have.  Plain structs; the JSON of it is described in entente-model(5).
 *
 * Issues, options and parties are known by their index everywhere.  A number that is not known
 * is an interval, so that nothing is made up; what nobody said anything of says `assumed`. */

/* What this program takes; a model beyond it is refused with the limit named. */
enum {
	BARGAIN_MOST_PARTIES = 64,
	BARGAIN_MOST_ISSUES = 1000,
	BARGAIN_MOST_OPTIONS = 10000, /* of one issue */
	BARGAIN_MOST_TERMS = 10000,   /* each: interactions, clauses, red lines, drafts */
	BARGAIN_MOST_VALUES =
	    10000000, /* options of all issues, for each party and five more */
};

/* Utilities are no further from 0 than this, each number of them. */
#define BARGAIN_LARGEST 1e9

/* All that is known of a number: it lies from `low` to `high`, both included.  Known: low ==
 * high.  Not told of at all: both NAN. */
typedef struct {
	double low, high;
} BargainRange;

/* Why an entry is as it is: the sentences that say so; or it is assumed; or nothing is told
 * (a model written by hand or imported needs no reasons). */
typedef struct {
	const char *source, *text; /* the page's id in the dossier, the sentence */
	uint32_t start, end;       /* its bytes in the page's cleaned text */
} BargainCitation;

typedef struct {
	const BargainCitation *cited;
	size_t n_cited;
	bool assumed;
} BargainGround;

typedef enum {
	BARGAIN_NOMINAL, /* options in no order */
	BARGAIN_ORDERED, /* options along a line, from one end to the other */
	BARGAIN_NUMERIC, /* options are numbers */
} BargainIssueKind;

typedef struct {
	const char *name;
	const char *text; /* what it says, in words; or NULL */
	double at;        /* its place on the issue's line: `numeric`: the number itself;
	                     `ordered`: NAN where it has none */
	BargainGround ground;
} BargainOption;

typedef struct {
	const char *name;
	const char *text; /* or NULL */
	BargainIssueKind kind;
	BargainOption *options;
	size_t n_options;
	int status_quo; /* the option that holds without a deal; -1: not known */
	BargainGround ground;
} BargainIssue;

/* What a party has without a deal. */
typedef enum {
	BARGAIN_FALLBACK_NONE,
	BARGAIN_FALLBACK_VALUE,
	BARGAIN_FALLBACK_PACKAGE
} BargainFallbackKind;

typedef struct {
	BargainFallbackKind kind;
	BargainRange value; /* in the party's utility */
	int *package;       /* an option of each issue */
	BargainGround ground;
} BargainFallback;

typedef struct {
	const char *name;
	double power; /* its weight in a vote, and in forecasts; >= 0 */
	bool veto;
	double floor, cap; /* utility is cut to these; -INFINITY and INFINITY where it is not */
	double discount;   /* what utility is worth a unit of time later, in (0, 1] */
	BargainFallback fallback;
	BargainGround ground;
} BargainParty;

/* What a party makes of an issue.  Its utility of a package is the sum over issues of salience
 * times value, plus the interactions that hold, cut to floor and cap; saliences are used as
 * they are, not brought to a sum of one. */
typedef struct {
	BargainRange salience; /* >= 0 */
	BargainRange *values;  /* by option */
	unsigned *rank; /* by option, 1 the best, ties alike; NULL: no order is told.  Where
	                   one is, values lie in their ranges and in this order */
	BargainGround *grounds; /* by option, or NULL */
	BargainRange
	    position; /* where it stands on the issue's line (BargainOption.at); or NAN */
	double power; /* its weight on this issue, or NAN: the party's */
	BargainGround ground;
} BargainStance;

/* Holds of a package where its option of `issue` is in the set. */
typedef struct {
	size_t issue;
	bool *in; /* by option */
} BargainCondition;

/* Where all conditions hold (none: always), the party's utility is `value` more. */
typedef struct {
	size_t party;
	BargainCondition *conditions;
	size_t n_conditions;
	double value;
	BargainGround ground;
} BargainInteraction;

/* Where all of `when` holds, all of `then` must; with no `then` they exclude one another. */
typedef struct {
	BargainCondition *when, *then;
	size_t n_when, n_then;
	const char *text; /* or NULL */
	BargainGround ground;
} BargainClause;

/* The party refuses any package of which all conditions hold, whatever its utility. */
typedef struct {
	size_t party;
	BargainCondition *conditions;
	size_t n_conditions;
	const char *text; /* or NULL */
	BargainGround ground;
} BargainRedLine;

typedef struct {
	const char *name;
	const char *by; /* or NULL */
	int *package;   /* an option of each issue; -1: it does not speak of it */
	BargainGround ground;
} BargainDraft;

/* Whose agreement makes a package one that is accepted. */
typedef enum {
	BARGAIN_UNANIMITY,
	BARGAIN_ALL_BUT,  /* all that have a veto, and all parties but `missing` */
	BARGAIN_MAJORITY, /* all that have a veto, and parties of at least `quota` of the power
	                   */
} BargainRuleKind;

typedef struct {
	BargainRuleKind kind;
	size_t missing;
	double quota; /* a share of all power, in (0, 1] */
} BargainRule;

struct EntenteBargain {
	Arena *arena;
	const char *title; /* or NULL */
	BargainParty *parties;
	size_t n_parties;
	BargainIssue *issues;
	size_t n_issues;
	BargainStance *stances; /* of party p on issue i: p * n_issues + i */
	BargainInteraction *interactions;
	size_t n_interactions;
	BargainClause *clauses;
	size_t n_clauses;
	BargainRedLine *red_lines;
	size_t n_red_lines;
	BargainDraft *drafts;
	size_t n_drafts;
	BargainRule rule;
	const char **questions; /* for the desk, ends with NULL; or NULL */
};

static inline BargainStance *
bargain_stance(const EntenteBargain *self, size_t party, size_t issue)
{
	return &self->stances[party * self->n_issues + issue];
}

static inline bool
bargain_is_known(BargainRange range)
{
	return range.low == range.high;
}

/* The number that counts for a range where one has to. */
static inline double
bargain_middle(BargainRange range)
{
	return bargain_is_known(range) ? range.low : (range.low + range.high) / 2;
}

static inline bool
bargain_is_told(BargainRange range)
{
	return !isnan(range.low);
}

static inline bool
bargain_holds(const BargainCondition *conditions, size_t n, const int *package)
{
	for (size_t i = 0; i < n; i++)
		if (package[conditions[i].issue] < 0 ||
		    !conditions[i].in[package[conditions[i].issue]])
			return false;
	return true;
}

/* An empty model, whose entries go into its arena. */
EntenteBargain *bargain_new(void);

/* Makes `parties`, `issues` and room for their stances, each of salience 0 and values 0. */
void bargain_allot(EntenteBargain *self, size_t n_parties, size_t n_issues);

/* Whether so many more options are not too much for one model; else ENTENTE_ERROR_LIMIT. */
bool bargain_has_room(const EntenteBargain *self, size_t n_options,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Makes room for the options of an issue, and for what each party makes of them. */
void bargain_allot_options(EntenteBargain *self, size_t issue, size_t n_options);

/* The index of what bears this name; -1 for none. */
int bargain_find_party(const EntenteBargain *self, const char *name);
int bargain_find_issue(const EntenteBargain *self, const char *name);
int bargain_find_option(const BargainIssue *issue, const char *name);

/* What the party makes of the option, as one number: of an interval the middle, of an order
 * equal steps from 1 down to 0, cut to what else is told. */
double bargain_value(const BargainStance *stance, const BargainIssue *issue, size_t option);

/* False, with one line, where clauses require one another in a circle, a party's saliences and
 * interactions are all nothing, two things bear one name, or a number is none or too large. */
bool bargain_check(const EntenteBargain *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A model of these parties alone, in which the issues that are not named have their status quo
 * for their only option; NULL for either: all.  Fails with ENTENTE_ERROR_INPUT where a name is
 * unknown, one party alone is named, or an issue left out has no status quo. */
EntenteBargain *bargain_part(const EntenteBargain *self, const char *const *parties,
                             const char *const *issues,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Appends the shortest decimal that reads as this very number. */
void bargain_append_number(GString *out, double number);

#endif
