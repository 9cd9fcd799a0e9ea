#include "read/input.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

enum { FETCH_BYTES = 256 * 1024 };

bool
input_open(Input *input, const char *path, const char *name, GError **error)
{
	bool standard = strcmp(path, "-") == 0;
	int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);

	if (fd < 0) {
		set_errno_error(error, name, errno);
		return false;
	}
	*input = (Input){ .name = name, .fd = fd };
	return true;
}

void
input_over(Input *input, const char *name, const char *bytes, size_t length)
{
	*input = (Input){ .name = name, .bytes = bytes, .length = length, .fd = -1 };
}

static void
end(Input *input)
{
	if (input->fd > STDIN_FILENO)
		close(input->fd);
	input->fd = -1;
	input->pull = NULL;
}

void
input_close(Input *input)
{
	end(input);
	g_clear_pointer(&input->buffer, g_free);
	input->bytes = NULL;
	input->length = 0;
}

/* Moves the window to the buffer's start and leaves room for a fetch after it. */
static void
make_room(Input *input)
{
	if (input->length)
		memmove(input->buffer, input->bytes, input->length);
	if (input->capacity - input->length < FETCH_BYTES) {
		input->capacity = MAX(2 * input->capacity, input->length + FETCH_BYTES);
		input->buffer = g_realloc(input->buffer, input->capacity);
	}
	input->bytes = input->buffer;
}

/* Tells the sink if the bytes asked for are not there yet; false if it stops. */
static bool
may_wait(const Input *input)
{
	struct pollfd wanted = { .fd = input->fd, .events = POLLIN };

	if (!input->sink || !input->sink->waiting || poll(&wanted, 1, 0) != 0)
		return true;
	return input->sink->waiting(input->sink->user_data);
}

/* As Input.pull has it. */
static ssize_t
fetch_into(const Input *input, char *to)
{
	ssize_t n;

	if (input->pull)
		return input->pull(input->from, to, FETCH_BYTES);
	do
		n = read(input->fd, to, FETCH_BYTES);
	while (n < 0 && errno == EINTR);
	return n < 0 ? -errno : n;
}

bool
input_fetch(Input *input)
{
	if (input->fd < 0 && !input->pull)
		return false;
	if (!may_wait(input)) {
		end(input);
		return false;
	}
	make_room(input);
	ssize_t n = fetch_into(input, input->buffer + input->length);
	if (n <= 0) {
		input->failed = (int)-n;
		end(input);
		return false;
	}
	input->length += (size_t)n;
	return true;
}

void
input_want(Input *input, size_t length)
{
	while (input->length < length && input_fetch(input))
		;
}

void
input_take(Input *input, size_t length)
{
	input->bytes += length;
	input->length -= length;
}
