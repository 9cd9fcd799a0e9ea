#ifndef READ_AGAIN_H
#define READ_AGAIN_H

#include "read/input.h"

/* How an input is read once more from its start: a file is gone back in, and of a pipe what was
 * fetched is kept, as long as that is not too much. */
typedef struct {
	int file; /* from `start` on; else -1 */
	off_t start;
	GByteArray *log;   /* what was taken of a pipe */
	const char *whole; /* what lies in memory */
	size_t whole_length;
} Again;

/* From the input as it is now. */
void again_note(Again *again, const Input *input);
void again_clear(Again *again);

/* These bytes are taken from the input. */
void again_keep(Again *again, const char *bytes, size_t length);

/* Back to where it was noted; false where that cannot be had again. */
bool again_rewind(Again *again, Input *input) G_GNUC_WARN_UNUSED_RESULT;

#endif
