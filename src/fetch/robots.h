#ifndef FETCH_ROBOTS_H
#define FETCH_ROBOTS_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* robots.txt as RFC 9309 has it: what one product may fetch of a host. */
typedef struct Robots Robots;

enum {
	MAX_ROBOTS_BYTES = 500 * 1024, /* RFC 9309, 2.5: as much is read, the rest is not */
	MAX_ROBOTS_DELAY = 60          /* seconds */
};

/* The rules for the product of this name (letters, "-" and "_"). */
Robots *robots_parse(const char *text, size_t length, const char *product);
void robots_free(Robots *robots);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Robots, robots_free)

/* Whether the path, with its query, may be fetched: the longest rule that matches decides, of
 * two as long the one that allows. */
bool robots_allow(const Robots *robots, const char *path);

/* The seconds between two requests that "Crawl-delay" asks for, at most MAX_ROBOTS_DELAY; 0
 * where it does not stand there. */
unsigned robots_delay(const Robots *robots);

#endif
