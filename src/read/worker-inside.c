/* The process that reads: jobs come over the socket, articles go back.
 *
 * It opens nothing: whatever a reader or a library loads from a file on first use is loaded by
 * worker_prepare, before the process is shut in. */
#include "read/encodings.h"
#include "read/frames.h"
#include "read/worker.h"

#include <errno.h>
#include <jansson.h>
#include <libxml/parser.h>
#include <libxml/xmlmemory.h>
#include <string.h>
#include <uchardet.h>
#include <unistd.h>

enum { KEPT_BUFFER = 1024 * 1024, LAST_ERRNO = 133 };

typedef struct {
	const WorkerTools *tools;
	int socket;
	GByteArray *out; /* frames not yet sent */
	Job job;
	const Input *input;
	uint64_t n_pulled;  /* bytes of it */
	uint64_t n_records; /* begun */
	uint32_t n_left;    /* of the bytes of the frame that came last */
	bool unasked;       /* the job's first bytes are yet to come */
	bool ended;         /* no bytes of the input come any more */
} Inside;

/* False when the program on the other side is gone. */
static bool
get(const Inside *self, void *to, size_t length)
{
	for (size_t done = 0; done < length;) {
		ssize_t n = read(self->socket, (char *)to + done, length - done);

		if (n == 0 || (n < 0 && errno != EINTR))
			return false;
		done += n > 0 ? (size_t)n : 0;
	}
	return true;
}

/* Where the program is gone, the next thing asked of it tells so. */
static void
flush(Inside *self)
{
	for (size_t done = 0; done < self->out->len;) {
		ssize_t n = write(self->socket, self->out->data + done, self->out->len - done);

		if (n < 0 && errno != EINTR)
			break;
		done += n > 0 ? (size_t)n : 0;
	}
	if (self->out->len > KEPT_BUFFER) {
		g_byte_array_unref(self->out);
		self->out = g_byte_array_new();
	}
	g_byte_array_set_size(self->out, 0);
}

/* As Input.pull. */
static ssize_t
pull(void *from, char *to, size_t room)
{
	Inside *self = from;
	FrameHead head;
	uint32_t error = 0;

	if (!self->n_left) {
		if (self->ended)
			return 0;
		if (!self->unasked) {
			frame_append(self->out, FRAME_MORE, NULL, 0);
			flush(self);
		}
		if (!get(self, &head, sizeof head))
			return -EPIPE;
		if (head.kind == FRAME_END)
			return get(self, &error, sizeof error) ? -(ssize_t)error : -EPIPE;
		self->n_left = head.length;
		self->ended = self->unasked && self->job.ends;
		self->unasked = false;
	}
	size_t n = MIN(room, self->n_left);
	if (!get(self, to, n))
		return -EPIPE;
	self->n_left -= (uint32_t)n;
	self->n_pulled += n;
	return (ssize_t)n;
}

static bool
send_article(Article *article, gpointer user_data)
{
	Inside *self = user_data;

	article_pack(self->out, article);
	article_free(article);
	if (self->out->len > KEPT_BUFFER)
		flush(self);
	return true;
}

static bool
send_problem(const GError *why, gpointer user_data)
{
	Inside *self = user_data;
	const uint32_t code = (uint32_t)why->code;

	frame_append_with(self->out, FRAME_PROBLEM, &code, sizeof code, why->message);
	return true;
}

/* Sent before the page is read, so that the program knows which one it was that ended the
 * process. */
static bool
announce_record(const char *where, gpointer user_data)
{
	Inside *self = user_data;

	uint64_t taken = self->n_pulled - self->input->length;

	if (++self->n_records < self->job.first_record)
		return false;
	frame_append_with(self->out, FRAME_RECORD, &taken, sizeof taken, where);
	flush(self);
	return true;
}

static bool
take_job(Inside *self, char **name)
{
	char scrap[4096];
	FrameHead head;

	/* what is left of a job whose reader stopped early */
	for (;;) {
		while (self->n_left) {
			uint32_t n = MIN(self->n_left, (uint32_t)sizeof scrap);

			if (!get(self, scrap, n))
				return false;
			self->n_left -= n;
		}
		if (!get(self, &head, sizeof head))
			return false;
		if (head.kind == FRAME_JOB)
			break;
		self->n_left = head.length;
	}
	size_t length = head.length - sizeof self->job;
	if (!get(self, &self->job, sizeof self->job))
		return false;
	*name = g_malloc0(length + 1);
	return get(self, *name, length);
}

static void
do_job(Inside *self, const char *name)
{
	const ReadSink sink = {
		.article = send_article,
		.problem = send_problem,
		.user_data = self,
	};
	const Reading reading = { .lexicon = self->tools->lexicon,
		                  .sink = &sink,
		                  .record = announce_record };
	g_auto(Input) input = { .name = name, .fd = -1, .pull = pull, .from = self };

	self->input = &input;
	self->n_pulled = self->n_records = 0;
	self->unasked = true;
	self->ended = false;
	self->tools->plan->read(&input, &reading);
	frame_append(self->out, FRAME_DONE, NULL, 0);
	flush(self);
}

/* GLib's last words: that there is no memory, or that the program is wrong. */
static void
end_at_error(const char *domain, GLogLevelFlags level, const char *message, gpointer user_data)
{
	int why = errno;

	(void)domain;
	(void)message;
	(void)user_data;
	if (level & G_LOG_LEVEL_ERROR && why == ENOMEM)
		_exit(WORKER_NO_MEMORY);
}

int
worker_work(int socket, gpointer tools)
{
	Inside self = { .tools = tools, .socket = socket, .out = g_byte_array_new() };
	g_autofree char *name = NULL;

	while (take_job(&self, &name)) {
		do_job(&self, name);
		g_clear_pointer(&name, g_free);
	}
	g_byte_array_unref(self.out);
	return 0;
}

static bool
drop_article(Article *article, gpointer user_data)
{
	(void)user_data;
	article_free(article);
	return true;
}

static bool
drop_problem(const GError *why, gpointer user_data)
{
	(void)why;
	(void)user_data;
	return true;
}

static void
print_nothing(void *context, const char *format, ...)
{
	(void)context;
	(void)format;
}

/* A little of each kind is read, since libraries load things when they are first used. */
static void
read_samples(const Lexicon *lexicon)
{
	static const char *const samples[] = {
		"{\"text\": \"Talks resume.\", \"published\": \"3 March 2025\"}\n",
		"<html><head><title>Talks</title></head><body><p>Caf&eacute; talks.</p>",
		"Talks resume on Monday.\n",
	};
	const ReadSink sink = { .article = drop_article, .problem = drop_problem };

	for (unsigned i = 0; i < G_N_ELEMENTS(samples); i++)
		read_bytes("sample", samples[i], strlen(samples[i]), lexicon, &sink);
}

void
worker_prepare(gpointer user_data)
{
	const WorkerTools *tools = user_data;
	const char *volatile kept; /* or calls without effect are left out */

	/* Libraries whose memory ends shall say so as GLib does, and else be silent. */
	json_set_alloc_funcs(g_malloc, g_free);
	xmlMemSetup(g_free, g_malloc, g_realloc, g_strdup);
	g_log_set_default_handler(end_at_error, NULL);
	json_object_seed(0);
	encodings_load();
	xmlInitParser();
	xmlSetGenericErrorFunc(NULL, print_nothing);
	uchardet_delete(uchardet_new());
	for (int number = 1; number <= LAST_ERRNO; number++)
		kept = g_strerror(number);
	(void)kept;
	read_samples(tools->lexicon);
}
