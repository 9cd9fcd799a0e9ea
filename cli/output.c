#include "output.h"

#include "terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

static bool
fail(Output *output)
{
	output->failed = true;
	complain("'%s': %s", output->path, g_strerror(errno));
	return false;
}

/* A device or a pipe is written as it is. */
static bool
is_special(const char *path)
{
	GStatBuf about;

	return g_stat(path, &about) == 0 && !S_ISREG(about.st_mode) && !S_ISDIR(about.st_mode);
}

bool
output_open(Output *output, const char *path)
{
	*output = (Output){ .path = path, .file = -1 };
	if (!path)
		return true;
	if (is_special(path)) {
		output->file = open(path, O_WRONLY | O_CLOEXEC);
		return output->file >= 0 || fail(output);
	}
	if (g_file_test(path, G_FILE_TEST_IS_DIR)) {
		errno = EISDIR;
		return fail(output);
	}
	output->beside = g_strconcat(path, ".XXXXXX", NULL);
	output->file = g_mkstemp_full(output->beside, O_WRONLY | O_CLOEXEC, 0666);
	if (output->file >= 0)
		return true;
	g_clear_pointer(&output->beside, g_free);
	return fail(output);
}

bool
output_write(Output *output, const char *bytes, size_t length)
{
	if (!output->path) {
		const GString piece = { (char *)bytes, length, length };

		output->failed = !print_out(&piece);
		return !output->failed;
	}
	for (size_t done = 0; done < length;) {
		ssize_t n = write(output->file, bytes + done, length - done);

		if (n < 0 && errno != EINTR)
			return fail(output);
		done += n > 0 ? (size_t)n : 0;
	}
	return true;
}

bool
output_close(Output *output)
{
	int file = output->file;

	output->file = -1;
	if (file >= 0 && close(file) < 0 && !output->failed)
		fail(output);
	if (!output->failed && output->beside) {
		if (g_rename(output->beside, output->path) == 0)
			g_clear_pointer(&output->beside, g_free);
		else
			fail(output);
	}
	output_drop(output);
	return !output->failed;
}

void
output_drop(Output *output)
{
	if (output->file >= 0)
		close(output->file);
	output->file = -1;
	if (output->beside)
		g_unlink(output->beside);
	g_clear_pointer(&output->beside, g_free);
}
