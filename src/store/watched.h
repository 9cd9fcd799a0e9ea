#ifndef STORE_WATCHED_H
#define STORE_WATCHED_H

#include <entente/dossier.h>
#include <glib.h>
#include <stdint.h>

/* What `entente watch` remembers, so that it goes on where it stopped: feeds, and the pages
 * that they named.  Times are seconds since 1970; strings may be NULL where the column of
 * watched.sql may. */

enum { NEVER = -1 }; /* a time that there is none of */

typedef struct {
	char *url, *etag, *last_modified, *error;
	int64_t checked, hold, failures;
} Feed;

typedef struct {
	char *address, *feed, *item, *digest, *given, *host, *given_id, *url, *etag,
	    *last_modified;
	int64_t found, checked, due, failures;
} Visit;

void feed_free(Feed *feed);
void visit_free(Visit *visit);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Feed, feed_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Visit, visit_free)

/* The feed, a new one where it is not known. */
Feed *watched_feed(EntenteDossier *dossier, const char *url, GError **error);
bool watched_put_feed(EntenteDossier *dossier, const Feed *feed,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Sets `*visit` to the page of this address or, where the feed named the same item under
 * another one, to that; to NULL where there is none. */
bool watched_find(EntenteDossier *dossier, const Visit *like, Visit **visit,
                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Sets `*visit` to another page than `like` that was found at the same URL; NULL for none. */
bool watched_find_page(EntenteDossier *dossier, const Visit *like, Visit **visit,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

bool watched_put(EntenteDossier *dossier, const Visit *visit,
                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The robots.txt that was kept for an origin, to be freed, and until when it holds; NULL where
 * there is none that holds at `now`, or with the error set. */
char *watched_robots(EntenteDossier *dossier, const char *origin, int64_t now, int64_t *until,
                     GError **error);
bool watched_put_robots(EntenteDossier *dossier, const char *origin, const char *rules,
                        int64_t until, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The pages that are due, the longest first, one of each host, `most` of them (Visit). */
GPtrArray *watched_due(EntenteDossier *dossier, int64_t now, size_t most, GError **error);

/* When the next page is due, or NEVER. */
bool watched_next(EntenteDossier *dossier, int64_t *when,
                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* How many pages of the feed have not been read yet. */
bool watched_waiting(EntenteDossier *dossier, const char *feed, int64_t *n,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
