#ifndef ANALYSE_NODES_H
#define ANALYSE_NODES_H

#include "analyse/pending.h"

/* Sets of bits, each with a number: an open hash table. */
typedef struct {
	size_t n_words, n, room;
	Word *states;    /* by number */
	uint32_t *slots; /* number + 1; 0: free */
	size_t n_slots;  /* a power of two */
} Nodes;

void nodes_begin(Nodes *nodes, size_t n_words);
void nodes_end(Nodes *nodes);

/* The number of these bits, a new one where they are new. */
uint32_t nodes_number(Nodes *nodes, const Word *state);

#endif
