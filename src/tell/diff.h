#ifndef TELL_DIFF_H
#define TELL_DIFF_H

#include "tell/line.h"

#include <entente/diff.h>

/* Says what is told otherwise than before, for a brief of what is new: what was, and what is.
 */
void diff_say_changed(const EntenteDiff *diff, Section *section);

#endif
