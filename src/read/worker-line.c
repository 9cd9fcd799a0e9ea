/* Waiting for a worker never takes longer than the worker may: after every tick, and whenever
 * something came back, its processor's clock is looked at. */
#include "read/worker-line.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { TICK_MS = 100, TAKE_BYTES = 64 * 1024, KEPT_BYTES = 1024 * 1024 };

/* The milliseconds that the process had of the processor, -1 where that is not known. */
static int64_t
processor_ms(pid_t process)
{
	struct timespec spent;
	clockid_t clock;

	if (clock_getcpuclockid(process, &clock) != 0 || clock_gettime(clock, &spent) != 0)
		return -1;
	return (int64_t)spent.tv_sec * 1000 + spent.tv_nsec / (1000 * 1000);
}

bool
line_open(Line *line)
{
	int socket = fork_server_fork(line->server, &line->process);

	if (socket < 0) {
		line->process = 0;
		return false;
	}
	line->socket = socket;
	line->fault = FAULT_NONE;
	if (!line->in)
		line->in = g_byte_array_new();
	return true;
}

int
line_close(Line *line)
{
	if (!line->process)
		return -1;
	close(line->socket);
	g_clear_pointer(&line->in, g_byte_array_unref);
	line->taken = 0;
	int status = fork_server_end(line->server, line->process);
	line->process = 0;
	return status;
}

void
line_allow(Line *line, unsigned ms)
{
	line->began = line->seen = processor_ms(line->process);
	line->most_ms = ms;
	line->still_ms = 0;
}

static bool
fail(Line *line, Fault fault)
{
	line->fault = fault;
	return false;
}

/* Whether the worker is still within its time; `waited_ms` since the last look. */
static bool
is_in_time(Line *line, unsigned waited_ms)
{
	int64_t now = processor_ms(line->process);

	/* by the clock of the processor, so that a busy or a sleeping machine ends no worker */
	line->still_ms = now > line->seen ? 0 : line->still_ms + waited_ms;
	line->seen = now;
	if (now - line->began > line->most_ms)
		return fail(line, FAULT_SLOW);
	return line->still_ms <= line->most_still_ms || fail(line, FAULT_STILL);
}

/* Waits until the socket can be read from or written to. */
static bool
await(Line *line, short events)
{
	struct pollfd wanted = { .fd = line->socket, .events = events };

	for (;;) {
		int ready = poll(&wanted, 1, TICK_MS);

		if (ready > 0)
			return true;
		if (ready < 0 && errno != EINTR)
			return fail(line, FAULT_GONE);
		if (ready == 0 && !is_in_time(line, TICK_MS))
			return false;
	}
}

bool
line_send(Line *line, const void *bytes, size_t length)
{
	const char *at = bytes;

	while (length) {
		ssize_t n = send(line->socket, at, length, MSG_NOSIGNAL | MSG_DONTWAIT);

		if (n > 0) {
			at += n;
			length -= (size_t)n;
			continue;
		}
		if (n < 0 && errno != EAGAIN && errno != EINTR)
			return fail(line, FAULT_GONE);
		if (!await(line, POLLOUT))
			return false;
	}
	return true;
}

static bool
receive(Line *line)
{
	char bytes[TAKE_BYTES];
	ssize_t n;

	while ((n = recv(line->socket, bytes, sizeof bytes, MSG_DONTWAIT)) < 0) {
		if (errno != EAGAIN && errno != EINTR)
			return fail(line, FAULT_GONE);
		if (!await(line, POLLIN))
			return false;
	}
	if (n == 0)
		return fail(line, FAULT_GONE);
	g_byte_array_append(line->in, (const guint8 *)bytes, (guint)n);
	return is_in_time(line, 0);
}

/* Drops what is done with, and the room that something huge needed. */
static void
tidy_up(Line *line)
{
	GByteArray *in = line->in;

	if (line->taken == in->len && line->taken > KEPT_BYTES) {
		g_byte_array_unref(in);
		line->in = g_byte_array_new();
	} else if (line->taken == in->len || line->taken > KEPT_BYTES) {
		g_byte_array_remove_range(in, 0, (guint)line->taken);
	} else
		return;
	line->taken = 0;
}

bool
line_next(Line *line, FrameHead *head, const char **bytes)
{
	tidy_up(line);
	while (line->in->len - line->taken < sizeof *head)
		if (!receive(line))
			return false;
	memcpy(head, line->in->data + line->taken, sizeof *head);
	if (head->length > MAX_FRAME_BYTES)
		return fail(line, FAULT_GARBLED);
	while (line->in->len - line->taken - sizeof *head < head->length)
		if (!receive(line))
			return false;
	*bytes = (const char *)line->in->data + line->taken + sizeof *head;
	line->taken += sizeof *head + head->length;
	return true;
}
