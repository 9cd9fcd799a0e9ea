#ifndef READ_XML_FEED_H
#define READ_XML_FEED_H

#include "read/feed.h"
#include "read/xml-tree.h"

/* Feeds that are XML: RSS and Atom. */

/* A feed while it is read. */
typedef struct {
	const Reading *reading;
	const char *name; /* of the input */
	/* Of the feed as a whole, to be freed: what its items have where they do not say. */
	char *outlet, *author, *language, *base;
} XmlFeed;

/* A format of feeds. */
typedef struct {
	const char *item;   /* the name of an item's element */
	const char *prefix; /* "atom:": of the names that are the format's own */
	bool prefixed;      /* an item has the prefix that the outermost element has */
	/* Takes what the feed says of itself from the element that holds it. */
	void (*head)(XmlFeed *feed, const xmlNode *head);
	/* Hands on the article of an item; false when the sink stopped it. */
	bool (*article)(const XmlFeed *feed, const xmlNode *item, size_t number,
	                const char *where);
} XmlFormat;

/* Reads the feed item by item: none but the one being read is held, and one that is damaged is
 * one problem. */
bool xml_feed_read(Input *input, const Reading *reading, const XmlFormat *format);

#endif
