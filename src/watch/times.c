#include "watch/times.h"

#include "store/watched.h"

#include <glib.h>

enum { FIRST_LOOK = 3600, LAST_LOOK = 14 * 24 * 3600 };

int64_t
pause_after(int64_t failures, int64_t every, int64_t wait)
{
	int64_t pause = MAX(every, 1);

	for (int64_t i = 0; i < failures && pause < MOST_SECONDS; i++)
		pause *= 2;
	return MIN(MAX(pause, wait), MOST_SECONDS);
}

int64_t
next_look(int64_t found, int64_t now)
{
	int64_t age = MAX(now - found, FIRST_LOOK);

	return now + age - found <= LAST_LOOK ? now + age : NEVER;
}
