#ifndef CORRECT_TARGET_H
#define CORRECT_TARGET_H

#include "correct/correction.h"

/* The merged record called `ref`, as a correction writes it down; strings go into the arena. */
Target *target_of(const char *ref, const Lookup *lookup, Arena *arena, GError **error);

#endif
