#ifndef FETCH_BODY_H
#define FETCH_BODY_H

#include <glib.h>
#include <stddef.h>

enum {
	MAX_WIRE_BYTES = 5 * 1000 * 1000,   /* of a document as it comes */
	MAX_BODY_BYTES = 20 * 1000 * 1000,  /* of what becomes of it */
	MAX_EXPANSION = 100,                /* of the second to the first */
	FREE_EXPANSION_BYTES = 1000 * 1000, /* up to which it does not count */
};

/* The body in plain, to be unreferenced, from its bytes on the wire (taken over) and the
 * Content-Encoding (NULL for none; gzip, deflate).  One that says it is compressed and is not
 * is taken as it is.  No more than `most` bytes come out of it where `most` is not 0; else what
 * exceeds a limit fails with ENTENTE_ERROR_LIMIT, what is damaged with ENTENTE_ERROR_NETWORK;
 * the message has no name in it. */
GByteArray *body_decode(GByteArray *wire, const char *encoding, size_t most,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
