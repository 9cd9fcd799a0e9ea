#ifndef MODEL_CORRECTIONS_H
#define MODEL_CORRECTIONS_H

#include "base/arena.h"

#include <entente/correct.h>

/* The inside of EntenteCorrections. */
struct EntenteCorrections {
	Arena *arena; /* of the rows' strings */
	GArray *rows; /* EntenteCorrection */
};

EntenteCorrections *corrections_new(void);

#endif
