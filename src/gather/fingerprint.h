#ifndef GATHER_FINGERPRINT_H
#define GATHER_FINGERPRINT_H

#include <glib.h>

/* The fingerprint of a text: hashes (uint32_t, ascending, each once) of its shingles, five
 * words each, by which it is known what pages have in common (copies.c).  Words inside
 * quotation marks do not count, unless there is little else. */
GArray *fingerprint_new(const char *text);

#endif
