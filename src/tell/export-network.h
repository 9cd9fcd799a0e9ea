#ifndef TELL_EXPORT_NETWORK_H
#define TELL_EXPORT_NETWORK_H

#include "tell/export.h"

/* The discourse network of a dossier: who is for or against what, as Discourse Network Analyzer
 * has it (Leifeld, 2017).
 *
 * Two kinds of nodes, parties and issues; an edge for each stance that a party has on an issue.
 */
typedef struct {
	const char *name;
	const char *class; /* "party" or "issue" */
	const char *type;  /* of a party: its kind, NULL where no record tells it */
	guint frequency;   /* positions */
	guint number;      /* its place among the nodes, from 1 */
} NetworkNode;

typedef struct {
	const NetworkNode *party, *issue;
	int stance;
	guint weight;             /* positions */
	guint sentences;          /* under them */
	guint sources;            /* that these are of, a copy counted as its original */
	const char *first, *last; /* days on which a position was taken; NULL: no date known */
} NetworkEdge;

typedef struct {
	Arena *arena;
	GPtrArray *nodes; /* NetworkNode *: parties, then issues, each by name */
	GPtrArray *edges; /* NetworkEdge *: by party, issue, stance */
} Network;

Network *network_new(Export *export, GError **error);
void network_free(Network *network);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Network, network_free)

/* What a stance is on the scale from against to for: -1, 0, 1. */
int network_sign(int stance);

/* What the stance is called. */
const char *network_stance(int stance);

#endif
