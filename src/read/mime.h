#ifndef READ_MIME_H
#define READ_MIME_H

#include "read/input.h"

/* MIME (RFC 2045 to 2047): mail, and pages saved with what they draw in.
 *
 * A message is read as a stream; of its parts, at whatever depth, the heads and bodies of those
 * of text are held, so that pictures and attachments of any size cost nothing. */

enum {
	MAX_PARTS = 10000,
	MAX_PART_DEPTH = 16, /* of parts within parts */
};

typedef struct MimePart MimePart;
struct MimePart {
	const MimePart *parent; /* NULL for the message itself */
	char *kind;             /* "text/html" */
	char *boundary;         /* between its parts, NULL where it has none */
	GString *head;
	GString *body; /* as it was transferred; NULL where it is not held */
	bool too_long; /* to be held */
};

/* The message and all its parts (MimePart) in their order, to be freed.  NULL with the error
 * set, which names nothing, where there are too many, or the input failed. */
GPtrArray *mime_read(Input *input, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The value of a field of the part's head, to be freed; NULL for none. */
char *mime_field(const MimePart *part, const char *name);

/* The same as UTF-8, with encoded words decoded. */
char *mime_text_field(const MimePart *part, const char *name);

/* A parameter of Content-Type, to be freed; NULL for none. */
char *mime_parameter(const MimePart *part, const char *name);

/* Undoes the encoded words of RFC 2047; to be freed. */
char *mime_decode_words(const char *value);

/* The part's bytes, quoted-printable and base64 undone; to be freed. */
char *mime_content(const MimePart *part, size_t *length);

/* How surely the bytes begin a message: a point or two for each field that mail has, 0 where a
 * line of the head is none. */
int mime_sureness(const char *bytes, size_t length);

/* The bytes of the head that a message begins with, as far as they are there. */
size_t mime_head_length(const char *bytes, size_t length);

#endif
