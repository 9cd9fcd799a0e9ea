#ifndef STORE_DIGEST_H
#define STORE_DIGEST_H

#include "model/records.h"

/* Of all that a merged record says, its sort key and its sentences among it; never 0. */
int64_t record_digest(const EntenteRecord *record);

#endif
