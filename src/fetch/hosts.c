#include "fetch/hosts.h"

#include <string.h>

enum {
	PAUSE = G_USEC_PER_SEC, /* between an answer and the next request */
	MAX_KNOWN = 2000,       /* hosts remembered */
	MAX_WAIT = 24 * 3600,   /* seconds that a host is left alone at its asking */
	MISSING_SECONDS = 300,
};

static void
origin_free(gpointer user_data)
{
	Origin *origin = user_data;

	robots_free(origin->robots);
	g_clear_error(&origin->why);
	g_free(origin);
}

void
hosts_init(Hosts *hosts)
{
	hosts->hosts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	hosts->origins = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, origin_free);
}

void
hosts_clear(Hosts *hosts)
{
	g_hash_table_unref(hosts->hosts);
	g_hash_table_unref(hosts->origins);
}

/* What nobody is waiting for and no longer holds. */
static gboolean
is_stale_host(gpointer name, gpointer value, gpointer now)
{
	const Host *host = value;

	(void)name;
	return !host->busy && MAX(host->next, host->held) < *(const gint64 *)now;
}

static gboolean
is_known_origin(gpointer name, gpointer value, gpointer user_data)
{
	const Origin *origin = value;

	(void)name;
	(void)user_data;
	return origin->state != ROBOTS_ASKED;
}

Host *
hosts_host(Hosts *hosts, const Url *url)
{
	Host *host = g_hash_table_lookup(hosts->hosts, url->host);
	gint64 now = g_get_monotonic_time();

	if (host)
		return host;
	if (g_hash_table_size(hosts->hosts) > MAX_KNOWN)
		g_hash_table_foreach_remove(hosts->hosts, is_stale_host, &now);
	host = g_new0(Host, 1);
	host->pause = PAUSE;
	g_hash_table_insert(hosts->hosts, g_strdup(url->host), host);
	return host;
}

Origin *
hosts_origin(Hosts *hosts, const char *name)
{
	Origin *origin = g_hash_table_lookup(hosts->origins, name);

	if (origin && origin->state != ROBOTS_ASKED && origin->until < g_get_monotonic_time())
		origin->state = ROBOTS_UNKNOWN;
	if (origin)
		return origin;
	if (g_hash_table_size(hosts->origins) > MAX_KNOWN)
		g_hash_table_foreach_remove(hosts->origins, is_known_origin, NULL);
	origin = g_new0(Origin, 1);
	g_hash_table_insert(hosts->origins, g_strdup(name), origin);
	return origin;
}

static void
learn(Origin *origin, Robots *robots, GError *why, gint64 seconds)
{
	g_clear_pointer(&origin->robots, robots_free);
	g_clear_error(&origin->why);
	origin->robots = robots;
	origin->why = why;
	origin->state = robots ? ROBOTS_KNOWN : ROBOTS_MISSING;
	origin->until = g_get_monotonic_time() + seconds * G_USEC_PER_SEC;
}

void
origin_learn(Origin *origin, Robots *robots, int64_t seconds)
{
	learn(origin, robots, NULL, MIN(seconds, ROBOTS_SECONDS));
}

void
origin_miss(Origin *origin, GError *why, bool lasting)
{
	learn(origin, NULL, why, MISSING_SECONDS);
	origin->lasting = lasting;
}

gint64
host_wait(const Host *host)
{
	return MAX(MAX(host->next, host->held) - g_get_monotonic_time(), 0);
}

void
host_begin(Host *host)
{
	host->busy = true;
}

void
host_end(Host *host, int64_t wait)
{
	gint64 now = g_get_monotonic_time();

	host->busy = false;
	host->next = now + host->pause;
	if (wait)
		host->held = now + MIN(wait, MAX_WAIT) * G_USEC_PER_SEC;
}
