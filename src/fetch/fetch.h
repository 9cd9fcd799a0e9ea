#ifndef FETCH_FETCH_H
#define FETCH_FETCH_H

#include <entente/fetching.h>
#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Fetching: addresses of the web -> bytes.
 *
 * Many requests are under way at a time, but never two to one host, and each host is asked at
 * most once a second, or as seldom as it asks for itself; what its robots.txt forbids is not
 * asked for.  One thread uses a fetcher at a time. */
typedef struct Fetcher Fetcher;

Fetcher *fetcher_new(const EntenteFetching *how);

/* Gives up what is under way; nobody is told. */
void fetcher_free(Fetcher *fetcher);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Fetcher, fetcher_free)

/* Where the robots.txt of hosts are kept beyond a fetcher's life: `load` gives one back, to be
 * freed, with the seconds for which it still holds, or NULL; `save` keeps one. */
typedef struct {
	char *(*load)(const char *origin, int64_t *seconds, gpointer user_data);
	void (*save)(const char *origin, const char *rules, int64_t seconds,
	             gpointer user_data);
} FetchMemory;

/* With NULL, nothing is kept, as in a new fetcher. */
void fetcher_remember(Fetcher *fetcher, const FetchMemory *memory, gpointer user_data);

/* What came of a request.  Of these one is set: `body`, `unchanged`, `error`. */
typedef struct {
	char *url;   /* as it was asked for */
	char *found; /* where it was found, redirects followed; NULL with an error */
	GByteArray *body;
	char *encoding; /* the charset that the host says it is in, or NULL */
	char *etag, *last_modified;
	bool unchanged; /* as the validators say */
	GError *error;  /* one line that names the URL */
	bool lasting;   /* another time would bring the same error */
	int64_t wait;   /* seconds that its host asks to be left alone, 0 for none */
	bool unsent;    /* for that reason it was not asked for */
} Fetched;

void fetched_free(Fetched *fetched);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Fetched, fetched_free)

/* Is told what came of a request and owns it; may ask for more. */
typedef void (*FetchDone)(Fetched *fetched, gpointer user_data);

/* Asks for the document at `url`; with `etag` or `last_modified`, as an earlier answer had them
 * (else NULL), only where it is another one now.  Nothing is sent before fetcher_work. */
void fetcher_ask(Fetcher *fetcher, const char *url, const char *etag, const char *last_modified,
                 FetchDone done, gpointer user_data);

/* Works until some request is done, for up to `patience` microseconds.  Returns false where
 * nothing is left to do. */
bool fetcher_work(Fetcher *fetcher, gint64 patience);

/* Takes what has come so far without telling anybody: so that nothing times out while the
 * caller is at something long. */
void fetcher_keep_up(Fetcher *fetcher);

/* How many requests are not done. */
size_t fetcher_pending(const Fetcher *fetcher);

/* Whether to go on, as whoever set it up says. */
bool fetcher_goes_on(const Fetcher *fetcher);

/* Drops the requests that are not done; nobody is told of them. */
void fetcher_forget(Fetcher *fetcher);

/* The address, seen from `base` (NULL for none), in its normal form, without its fragment and
 * the parameters that only track readers, to be freed, and in `*host` that of its host,
 * likewise; NULL where it is no address that could be fetched. */
char *fetch_address(const char *text, const char *base, char **host);

#endif
