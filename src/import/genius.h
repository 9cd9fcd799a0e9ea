#ifndef IMPORT_GENIUS_H
#define IMPORT_GENIUS_H

#include "import/scenario.h"

#include <libxml/parser.h>

/* The document, mended; NULL for none.  To be ended with genius_end. */
xmlDoc *genius_parse(const ImportFile *file, GError **error);

/* Frees the document.  False where it was not taken, or something read of it is no number. */
bool genius_end(xmlDoc *document, const ImportFile *file, bool taken, GError **error);

/* Names of elements are taken in either case. */
bool genius_is_named(const xmlNode *node, const char *name);
xmlNode *genius_child(const xmlNode *node, const char *name);

/* An attribute, to be freed; NULL for none. */
char *genius_attribute(const xmlNode *node, const char *name);

/* `otherwise` where there is none; also where it is no number, which genius_end will tell. */
double genius_number(const xmlNode *node, const char *name, double otherwise);

enum { GENIUS_DEEPEST = 50 };

/* A party's profile that is being read into the scenario's last party. */
typedef struct {
	const ImportFile *file;
	Scenario *scenario;
	GHashTable *by_index; /* int, the index that the profile gives an issue -> issue + 1 */
	GError **error;
	size_t n_untold;  /* options that it says nothing of */
	size_t n_unknown; /* options that the domain lacks */
	char *unknown;    /* the first of those, and its issue */
} GeniusProfile;

/* The option of this name, or -1, which is counted. */
int genius_option(GeniusProfile *self, int issue, const char *name);

/* The issue that the element's `index` names, or -1. */
int genius_issue(const GeniusProfile *self, const xmlNode *node);

/* A utility function of hyper-rectangles; and ranks with constraints.  Both go on top of what
 * the party makes of each option. */
bool genius_read_function(const GeniusProfile *self, const xmlNode *objective);
bool genius_read_rules(GeniusProfile *self, const xmlNode *objective);

#endif
