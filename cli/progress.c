#include "progress.h"

#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum {
	AFTER = G_USEC_PER_SEC,
	EVERY = G_USEC_PER_SEC / 5,
	USUAL_WIDTH = 80,
	LEAST_BAR = 8,
	MOST_BAR = 40
};

static bool wanted, shown, ever_shown;
static gint64 begun, last;

void
progress_begin(bool want)
{
	const char *term = g_getenv("TERM");

	wanted = want && isatty(STDERR_FILENO) && term && strcmp(term, "dumb") != 0;
	ever_shown = false;
	begun = g_get_monotonic_time();
	last = 0;
}

static bool
is_long(gint64 now)
{
	return wanted && now - begun >= AFTER;
}

bool
progress_due(void)
{
	gint64 now = g_get_monotonic_time();

	return is_long(now) && now - last >= EVERY;
}

static int
width(void)
{
	struct winsize size;
	bool known = ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col;

	return known ? size.ws_col : USUAL_WIDTH;
}

/* All of it in the terminal's width, or it could not be wiped away. */
static void
write_line(const GString *line)
{
	int length = MIN((int)line->len, width() - 1);

	last = g_get_monotonic_time();
	shown = ever_shown = true;
	fprintf(stderr, "\r\033[K%.*s", MAX(length, 0), line->str);
}

/* Where there is room for it. */
static void
put_time_left(GString *line, double seconds)
{
	guint whole = (guint)MIN(seconds + 0.5, 359999.0);
	g_autofree char *hours =
	    g_strdup_printf("  %u:%02u:%02u left", whole / 3600, whole / 60 % 60, whole % 60);
	g_autofree char *minutes = g_strdup_printf("  %u:%02u left", whole / 60, whole % 60);
	const char *text = whole < 3600 ? minutes : hours;

	if ((int)(line->len + strlen(text)) < width())
		g_string_append(line, text);
}

/* Before the figures, in what they leave of the line. */
static void
put_bar(GString *line, double part)
{
	int room = MIN(width() - 1 - (int)line->len - 3, MOST_BAR);
	g_autoptr(GString) bar = g_string_new("[");

	if (room < LEAST_BAR)
		return;
	for (int i = 0; i < room; i++)
		g_string_append_c(bar, i < part * room ? '#' : '.');
	g_string_append(bar, "] ");
	g_string_prepend(line, bar->str);
}

void
progress_show(const Progress *progress)
{
	g_autoptr(GString) line = g_string_new(NULL);
	double seconds = (double)(g_get_monotonic_time() - begun) / G_USEC_PER_SEC;
	bool known = progress->known && progress->all;
	double part = known ? MIN((double)progress->done / (double)progress->all, 1) : 0;

	if (known)
		g_string_append_printf(line, "%3d%%  ", (int)(part * 100));
	g_string_append_printf(line, "%u pages  %.0f/s", progress->n_pages,
	                       progress->n_pages / seconds);
	if (known && progress->done)
		put_time_left(line, seconds * (1 - part) / part);
	if (known)
		put_bar(line, part);
	write_line(line);
}

void
progress_say(const char *what)
{
	g_autoptr(GString) line = g_string_new(what);

	if (is_long(g_get_monotonic_time()))
		write_line(line);
}

void
progress_wipe(void)
{
	if (shown)
		fputs("\r\033[K", stderr);
	shown = false;
}

double
progress_seconds(void)
{
	return ever_shown ? (double)(g_get_monotonic_time() - begun) / G_USEC_PER_SEC : 0;
}
