#include "read/input.h"

#include <entente/error.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

enum { FETCH_BYTES = 256 * 1024, GO_BACK_BYTES = 64 * 1024 };

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

guint64
input_wire(const Input *input)
{
	while (input->outer)
		input = input->outer;
	return input->taken + input->used;
}

void
input_count_unpacked(Input *input, guint64 n)
{
	while (input->outer)
		input = input->outer;
	input->expanded += n;
}

guint64
input_unpacked(const Input *input)
{
	while (input->outer)
		input = input->outer;
	return input->expanded;
}

void
input_unpack(Input *input, const char *name, Input *outer, const Unpacker *unpacker,
             void *packed)
{
	*input = (Input){ .name = name,
		          .fd = -1,
		          .outer = outer,
		          .layers = outer->layers + 1,
		          .unpacked = true,
		          .wire = input_wire(outer),
		          .unpacker = unpacker,
		          .packed = packed };
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
	g_clear_error(&input->damage);
	input->bytes = NULL;
	input->length = 0;
}

/* Leaves room for a fetch after the window, which moves to the buffer's start for that only
 * where it must: fetches may be small. */
static char *
make_room(Input *input)
{
	size_t before = input->length ? (size_t)(input->bytes - input->buffer) : 0;

	if (before && input->capacity - before - input->length < FETCH_BYTES) {
		memmove(input->buffer, input->bytes, input->length);
		before = 0;
	}
	if (input->capacity - before - input->length < FETCH_BYTES) {
		input->capacity = MAX(2 * input->capacity, input->length + FETCH_BYTES);
		input->buffer = g_realloc(input->buffer, input->capacity);
	}
	input->bytes = input->buffer + before;
	return input->buffer + before + input->length;
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

static bool
fetch_unpacked(Input *input)
{
	if (input->failed)
		return false;
	char *to = make_room(input);
	size_t n = input->unpacker->unpack(input->packed, to, FETCH_BYTES, &input->damage);
	input->failed = input->damage ? EBADMSG : 0;
	input->length += n;
	return n > 0;
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
	if (input->unpacker)
		return fetch_unpacked(input);
	if (input->fd < 0 && !input->pull)
		return false;
	if (!may_wait(input)) {
		end(input);
		return false;
	}
	ssize_t n = fetch_into(input, make_room(input));
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
	input->taken += length;
}

void
input_use(Input *input, size_t length)
{
	input->used += length;
	if (input->used <= GO_BACK_BYTES)
		return;
	input_take(input, input->used - GO_BACK_BYTES);
	input->used = GO_BACK_BYTES;
}

void
input_take_used(Input *input)
{
	input_take(input, input->used);
	input->used = 0;
}

bool
input_skip(Input *input, guint64 length)
{
	while (length > input->length) {
		length -= input->length;
		input_take(input, input->length);
		if (!input_fetch(input))
			return false;
	}
	input_take(input, (size_t)length);
	return true;
}

GError *
input_error(const Input *input)
{
	GError *error = NULL;

	if (input->damage)
		return g_error_new(input->damage->domain, input->damage->code, "'%s': %s",
		                   input->name, input->damage->message);
	set_errno_error(&error, input->name, input->failed);
	return error;
}

void
set_cut_off(GError **error, const Input *input)
{
	if (input->damage)
		g_propagate_error(error, g_error_copy(input->damage));
	else if (input->failed)
		g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT, "not whole: %s",
		            g_strerror(input->failed));
	else
		g_set_error_literal(error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT,
		                    "damaged: it ends too early");
}

bool
input_resume(Input *input)
{
	if (!input->damage || !input->unpacker->resume ||
	    !input->unpacker->resume(input->packed))
		return false;
	input_take(input, input->length);
	g_clear_error(&input->damage);
	input->failed = 0;
	return true;
}
