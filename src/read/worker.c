/* The program's side: hands the worker an input piece by piece, as it asks for it, and takes
 * what comes back.
 *
 * Nothing of a page is handed on before all of it is there.  A page that ends the worker is a
 * problem; a new worker then reads the input again, leaving out that page and those before. */
#include "read/worker.h"

#include "base/paths.h"
#include "read/again.h"
#include "read/worker-line.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>

enum {
	JOBS_A_WORKER = 1000, /* then a fresh one, in which nothing has piled up */
	MOST_RESTARTS = 100,  /* for one input */
	FIRST_BYTES = 256 * 1024,
	TOLD_BYTES = 20 * 1000 * 1000, /* that may come back, whatever the input … */
	TOLD_A_BYTE = 1000,            /* … and for each byte of it */
	HELD_BYTES = 64 * 1000 * 1000, /* that may come back of a page, … */
	LEAST_HELD = 256               /* … each thing counted as so many at least */
};

static const WorkerPlan usual_plan = {
	.read = read_input,
	.memory = 1000 * 1000 * 1000,
	.page_ms = SANITIZED ? 60 * 1000 : 3000,
	.megabyte_ms = SANITIZED ? 4000 : 200,
	.still_ms = 60 * 1000,
};

struct Worker {
	WorkerTools tools;
	ForkPlan fork;
	Line line;
	unsigned n_jobs; /* of the process that is there now */
	uint64_t passed;
};

/* An input on its way through. */
typedef struct {
	Worker *worker;
	Input *input;
	const ReadSink *sink;
	GQueue held;   /* Told: of the page that is being read … */
	size_t n_held; /* … and about the bytes that they take */
	char *where;   /* that page, for messages; NULL for the input as a whole */
	uint64_t record, first_record; /* its number; that of the first that is wanted */
	unsigned restarts;
	Again once_more;

	uint64_t sent, sent_before; /* bytes of the input: to this worker, before this page */
	uint64_t passed;            /* bytes known to be done with */
	uint64_t told;              /* bytes that came back of this worker */
} Task;

/* An article, or why there is none.  Of several articles all but the first wait as they came:
 * an arena each could take much more room than they did on the way. */
typedef struct {
	Article *article;
	GBytes *packed;
	GError *problem;
} Told;

typedef enum { TASK_GOES_ON, TASK_DONE, TASK_STOPPED, TASK_FAULT } Outcome;

Worker *
worker_new_after(const WorkerPlan *plan, const Lexicon *lexicon)
{
	Worker *worker = g_new0(Worker, 1);

	worker->tools = (WorkerTools){ plan, lexicon };
	worker->fork = (ForkPlan){ worker_prepare, worker_work, plan->memory };
	worker->line.most_still_ms = plan->still_ms;
	worker->line.server = fork_server_new(&worker->fork, &worker->tools);
	if (worker->line.server)
		return worker;
	g_free(worker);
	return NULL;
}

Worker *
worker_new(const Lexicon *lexicon)
{
	return worker_new_after(&usual_plan, lexicon);
}

const char *
worker_lack(void)
{
	return sandbox_lack(sandbox_layers());
}

void
worker_free(Worker *worker)
{
	if (!worker)
		return;
	line_close(&worker->line);
	fork_server_free(worker->line.server);
	g_free(worker);
}

static void
told_free(gpointer user_data)
{
	Told *told = user_data;

	article_free(told->article);
	g_clear_pointer(&told->packed, g_bytes_unref);
	g_clear_error(&told->problem);
	g_free(told);
}

static Told *
hold(Task *task)
{
	Told *told = g_new0(Told, 1);

	g_queue_push_tail(&task->held, told);
	return told;
}

static bool
hand_on_one(const Task *task, Told *told)
{
	const ReadSink *sink = task->sink;

	if (told->problem)
		return sink->problem(told->problem, sink->user_data);
	if (told->packed) {
		size_t length;
		const char *bytes = g_bytes_get_data(told->packed, &length);

		told->article = article_unpack(bytes, length, task->input->name);
	}
	return sink->article(g_steal_pointer(&told->article), sink->user_data);
}

/* The page that is held is whole.  False when the sink stopped. */
static bool
hand_on(Task *task)
{
	Told *told;
	bool go_on = true;

	while (go_on && (told = g_queue_pop_head(&task->held))) {
		go_on = hand_on_one(task, told);
		told_free(told);
	}
	task->n_held = 0;
	return go_on;
}

static bool
tell(const Task *task, GError *taken)
{
	g_autoptr(GError) error = taken;

	return task->sink->problem(error, task->sink->user_data);
}

/* A page may take the longer, the more bytes were sent since the page before. */
static void
page_begins(Task *task)
{
	const WorkerPlan *plan = task->worker->tools.plan;
	uint64_t since = task->sent - task->sent_before;

	task->sent_before = task->sent;
	line_allow(&task->worker->line,
	           plan->page_ms + (unsigned)(since * plan->megabyte_ms / 1000000));
}

static bool
has_ended(const Input *input)
{
	return input->fd < 0 && !input->pull;
}

