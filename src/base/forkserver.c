/* The program asks over one socket, the server answers: an order a message, an answer a
 * message.  The server handles no byte from outside; when the program is gone, it ends, and the
 * processes with it. */
#include "base/forkserver.h"

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#if SANITIZED
#include <sanitizer/lsan_interface.h>
#endif

enum { PATIENCE_MS = 60 * 1000 }; /* with the server, which has little to do */

struct ForkServer {
	int socket;
	pid_t process;
	bool lost; /* does not answer any more */
};

/* A process to be ended or, with 0, one to be forked, whose socket comes with the order. */
typedef struct {
	pid_t process;
} Order;

typedef struct {
	int value; /* the new process, or how the old one ended */
	int error; /* errno; 0 for none */
} Answer;

typedef struct {
	const ForkPlan *plan;
	gpointer user_data;
	int socket;
	GArray *processes; /* pid_t, not yet waited for */
} Server;

/* Messages that carry a file descriptor, or -1 for none. */
static bool
send_with(int socket, const void *bytes, size_t length, int fd)
{
	union {
		char space[CMSG_SPACE(sizeof(int))];
		struct cmsghdr aligned;
	} control = { { 0 } };
	struct iovec part = { (void *)bytes, length };
	struct msghdr message = { .msg_iov = &part, .msg_iovlen = 1 };
	ssize_t n;

	if (fd >= 0) {
		message.msg_control = control.space;
		message.msg_controllen = sizeof control.space;
		struct cmsghdr *head = CMSG_FIRSTHDR(&message);
		head->cmsg_level = SOL_SOCKET;
		head->cmsg_type = SCM_RIGHTS;
		head->cmsg_len = CMSG_LEN(sizeof fd);
		memcpy(CMSG_DATA(head), &fd, sizeof fd);
	}
	do
		n = sendmsg(socket, &message, MSG_NOSIGNAL);
	while (n < 0 && errno == EINTR);
	return n == (ssize_t)length;
}

static bool
receive_with(int socket, void *bytes, size_t length, int *fd)
{
	union {
		char space[CMSG_SPACE(sizeof(int))];
		struct cmsghdr aligned;
	} control;
	struct iovec part = { bytes, length };
	struct msghdr message = { .msg_iov = &part,
		                  .msg_iovlen = 1,
		                  .msg_control = control.space,
		                  .msg_controllen = sizeof control.space };
	ssize_t n;

	do
		n = recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
	while (n < 0 && errno == EINTR);
	*fd = -1;
	const struct cmsghdr *head = n > 0 ? CMSG_FIRSTHDR(&message) : NULL;
	if (head && head->cmsg_level == SOL_SOCKET && head->cmsg_type == SCM_RIGHTS)
		memcpy(fd, CMSG_DATA(head), sizeof *fd);
	return n == (ssize_t)length;
}

/* Ends the process at once: what runs at a program's end is the program's own. */
G_NORETURN static void
leave(int status)
{
#if SANITIZED
	__lsan_do_leak_check();
#endif
	_exit(status);
}

/* The process forked: nothing of the server's is its own but what was loaded. */
G_NORETURN static void
work(const Server *server, int socket)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	close(server->socket);
	if (!sandbox_enter(sandbox_layers(), socket, server->plan->memory))
		leave(FORK_NOT_SHUT_IN);
	leave(server->plan->work(socket, server->user_data));
}

static Answer
fork_one(Server *server, int socket)
{
	pid_t process = socket < 0 ? -1 : fork();

	if (process == 0)
		work(server, socket);
	if (process < 0)
		return (Answer){ 0, socket < 0 ? EBADF : errno };
	g_array_append_val(server->processes, process);
	return (Answer){ process, 0 };
}

static int
end_process(pid_t process)
{
	int status;
	pid_t waited;

	kill(process, SIGKILL);
	do
		waited = waitpid(process, &status, 0);
	while (waited < 0 && errno == EINTR);
	return waited == process ? status : -1;
}

