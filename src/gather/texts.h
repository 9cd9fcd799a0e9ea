#ifndef GATHER_TEXTS_H
#define GATHER_TEXTS_H

#include "gather/gather.h"

/* The sentence's text; its own, or what `texts` (may be NULL) knows.  To be freed. */
char *texts_sentence(const GatherTexts *texts, const EntenteEvidence *sentence);

/* The fingerprint of a source, to be freed; NULL where nobody knows it. */
GArray *texts_fingerprint(const GatherTexts *texts, const char *source);

#endif
