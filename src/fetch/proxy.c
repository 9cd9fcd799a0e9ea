#include "fetch/proxy.h"

#include "fetch/address.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <stdlib.h>
#include <string.h>

enum { PATIENCE = 5 * G_USEC_PER_SEC };

/* The bytes of an address in figures, and how many; 0 for a name. */
static size_t
address_bytes(const char *text, guint8 *bytes)
{
	g_autofree char *bare = g_strdup(*text == '[' ? text + 1 : text);

	g_strdelimit(bare, "]", '\0');
	if (inet_pton(AF_INET, bare, bytes) == 1)
		return 4;
	return inet_pton(AF_INET6, bare, bytes) == 1 ? 16 : 0;
}

/* Whether the address lies in the block "ADDRESS/BITS" or is the one. */
static bool
in_block(const char *block, const char *host)
{
	guint8 wanted[16], is[16];
	g_auto(GStrv) parts = g_strsplit(block, "/", 2);
	size_t n = address_bytes(host, is);
	guint64 bits = n * 8;

	if (!n || !parts[0] || address_bytes(parts[0], wanted) != n)
		return false;
	if (parts[1] && !g_ascii_string_to_unsigned(parts[1], 10, 0, n * 8, &bits, NULL))
		return false;
	for (guint64 i = 0; i < bits; i++)
		if ((wanted[i / 8] ^ is[i / 8]) >> (7 - i % 8) & 1)
			return false;
	return true;
}

/* Whether the host has this name or one below it. */
static bool
is_below(const char *name, const char *host)
{
	size_t n = strlen(name), length = strlen(host);

	if (length < n || g_ascii_strncasecmp(host + length - n, name, n) != 0)
		return false;
	return length == n || host[length - n - 1] == '.';
}

bool
proxy_excepts(const char *list, const char *host)
{
	g_auto(GStrv) items = g_strsplit_set(list ? list : "", ", \t", -1);

	for (char **item = items; *item; item++) {
		const char *name = **item == '.' ? *item + 1 : *item;

		if (strcmp(name, "*") == 0)
			return true;
		if (*name && (in_block(name, host) || is_below(name, host)))
			return true;
	}
	return false;
}

struct Lookup {
	gatomicrefcount n_users; /* the thread may outlive who waits for it */
	char *host;
	gint64 since;
	const char *what;
	gint done; /* atomic; set after `what` */
};

static void
drop(Lookup *lookup)
{
	if (!g_atomic_ref_count_dec(&lookup->n_users))
		return;
	g_free(lookup->host);
	g_free(lookup);
}

static gpointer
ask(gpointer user_data)
{
	Lookup *lookup = user_data;
	const struct addrinfo hints = { .ai_socktype = SOCK_STREAM };
	struct addrinfo *found = NULL;

	if (getaddrinfo(lookup->host, NULL, &hints, &found) == 0) {
		for (const struct addrinfo *at = found; at && !lookup->what; at = at->ai_next)
			lookup->what = address_refused(at->ai_addr);
		freeaddrinfo(found);
	}
	g_atomic_int_set(&lookup->done, 1);
	drop(lookup);
	return NULL;
}

Lookup *
lookup_begin(const char *host)
{
	Lookup *lookup = g_new0(Lookup, 1);

	g_atomic_ref_count_init(&lookup->n_users);
	g_atomic_ref_count_inc(&lookup->n_users);
	lookup->host = g_strdup(host);
	lookup->since = g_get_monotonic_time();
	g_thread_unref(g_thread_new("lookup", ask, lookup));
	return lookup;
}

bool
lookup_done(Lookup *lookup, const char **what)
{
	if (g_atomic_int_get(&lookup->done)) {
		*what = lookup->what;
		return true;
	}
	*what = NULL;
	return g_get_monotonic_time() - lookup->since > PATIENCE;
}

void
lookup_free(Lookup *lookup)
{
	if (lookup)
		drop(lookup);
}
