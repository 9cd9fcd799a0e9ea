#ifndef READ_WORKER_H
#define READ_WORKER_H

#include "read/input.h"
#include "read/reader.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* The inside of reading in another process: bytes from outside go there, articles and problems
 * come back and are checked. */

typedef struct {
	bool (*read)(Input *input, const Reading *reading); /* read_input, but in tests */
	size_t memory;                                      /* bytes that it may get */
	unsigned page_ms;     /* of the processor, for a page … */
	unsigned megabyte_ms; /* … and for each megabyte of it */
	unsigned still_ms;    /* without any of the processor */
} WorkerPlan;

/* As worker_new; the plan must outlive the worker. */
Worker *worker_new_after(const WorkerPlan *plan, const Lexicon *lexicon);

/* Reads the input, which is fetched on this side.  Returns false when the sink stopped it. */
bool worker_read(Worker *worker, Input *input, const ReadSink *sink);

/* The other side, as base/forkserver.h has it. */
typedef struct {
	const WorkerPlan *plan;
	const Lexicon *lexicon;
} WorkerTools;

void worker_prepare(gpointer tools);
int worker_work(int socket, gpointer tools);

enum { WORKER_NO_MEMORY = 71 }; /* the exit status where memory ran out */

#endif
