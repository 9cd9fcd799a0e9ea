#ifndef ANALYSE_COVER_H
#define ANALYSE_COVER_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A set of vectors that stand for others: those that one of them is no more than a step less
 * than, anywhere (the epsilon-dominance of M. Laumanns et al., Combining convergence and
 * diversity in evolutionary multiobjective optimization, Evolutionary Computation 10 (2002)).
 */
typedef struct Cover Cover;

/* `sample`: n of the vectors to come, by which space is parted. */
Cover *cover_new(const int64_t *sample, size_t n, size_t dimension, const int64_t *step);
void cover_free(Cover *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Cover, cover_free)

/* Whether the set stands for this vector. */
bool cover_holds(const Cover *self, const int64_t *vector);
void cover_take(Cover *self, const int64_t *vector);

/* Vectors in the order in which few of them stand for all: from the largest sum of steps down.
 */
void cover_order(const int64_t *vectors, size_t n, size_t dimension, const int64_t *step,
                 uint32_t *order);

/* Marks in `covered` (n flags, all false before) vectors that those unmarked stand for; more
 * than `most` unmarked: it gives up and returns false. */
bool cover_mark(const int64_t *vectors, size_t n, size_t dimension, const int64_t *step,
                size_t most, bool *covered);

#endif
