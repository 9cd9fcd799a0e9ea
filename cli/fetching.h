#ifndef CLI_FETCHING_H
#define CLI_FETCHING_H

#include "command.h"

#include <entente/fetching.h>

/* How addresses of the web are fetched: proxies from the environment, and that an interrupt
 * ends it. */
void fetching_init(EntenteFetching *fetching);

/* The same with --allow-private and --timeout, whose values (NULL if not given) are `allow` and
 * `timeout`.  Complains in one line and returns false where a value is wrong. */
bool fetching_options(EntenteFetching *fetching, const Command *self, const char *allow,
                      const char *timeout);

#endif
