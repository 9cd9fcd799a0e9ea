#ifndef READ_XML_TREE_H
#define READ_XML_TREE_H

#include <glib.h>
#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

/* Looking at XML: how it begins, and the tree of what xml_parse made of it. */

/* The "<" of the outermost element, or the end of the bytes. */
const char *xml_root_at(const char *bytes, size_t length);

/* The name of the outermost element of XML, its prefix included, in `name`; what stands before
 * it is blank, a declaration, an instruction, a comment or a document type.  False where the
 * bytes are no XML or end before. */
bool xml_root(const char *bytes, size_t length, char *name, size_t size);

/* The encoding that an XML declaration names, a new string; NULL where there is none. */
char *xml_encoding(const char *bytes, size_t length);

/* The next node of the tree under `root` in the order of the text, NULL at the end. */
xmlNode *xml_next(const xmlNode *node, const xmlNode *root);

/* Whether the node is an element of this name, which in feeds has the prefix that everybody
 * uses ("content:encoded") or, where it is the format's own, none. */
bool xml_is(const xmlNode *node, const char *name);

/* The first child element of this name, NULL for NULL and where there is none. */
const xmlNode *xml_child(const xmlNode *node, const char *name);

/* The text in the element, NULL for NULL and where there is none; a new string. */
char *xml_text(const xmlNode *node);

/* The text of the first of the child elements (names, NULL-terminated) that has any; NULL for
 * none; a new string. */
char *xml_first_text(const xmlNode *node, const char *const *names);

/* The HTML that the element holds, escaped as its text or as elements, whose names then lose
 * their prefixes; NULL for NULL and where there is none. */
char *xml_markup(const xmlNode *node);

/* The attribute's value, NULL for none; a new string. */
char *xml_attribute(const xmlNode *node, const char *name);

#endif
