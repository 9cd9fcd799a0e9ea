#ifndef READ_INPUT_H
#define READ_INPUT_H

#include "base/paths.h"
#include "read/read.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* What makes an input's bytes out of another's: the way out of an archive. */
typedef struct {
	/* Puts up to `room` bytes at `to` and returns how many, 0 at the end.  Where what is
	 * packed is damaged, the error is set to what is wrong, without a name; what is
	 * returned besides stood before the damage. */
	size_t (*unpack)(void *packed, char *to, size_t room, GError **error);

	/* After an error: goes on where something else that was packed may begin.  False where
	 * nothing does.  May be NULL. */
	bool (*resume)(void *packed);
} Unpacker;

/* An input's bytes, fetched as a reader asks for them: a file of any size or a pipe that is
 * still being written costs no more memory than the reader looks at in one go. */
typedef struct Input Input;
struct Input {
	const char *name;  /* as messages give it; valid UTF-8 on one line */
	const char *bytes; /* the window: fetched and not yet taken */
	size_t length;
	size_t used;  /* of these, bytes that may be gone back to */
	char *buffer; /* what holds the window, NULL if the caller does */
	size_t capacity;
	int fd; /* -1: nothing more to fetch from it */
	/* Where the bytes come from if not from `fd`: puts up to `room` of them at `to`;
	 * returns how many, 0 at the end, an errno below zero where it failed.  NULL after the
	 * end. */
	ssize_t (*pull)(void *from, char *to, size_t room);
	void *from;
	int failed;           /* errno of a fetch that failed, 0 if none did */
	const ReadSink *sink; /* who is told before a fetch that waits, or NULL */
	guint64 taken;        /* bytes taken off the window's start so far */

	Input *outer;             /* the archive that it lies in, NULL for none */
	unsigned layers;          /* archives around it */
	bool unpacked;            /* its bytes may have been fewer there */
	guint64 wire;             /* input_wire where it begins */
	guint64 expanded;         /* of an outermost one: bytes unpacked in it, at any depth */
	bool hushed;              /* why it fails follows from what was told before */
	const Unpacker *unpacker; /* NULL where it is fetched from `fd` or whole in memory */
	void *packed;
	GError *damage; /* what its unpacker found wrong; `failed` is set then, too */
};

/* Opens a file or, for "-", standard input.  `name` must outlive the input.  Fails with
 * ENTENTE_ERROR_INPUT. */
bool input_open(Input *input, const char *path, const char *name,
                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* An input over bytes in memory, which must outlive it. */
void input_over(Input *input, const char *name, const char *bytes, size_t length);

/* An input that is unpacked from `outer`, which must outlive it. */
void input_unpack(Input *input, const char *name, Input *outer, const Unpacker *unpacker,
                  void *packed);

void input_close(Input *input);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Input, input_close)

/* Fetches more into the window.  False at the end, where reading failed or the sink stopped. */
bool input_fetch(Input *input);

/* Fetches until the window has `length` bytes or the input ends. */
void input_want(Input *input, size_t length);

/* Takes bytes off the window's start. */
void input_take(Input *input, size_t length);

/* Uses bytes behind those used before.  As long as they are among the last used they stay in
 * the window, for whoever has to go back once he sees that they were not what they seemed. */
void input_use(Input *input, size_t length);

/* Takes all bytes used. */
void input_take_used(Input *input);

/* Takes the next `length` bytes, fetched or not; false where the input ends before. */
bool input_skip(Input *input, guint64 length) G_GNUC_WARN_UNUSED_RESULT;

/* Why fetching failed, with the input's name, to be freed. */
GError *input_error(const Input *input);

/* Why there is no more of `input`, as damage to what is unpacked from it. */
void set_cut_off(GError **error, const Input *input);

/* Drops the window of an input whose unpacker failed and goes on behind the damage; false where
 * there is nothing to go on with. */
bool input_resume(Input *input) G_GNUC_WARN_UNUSED_RESULT;

/* How many bytes were taken or used of the file or pipe that this input, at whatever depth,
 * lies in. */
guint64 input_wire(const Input *input);

/* Counts bytes that were unpacked from this input, for the file or pipe that it lies in. */
void input_count_unpacked(Input *input, guint64 n);

/* How many were counted for that. */
guint64 input_unpacked(const Input *input);

#endif
