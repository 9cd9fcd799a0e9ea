#ifndef SERVER_ACTS_H
#define SERVER_ACTS_H

#include "visit.h"

/* Keeps a correction, or takes one back, and merges pages anew. */
bool act_keep(Visit *visit, const EntenteWord *word, gint64 *number, GError **error);
bool act_take_back(Visit *visit, gint64 number, const char *reason, GError **error);

#endif
