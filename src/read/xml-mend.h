#ifndef READ_XML_MEND_H
#define READ_XML_MEND_H

#include <glib.h>
#include <libxml/tree.h>
#include <stddef.h>

/* XML as feeds have it, made fit for a strict parser. */

/* Appends the XML with what breaks most feeds put right: references that HTML has and XML has
 * not, an "&" or "<" that is only that, characters that XML forbids.  Declarations, processing
 * instructions and document types are gone, so that nothing can be defined, and with them
 * namespaces: names keep their prefixes as they are written.  Fails with ENTENTE_ERROR_LIMIT
 * where an element has too many attributes. */
bool xml_mend(GString *out, const char *xml, size_t length,
              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The element that the XML is, mended; its document is the caller's (xmlFreeDoc(node->doc)).
 * NULL with the error set, "WHERE: not valid XML: …", where it is none. */
xmlNode *xml_parse(const char *xml, size_t length, const char *where,
                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
