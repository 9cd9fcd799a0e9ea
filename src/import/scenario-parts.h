#ifndef IMPORT_SCENARIO_PARTS_H
#define IMPORT_SCENARIO_PARTS_H

#include "import/scenario.h"

/* What a scenario is made of: for what fills one and what builds the model of it. */

typedef struct {
	char *name;
	BargainIssueKind kind;
	GPtrArray *options; /* char * */
	GArray *at;         /* double */
	GHashTable *known;  /* name -> index + 1 */
	GHashTable *alike;  /* folded name -> index + 1, of the first */
} ScenarioIssue;

typedef struct {
	BargainCondition *conditions;
	size_t n;
	double value;
} ScenarioBox;

typedef struct {
	char *name, *file;
	GArray *weights;   /* double by issue */
	GPtrArray *values; /* GArray of double, by issue */
	GArray *boxes;     /* ScenarioBox */
	GArray *fallback;  /* int by issue, 0: none, else the option + 1 */
	double threshold, floor, cap, discount;
	bool has_package;
} ScenarioParty;

typedef struct {
	char *file, *name;
	bool veto;
} ScenarioRole;

struct Scenario {
	GPtrArray *issues, *parties; /* ScenarioIssue, ScenarioParty */
	GHashTable *known;           /* issue name -> index + 1 */
	GHashTable *alike;           /* folded issue name -> index + 1, of the first */
	GArray *roles;               /* ScenarioRole */
	GPtrArray *questions;        /* char * */
	Arena *arena;                /* conditions */
	size_t n_flags;              /* of all sets */
	bool is_settled;
};

#endif
