#include "read/again.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LOG_BYTES = 32 * 1000 * 1000 };

void
again_note(Again *again, const Input *input)
{
	struct stat status;

	*again = (Again){ .file = -1 };
	if (input->fd < 0) {
		again->whole = input->bytes;
		again->whole_length = input->length;
	} else if (fstat(input->fd, &status) == 0 && S_ISREG(status.st_mode)) {
		again->start = lseek(input->fd, 0, SEEK_CUR);
		again->file = fcntl(input->fd, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
	} else
		again->log = g_byte_array_new();
}

void
again_clear(Again *again)
{
	if (again->file >= 0)
		close(again->file);
	g_clear_pointer(&again->log, g_byte_array_unref);
}

void
again_keep(Again *again, const char *bytes, size_t length)
{
	if (again->log)
		g_byte_array_append(again->log, (const guint8 *)bytes, (guint)length);
	if (again->log && again->log->len > LOG_BYTES)
		g_clear_pointer(&again->log, g_byte_array_unref);
}

bool
again_rewind(Again *again, Input *input)
{
	if (again->whole) {
		input->bytes = again->whole;
		input->length = again->whole_length;
	} else if (again->log) {
		g_byte_array_append(again->log, (const guint8 *)input->bytes,
		                    (guint)input->length);
		g_free(input->buffer);
		input->length = input->capacity = again->log->len;
		input->buffer = (char *)g_byte_array_free(again->log, FALSE);
		input->bytes = input->buffer;
		again->log = g_byte_array_new();
	} else if (again->file >= 0) {
		const Input begun = *input;

		input_close(input);
		*input =
		    (Input){ .name = begun.name,
			     .fd = fcntl(again->file, F_DUPFD_CLOEXEC, STDERR_FILENO + 1) };
		return input->fd >= 0 && lseek(input->fd, again->start, SEEK_SET) >= 0;
	} else
		return false;
	return true;
}
