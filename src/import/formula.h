#ifndef IMPORT_FORMULA_H
#define IMPORT_FORMULA_H

#include "import/scenario.h"

/* What a party makes of a package, put together of boxes by sum, least and greatest. */
typedef enum { FORMULA_BOX, FORMULA_SUM, FORMULA_LEAST, FORMULA_GREATEST } FormulaKind;

typedef struct Formula Formula;
struct Formula {
	FormulaKind kind;
	double weight; /* what it is multiplied by as a part of another one */
	Formula *parts, *last, *next;
	/* a box: `inside` where all conditions hold, else `outside` */
	BargainCondition *conditions; /* one an issue */
	size_t n_conditions;
	double inside, outside;
	size_t n_open; /* while it is spread out: conditions not looked at yet */
	bool is_out;   /* and whether one of the others fails */
};

/* One of the scenario's memory, of weight 1, put last among the parts of `whole` (or NULL). */
Formula *formula_new(Scenario *scenario, FormulaKind kind, Formula *whole);

/* A condition more of a box; the set lives as long as the scenario. */
void formula_require(Scenario *scenario, Formula *box, int issue, const bool *in);

/* Adds `factor` times the formula to what the party makes of a package, as terms of the model.
 * A least or greatest becomes boxes that do not overlap and in each of which it is one number;
 * false where these are too many. */
bool formula_spread(Formula *self, double factor, Scenario *scenario) G_GNUC_WARN_UNUSED_RESULT;

#endif
