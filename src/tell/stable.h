#ifndef TELL_STABLE_H
#define TELL_STABLE_H

#include "model/stability.h"

#include <glib.h>

/* What an analysis of a conflict found, as text, JSON and a picture. */
void tell_stable_text(const StableReport *report, bool explain, GString *out);
void tell_stable_json(const StableReport *report, GString *out);
/* Whether a picture holds the states of it. */
bool stable_fits_picture(const Conflict *conflict);
void tell_stable_svg(const StableReport *report, GString *out);

/* Parts that they share: the state's id and what it is; what the party does to come from one
 * state to another ("take 'Accept order'"). */
void stable_append_state(GString *out, const Conflict *conflict, uint32_t state);
void stable_append_deed(GString *out, const Conflict *conflict, uint32_t party, uint32_t from,
                        uint32_t to);

/* The answer to an improvement, as a sentence. */
void stable_append_witness(GString *out, const Conflict *conflict, const Witness *witness);

/* Whether the concept is told of this conflict: of strength, those that have a definition. */
bool stable_is_told(const Conflict *conflict, Concept concept);

#endif
