#ifndef WATCH_WATCH_H
#define WATCH_WATCH_H

#include "pipeline.h"
#include "store/watched.h"

#include <entente/watch.h>

/* The inside of watching. */

enum {
	MAX_ASKED = 48, /* requests that are not done */
	MAX_FEEDS = 10000,
	MAX_ITEMS = 5000,  /* of a feed that are looked at */
	MAX_NEW = 500,     /* of them that are read, and that were not known before */
	MAX_WAITING = 500, /* pages of a feed that are to be fetched */
	PAGE_PAUSE = 300,  /* seconds after a page failed for the first time */
	LOOK_PAUSE = 3600, /* between two looks at a page of which the feed says new things */
	MERGE_EVERY = 600, /* seconds, while there is always something to do */
};

typedef struct {
	EntenteWatch *watch;
	Feed *state;
	bool busy;   /* it has been asked */
	bool polled; /* in this run */
} Watched;

struct EntenteWatch {
	EntenteEngine *engine;
	EntenteDossier *dossier;
	unsigned every;
	GPtrArray *feeds;  /* Watched */
	GHashTable *known; /* their URLs */
	GHashTable *busy;  /* hosts that have been asked for a page -> PageAsk */

	/* of the run */
	const EntenteWatchSink *sink;
	gpointer user_data;
	bool once;
	bool stopped;   /* by the sink */
	GError *error;  /* of the dossier: ends the run */
	int64_t merged; /* when what was read was merged last … */
	bool unmerged;  /* … and whether something was read since */
};

int64_t watch_now(void);

/* Sets a string that is owned. */
void watch_set(char **member, const char *value);

/* Whether the run goes on. */
bool watch_goes_on(const EntenteWatch *watch);

/* Tells of a problem; with `noted` once only, and it is kept in the dossier.  Returns whether
 * to go on, as the next three do. */
bool watch_problem(EntenteWatch *watch, const GError *why, bool noted);

/* Puts the article (taken over) into the dossier, as what became of the visit, and tells of it
 * if it is new or has changed. */
bool watch_keep(EntenteWatch *watch, Visit *visit, Article *article);

/* Reads what the feed said of a page that cannot be had. */
bool watch_keep_given(EntenteWatch *watch, Visit *visit);

/* Adds a feed of this address, in its normal form, unless it is there. */
bool watch_add_feed(EntenteWatch *watch, const char *address,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whether what was fetched or read is a list of feeds; adds the feeds of one that was found
 * there. */
bool watch_is_list(const char *bytes, size_t length);
void watch_add_list(EntenteWatch *watch, const char *found, const char *bytes, size_t length);

/* Asks for the feeds and pages that are due. */
void watch_ask_feeds(EntenteWatch *watch, int64_t now);
void watch_ask_pages(EntenteWatch *watch, int64_t now);

/* What stands for a host in `busy`. */
void watch_free_ask(gpointer ask);

/* When something is due next, or NEVER. */
int64_t watch_next(EntenteWatch *watch);

/* When the feed is to be asked, or NEVER. */
int64_t watch_feed_due(const EntenteWatch *watch, const Watched *watched);

#endif
