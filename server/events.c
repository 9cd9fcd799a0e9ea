#include "events.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

enum {
	MOST_STREAMS = 64,
	MOST_PENDING = 4096, /* bytes that wait for one who does not take them */
	BLOCK = 1024,
	BEAT_SECONDS = 15, /* so that a connection that is gone is noticed */
};

typedef struct {
	Events *events;
	struct MHD_Connection *connection;
	GString *pending;
	bool asleep;
} Stream;

struct Events {
	GMutex lock;
	GCond closed;
	GPtrArray *streams;
	bool ends;
	guint64 n_told;
	GThread *thread;
};

/* The lock is held. */
static void
wake(Stream *stream)
{
	if (!stream->asleep)
		return;
	stream->asleep = false;
	MHD_resume_connection(stream->connection);
}

static void
append_all(Events *events, const char *text)
{
	for (guint i = 0; i < events->streams->len; i++) {
		Stream *stream = events->streams->pdata[i];

		if (stream->pending->len < MOST_PENDING)
			g_string_append(stream->pending, text);
		wake(stream);
	}
}

static gpointer
beat(gpointer user_data)
{
	Events *events = user_data;

	g_mutex_lock(&events->lock);
	while (!events->ends) {
		gint64 until = g_get_monotonic_time() + BEAT_SECONDS * G_USEC_PER_SEC;

		while (!events->ends && g_cond_wait_until(&events->closed, &events->lock, until))
			;
		append_all(events, ": still there\n\n");
	}
	g_mutex_unlock(&events->lock);
	return NULL;
}

Events *
events_new(void)
{
	Events *events = g_new0(Events, 1);

	g_mutex_init(&events->lock);
	g_cond_init(&events->closed);
	events->streams = g_ptr_array_new();
	events->thread = g_thread_new("events", beat, events);
	return events;
}

void
events_close(Events *events)
{
	g_mutex_lock(&events->lock);
	events->ends = true;
	g_cond_signal(&events->closed);
	for (guint i = 0; i < events->streams->len; i++)
		wake(events->streams->pdata[i]);
	g_mutex_unlock(&events->lock);
	g_thread_join(events->thread);
}

void
events_free(Events *events)
{
	g_ptr_array_unref(events->streams);
	g_mutex_clear(&events->lock);
	g_cond_clear(&events->closed);
	g_free(events);
}

static ssize_t
read_stream(void *cls, uint64_t at, char *bytes, size_t most)
{
	Stream *stream = cls;
	Events *events = stream->events;
	ssize_t n;

	(void)at;
	g_mutex_lock(&events->lock);
	n = (ssize_t)MIN(stream->pending->len, most);
	memcpy(bytes, stream->pending->str, (size_t)n);
	g_string_erase(stream->pending, 0, n);
	if (!n && events->ends) {
		n = MHD_CONTENT_READER_END_OF_STREAM;
	} else if (!n) {
		stream->asleep = true;
		MHD_suspend_connection(stream->connection);
	}
	g_mutex_unlock(&events->lock);
	return n;
}

static void
close_stream(void *cls)
{
	Stream *stream = cls;
	Events *events = stream->events;

	g_mutex_lock(&events->lock);
	g_ptr_array_remove_fast(events->streams, stream);
	g_mutex_unlock(&events->lock);
	g_string_free(stream->pending, TRUE);
	g_free(stream);
}

struct MHD_Response *
events_open(Events *events, struct MHD_Connection *connection)
{
	Stream *stream = NULL;

	g_mutex_lock(&events->lock);
	if (events->streams->len < MOST_STREAMS && !events->ends) {
		stream = g_new0(Stream, 1);
		stream->events = events;
		stream->connection = connection;
		stream->pending = g_string_new("retry: 3000\n\n");
		g_ptr_array_add(events->streams, stream);
	}
	g_mutex_unlock(&events->lock);
	return stream ? MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, BLOCK, read_stream,
	                                                  stream, close_stream)
	              : NULL;
}

void
events_tell(Events *events)
{
	g_autofree char *text = NULL;

	g_mutex_lock(&events->lock);
	text = g_strdup_printf("event: change\nid: %" G_GUINT64_FORMAT "\ndata: {}\n\n",
	                       ++events->n_told);
	append_all(events, text);
	g_mutex_unlock(&events->lock);
}
