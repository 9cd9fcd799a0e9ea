#ifndef FETCH_HOSTS_H
#define FETCH_HOSTS_H

#include "fetch/robots.h"
#include "fetch/url.h"

#include <glib.h>
#include <stdint.h>

/* What is known of hosts while a fetcher lives: when each may be asked again, and what its
 * robots.txt says. */
typedef struct {
	GHashTable *hosts;   /* name -> Host */
	GHashTable *origins; /* scheme, name and port -> Origin */
} Hosts;

typedef struct {
	gint64 next;  /* monotonic time from which it may be asked again */
	gint64 held;  /* the same, as it asked to be left alone */
	gint64 pause; /* from an answer to the next request */
	bool busy;    /* with a request */
} Host;

typedef struct {
	enum { ROBOTS_UNKNOWN, ROBOTS_ASKED, ROBOTS_KNOWN, ROBOTS_MISSING } state;
	Robots *robots; /* of ROBOTS_KNOWN */
	GError *why;    /* of ROBOTS_MISSING: nothing may be fetched for now */
	bool lasting;   /* nor later */
	gint64 until;   /* monotonic time to which this holds */
} Origin;

void hosts_init(Hosts *hosts);
void hosts_clear(Hosts *hosts);

Host *hosts_host(Hosts *hosts, const Url *url);

/* A `state` that has had its time is UNKNOWN again. */
Origin *hosts_origin(Hosts *hosts, const char *origin);

enum { ROBOTS_SECONDS = 24 * 3600 }; /* RFC 9309, 2.4 */

/* The robots.txt of an origin is known (taken over), and holds for so many seconds. */
void origin_learn(Origin *origin, Robots *robots, int64_t seconds);

/* It cannot be had, and why (taken over). */
void origin_miss(Origin *origin, GError *why, bool lasting);

/* In how many microseconds the host may be asked; 0: now. */
gint64 host_wait(const Host *host);

/* Notes that a request begins and that it ends; `wait` are the seconds that the host asked to
 * be left alone, 0 for none. */
void host_begin(Host *host);
void host_end(Host *host, int64_t wait);

#endif
