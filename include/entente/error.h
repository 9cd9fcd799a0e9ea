#ifndef ENTENTE_ERROR_H
#define ENTENTE_ERROR_H

#include <entente/api.h>

#include <glib.h>

G_BEGIN_DECLS

/* Errors that a caller would act on.  Messages are one line, lower case, name the file, and
 * have no full stop. */
#define ENTENTE_ERROR (entente_error_quark())

typedef enum {
	ENTENTE_ERROR_INPUT,   /* a page is missing, empty, binary or damaged; the rest is read */
	ENTENTE_ERROR_LIMIT,   /* a page exceeds a limit (size, depth, expansion) */
	ENTENTE_ERROR_LEXICON, /* the program's own lexicon or model files are missing or damaged */
	ENTENTE_ERROR_FEEDS,   /* no failure: an input holds no page but lists feeds */
	ENTENTE_ERROR_DOSSIER, /* a dossier cannot be opened, read or written */
	ENTENTE_ERROR_NETWORK, /* a page of the web cannot be, or is not to be, fetched */
	ENTENTE_ERROR_FOREIGN, /* no failure: a page to be parsed is in a language not read */
} EntenteError;

ENTENTE_API GQuark entente_error_quark(void);

G_END_DECLS

#endif
