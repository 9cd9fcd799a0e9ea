#include "deadlines.h"

#include <stdbool.h>
#include <sys/socket.h>

typedef struct {
	int fd;
	gint64 until; /* as g_get_monotonic_time(); G_MAXINT64 for as long as it likes */
	bool idles;
} Connection;

struct Deadlines {
	gint64 seconds, idle;
	guint most;
	GMutex lock; /* of what follows */
	GCond ended;
	bool ends;
	GHashTable *connections; /* struct MHD_Connection * → Connection * */
	GThread *thread;
};

/* The socket is closed by whoever has it, on another thread, after it was taken out here: so its
 * number is still this connection's. */
static void
shut(Connection *connection)
{
	shutdown(connection->fd, SHUT_RDWR);
	connection->until = G_MAXINT64;
}

/* Of those that idle the one that does so longest. */
static Connection *
longest_idle(Deadlines *deadlines)
{
	Connection *longest = NULL;
	GHashTableIter iter;
	gpointer value;

	g_hash_table_iter_init(&iter, deadlines->connections);
	while (g_hash_table_iter_next(&iter, NULL, &value)) {
		Connection *connection = value;

		if (connection->idles && connection->until != G_MAXINT64 &&
		    (!longest || connection->until < longest->until))
			longest = connection;
	}
	return longest;
}

static void
shut_late(Deadlines *deadlines)
{
	gint64 now = g_get_monotonic_time();
	GHashTableIter iter;
	gpointer value;

	g_hash_table_iter_init(&iter, deadlines->connections);
	while (g_hash_table_iter_next(&iter, NULL, &value))
		if (((Connection *)value)->until < now)
			shut(value);
}

/* An eighth of all connections stays free for those who come. */
static void
make_room(Deadlines *deadlines)
{
	guint n = g_hash_table_size(deadlines->connections);
	guint wanted = deadlines->most - deadlines->most / 8;

	for (; n > wanted; n--) {
		Connection *connection = longest_idle(deadlines);

		if (!connection)
			return;
		shut(connection);
	}
}

static gpointer
watch(gpointer user_data)
{
	enum { LOOK_EVERY = 200 * 1000 };
	Deadlines *deadlines = user_data;

	g_mutex_lock(&deadlines->lock);
	while (!deadlines->ends) {
		shut_late(deadlines);
		make_room(deadlines);
		g_cond_wait_until(&deadlines->ended, &deadlines->lock,
		                  g_get_monotonic_time() + LOOK_EVERY);
	}
	g_mutex_unlock(&deadlines->lock);
	return NULL;
}

Deadlines *
deadlines_new(guint seconds, guint idle, guint most)
{
	Deadlines *deadlines = g_new0(Deadlines, 1);

	deadlines->seconds = seconds;
	deadlines->idle = idle;
	deadlines->most = most;
	g_mutex_init(&deadlines->lock);
	g_cond_init(&deadlines->ended);
	deadlines->connections = g_hash_table_new_full(NULL, NULL, NULL, g_free);
	deadlines->thread = g_thread_new("deadlines", watch, deadlines);
	return deadlines;
}

void
deadlines_free(Deadlines *deadlines)
{
	g_mutex_lock(&deadlines->lock);
	deadlines->ends = true;
	g_cond_signal(&deadlines->ended);
	g_mutex_unlock(&deadlines->lock);
	g_thread_join(deadlines->thread);
	g_hash_table_unref(deadlines->connections);
	g_mutex_clear(&deadlines->lock);
	g_cond_clear(&deadlines->ended);
	g_free(deadlines);
}

/* From now on so many seconds; negative for as long as it likes. */
static void
set(Deadlines *deadlines, struct MHD_Connection *connection, gint64 seconds, bool idles)
{
	g_mutex_lock(&deadlines->lock);
	Connection *known = g_hash_table_lookup(deadlines->connections, connection);
	if (known) {
		known->until = seconds < 0 ? G_MAXINT64
		                           : g_get_monotonic_time() + seconds * G_USEC_PER_SEC;
		known->idles = idles;
	}
	g_mutex_unlock(&deadlines->lock);
}

void
deadlines_begin(Deadlines *deadlines, struct MHD_Connection *connection)
{
	const union MHD_ConnectionInfo *info =
	    MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
	Connection *known = g_new0(Connection, 1);

	known->fd = info->connect_fd;
	g_mutex_lock(&deadlines->lock);
	g_hash_table_replace(deadlines->connections, connection, known);
	g_mutex_unlock(&deadlines->lock);
	set(deadlines, connection, deadlines->seconds, true);
}

void
deadlines_reading(Deadlines *deadlines, struct MHD_Connection *connection)
{
	set(deadlines, connection, deadlines->seconds, false);
}

void
deadlines_asking(Deadlines *deadlines, struct MHD_Connection *connection)
{
	set(deadlines, connection, -1, false);
}

/* At 16 kB a second at least; a stream of changes (no bytes) takes as long as it likes. */
void
deadlines_sending(Deadlines *deadlines, struct MHD_Connection *connection, gsize bytes)
{
	enum { LEAST_RATE = 16 * 1024 };

	set(deadlines, connection,
	    bytes ? deadlines->seconds + (gint64)(bytes / LEAST_RATE) : -1, false);
}

void
deadlines_idle(Deadlines *deadlines, struct MHD_Connection *connection)
{
	set(deadlines, connection, deadlines->idle, true);
}

void
deadlines_end(Deadlines *deadlines, struct MHD_Connection *connection)
{
	g_mutex_lock(&deadlines->lock);
	g_hash_table_remove(deadlines->connections, connection);
	g_mutex_unlock(&deadlines->lock);
}