static Answer
end_one(Server *server, pid_t process)
{
	for (guint i = 0; i < server->processes->len; i++) {
		if (g_array_index(server->processes, pid_t, i) != process)
			continue;
		g_array_remove_index_fast(server->processes, i);
		int status = end_process(process);
		return (Answer){ status, status < 0 ? ECHILD : 0 };
	}
	return (Answer){ 0, ESRCH };
}

/* Whoever ends processes that sit at a terminal means the program, not these: they end with
 * it. */
static void
set_signals(void)
{
	static const int ignored[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2 };
	sigset_t none;

	for (int number = 1; number < NSIG; number++)
		signal(number, SIG_DFL);
	for (unsigned i = 0; i < G_N_ELEMENTS(ignored); i++)
		signal(ignored[i], SIG_IGN);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

/* Nothing is open but the server's socket; where a sanitizer reports, standard error. */
static void
close_others(Server *server)
{
	enum { KEPT = STDERR_FILENO + 1 };
	int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
	int last = SANITIZED ? STDOUT_FILENO : STDERR_FILENO;

	for (int fd = STDIN_FILENO; fd <= last; fd++)
		if (dup2(nothing, fd) < 0)
			close(fd);
	if (server->socket != KEPT)
		dup3(server->socket, KEPT, O_CLOEXEC);
	server->socket = KEPT;
	closefrom(KEPT + 1);
}

G_NORETURN static void
serve(Server *server)
{
	Order order;
	int socket;

	prctl(PR_SET_NAME, "entente-reader");
	set_signals();
	close_others(server);
	setlocale(LC_ALL, "C"); /* messages of the system come from files elsewhere */
	server->plan->prepare(server->user_data);
	server->processes = g_array_new(FALSE, FALSE, sizeof(pid_t));
	while (receive_with(server->socket, &order, sizeof order, &socket)) {
		Answer answer =
		    order.process ? end_one(server, order.process) : fork_one(server, socket);

		if (socket >= 0)
			close(socket);
		if (!send_with(server->socket, &answer, sizeof answer, -1))
			break;
	}
	for (guint i = 0; i < server->processes->len; i++)
		end_process(g_array_index(server->processes, pid_t, i));
	g_array_unref(server->processes);
	leave(0);
}

ForkServer *
fork_server_new(const ForkPlan *plan, gpointer user_data)
{
	int sockets[2];

	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, sockets) != 0)
		return NULL;
	pid_t process = fork();
	if (process == 0) {
		Server server = { plan, user_data, sockets[1], NULL };
		serve(&server);
	}
	int error = errno;
	close(sockets[1]);
	if (process < 0) {
		close(sockets[0]);
		errno = error;
		return NULL;
	}
	ForkServer *server = g_new0(ForkServer, 1);
	server->socket = sockets[0];
	server->process = process;
	return server;
}

void
fork_server_free(ForkServer *server)
{
	if (!server)
		return;
	close(server->socket);
	if (server->lost)
		kill(server->process, SIGKILL);
	while (waitpid(server->process, NULL, 0) < 0 && errno == EINTR)
		;
	g_free(server);
}

/* Gives the order and waits for the answer; -1 with errno set where there is none. */
static int
ask(ForkServer *server, pid_t process, int fd)
{
	const Order order = { process };
	struct pollfd answered = { .fd = server->socket, .events = POLLIN };
	Answer answer;
	int none, ready = 0;

	if (!server->lost && send_with(server->socket, &order, sizeof order, fd)) {
		do
			ready = poll(&answered, 1, PATIENCE_MS);
		while (ready < 0 && errno == EINTR);
	}
	if (ready <= 0 || !receive_with(server->socket, &answer, sizeof answer, &none)) {
		server->lost = true;
		errno = ECHILD;
		return -1;
	}
	errno = answer.error;
	return answer.error ? -1 : answer.value;
}

int
fork_server_fork(ForkServer *server, pid_t *process)
{
	int sockets[2];

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets) != 0)
		return -1;
	*process = ask(server, 0, sockets[1]);
	int error = errno;
	close(sockets[1]);
	if (*process > 0)
		return sockets[0];
	close(sockets[0]);
	errno = error;
	return -1;
}

int
fork_server_end(ForkServer *server, pid_t process)
{
	return ask(server, process, -1);
}
