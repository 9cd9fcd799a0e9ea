#ifndef FETCH_ADDRESS_H
#define FETCH_ADDRESS_H

#include <glib.h>
#include <sys/socket.h>

/* Which addresses are no part of the open web.
 *
 * A page or a feed names addresses as it likes; followed blindly, they would lead to the
 * machine itself, to its networks, and to what answers there because it trusts its neighbours.
 */

/* What the address is ("loopback", "private", …) where nothing is to be fetched from it, NULL
 * where it is of the open web.  Looks into addresses of IPv6 that stand for one of IPv4. */
const char *address_refused(const struct sockaddr *address);

/* The same for a host that is written as an address in any of the spellings that resolvers take
 * (127.1, 0x7f000001, 2130706433, [::ffff:7f00:1]) or as a name that never leaves the machine.
 * NULL for any other name. */
const char *address_refused_host(const char *host);

/* The address in figures, to be freed. */
char *address_print(const struct sockaddr *address);

#endif
