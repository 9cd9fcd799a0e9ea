#ifndef FETCH_URL_H
#define FETCH_URL_H

#include <glib.h>
#include <stdbool.h>

/* An address of the web, checked and in its normal form. */
typedef struct {
	char *text;       /* the whole, without fragment */
	char *host;       /* ASCII in lower case; of IPv6 in brackets */
	char *origin;     /* scheme://host:port: those whose robots.txt is the same */
	const char *path; /* with its query; within `text` */
	unsigned port;
	bool secure; /* https */
} Url;

enum { MAX_URL_BYTES = 4096 };

/* Parses `text`, relative to `base` (NULL for none), with libcurl's own parser, so that what is
 * checked is what is fetched.  Only http and https, without a user's name, to port 80, 443 or
 * one above 1023.  Fails with ENTENTE_ERROR_NETWORK; the message has no name in it. */
Url *url_new(const char *text, const Url *base, GError **error) G_GNUC_WARN_UNUSED_RESULT;

void url_free(Url *url);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Url, url_free)

/* The address without the parameters that only track readers (utm_source and its like), to be
 * freed. */
char *url_untracked(const Url *url);

/* The address as messages give it, to be freed: on one line, valid UTF-8, not too long. */
char *url_display(const char *text);

#endif
