#ifndef EXTRACT_HOLDERS_ANTECEDENTS_H
#define EXTRACT_HOLDERS_ANTECEDENTS_H

#include "extract/holders.h"

/* Adds further people or sides for whom a pronoun may stand, nearest first, without those who
 * are `told` already; they are told then, too. */
void holders_of_pronoun(const Extraction *extraction, uint32_t word, Actors *told, GArray *holders);

/* Adds for whom a role noun may stand ("the minister", "the officials", "the administration");
 * false if nobody of this role was named before. */
bool holders_of_role(const Extraction *extraction, uint32_t word, GArray *holders);

/* Adds the sides named last, as one holder, if the word is "all", "neither", "the negotiators". */
void holders_of_several(const Extraction *extraction, uint32_t word, GArray *holders);

/* Adds a holder unless he is nobody or the list is full. */
void holders_add(GArray *holders, Holder holder);

#endif
