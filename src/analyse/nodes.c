/* Sets of bits and their numbers. */
#include "analyse/nodes.h"

#include <string.h>

void
nodes_begin(Nodes *nodes, size_t n_words)
{
	*nodes = (Nodes){ .n_words = n_words, .n_slots = 1024 };
	nodes->slots = g_new0(uint32_t, nodes->n_slots);
}

void
nodes_end(Nodes *nodes)
{
	g_free(nodes->states);
	g_free(nodes->slots);
}

static size_t
hash(const Nodes *nodes, const Word *state)
{
	Word sum = 0;

	for (size_t i = 0; i < nodes->n_words; i++) {
		sum = (sum ^ state[i]) * UINT64_C(0x9e3779b97f4a7c15);
		sum ^= sum >> 29;
	}
	return (size_t)sum & (nodes->n_slots - 1);
}

static size_t
find_slot(const Nodes *nodes, const Word *state)
{
	size_t slot = hash(nodes, state);

	while (nodes->slots[slot] &&
	       memcmp(&nodes->states[(nodes->slots[slot] - 1) * nodes->n_words], state,
	              nodes->n_words * sizeof *state) != 0)
		slot = (slot + 1) & (nodes->n_slots - 1);
	return slot;
}

static void
nodes_grow(Nodes *nodes)
{
	g_free(nodes->slots);
	nodes->n_slots *= 4;
	nodes->slots = g_new0(uint32_t, nodes->n_slots);
	for (size_t i = 0; i < nodes->n; i++)
		nodes->slots[find_slot(nodes, &nodes->states[i * nodes->n_words])] =
		    (uint32_t)i + 1;
}

uint32_t
nodes_number(Nodes *nodes, const Word *state)
{
	size_t slot = find_slot(nodes, state);

	if (nodes->slots[slot])
		return nodes->slots[slot] - 1;
	if (nodes->n * 2 >= nodes->n_slots) {
		nodes_grow(nodes);
		slot = find_slot(nodes, state);
	}
	if (nodes->n == nodes->room) {
		nodes->room = MAX(nodes->room * 2, 64);
		nodes->states = g_renew(Word, nodes->states, nodes->room * nodes->n_words);
	}
	memcpy(&nodes->states[nodes->n * nodes->n_words], state,
	       nodes->n_words * sizeof *state);
	nodes->slots[slot] = (uint32_t)++nodes->n;
	return (uint32_t)nodes->n - 1;
}
