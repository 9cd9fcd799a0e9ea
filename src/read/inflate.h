#ifndef READ_INFLATE_H
#define READ_INFLATE_H

#include "read/input.h"

#include <zlib.h>

/* Deflated bytes, as they lie in gzip files, zip archives and HTTP bodies.  What expands to
 * more than MAX_EXPANSION times its size is refused: no page does, and a bomb must. */

enum {
	MAX_EXPANSION = 100,
	FREE_EXPANSION = 64 * 1024,   /* bytes given before the ratio counts */
	BOMB_BYTES = 5 * 1000 * 1000, /* as which a bomb counts, so that few of them are many */
};

typedef enum { WRAP_NONE = -MAX_WBITS, WRAP_ZLIB = MAX_WBITS, WRAP_GZIP = 16 + MAX_WBITS } Wrap;

typedef enum { INFLATING, INFLATED, INFLATE_DAMAGED, INFLATE_BOMB } InflateState;

typedef struct {
	z_stream stream;
	bool open;
	guint64 taken, given; /* since it was opened */
} Inflater;

/* Begins a stream, be it the first or another. */
void inflater_open(Inflater *self, Wrap wrap);
void inflater_close(Inflater *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Inflater, inflater_close)

/* Inflates from `bytes` until they are used up, `room` is full or the stream ends.  `*taken`
 * and
 * `*given` are set to how many bytes were used and made. */
InflateState inflater_run(Inflater *self, const char *bytes, size_t length, char *to,
                          size_t room, size_t *taken, size_t *given);

/* Whether `given` bytes are too many to come out of `taken`. */
bool is_bomb(guint64 taken, guint64 given);

/* Whether all bytes that were unpacked, layer by layer, from the file or pipe in which `input`
 * lies are too many to come out of it: more than one page may have, besides. */
bool are_too_many(const Input *input);

/* What is wrong, without a name. */
void set_inflate_error(GError **error, InflateState state);

#endif
