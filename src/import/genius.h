#ifndef IMPORT_GENIUS_H
#define IMPORT_GENIUS_H

#include "import/scenario.h"

#include <libxml/parser.h>

/* The document, mended; NULL for none.  To be freed with xmlFreeDoc. */
xmlDoc *genius_parse(const ImportFile *file);

/* Names of elements are taken in either case. */
bool genius_is_named(const xmlNode *node, const char *name);
xmlNode *genius_child(const xmlNode *node, const char *name);

/* An attribute, to be freed; NULL for none. */
char *genius_attribute(const xmlNode *node, const char *name);
double genius_number(const xmlNode *node, const char *name, double otherwise);

enum { GENIUS_DEEPEST = 50 };

/* A party's profile that is being read into the scenario's last party. */
typedef struct {
	const ImportFile *file;
	Scenario *scenario;
	GHashTable *by_index; /* int, the index that the profile gives an issue -> issue + 1 */
	GError **error;
} GeniusProfile;

/* The issue that the element's `index` names, or -1. */
int genius_issue(const GeniusProfile *self, const xmlNode *node);

/* A utility function of hyper-rectangles; and ranks with constraints.  Both go on top of what
 * the party makes of each option. */
bool genius_read_function(const GeniusProfile *self, const xmlNode *objective);
bool genius_read_rules(const GeniusProfile *self, const xmlNode *objective);

#endif
