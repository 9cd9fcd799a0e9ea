#ifndef BASE_DAYS_H
#define BASE_DAYS_H

#include <stdbool.h>

/* Whether the text is a day, YYYY-MM-DD. */
bool day_is_valid(const char *text);

/* The day after a valid one, to be freed: whatever has a time of that day sorts before it. */
char *day_after(const char *day);

#endif
