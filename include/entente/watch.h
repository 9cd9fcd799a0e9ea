#ifndef ENTENTE_WATCH_H
#define ENTENTE_WATCH_H

#include <entente/api.h>
#include <entente/dossier.h>
#include <entente/engine.h>

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

G_BEGIN_DECLS

/* Watching: feeds are polled, the pages that they name are read into a dossier, once each, and
 * looked at again for two weeks, ever more seldom, since pages are edited in silence.
 *
 * All that is remembered is in the dossier, so watching goes on where it was left, whatever
 * ended it.  Where a feed has the whole text of a page, that is read; else the page is fetched,
 * and where it cannot be, what the feed says of it is read in its place.  A feed or page that
 * cannot be had is tried again after twice as long each time, or as its host asks. */
typedef struct EntenteWatch EntenteWatch;

/* Watching with this engine, which fetches as entente_engine_set_fetching has it, into this
 * dossier; both must outlive it.  A feed that is well is polled every `every` seconds.  Fails
 * with ENTENTE_ERROR_DOSSIER where another program is watching into the dossier. */
ENTENTE_API EntenteWatch *entente_watch_new(EntenteEngine *engine, EntenteDossier *dossier,
                                            unsigned every,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
ENTENTE_API void entente_watch_free(EntenteWatch *watch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(EntenteWatch, entente_watch_free)

/* Adds a feed: its URL, or that of an OPML, which lists feeds, or an OPML in a file.  Fails
 * with ENTENTE_ERROR_INPUT where it is none of these, or the file lists what is no feed's URL;
 * the other feeds of the list are added. */
ENTENTE_API bool entente_watch_add(EntenteWatch *watch, const char *feed,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* How many feeds were added so far. */
ENTENTE_API size_t entente_watch_count(const EntenteWatch *watch);

/* What watching tells of.
 *
 * `page` gets the records of a page that was added to the dossier or, where `added` is
 * ENTENTE_REPLACED, was edited since it was read, and the feed that named it; they are the
 * library's.  `problem` gets what could not be read or fetched and why.  Either may return
 * false to stop. */
typedef struct {
	bool (*page)(const EntenteRecords *page, EntenteAdded added, const char *feed,
	             gpointer user_data);
	bool (*problem)(const GError *why, gpointer user_data);
} EntenteWatchSink;

/* Watches: with `once`, until every feed has been polled, but those that are to be left alone
 * for now, and every page that is due has been looked at; else until the sink or `go_on` of
 * EntenteFetching stops it.  Then what was read is merged.  Fails with ENTENTE_ERROR_DOSSIER.
 */
ENTENTE_API bool entente_watch_run(EntenteWatch *watch, bool once, const EntenteWatchSink *sink,
                                   gpointer user_data,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

#endif
