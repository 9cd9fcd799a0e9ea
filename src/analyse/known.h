#ifndef ANALYSE_KNOWN_H
#define ANALYSE_KNOWN_H

#include "analyse/relax.h"

/* Packages that are known, none of which dominates another, and the zones that none of them
 * dominates: where a better one would have to lie.  A zone is all that is more, for every
 * party, than its corner (K. Klamroth, R. Lacour, D. Vanderpooten, On the representation of the
 * search region in multi-objective optimization, EJOR 245 (2015)). */
typedef struct Known Known;

/* `least`: what every package is worth at least to each party; `range`: one step of error. */
Known *known_new(const Space *space, const Weightings *weightings, const int64_t *least,
                 const double *range);
void known_free(Known *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Known, known_free)

/* Adds a package, in the order of its issues' indices; false where it is no better than one
 * that is known. */
bool known_add(Known *self, const int *package, const int64_t *utilities);

size_t known_count(const Known *self);
const int64_t *known_utilities(const Known *self, size_t i);
const int *known_package(const Known *self, size_t i);

/* Once packages were added, before what follows is asked. */
void known_settle(Known *self);

/* How far what is worth no more than `most`, by weighting, may lie beyond all that is known: no
 * more than so many ranges to every party.  Negative: it lies nowhere beyond. */
float known_promise(const Known *self, const double *most);

/* Whether it may lie beyond at all. */
bool known_promises(const Known *self, const double *most);

#endif