/* Sends what the input's window holds, or a part, behind what is in `out`. */
static bool
send_window(Task *task, GByteArray *out)
{
	Input *input = task->input;
	Line *line = &task->worker->line;
	size_t length = MIN(input->length, (size_t)FIRST_BYTES);
	uint32_t failed = (uint32_t)input->failed;

	if (length)
		frame_append(out, FRAME_BYTES, input->bytes, length);
	else
		frame_append(out, FRAME_END, &failed, sizeof failed);
	again_keep(&task->once_more, input->bytes, length);
	input_take(input, length);
	task->sent += length;
	line->most_ms += (unsigned)(length * task->worker->tools.plan->megabyte_ms / 1000000);
	return line_send(line, out->data, out->len);
}

/* The job with its first bytes: of most pages, all. */
static bool
send_job(Task *task)
{
	g_autoptr(GByteArray) out = g_byte_array_new();
	Input *input = task->input;

	/* what is no file may have to be waited for */
	while (input->length < FIRST_BYTES && (task->once_more.file >= 0 || !input->length))
		if (!input_fetch(input))
			break;
	const Job job = { .first_record = task->first_record,
		          .ends = has_ended(input) && !input->failed &&
		                  input->length <= FIRST_BYTES };
	frame_append_with(out, FRAME_JOB, &job, sizeof job, input->name);
	return send_window(task, out);
}

/* The worker is done with so many bytes, or says so. */
static void
pass(Task *task, uint64_t bytes)
{
	if (bytes > task->sent || bytes <= task->passed)
		return;
	task->worker->passed += bytes - task->passed;
	task->passed = bytes;
}

static Outcome
take_more(Task *task, const char *bytes, size_t length)
{
	g_autoptr(GByteArray) out = g_byte_array_new();

	(void)bytes;
	(void)length;
	if (!hand_on(task))
		return TASK_STOPPED;
	if (!task->input->length)
		(void)input_fetch(task->input);
	return send_window(task, out) ? TASK_GOES_ON : TASK_FAULT;
}

static Outcome
take_record(Task *task, const char *bytes, size_t length)
{
	uint64_t taken;

	if (length < sizeof taken)
		return TASK_FAULT;
	memcpy(&taken, bytes, sizeof taken);
	char *where = message_unpack(bytes + sizeof taken, length - sizeof taken);
	if (!where)
		return TASK_FAULT;
	pass(task, taken);
	g_free(task->where);
	task->where = where;
	task->record = task->record ? task->record + 1 : task->first_record;
	page_begins(task);
	return hand_on(task) ? TASK_GOES_ON : TASK_STOPPED;
}

static Outcome
take_article(Task *task, const char *bytes, size_t length)
{
	Article *article = article_unpack(bytes, length, task->input->name);

	if (!article)
		return TASK_FAULT;
	bool first = g_queue_is_empty(&task->held);
	Told *told = hold(task);
	if (first) {
		told->article = article;
	} else {
		told->packed = g_bytes_new(bytes, length);
		article_free(article);
	}
	return TASK_GOES_ON;
}

/* Whether it is a reader's to say. */
static bool
is_told(uint32_t code)
{
	static const EntenteError codes[] = { ENTENTE_ERROR_INPUT, ENTENTE_ERROR_LIMIT,
		                              ENTENTE_ERROR_FEEDS };

	for (unsigned i = 0; i < G_N_ELEMENTS(codes); i++)
		if (code == codes[i])
			return true;
	return false;
}

static Outcome
take_problem(Task *task, const char *bytes, size_t length)
{
	uint32_t code;

	if (length < sizeof code)
		return TASK_FAULT;
	memcpy(&code, bytes, sizeof code);
	g_autofree char *message = message_unpack(bytes + sizeof code, length - sizeof code);
	if (!message || !is_told(code))
		return TASK_FAULT;
	hold(task)->problem = g_error_new_literal(ENTENTE_ERROR, (int)code, message);
	return TASK_GOES_ON;
}

static Outcome
take_done(Task *task, const char *bytes, size_t length)
{
	(void)bytes;
	(void)length;
	pass(task, task->sent);
	return hand_on(task) ? TASK_DONE : TASK_STOPPED;
}

static Outcome (*const takers[])(Task *task, const char *bytes, size_t length) = {
	[FRAME_MORE] = take_more,       [FRAME_RECORD] = take_record,
	[FRAME_ARTICLE] = take_article, [FRAME_PROBLEM] = take_problem,
	[FRAME_DONE] = take_done,
};

/* One worker's part in the task: all of it, unless there is a fault. */
static Outcome
converse(Task *task)
{
	Line *line = &task->worker->line;
	Outcome outcome = TASK_GOES_ON;
	const char *bytes;
	FrameHead head;

	task->record = task->sent = task->sent_before = task->told = 0;
	g_clear_pointer(&task->where, g_free);
	page_begins(task);
	if (!send_job(task))
		return TASK_FAULT;
	while (outcome == TASK_GOES_ON && line_next(line, &head, &bytes)) {
		task->told += sizeof head + head.length;
		task->n_held += MAX(head.length, (uint32_t)LEAST_HELD);
		bool sound = head.kind < G_N_ELEMENTS(takers) && takers[head.kind] &&
		             task->told <= TOLD_BYTES + TOLD_A_BYTE * task->sent &&
		             task->n_held <= HELD_BYTES;
		outcome = sound ? takers[head.kind](task, bytes, head.length) : TASK_FAULT;
	}
	return outcome == TASK_GOES_ON ? TASK_FAULT : outcome;
}

