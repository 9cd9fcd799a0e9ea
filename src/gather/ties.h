#ifndef GATHER_TIES_H
#define GATHER_TIES_H

#include "gather/sets.h"

/* Which names the desk ties together and which it keeps apart, among sets of names. */
typedef struct Ties Ties;

/* The index of a name among the sets, + 1; 0 where it is none. */
typedef guint (*NameIndex)(const Gathering *gathering, const char *name, gpointer user_data);

Ties *ties_new(const Gathering *gathering, EntenteKind kind, Sets *sets, NameIndex index,
               gpointer user_data);
void ties_free(Ties *ties);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Ties, ties_free)

/* Whether the desk lets the sets of i and j be one. */
bool ties_allow(const Ties *ties, guint i, guint j);

/* Joins what the desk ties together. */
void ties_join(const Ties *ties);

/* Whether the desk said anything of this name. */
bool ties_concern(const Ties *ties, guint i);

#endif
