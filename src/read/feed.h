#ifndef READ_FEED_H
#define READ_FEED_H

#include "read/reader.h"

/* What feeds of every format give of an article. */

/* Members are NULL where the feed says nothing.  Names and titles may have references and tags
 * in them. */
typedef struct {
	const char *id; /* that stays the same; the address will do */
	const char *url;
	const char *title;
	const char *outlet;
	const char *author;
	const char *published, *modified;
	const char *language;
	const char *html;    /* the article */
	const char *text;    /* the article, where it is plain text */
	const char *summary; /* HTML or plain text */
} FeedItem;

/* Hands on the article that the item is.  One that has no more than a summary, or whose text
 * breaks off, is only a teaser where it has an address: `full_url` is set.  `number` tells it
 * from others of the input, `where` names it.  Returns false when the sink stopped it. */
bool feed_deliver(const FeedItem *item, const char *name, size_t number, const char *where,
                  const Reading *reading);

/* `url`, made whole by `base` where it is not; a new string, NULL for NULL. */
char *feed_url(const char *url, const char *base);

/* A name out of an RSS author, "desk@gazette.example (Ada Brook)"; a new string. */
char *feed_person(const char *text);

/* The text on one line of sound characters, cut where it is long: fit for a message.  A new
 * string, "" for NULL. */
char *feed_line(const char *text);

/* A feed that is listed in an OPML. */
typedef struct {
	char *url;
	char *title; /* NULL where it has none */
} FeedLink;

/* How surely the bytes are the start of an OPML. */
int opml_sniff(const char *bytes, size_t length);

/* The feeds (FeedLink) that an OPML lists, in its order, each once; NULL with the error set
 * where it is damaged.  `where` names it. */
GPtrArray *opml_feeds(const char *bytes, size_t length, const char *where,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