/* What is wrong with a worker that ended so. */
static char *
ending(int status, const WorkerPlan *plan, EntenteError *code)
{
	if (status != -1 && WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS)
		return g_strdup("its reader asked the system for what no reader needs");
	if (status != -1 && WIFSIGNALED(status)) {
		const char *name = sigabbrev_np(WTERMSIG(status));

		return g_strdup_printf("its reader crashed (SIG%s)", name ? name : "?");
	}
	if (status == -1 || !WIFEXITED(status))
		return g_strdup("its reader is gone");
	if (WEXITSTATUS(status) == FORK_NOT_SHUT_IN)
		return g_strdup("its reader could not be shut in");
	if (WEXITSTATUS(status) != WORKER_NO_MEMORY)
		return g_strdup_printf("its reader ended (exit status %d)",
		                       WEXITSTATUS(status));
	*code = ENTENTE_ERROR_LIMIT;
	return g_strdup_printf(
	    "reading it took more than %zu MB of memory, the limit for a page",
	    plan->memory / 1000000);
}

static char *
fault_message(const Task *task, Fault fault, int status, EntenteError *code)
{
	const Line *line = &task->worker->line;

	*code = ENTENTE_ERROR_INPUT;
	if (fault == FAULT_GONE)
		return ending(status, task->worker->tools.plan, code);
	if (fault == FAULT_STILL)
		return g_strdup("its reader stood still");
	if (fault != FAULT_SLOW)
		return g_strdup("its reader answered what makes no sense");
	*code = ENTENTE_ERROR_LIMIT;
	return g_strdup_printf(
	    "reading it took more than %.1f s of the processor, the limit for such a page",
	    line->most_ms / 1000.0);
}

/* Tells of the page that ended the worker.  Whether the rest of the input is to be read, with
 * `*go_on` set to what the sink answered. */
static bool
recover(Task *task, bool *go_on)
{
	Line *line = &task->worker->line;
	Fault fault = line->fault ? line->fault : FAULT_GARBLED;
	int status = line_close(line);
	EntenteError code;
	g_autofree char *what = fault_message(task, fault, status, &code);
	g_autofree char *name = g_strdup_printf("'%s'", task->input->name);
	/* the one page of its input, or the next of a few or many */
	bool rewound = task->record && task->restarts < MOST_RESTARTS &&
	               again_rewind(&task->once_more, task->input),
	     left = !rewound && (task->record || task->restarts);

	g_queue_clear_full(&task->held, told_free);
	task->n_held = 0;
	*go_on = tell(task, g_error_new(ENTENTE_ERROR, (int)code, "%s: %s%s",
	                                task->where ? task->where : name, what,
	                                left ? "; the rest is not read" : ""));
	task->first_record = task->record + 1;
	task->restarts++;
	return rewound && *go_on;
}

static bool
start(Task *task)
{
	Worker *worker = task->worker;

	if (worker->line.process && worker->n_jobs < JOBS_A_WORKER)
		return true;
	line_close(&worker->line);
	worker->n_jobs = 0;
	return line_open(&worker->line);
}

static bool
no_worker(Task *task, int number)
{
	g_autofree char *why = g_strdup(g_strerror(number));

	*why = g_ascii_tolower(*why);
	return tell(task,
	            g_error_new(ENTENTE_ERROR, ENTENTE_ERROR_INPUT,
	                        "'%s': no process to read it in: %s", task->input->name, why));
}

static bool
run(Task *task)
{
	bool go_on = true;

	do {
		if (!start(task))
			return no_worker(task, errno);
		Outcome outcome = converse(task);
		task->worker->n_jobs++;
		if (outcome == TASK_DONE)
			return true;
		if (outcome == TASK_STOPPED) {
			line_close(&task->worker->line);
			return false;
		}
	} while (recover(task, &go_on));
	return go_on;
}

bool
worker_read(Worker *worker, Input *input, const ReadSink *sink)
{
	Task task = { .worker = worker, .input = input, .sink = sink, .first_record = 1 };

	again_note(&task.once_more, input);
	bool go_on = run(&task);
	g_queue_clear_full(&task.held, told_free);
	g_free(task.where);
	again_clear(&task.once_more);
	return go_on;
}

bool
worker_read_path(Worker *worker, const char *path, const ReadSink *sink)
{
	const Reading reading = { .sink = sink, .worker = worker };

	return read_walk(path, &reading);
}

bool
worker_read_bytes(Worker *worker, const char *path, const char *bytes, size_t length,
                  const ReadSink *sink)
{
	Input input;

	input_over(&input, path, bytes, length);
	return worker_read(worker, &input, sink);
}

uint64_t
worker_passed(const Worker *worker)
{
	return worker->passed;
}
