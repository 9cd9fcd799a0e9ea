/* The special-purpose addresses of IANA's two registries (RFC 6890), those of them that are not
 * globally reachable; of IPv6, all that is not global unicast (2000::/3) besides. */
#include "fetch/address.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

static const struct {
	const char *prefix;
	unsigned bits;
	const char *what;
} v4_special[] = {
	{ "0.0.0.0", 8, "unspecified" },           { "10.0.0.0", 8, "private" },
	{ "100.64.0.0", 10, "carrier-grade NAT" }, { "127.0.0.0", 8, "loopback" },
	{ "169.254.0.0", 16, "link-local" },       { "172.16.0.0", 12, "private" },
	{ "192.0.0.0", 24, "reserved" },           { "192.0.2.0", 24, "documentation" },
	{ "192.88.99.0", 24, "reserved" },         { "192.168.0.0", 16, "private" },
	{ "198.18.0.0", 15, "benchmarking" },      { "198.51.100.0", 24, "documentation" },
	{ "203.0.113.0", 24, "documentation" },    { "224.0.0.0", 4, "multicast" },
	{ "255.255.255.255", 32, "broadcast" },    { "240.0.0.0", 4, "reserved" },
};

/* `embedded`: where the four bytes of an address of IPv4 stand that decides, or NONE; `what`
 * counts where there is none. */
enum { NONE = -1 };

static const struct {
	const char *prefix;
	unsigned bits;
	int embedded;
	guint8 mask; /* what the embedded bytes are combined with */
	const char *what;
} v6_special[] = {
	{ "::", 128, NONE, 0, "unspecified" },
	{ "::1", 128, NONE, 0, "loopback" },
	{ "::ffff:0:0", 96, 12, 0, NULL },         /* mapped */
	{ "::ffff:0:0:0", 96, 12, 0, NULL },       /* translated, RFC 2765 */
	{ "64:ff9b::", 96, 12, 0, NULL },          /* NAT64, RFC 6052 */
	{ "64:ff9b:1::", 48, NONE, 0, "private" }, /* NAT64 of a network's own, RFC 8215 */
	{ "2002::", 16, 2, 0, NULL },              /* 6to4 */
	{ "2001::", 32, 4, 0, NULL },              /* Teredo: its server */
	{ "2001::", 32, 12, 0xff, NULL },          /* and its client, each bit inverted */
	{ "2001:2::", 48, NONE, 0, "benchmarking" },
	{ "2001:10::", 28, NONE, 0, "reserved" },
	{ "2001:20::", 28, NONE, 0, "reserved" },
	{ "2001:db8::", 32, NONE, 0, "documentation" },
	{ "3fff::", 20, NONE, 0, "documentation" },
	{ "fc00::", 7, NONE, 0, "private" },
	{ "fe80::", 10, NONE, 0, "link-local" },
	{ "fec0::", 10, NONE, 0, "private" },
	{ "ff00::", 8, NONE, 0, "multicast" },
};

static bool
begins_alike(const guint8 *address, const guint8 *prefix, unsigned bits)
{
	unsigned whole = bits / 8, rest = bits % 8;
	guint8 mask = (guint8)(0xff00 >> rest);

	return memcmp(address, prefix, whole) == 0 &&
	       (!rest || (address[whole] & mask) == (prefix[whole] & mask));
}

static const char *
v4_refused(const guint8 *bytes)
{
	for (unsigned i = 0; i < G_N_ELEMENTS(v4_special); i++) {
		guint8 prefix[4];

		inet_pton(AF_INET, v4_special[i].prefix, prefix);
		if (begins_alike(bytes, prefix, v4_special[i].bits))
			return v4_special[i].what;
	}
	return NULL;
}

static const char *
embedded_refused(const guint8 *bytes, guint8 mask)
{
	guint8 embedded[4];

	for (unsigned i = 0; i < 4; i++)
		embedded[i] = bytes[i] ^ mask;
	return v4_refused(embedded);
}

static bool
is_isatap(const guint8 *bytes)
{
	return (bytes[8] & 0xfd) == 0 && bytes[9] == 0 && bytes[10] == 0x5e &&
	       bytes[11] == 0xfe;
}

static const char *
v6_refused(const guint8 *bytes)
{
	bool decided = false;

	for (unsigned i = 0; i < G_N_ELEMENTS(v6_special); i++) {
		guint8 prefix[16];
		const char *what = v6_special[i].what;

		inet_pton(AF_INET6, v6_special[i].prefix, prefix);
		if (!begins_alike(bytes, prefix, v6_special[i].bits))
			continue;
		if (v6_special[i].embedded != NONE)
			what = embedded_refused(bytes + v6_special[i].embedded,
			                        v6_special[i].mask);
		if (what)
			return what;
		decided = true;
	}
	if (is_isatap(bytes))
		return embedded_refused(bytes + 12, 0);
	return decided || bytes[0] >> 5 == 1 ? NULL : "reserved";
}

const char *
address_refused(const struct sockaddr *address)
{
	if (address->sa_family == AF_INET)
		return v4_refused(
		    (const guint8 *)&((const struct sockaddr_in *)address)->sin_addr);
	if (address->sa_family == AF_INET6)
		return v6_refused(
		    (const guint8 *)&((const struct sockaddr_in6 *)address)->sin6_addr);
	return "local";
}

const char *
address_refused_host(const char *host)
{
	const struct addrinfo hints = { .ai_flags = AI_NUMERICHOST,
		                        .ai_socktype = SOCK_STREAM };
	struct addrinfo *found = NULL;
	size_t length = strlen(host);
	const char *what = NULL;

	if (*host == '[' && length > 2)
		host++, length -= 2;
	else if (length && host[length - 1] == '.')
		length--;
	g_autofree char *bare = g_ascii_strdown(host, (gssize)length);
	if (strcmp(bare, "localhost") == 0 || g_str_has_suffix(bare, ".localhost"))
		return "loopback";
	if (getaddrinfo(bare, NULL, &hints, &found) != 0)
		return NULL;
	for (const struct addrinfo *at = found; at && !what; at = at->ai_next)
		what = address_refused(at->ai_addr);
	freeaddrinfo(found);
	return what;
}

char *
address_print(const struct sockaddr *address)
{
	char text[INET6_ADDRSTRLEN] = "?";

	if (address->sa_family == AF_INET)
		inet_ntop(AF_INET, &((const struct sockaddr_in *)address)->sin_addr, text,
		          sizeof text);
	else if (address->sa_family == AF_INET6)
		inet_ntop(AF_INET6, &((const struct sockaddr_in6 *)address)->sin6_addr, text,
		          sizeof text);
	return g_strdup(text);
}
