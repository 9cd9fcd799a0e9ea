#ifndef IMPORT_GENIUS_RULES_H
#define IMPORT_GENIUS_RULES_H

#include "import/formula.h"
#include "import/genius.h"

/* A constrained utility that is being read. */
typedef struct {
	GeniusProfile *profile;
	Scenario *scenario;
	Formula **taking; /* by issue: the greatest of boxes of 1 in which its share is taken */
	double **shares;  /* by issue and option: rank / greatest rank */
	size_t n_ranked;
} GeniusRules;

/* Reads the constraints (NULL for none): those of an issue into `taking`, those that take all
 * as terms of the party. */
bool genius_read_constraints(const GeniusRules *self, const xmlNode *constraints);

/* A box of 1 that is part of `whole` (or NULL). */
Formula *genius_new_box(const GeniusRules *self, Formula *whole);

/* As scenario_set, but says why it fails. */
bool *genius_new_set(const GeniusRules *self, int issue);

/* An error; `what` has one %s, which `name` is put in.  Returns false. */
bool genius_refuse(const GeniusRules *self, const char *what, const char *name);

#endif
