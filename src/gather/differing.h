#ifndef GATHER_DIFFERING_H
#define GATHER_DIFFERING_H

#include "gather/gathering.h"

/* One fact and the values that mentions give it; what is reported if independent sources
 * differ. */
typedef struct Differing Differing;

Differing *differing_new(const Gathering *gathering);
void differing_free(Differing *differing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Differing, differing_free)

/* `mention` gives `value` (which must outlive the call of differing_report). */
void differing_add(Differing *differing, const char *value, const Mention *mention);

/* Adds a discrepancy where two independent sources give different values, each its own; with
 * every page that gives a value and the sentence of it that has most of the value's words.
 * `about` is copied. */
void differing_report(const Differing *differing, Gathering *gathering, const char *about);

#endif
