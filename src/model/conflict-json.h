#ifndef MODEL_CONFLICT_JSON_H
#define MODEL_CONFLICT_JSON_H

#include "model/conflict.h"

#include <jansson.h>

/* A conflict from the JSON that entente-conflict(5) describes.  What it does not describe is
 * passed over (`caution` names it) unless it is a near miss.  Fails with ENTENTE_ERROR_INPUT:
 * one line that says where and what is wrong. */
Conflict *conflict_from_json(const char *bytes, size_t length,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
