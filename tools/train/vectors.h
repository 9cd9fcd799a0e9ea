#ifndef TRAIN_VECTORS_H
#define TRAIN_VECTORS_H

#include <stddef.h>
#include <stdint.h>

/* Word vectors learned from raw text, on disk between two steps of the training. */

enum { VECTOR_SIZE = 96, VECTOR_EXTRAS = 4, VECTOR_ALL = VECTOR_SIZE + VECTOR_EXTRAS };

typedef struct {
	uint64_t key;             /* form_key of the folded word */
	uint32_t count;           /* in the raw text */
	float values[VECTOR_ALL]; /* the vector; then frequency, capitalised, shouted, bias */
} WordVector;

/* Reads the file that train-vectors wrote.  Exits with a message on failure. */
WordVector *vectors_read(const char *path, size_t *n_vectors);

#endif
