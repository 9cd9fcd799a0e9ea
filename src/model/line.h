#ifndef MODEL_LINE_H
#define MODEL_LINE_H

#include "model/bargain.h"

/* Issues as lines on which parties stand: what forecasts are made of.  Positions are not red
 * lines: that a party stands somewhere does not say what it would refuse. */

typedef struct {
	const char *name;
	BargainRange position; /* between `low` and `high` of the issue */
	BargainRange salience; /* how much the issue matters to it, >= 0; any scale */
	BargainRange power;    /* >= 0; any scale */
	bool votes;            /* on proposals */
} LineActor;

typedef struct {
	const char *name;
	LineActor *actors;
	size_t n_actors;
	double low, high;  /* the ends of the line, low < high */
	double status_quo; /* or NAN */
	double quota;      /* share of power that adopts a proposal; 1: all have to agree */
	size_t setter; /* who makes it: the one of most power unless told; n_actors: nobody */
} LineIssue;

typedef struct {
	Arena *arena;
	const char *title; /* or NULL */
	LineIssue *issues;
	size_t n_issues;
	const char *caution; /* what was passed over, or NULL */
} Line;

Line *line_new(void);
void line_free(Line *line);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Line, line_free)

/* A file of kind "spatial", as entente-conflict(5) describes it.  Fails with
 * ENTENTE_ERROR_INPUT: one line that says where and what is wrong. */
Line *line_from_json(const char *bytes, size_t length,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The ordered and numeric issues of a bargaining model.  Where no position is told it is that
 * of the option that the party values most.  Fails where no issue has two parties with a
 * position and a salience. */
Line *line_from_bargain(const EntenteBargain *model, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* An issue that has ended. */
typedef struct {
	LineIssue issue;
	double outcome;
} LinePast;

typedef struct {
	Arena *arena;
	LinePast *pasts;
	size_t n_pasts;
	bool has_power; /* the table tells the actors' power */
} LineHistory;

void line_history_free(LineHistory *history);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(LineHistory, line_history_free)

/* A table of issues that have ended, as entente-backtest(1) describes it: CSV or tab-separated,
 * a line an issue; pX and sX are the position and salience of actor X, out the outcome, rp the
 * status quo, counvte QMV or Unan; a line without an outcome and a first cell has the actors'
 * power.  Positions and outcomes lie on a line from 0 to 100.  Fails with ENTENTE_ERROR_INPUT.
 */
LineHistory *line_history_from_csv(const char *bytes, size_t length,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The middle of what is known. */
static inline double
line_middle(BargainRange range)
{
	return range.low + (range.high - range.low) / 2;
}

#endif
