#ifndef FETCH_PROXY_H
#define FETCH_PROXY_H

#include "fetch/url.h"

#include <glib.h>

/* Whether hosts are excepted from the proxy: `list` as no_proxy has it (names with all below
 * them, addresses, blocks of addresses such as 10.0.0.0/8, "*"; between commas or spaces), NULL
 * for none. */
bool proxy_excepts(const char *list, const char *host);

/* What a host's name stands for, asked on a thread of its own.
 *
 * Behind a proxy it is the proxy that connects, so nothing can be refused at connect time; what
 * this machine knows of the name is the next best. */
typedef struct Lookup Lookup;

Lookup *lookup_begin(const char *host);

/* Whether the answer is there, or is not to be had; then `*what` says why the host is refused,
 * NULL if it is not. */
bool lookup_done(Lookup *lookup, const char **what);

void lookup_free(Lookup *lookup);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Lookup, lookup_free)

#endif
