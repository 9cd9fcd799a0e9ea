#ifndef TELL_MODEL_H
#define TELL_MODEL_H

#include "model/bargain.h"

/* A bargaining model on its way to the files of another program: what each party makes of each
 * option as one number. */
typedef struct {
	const EntenteBargain *model;
	double *weight;   /* of party p on issue i at p * n_issues + i */
	double **value;   /* by issue: of option o to party p at o * n_parties + p */
	double *fallback; /* by party: what it accepts at least; NAN: nothing is told */
	bool has_terms;   /* some party has interactions, and the format says them */
	double *most;     /* by party, with terms: what the format has to count as 1; else 1 */
} ModelPlain;

/* A format: a file of the domain and one a party; each function appends one. */
typedef struct {
	const char *name, *ending;
	/* Whether it can be told of the interactions of this model; NULL: of none. */
	bool (*says_terms)(const EntenteBargain *model);
	/* What its numbers have to be, without interactions: parties' numbers that are not are
	 * brought to 0 for the worst package and 1 for the best. */
	bool from_zero;     /* no option is worth less than 0 */
	bool caps_at_one;   /* utilities above 1 count as 1 */
	bool within_one;    /* every option is worth from 0 to 1, and weights sum to 1 */
	bool only_packages; /* what a party falls back on has to be a package */
	void (*domain)(const ModelPlain *plain, GString *out); /* NULL: profiles say it all */
	void (*party)(const ModelPlain *plain, size_t party, GString *out);
} ModelFormat;

extern const ModelFormat model_genius, model_geniusweb, model_negmas, model_negolog;

static inline double
model_weight(const ModelPlain *plain, size_t party, size_t issue)
{
	return plain->weight[party * plain->model->n_issues + issue];
}

static inline double
model_value(const ModelPlain *plain, size_t party, size_t issue, size_t option)
{
	return plain->value[issue][option * plain->model->n_parties + party];
}

#endif
