#ifndef ENTENTE_FETCHING_H
#define ENTENTE_FETCHING_H

#include <entente/api.h>

#include <glib.h>
#include <stdbool.h>

G_BEGIN_DECLS

/* How pages of the web are fetched.  Zeroes are what is usual.
 *
 * Whatever is said here: http and https only; at most five redirects; 5 MB as they come, 20 MB
 * expanded; robots.txt is obeyed; a host is asked once a second at most. */
typedef struct {
	/* Reads from addresses of this machine and its networks (loopback, private, link-local
	 * and so on), too.  Else they are refused when they are about to be connected to, by
	 * whatever name they go. */
	bool allow_private;
	unsigned timeout; /* seconds a document may take; 0: 30 */

	/* The proxies for http and https, as libcurl takes them; NULL for none.  Through a
	 * proxy, hosts that this machine knows to have such an address are refused; what the
	 * proxy alone knows, it must refuse itself. */
	const char *http_proxy, *https_proxy;
	const char *no_proxy; /* hosts that are reached without it, as in the variable */

	/* Asked a few times a second while something is waited for; false gives up.  May be
	 * NULL. */
	bool (*go_on)(gpointer user_data);
	gpointer user_data;
} EntenteFetching;

G_END_DECLS

#endif
