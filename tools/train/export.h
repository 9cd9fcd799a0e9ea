#ifndef TRAIN_EXPORT_H
#define TRAIN_EXPORT_H

#include "examples.h"
#include "lemmas.h"

/* Writes the model file: the network in integers, the key table, the lemmas.  Exits with a
 * message on failure. */
void export_model(const char *path, const Network *network, const KeyTable *keys,
                  const Lemmas *lemmas);

#endif
