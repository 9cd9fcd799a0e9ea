#ifndef READ_WORKER_LINE_H
#define READ_WORKER_LINE_H

#include "base/forkserver.h"
#include "read/frames.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The line to a worker: frames out and in, and a watch over how long it takes. */

/* Why there is nothing more to be had of a worker. */
typedef enum {
	FAULT_NONE,
	FAULT_GONE,   /* it ended */
	FAULT_SLOW,   /* it took more of the processor than it may */
	FAULT_STILL,  /* it takes nothing of it and says nothing */
	FAULT_GARBLED /* it said what makes no sense */
} Fault;

typedef struct {
	ForkServer *server;
	pid_t process; /* 0 for none */
	int socket;
	Fault fault;
	GByteArray *in; /* came back … */
	size_t taken;   /* … and is done with up to here */
	int64_t began,
	    seen; /* the clock of its processor, in ms: when the page began, and lately */
	unsigned most_ms, most_still_ms, still_ms;
} Line;

/* A new worker at the other end.  False with errno set where there is none. */
bool line_open(Line *line) G_GNUC_WARN_UNUSED_RESULT;

/* Ends the worker, if there is one; how it ended, as waitpid has it, -1 where unknown. */
int line_close(Line *line);

/* From now on the worker may take so much of the processor. */
void line_allow(Line *line, unsigned ms);

/* Both return false once the line has a fault. */
bool line_send(Line *line, const void *bytes, size_t length) G_GNUC_WARN_UNUSED_RESULT;

/* The next frame that comes back; its bytes are the line's until the next call. */
bool line_next(Line *line, FrameHead *head, const char **bytes) G_GNUC_WARN_UNUSED_RESULT;

#endif
