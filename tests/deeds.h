#ifndef DEEDS_H
#define DEEDS_H

/* What a reader that was taken over, or is wrong, could do to the process that it is in.  The
 * readers of tests do it where the text of a page tells them to ("DO crash"). */
#include "base/sandbox.h"

#include <fcntl.h>
#include <glib.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

/* A sanitizer would report what is meant to be. */
static void
fall(int number)
{
	signal(number, SIG_DFL);
	raise(number);
}

static void
crash(void)
{
	volatile int *volatile nowhere = NULL;

	if (SANITIZED)
		fall(SIGSEGV);
	*nowhere = 1;
}

static void
die(void)
{
	if (SANITIZED)
		fall(SIGABRT);
	abort();
}

static void
loop(void)
{
	for (volatile unsigned turns = 0;; turns++)
		;
}

static void
hoard(void)
{
	for (;;)
		memset(g_malloc(1000 * 1000), 1, 1000 * 1000);
}

/* The deeds that a sandbox forbids must kill, not fail: those that come back leave a page. */
static void
open_file(void)
{
	(void)!open("/etc/hostname", O_RDONLY);
}

static void
write_file(void)
{
	(void)!open("/tmp/entente-was-here", O_WRONLY | O_CREAT, 0600);
}

static void
open_socket(void)
{
	(void)!socket(AF_INET, SOCK_STREAM, 0);
}

static void
fork_another(void)
{
	(void)!fork();
}

static void
run_program(void)
{
	char *const nothing[] = { NULL };

	(void)!execve("/bin/true", nothing, nothing);
}

static void
kill_parent(void)
{
	kill(getppid(), 0);
}

static void
write_elsewhere(void)
{
	(void)!write(STDERR_FILENO, "x", 1);
}

static void
map_code(void)
{
	(void)!mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS,
	            -1, 0);
}

static void
leave(void)
{
	_exit(3);
}

static void
wait_for_ever(void)
{
	pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

	pthread_mutex_lock(&mutex);
	pthread_mutex_lock(&mutex);
}

typedef struct {
	const char *name;
	void (*deed)(void);
	const char *told;    /* of it, by a worker with test-worker's limits */
	bool limit, sandbox; /* the second: nothing but the sandbox forbids it */
} Deed;

static const char forbidden[] = "its reader asked the system for what no reader needs";

static const Deed deeds[] = {
	{ "crash", crash, "its reader crashed (SIGSEGV)", false, false },
	{ "die", die, "its reader crashed (SIGABRT)", false, false },
	{ "leave", leave, "its reader ended (exit status 3)", false, false },
	{ "loop", loop,
	  "reading it took more than 0.3 s of the processor, the limit for such a page", true,
	  false },
	{ "hoard", hoard, "reading it took more than 200 MB of memory, the limit for a page",
	  true, true },
	{ "open-file", open_file, forbidden, false, true },
	{ "write-file", write_file, forbidden, false, true },
	{ "open-socket", open_socket, forbidden, false, true },
	{ "fork", fork_another, forbidden, false, true },
	{ "run-program", run_program, forbidden, false, true },
	{ "kill-parent", kill_parent, forbidden, false, true },
	{ "write-elsewhere", write_elsewhere, forbidden, false, true },
	{ "map-code", map_code, forbidden, false, true },
	{ "wait", wait_for_ever, NULL, false, false }, /* has a test of its own */
};

/* Does what the text tells to do, if anything. */
static inline void
obey_text(const char *text)
{
	const char *order = strstr(text, "DO ");

	for (unsigned i = 0; order && i < G_N_ELEMENTS(deeds); i++)
		if (g_str_has_prefix(order + strlen("DO "), deeds[i].name))
			deeds[i].deed();
}

#endif
