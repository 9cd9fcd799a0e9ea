#ifndef WATCH_TIMES_H
#define WATCH_TIMES_H

#include <stdint.h>

/* When to look again.  Times are seconds since 1970. */

enum {
	MOST_FAILURES = 6,       /* of a page that was not read yet; then it is given up */
	MOST_SECONDS = 24 * 3600 /* to which a pause grows */
};

/* The pause after so many failures in a row: `every`, doubled with each, but no less than
 * `wait`, for which the host asked, and no more than a day. */
int64_t pause_after(int64_t failures, int64_t every, int64_t wait);

/* When a page that was found then is to be looked at again: after an hour, then whenever twice
 * as much time has passed, for two weeks; NEVER afterwards. */
int64_t next_look(int64_t found, int64_t now);

#endif
