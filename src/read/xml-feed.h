#ifndef READ_XML_FEED_H
#define READ_XML_FEED_H

#include "read/feed.h"

#include <libxml/tree.h>

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

/* The name of the outermost element of XML, its prefix included, in `name`; what stands before
 * it is blank, a declaration, an instruction, a comment or a document type.  False where the
 * bytes are no XML or end before. */
bool xml_root(const char *bytes, size_t length, char *name, size_t size);

/* The encoding that an XML declaration names, a new string; NULL where there is none. */
char *xml_encoding(const char *bytes, size_t length);

/* The next node of the tree under `root` in the order of the text, NULL at the end. */
xmlNode *xml_next(xmlNode *node, const xmlNode *root);

/* Whether the node is an element of this name, which has the prefix that everybody uses
 * ("content:encoded") or, where it is the format's own, none. */
bool xml_is(const xmlNode *node, const char *name);

/* The first child element of this name, NULL for NULL and where there is none. */
const xmlNode *xml_child(const xmlNode *node, const char *name);

/* The text in the element, NULL for NULL and where there is none; a new string. */
char *xml_text(const xmlNode *node);

/* What is in the element, elements as HTML writes them; a new string.  Takes prefixes off their
 * names. */
char *xml_inner(xmlNode *node);

/* The HTML that the element holds, escaped as its text or as elements; NULL for NULL and where
 * there is none. */
char *xml_markup(const xmlNode *node);

/* The attribute's value, NULL for none; a new string. */
char *xml_attribute(const xmlNode *node, const char *name);

#endif
