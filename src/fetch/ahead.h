#ifndef FETCH_AHEAD_H
#define FETCH_AHEAD_H

#include "fetch/fetch.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* The addresses among paths that are read one after the other: each is fetched before its turn,
 * a few at a time, so that hosts are waited for side by side. */
typedef struct Ahead Ahead;

/* `paths` (NULL-terminated) and the fetcher must outlive it. */
Ahead *ahead_new(Fetcher *fetcher, const char *const *paths);
void ahead_free(Ahead *ahead);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Ahead, ahead_free)

/* Whether what came of paths[i], an address, is there, so that taking it does not wait. */
bool ahead_is_there(const Ahead *ahead, size_t i);

/* Waits for what came of paths[i], whose turn it is; NULL where waiting was given up. */
Fetched *ahead_take(Ahead *ahead, size_t i);

#endif
