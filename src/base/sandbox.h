#ifndef BASE_SANDBOX_H
#define BASE_SANDBOX_H

#include <stdbool.h>
#include <stddef.h>

/* Whether this build has a sanitizer in it, which no layer leaves room for. */
#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

/* Shutting a process in, so that whatever its code is brought to do, nothing outside it changes
 * and nothing leaves it but by one socket. */

typedef enum {
	SANDBOX_CALLS =
	    1 << 0, /* seccomp: the system does little more for it than hand out memory */
	SANDBOX_FILES = 1 << 1, /* Landlock: no file, no folder, no port */
	SANDBOX_ALL = (1 << 2) - 1
} SandboxLayers;

/* The layers that the kernel and this build have. */
SandboxLayers sandbox_layers(void);

/* What the kernel or this build lacks, as words for a message ("seccomp"); NULL where nothing.
 */
const char *sandbox_lack(SandboxLayers layers);

/* Shuts the calling process, which has one thread, in for good: it may read and write `fd`, get
 * at most `memory` bytes more (0: no limit), and end.  It dies of anything else (SIGSYS). False
 * where one of the layers could not be put up. */
bool sandbox_enter(SandboxLayers layers, int fd, size_t memory);

#endif
