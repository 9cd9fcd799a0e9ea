#ifndef BASE_FORKSERVER_H
#define BASE_FORKSERVER_H

#include "base/sandbox.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* A process that forks others, each shut in (sandbox.h) with a socket to the program.
 *
 * A program with threads must not fork: a lock that another thread holds stays locked in the
 * child for ever.  So a child is forked early, while there is one thread, keeps what is loaded
 * by then, and forks from itself whenever the program asks for one more. */
typedef struct ForkServer ForkServer;

typedef struct {
	/* Runs once, in the server: loads what will not be at hand in the sandbox. */
	void (*prepare)(gpointer user_data);
	/* Runs in each process, until the socket ends; what it returns is the exit status. */
	int (*work)(int socket, gpointer user_data);
	size_t memory; /* how much more than the server's a process may have; 0: no limit */
} ForkPlan;

enum { FORK_NOT_SHUT_IN = 70 }; /* the exit status of a process that its sandbox failed */

/* Forks the server, now.  `plan` must outlive it; what `user_data` stands for, too, unchanged.
 * NULL with errno set where the system gives no process. */
ForkServer *fork_server_new(const ForkPlan *plan, gpointer user_data);

/* Ends the server and all that it forked. */
void fork_server_free(ForkServer *server);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ForkServer, fork_server_free)

/* The socket (to be closed by the caller) and the id of a new process; -1 with errno set where
 * there is none. */
int fork_server_fork(ForkServer *server, pid_t *process);

/* Kills the process, if it lives still, and returns how it ended, as waitpid has it; -1 where
 * that cannot be known. */
int fork_server_end(ForkServer *server, pid_t process);

#endif
