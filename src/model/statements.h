#ifndef MODEL_STATEMENTS_H
#define MODEL_STATEMENTS_H

#include "model/conflict.h"

/* Ranks the states by statements about options, the most important first: of two states that
 * one is better for which the first statement that tells them apart is true (the k-th of n
 * weighs 2^(n - k)).  L. Fang et al., IEEE Trans. SMC C 33 (2003), option prioritisation.
 *
 *   statement  what IF what, what IFF what, or what
 *   what       option, -what, what & what, what | what, (what)
 *   option     its number from 1, or its name in single quotation marks
 *
 * A choice that is open in a merged state is neither taken nor not taken: both are false.
 * Fails with ENTENTE_ERROR_INPUT, naming the statement. */
bool statements_rank(const Conflict *conflict, const char *const *statements, uint32_t *rank,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
