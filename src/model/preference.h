#ifndef MODEL_PREFERENCE_H
#define MODEL_PREFERENCE_H

#include "model/conflict.h"

/* A preference of which not every comparison is known, being put together. */
typedef struct Preference Preference;

Preference *preference_new(uint32_t n_states);
void preference_free(Preference *preference);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Preference, preference_free)

/* `a` is better than `b`, or as good. */
void preference_add(Preference *preference, uint32_t a, uint32_t b, bool better);

/* What follows from all that was added: ranks that agree with it, and what stays unknown
 * (`unknown` has n * n bits, all 0).  False, with a state that would be better than itself,
 * where it contradicts itself.  O(n^3 / 64). */
bool preference_close(Preference *preference, uint32_t *rank, uint64_t *unknown,
                      uint32_t *contradicted) G_GNUC_WARN_UNUSED_RESULT;

#endif
