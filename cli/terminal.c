#include "terminal.h"

#include "progress.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* A message may quote a file name or a page, which must not move the cursor. */
void
complain(const char *format, ...)
{
	va_list list;

	va_start(list, format);
	g_autofree char *text = g_strdup_vprintf(format, list);
	va_end(list);
	for (char *at = text; *at; at++) {
		if ((guchar)*at < 0x20 || *at == 0x7f)
			*at = '?';
		/* U+0080 to U+009F */
		if (*at == '\xc2' && (guchar)at[1] >= 0x80 && (guchar)at[1] < 0xa0)
			*at = '?', *++at = '?';
	}
	progress_wipe();
	fprintf(stderr, "entente: %s\n", text);
}

bool
print_out(const GString *text)
{
	size_t done = 0;

	while (done < text->len) {
		ssize_t n = write(STDOUT_FILENO, text->str + done, text->len - done);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) {
			complain("standard output: %s", g_strerror(errno));
			return false;
		}
		done += (size_t)n;
	}
	return true;
}

const char *const colour_choices[] = { "auto", "always", "never", NULL };

bool
want_colour(const char *choice)
{
	const char *no_color = g_getenv("NO_COLOR");
	const char *term = g_getenv("TERM");

	if (choice && strcmp(choice, "auto") != 0)
		return strcmp(choice, "always") == 0;
	if (no_color && *no_color)
		return false;
	return isatty(STDOUT_FILENO) && term && strcmp(term, "dumb") != 0;
}

int
terminal_width(void)
{
	const char *columns = g_getenv("COLUMNS");
	guint64 width;
	struct winsize size;

	if (columns && g_ascii_string_to_unsigned(columns, 10, 1, G_MAXUSHORT, &width, NULL))
		return (int)width;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0)
		return size.ws_col;
	return 0;
}
