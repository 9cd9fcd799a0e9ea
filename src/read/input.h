#ifndef READ_INPUT_H
#define READ_INPUT_H

#include "base/paths.h"
#include "read/read.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* An input's bytes, fetched as a reader asks for them: a file of any size or a pipe that is
 * still being written costs no more memory than the reader looks at in one go. */
typedef struct {
	const char *name;  /* as messages give it; valid UTF-8 on one line */
	const char *bytes; /* the window: fetched and not yet taken */
	size_t length;
	char *buffer; /* what holds the window, NULL if the caller does */
	size_t capacity;
	int fd;     /* -1: nothing more to fetch from it */
	/* Where the bytes come from if not from `fd`: puts up to `room` of them at `to`; returns
	 * how many, 0 at the end, an errno below zero where it failed.  NULL after the end. */
	ssize_t (*pull)(void *from, char *to, size_t room);
	void *from;
	int failed; /* errno of a fetch that failed, 0 if none did */
	const ReadSink *sink; /* who is told before a fetch that waits, or NULL */
} Input;

/* Opens a file or, for "-", standard input.  `name` must outlive the input.  Fails with
 * ENTENTE_ERROR_INPUT. */
bool input_open(Input *input, const char *path, const char *name,
                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* An input over bytes in memory, which must outlive it. */
void input_over(Input *input, const char *name, const char *bytes, size_t length);

void input_close(Input *input);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Input, input_close)

/* Fetches more into the window.  False at the end, where reading failed or the sink stopped. */
bool input_fetch(Input *input);

/* Fetches until the window has `length` bytes or the input ends. */
void input_want(Input *input, size_t length);

/* Takes bytes off the window's start. */
void input_take(Input *input, size_t length);

#endif
